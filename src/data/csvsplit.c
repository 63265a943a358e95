/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Has the rows split into cells: by libcsv where it knows the dialect and all quotes of
 * the row fit, else by the walk through the fields that found the row; a long row by its
 * quotes. The parser is always at the start of a row, so that rows can be split while the
 * file is still being read.
 */

#include "data/csvrows.h"

#include <assert.h>
#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

enum {
	PARSER_BLOCK = 4096, /* bytes by which libcsv's buffer for a cell grows */
	SPLIT_LONG = 16384,  /* bytes of a row that libcsv, byte by byte, is too slow for */
};

static int never_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void *grow_cell(void *memory, size_t size)
{
	return xreallocarray(memory, size, 1);
}

struct csv_parser *csvparser_new(const struct csvfile_dialect *dialect)
{
	struct csv_parser *p;

	if (!dialect->double_quote || !dialect->quote || dialect->escape ||
		dialect->skip_space)
		return NULL;
	p = xmalloc(sizeof *p);
	if (csv_init(p, 0) != 0)
		fail("libcsv could not be started");
	csv_set_delim(p, (unsigned char)dialect->delimiter);
	csv_set_quote(p, (unsigned char)dialect->quote);
	csv_set_space_func(p, never_space);
	csv_set_realloc_func(p, grow_cell);
	csv_set_blk_size(p, PARSER_BLOCK);
	return p;
}

void csvparser_free(struct csv_parser *p)
{
	if (p)
		csv_free(p);
	free(p);
}

void csvrow_init(struct csvrow *row)
{
	*row = (struct csvrow){ .count = 0 };
	str_init(&row->text);
}

void csvrow_release(struct csvrow *row)
{
	free(row->cells);
	str_release(&row->text);
	csvrow_init(row);
}

static void add_cell(struct csvrow *row, const char *text, size_t len)
{
	if (row->count == row->alloc)
		row->cells = array_reserve(
			row->cells, &row->alloc, row->count + 1, sizeof *row->cells);
	row->cells[row->count++] = (struct slice){ text, len };
}

static void keep_cell(void *text, size_t len, void *data)
{
	struct csvrow *row = data;

	str_add_bytes(&row->text, text, len);
	add_cell(row, NULL, len);
}

bool csvfile_is_plain(const struct csvfile *f, struct slice text)
{
	return !(f->scan.has_quotes && memchr(text.text, f->scan.quote, text.len)) &&
		!(f->scan.escape && memchr(text.text, f->scan.escape, text.len)) &&
		!(f->scan.skip_space && memchr(text.text, ' ', text.len));
}

/* Appends the text from FROM to END without its escapes; DOUBLED: two quotes are one. */
static void add_text(
	const struct csvscan *s, size_t from, size_t end, bool doubled, struct str *out)
{
	while (from < end) {
		char c = s->bytes[from++];

		if (s->escape && c == s->escape && from < end)
			c = s->bytes[from++];
		else if (doubled && c == s->quote && from < end && s->bytes[from] == c)
			from++;
		str_add_char(out, c);
	}
}

/* Splits RAW where libcsv cannot. */
static void split_fields(const struct csvfile *f, struct slice raw, bool letters,
	size_t most, struct csvrow *row)
{
	struct csvscan s = f->scan;
	struct csvfield field;
	size_t from = 0;

	s.bytes = raw.text;
	do {
		size_t before = row->text.len;
		bool begins;

		field = csvscan_field(&s, from, raw.len, letters);
		begins = field.quoted || (field.stray && raw.text[field.text] == s.quote);
		add_text(&s, field.text, field.close, begins && s.double_quote,
			&row->text);
		if (field.quoted && field.stray && !s.reopens)
			add_text(&s, field.close + 1, field.end, false, &row->text);
		add_cell(row, NULL, row->text.len - before);
		from = field.end + 1;
	} while (field.end < raw.len && row->count < most);
}

/* Splits RAW, a long row whose quotes fit, where quotes are doubled inside of quotes: as
 * libcsv does, but a cell is copied only when it has such quotes, and no more than MOST are
 * split. Returns false when the quotes are not as simple as that. */
