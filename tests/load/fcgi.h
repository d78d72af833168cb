/*
 * fcgi - talks FastCGI to one process of its own: requests reach exactly that process, and its memory
 * can be watched.
 */
#ifndef LOAD_FCGI_H
#define LOAD_FCGI_H

#include <stddef.h>
#include <sys/types.h>

struct fcgi {
	pid_t pid;
	char path[108];
};

/* Starts build/cgi-bin/<program> with a listening socket as descriptor 0. Ends the test on failure. */
void fcgi_start(struct fcgi *f, const char *binary, const char *socket_path);
void fcgi_stop(struct fcgi *f);

/* One request; returns the status (0 for no answer). headers: "HTTP_X=..." lines, NULL at the end. */
int fcgi_ask(const struct fcgi *f, const char *method, const char *path, const char *query,
	     const char *const *headers, const char *body);

/* A line of /proc/<pid>/smaps_rollup in KiB: "Rss", "Private_Dirty". */
long fcgi_memory(const struct fcgi *f, const char *what);

#endif
