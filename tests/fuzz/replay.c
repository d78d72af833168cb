/* replay - every file of a folder through the parser it is linked with; TAP. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	static uint8_t data[1 << 20];
	const struct dirent *e;
	char path[1024];
	int n = 0;
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;

	if (!dir) {
		fprintf(stderr, "usage: replay FOLDER\n");
		return 2;
	}
	while ((e = readdir(dir)) != NULL) {
		FILE *f;

		snprintf(path, sizeof path, "%s/%s", argv[1], e->d_name);
		if (e->d_name[0] == '.' || !(f = fopen(path, "rb")))
			continue;
		LLVMFuzzerTestOneInput(data, fread(data, 1, sizeof data, f));
		fclose(f);
		n++;
	}
	closedir(dir);
	printf("1..1\n%s 1 - %s: %d inputs\n", n ? "ok" : "not ok", argv[1], n);
	return n == 0;
}