static bool split_long(
	const struct csvfile *f, struct slice raw, size_t most, struct csvrow *row)
{
	const char *p = raw.text, *end = raw.text + raw.len, *start, *close;
	char quote = f->scan.quote, delimiter = f->scan.delimiter;

	for (;; p++) {
		size_t before = row->text.len;

		start = p;
		if (p < end && *p == quote) {
			start = ++p;
			while ((close = memchr(p, quote, (size_t)(end - p))) &&
				close + 1 < end && close[1] == quote) {
				str_add_bytes(&row->text, p, (size_t)(close + 1 - p));
				p = close + 2;
			}
			if (!close || (close + 1 < end && close[1] != delimiter))
				return false;
			if (p > start)
				str_add_bytes(&row->text, p, (size_t)(close - p));
			p = close + 1;
		} else {
			close = memchr(p, delimiter, (size_t)(end - p));
			p = close = close ? close : end;
		}
		if (row->text.len > before)
			add_cell(row, NULL, row->text.len - before);
		else
			add_cell(row, start, (size_t)(close - start));
		if (p == end || row->count >= most)
			return true;
	}
}

/* Splits RAW, in which there is nothing but text and delimiters, up to MOST cells. */
static inline void split_plain(
	const struct csvfile *f, struct slice raw, size_t most, struct csvrow *row)
{
	const char *from = raw.text, *end = raw.text + raw.len, *p;

	row->count = 0;
	while (row->count < most &&
		(p = memchr(from, f->scan.delimiter, (size_t)(end - from)))) {
		add_cell(row, from, (size_t)(p - from));
		from = p + 1;
	}
	if (row->count < most)
		add_cell(row, from, (size_t)(end - from));
}

/* Splits RAW, in which there are quotes or the like, up to MOST cells at least. */
static void split_quoted(const struct csvfile *f, struct slice raw, enum csvquotes quotes,
	size_t most, struct csvrow *row)
{
	bool fit = f->cells && quotes == CSVQUOTES_FIT, split = false;
	const char *p;

	row->count = 0;
	str_clear(&row->text);
	if (fit && raw.len > SPLIT_LONG)
		split = split_long(f, raw, most, row);
	if (!split) {
		row->count = 0;
		str_clear(&row->text);
	}
	if (split) {
		/* Nothing is left to do. */
	} else if (fit) {
		csv_parse(f->cells, raw.text, raw.len, keep_cell, NULL, row);
		csv_fini(f->cells, keep_cell, NULL, row);
	} else {
		split_fields(f, raw, quotes == CSVQUOTES_LETTERS, most, row);
	}
	/* The text may have moved while it grew. */
	p = row->text.buf;
	for (size_t i = 0; i < row->count; i++) {
		if (row->cells[i].text)
			continue;
		row->cells[i].text = p;
		p += row->cells[i].len;
	}
}

void csvfile_split(const struct csvfile *f, struct slice raw, enum csvquotes quotes,
	struct csvrow *row)
{
	if (csvfile_is_plain(f, raw))
		split_plain(f, raw, SIZE_MAX, row);
	else
		split_quoted(f, raw, quotes, SIZE_MAX, row);
}

/* Returns the text of row NUMBER without its line end. */
static struct slice raw_row(const struct csvfile *f, size_t number)
{
	const char *bytes = f->in.bytes;
	size_t start;
	size_t end;

	assert(number < f->index.count);
	start = csvindex_start(&f->index, number);
	end = csvindex_limit(&f->index, number, f->at);
	/* No row's text ends in a line end: a field that does is followed by a quote. */
	while (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')
		end--;
	return (struct slice){ bytes + start, end - start };
}

/* Returns row NUMBER, whose bytes are RAW, if it is long, or NULL. */
static const struct csvlong *find_long(
	const struct csvfile *f, size_t number, struct slice raw)
{
	return raw.len > f->long_row ? csvlong_find(f, number) : NULL;
}

/* Splits row NUMBER, which is L, up to MOST cells; returns how many it has. */
static size_t fill_long(const struct csvlong *l, const struct csvfile *f, size_t number,
	size_t most, struct csvrow *row)
{
	struct slice raw = raw_row(f, number);

	if (csvlong_kept(l))
		csvlong_fill(l, raw, most, row);
	else if (csvlong_plain(l))
		split_plain(f, raw, most, row);
	else
		split_quoted(f, raw, csvindex_quotes(&f->index, number), most, row);
	return csvlong_count(l);
}

size_t csvfile_cells(
	const struct csvfile *f, size_t number, size_t most, struct csvrow *row)
{
	struct slice raw = raw_row(f, number);
	const struct csvlong *l = find_long(f, number, raw);

	if (l)
		return fill_long(l, f, number, most, row);
	csvfile_split(f, raw, csvindex_quotes(&f->index, number), row);
	return row->count;
}

size_t csvfile_row(const struct csvfile *f, size_t number, struct csvrow *row)
{
	return csvfile_cells(f, number, SIZE_MAX, row);
}

/* Returns how often BYTE is in TEXT. Eight bytes a step: those that are BYTE leave the high
 * bit of theirs. */
static size_t count_byte(struct slice text, char byte)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7f;
	const uint64_t pattern = ones * (unsigned char)byte;
	size_t count = 0, i = 0;

