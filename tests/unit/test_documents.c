/* test_documents - tickets as people and machines read them, in three languages. */
#include "unit.h"

#include "document/ticket.c"

#include "pdf_reader.h"

#define CODE                                                                                       \
	"OA0W36/0D000300AU2+JB7 FE00500*OD E2*OD63J690-WJQQLA+379HB5EG2D+*5%.RQGC"                 \
	"DU24WEEE3U3W59IHPHBGFF0T9C68MBJ0QQK2:7V.$M8F3OWDHKSQ5TGMHLLCZU8DNK62"

/* The same trip told in three languages. */
static const struct {
	const char *board_at, *alight_at, *passenger, *bus_class, *luggage, *rules[3];
} told[LANG__COUNT] = {
	[LANG_FR] = {
		"Gare de Kharrouba, quai 14", "Gare routière, route de Ghardaïa",
		"Mohamed Benyoucef", "Confort", "1 valise de 20 kg par voyageur.",
		{ "Avant 24 h\xC2\xA0: remboursement de 90 %.", "Ensuite\xC2\xA0: rien." },
	},
	[LANG_AR] = {
		"محطة الخروبة، رصيف 14", "المحطة البرية، طريق غرداية", "محمد بن يوسف", "مريح",
		"حقيبة 20 كغ لكل مسافر.",
		{ "قبل 24 ساعة: يسترد 90 % من السعر.", "بعدها: لا شيء." },
	},
	[LANG_EN] = {
		"Kharrouba station, bay 14", "Coach station, Ghardaïa road", "Mohamed Benyoucef",
		"Comfort", "1 suitcase of 20 kg.",
		{ "Until 24 h before: 90%.", "Then: nothing." },
	},
};

static struct ticket_doc ticket(enum lang lang)
{
	struct ticket_doc d = {
		.lang = lang, .platform = "Abrid",
		.company = { "Transports du Sahara", "نقل الصحراء", "Sahara Coaches" },
		.from = { "Alger", "الجزائر", "Algiers" },
		.to = { "Laghouat", "الأغواط", "Laghouat" },
		.board_at = told[lang].board_at, .alight_at = told[lang].alight_at,
		.boarding = when_at(when_date(2026, 12, 29), 22 * 3600 + 40 * 60),
		.departure = when_at(when_date(2026, 12, 29), 23 * 3600 + 5 * 60),
		.arrival = when_at(when_date(2026, 12, 30), 4 * 3600 + 30 * 60),
		.seat = "12A", .passenger = told[lang].passenger, .ref = "K7P2MX",
		.bus_class = told[lang].bus_class, .plate = "12345-116-16",
		.luggage = told[lang].luggage, .price_c = 120000, .rules = told[lang].rules,
		.phone = "+213 21 00 00 00", .code = CODE, .version = 1,
		.issued_at = when_at(when_date(2026, 11, 24), 10 * 3600),
	};

	return d;
}

static struct buf drawn(const struct ticket_doc *docs, size_t n)
{
	struct buf out;
	enum err e;

	buf_init(&out, arena, 65536);
	e = ticket_pdf(arena, docs, n, &out);
	if (e != OK)
		FAIL_AT(__LINE__, "ticket_pdf: %s: %s", err_code(e), fail_note()->why);
	return out;
}

