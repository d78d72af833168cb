/* metric - mapped counter files. */
#include "base/metric.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

enum { BUCKETS = 14, CLASSES = 5, MAX_ROWS = 512 };

/* Upper bounds in microseconds; the last bucket is +Inf. */
static const int64_t bounds[BUCKETS - 1] = {
	500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 2000000, 5000000,
};

static const struct {
	const char *name, *help;
} metrics[METRIC__COUNT] = {
#define METRIC(id, name, help) [METRIC_##id] = { name, help },
#include "base/metric.def"
#undef METRIC
};

static const char magic[8] = "ABRIDM1";

struct row {
	char method[8], pool[8], path[112];
	_Atomic uint64_t status[CLASSES]; /* 1xx..5xx */
	_Atomic uint64_t bucket[BUCKETS];
	_Atomic uint64_t micros;
};

struct file {
	char magic[8];
	uint64_t layout; /* hash of all labels */
	uint64_t n_rows;
	char program[32];
	_Atomic uint64_t counter[METRIC__COUNT];
	struct row row[];
};

static struct file *mine;

static size_t file_size(size_t rows)
{
	return sizeof(struct file) + rows * sizeof(struct row);
}

static uint64_t hash(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (h ^ 0xFF) * 1099511628211u;
}

static uint64_t layout_of(const struct metric_row *rows, size_t n)
{
	uint64_t h = hash(14695981039346656037u, "1");

	for (enum metric m = 0; m < METRIC__COUNT; m++)
		h = hash(h, metrics[m].name);
	for (size_t i = 0; i < n; i++)
		h = hash(hash(hash(h, rows[i].method), rows[i].path), rows[i].pool);
	return h;
}

static void fill(struct file *f, const char *program, const struct metric_row *rows, size_t n)
{
	memcpy(f->magic, magic, sizeof magic);
	f->n_rows = n;
	snprintf(f->program, sizeof f->program, "%s", program);
	for (size_t i = 0; i < n; i++) {
		snprintf(f->row[i].method, sizeof f->row[i].method, "%s", rows[i].method);
		snprintf(f->row[i].pool, sizeof f->row[i].pool, "%s", rows[i].pool);
		snprintf(f->row[i].path, sizeof f->row[i].path, "%s", rows[i].path);
	}
	f->layout = layout_of(rows, n);
}

static struct file *map(int fd, size_t size, int access)
{
	void *p = mmap(NULL, size, access, MAP_SHARED, fd, 0);

	return p == MAP_FAILED ? NULL : p;
}

/* The existing file when it has this layout, else NULL. */
static struct file *open_file(const char *path, uint64_t layout, size_t size)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	struct file *f = NULL;
	struct stat st;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && (size_t)st.st_size == size)
		f = map(fd, size, PROT_READ | PROT_WRITE);
	close(fd);
	if (f && f->layout != layout) {
		munmap(f, size);
		f = NULL;
	}
	return f;
}

/* A fresh file, moved into place whole so that a reader never maps a half-written one. */
static struct file *make_file(const char *path, const char *program, const struct metric_row *rows,
			      size_t n)
{
	char temp[512];
	struct file *f = NULL;
	int fd;

	snprintf(temp, sizeof temp, "%s.%d", path, (int)getpid());
	fd = open(temp, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (fd < 0)
		return NULL;
	if (ftruncate(fd, (off_t)file_size(n)) == 0)
		f = map(fd, file_size(n), PROT_READ | PROT_WRITE);
	close(fd);
	if (f)
		fill(f, program, rows, n);
	if (f && rename(temp, path) < 0) {
		munmap(f, file_size(n));
		f = NULL;
	}
	unlink(temp);
	return f;
}

void metric_start(const char *dir, const char *program, const struct metric_row *rows, size_t n)
{
	char path[480];
	int lock;

	if (n > MAX_ROWS)
		n = MAX_ROWS;
	snprintf(path, sizeof path, "%s/metrics", dir);
	mkdir(path, 0750);
	/* Siblings that start together agree on one file: the first makes it, the others find it. */
	lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (lock >= 0)
		flock(lock, LOCK_EX);
	snprintf(path, sizeof path, "%s/metrics/%s", dir, program);
	mine = open_file(path, layout_of(rows, n), file_size(n));
	if (!mine)
		mine = make_file(path, program, rows, n);
	if (lock >= 0)
		close(lock);
	if (!mine) {
		mine = calloc(1, file_size(n));
		if (!mine)
			abort();
		fill(mine, program, rows, n);
	}
}

void metric_add(enum metric m, uint64_t n)
{
	if (mine)
		atomic_fetch_add_explicit(&mine->counter[m], n, memory_order_relaxed);
}

void metric_request(size_t i, int status, int64_t micros)
{
	int class = status / 100 - 1, bucket = 0;
	struct row *r;

	if (!mine || i >= mine->n_rows || class < 0 || class >= CLASSES)
		return;
	while (bucket < BUCKETS - 1 && micros > bounds[bucket])
		bucket++;
	r = &mine->row[i];
	atomic_fetch_add_explicit(&r->status[class], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&r->bucket[bucket], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&r->micros, (uint64_t)(micros < 0 ? 0 : micros),
				  memory_order_relaxed);
}

enum { MAX_FILES = 32 };

struct loaded {
	struct file *file;
	size_t size;
};

/* A file of ours, for reading only: it may belong to the user of another program. */
static bool load_one(const char *path, struct loaded *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	struct file *f = NULL;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && (size_t)st.st_size >= sizeof *f)
		f = map(fd, (size_t)st.st_size, PROT_READ);
	close(fd);
	if (!f)
		return false;
	if (memcmp(f->magic, magic, sizeof magic) != 0 || f->n_rows > MAX_ROWS ||
	    file_size(f->n_rows) != (size_t)st.st_size) {
		munmap(f, (size_t)st.st_size);
		return false;
	}
	*out = (struct loaded){ f, (size_t)st.st_size };
	return true;
}

