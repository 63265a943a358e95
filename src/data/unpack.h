/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_UNPACK_H
#define DATA_UNPACK_H

/*
 * A compressed stream turned into the bytes it holds, a piece at a time: gzip (RFC 1952)
 * and zstd (RFC 8878), recognized by their first bytes. Several streams in a row are one, as
 * gzip(1) and zstd(1) read them. This module alone knows zlib and libzstd.
 *
 *	struct unpack *u = unpack_new(UNPACK_GZIP);
 *	char in[4096], out[4096];
 *	size_t got;
 *
 *	u->next = in;
 *	u->left = fread(in, 1, sizeof in, stdin);
 *	while (unpack_step(u, out, sizeof out, &got) && (got || u->left))
 *		fwrite(out, 1, got, stdout);
 *	if (!unpack_finish(u))
 *		puts(u->trouble);
 *	unpack_free(u);
 */

#include <stdbool.h>
#include <stddef.h>

enum unpack_form {
	UNPACK_NONE,    /* not compressed, or in a way that is not known here */
	UNPACK_UNKNOWN, /* so few bytes say nothing yet */
	UNPACK_GZIP,
	UNPACK_ZSTD,
};

enum { UNPACK_MAGIC = 4 }; /* first bytes that are enough to know the form */

struct unpack_library;

struct unpack {
	const char *next; /* compressed bytes still to be taken; not owned */
	size_t left;
	enum unpack_form form;
	bool filled; /* the last step had as much to give as was asked: there may be more */
	bool inside;       /* of a stream that has begun and not ended */
	char trouble[120]; /* why there is no more: "the gzip stream is damaged (...)"; ""
			    * while all is well */
	struct unpack_library *library;
};

/* Returns the form of a stream that begins with the SIZE bytes at BYTES; UNPACK_UNKNOWN
 * never for UNPACK_MAGIC of them or more. */
enum unpack_form unpack_find(const char *bytes, size_t size);

/* Returns an unpacker of FORM, which is gzip or zstd; the caller frees it. */
struct unpack *unpack_new(enum unpack_form form);

/* Frees U; NULL is allowed. */
void unpack_free(struct unpack *u);

/*
 * Takes compressed bytes and writes up to SIZE bytes to OUT; *GOT is how many. None of
 * them with bytes left is no end: the next step goes on. Returns false when the stream is
 * damaged; u->trouble says how. What came before is good as far as the library can know.
 */
bool unpack_step(struct unpack *u, char *out, size_t size, size_t *got);

/* Returns whether the stream may end where the bytes ended; else u->trouble says that it
 * ends early. */
bool unpack_finish(struct unpack *u);

#endif
