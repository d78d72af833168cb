/* test_ticket_code - base45 of RFC 9285, round trips, and everything that must be refused. */
#include "unit.h"

#include "document/ticket_code.c"

static struct ticket_key mine, other; /* private keys, made for each test */

/* The example of docs/ticket-code.md. */
static const char example_pem[] =
	"-----BEGIN PUBLIC KEY-----\n"
	"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzjQWqwPstsukfwSFj42nzr0L2mZn\n"
	"VCb2LhIlMw+65jh92M+W394lFvr1FncmZVDDLx2Dd8aNHriW7KWNiBuyyQ==\n"
	"-----END PUBLIC KEY-----\n";
static const char example_text[] =
	"OA0W36/0D000300AU2+JB7 FE00500*OD E2*OD63J690-WJQQLA+379HB5EG2D+*5%.RQ"
	"GCDU24WEEE3U3W59IHPHBGFF0T9C68MBJ0QQK2:7V.$M8F3OWDHKSQ5TGMHLLCZU8DNK62";

static const struct ticket_code sample = {
	.schedule_id = 789, .ref = "K7P2MX", .passenger = 2, .seat_no = 14, .board_seq = 0,
	.alight_seq = 5, .issue = 1, .valid_from = 1798574700LL * WHEN_SECOND,
	.valid_to = 1798608600LL * WHEN_SECOND,
};

/* PEM text of a key, in the arena; encrypted when there is a password. */
static char *pem_of(EVP_PKEY *key, bool is_private, const char *password)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *data, *out;
	long n;

	assert_non_null(key);
	if (is_private)
		assert_int_equal(PEM_write_bio_PKCS8PrivateKey(
					 bio, key, password ? EVP_aes_128_cbc() : NULL, password,
					 password ? (int)strlen(password) : 0, NULL, NULL), 1);
	else
		assert_int_equal(PEM_write_bio_PUBKEY(bio, key), 1);
	n = BIO_get_mem_data(bio, &data);
	out = arena_strn(arena, data, (size_t)n);
	BIO_free(bio);
	return out;
}

static char *new_pem(const char *curve, bool is_private, const char *password)
{
	EVP_PKEY *key = curve ? EVP_EC_gen(curve) : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	char *pem = pem_of(key, is_private, password);

	EVP_PKEY_free(key);
	return pem;
}

static void new_keys(void)
{
	same_int(ticket_key_private(arena, new_pem("P-256", true, NULL), &mine), OK);
	same_int(ticket_key_private(arena, new_pem("P-256", true, NULL), &other), OK);
}

