/*
 * key - the two ES256 key pairs: access tokens (private part for auth) and tickets (private part
 * for the worker). Names carry the day they were made, so that the newest sorts last.
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

static int write_key(const char *path, mode_t mode, EVP_PKEY *key, bool private)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	int ok;

	if (!f) {
		fprintf(stderr, "abridctl: %s: %s\n", path, strerror(errno));
		return EXIT_FAILED;
	}
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
	const char *stem = arena_printf(a, "%s/%s-%04d%02d%02d", dir, kind, c.year, c.month, c.day);
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
