/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for bytes that break a promise of base/text.h or base/casefold.h, in a locale of
 * UTF-8, where widths are those of wcwidth(3).
 */

#include "config.h"

#include <locale.h>

#include "base/casefold.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	fuzz_require(setlocale(LC_ALL, "C.UTF-8") && text_locale_is_utf8());
	return 0;
}

static void try_clip_and_wrap(struct slice s, int columns)
{
	size_t next;
	int used, width;
	size_t len = text_clip(s, columns, &used);

	fuzz_require(
		used <= columns && text_width((struct slice){ s.text, len }) == used);
	for (size_t at = 0; at < s.len; at += next) {
		struct slice rest = slice_from(s, at);

		len = text_wrap(rest, columns, &next);
		fuzz_require(next > 0 && len <= next && next <= rest.len);
		if (text_width((struct slice){ rest.text, len }) > columns)
			fuzz_require(text_cluster(rest, &width) == len);
	}
}

static void try_gate(struct slice s)
{
	struct str out;

	str_init(&out);
	text_add_visible(&out, s);
	fuzz_require(text_check_utf8((struct slice){ out.buf, out.len }) == out.len);
	for (size_t i = 0; i < out.len; i++)
		fuzz_require((unsigned char)out.buf[i] >= 0x20 && out.buf[i] != 0x7f);
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
	fuzz_require(out.len == f.text.len && memcmp(out.buf, f.text.buf, out.len) == 0);
	found = casefold_origin(&f, s, start, len);
	fuzz_require(found.text >= s.text && found.text + found.len <= s.text + s.len);
	str_release(&out);
	casefold_release(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice s = { (const char *)data, size };

	unsigned columns = fuzz_last(&s), from = fuzz_last(&s);

	try_gate(s);
	try_clip_and_wrap(s, 1 + (int)(columns % 32));
	try_fold(s, from, columns);
	return 0;
}