	while (text.len - i >= sizeof pattern) {
		uint64_t sums = 0;

		for (int k = 0; k < 255 && text.len - i >= sizeof pattern; k++) {
			uint64_t word;

			memcpy(&word, text.text + i, sizeof word);
			word ^= pattern;
			sums += ~(((word & low) + low) | word | low) >> 7;
			i += sizeof word;
		}
		for (; sums; sums >>= 8)
			count += sums & 0xff;
	}
	for (; i < text.len; i++)
		count += text.text[i] == byte;
	return count;
}

size_t csvfile_widest(const struct csvfile *f, size_t first, size_t end, size_t count)
{
	for (size_t i = first; i < end; i++) {
		struct slice raw = raw_row(f, i);
		const struct csvlong *l = find_long(f, i, raw);
		struct csvscan s;
		size_t cells;
		bool open;

		if (l) {
			cells = csvlong_width(l);
			count = cells > count ? cells : count;
			continue;
		}
		cells = count_byte(raw, f->scan.delimiter) + 1;
		while (cells > count && raw.len &&
			raw.text[raw.len - 1] == f->scan.delimiter) {
			raw.len--;
			cells--;
		}
		if (cells > count && !csvfile_is_plain(f, raw)) {
			s = f->scan;
			s.bytes = raw.text;
			cells = csvscan_count(&s, 0, raw.len,
				csvindex_quotes(&f->index, i) == CSVQUOTES_LETTERS,
				&open);
		}
		count = cells > count ? cells : count;
	}
	return count;
}

struct slice csvfile_raw(const struct csvfile *f, size_t number, bool *plain)
{
	struct slice raw = raw_row(f, number);
	const struct csvlong *l = plain ? find_long(f, number, raw) : NULL;

	if (plain)
		*plain = l ? csvlong_plain(l) : csvfile_is_plain(f, raw);
	return raw;
}

bool csvfile_kept(const struct csvfile *f, size_t number, size_t cell, struct slice *out)
{
	struct slice raw = raw_row(f, number);
	const struct csvlong *l = find_long(f, number, raw);

	if (!l || !csvlong_kept(l))
		return false;
	*out = csvlong_text(l, cell, raw);
	return true;
}

struct csvpos *csvfile_pos(const struct csvfile *f, size_t number)
{
	struct csvpos *pos = f->pos;

	if (pos->row != number) {
		pos->row = number;
		pos->count = 0;
		pos->line = pos->line_start = pos->offset = 0;
	}
	return pos;
}

size_t csvfile_cell(const struct csvfile *f, size_t number, size_t cell)
{
	struct slice raw = raw_row(f, number);
	const struct csvlong *l = find_long(f, number, raw);
	bool letters = csvindex_quotes(&f->index, number) == CSVQUOTES_LETTERS;
	struct csvpos *pos = csvfile_pos(f, number);
	struct csvscan s = f->scan;

	if (l && csvlong_kept(l))
		return csvlong_start(l, cell, raw.len);
	s.bytes = raw.text;
	if (!pos->count)
		*ARRAY_ADD(pos->cells, pos->count, pos->alloc) = 0;
	while (pos->count <= cell) {
		size_t at = pos->cells[pos->count - 1];
		size_t end = csvscan_field(&s, at, raw.len, letters).end;

		if (end == raw.len)
			return raw.len;
		*ARRAY_ADD(pos->cells, pos->count, pos->alloc) = end + 1;
	}
	return pos->cells[cell];
}

void csvfile_add_quoted(struct str *out, struct slice cell)
{
	size_t most = csv_write2(NULL, 0, cell.text, cell.len, '"');
	char *quoted = xmalloc(most);

	csv_write2(quoted, most, cell.text, cell.len, '"');
	str_add_bytes(out, quoted, most);
	free(quoted);
}
