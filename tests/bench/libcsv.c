#include "config.h"

#include "bench/libcsv.h"

#include <csv.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/task.h"

enum { LIBCSV_PIECE = 65536 };

static void libcsv_cell(void *bytes, size_t size, void *nothing)
{
	(void)bytes;
	(void)size;
	(void)nothing;
}

static void libcsv_row(int end, void *nothing)
{
	(void)end;
	(void)nothing;
}

int64_t libcsv_pass(const char *path)
{
	int64_t begin = clock_now();
	struct csv_parser parser;
	char piece[LIBCSV_PIECE];
	ssize_t n = -1;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || csv_init(&parser, 0) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while ((n = read(fd, piece, sizeof piece)) > 0) {
		if (csv_parse(&parser, piece, (size_t)n, libcsv_cell, libcsv_row, NULL) !=
			(size_t)n)
			break;
	}
	csv_fini(&parser, libcsv_cell, libcsv_row, NULL);
	csv_free(&parser);
	close(fd);
	return n == 0 ? clock_now() - begin : -1;
}
