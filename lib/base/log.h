/*
 * log - one JSON object per line on standard error. Strings are escaped, so one record is always
 * one line whatever the bytes in it; values longer than 500 bytes are cut.
 *
 *   struct log l;
 *   log_open(&l, LOG_INFO, "request");
 *   log_text(&l, "path", path);
 *   log_send(&l);
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct log {
	enum log_level level;
	size_t len;
	char line[4096];
};

/* Names the program in every record; lines below the level are dropped. */
void log_start(const char *program, enum log_level lowest);

void log_open(struct log *l, enum log_level level, const char *event);
void log_text(struct log *l, const char *name, const char *value); /* NULL is left out */
void log_int(struct log *l, const char *name, int64_t value);
void log_send(struct log *l);

/* A record with only an event and one explanation. */
void log_say(enum log_level level, const char *event, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
