/* test_receipt - what a payment receipt must show and must never show. */
#include "unit.h"

#include "document/receipt.c"

#include "pdf_reader.h"

static struct receipt_doc receipt(enum lang lang)
{
	static const struct receipt_line lines[] = { { "Alger – Laghouat, 12A", 120000 },
						     { "Alger – Laghouat, 12B", 120050 } };
	struct receipt_doc d = {
		.lang = lang, .platform = "Abrid", .seller = "SARL Abrid",
		.address = "1 rue A, Alger",
		.nif = "000016001234567", .rc = "16/00-1234567B20", .ai = "16012345678",
		.number = "2026-000123",
		.paid_at = when_at(when_date(2026, 12, 31), 12 * 3600 + 59 * 60),
		.amount_c = 240050,
		.method = RECEIPT_CIB, .message = "Votre paiement a été accepté",
		.order_number = "B00000042X", .order_id = "V721uPPfNNofVQAAABL3",
		.approval = "913180", .card = "6280****7215", .agency = "Guichet 3",
		.payer = "Mohamed Benyoucef", .ref = "K7P2MX", .lines = lines, .n_lines = 2,
		.vat_c = 38327, .vat_bps = 1900, .phone = "+213 21 00 00 00",
		.issued_at = when_at(when_date(2026, 12, 31), 13 * 3600),
	};

	return d;
}

static struct buf receipt_drawn(const struct receipt_doc *d)
{
	struct buf out;
	enum err e;

	buf_init(&out, arena, 65536);
	e = receipt_pdf(arena, d, &out);
	if (e != OK)
		FAIL_AT(__LINE__, "receipt_pdf: %s: %s", err_code(e), fail_note()->why);
	return out;
}

static void test_receipt_words(void **state)
{
	static const char *const everywhere[] = {
		"Abrid", "000016001234567", "16/00-1234567B20", "16012345678", "2026-000123",
		"31/12/2026 12:59", "GMT+1", "Votre paiement a été accepté", "B00000042X",
		"V721uPPfNNofVQAAABL3", "913180", "6280****7215", "3020", "K7P2MX", "CIB",
		"+213 21 00 00 00",
	};
	static const struct {
		int line;
		enum lang lang;
		const char *words;
	} rows[] = {
		{ __LINE__, LANG_FR, "Reçu de paiement" },
		{ __LINE__, LANG_FR, "2 400,50 DA" },
		{ __LINE__, LANG_FR, "TVA (19 %)" },
		{ __LINE__, LANG_FR, "383,27" },
		{ __LINE__, LANG_FR, "2 017,23" },
		{ __LINE__, LANG_FR, "NIF" },
		{ __LINE__, LANG_FR, "SATIM" },
		{ __LINE__, LANG_FR, "pas un titre de transport" },
		{ __LINE__, LANG_AR, "وصل الدفع" },
		{ __LINE__, LANG_AR, "2.400,50" },
		{ __LINE__, LANG_AR, "المبلغ المدفوع" },
		{ __LINE__, LANG_AR, "الرقم الأخضر" },
		{ __LINE__, LANG_AR, "الرسم على القيمة المضافة" },
		{ __LINE__, LANG_EN, "Payment receipt" },
		{ __LINE__, LANG_EN, "2 400.50 DA" },
		{ __LINE__, LANG_EN, "VAT (19%)" },
		{ __LINE__, LANG_EN, "toll-free" },
	};
	char *text[LANG__COUNT];

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		struct receipt_doc d = receipt(lang);
		struct buf pdf = receipt_drawn(&d);

		text[lang] = pdf_words(&pdf);
		print_message("# receipt %s: %zu bytes\n", lang_code(lang), pdf.len);
		assert_true(pdf.len <= PDF_MOST);
		assert_int_equal(pdf_pages(&pdf), 1);
		lacks_words(__LINE__, text[lang], "receipt.");
		lacks_words(__LINE__, text[lang], "{");
		lacks_words(__LINE__, text[lang], "Guichet 3");
		for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++)
			has_words(__LINE__, text[lang], everywhere[i]);
	}
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		has_words(rows[i].line, text[rows[i].lang], rows[i].words);
}

static void test_cash_receipt(void **state)
{
	struct receipt_doc d = receipt(LANG_FR);
	struct buf pdf;
	char *text;

	(void)state;
	d.method = RECEIPT_CASH;
	d.vat_c = MONEY_NONE;
	pdf = receipt_drawn(&d);
	text = pdf_words(&pdf);
	has_words(__LINE__, text, "Espèces");
	has_words(__LINE__, text, "Guichet 3");
	has_words(__LINE__, text, "Non applicable");
	lacks_words(__LINE__, text, "3020");
	lacks_words(__LINE__, text, "6280");
	lacks_words(__LINE__, text, "913180");
}

static void test_vat_rates(void **state)
{
	static const struct {
		int bps;
		const char *words;
	} rows[] = { { 900, "TVA (9 %)" }, { 950, "TVA (9,5 %)" }, { 1925, "TVA (19,25 %)" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct receipt_doc d = receipt(LANG_FR);
		struct buf pdf;

		d.vat_bps = rows[i].bps;
		pdf = receipt_drawn(&d);
		has_words(__LINE__, pdf_words(&pdf), rows[i].words);
	}
}

static void test_receipt_refuses(void **state)
{
	struct receipt_line lines[RECEIPT_LINES + 1];
	struct receipt_doc d = receipt(LANG_AR);
	struct buf out;

	(void)state;
	buf_init(&out, arena, 64);
	d.card = "6280123412347215";
	assert_int_equal(receipt_pdf(arena, &d, &out), ERR_INPUT);
	d.card = NULL;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		lines[i] = (struct receipt_line){ "سفر", 100 };
	d.lines = lines;
	d.n_lines = RECEIPT_LINES + 1;
	assert_int_equal(receipt_pdf(arena, &d, &out), ERR_INPUT);
	d.n_lines = RECEIPT_LINES;
	out = receipt_drawn(&d);
	assert_int_equal(pdf_pages(&out), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_receipt_words),
		cmocka_unit_test(test_cash_receipt),
		cmocka_unit_test(test_vat_rates),
		cmocka_unit_test(test_receipt_refuses),
	};
	char why[256];

	if (!text_load("templates/text", why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	return unit_run("receipt", tests);
}