static void test_base45(void **state)
{
	static const struct {
		const char *plain, *coded;
	} rows[] = { /* RFC 9285, 4.3 and 4.4 */
		{ "AB", "BB8" },
		{ "Hello!!", "%69 VD92EX0" },
		{ "base-45", "UJCLQE7W581" },
		{ "ietf!", "QED8WEX0" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t n = strlen(rows[i].plain);
		char coded[32];
		unsigned char plain[32] = { 0 };

		base45_encode((const unsigned char *)rows[i].plain, n, coded);
		assert_string_equal(coded, rows[i].coded);
		assert_true(base45_decode(rows[i].coded, plain, n));
		assert_memory_equal(plain, rows[i].plain, n);
	}
}

static void test_base45_refuses(void **state)
{
	static const struct {
		const char *coded;
		size_t n;
	} rows[] = {
		{ "GGW", 2 },   /* 65536, RFC 9285, 4.4 */
		{ ":::", 2 },
		{ "U5", 2 },    /* a lost character */
		{ "BB8", 1 },
		{ "BB80", 2 },
		{ "FGW1", 2 },
		{ "W5", 1 },    /* 257 */
		{ "bb8", 2 },   /* lower case */
		{ "B\tB", 2 },
		{ "B\xC2\xA0", 2 },
		{ "", 1 },
	};
	unsigned char out[4];

	(void)state;
	assert_true(base45_decode("FGW", out, 2)); /* 65535 */
	assert_int_equal(get(out, 2), 0xFFFF);
	assert_true(base45_decode("U5", out, 1));  /* 255 */
	assert_int_equal(out[0], 0xFF);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_false(base45_decode(rows[i].coded, out, rows[i].n));
}

static void same_code(const struct ticket_code *got, const struct ticket_code *want, int line)
{
	bool same = got->schedule_id == want->schedule_id && strcmp(got->ref, want->ref) == 0 &&
		    got->passenger == want->passenger && got->seat_no == want->seat_no &&
		    got->board_seq == want->board_seq && got->alight_seq == want->alight_seq &&
		    got->issue == want->issue && got->valid_from == want->valid_from &&
		    got->valid_to == want->valid_to;

	if (!same)
		FAIL_AT(line, "%s came back otherwise", want->ref);
}

static void test_round_trip(void **state)
{
	const struct ticket_code rows[] = {
		sample,
		{ .schedule_id = 1, .ref = "222222", .passenger = 1, .alight_seq = 1, .issue = 1 },
		{ .schedule_id = ((int64_t)1 << 48) - 1, .ref = "ZZZZZZ", .passenger = 255,
		  .seat_no = 65535, .board_seq = 254, .alight_seq = 255, .issue = 255,
		  .valid_from = (int64_t)UINT32_MAX * WHEN_SECOND,
		  .valid_to = (int64_t)UINT32_MAX * WHEN_SECOND },
	};
	struct ticket_key public_key;

	(void)state;
	new_keys();
	assert_int_equal(ticket_key_public(arena, pem_of(mine.pkey, false, NULL), &public_key), OK);
	assert_int_equal(public_key.id, mine.id);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ticket_code got;
		char *s = NULL;

		assert_int_equal(ticket_code_make(arena, &mine, &rows[i], &s), OK);
		assert_int_equal(strlen(s), TICKET_CODE_CHARS);
		assert_true(ticket_code_verify(&public_key, 1, s, &got));
		same_code(&got, &rows[i], __LINE__);
		assert_int_equal(got.key_id, mine.id);
	}
}

static void test_example(void **state)
{
	struct ticket_code got;
	struct ticket_key key;

	(void)state;
	assert_int_equal(ticket_key_public(arena, example_pem, &key), OK);
	assert_int_equal(key.id, 0xda301d67);
	assert_true(ticket_code_verify(&key, 1, example_text, &got));
	same_code(&got, &sample, __LINE__);
}

static void test_forgeries(void **state)
{
	struct ticket_key keys[2];
	unsigned char bytes[TICKET_CODE_BYTES];
	char text[TICKET_CODE_CHARS + 2], *good = NULL;
	struct ticket_code got;

	(void)state;
	new_keys();
	keys[0] = other;
	keys[1] = mine;
	assert_int_equal(ticket_code_make(arena, &mine, &sample, &good), OK);
	assert_true(ticket_code_verify(keys, 2, good, &got));
	assert_true(base45_decode(good, bytes, sizeof bytes));
	for (size_t bit = 0; bit < sizeof bytes * 8; bit++) {
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		base45_encode(bytes, sizeof bytes, text);
		if (ticket_code_verify(keys, 2, text, &got))
			FAIL_AT(__LINE__, "accepted with bit %zu flipped", bit);
		bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (size_t i = 0; i < TICKET_CODE_CHARS; i++) {
		snprintf(text, sizeof text, "%s", good);
		text[i] = alphabet[(digit(text[i]) + 1) % 45];
		assert_false(ticket_code_verify(keys, 2, text, &got));
		text[i] = 'a';
		assert_false(ticket_code_verify(keys, 2, text, &got));
		text[i] = '\0';
		assert_false(ticket_code_verify(keys, 2, text, &got));
	}
	snprintf(text, sizeof text, "%s0", good);
	assert_false(ticket_code_verify(keys, 2, text, &got));
}

static void test_keys_apart(void **state)
{
	struct ticket_key swapped;
	struct ticket_code got;
	char *s = NULL;

	(void)state;
	new_keys();
	assert_int_equal(ticket_code_make(arena, &mine, &sample, &s), OK);
	assert_false(ticket_code_verify(&other, 1, s, &got));
	assert_false(ticket_code_verify(NULL, 0, s, &got));
	swapped = other;
	swapped.id = mine.id; /* the id chooses a key, it proves nothing */
	assert_false(ticket_code_verify(&swapped, 1, s, &got));
}

/* Genuine signatures over facts that make would never sign. */
static void test_signed_nonsense(void **state)
{
	static const struct {
		size_t at;
		unsigned char value;
	} rows[] = {
		{ AT_VERSION, 2 }, { AT_VERSION, 0 }, { AT_REF, 0x40 }, { AT_REF, 0x80 },
		{ AT_PASSENGER, 0 }, { AT_ISSUE, 0 }, { AT_ALIGHT, 0 }, { AT_BOARD, 5 },
		{ AT_TO, 0 },
	};
	char text[TICKET_CODE_CHARS + 1];
	struct ticket_code got;

	(void)state;
	new_keys();
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		unsigned char bytes[TICKET_CODE_BYTES];

		pack(&sample, mine.id, bytes);
		bytes[rows[i].at] = rows[i].value;
		assert_true(sign(mine.pkey, bytes, TICKET_CODE_FACTS, bytes + TICKET_CODE_FACTS));
		base45_encode(bytes, sizeof bytes, text);
		if (ticket_code_verify(&mine, 1, text, &got))
			FAIL_AT(__LINE__, "row %zu accepted", i);
	}
}

