/* unit - comparisons, files and the run of a group. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/err.h"
#include "base/str.h"

/* cmocka gives the tests of a group to a function of its own; ours takes the array itself. */
#undef cmocka_run_group_tests_name

struct arena *arena;

static char dir[64];
static struct arena *kept;

void unit_fail(const char *file, int line, const char *fmt, ...)
{
	char why[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof why, fmt, ap);
	va_end(ap);
	print_error("%s:%d: %s\n", file, line, why);
	_fail(file, line);
	abort(); /* _fail jumps */
}

void unit_text(const char *file, int line, const char *got, const char *want)
{
	if (got == want || (got && want && strcmp(got, want) == 0))
		return;
	unit_fail(file, line, "got \"%.400s\", want \"%.400s\"", got ? got : "(null)",
		  want ? want : "(null)");
}

void unit_int(const char *file, int line, int64_t got, int64_t want)
{
	if (got != want)
		unit_fail(file, line, "got %lld, want %lld", (long long)got, (long long)want);
}

void unit_true(const char *file, int line, bool is, const char *what)
{
	if (!is)
		unit_fail(file, line, "not so: %s", what);
}

static int forget(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void forget_dir(void)
{
	nftw(dir, forget, 16, FTW_DEPTH | FTW_PHYS);
}

const char *unit_dir(void)
{
	if (*dir)
		return dir;
	snprintf(dir, sizeof dir, "/tmp/abrid-unit-XXXXXX");
	if (!mkdtemp(dir)) {
		perror(dir);
		abort();
	}
	atexit(forget_dir);
	return dir;
}

const char *unit_file(const char *name, const char *content)
{
	const char *path = arena_printf(kept, "%s/%s", unit_dir(), name);
	FILE *f = fopen(path, "w");

	if (!f || fputs(content, f) < 0 || fclose(f) != 0) {
		perror(path);
		abort();
	}
	return path;
}

/* Every setting that has no default, with a value. */
static const char *required(void)
{
	static const struct {
		const char *name, *dflt;
	} all[] = {
#define SETTING(id, name, kind, dflt, min, max, help) { name, dflt },
#include "base/conf.def"
#undef SETTING
	};
	struct buf b;

	buf_init(&b, kept, 512);
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (!all[i].dflt)
			buf_printf(&b, "%s = %064zx\n", all[i].name, i + 1);
	return b.data;
}

const char *unit_required(void)
{
	unit_start();
	return required();
}

void unit_settings(const char *lines)
{
	char why[512];

	setenv("ABRID_CONF", unit_file("abrid.hdf", arena_printf(kept, "%s%s", required(), lines)), 1);
	if (!conf_load(why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		abort();
	}
}

char *unit_stderr(void (*fn)(void *), void *ctx, int *status)
{
	char *out = arena_get(arena, 65536);
	size_t n = 0;
	ssize_t k;
	int ends[2];
	pid_t child;

	if (pipe(ends) < 0)
		abort();
	fflush(NULL);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		fn(ctx);
		_exit(0);
	}
	close(ends[1]);
	while (n < 65535 && (k = read(ends[0], out + n, 65535 - n)) > 0)
		n += (size_t)k;
	close(ends[0]);
	waitpid(child, status, 0);
	return out;
}

static int before(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	return 0;
}

void unit_start(void)
{
	if (kept)
		return;
	kept = arena_new((size_t)16 << 20);
	arena = arena_new((size_t)16 << 20);
}

int unit_run_n(const char *name, const struct CMUnitTest *tests, size_t n)
{
	struct CMUnitTest *all = calloc(n, sizeof *all);
	int failed;

	if (!all)
		abort();
	unit_start();
	memcpy(all, tests, n * sizeof *all);
	for (size_t i = 0; i < n; i++)
		if (!all[i].setup_func)
			all[i].setup_func = before;
	if (!getenv("CMOCKA_MESSAGE_OUTPUT"))
		cmocka_set_message_output(CM_OUTPUT_TAP);
	failed = _cmocka_run_group_tests(name, all, n, NULL, NULL);
	arena_free(arena);
	arena_free(kept);
	free(all);
	return failed != 0;
}
