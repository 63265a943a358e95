/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Files of all dialects, made at random by a writer of their own, read back by the guess
 * and by the dialect given; and plain files (RFC 4180), which no guess may change.
 */

#include "data/csvguess.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "unit/random.h"
#include "unit/test.h"

enum { COLUMNS = 6, ROWS = 12, SEED = 20261126 };

/* A table, and how it is written. */
struct made {
	struct str cells[ROWS][COLUMNS];
	size_t counts[ROWS]; /* of cells in each row */
	size_t rows;
	struct csvfile_dialect dialect;
	const char *end; /* of a line */
	bool mark, comments, title, all_quoted;
	struct str text; /* the file in UTF-8, then in its encoding */
};

static const char set[] = ",;\t|^\1";

static unsigned below(uint64_t *seed, unsigned most)
{
	return random_below(seed, most);
}

static const char *pick(uint64_t *seed, const char *const *texts, unsigned count)
{
	return texts[below(seed, count)];
}

#define PICK(seed, texts) pick(seed, texts, sizeof(texts) / sizeof *(texts))

static void add_word(uint64_t *seed, struct str *out)
{
	static const char *const words[] = { "moor", "Hill", "west", "station",
		"B\xC3\xA9", "\xC3\x85se", "old", "gauge", "na\xC3\xAFve", "rain" };

	str_add(out, PICK(seed, words));
}

/* Appends a text with signs that mean something in one dialect or another. */
static void add_text(uint64_t *seed, struct str *out, bool signs)
{
	static const char *const between[] = { " ", " ", " ", ", ", "; ", "\t", "|", "^",
		"\1", "\"", "'", "\n", "\r\n", ":", "#", "\"\"" };

	for (unsigned i = below(seed, 3); i < 3; i++) {
		if (out->len)
			str_add(out, signs ? PICK(seed, between) : " ");
		add_word(seed, out);
	}
}

/* Appends CELL, in quotes where it has to be or they are for all. */
static void write_cell(struct made *m, const struct str *cell, bool alone)
{
	const struct csvfile_dialect *d = &m->dialect;
	bool quoted = m->all_quoted || (alone && !cell->len) || cell->buf[0] == '#' ||
		(cell->len && cell->buf[0] == d->comment);

	for (size_t i = 0; i < cell->len; i++)
		quoted |= strchr(set, cell->buf[i]) || strchr("\r\n\"'", cell->buf[i]) ||
			cell->buf[i] == d->delimiter;
	if (!quoted) {
		str_add_bytes(&m->text, cell->buf, cell->len);
		return;
	}
	str_add_char(&m->text, d->quote);
	for (size_t i = 0; i < cell->len; i++) {
		if (cell->buf[i] == d->quote)
			str_add_char(&m->text, d->quote);
		str_add_char(&m->text, cell->buf[i]);
	}
	str_add_char(&m->text, d->quote);
}

/* Converts the text, which has no character beyond U+00FF, to TO. */
static void convert(struct str *text, const char *to)
{
	struct str out = STR_INIT;
	bool wide = strncmp(to, "UTF-16", 6) == 0, little = strcmp(to, "UTF-16BE") != 0;

	if (wide)
		str_add(&out, little ? "\xFF\xFE" : "\xFE\xFF");
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->buf[i];

		if (c >= 0x80)
			c = (unsigned char)((c & 3) << 6 |
				((unsigned char)text->buf[++i] & 0x3F));
		if (wide && !little)
			str_add_char(&out, '\0');
		str_add_char(&out, (char)c);
		if (wide && little)
			str_add_char(&out, '\0');
	}
	str_release(text);
	*text = out;
}

