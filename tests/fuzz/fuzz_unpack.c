/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a compressed stream that breaks a promise of data/unpack.h. The last byte
 * chooses whether the rest is a stream as it is, or a text, which is packed, has to come
 * back as it was, and then is cut and damaged where the bytes before say.
 */

#include "config.h"

#include <zlib.h>
#include <zstd.h>

#include "base/memory.h"
#include "base/str.h"
#include "data/unpack.h"
#include "fuzz/fuzz.h"

static void add_gzip(struct str *out, struct slice text)
{
	z_stream z = { .avail_in = (uInt)text.len };
	Bytef *bytes;

	fuzz_require(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8,
			     Z_DEFAULT_STRATEGY) == Z_OK);
	z.avail_out = (uInt)deflateBound(&z, text.len);
	bytes = xreallocarray(NULL, z.avail_out, 1);
	z.next_out = bytes;
	z.next_in = (Bytef *)(uintptr_t)text.text;
	fuzz_require(deflate(&z, Z_FINISH) == Z_STREAM_END);
	str_add_bytes(out, (char *)bytes, z.total_out);
	deflateEnd(&z);
	free(bytes);
}

static void add_zstd(struct str *out, struct slice text)
{
	size_t most = ZSTD_compressBound(text.len), size;
	char *bytes = xreallocarray(NULL, most, 1);

	size = ZSTD_compress(bytes, most, text.text, text.len, 3);
	fuzz_require(!ZSTD_isError(size));
	str_add_bytes(out, bytes, size);
	free(bytes);
}

/* Appends what PACKED holds to OUT, PORTION bytes at a time; returns whether it is whole. */
static bool unpack_all(struct slice packed, size_t portion, struct str *out)
{
	enum { MOST = 1 << 20 };
	enum unpack_form form = unpack_find(packed.text, packed.len);
	struct unpack *u;
	char bytes[300];
	size_t got;
	bool good = true, whole;

	if (form != UNPACK_GZIP && form != UNPACK_ZSTD)
		return false;
	u = unpack_new(form);
	while (good && packed.len && out->len < MOST) {
		u->next = packed.text;
		u->left = packed.len < portion ? packed.len : portion;
		packed = slice_from(packed, u->left);
		do {
			size_t left = u->left;

			good = unpack_step(u, bytes, sizeof bytes, &got);
			fuzz_require(got <= sizeof bytes && u->left <= left);
			str_add_bytes(out, bytes, got);
		} while (good && (u->filled || u->left) && out->len < MOST);
	}
	whole = good && unpack_finish(u);
	fuzz_require(whole || *u->trouble || packed.len || out->len >= MOST);
	unpack_free(u);
	return whole;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = { (const char *)data, size };
	unsigned mode = fuzz_last(&rest), at = fuzz_last(&rest), cut = fuzz_last(&rest);
	size_t portion = 1 + fuzz_last(&rest);
	struct str packed = STR_INIT, out = STR_INIT;

	if (mode % 3 == 0)
		str_add_bytes(&packed, rest.text, rest.len);
	for (unsigned i = 0; mode % 3 && i <= mode % 2; i++)
		(mode % 3 == 1 ? add_gzip : add_zstd)(&packed, rest);
	if (mode % 3) {
		fuzz_require(unpack_all(str_slice(&packed), portion, &out));
		fuzz_require(out.len == rest.len * (1 + mode % 2));
		fuzz_require(!memcmp(out.buf, rest.text, rest.len));
		packed.buf[at % packed.len] ^= (char)cut;
		if (mode & 128)
			str_truncate(&packed, cut % packed.len);
		str_clear(&out);
	}
	unpack_all(str_slice(&packed), portion, &out);
	str_release(&packed);
	str_release(&out);
	return 0;
}