/* What a ticket says, by language. */
static const struct {
	int line;
	enum lang lang;
	const char *words;
} ticket_words[] = {
	{ __LINE__, LANG_FR, "Transports du Sahara" },
	{ __LINE__, LANG_FR, "نقل الصحراء" },
	{ __LINE__, LANG_FR, "Alger" },
	{ __LINE__, LANG_FR, "الجزائر" },
	{ __LINE__, LANG_FR, "Laghouat" },
	{ __LINE__, LANG_FR, "الأغواط" },
	{ __LINE__, LANG_FR, "mardi 29 décembre 2026" },
	{ __LINE__, LANG_FR, "22:40" },
	{ __LINE__, LANG_FR, "23:05" },
	{ __LINE__, LANG_FR, "12A" },
	{ __LINE__, LANG_FR, "Gare de Kharrouba, quai 14" },
	{ __LINE__, LANG_FR, "04:30" },
	{ __LINE__, LANG_FR, "mer. 30 déc. 2026" },
	{ __LINE__, LANG_FR, "Gare routière, route de Ghardaïa" },
	{ __LINE__, LANG_FR, "Mohamed Benyoucef" },
	{ __LINE__, LANG_FR, "K7P2MX" },
	{ __LINE__, LANG_FR, "12345-116-16" },
	{ __LINE__, LANG_FR, "1 valise de 20 kg par voyageur." },
	{ __LINE__, LANG_FR, "1 200 DA" },
	{ __LINE__, LANG_FR, "pas un reçu de paiement" },
	{ __LINE__, LANG_FR, "+213 21 00 00 00" },
	{ __LINE__, LANG_FR, "remboursement de 90 %" },
	{ __LINE__, LANG_FR, "heure d’Algérie" },
	{ __LINE__, LANG_AR, "الأغواط" },
	{ __LINE__, LANG_AR, "Laghouat" },
	{ __LINE__, LANG_AR, "الجزائر" },
	{ __LINE__, LANG_AR, "الثلاثاء" },
	{ __LINE__, LANG_AR, "ديسمبر" },
	{ __LINE__, LANG_AR, "محمد بن يوسف" },
	{ __LINE__, LANG_AR, "محطة الخروبة" },
	{ __LINE__, LANG_AR, "المحطة البرية" },
	{ __LINE__, LANG_AR, "الأربعاء" },
	{ __LINE__, LANG_AR, "ليست وصل دفع" },
	{ __LINE__, LANG_AR, "حقيبة" },
	{ __LINE__, LANG_AR, "12345-116-16" },
	{ __LINE__, LANG_AR, "K7P2MX" },
	{ __LINE__, LANG_AR, "22:40" },
	{ __LINE__, LANG_AR, "1.200" },
	{ __LINE__, LANG_AR, "الانطلاق" },
	{ __LINE__, LANG_AR, "+213 21 00 00 00" },
	{ __LINE__, LANG_EN, "Algiers" },
	{ __LINE__, LANG_EN, "الجزائر" },
	{ __LINE__, LANG_EN, "Tuesday 29 December 2026" },
	{ __LINE__, LANG_EN, "Wed 30 Dec 2026" },
	{ __LINE__, LANG_EN, "not a payment receipt" },
	{ __LINE__, LANG_EN, "Sahara Coaches" },
	{ __LINE__, LANG_EN, "Transports du Sahara" },
};

static void test_ticket_words(void **state)
{
	char *text[LANG__COUNT];

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		struct ticket_doc d = ticket(lang);
		struct buf pdf = drawn(&d, 1);

		text[lang] = pdf_words(&pdf);
		print_message("# ticket %s: %zu bytes\n", lang_code(lang), pdf.len);
		assert_true(pdf.len <= PDF_MOST);
		assert_int_equal(pdf_pages(&pdf), 1);
		lacks_words(__LINE__, text[lang], "ticket."); /* a key without words shows itself */
		lacks_words(__LINE__, text[lang], "{");
	}
	for (size_t i = 0; i < sizeof ticket_words / sizeof ticket_words[0]; i++)
		has_words(ticket_words[i].line, text[ticket_words[i].lang], ticket_words[i].words);
}