/* Makes M a table in a dialect; KNOWABLE: one that a guess can know. */
static void make(struct made *m, uint64_t *seed, bool knowable)
{
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	static const char *const encodings[] = { "UTF-8", "UTF-8", "windows-1252",
		"UTF-16", "UTF-16BE" };
	const char *encoding = PICK(seed, encodings);
	size_t columns =
		knowable ? 2 + below(seed, COLUMNS - 1) : 1 + below(seed, COLUMNS);
	struct csvfile_dialect *d = &m->dialect;
	bool header = below(seed, 4), numbers = !header || below(seed, 2);

	*m = (struct made){ .dialect = csvfile_rfc4180, .end = PICK(seed, ends) };
	d->delimiter = set[below(seed, 6)];
	d->quote = !knowable && !below(seed, 3) ? '\'' : '"';
	d->header = header;
	m->all_quoted = !below(seed, 4);
	m->comments = !below(seed, 3);
	m->title = header && columns > 2 && !below(seed, 4);
	m->mark = strcmp(encoding, "UTF-8") == 0 && !below(seed, 4);
	m->rows = (knowable ? 3 : 1) + below(seed, ROWS - 2);
	for (size_t r = 0; r < m->rows; r++) {
		m->counts[r] =
			knowable || below(seed, 8) ? columns : 1 + below(seed, COLUMNS);
		for (size_t c = 0; c < m->counts[r]; c++) {
			struct str *cell = &m->cells[r][c];

			str_init(cell);
			if (r == 0 && header)
				add_text(seed, cell, !knowable);
			else if (numbers && c == 0)
				str_addf(
					cell, "%u.%u", below(seed, 400), below(seed, 90));
			else if (r == 0 || below(seed, 6))
				add_text(seed, cell, !below(seed, 4));
		}
	}
	str_init(&m->text);
	if (m->mark)
		str_add(&m->text, "\xEF\xBB\xBF");
	if (m->title) {
		str_addf(&m->text, "Rain at the moor%s%s", m->end, m->end);
		d->skip = 2;
	}
	if (m->comments)
		d->comment = '#';
	for (size_t r = 0; r < m->rows; r++) {
		if (m->comments && (r == 1 || !below(seed, 4)))
			str_addf(&m->text, "# read by hand%s", m->end);
		for (size_t c = 0; c < m->counts[r]; c++) {
			if (c)
				str_add_char(&m->text, d->delimiter);
			write_cell(m, &m->cells[r][c], m->counts[r] == 1);
		}
		if (r + 1 < m->rows || below(seed, 2))
			str_add(&m->text, m->end);
	}
	if (strcmp(encoding, "UTF-8") == 0)
		return;
	convert(&m->text, encoding);
	/* By its mark, either. */
	d->encoding = strcmp(encoding, "UTF-16BE") == 0 ? "UTF-16" : encoding;
}

static void release(struct made *m)
{
	for (size_t r = 0; r < m->rows; r++)
		for (size_t c = 0; c < m->counts[r]; c++)
			str_release(&m->cells[r][c]);
	str_release(&m->text);
}

static struct csvfile *open_text(const struct str *text,
	const struct csvfile_dialect *dialect, size_t portion, struct diag *diag)
{
	char *bytes = xmalloc(text->len + 1);
	struct csvfile *file;

	memcpy(bytes, text->buf, text->len);
	diag_init(diag);
	file = csvfile_open_memory(bytes, text->len, "t", 0, dialect, diag);
	csvfile_tune(file, portion, 1 << 20);
	while (!csvfile_step(file, 0))
		;
	return file;
}

/* Returns whether FILE, which has DIAG, has the rows of M and no fault, and its header. */
static bool is_equal(const struct made *m, struct csvfile *file, const struct diag *diag)
{
	bool equal = csvfile_rows(file) == m->rows && !diag->found[DIAG_ERROR] &&
		!diag->found[DIAG_WARNING] &&
		csvfile_dialect(file)->header == m->dialect.header;
	struct csvrow row;

	csvrow_init(&row);
	for (size_t r = 0; equal && r < m->rows; r++) {
		equal = csvfile_row(file, r, &row) == m->counts[r];
		for (size_t c = 0; equal && c < row.count; c++)
			equal = slice_equal(row.cells[c], str_slice(&m->cells[r][c]));
	}
	csvrow_release(&row);
	return equal;
}

