#include "config.h"

#include "cli/paths.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/edtf.h"

enum { PATHS_PATH = 4096 };

/* Appends the folder of the program's own file, or nothing when that cannot be told. */
static void paths_program(const char *argv0, struct str *out)
{
	char path[PATHS_PATH];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	const char *slash;

	if (len > 0)
		path[len] = '\0';
	else if (strchr(argv0, '/') && strlen(argv0) < sizeof path)
		memcpy(path, argv0, strlen(argv0) + 1);
	else
		return;
	slash = strrchr(path, '/');
	if (slash)
		str_add_bytes(out, path, (size_t)(slash - path));
}

/* Tells whether FOLDER and NAME together are there; then OUT gets them. */
static bool paths_try(
	const struct str *folder, const char *name, const char *proof, struct str *out)
{
	size_t start = out->len;
	bool there;

	if (!folder->len)
		return false;
	str_addf(out, "%s/%s", folder->buf, proof);
	there = access(out->buf + start, R_OK) == 0;
	str_truncate(out, start);
	if (there)
		str_addf(out, "%s/%s", folder->buf, name);
	return there;
}

void paths_data(const char *given, const char *argv0, struct str *out)
{
	const char *variable = getenv("BALI_DATA");
	struct str folder;

	if (!given && variable && *variable)
		given = variable;
	if (given) {
		str_add(out, given);
		return;
	}
	str_init(&folder);
	paths_program(argv0, &folder);
	if (!(paths_try(&folder, "data", "config.status", out) ||
		    paths_try(&folder, "../share/bali", "../share/bali/datapackage.json",
			    out)))
		str_add(out, PKGDATADIR);
	str_release(&folder);
}

int64_t paths_today(void)
{
	const char *variable = getenv("BALI_TODAY");
	time_t now = time(NULL);
	struct edtf date;
	struct tm local;

	if (variable && edtf_parse(slice_of(variable), &date, NULL, NULL) &&
		date.kind == EDTF_DATE)
		return date.start.first;
	if (!localtime_r(&now, &local))
		return 0;
	return calendar_day(
		(int64_t)local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
