/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/csvread.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "unit/compressed.h"
#include "unit/test.h"

/* Makes a file that holds the SIZE bytes of TEXT; its name into PATH. */
static void write_file(char *path, const char *text, size_t size)
{
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, size), size);
	close(fd);
}

/* Reads all there is, PORTION bytes at a time. */
static void read_all(struct csvread *r, size_t portion)
{
	enum csvread_status status;

	while ((status = csvread_more(r, portion)) == CSVREAD_MORE)
		assert_false(r->eof);
	assert_int_equal(status, CSVREAD_END);
	assert_true(r->eof);
	assert_int_equal(csvread_more(r, portion), CSVREAD_END);
}

static void assert_bytes(const struct csvread *r, const char *expected)
{
	assert_int_equal(r->have, strlen(expected));
	assert_memory_equal(r->bytes, expected, r->have);
}

static void test_memory_shows_itself_by_portions(void **state)
{
	struct csvread r;

	(void)state;
	csvread_open_memory(&r, xmemdupz("abcdefg", 7), 7);
	assert_int_equal(r.have, 0);
	assert_int_equal(csvread_more(&r, 3), CSVREAD_MORE);
	assert_bytes(&r, "abc");
	assert_int_equal(r.taken, 3);
	assert_int_equal(r.total, 7);
	assert_int_equal(csvread_more(&r, 3), CSVREAD_MORE);
	assert_int_equal(csvread_more(&r, 3), CSVREAD_END);
	assert_bytes(&r, "abcdefg");
	csvread_close(&r);
	assert_bytes(&r, "abcdefg");
	csvread_release(&r);
	assert_null(r.bytes);
}

static void test_no_bytes_at_all(void **state)
{
	char path[] = "/tmp/test_csvread.XXXXXX";
	struct csvread r;

	(void)state;
	csvread_open_memory(&r, xmalloc(1), 0);
	assert_int_equal(csvread_more(&r, 3), CSVREAD_END);
	assert_int_equal(r.have, 0);
	csvread_release(&r);
	write_file(path, "", 0);
	assert_true(csvread_open(&r, path));
	assert_int_equal(csvread_more(&r, 3), CSVREAD_END);
	assert_int_equal(r.have, 0);
	csvread_release(&r);
	unlink(path);
}

static void test_reads_a_file_by_portions(void **state)
{
	char path[] = "/tmp/test_csvread.XXXXXX";
	struct csvread r;
	const char *bytes;

	(void)state;
	write_file(path, "one two three", 13);
	for (size_t portion = 1; portion < 20; portion++) {
		assert_true(csvread_open(&r, path));
		assert_int_equal(r.total, 13);
		assert_int_equal(csvread_more(&r, portion), CSVREAD_MORE);
		assert_int_equal(r.have, portion < 13 ? portion : 13);
		/* A file that keeps its size stays where it is. */
		bytes = r.bytes;
		read_all(&r, portion);
		assert_ptr_equal(r.bytes, bytes);
		assert_bytes(&r, "one two three");
		assert_int_equal(r.taken, 13);
		csvread_release(&r);
	}
	unlink(path);
}

static void test_says_why_a_file_cannot_be_opened(void **state)
{
	struct csvread r;

	(void)state;
	assert_false(csvread_open(&r, "/nowhere/file.csv"));
	assert_int_equal(errno, ENOENT);
	csvread_release(&r);
	assert_false(csvread_open(&r, "/tmp"));
	assert_int_equal(errno, EISDIR);
	csvread_release(&r);
}