/* Returns whether FILE is a table of two columns or more in each of its rows. */
static bool is_consistent(struct csvfile *file)
{
	size_t columns = 0;
	struct csvrow row;
	bool same = csvfile_rows(file);

	csvrow_init(&row);
	for (size_t r = 0; same && r < csvfile_rows(file); r++) {
		size_t count = csvfile_row(file, r, &row);

		same = count > 1 && (!r || count == columns);
		columns = count;
	}
	csvrow_release(&row);
	return same;
}

static void print_made(const struct made *m, const struct diag *diag, unsigned number)
{
	print_error("table %u of seed %d:\n", number, SEED);
	fwrite(m->text.buf, 1, m->text.len, stderr);
	for (size_t i = 0; i < diag->count; i++)
		print_error("\n%s: %s\n", fault_name(diag->entries[i].fault),
			diag->entries[i].text);
}

static void test_every_dialect_is_read_when_it_is_given(void **state)
{
	uint64_t seed = SEED;
	unsigned wrong = 0;

	(void)state;
	print_message("seed %d\n", SEED);
	for (unsigned i = 0; i < 2000; i++) {
		struct made m;
		struct diag diag;
		struct csvfile *file;

		make(&m, &seed, false);
		file = open_text(&m.text, &m.dialect, 1 + below(&seed, 200), &diag);
		if (!is_equal(&m, file, &diag) && ++wrong < 4)
			print_made(&m, &diag, i);
		csvfile_free(file);
		diag_release(&diag);
		release(&m);
	}
	assert_int_equal(wrong, 0);
}

static void test_what_can_be_known_is_guessed(void **state)
{
	struct csvfile_dialect open = csvfile_rfc4180;
	unsigned wrong = 0, plain = 0;
	uint64_t seed = SEED;

	(void)state;
	open.guess = CSVFILE_ANY;
	print_message("seed %d\n", SEED);
	for (unsigned i = 0; i < 3000; i++) {
		struct made m;
		struct diag diag;
		struct csvfile *file;
		bool consistent = false;

		make(&m, &seed, true);
		/* What has as many commas in each row is a table of them. */
		if (m.dialect.delimiter != ',' && !m.dialect.encoding) {
			file = open_text(&m.text, &csvfile_rfc4180, 4096, &diag);
			consistent = is_consistent(file);
			csvfile_free(file);
			diag_release(&diag);
		}
		file = open_text(&m.text, &open, 1 + below(&seed, 200), &diag);
		plain += consistent;
		if (!consistent && !is_equal(&m, file, &diag) && ++wrong < 4)
			print_made(&m, &diag, i);
		csvfile_free(file);
		diag_release(&diag);
		release(&m);
	}
	assert_int_equal(wrong, 0);
	assert_in_range(plain, 0, 60);
}

/* --- the encoding of what comes late --- */

/* Makes TEXT a file of ROWS rows in ASCII, with FIRST and LAST, two cells, at its ends. */
static void make_long(
	struct str *text, unsigned rows, const char *first, const char *last)
{
	str_init(text);
	str_addf(text, "%s\n", first);
	for (unsigned i = 0; i < rows; i++)
		str_addf(text, "row %u,rain\n", i);
	str_addf(text, "%s\n", last);
}

