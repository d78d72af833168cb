/*
 * key - the two ES256 key pairs: access tokens (private part for auth) and tickets (private part
 * for the worker). Names carry the moment they were made, so that the newest sorts last. Rotating makes
 * a new pair and removes what nothing that is still valid was signed with.
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
#include "base/when.h"

/* A public ticket key outlives the last ticket; access tokens may be a little ahead of our clock. */
enum { TICKET_DAYS = 400, SKEW_S = 120, HANDOVER_S = 60 };

static int write_key(const char *path, mode_t mode, EVP_PKEY *key, bool private)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	struct stat dir;
	int ok;

	if (!f) {
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
		return EXIT_FAILED;
	}
	/* Whoever owns the folder reads it, also when root rotates. */
	if (geteuid() == 0 && stat(conf_text(CONF_DIR_KEYS), &dir) == 0 && fchown(fd, dir.st_uid, dir.st_gid) < 0)
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
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

static int make_pair(struct arena *a, const char *dir, const char *kind)
{
	struct civil c = when_utc(when_now());
	int64_t s = when_now() / WHEN_SECOND % 86400;
	const char *stem = arena_printf(a, "%s/%s-%04d%02d%02dT%02d%02d%02d", dir, kind, c.year, c.month, c.day,
					(int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
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
			status = make_pair(a, conf_text(CONF_DIR_KEYS), kinds[i]);
	arena_free(a);
	return status;
}

/* How long something signed with a key may be shown after another took its place. */
static int64_t life_s(const char *kind)
{
	return strcmp(kind, "access") == 0 ? conf_int(CONF_TOKEN_S) + SKEW_S : TICKET_DAYS * (int64_t)86400;
}

static const char *listed;

static int is_listed(const struct dirent *e)
{
	size_t n = strlen(e->d_name), k = strlen(listed);

	return n > k + 5 && strncmp(e->d_name, listed, k) == 0 && e->d_name[k] == '-' &&
	       strcmp(e->d_name + n - 4, ".pub") == 0;
}

static void retire(struct arena *a, const char *stem, const char *suffix)
{
	const char *path = arena_printf(a, "%s%s", stem, suffix);

	if (unlink(path) == 0)
		printf("removed %s\n", path);
	else if (errno != ENOENT)
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
}

/* A private key whose successor signs is not needed any more; a public one while its signatures live. */
static void clean(struct arena *a, const char *kind)
{
	const char *dir = conf_text(CONF_DIR_KEYS);
	struct dirent **list;
	int64_t now = when_now() / WHEN_SECOND;
	int n;

	listed = kind;
	n = scandir(dir, &list, is_listed, alphasort);
	for (int i = 0; i < n; i++) {
		const char *stem = arena_printf(a, "%s/%.*s", dir, (int)strlen(list[i]->d_name) - 4, list[i]->d_name);
		struct stat next;

		if (i + 1 < n && stat(arena_printf(a, "%s/%s", dir, list[i + 1]->d_name), &next) == 0) {
			if (now - next.st_mtime > HANDOVER_S)
				retire(a, stem, ".pem");
			if (now - next.st_mtime > life_s(kind))
				retire(a, stem, ".pub");
		}
	}
	for (int i = 0; i < n; i++)
		free(list[i]);
	if (n >= 0)
		free(list);
}

int key_rotate(int argc, char **argv)
{
	bool known = argc == 1 && (strcmp(argv[0], "access") == 0 || strcmp(argv[0], "ticket") == 0);
	struct arena *a;
	int status;

	if (!known) {
		fprintf(stderr, "usage: abridctl key rotate access|ticket\n");
		return EXIT_USAGE;
	}
	if (!ctl_conf())
		return EXIT_FAILED;
	a = arena_new((size_t)1 << 20);
	status = make_pair(a, conf_text(CONF_DIR_KEYS), argv[0]);
	if (status == EXIT_OK)
		clean(a, argv[0]);
	arena_free(a);
	return status;
}
