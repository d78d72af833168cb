/*
 * passwords - the password file of the broker: a line a device, and one for ourselves. A device's
 * password is derived from its key, so that one secret provisions both ways of reporting:
 * the first 32 hex digits of HMAC-SHA-256(key, "mqtt").
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/log.h"
#include "base/str.h"
#include "process.h"
#include "store/db.h"

/* mosquitto_passwd's own numbers: PBKDF2 with SHA-512, 101 rounds, 12 and 64 bytes. */
enum { ROUNDS = 101, SALT = 12, HASH = 64, PASSWORD = 32 };

struct device_row {
	int64_t id;
	const unsigned char *key;
	const char *hash;
};

static const struct field device_fields[] = {
	{ "id", F_INT, AT(device_row, id), "id" },
	{ "key", F_BYTES, AT(device_row, key), "hmac_key" },
	{ "hash", F_TEXT, AT(device_row, hash), "mqtt_hash" },
	{ 0 },
};

static void base64(const unsigned char *in, int n, char *out)
{
	EVP_EncodeBlock((unsigned char *)out, in, n);
}

static bool print_line(const char *user, const char *word)
{
	unsigned char salt[SALT], hash[HASH];
	char salt_text[SALT * 4 / 3 + 5], hash_text[HASH * 4 / 3 + 5];

	id_random(salt, sizeof salt);
	if (PKCS5_PBKDF2_HMAC(word, (int)strlen(word), salt, SALT, ROUNDS, EVP_sha512(), HASH,
			      hash) != 1)
		return false;
	base64(salt, SALT, salt_text);
	base64(hash, HASH, hash_text);
	return printf("%s:$7$%d$%s$%s\n", user, ROUNDS, salt_text, hash_text) > 0;
}

static bool print_device(struct work *w, const struct device_row *d)
{
	const char *user = arena_printf(w->arena, "device_%lld", (long long)d->id);
	unsigned char mac[ID_HASH];

	if (d->hash)
		return printf("%s:%s\n", user, d->hash) > 0;
	id_mac(d->key, "mqtt", 4, mac);
	return print_line(user, str_hex(w->arena, mac, PASSWORD / 2));
}

int passwords_print(struct work *w)
{
	struct device_row *rows;
	bool good = true;
	size_t n;

	if (db_list(w, Q_DEVICE_ACTIVE, NULL, device_fields, sizeof *rows, &rows, &n) != OK) {
		fprintf(stderr, "fleet: %s\n", fail_note()->why);
		return 1;
	}
	if (*conf_text(CONF_MQTT_PASSWORD))
		good = print_line("ingest", conf_text(CONF_MQTT_PASSWORD));
	for (size_t i = 0; i < n && good; i++)
		good = print_device(w, &rows[i]);
	return good && fflush(stdout) == 0 ? 0 : 1;
}
