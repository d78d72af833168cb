/* ring - key files by purpose, read again when their folder has changed. */
#include "base/ring.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/keys.h"
#include "base/log.h"
#include "base/str.h"
#include "base/when.h"

/* The folder is looked at this often; a new key signs once every process has looked. */
enum { LOOK_US = 2000000, RIPE_S = 5, MARGIN_S = 120, DAY_S = 86400 };

static const struct {
	const char *name;
	enum conf first;
} rings[RING__COUNT] = {
	[RING_GUEST] = { "guest", CONF_KEY_GUEST },
	[RING_CAPTCHA] = { "captcha", CONF_KEY_CAPTCHA },
	[RING_REPLY] = { "reply", CONF_KEY_REPLY },
	[RING_STREAM] = { "stream", CONF_KEY_STREAM },
	[RING_OTP] = { "otp", CONF_KEY_OTP },
};

static struct later {
	unsigned char key[ID_HASH];
	int64_t made_s; /* when its file was written */
} later[RING__COUNT][RING_MOST - 1];
static size_t n_later[RING__COUNT];
static struct timespec folder; /* its last change when the keys were read */
static int64_t looked_at;

const char *ring_name(enum ring r)
{
	return rings[r].name;
}

bool ring_of(const char *name, enum ring *out)
{
	for (enum ring r = 0; r < RING__COUNT; r++)
		if (strcmp(rings[r].name, name) == 0) {
			*out = r;
			return true;
		}
	return false;
}

/* "guest-20261124T120000.key": the purpose up to the dash. */
static bool purpose_of(const char *file, enum ring *out)
{
	char name[16];
	size_t n = strcspn(file, "-"), len = strlen(file);

	if (n >= sizeof name || len < n + 5 || strcmp(file + len - 4, ".key") != 0)
		return false;
	memcpy(name, file, n);
	name[n] = '\0';
	return ring_of(name, out);
}

/* 64 digits and nothing but blanks behind them; the newest RING_MOST - 1 of a purpose have room. */
static bool add(struct arena *a, enum ring r, const char *file)
{
	const char *path = arena_printf(a, "%s/%s", conf_text(CONF_DIR_KEYS), file);
	const char *text = keys_file(a, path, NULL);
	struct later k = { 0 };
	struct stat st;

	if (!text || stat(path, &st) < 0 || !str_unhex(str_tidy(a, text), k.key, sizeof k.key)) {
		log_say(LOG_ERROR, "keys", "%s: not a key of 64 hexadecimal digits", path);
		return false;
	}
	k.made_s = st.st_mtime;
	if (n_later[r] == RING_MOST - 1) {
		memmove(later[r], later[r] + 1, (RING_MOST - 2) * sizeof k);
		n_later[r]--;
	}
	later[r][n_later[r]++] = k;
	return true;
}

static int is_key(const struct dirent *e)
{
	enum ring r;

	return purpose_of(e->d_name, &r);
}

static bool read_folder(void)
{
	struct arena *a = arena_new((size_t)1 << 20);
	struct dirent **list;
	int n = scandir(conf_text(CONF_DIR_KEYS), &list, is_key, alphasort);
	bool good = true;
	enum ring r;

	memset(n_later, 0, sizeof n_later);
	for (int i = 0; i < n; i++) { /* names sort by date */
		good = purpose_of(list[i]->d_name, &r) && add(a, r, list[i]->d_name) && good;
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	arena_free(a);
	return good;
}

/* Keys in use stay when one of the new ones is no good. */
static void look(void)
{
	struct later before[RING__COUNT][RING_MOST - 1];
	size_t n[RING__COUNT];
	struct stat st;

	if (looked_at && when_ticks() - looked_at < LOOK_US)
		return;
	looked_at = when_ticks();
	if (stat(conf_text(CONF_DIR_KEYS), &st) < 0 ||
	    (st.st_mtim.tv_sec == folder.tv_sec && st.st_mtim.tv_nsec == folder.tv_nsec))
		return;
	/* Times of files advance in ticks: a change just now may have a second one behind it with the same time. */
	folder = time(NULL) - st.st_mtim.tv_sec > 1 ? st.st_mtim : (struct timespec){ 0 };
	memcpy(before, later, sizeof before);
	memcpy(n, n_later, sizeof n);
	if (!read_folder() && (n[0] || n[1] || n[2] || n[3] || n[4])) {
		memcpy(later, before, sizeof later);
		memcpy(n_later, n, sizeof n_later);
	}
}

/* The i-th of a purpose: 0 is the setting. */
static const unsigned char *key_at(enum ring r, size_t i)
{
	return i == 0 ? conf_key(rings[r].first) : later[r][i - 1].key;
}

const unsigned char *ring_key(enum ring r)
{
	int64_t now_s = time(NULL); /* files have the clock of the system */
	size_t i;

	look();
	i = n_later[r];
	while (i > 0 && later[r][i - 1].made_s + RIPE_S > now_s)
		i--;
	return key_at(r, i);
}

size_t ring_good(enum ring r, int64_t life_s, const unsigned char *out[static RING_MOST])
{
	int64_t now_s = time(NULL);
	size_t n = 0;

	look();
	for (size_t i = n_later[r] + 1; i-- > 0;)
		if (i == n_later[r] || later[r][i].made_s + RIPE_S + life_s > now_s)
			out[n++] = key_at(r, i);
	return n;
}

int64_t ring_life_s(enum ring r)
{
	int64_t codes = conf_int(CONF_OTP_LIFE_S);

	switch (r) {
	case RING_GUEST: /* a page with a form, as long as its session */
		return conf_int(CONF_SESSION_DAYS) * DAY_S;
	case RING_CAPTCHA:
		return RING_CAPTCHA_S;
	case RING_REPLY:
		return RING_REPLY_S;
	case RING_STREAM: /* a link to a shared trip, until the bus has arrived */
		return (conf_int(CONF_SALE_DAYS) + 3) * DAY_S;
	default:
		return (codes > RING_INVITATION_S ? codes : RING_INVITATION_S) + MARGIN_S;
	}
}
