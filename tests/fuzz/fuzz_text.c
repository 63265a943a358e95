/*
 * Looks for bytes that break a promise of base/text.h or base/casefold.h. Not part of make
 * check, since it needs clang and has no end:
 *
 *	clang -g -fsanitize=fuzzer,address,undefined -I. -Isrc tests/fuzz/fuzz_text.c \
 *		libbali.a -lunistring -o fuzz_text && LC_ALL=C.UTF-8 ./fuzz_text
 */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/casefold.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool promise)
{
	if (!promise)
		abort();
}

static struct slice rest_of(struct slice s, size_t from)
{
	return (struct slice){ s.text + from, s.len - from };
}

static void try_clip_and_wrap(struct slice s, int columns)
{
	size_t next;
	int used, width;
	size_t len = text_clip(s, columns, &used);

	require(used <= columns && text_width((struct slice){ s.text, len }) == used);
	for (size_t at = 0; at < s.len; at += next) {
		struct slice rest = rest_of(s, at);

		len = text_wrap(rest, columns, &next);
		require(next > 0 && len <= next && next <= rest.len);
		if (text_width((struct slice){ rest.text, len }) > columns)
			require(text_cluster(rest, &width) == len);
	}
}

static void try_gate(struct slice s)
{
	struct str out;

	str_init(&out);
	text_add_visible(&out, s);
	require(text_check_utf8((struct slice){ out.buf, out.len }) == out.len);
	for (size_t i = 0; i < out.len; i++)
		require((unsigned char)out.buf[i] >= 0x20 && out.buf[i] != 0x7f);
	str_release(&out);
}

static void try_fold(struct slice s, size_t start, size_t len)
{
	struct slice found;
	struct casefold f;
	struct str out;

	casefold_init(&f);
	str_init(&out);
	casefold_set(&f, s);
	casefold_add(&out, s);
	require(out.len == f.text.len && memcmp(out.buf, f.text.buf, out.len) == 0);
	found = casefold_origin(&f, s, start, len);
	require(found.text >= s.text && found.text + found.len <= s.text + s.len);
	str_release(&out);
	casefold_release(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice s = { (const char *)data, size };

	if (size < 2)
		return 0;
	s = rest_of(s, 2);
	try_gate(s);
	try_clip_and_wrap(s, 1 + data[0] % 32);
	try_fold(s, data[0], data[1]);
	return 0;
}