static size_t load_all(const char *dir, struct loaded *files)
{
	char path[600];
	struct dirent *e;
	size_t n = 0;
	DIR *d;

	snprintf(path, sizeof path, "%s/metrics", dir);
	d = opendir(path);
	while (d && n < MAX_FILES && (e = readdir(d)) != NULL) {
		if (strchr(e->d_name, '.'))
			continue;
		snprintf(path, sizeof path, "%s/metrics/%s", dir, e->d_name);
		n += load_one(path, &files[n]);
	}
	if (d)
		closedir(d);
	return n;
}

static void print_requests(struct buf *out, const struct loaded *files, size_t n)
{
	buf_str(out, "# HELP abrid_requests_total Requests by route and status class\n"
		     "# TYPE abrid_requests_total counter\n");
	for (size_t i = 0; i < n; i++) {
		const struct file *f = files[i].file;

		for (size_t r = 0; r < f->n_rows; r++)
			for (int c = 0; c < CLASSES; c++)
				if (f->row[r].status[c])
					buf_printf(out, "abrid_requests_total{program=\"%s\",method=\"%s\","
							"route=\"%s\",status=\"%dxx\"} %llu\n",
						   f->program, f->row[r].method, f->row[r].path, c + 1,
						   (unsigned long long)f->row[r].status[c]);
	}
}

static void print_row_durations(struct buf *out, const struct file *f, const struct row *r)
{
	uint64_t sum = 0;

	for (int b = 0; b < BUCKETS; b++) {
		sum += r->bucket[b];
		buf_printf(out, "abrid_request_seconds_bucket{program=\"%s\",method=\"%s\",route=\"%s\",",
			   f->program, r->method, r->path);
		if (b < BUCKETS - 1)
			buf_printf(out, "le=\"%g\"} ", (double)bounds[b] / 1e6);
		else
			buf_str(out, "le=\"+Inf\"} ");
		buf_int(out, (int64_t)sum);
		buf_char(out, '\n');
	}
	buf_printf(out, "abrid_request_seconds_sum{program=\"%s\",method=\"%s\",route=\"%s\"} %.6f\n",
		   f->program, r->method, r->path, (double)r->micros / 1e6);
	buf_printf(out, "abrid_request_seconds_count{program=\"%s\",method=\"%s\",route=\"%s\"} %llu\n",
		   f->program, r->method, r->path, (unsigned long long)sum);
}

static void print_durations(struct buf *out, const struct loaded *files, size_t n)
{
	buf_str(out, "# HELP abrid_request_seconds Duration of requests by route\n"
		     "# TYPE abrid_request_seconds histogram\n");
	for (size_t i = 0; i < n; i++)
		for (size_t r = 0; r < files[i].file->n_rows; r++)
			if (files[i].file->row[r].micros)
				print_row_durations(out, files[i].file, &files[i].file->row[r]);
}

void metric_print(const char *dir, struct buf *out)
{
	struct loaded files[MAX_FILES] = { 0 };
	size_t n = load_all(dir, files);

	print_requests(out, files, n);
	print_durations(out, files, n);
	for (enum metric m = 0; m < METRIC__COUNT; m++) {
		buf_printf(out, "# HELP %s %s\n# TYPE %s counter\n", metrics[m].name, metrics[m].help,
			   metrics[m].name);
		for (size_t i = 0; i < n; i++)
			buf_printf(out, "%s{program=\"%s\"} %llu\n", metrics[m].name,
				   files[i].file->program, (unsigned long long)files[i].file->counter[m]);
	}
	for (size_t i = 0; i < n; i++)
		munmap(files[i].file, files[i].size);
}
