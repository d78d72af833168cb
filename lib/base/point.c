/* point - dies when the file is there. */
#include "base/point.h"

#ifdef ABRID_POINTS

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void point(const char *side, const char *name)
{
	const char *var = getenv("ABRID_VAR");
	char path[512];
	char *slash;
	int n;

	if (!var)
		return;
	n = snprintf(path, sizeof path, "%s/armed/%s %s", var, side, name);
	if (n < 0 || (size_t)n >= sizeof path)
		return;
	slash = strrchr(path, '/');
	if (slash - path > (int)(strlen(var) + strlen("/armed")))
		*slash = '%';
	if (unlink(path) == 0)
		raise(SIGKILL);
}

#else
typedef int point_none; /* a file needs one declaration */
#endif
