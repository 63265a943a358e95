/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the state of the library. Nothing here reads a file or keeps a byte: what is taken
 * and what is written belong to the caller.
 */

#include "data/unpack.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/fail.h"
#include "base/memory.h"

struct unpack_library {
	z_stream gzip;
	ZSTD_DStream *zstd;
	bool ended; /* one stream of gzip at least is complete */
};

static const char *const unpack_names[] = {
	[UNPACK_GZIP] = "gzip",
	[UNPACK_ZSTD] = "zstd",
};

/* RFC 8878 has 16 kinds of frames that hold no data, which may come first. */
enum unpack_form unpack_find(const char *bytes, size_t size)
{
	static const char gzip[] = "\x1F\x8B\x08", zstd[] = "\x28\xB5\x2F\xFD",
			  skipped[] = "\x50\x2A\x4D\x18";
	char first[UNPACK_MAGIC] = "";
	bool all = size >= UNPACK_MAGIC;

	if (!size)
		return UNPACK_UNKNOWN;
	if (all)
		size = UNPACK_MAGIC;
	memcpy(first, bytes, size);
	if (!memcmp(first, zstd, size))
		return all ? UNPACK_ZSTD : UNPACK_UNKNOWN;
	if (!memcmp(first, gzip, size < 3 ? size : 3))
		return all ? UNPACK_GZIP : UNPACK_UNKNOWN;
	first[0] &= '\xF0';
	if (!memcmp(first, skipped, size))
		return all ? UNPACK_ZSTD : UNPACK_UNKNOWN;
	return UNPACK_NONE;
}

/* Both libraries fail here only for want of memory. */
struct unpack *unpack_new(enum unpack_form form)
{
	struct unpack *u = xcalloc(1, sizeof *u);

	u->form = form;
	u->library = xcalloc(1, sizeof *u->library);
	if (form == UNPACK_ZSTD)
		u->library->zstd = ZSTD_createDStream();
	if (form == UNPACK_ZSTD ? !u->library->zstd
				: inflateInit2(&u->library->gzip, MAX_WBITS + 16) != Z_OK)
		fail_memory(0);
	return u;
}

void unpack_free(struct unpack *u)
{
	if (!u)
		return;
	if (u->form == UNPACK_ZSTD)
		ZSTD_freeDStream(u->library->zstd);
	else
		inflateEnd(&u->library->gzip);
	free(u->library);
	free(u);
}

static bool is_damaged(struct unpack *u, const char *why)
{
	snprintf(u->trouble, sizeof u->trouble, "the %s stream is damaged (%s)",
		unpack_names[u->form], why);
	return false;
}

static bool step_zstd(struct unpack *u, char *out, size_t size, size_t *got)
{
	ZSTD_inBuffer from = { u->next, u->left, 0 };
	ZSTD_outBuffer to = { out, size, 0 };
	size_t result = ZSTD_decompressStream(u->library->zstd, &to, &from);

	u->next += from.pos;
	u->left -= from.pos;
	*got = to.pos;
	if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation)
		fail_memory(0);
	if (ZSTD_isError(result))
		return is_damaged(u, ZSTD_getErrorName(result));
	/* At the end of a frame nothing is wanted but what may follow. Without a byte to take
	 * or to give, the library names the size of the next header. */
	if (from.pos || to.pos)
		u->inside = result != 0;
	return true;
}

/* Zeros that fill the last block of a tape, or of a device, are no stream. */
static bool step_gzip(struct unpack *u, char *out, size_t size, size_t *got)
{
	z_stream *z = &u->library->gzip;
	int result;

	for (; !u->inside && u->library->ended && u->left && !*u->next; u->left--)
		u->next++;
	if (!u->inside && !u->left)
		return true;
	z->next_in = (const Bytef *)u->next;
	z->avail_in = u->left < UINT_MAX ? (uInt)u->left : UINT_MAX;
	z->next_out = (Bytef *)out;
	z->avail_out = size < UINT_MAX ? (uInt)size : UINT_MAX;
	result = inflate(z, Z_NO_FLUSH);
	u->left -= (size_t)((const char *)z->next_in - u->next);
	u->next = (const char *)z->next_in;
	*got = (size_t)((char *)z->next_out - out);
	u->inside = result != Z_STREAM_END;
	if (result == Z_MEM_ERROR)
		fail_memory(0);
	u->library->ended |= result == Z_STREAM_END;
	if (result == Z_STREAM_END)
		inflateReset(z);
	else if (result != Z_OK && result != Z_BUF_ERROR)
		return is_damaged(u, z->msg ? z->msg : "it wants a dictionary");
	return true;
}

bool unpack_step(struct unpack *u, char *out, size_t size, size_t *got)
{
	bool well;

	*got = 0;
	if (*u->trouble)
		return false;
	well = u->form == UNPACK_ZSTD ? step_zstd(u, out, size, got)
				      : step_gzip(u, out, size, got);
	u->filled = *got == size;
	return well;
}

bool unpack_finish(struct unpack *u)
{
	if (u->inside && !*u->trouble)
		snprintf(u->trouble, sizeof u->trouble, "the %s stream ends early",
			unpack_names[u->form]);
	return !*u->trouble;
}
