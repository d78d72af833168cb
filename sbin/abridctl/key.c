/*
 * key - the two ES256 key pairs: access tokens (private part for auth) and tickets (private part
 * for the worker); and the secret keys of base/ring. Names carry the moment they were made, so that the newest
 * sorts last. Rotating makes a new one and removes what nothing that is still valid was signed with.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "abridctl.h"
#include "base/conf.h"
#include "base/id.h"
#include "base/ring.h"
#include "base/str.h"
#include "base/when.h"

/* A public ticket key outlives the last ticket; access tokens may be a little ahead of our clock. */
enum { TICKET_DAYS = 400, SKEW_S = 120, HANDOVER_S = 60 };

static FILE *new_file(const char *path, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	struct stat dir;

	if (!f) {
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
		return NULL;
	}
	/* Whoever owns the folder reads it, also when root rotates. */
	if (geteuid() == 0 && stat(conf_text(CONF_DIR_KEYS), &dir) == 0 && fchown(fd, dir.st_uid, dir.st_gid) < 0)
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
	return f;
}

static int write_key(const char *path, mode_t mode, EVP_PKEY *key, bool private)
{
	FILE *f = new_file(path, mode);
	int ok;

	if (!f)
		return EXIT_FAILED;
	ok = private ? PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL)
		     : PEM_write_PUBKEY(f, key);
	if (fclose(f) != 0 || !ok) {
		fprintf(stderr, "abridctl: %s could not be written\n", path);
		return EXIT_FAILED;
	}
	return EXIT_OK;
}

static bool exists(const char *dir, const char *prefix)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	bool found = false;

	while (d && (e = readdir(d)) != NULL)
		found = found || (strncmp(e->d_name, prefix, strlen(prefix)) == 0 &&
				  strstr(e->d_name, ".pem"));
	if (d)
		closedir(d);
	return found;
}

