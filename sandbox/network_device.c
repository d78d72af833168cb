/*
 * network_device - a tracker in every bus, with a key made from the seed and the plate: the same for
 * the same network, so the buses of the sandbox can sign. A file tells them device, bus and key.
 */
#include "network.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "network_copy.h"

enum { KEY = 32 };

static const char missing_sql[] =
	"SELECT b.id, b.partner_id, b.license_plate FROM buses b "
	"WHERE NOT EXISTS (SELECT FROM devices d WHERE d.bus_id = b.id) ORDER BY b.id";
static const char listed_sql[] =
	"SELECT id, bus_id, encode(hmac_key, 'hex') FROM devices "
	"WHERE label = 'Demo' AND status = 'active' AND bus_id IS NOT NULL ORDER BY id";

static uint64_t hash(const char *s)
{
	uint64_t h = 0xcbf29ce484222325u;

	while (*s)
		h = (h ^ (unsigned char)*s++) * 0x100000001b3u;
	return h;
}

/* As a bytea is spelt: "\\x" and the digits. */
static void make_key(const struct network *net, const char *plate, char hex[2 * KEY + 3])
{
	hex[0] = '\\';
	hex[1] = 'x';
	for (uint64_t i = 0; i < KEY; i++)
		snprintf(hex + 2 + 2 * i, 3, "%02x",
			 network_dice(net, "device key", hash(plate), i, 256));
}

static void load(const struct network *net, PGconn *conn)
{
	PGresult *res = network_sql(conn, missing_sql, 0, NULL);
	struct copy *c = network_get(1, sizeof *c);

	copy_start(c, conn, "COPY devices (partner_id, bus_id, label, hmac_key) FROM STDIN");
	for (int i = 0; i < PQntuples(res); i++) {
		char hex[2 * KEY + 3];

		make_key(net, PQgetvalue(res, i, 2), hex);
		copy_text(c, PQgetvalue(res, i, 1));
		copy_text(c, PQgetvalue(res, i, 0));
		copy_text(c, "Demo");
		copy_text(c, hex);
		copy_row(c);
	}
	copy_end(c);
	free(c);
	PQclear(res);
}

/* The file appears whole or not at all, readable by its owner only. */
static void save(PGconn *conn, const char *path)
{
	PGresult *res = network_sql(conn, listed_sql, 0, NULL);
	char part[512];
	FILE *f;
	int fd;

	snprintf(part, sizeof part, "%s.part", path);
	unlink(part);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (!f)
		network_die("cannot write %s", part);
	for (int i = 0; i < PQntuples(res); i++)
		fprintf(f, "device_%s,bus_%s,%s\n", PQgetvalue(res, i, 0), PQgetvalue(res, i, 1),
			PQgetvalue(res, i, 2));
	if (fclose(f) != 0 || rename(part, path) != 0)
		network_die("cannot write %s", path);
	PQclear(res);
}

void network_devices(const struct network *net, const struct network_job *job)
{
	load(net, job->conn);
	if (job->devices)
		save(job->conn, job->devices);
}