static void test_ticket_pages(void **state)
{
	struct ticket_doc docs[3] = { ticket(LANG_FR), ticket(LANG_FR), ticket(LANG_FR) };
	struct buf pdf;

	(void)state;
	docs[1].passenger = "Second Voyageur";
	docs[2].seat = "14C";
	pdf = drawn(docs, 3);
	assert_int_equal(pdf_pages(&pdf), 3);
	assert_true(pdf.len <= 3 * PDF_MOST);
	has_words(__LINE__, pdf_tool(&pdf, "pdftotext -f 2 -l 2 %1$s -"), "Second Voyageur");
	has_words(__LINE__, pdf_tool(&pdf, "pdftotext -f 3 -l 3 %1$s -"), "14C");
	has_words(__LINE__, pdf_tool(&pdf, "pdftotext -f 3 -l 3 %1$s -"), "3/3");
}

static void test_ticket_optional_parts(void **state)
{
	struct ticket_doc d = ticket(LANG_FR);
	char *text;
	struct buf pdf;

	(void)state;
	d.board_at = d.alight_at = d.bus_class = d.plate = d.luggage = NULL;
	d.rules = NULL;
	d.boarding = d.arrival = WHEN_NONE;
	d.price_c = MONEY_NONE;
	d.company.ar = d.to.ar = "";
	pdf = drawn(&d, 1);
	text = pdf_words(&pdf);
	lacks_words(__LINE__, text, "Bagages");
	lacks_words(__LINE__, text, "Autocar");
	lacks_words(__LINE__, text, "Arrivée");
	lacks_words(__LINE__, text, "Prix");
	lacks_words(__LINE__, text, "الأغواط");
	has_words(__LINE__, text, "23:05");
}

static void test_ticket_is_pure(void **state)
{
	struct ticket_doc d = ticket(LANG_AR);
	struct buf first = drawn(&d, 1), second = drawn(&d, 1);

	(void)state;
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.data, second.data, first.len);
}

static void test_about(void **state)
{
	static const struct {
		enum lang lang;
		const char *title, *mark;
	} rows[] = {
		{ LANG_FR, "Billet de bus K7P2MX · Alger – Laghouat", "/Lang (fr-DZ)" },
		{ LANG_AR, "تذكرة حافلة K7P2MX · الجزائر – الأغواط", "/Lang (ar-DZ)" },
		{ LANG_EN, "Bus ticket K7P2MX · Algiers – Laghouat", "/Lang (en-DZ)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ticket_doc d = ticket(rows[i].lang);
		struct buf pdf = drawn(&d, 1);
		const char *about, *tail, *table;
		long number, at;

		about = pdf_tool(&pdf, "pdfinfo %1$s 2>&1");
		has_words(__LINE__, about, rows[i].title);
		has_words(__LINE__, about, "Abrid");
		lacks_words(__LINE__, about, "Error");
		lacks_words(__LINE__, about, "Warning");
		has_words(__LINE__, pdf_tool(&pdf, "TZ=UTC pdfinfo -isodates %1$s"),
			  "CreationDate:    2026-11-24T09:00:00");
		/* The language stands in the last update, after the streams. */
		tail = pdf.data + pdf.len - 600;
		has_words(__LINE__, tail, rows[i].mark);
		for (const char *next = tail; (next = strstr(next, "startxref\n")) != NULL;)
			tail = next += strlen("startxref\n");
		table = pdf.data + strtol(tail, NULL, 10);
		assert_int_equal(sscanf(table, "xref\n%ld 1\n%ld 00000 n", &number, &at), 2);
		assert_int_equal(strtol(pdf.data + at, NULL, 10), number);
		assert_true(str_starts(strchr(pdf.data + at, '\n'), "\n<< /Type /Catalog"));
	}
}

static void test_code_is_read(void **state)
{
	static const char *const pictures[] = {
		"pdftoppm -r 100 -png -singlefile %1$s %1$s",
		"pdftoppm -r 100 -png -singlefile %1$s %1$s && "
		"convert -seed 7 %1$s.png \\( +clone +noise Random -colorspace Gray \\) "
		"-compose blend -define compose:args=30 -composite %1$s.png",
	};

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		struct ticket_doc d = ticket(lang);
		struct buf pdf = drawn(&d, 1);

		for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
			pdf_tool(&pdf, pictures[i]);
			same_text(pdf_tool(&pdf, "zbarimg -q --nodbus --raw %1$s.png"), CODE "\n");
		}
	}
}

