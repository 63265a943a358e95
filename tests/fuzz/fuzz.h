/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

/*
 * What the targets of libFuzzer share. Inputs are text where that is possible, so that
 * seeds can be read and written by hand: sections are parted by lines "%%", options are
 * words, or else the last bytes of the input, where a file that is no seed has them too.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/slice.h"

/* Tries one input; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Called once, before the first input. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Ends the program, which is a finding, and says where, unless PROMISE holds. */
#define fuzz_require(promise)                                                            \
	((promise) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #promise))

static inline void fuzz_broken(const char *file, int line, const char *promise)
{
	fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, promise);
	abort();
}

/* Takes what comes before the line "%%" from REST, which may be all. */
static inline struct slice fuzz_section(struct slice *rest)
{
	const char *end = rest->len ? memmem(rest->text, rest->len, "\n%%\n", 4) : NULL;
	struct slice section = { rest->text,
		end ? (size_t)(end - rest->text) + 1 : rest->len };

	*rest = slice_from(*rest, end ? section.len + 3 : rest->len);
	return section;
}

/* Takes the first line from REST, without its end. */
static inline struct slice fuzz_line(struct slice *rest)
{
	const char *end = rest->len ? memchr(rest->text, '\n', rest->len) : NULL;
	struct slice line = { rest->text, end ? (size_t)(end - rest->text) : rest->len };

	*rest = slice_from(*rest, line.len + (end != NULL));
	return line;
}

/* Takes the last byte from REST; 0 when it is empty. */
static inline unsigned fuzz_last(struct slice *rest)
{
	return rest->len ? (unsigned char)rest->text[--rest->len] : 0;
}

/* Makes an empty folder of this process the working folder; it goes with the process. */
void fuzz_folder(void);

/* Writes BYTES into the file NAME of it. */
void fuzz_write(const char *name, struct slice bytes);

#endif
