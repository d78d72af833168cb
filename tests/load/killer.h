/*
 * killer - a child that kills programs of the running copy at random moments; its supervisors bring
 * them back.
 */
#ifndef LOAD_KILLER_H
#define LOAD_KILLER_H

#include <sys/types.h>

/*
 * Kills now one, now another process of the copy VAR whose executable's path holds one of the texts
 * (NULL ends the list), every from_ms to from_ms + span_ms milliseconds.
 */
pid_t killer_start(const char *const *exes, int from_ms, int span_ms);
/* Ends it; how many it killed (250 at most are told). */
int killer_stop(pid_t pid);

#endif
