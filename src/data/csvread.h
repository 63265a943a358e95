/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_CSVREAD_H
#define DATA_CSVREAD_H

/*
 * The bytes of one file, or of several in a row, read portion by portion into one buffer:
 * unpacked when they begin as gzip or zstd does, and as UTF-8 when their encoding was
 * named. Never waits for a pipe: the loop has keys to answer.
 *
 *	struct csvread in;
 *
 *	if (csvread_open(&in, "a.csv")) {
 *		while (csvread_more(&in, 65536) == CSVREAD_MORE)
 *			printf("%zu bytes\n", in.have);
 *		csvread_release(&in);
 *	}
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "data/unpack.h"

struct csvread_converter;

/* No table has more bytes than that: 1 GiB where addresses have 32 bits, so that there is
 * room for what is made of them. */
#define CSVREAD_MOST (SIZE_MAX / 4 + 1)

struct csvread {
	char *bytes;    /* may move whenever csvread_more is called */
	size_t have;    /* bytes there so far */
	size_t alloc;   /* bytes that fit */
	uint64_t taken; /* bytes taken from the file, as they are there */
	uint64_t total; /* bytes of the file; 0 when not known */
	uint64_t limit; /* the most bytes that may be there; CSVREAD_MOST after opening */
	char first[UNPACK_MAGIC]; /* the first bytes, until they are passed on */
	size_t first_have;
	bool looked;           /* they were enough to know whether it is packed */
	struct unpack *unpack; /* NULL: bytes are taken as they are */
	char *packed;          /* what of the file it works on */
	char trouble[128];     /* after CSVREAD_FAILED: why, without a full stop */
	const char *path;
	int fd;       /* -1: none, or closed until more is read */
	off_t offset; /* where it was closed */
	dev_t device; /* which file that was, and when it was changed */
	ino_t inode;
	struct timespec changed;
	bool memory;  /* there is no file */
	bool regular; /* a file whose reading never waits */
	bool eof;
	struct csvread_converter *converter; /* NULL: bytes are kept as they are */
};

enum csvread_status {
	CSVREAD_MORE,   /* bytes were added, or may be with the next call */
	CSVREAD_WAIT,   /* nothing yet: a pipe whose writer is slow */
	CSVREAD_END,    /* all is there */
	CSVREAD_FAILED, /* reading broke off, trouble says why; there will be no more */
};

/* Opens PATH ("-": standard input), which outlives R. Returns false, with errno, when it
 * cannot be read. A regular file may be closed and opened again between two portions, so
 * that any number of them can be read at the same time; R must not move. */
bool csvread_open(struct csvread *r, const char *path);

/* Goes on with the file PATH after all of another was read, on a line of its own. Returns
 * false, with errno, when it cannot be read. What is kept of R is its bytes, and the sum
 * of what was taken. A conversion is to be set again. */
bool csvread_next(struct csvread *r, const char *path);

/* Takes over SIZE bytes of heap memory as the file. */
void csvread_open_memory(struct csvread *r, char *bytes, size_t size);

/*
 * Has what is read converted from ENCODING to UTF-8, from offset FROM of the buffer on: 0,
 * or in what was read already. Returns false, and nothing is converted, when iconv(3) does
 * not know it. At most once.
 */
bool csvread_convert(struct csvread *r, const char *encoding, size_t from);

/* Returns how many pieces could not be converted, each now U+FFFD; when there are any,
 * sets *FIRST to the offset of the first in the buffer. */
size_t csvread_unconverted(const struct csvread *r, size_t *first);

/* Takes up to PORTION bytes more of the file. */
enum csvread_status csvread_more(struct csvread *r, size_t portion);

/* Breaks reading off, for the reason WHY, which becomes the trouble of R. Returns
 * CSVREAD_FAILED. */
enum csvread_status csvread_break(struct csvread *r, const char *why);

/* Closes the file and frees what only reading needs; the bytes stay. */
void csvread_close(struct csvread *r);

/* Closes the file and frees the bytes. */
void csvread_release(struct csvread *r);

#endif