/* Names that try to leave their place, and what is left of them on paper. */
static void test_hostile_names(void **state)
{
	static const struct {
		const char *name, *shown;
	} rows[] = {
		{ "Ali (le grand) Ben", "Ali (le grand) Ben" },
		{ "Ali \\ Ben\\051", "Ali \\ Ben\\051" },
		{ "Ali)Tj ET Q BT (", "Ali)Tj ET Q BT (" },
		{ "/JS /URI (x) >> endobj", "/JS /URI (x) >> endobj" },
		{ "<b>Ali</b> &amp; fils", "<b>Ali</b> &amp; fils" },
		{ "%n%s%d $(id) `id`", "%n%s%d $(id) `id`" },
		{ "\xE2\x80\xAE" "ilA\xE2\x80\xAC Ben", "ilA Ben" },           /* RLO PDF */
		{ "\xE2\x81\xA7" "Ali\xE2\x81\xA9\xE2\x81\xA9 Ben", "Ali Ben" }, /* RLI PDI PDI */
		{ "Ali\x01\x1B[31m\x7F Ben", "Ali [31m Ben" },
		{ "Ali\r\nSiège 1A", "Ali Siège 1A" },
		{ "Ali \xF0\x9F\x98\x80\xF0\x9F\x9A\x8C Ben", "Ali \xEF\xBF\xBD Ben" },
		{ "Ali\xFF\xC3 Ben", "Ali\xEF\xBF\xBD Ben" },
		{ "Zoé Ñandú Łukasz", "Zoé Ñandú Łukasz" },
		{ "ⵎⵓⵃⵎⴷ", "ⵎⵓⵃⵎⴷ" },
		{ "عبد الله", "عبد الله" },
		{ "{ref} {time}", "{ref} {time}" },
	};

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			struct ticket_doc d = ticket(lang);
			struct buf pdf;

			d.passenger = d.from.fr = rows[i].name;
			pdf = drawn(&d, 1);
			assert_int_equal(pdf_pages(&pdf), 1);
			lacks_words(__LINE__, pdf_tool(&pdf, "pdfinfo %1$s 2>&1"), "Error");
			has_words(__LINE__, pdf_tool(&pdf, "pdfinfo %1$s"), "JavaScript:      no");
			assert_string_equal(pdf_tool(&pdf, "pdfinfo -js %1$s"), "");
			if (lang != LANG_AR) /* there pdftotext reorders what is not letters */
				has_words(__LINE__, pdf_words(&pdf), rows[i].shown);
			arena_reset(arena);
		}
	}
}

/* An override in one value leaves the sentences around it alone. */
static void test_override_stays_inside(void **state)
{
	struct ticket_doc clean = ticket(LANG_AR), evil = ticket(LANG_AR);
	struct buf a, b;

	(void)state;
	clean.bus_class = "Confort 2 VIP";
	evil.bus_class = "\xE2\x80\xAE\xE2\x81\xA7" "Confort 2 VIP\xE2\x80\xAC\xE2\x80\xAC";
	evil.alight_at = arena_printf(arena, "\xE2\x81\xA9\xE2\x80\xAB%s\xE2\x80\xAD",
				      clean.alight_at);
	a = drawn(&clean, 1);
	b = drawn(&evil, 1);
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
}