static void test_standard_input(void **state)
{
	int saved = dup(STDIN_FILENO);
	struct csvread r;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_true(csvread_open(&r, "-"));
	assert_int_equal(r.total, 0);
	assert_int_equal(csvread_more(&r, 10), CSVREAD_WAIT);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	assert_int_equal(csvread_more(&r, 2), CSVREAD_MORE);
	assert_int_equal(csvread_more(&r, 10), CSVREAD_MORE);
	assert_int_equal(csvread_more(&r, 10), CSVREAD_WAIT);
	assert_bytes(&r, "abc");
	close(ends[1]);
	assert_int_equal(csvread_more(&r, 10), CSVREAD_END);
	csvread_release(&r);
	/* It is not ours to close. */
	assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void test_a_pipe_of_any_length(void **state)
{
	char block[1000];
	int saved = dup(STDIN_FILENO);
	struct csvread r;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_true(csvread_open(&r, "-"));
	for (int i = 0; i < 300; i++) {
		memset(block, 'a' + i % 26, sizeof block);
		assert_int_equal(write(ends[1], block, sizeof block), sizeof block);
		while (csvread_more(&r, 700) == CSVREAD_MORE)
			;
	}
	close(ends[1]);
	read_all(&r, 700);
	assert_int_equal(r.have, 300 * sizeof block);
	for (size_t i = 0; i < r.have; i++)
		assert_int_equal(r.bytes[i], 'a' + i / sizeof block % 26);
	csvread_release(&r);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void test_a_compressed_file(void **state)
{
	static void (*const adders[])(
		struct str *, const char *, size_t) = { add_gzip, add_zstd };

	(void)state;
	for (int i = 0; i < 2; i++) {
		for (size_t portion = 1; portion < 40; portion += 6) {
			char path[] = "/tmp/test_csvread.XXXXXX";
			struct str bytes = STR_INIT;
			struct csvread r;

			adders[i](&bytes, "id,town\n1,K\xF6ln\n", 15);
			adders[i](&bytes, "2,Lund\n", 7);
			write_file(path, bytes.buf, bytes.len);
			assert_true(csvread_open(&r, path));
			read_all(&r, portion);
			assert_bytes(&r, "id,town\n1,K\xF6ln\n2,Lund\n");
			assert_int_equal(r.total, bytes.len);
			assert_int_equal(r.taken, bytes.len);
			csvread_release(&r);
			assert_true(csvread_open(&r, path));
			assert_true(csvread_convert(&r, "ISO-8859-1", 0));
			read_all(&r, portion);
			assert_bytes(&r, "id,town\n1,K\xC3\xB6ln\n2,Lund\n");
			csvread_release(&r);
			unlink(path);
			str_release(&bytes);
		}
	}
}

/* Too few bytes to be a stream are what they are. */
static void test_nearly_a_stream(void **state)
{
	static const char *const texts[] = { "\x1F\x8B\x08", "(", "\x28\xB5\x2F", "P*" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		for (size_t portion = 1; portion < 5; portion++) {
			char path[] = "/tmp/test_csvread.XXXXXX";
			struct csvread r;

			write_file(path, texts[i], strlen(texts[i]));
			assert_true(csvread_open(&r, path));
			read_all(&r, portion);
			assert_bytes(&r, texts[i]);
			csvread_release(&r);
			unlink(path);
		}
	}
}

static void read_until_it_fails(struct csvread *r, const char *why)
{
	enum csvread_status status;

	while ((status = csvread_more(r, 9)) == CSVREAD_MORE)
		;
	assert_int_equal(status, CSVREAD_FAILED);
	assert_string_equal(r->trouble, why);
	assert_true(r->eof);
	assert_int_equal(csvread_more(r, 9), CSVREAD_END);
}

static void test_a_stream_that_breaks_off(void **state)
{
	char path[] = "/tmp/test_csvread.XXXXXX";
	struct str bytes = STR_INIT;
	struct csvread r;

	(void)state;
	add_gzip(&bytes, "id,town\n1,Lund\n", 15);
	write_file(path, bytes.buf, bytes.len - 3);
	assert_true(csvread_open(&r, path));
	read_until_it_fails(&r, "the gzip stream ends early");
	assert_bytes(&r, "id,town\n1,Lund\n");
	csvread_release(&r);
	unlink(path);
	str_release(&bytes);
}

/* A megabyte of blanks takes a kilobyte. */
static void test_a_stream_has_a_limit(void **state)
{
	char path[] = "/tmp/test_csvread.XXXXXX";
	char *blanks = xmalloc(1 << 20);
	struct str bytes = STR_INIT;
	struct csvread r;

	(void)state;
	memset(blanks, ' ', 1 << 20);
	add_gzip(&bytes, blanks, 1 << 20);
	write_file(path, bytes.buf, bytes.len);
	for (int i = 0; i < 2; i++) {
		assert_true(csvread_open(&r, path));
		assert_true(r.limit == CSVREAD_MOST);
		r.limit = (1 << 20) - i;
		if (i)
			read_until_it_fails(&r,
				"a table may have 1048575 bytes, unless --limit allows "
				"more");
		else
			read_all(&r, 9);
		assert_int_equal(r.have, (1 << 20) - i);
		csvread_release(&r);
	}
	unlink(path);
	str_release(&bytes);
	free(blanks);
}

/* A file without a byte on the disk: what it claims to have is more than a size_t of 32 bits
 * can say. */
static void test_a_file_beyond_four_gibibytes(void **state)
{
	enum { PORTION = 256 << 10, SOME = 8 << 20 };
	char path[] = "/tmp/test_csvread.XXXXXX";
	off_t size = ((off_t)4 << 30) + PORTION;
	struct csvread r;

	(void)state;
	write_file(path, "a", 1);
	assert_int_equal(truncate(path, size), 0);
	assert_true(csvread_open(&r, path));
	assert_true(r.total == (uint64_t)size);
	while (r.have < SOME) {
		assert_int_equal(csvread_more(&r, PORTION), CSVREAD_MORE);
		assert_in_range(r.have, 1, r.alloc);
	}
	assert_memory_equal(r.bytes, "a\0\0", 3);
	assert_int_equal(r.bytes[SOME - 1], 0);
	csvread_release(&r);
	unlink(path);
}

static size_t open_descriptors(void)
{
	size_t count = 0;

	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

/* Nor does it matter in which order they are read. */
static void test_more_files_than_may_be_open(void **state)
{
	enum { FILES = 40 };
	static const char name[] = "/tmp/test_csvread.XXXXXX";
	char paths[FILES][32], text[32];
	struct csvread r[FILES];
	size_t before = open_descriptors();

	(void)state;
	for (int i = 0; i < FILES; i++) {
		memcpy(paths[i], name, sizeof name);
		snprintf(text, sizeof text, "id,town\n%d,Lund\n", i);
		write_file(paths[i], text, strlen(text));
		assert_true(csvread_open(&r[i], paths[i]));
		assert_true(open_descriptors() <= before + 8);
	}
	for (int round = 0; round < 9; round++) {
		for (int k = 0; k < FILES; k++) {
			int i = round % 2 ? FILES - 1 - k : k;

			assert_int_not_equal(csvread_more(&r[i], 3), CSVREAD_FAILED);
			assert_true(open_descriptors() <= before + 8);
		}
	}
	for (int i = 0; i < FILES; i++) {
		snprintf(text, sizeof text, "id,town\n%d,Lund\n", i);
		assert_true(r[i].eof);
		assert_bytes(&r[i], text);
		csvread_release(&r[i]);
		unlink(paths[i]);
	}
	assert_int_equal(open_descriptors(), before);
}

/* What became of the file while it was closed: other bytes in it, another file of its name,
 * nothing. */
static void test_a_file_that_changes_while_it_is_closed(void **state)
{
	static const char *const whys[] = { "it was changed meanwhile",
		"it was changed meanwhile", "No such file or directory" };
	struct csvread r, others[8];

	(void)state;
	for (int i = 0; i < 3; i++) {
		char path[] = "/tmp/test_csvread.XXXXXX",
		     other[] = "/tmp/test_csvread.XXXXXX";
		int fd;

		write_file(path, "1,2\n3,4\n", 8);
		write_file(other, "1,2\n3,4\n", 8);
		assert_true(csvread_open(&r, path));
		assert_int_equal(csvread_more(&r, 5), CSVREAD_MORE);
		for (int k = 0; k < 8; k++)
			assert_true(csvread_open(&others[k], "/bin/sh"));
		if (i == 0) {
			nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
			fd = open(path, O_WRONLY);
			assert_int_equal(write(fd, "5,6\n7", 5), 5);
			close(fd);
		} else if (i == 1) {
			assert_int_equal(rename(other, path), 0);
		} else {
			unlink(path);
		}
		read_until_it_fails(&r, whys[i]);
		assert_bytes(&r, "1,2\n3");
		for (int k = 0; k < 8; k++)
			csvread_release(&others[k]);
		csvread_release(&r);
		unlink(path);
		unlink(other);
	}
}

static void test_a_compressed_pipe(void **state)
{
	int saved = dup(STDIN_FILENO);
	struct str bytes = STR_INIT;
	struct csvread r;
	int ends[2];

	(void)state;
	add_zstd(&bytes, "id,town\n1,Lund\n", 15);
	assert_int_equal(pipe(ends), 0);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_true(csvread_open(&r, "-"));
	for (size_t i = 0; i < bytes.len; i++) {
		assert_int_equal(write(ends[1], bytes.buf + i, 1), 1);
		while (csvread_more(&r, 100) == CSVREAD_MORE)
			;
		assert_false(r.eof);
	}
	assert_bytes(&r, "id,town\n1,Lund\n");
	close(ends[1]);
	read_all(&r, 100);
	csvread_release(&r);
	dup2(saved, STDIN_FILENO);
	close(saved);
	str_release(&bytes);
}

/* Each begins on a line of its own, in its own form. */
static void test_one_file_after_another(void **state)
{
	char paths[3][32] = { "/tmp/test_csvread.XXXXXX", "/tmp/test_csvread.XXXXXX",
		"/tmp/test_csvread.XXXXXX" };
	struct str bytes = STR_INIT;
	struct csvread r;

	(void)state;
	add_gzip(&bytes, "3,4", 3);
	write_file(paths[0], "1,2", 3);
	write_file(paths[1], bytes.buf, bytes.len);
	write_file(paths[2], "\xF6\n", 2);
	assert_true(csvread_open(&r, paths[0]));
	read_all(&r, 2);
	assert_false(csvread_next(&r, "/nowhere/file.csv"));
	assert_int_equal(csvread_more(&r, 2), CSVREAD_END);
	assert_true(csvread_next(&r, paths[1]));
	read_all(&r, 2);
	assert_true(csvread_next(&r, paths[2]));
	assert_true(csvread_convert(&r, "ISO-8859-1", 0));
	read_all(&r, 2);
	assert_bytes(&r, "1,2\n3,4\n\xC3\xB6\n");
	assert_int_equal(r.taken, 3 + bytes.len + 2);
	csvread_release(&r);
	for (int i = 0; i < 3; i++)
		unlink(paths[i]);
	str_release(&bytes);
}

static void check_conversion(const char *encoding, const char *text, size_t size,
	const char *expected, size_t bad, size_t first)
{
	char path[] = "/tmp/test_csvread.XXXXXX";
	size_t where = 0;
	struct csvread r;

	write_file(path, text, size);
	for (size_t portion = 1; portion <= size + 1; portion++) {
		csvread_open_memory(&r, xmemdupz(text, size), size);
		assert_true(csvread_convert(&r, encoding, 0));
		read_all(&r, portion);
		assert_bytes(&r, expected);
		assert_int_equal(csvread_unconverted(&r, &where), bad);
		assert_int_equal(where, first);
		csvread_release(&r);
		assert_true(csvread_open(&r, path));
		assert_true(csvread_convert(&r, encoding, 0));
		read_all(&r, portion);
		assert_bytes(&r, expected);
		assert_int_equal(csvread_unconverted(&r, &where), bad);
		assert_int_equal(where, first);
		assert_int_equal(r.taken, size);
		csvread_release(&r);
	}
	unlink(path);
}

static void test_converts(void **state)
{
	(void)state;
	check_conversion("ISO-8859-1", "K\xF6ln", 4, "K\xC3\xB6ln", 0, 0);
	check_conversion("windows-1252", "\x80 1", 3, "\xE2\x82\xAC 1", 0, 0);
	check_conversion(
		"Shift_JIS", "\x93\xFA\x96\x7B", 4, "\xE6\x97\xA5\xE6\x9C\xAC", 0, 0);
	check_conversion("UTF-16BE", "\0a\xD8\x3D\xDE\0\0b", 8,
		"a\xF0\x9F\x98\x80"
		"b",
		0, 0);
}

static void test_shows_what_cannot_be_converted(void **state)
{
	(void)state;
	/* A byte that is no character, and half a one at the end. */
	check_conversion("ASCII",
		"a\xF6"
		"b\xF6",
		4,
		"a\xEF\xBF\xBD"
		"b\xEF\xBF\xBD",
		2, 1);
	check_conversion("Shift_JIS", "ab\x93", 3, "ab\xEF\xBF\xBD", 1, 2);
	/* The second half of a pair alone; what follows stays in step. */
	check_conversion("UTF-16LE",
		"\0\xDE"
		"b\0",
		4,
		"\xEF\xBF\xBD"
		"b",
		1, 0);
}

static void test_an_encoding_nobody_knows(void **state)
{
	struct csvread r;

	(void)state;
	csvread_open_memory(&r, xmemdupz("\xF6", 1), 1);
	assert_false(csvread_convert(&r, "klingon", 0));
	read_all(&r, 10);
	assert_bytes(&r, "\xF6");
	csvread_release(&r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory_shows_itself_by_portions),
		cmocka_unit_test(test_no_bytes_at_all),
		cmocka_unit_test(test_reads_a_file_by_portions),
		cmocka_unit_test(test_says_why_a_file_cannot_be_opened),
		cmocka_unit_test(test_standard_input),
		cmocka_unit_test(test_a_pipe_of_any_length),
		cmocka_unit_test(test_a_compressed_file),
		cmocka_unit_test(test_nearly_a_stream),
		cmocka_unit_test(test_a_stream_that_breaks_off),
		cmocka_unit_test(test_a_stream_has_a_limit),
		cmocka_unit_test(test_a_file_beyond_four_gibibytes),
		cmocka_unit_test(test_more_files_than_may_be_open),
		cmocka_unit_test(test_a_file_that_changes_while_it_is_closed),
		cmocka_unit_test(test_a_compressed_pipe),
		cmocka_unit_test(test_one_file_after_another),
		cmocka_unit_test(test_converts),
		cmocka_unit_test(test_shows_what_cannot_be_converted),
		cmocka_unit_test(test_an_encoding_nobody_knows),
	};

	return cmocka_run_group_tests_name("csvread", tests, NULL, NULL);
}