static void test_make_refuses(void **state)
{
	struct ticket_code rows[] = {
		sample, sample, sample, sample, sample, sample, sample, sample, sample, sample,
		sample, sample,
	};
	struct ticket_key public_key;
	char *s = NULL;

	(void)state;
	new_keys();
	rows[0].schedule_id = 0;
	rows[1].schedule_id = (int64_t)1 << 48;
	snprintf(rows[2].ref, sizeof rows[2].ref, "K7P2M");
	snprintf(rows[3].ref, sizeof rows[3].ref, "K7P2M0");
	rows[4].passenger = 256;
	rows[5].seat_no = 65536;
	rows[6].alight_seq = 0;
	rows[7].board_seq = -1;
	rows[8].valid_to = rows[8].valid_from - WHEN_SECOND;
	rows[9].valid_from = WHEN_NONE;
	rows[10].issue = 0;
	rows[11].valid_to = (int64_t)1 << 32 << 20;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (ticket_code_make(arena, &mine, &rows[i], &s) != ERR_INPUT)
			FAIL_AT(__LINE__, "row %zu accepted", i);
	assert_int_equal(ticket_key_public(arena, pem_of(mine.pkey, false, NULL), &public_key), OK);
	assert_int_equal(ticket_code_make(arena, &public_key, &sample, &s), ERR_INTERNAL);
}

static void test_key_files(void **state)
{
	char *p256 = new_pem("P-256", true, NULL);
	const char *const refused[] = {
		"", "-----BEGIN PRIVATE KEY-----\n", "not a key", new_pem("P-384", true, NULL),
		new_pem("secp256k1", true, NULL), new_pem(NULL, true, NULL),
		new_pem("P-256", true, "secret"), new_pem("P-256", false, NULL),
	};
	struct ticket_key key;

	(void)state;
	assert_int_equal(ticket_key_private(arena, p256, &key), OK);
	assert_true(key.can_sign);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		assert_int_equal(ticket_key_private(arena, refused[i], &key), ERR_INPUT);
	assert_int_equal(ticket_key_public(arena, p256, &key), ERR_INPUT);
	assert_int_equal(ticket_key_public(arena, new_pem("P-384", false, NULL), &key), ERR_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base45),
		cmocka_unit_test(test_base45_refuses),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_forgeries),
		cmocka_unit_test(test_keys_apart),
		cmocka_unit_test(test_signed_nonsense),
		cmocka_unit_test(test_make_refuses),
		cmocka_unit_test(test_key_files),
	};

	return unit_run("ticket_code", tests);
}
