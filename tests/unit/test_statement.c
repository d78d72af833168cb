/* test_statement - what a company's statement says, in three languages, on as many sheets as it takes. */
#include "unit.h"

#include "document/statement.c"

#include "pdf_reader.h"

enum { LINES = 120 };

static struct statement_doc statement(enum lang lang)
{
	static struct statement_line lines[LINES];
	struct statement_doc d = {
		.lang = lang, .platform = "Abrid", .company = "Transports du Sahara", .legal_id = "16/00-1234567B20",
		.tax_id = "000016001234567", .address = "1 rue A, Alger", .number = 123,
		.from = when_date(2026, 11, 15), .to = when_date(2026, 11, 21), .state = "ETAT",
		.gross_c = 15000000, .commission_c = 1200000, .fees_c = 7000, .corrections_c = 0, .cash_c = 250050,
		.carried_c = -10000, .net_c = 13546950, .lines = lines, .n_lines = 2,
		.issued_at = when_at(when_date(2026, 11, 22), 3600),
	};

	for (size_t i = 0; i < LINES; i++)
		lines[i] = (struct statement_line){
			.day = d.from, .from = "Alger", .to = i == LINES - 1 ? "Tamanrasset" : "Laghouat", .seats = 41,
			.fare_c = 4920000, .commission_c = 393600, .amount_c = 4526400,
		};
	return d;
}

static struct buf drawn_statement(const struct statement_doc *d)
{
	struct buf out;
	enum err e;

	buf_init(&out, arena, 65536);
	e = statement_pdf(arena, d, &out);
	if (e != OK)
		FAIL_AT(__LINE__, "statement_pdf: %s: %s", err_code(e), fail_note()->why);
	return out;
}

static void test_statement_words(void **state)
{
	static const struct {
		int line;
		enum lang lang;
		const char *words;
	} rows[] = {
		{ __LINE__, LANG_FR, "150 000,00 DA" },  { __LINE__, LANG_FR, "-12 000,00 DA" },
		{ __LINE__, LANG_FR, "135 469,50 DA" },  { __LINE__, LANG_FR, "-2 500,50 DA" },
		{ __LINE__, LANG_FR, "À payer" },        { __LINE__, LANG_FR, "Report du relevé précédent" },
		{ __LINE__, LANG_EN, "To be paid" },     { __LINE__, LANG_EN, "135 469.50 DA" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct statement_doc d = statement(rows[i].lang);
		struct buf pdf = drawn_statement(&d);

		has_words(rows[i].line, pdf_words(&pdf), rows[i].words);
	}
}

static void test_statement_of_any_language(void **state)
{
	static const char *const everywhere[] = { "Abrid", "S123", "ETAT", "Transports du Sahara", "16/00-1234567B20", "Laghouat", "41" };

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		struct statement_doc d = statement(lang);
		struct buf pdf = drawn_statement(&d);
		const char *words = pdf_words(&pdf);

		for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++)
			has_words(__LINE__, words, everywhere[i]);
		/* A sum of nothing is not printed. */
		lacks_words(__LINE__, words, text(lang, "statement.corrections"));
	}
}

static void test_statement_pages(void **state)
{
	struct statement_doc d = statement(LANG_FR);
	struct buf pdf, again;

	(void)state;
	pdf = drawn_statement(&d);
	INT_AT(__LINE__, pdf_pages(&pdf), 1);
	d.n_lines = LINES;
	pdf = drawn_statement(&d);
	INT_AT(__LINE__, pdf_pages(&pdf), 3);
	has_words(__LINE__, pdf_words(&pdf), "Tamanrasset");
	again = drawn_statement(&d);
	TRUE_AT(__LINE__, pdf.len == again.len && memcmp(pdf.data, again.data, pdf.len) == 0);
	d.n_lines = 0; /* corrections only */
	pdf = drawn_statement(&d);
	INT_AT(__LINE__, pdf_pages(&pdf), 1);
	d.n_lines = 6001;
	buf_init(&pdf, arena, 1024);
	INT_AT(__LINE__, statement_pdf(arena, &d, &pdf), ERR_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_statement_words),
		cmocka_unit_test(test_statement_of_any_language),
		cmocka_unit_test(test_statement_pages),
	};
	char why[256];

	if (!text_load("templates/text", why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	return unit_run("statement", tests);
}