static void test_huge_name(void **state)
{
	static const char *const pieces[] = { "Abdelkader ", "عبد القادر ", "é", "W" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct ticket_doc d = ticket(i == 1 ? LANG_AR : LANG_FR);
		struct buf name, pdf;
		char *text;

		buf_init(&name, arena, 10240);
		while (name.len < 10240)
			buf_str(&name, pieces[i]);
		d.passenger = d.company.fr = d.from.fr = d.board_at = d.luggage = name.data;
		d.seat = d.bus_class = d.ref = d.phone = d.plate = name.data;
		pdf = drawn(&d, 1);
		assert_int_equal(pdf_pages(&pdf), 1);
		assert_true(pdf.len <= 2 * PDF_MOST);
		text = pdf_words(&pdf);
		assert_true(str_utf8(text, strlen(text)));
		has_words(__LINE__, text, "…");
		if (i == 0)
			has_words(__LINE__, text, "Abdelkader Abdelkader");
	}
}

/* Every word lies on the sheet, and the footer below everything else, however much there is. */
static void test_nothing_off_the_page(void **state)
{
	static const char *const units[] = { "Conditions générales de vente ",
					     "شروط الإلغاء والاسترداد " };

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		const char *rules[TICKET_RULES + 1] = { NULL };

		for (int n = 1; n <= TICKET_RULES; n++) {
			struct ticket_doc d = ticket(lang);
			struct buf unit, pdf;
			double lowest = 0, x0, y0, x1, y1;

			buf_init(&unit, arena, 1024);
			for (int i = 0; i < 12; i++)
				buf_str(&unit, units[lang == LANG_AR]);
			for (int i = 0; i < n; i++)
				rules[i] = unit.data;
			d.rules = rules;
			d.luggage = d.board_at = d.alight_at = unit.data;
			pdf = drawn(&d, 1);
			for (char *w = pdf_tool(&pdf, "pdftotext -bbox %1$s -");
			     (w = strstr(w, "<word ")) != NULL; w++) {
				same_int(sscanf(w, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" "
						   "yMax=\"%lf\"", &x0, &y0, &x1, &y1), 4);
				is_true(x0 >= 0 && x1 <= PDF_WIDTH);
				is_true(y0 >= 0 && y1 <= PDF_HEIGHT);
				if (y0 < 790 && y1 > lowest)
					lowest = y1;
			}
			/* Above the footer's rule. */
			is_true(lowest > 500 && lowest < PDF_HEIGHT - 48);
			arena_reset(arena);
		}
	}
}

static enum err with_little_memory(const struct ticket_doc *d, unsigned n)
{
	struct arena *a = arena_new((size_t)16 << 20);
	struct buf *out = calloc(1, sizeof *out);
	enum err e;

	buf_init(out, a, 65536);
	arena_fail_after(a, n);
	e = ticket_pdf(a, d, 1, out);
	free(out); /* before the arena: a document given up must not write any more */
	arena_free(a);
	fail_clear();
	return e;
}

/* Out of memory anywhere is an error or a whole document, never a crash or half a page. */
static void test_memory(void **state)
{
	struct ticket_doc d = ticket(LANG_AR);
	int whole = 0, refused = 0;

	(void)state;
	for (unsigned n = 1; n < 400; n += 7) {
		enum err e = with_little_memory(&d, n);

		if (e == OK)
			whole++;
		else
			refused++;
		if (e != OK && e != ERR_MEMORY && e != ERR_INPUT)
			FAIL_AT(__LINE__, "allocation %u: %s", n, err_code(e));
	}
	is_true(refused > 10);
	is_true(whole > 0);
	d.code = "not alphanumeric";
	same_int(with_little_memory(&d, 0), ERR_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ticket_words),
		cmocka_unit_test(test_ticket_pages),
		cmocka_unit_test(test_ticket_optional_parts),
		cmocka_unit_test(test_ticket_is_pure),
		cmocka_unit_test(test_about),
		cmocka_unit_test(test_code_is_read),
		cmocka_unit_test(test_hostile_names),
		cmocka_unit_test(test_override_stays_inside),
		cmocka_unit_test(test_huge_name),
		cmocka_unit_test(test_nothing_off_the_page),
		cmocka_unit_test(test_memory),
	};

	char why[256];

	if (!text_load("templates/text", why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	return unit_run("documents", tests);
}