static void test_a_late_byte_is_judged_from_there(void **state)
{
	static const struct {
		const char *first, *last, *cell;
		size_t notes;
	} examples[] = {
		/* Nothing to guess, and what ends the file. */
		{ "name,kind", "Zoe,rain", "Zoe", 0 },
		{ "name,kind", "Zo\xC3\xAB,rain", "Zo\xC3\xAB", 0 },
		{ "name,kind", "Zo\xEB,rain", "Zo\xC3\xAB", 1 },
		{ "name,kind", "\x93Zo\xEB\x94,", "\xE2\x80\x9CZo\xC3\xAB\xE2\x80\x9D",
			1 },
		/* UTF-8 comes before it, or after it. */
		{ "n\xC3\xA4me,kind", "Zo\xEB,rain", "Zo\xEB", 0 },
		{ "name,kind", "Zo\xEB,\xC3\xA4", "Zo\xEB", 0 },
		/* It is in the first 64 KiB already. */
		{ "n\xE4me,kind", "Zo\xEB,rain", "Zo\xC3\xAB", 1 },
		/* The same in a file that is not plain otherwise. */
		{ "# by, the, hour\nname,kind", "Zo\xEB,rain", "Zo\xC3\xAB", 2 },
	};
	static const unsigned lengths[] = { 0, 3, 4000, 4681, 9000, 30000 };
	struct csvfile_dialect open = csvfile_rfc4180;

	(void)state;
	open.guess = CSVFILE_ANY;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
			static const size_t portions[] = { 1000, 65536, 1 << 20 };
			struct diag diag;
			struct str text;
			struct csvrow row;

			make_long(&text, lengths[k], examples[i].first, examples[i].last);
			csvrow_init(&row);
			for (size_t j = 0; j < 3; j++) {
				struct csvfile *file =
					open_text(&text, &open, portions[j], &diag);

				assert_int_equal(csvfile_rows(file), lengths[k] + 2);
				assert_int_equal(
					csvfile_row(file, lengths[k] + 1, &row), 2);
				assert_int_equal(
					row.cells[0].len, strlen(examples[i].cell));
				assert_memory_equal(row.cells[0].text, examples[i].cell,
					row.cells[0].len);
				/* What is in the first 64 KiB is said at once. */
				if (text.len > 1 << 18 && portions[j] < text.len)
					assert_int_equal(
						diag.found[DIAG_NOTE], examples[i].notes);
				assert_int_equal(diag.count, diag.found[DIAG_NOTE]);
				csvfile_free(file);
				diag_release(&diag);
			}
			csvrow_release(&row);
			str_release(&text);
		}
}

/* --- plain files --- */

static void add_url(uint64_t *seed, struct str *out)
{
	static const char *const parts[] = { "/a;b", "?x=1|2", "/a^b", "#top", ":8080/",
		"/c" };

	str_add(out, below(seed, 2) ? "http://a.example" : "https://b.example:443");
	for (unsigned i = below(seed, 4); i; i--)
		str_add(out, PICK(seed, parts));
}

static void add_time(uint64_t *seed, struct str *out)
{
	str_addf(
		out, "%02u:%02u:%02u", below(seed, 24), below(seed, 60), below(seed, 60));
}

static void add_prose(uint64_t *seed, struct str *out)
{
	static const char *const signs[] = { " ", " ", " ", "; ", " | ", "\t", " #", ": ",
		"^", ", ", "\n", " \"" };

	for (unsigned i = 2 + below(seed, 12); i; i--) {
		add_word(seed, out);
		str_add(out, i > 1 ? PICK(seed, signs) : ".");
	}
}

/* The same signs in each row. */
static void add_pair(uint64_t *seed, struct str *out)
{
	add_word(seed, out);
	str_add(out, "; ");
	add_word(seed, out);
	str_add(out, " | ");
	add_word(seed, out);
}

static void add_tag(uint64_t *seed, struct str *out)
{
	for (unsigned i = 1 + below(seed, 3); i; i--) {
		str_add_char(out, '#');
		add_word(seed, out);
		str_add(out, i > 1 ? below(seed, 2) ? " " : ", " : "");
	}
}

static void add_mails(uint64_t *seed, struct str *out)
{
	for (unsigned i = 1 + below(seed, 3); i; i--)
		str_addf(out, "x%u@a.example%s", below(seed, 99), i > 1 ? "; " : "");
}

static void add_json(uint64_t *seed, struct str *out)
{
	str_addf(out, "{\"a\": [%u, %u], \"b\": \"x;y|z\"}", below(seed, 9),
		below(seed, 9));
}

