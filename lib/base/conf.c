/* conf - the settings table and its loader. */
#include "base/conf.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/keys.h"
#include "base/str.h"

enum kind { CONF_INT, CONF_TEXT, CONF_KEY, CONF_SECRET };

static const struct setting {
	const char *name;
	enum kind kind;
	const char *dflt;
	int64_t min, max;
	const char *help;
} settings[CONF__COUNT] = {
#define SETTING(id, name, kind, dflt, min, max, help)                                              \
	[CONF_##id] = { name, CONF_##kind, dflt, min, max, help },
#include "base/conf.def"
#undef SETTING
};

static struct {
	char *text;
	int64_t number;
	unsigned char key[32];
	const char *origin;
} values[CONF__COUNT];

struct load {
	const char *why; /* what is wrong with the line just read */
	const char *path;
};

static struct arena *kept; /* settings live as long as the process */

static const char *set(enum conf c, const char *value, const char *origin)
{
	const struct setting *s = &settings[c];

	if (s->kind == CONF_INT && !str_int(value, s->min, s->max, &values[c].number))
		return arena_printf(kept, "%s must be a number from %lld to %lld", s->name,
				    (long long)s->min, (long long)s->max);
	if (s->kind == CONF_KEY && !str_unhex(value, values[c].key, sizeof values[c].key))
		return arena_printf(kept, "%s must be 64 hexadecimal digits", s->name);
	values[c].text = arena_str(kept, value);
	values[c].origin = origin;
	return NULL;
}

static bool take(void *ctx, const char *name, const char *value)
{
	struct load *load = ctx;

	for (enum conf c = 0; c < CONF__COUNT; c++) {
		if (strcmp(settings[c].name, name) == 0) {
			load->why = set(c, value, load->path);
			return load->why == NULL;
		}
	}
	load->why = arena_printf(kept, "unknown setting %s", name);
	return false;
}

static bool load_file(const char *path, char *why, size_t size)
{
	struct load load = { .path = arena_str(kept, path) };
	char *text = keys_file(kept, path, NULL);
	int line = 0;

	if (!text) {
		snprintf(why, size, "%s: %s", path, strerror(errno));
		return false;
	}
	if (keys_scan(kept, text, take, &load, &line))
		return true;
	snprintf(why, size, "%s:%d: %s", path, line, load.why ? load.why : "not understood");
	return false;
}

static int is_conf(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 5 && strcmp(e->d_name + n - 5, ".conf") == 0;
}

/* conf.d beside the main file, in name order; later files win. */
static bool load_dir(const char *path, char *why, size_t size)
{
	const char *slash = strrchr(path, '/');
	char *dir = arena_printf(kept, "%.*sconf.d", slash ? (int)(slash + 1 - path) : 0, path);
	struct dirent **list;
	int n = scandir(dir, &list, is_conf, alphasort);
	bool ok = true;

	for (int i = 0; i < n; i++) {
		ok = ok && load_file(arena_printf(kept, "%s/%s", dir, list[i]->d_name), why, size);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	return ok;
}

bool conf_load(char *why, size_t size)
{
	const char *path = getenv("ABRID_CONF");

	arena_free(kept);
	kept = arena_new((size_t)16 << 20);
	memset(values, 0, sizeof values);
	if (!path)
		path = "/etc/abrid/abrid.hdf";
	if (!load_file(path, why, size) || !load_dir(path, why, size))
		return false;
	for (enum conf c = 0; c < CONF__COUNT; c++) {
		if (values[c].text)
			continue;
		if (!settings[c].dflt) {
			snprintf(why, size, "%s: %s is missing (%s)", path, settings[c].name,
				 settings[c].help);
			return false;
		}
		set(c, settings[c].dflt, "default");
	}
	return true;
}

const char *conf_text(enum conf c)
{
	return values[c].text ? values[c].text : settings[c].dflt;
}

int64_t conf_int(enum conf c)
{
	return values[c].number;
}

const unsigned char *conf_key(enum conf c)
{
	return values[c].key;
}

void conf_print(FILE *out)
{
	for (enum conf c = 0; c < CONF__COUNT; c++) {
		const struct setting *s = &settings[c];

		fprintf(out, "# %s\n", s->help);
		if (s->kind == CONF_INT)
			fprintf(out, "# from %lld to %lld\n", (long long)s->min, (long long)s->max);
		fprintf(out, "%s%s = %s\n\n", s->dflt ? "# " : "", s->name, s->dflt ? s->dflt : "");
	}
}

void conf_show(FILE *out)
{
	for (enum conf c = 0; c < CONF__COUNT; c++) {
		bool hidden = settings[c].kind == CONF_KEY || settings[c].kind == CONF_SECRET;
		const char *text = conf_text(c);

		if (hidden)
			text = text && *text ? "set" : "unset";
		fprintf(out, "%-24s %-40s %s\n", settings[c].name, text ? text : "",
			values[c].origin ? values[c].origin : "default");
	}
}
