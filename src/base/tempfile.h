/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_TEMPFILE_H
#define BASE_TEMPFILE_H

/*
 * A file under a temporary name in the folder of the file that it will become, so that
 * nobody ever finds half of one. Those that exist are known to every way out of the
 * program: the end by a signal and fail() remove them.
 *
 *	struct tempfile temp;
 *
 *	if (tempfile_open(&temp, "a.csv")) {
 *		dprintf(temp.fd, "a,b\n");
 *		tempfile_place(&temp, "a.csv", true);
 *	}
 */

#include <stdbool.h>

struct tempfile_path;

struct tempfile {
	int fd;                     /* to write to; -1: there is no file */
	struct tempfile_path *path; /* of the temporary file; NULL: there is none */
};

/* Creates T, readable by its owner only, in the folder of the file PATH. Returns false,
 * with errno, when it cannot. */
bool tempfile_open(struct tempfile *t, const char *path);

/*
 * Closes T and gives it the name PATH. A file of that name is replaced only if REPLACE;
 * else the result is EEXIST (on file systems without links a file created at the last
 * moment is replaced all the same). Returns 0 or what errno says; the temporary file is
 * gone in either case.
 */
int tempfile_place(struct tempfile *t, const char *path, bool replace);

/* Closes T and removes the file. Harmless without one. */
void tempfile_drop(struct tempfile *t);

/* Removes all temporary files there are; for a process that is about to end. Safe in a
 * signal handler. */
void tempfile_unlink_all(void);

#endif
