/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench/libcsv.h"

#include <csv.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "base/task.h"

enum { LIBCSV_PIECE = 65536 };

/* Where cells are written to. */
struct libcsv_output {
	FILE *file;  /* NULL: nowhere */
	bool inside; /* a row */
};

static void libcsv_cell(void *bytes, size_t size, void *output)
{
	struct libcsv_output *out = output;

	if (!out->file)
		return;
	if (out->inside)
		putc(',', out->file);
	csv_fwrite(out->file, bytes, size);
	out->inside = true;
}

static void libcsv_row(int end, void *output)
{
	struct libcsv_output *out = output;

	(void)end;
	if (out->file)
		putc('\n', out->file);
	out->inside = false;
}

static int64_t libcsv_run(const char *path, struct libcsv_output *out)
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
		if (csv_parse(&parser, piece, (size_t)n, libcsv_cell, libcsv_row, out) !=
			(size_t)n)
			break;
	}
	csv_fini(&parser, libcsv_cell, libcsv_row, out);
	csv_free(&parser);
	close(fd);
	return n == 0 ? clock_now() - begin : -1;
}

int64_t libcsv_pass(const char *path)
{
	return libcsv_run(path, &(struct libcsv_output){ NULL, false });
}

int64_t libcsv_copy(const char *path)
{
	struct libcsv_output out = { fopen("/dev/null", "w"), false };
	int64_t time = out.file ? libcsv_run(path, &out) : -1;

	if (out.file)
		fclose(out.file);
	return time;
}