static void add_number(uint64_t *seed, struct str *out)
{
	str_addf(out, below(seed, 2) ? "%u" : "%u,5", below(seed, 3000));
}

static void add_date(uint64_t *seed, struct str *out)
{
	str_addf(out, "20%02u-%02u-%02u", below(seed, 30), 1 + below(seed, 12),
		1 + below(seed, 28));
}

static void add_any_word(uint64_t *seed, struct str *out)
{
	add_word(seed, out);
}

static void test_plain_files_stay(void **state)
{
	static void (*const kinds[])(uint64_t * seed, struct str * out) = { add_url,
		add_time, add_prose, add_pair, add_tag, add_mails, add_json, add_number,
		add_date, add_any_word };
	static const char *const names[] = { "name", "#id", "# of rows", "#tag", "note",
		"2019", "2020", "3", "when", "URL (http://...)", "a b", "12:30" };
	struct csvfile_dialect open = csvfile_rfc4180;
	unsigned changed = 0;
	uint64_t seed = SEED;

	(void)state;
	open.guess = CSVFILE_ANY;
	print_message("seed %d\n", SEED);
	for (unsigned i = 0; i < 1000; i++) {
		size_t columns = below(&seed, 3) ? 2 + below(&seed, 5) : 1;
		size_t rows = 1 + below(&seed, 20);
		struct str text = STR_INIT;
		struct diag plain_diag, diag;
		struct csvfile *plain, *file;
		struct csvrow want, got;
		unsigned kind[8];
		bool same;

		for (size_t c = 0; c < columns; c++) {
			kind[c] = below(&seed, 10);
			/* A number heads a column of texts, a year any, but for one: else
			 * it would be a row like others. */
			str_addf(&text, "%s%s", c ? "," : "",
				c == 0 ? names[below(&seed, 5)] : PICK(&seed, names));
			if (c == 0 && kind[c] != 7 && kind[c] != 8)
				kind[c] = 7 + below(&seed, 2);
		}
		str_add(&text, below(&seed, 2) ? "\n" : "\r\n");
		for (size_t r = 0; r < rows; r++)
			for (size_t c = 0; c < columns; c++) {
				struct str cell = STR_INIT;

				kinds[kind[c]](&seed, &cell);
				if (strpbrk(cell.buf, ",\"\r\n"))
					csvfile_add_quoted(&text, str_slice(&cell));
				else
					str_add_bytes(&text, cell.buf, cell.len);
				str_add_char(&text, c + 1 < columns ? ',' : '\n');
				str_release(&cell);
			}
		plain = open_text(&text, &csvfile_rfc4180, 4096, &plain_diag);
		file = open_text(&text, &open, 1 + below(&seed, 200), &diag);
		csvrow_init(&want);
		csvrow_init(&got);
		same = csvfile_rows(file) == csvfile_rows(plain) &&
			csvfile_dialect(file)->header == 1 &&
			diag.count == plain_diag.count;
		for (size_t r = 0; same && r < csvfile_rows(plain); r++) {
			same = csvfile_row(plain, r, &want) == csvfile_row(file, r, &got);
			for (size_t c = 0; same && c < want.count; c++)
				same = slice_equal(want.cells[c], got.cells[c]);
		}
		if (!same && ++changed < 4)
			print_error("file %u of seed %d is changed:\n%s\n%s\n", i, SEED,
				text.buf, diag.count ? diag.entries[0].text : "");
		csvrow_release(&want);
		csvrow_release(&got);
		csvfile_free(plain);
		csvfile_free(file);
		diag_release(&plain_diag);
		diag_release(&diag);
		str_release(&text);
	}
	assert_int_equal(changed, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_dialect_is_read_when_it_is_given),
		cmocka_unit_test(test_what_can_be_known_is_guessed),
		cmocka_unit_test(test_a_late_byte_is_judged_from_there),
		cmocka_unit_test(test_plain_files_stay),
	};

	return cmocka_run_group_tests_name("guessed", tests, NULL, NULL);
}
