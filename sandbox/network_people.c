/*
 * network_people - who can sign in to the demo, and where its money arrives. Passwords are new for
 * every load and stand only in the file of logins.
 */
#include "network.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum { PASSWORD = 16, OPSLIMIT = 2, MEMLIMIT = 64 << 20 };

static const struct person {
	const char *role, *login, *phone, *last_name;
	int operator; /* -1: of the platform */
} people[] = {
	{ "admin", "admin@abrid.example", "+213550000001", "Admin", -1 },
	{ "partner_owner", "owner@nedjmet-tell.example", "+213550000002", "Owner", 0 },
	{ "partner_owner", "owner@cirta-horizons.example", "+213550000003", "Owner", 1 },
	{ "partner_cashier", "cashier@nedjmet-tell.example", "+213550000004", "Cashier", 0 },
	{ "customer", "customer@abrid.example", "+213550000005", "Customer", -1 },
};

static const char accounts_sql[] =
	"INSERT INTO payment_accounts (partner_id, gateway, label) "
	"SELECT NULL, g, l FROM (VALUES ('satim', 'SATIM'), ('cash', 'Guichets')) AS v (g, l) "
	"WHERE NOT EXISTS (SELECT FROM payment_accounts a "
	"WHERE a.partner_id IS NULL AND a.gateway = g)";

static void make_password(char out[PASSWORD + 1])
{
	/* Without 0 O 1 l I: people type it from a terminal. */
	static const char letters[] = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

	for (int i = 0; i < PASSWORD; i++)
		out[i] = letters[randombytes_uniform(sizeof letters - 1)];
	out[PASSWORD] = '\0';
}

static void save(const struct network *net, const struct network_job *job, const struct person *p,
		 const char *password)
{
	const char *legal = p->operator < 0 ? NULL : net->operators[p->operator].legal_id;
	char hash[crypto_pwhash_STRBYTES];
	const char *values[] = { p->login, p->phone, hash, p->last_name, p->role, legal };

	if (crypto_pwhash_str(hash, password, strlen(password), OPSLIMIT, MEMLIMIT) != 0)
		network_die("no memory to hash a password");
	PQclear(network_sql(
		job->conn,
		"INSERT INTO users (public_id, email, phone, password_hash, first_name, last_name, "
		"role, partner_id, is_verified, phone_verified_at, email_verified_at) "
		"VALUES (gen_random_uuid(), $1, $2, $3, 'Demo', $4, $5, "
		"(SELECT id FROM partners WHERE legal_id = $6), true, now(), now()) "
		"ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash, "
		"updated_at = now()",
		6, values));
}

/* The file appears whole or not at all, readable by its owner only. */
static FILE *open_logins(const char *path, char *part, size_t size)
{
	FILE *f;
	int fd;

	snprintf(part, size, "%s.part", path);
	unlink(part);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (!f)
		network_die("cannot write %s", part);
	return f;
}

void network_people(const struct network *net, const struct network_job *job)
{
	char part[512];
	FILE *f = job->logins ? open_logins(job->logins, part, sizeof part) : NULL;

	PQclear(network_sql(job->conn, accounts_sql, 0, NULL));
	if (sodium_init() < 0)
		network_die("libsodium does not start");
	for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
		char password[PASSWORD + 1];

		make_password(password);
		save(net, job, &people[i], password);
		if (f)
			fprintf(f, "%s %s %s\n", people[i].role, people[i].login, password);
	}
	if (f && (fclose(f) != 0 || rename(part, job->logins) != 0))
		network_die("cannot write %s", job->logins);
}
