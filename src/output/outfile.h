/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_OUTFILE_H
#define OUTPUT_OUTFILE_H

/*
 * Where a listing goes: standard output, or a file that is written under a temporary name
 * in the same folder and renamed when it is whole, so that nobody ever finds half of one.
 * Writers append to text and spill now and then; after a failure they may stop early or go
 * on, what they append is dropped.
 *
 *	struct outfile out;
 *	struct str err = STR_INIT;
 *
 *	outfile_open_output(&out, true);
 *	for (int i = 0; i < 1000 && outfile_spill(&out); i++)
 *		str_add(&out.text, "a line\n");
 *	if (!outfile_close(&out, &err))
 *		puts(err.buf);
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/tempfile.h"

struct outfile {
	struct str text; /* to be written */
	int fd;
	bool gate;       /* it goes to a terminal as it is: what would drive that is made
			  * visible, all but line ends and tabs */
	bool replace;    /* an existing file of that name is replaced */
	uint64_t size;   /* bytes written by now; also valid when closed */
	int error;       /* errno of the first write that failed; 0: none has */
	struct str path; /* of the file, "" for standard output */
	struct tempfile temp; /* the file so far; none: fd is what is written to */
};

/* Makes S standard output. GATE as in the struct. */
void outfile_open_output(struct outfile *s, bool gate);

/*
 * Makes S the file PATH. An existing file is replaced only if REPLACE; of a link, the file
 * that it leads to is; the new file has the mode of the old one. A file with several names
 * (hard links) is refused. What is no plain file (a device, a pipe) is written to directly,
 * which may wait for a reader.
 * Returns false with a sentence in ERR, and sets *EXISTS (may be NULL) to whether an
 * existing file was the reason; S must not be closed then.
 */
bool outfile_open_file(
	struct outfile *s, const char *path, bool replace, bool *exists, struct str *err);

/* Writes the text out when there is much of it; returns false when writing has failed. */
bool outfile_spill(struct outfile *s);

/*
 * Writes the rest out and gives the file its name, or removes it after a failure. Frees
 * what S holds. Returns false when anything failed, with a sentence in ERR; without one
 * when the reader of a pipe has gone away, which is no news to anybody.
 */
bool outfile_close(struct outfile *s, struct str *err);

/* Gives S up: what was not written is dropped, the file is removed. */
void outfile_abandon(struct outfile *s);

#endif
