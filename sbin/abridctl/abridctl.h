/*
 * abridctl - the operator's command. Each subcommand is a function of (argc, argv) behind its two
 * words. Exit status: 0 ok, 1 failed, 2 usage, 3 not found, 4 conflict, 5 unavailable.
 */
#ifndef ABRIDCTL_H
#define ABRIDCTL_H

#include "store/work.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_MISSING = 3, EXIT_CONFLICT = 4, EXIT_AWAY = 5 };

int migrate_run(int argc, char **argv);
int migrate_check(int argc, char **argv);
int job_list(int argc, char **argv);
int job_retry(int argc, char **argv);
int job_drop(int argc, char **argv);
int ledger_check_run(int argc, char **argv);
int payment_reconcile(int argc, char **argv);
int recover_run(int argc, char **argv);
int recover_help(int argc, char **argv);
int key_init(int argc, char **argv);
int key_rotate(int argc, char **argv);
int config_print(int argc, char **argv);
int config_show(int argc, char **argv);
int status_line(int argc, char **argv);
int openapi_join(int argc, char **argv);
int permissions_print(int argc, char **argv);
int permissions_list(int argc, char **argv);

/* Settings read, or a line on stderr and false. */
bool ctl_conf(void);
/* Work on the superuser's connection of $ABRID_DB_ADMIN; NULL with a line when it is not set. */
struct work *ctl_admin(void);
/* Prints why the last call failed; returns the exit status of the error. */
int ctl_fail(const char *what, enum err e);

#endif