/* DIR/KIND-MOMENT, without what says which part of a key it is. */
static const char *stem_of(struct arena *a, const char *kind)
{
	struct civil c = when_utc(when_now());
	int64_t s = when_now() / WHEN_SECOND % 86400;

	return arena_printf(a, "%s/%s-%04d%02d%02dT%02d%02d%02d", conf_text(CONF_DIR_KEYS), kind, c.year, c.month, c.day,
			    (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

static int make_pair(struct arena *a, const char *kind)
{
	const char *stem = stem_of(a, kind);
	EVP_PKEY *key = EVP_EC_gen("P-256");
	int status;

	if (!key) {
		fprintf(stderr, "abridctl: no key could be made\n");
		return EXIT_FAILED;
	}
	status = write_key(arena_printf(a, "%s.pub", stem), 0644, key, false);
	if (status == EXIT_OK)
		status = write_key(arena_printf(a, "%s.pem", stem), 0600, key, true);
	EVP_PKEY_free(key);
	if (status == EXIT_OK)
		printf("made %s.pem\n", stem);
	return status;
}

int key_init(int argc, char **argv)
{
	static const char *const kinds[] = { "access", "ticket" };
	struct arena *a;
	int status = EXIT_OK;

	(void)argv;
	if (argc != 0 || !ctl_conf())
		return EXIT_USAGE;
	a = arena_new((size_t)1 << 20);
	if (mkdir(conf_text(CONF_DIR_KEYS), 0700) < 0 && errno != EEXIST) {
		fprintf(stderr, "abridctl: %s: %s\n", conf_text(CONF_DIR_KEYS), strerror(errno));
		status = EXIT_FAILED;
	}
	for (size_t i = 0; i < 2 && status == EXIT_OK; i++)
		if (!exists(conf_text(CONF_DIR_KEYS), arena_printf(a, "%s-", kinds[i])))
			status = make_pair(a, kinds[i]);
	arena_free(a);
	return status;
}

/* Whole before it has its name: programs look into the folder at any time. */
static int make_secret(struct arena *a, const char *kind)
{
	const char *path = arena_printf(a, "%s.key", stem_of(a, kind));
	const char *unnamed = arena_printf(a, "%s.new", path);
	unsigned char key[ID_HASH];
	FILE *f = new_file(unnamed, 0640);

	if (!f)
		return EXIT_FAILED;
	id_random(key, sizeof key);
	fprintf(f, "%s\n", str_hex(a, key, sizeof key));
	if (fclose(f) != 0 || rename(unnamed, path) != 0) {
		fprintf(stderr, "abridctl: %s could not be written\n", path);
		return EXIT_FAILED;
	}
	printf("made %s\n", path);
	return EXIT_OK;
}

/* How long something signed with a key may be shown after another took its place. */
static int64_t life_s(const char *kind)
{
	enum ring r;

	if (ring_of(kind, &r))
		return ring_life_s(r);
	return strcmp(kind, "access") == 0 ? conf_int(CONF_TOKEN_S) + SKEW_S : TICKET_DAYS * (int64_t)86400;
}

static const char *listed, *part; /* the kind, and the ending of the part that goes last */

static int is_listed(const struct dirent *e)
{
	size_t n = strlen(e->d_name), k = strlen(listed);

	return n > k + 5 && strncmp(e->d_name, listed, k) == 0 && e->d_name[k] == '-' &&
	       strcmp(e->d_name + n - 4, part) == 0;
}

static void retire(struct arena *a, const char *stem, const char *suffix)
{
	const char *path = arena_printf(a, "%s%s", stem, suffix);

	if (unlink(path) == 0)
		printf("removed %s\n", path);
	else if (errno != ENOENT)
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
}

/* Files of a kind, oldest first. */
static int list_keys(const char *kind, struct dirent ***list)
{
	enum ring r;

	listed = kind;
	part = ring_of(kind, &r) ? ".key" : ".pub";
	return scandir(conf_text(CONF_DIR_KEYS), list, is_listed, alphasort);
}

static void free_list(struct dirent **list, int n)
{
	for (int i = 0; i < n; i++)
		free(list[i]);
	if (n >= 0)
		free(list);
}

/* A private key whose successor signs is not needed any more; what is checked with, while signatures live. */
static void clean(struct arena *a, const char *kind)
{
	const char *dir = conf_text(CONF_DIR_KEYS);
	struct dirent **list;
	int64_t now = when_now() / WHEN_SECOND;
	int n = list_keys(kind, &list);

	for (int i = 0; i < n; i++) {
		const char *stem = arena_printf(a, "%s/%.*s", dir, (int)strlen(list[i]->d_name) - 4, list[i]->d_name);
		struct stat next;

		if (i + 1 < n && stat(arena_printf(a, "%s/%s", dir, list[i + 1]->d_name), &next) == 0) {
			if (now - next.st_mtime > HANDOVER_S)
				retire(a, stem, ".pem");
			if (now - next.st_mtime > life_s(kind) + HANDOVER_S)
				retire(a, stem, part);
		}
	}
	free_list(list, n);
}

/* Programs hold so many keys of a purpose: one more would push out a key that is still needed. */
static bool room_for(const char *kind)
{
	struct dirent **list;
	int n = list_keys(kind, &list);

	free_list(list, n);
	if (n < RING_MOST - 1)
		return true;
	fprintf(stderr, "abridctl: %d %s keys are still needed; rotate when the oldest has expired\n", n, kind);
	return false;
}

int key_rotate(int argc, char **argv)
{
	bool pair = argc == 1 && (strcmp(argv[0], "access") == 0 || strcmp(argv[0], "ticket") == 0);
	struct arena *a;
	enum ring r;
	int status;

	if (!pair && (argc != 1 || !ring_of(argv[0], &r))) {
		fprintf(stderr, "usage: abridctl key rotate access|ticket|guest|captcha|reply|stream|otp\n");
		return EXIT_USAGE;
	}
	if (!ctl_conf())
		return EXIT_FAILED;
	a = arena_new((size_t)1 << 20);
	clean(a, argv[0]);
	status = pair ? make_pair(a, argv[0]) : room_for(argv[0]) ? make_secret(a, argv[0]) : EXIT_CONFLICT;
	arena_free(a);
	return status;
}
