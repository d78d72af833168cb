/* killer - finds processes by executable and environment, kills one at a time. */
#include "killer.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client.h"

static bool holds_text(const char *path, const char *wanted, size_t wanted_n)
{
	static char data[65536];
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, data, sizeof data);

	if (fd >= 0)
		close(fd);
	return n > 0 && memmem(data, (size_t)n, wanted, wanted_n) != NULL;
}

/* A program of this copy: started with our VAR in its environment, from one of the places. */
static bool ours(const char *pid, const char *mark, const char *const *exes)
{
	char path[300], exe[512];
	bool wanted = false;
	ssize_t n;

	snprintf(path, sizeof path, "/proc/%s/exe", pid);
	n = readlink(path, exe, sizeof exe - 1);
	if (n <= 0)
		return false;
	exe[n] = '\0';
	for (; *exes; exes++)
		wanted = wanted || strstr(exe, *exes);
	snprintf(path, sizeof path, "/proc/%s/environ", pid);
	return wanted && holds_text(path, mark, strlen(mark) + 1);
}

static bool kill_one(const char *mark, const char *const *exes)
{
	pid_t found[256];
	size_t n = 0;
	DIR *proc = opendir("/proc");
	struct dirent *e;

	while (proc && (e = readdir(proc)) != NULL)
		if (e->d_name[0] >= '1' && e->d_name[0] <= '9' && n < 256 && ours(e->d_name, mark, exes))
			found[n++] = (pid_t)atoi(e->d_name);
	if (proc)
		closedir(proc);
	return n > 0 && kill(found[(size_t)rand() % n], SIGKILL) == 0;
}

static volatile sig_atomic_t enough;

static void on_term(int sig)
{
	(void)sig;
	enough = 1;
}

pid_t killer_start(const char *const *exes, int from_ms, int span_ms)
{
	char mark[512];
	int n = 0;
	pid_t pid;

	snprintf(mark, sizeof mark, "ABRID_PART_OF=%s", getenv("VAR"));
	pid = fork();
	if (pid != 0)
		return pid;
	signal(SIGTERM, on_term);
	srand((unsigned)getpid());
	while (!enough) {
		pause_ms(from_ms + rand() % span_ms);
		n += kill_one(mark, exes);
	}
	_exit(n > 250 ? 250 : n);
}

int killer_stop(pid_t pid)
{
	int status = 0;

	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}
