/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/unpack.h"

#include <stdlib.h>

#include "base/str.h"
#include "unit/compressed.h"
#include "unit/test.h"

/* Unpacks BYTES, IN of them and OUT bytes at a time, into TEXT. Returns why it stopped; ""
 * at the end. */
static const char *unpack_all(
	const struct str *bytes, size_t in, size_t out, struct str *text)
{
	static char trouble[120];
	struct unpack *u = unpack_new(unpack_find(bytes->buf, bytes->len));
	char piece[64];
	size_t got, at = 0;
	bool well = true;

	str_clear(text);
	while (well && (at < bytes->len || u->left || u->filled)) {
		if (!u->left && !u->filled) {
			u->next = bytes->buf + at;
			u->left = bytes->len - at < in ? bytes->len - at : in;
			at += u->left;
		}
		well = unpack_step(u, piece, out, &got);
		str_add_bytes(text, piece, got);
	}
	if (well)
		unpack_finish(u);
	memcpy(trouble, u->trouble, sizeof trouble);
	unpack_free(u);
	return trouble;
}

static void check_unpacks(const struct str *bytes, const char *expected, const char *why)
{
	static const size_t sizes[] = { 1, 2, 5, 64, 100000 };
	struct str text = STR_INIT;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		for (size_t out = 1; out <= 64; out += 21) {
			assert_string_equal(unpack_all(bytes, sizes[i], out, &text), why);
			assert_string_equal(text.buf, expected);
		}
	}
	str_release(&text);
}

static void (*const adders[])(
	struct str *, const char *, size_t) = { add_gzip, add_zstd };

static void test_a_stream(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct str bytes = STR_INIT;

		adders[i](&bytes, "id,town\n1,Lund\n", 15);
		check_unpacks(&bytes, "id,town\n1,Lund\n", "");
		str_clear(&bytes);
		adders[i](&bytes, "", 0);
		check_unpacks(&bytes, "", "");
		str_release(&bytes);
	}
}

static void test_streams_in_a_row(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct str bytes = STR_INIT;

		adders[i](&bytes, "id,to", 5);
		adders[i](&bytes, "", 0);
		adders[i](&bytes, "wn\n1,Lund\n", 10);
		check_unpacks(&bytes, "id,town\n1,Lund\n", "");
		str_release(&bytes);
	}
}

/* The zeros are those of a tape's last block. */
static void test_what_is_no_data(void **state)
{
	struct str bytes = STR_INIT;

	(void)state;
	add_gzip(&bytes, "a\n", 2);
	str_add_bytes(&bytes, "\0\0\0\0\0", 5);
	check_unpacks(&bytes, "a\n", "");
	str_clear(&bytes);
	str_add_bytes(&bytes, "\x5A\x2A\x4D\x18\x03\0\0\0xyz", 11);
	add_zstd(&bytes, "a\n", 2);
	str_add_bytes(&bytes, "\x50\x2A\x4D\x18\0\0\0\0", 8);
	check_unpacks(&bytes, "a\n", "");
	str_release(&bytes);
}

static void test_a_stream_that_ends_early(void **state)
{
	static const char *const why[] = { "the gzip stream ends early",
		"the zstd stream ends early" };
	char text[2000];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i * i % 23);
	for (int i = 0; i < 2; i++) {
		struct str bytes = STR_INIT, out = STR_INIT;
		size_t whole;

		adders[i](&bytes, text, sizeof text);
		whole = bytes.len;
		for (size_t len = UNPACK_MAGIC; len < whole; len++) {
			bytes.len = len;
			assert_string_equal(unpack_all(&bytes, 7, 64, &out), why[i]);
			assert_true(out.len <= sizeof text);
			assert_memory_equal(out.buf, text, out.len);
		}
		bytes.len = whole;
		assert_string_equal(unpack_all(&bytes, 7, 64, &out), "");
		/* The second of two as well. */
		adders[i](&bytes, text, sizeof text);
		bytes.len--;
		assert_string_equal(unpack_all(&bytes, 7, 64, &out), why[i]);
		str_release(&bytes);
		str_release(&out);
	}
}

static void test_damage(void **state)
{
	struct str bytes = STR_INIT;

	(void)state;
	add_gzip(&bytes, "id,town\n1,Lund\n", 15);
	bytes.buf[bytes.len - 8] ^= 1;
	check_unpacks(&bytes, "id,town\n1,Lund\n",
		"the gzip stream is damaged (incorrect data check)");
	bytes.buf[bytes.len - 8] ^= 1;
	str_add(&bytes, "more");
	check_unpacks(&bytes, "id,town\n1,Lund\n",
		"the gzip stream is damaged (incorrect header check)");
	str_clear(&bytes);
	add_zstd(&bytes, "id,town\n1,Lund\n", 15);
	str_add(&bytes, "more of it"); /* older versions look at five bytes or more */
	check_unpacks(&bytes, "id,town\n1,Lund\n",
		"the zstd stream is damaged (Unknown frame descriptor)");
	str_release(&bytes);
}

static void test_the_form_by_the_first_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
		enum unpack_form form;
	} cases[] = {
		{ "", 0, UNPACK_UNKNOWN },
		{ "\x1F", 1, UNPACK_UNKNOWN },
		{ "\x1F\x8B", 2, UNPACK_UNKNOWN },
		{ "\x1F\x8B\x08\x00", 4, UNPACK_GZIP },
		{ "\x1F\x8B\x07\x00", 4, UNPACK_NONE },
		{ "\x1F\x9D", 2, UNPACK_NONE },
		{ "(", 1, UNPACK_UNKNOWN },
		{ "(a", 2, UNPACK_NONE },
		{ "\x28\xB5\x2F\xFD", 4, UNPACK_ZSTD },
		{ "P", 1, UNPACK_UNKNOWN },
		{ "P*", 2, UNPACK_UNKNOWN },
		{ "P*M\n", 4, UNPACK_NONE },
		{ "PK\x03\x04", 4, UNPACK_NONE },
		{ "_*M\x18", 4, UNPACK_ZSTD },
		{ "id,town\n", 8, UNPACK_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			unpack_find(cases[i].bytes, cases[i].size), cases[i].form);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_stream),
		cmocka_unit_test(test_streams_in_a_row),
		cmocka_unit_test(test_what_is_no_data),
		cmocka_unit_test(test_a_stream_that_ends_early),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_the_form_by_the_first_bytes),
	};

	return cmocka_run_group_tests_name("unpack", tests, NULL, NULL);
}
