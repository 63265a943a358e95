/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_COMPRESSED_H
#define TESTS_UNIT_COMPRESSED_H

/* Text as gzip and zstd write it, for tests of what reads that. */

#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/str.h"
#include "unit/test.h"

static inline void add_gzip(struct str *out, const char *text, size_t len)
{
	z_stream z = { .avail_in = 0 };
	char *bytes;

	assert_int_equal(
		deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY),
		Z_OK);
	z.avail_out = (uInt)deflateBound(&z, len);
	bytes = malloc(z.avail_out);
	assert_non_null(bytes);
	z.next_out = (Bytef *)bytes;
	z.next_in = (Bytef *)(uintptr_t)text;
	z.avail_in = (uInt)len;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	str_add_bytes(out, bytes, z.total_out);
	deflateEnd(&z);
	free(bytes);
}

static inline void add_zstd(struct str *out, const char *text, size_t len)
{
	size_t most = ZSTD_compressBound(len), size;
	char *bytes = malloc(most);

	assert_non_null(bytes);
	size = ZSTD_compress(bytes, most, text, len, 3);
	assert_false(ZSTD_isError(size));
	str_add_bytes(out, bytes, size);
	free(bytes);
}

#endif
