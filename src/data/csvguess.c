/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Reads the prefix once for each delimiter that may be meant, into the number of fields of
 * each row, and takes the first reading in which all rows fit. Keeps no state and owns
 * nothing beyond a call. Where a field in quotes ends is decided more simply than in
 * csvrows.c: a guess needs rows that fit, not the best of rows that do not.
 */

#include "data/csvguess.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/text.h"
#include "data/number.h"
#include "data/value.h"

#define DELIMITERS ",\t;|^\1"

enum { CELLS = 4096 }; /* are enough to see the types of columns */

/* --- the encoding --- */

size_t csvguess_ascii(const char *text, size_t len)
{
	size_t at = 0;
	uint64_t word;

	for (; at + sizeof word <= len; at += sizeof word) {
		memcpy(&word, text + at, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < len && (unsigned char)text[at] < 0x80)
		at++;
	return at;
}

const char *csvguess_unicode(const char *text, size_t len)
{
	size_t zeros[2] = { 0, 0 }, most, least;

	len = len < CSVGUESS_BYTES ? len : CSVGUESS_BYTES;
	if (len >= 4 &&
		(memcmp(text, "\xFF\xFE\0\0", 4) == 0 ||
			memcmp(text, "\0\0\xFE\xFF", 4) == 0))
		return "UTF-32";
	if (len >= 2 &&
		(memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
		return "UTF-16";
	for (size_t i = 0; i < len; i++)
		zeros[i % 2] += !text[i];
	most = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
	least = zeros[0] + zeros[1] - most;
	/* Little of Chinese text is ASCII, and U+4E00 has a NUL at the other side. */
	if (len < 8 || most < len / 64 || most < 4 * least ||
		(most < 16 && (least || most < len / 4)))
		return NULL;
	return most == zeros[0] ? "UTF-16BE" : "UTF-16LE";
}

const char *csvguess_encoding(const char *text, size_t len)
{
	static const char unused[] = "\x81\x8D\x8F\x90\x9D";

	len = len < CSVGUESS_BYTES ? len : CSVGUESS_BYTES;
	for (size_t at = 0; at < len;
		at += 1 + csvguess_ascii(text + at + 1, len - at - 1)) {
		unsigned char first = (unsigned char)text[at];
		size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

		if (strchr(unused, text[at]) ||
			(size <= len - at &&
				text_check_utf8((struct slice){ text + at, size }) ==
					size))
			return NULL;
	}
	return "windows-1252";
}

/* --- rows and cells --- */

struct prefix {
	const char *start; /* of the first row that may be one */
	const char *end;
	bool eof;
	char quote;   /* '\0': none */
	char comment; /* given; '\0': none */
};

struct row {
	const char *start;
	size_t fields;
	bool hash; /* begins with #: may be a comment */
};

/* The rows that one delimiter gives. */
struct reading {
	char delimiter;
	struct row *rows;
	size_t count, alloc;
	size_t first;      /* the header: those before it are titles and comments */
	size_t fields;     /* of it, and of all rows after it that are no comments */
	size_t table_rows; /* of so many fields, from first on */
	size_t titles;     /* rows before first that are no comments */
	size_t wide;       /* of them, those that could be a header too short */
	bool comments;     /* rows with # are comments */
	bool skips;        /* those before first have to be skipped */
};

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* Returns the end of the line at P, which is before END. */
static const char *line_end(const char *p, const char *end)
{
	while (p < end && !ends_line(*p))
		p++;
	return p;
}

/* Returns the start of the line after that of P, or END. */
static const char *next_line(const char *p, const char *end)
{
	p = line_end(p, end);
	if (end - p > 1 && *p == '\r' && p[1] == '\n')
		p++;
	return p < end ? p + 1 : p;
}

/* Returns the closing quote of the field that begins with the quote at P, or NULL. */
static const char *closing_quote(const char *p, const char *end)
{
	char quote = *p++;

	while ((p = memchr(p, quote, (size_t)(end - p)))) {
		if (p + 1 == end || p[1] != quote)
			return p;
		p += 2;
	}
	return NULL;
}

/*
 * Returns the end of the field at P, which is a delimiter, a line end or END, and sets
 * *TEXT (may be NULL) to its text without the quotes around it. NULL: the field is cut off.
 * A quote that closes nowhere is text.
 */
static const char *read_field(const struct prefix *f, char delimiter, const char *p,
	const char *end, struct slice *text)
{
	const char *from = p, *close = NULL;

	if (f->quote && p < end && *p == f->quote) {
		close = closing_quote(p, end);
		if (close)
			p = close + 1;
		else if (!f->eof && end == f->end)
			return NULL;
	}
	while (p < end && *p != delimiter && !ends_line(*p))
		p++;
	if (p == f->end && !f->eof)
		return NULL;
	if (text && close)
		*text = (struct slice){ from + 1, (size_t)(close - from - 1) };
	else if (text)
		*text = (struct slice){ from, (size_t)(p - from) };
	return p;
}

/* Reads the rows that DELIMITER gives. HASHES: lines with # may be comments, in which a
 * quote does not go on in the next line. */
static void read_rows(
	const struct prefix *f, char delimiter, bool hashes, struct reading *r)
{
	const char *p = f->start;

	*r = (struct reading){ .delimiter = delimiter };
	while (p < f->end) {
		struct row row = { .start = p, .hash = hashes && *p == '#' };
		const char *end = row.hash ? line_end(p, f->end) : f->end;

		if (ends_line(*p) || (f->comment && *p == f->comment)) {
			p = next_line(p, f->end);
			continue;
		}
		for (;;) {
			p = read_field(f, delimiter, p, end, NULL);
			if (!p)
				return;
			row.fields++;
			if (p == end || *p != delimiter)
				break;
			p++;
		}
		p = next_line(p, f->end);
		*ARRAY_ADD(r->rows, r->count, r->alloc) = row;
	}
}

/* --- the types of columns --- */

enum type { TYPE_NONE, TYPE_NUMBER, TYPE_DATE, TYPE_TEXT };

/* Returns whether TEXT is a number as people write it, without a unit but for %. */
static bool is_number(struct slice text)
{
	char plain[NUMBER_SIZE], unit[NUMBER_UNIT];

	return strchr("0123456789+-.,", text.text[0]) &&
		(number_copy_written(text, '.', plain, unit) ||
			number_copy_written(text, ',', plain, unit)) &&
		(!*unit || strcmp(unit, "%") == 0);
}

/* Returns whether TEXT begins with a date in numbers: 2024-12-31, 31/12/2024, 1.2.2024,
 * and ends there or goes on with a time of day. */
static bool is_date(struct slice text)
{
	size_t lens[3] = { 0, 0, 0 }, part = 0, at = 0;
	char sign = '\0';

	for (; at < text.len; at++) {
		char c = text.text[at];

		if (c >= '0' && c <= '9') {
			lens[part]++;
		} else if (part < 2 && (part ? c == sign : strchr("-/.", c) && c)) {
			sign = c;
			part++;
		} else {
			break;
		}
	}
	if (at < text.len && text.text[at] != ' ' && text.text[at] != 'T')
		return false;
	return lens[1] && lens[1] < 3 &&
		((lens[0] == 4 && lens[2] && lens[2] < 3) ||
			(lens[0] && lens[0] < 3 && lens[2] == 4)) &&
		(at == text.len || memchr(text.text + at, ':', text.len - at));
}

static enum type type_of(struct slice text)
{
	if (!text.len)
		return TYPE_NONE;
	return is_date(text) ? TYPE_DATE : is_number(text) ? TYPE_NUMBER : TYPE_TEXT;
}

/* Returns the value of TEXT, a whole number without signs, or -1. */
static double whole_number(struct slice text)
{
	double value;

	return value_plain_number(text, &value) && value >= 0 && value == floor(value)
		? value
		: -1;
}

static bool is_year(struct slice text)
{
	double value = whole_number(text);

	return text.len == 4 && value >= 1500 && value < 2200;
}

struct column {
	struct slice head; /* its cell in the first row */
	enum type head_type;
	enum type type; /* of the cells below that are not empty */
};

/* Returns the columns of R, as many as it has fields; the caller frees them. */
static struct column *read_columns(const struct prefix *f, const struct reading *r)
{
	struct column *columns = xcalloc(r->fields, sizeof *columns);
	bool values = r->titles; /* without titles, a head of texts alone is enough */
	size_t cells = 0;

	for (size_t i = r->first; i == r->first || (values && i < r->count); i++) {
		const char *p = r->rows[i].start;
		const char *end = r->rows[i].hash ? line_end(p, f->end) : f->end;

		if ((r->comments && r->rows[i].hash) || cells > CELLS)
			continue;
		for (size_t k = 0; k < r->fields; k++, p++, cells++) {
			struct column *c = &columns[k];
			struct slice text;
			enum type type;

			p = read_field(f, r->delimiter, p, end, &text);
			text = slice_trim(text);
			type = c->type == TYPE_TEXT ? TYPE_NONE : type_of(text);
			if (i == r->first) {
				c->head = text;
				c->head_type = type;
				values |= type == TYPE_NUMBER || type == TYPE_DATE;
			} else if (type) {
				c->type = c->type && type != c->type ? TYPE_TEXT : type;
			}
		}
	}
	return columns;
}

/* Returns whether the first row of R is one like those below it. */
static bool has_no_header(const struct prefix *f, const struct reading *r)
{
	struct column *columns = read_columns(f, r);
	size_t numbers = 0, texts = 0, dates = 0;
	double first = -1, last = -1, step = 0;
	bool fits = true, steps = true;

	for (size_t i = 0; i < r->fields; i++) {
		const struct column *c = &columns[i];
		double value = whole_number(c->head);

		fits &= c->head_type && (!c->type || c->head_type == c->type) &&
			!is_year(c->head);
		texts += c->type == TYPE_TEXT;
		dates += c->type == TYPE_DATE;
		if (c->type != TYPE_NUMBER)
			continue;
		if (!numbers++)
			first = value;
		else if (numbers == 2)
			step = value - last;
		steps &= value >= 0 && (numbers < 3 || value - last == step);
		last = value;
	}
	free(columns);
	/* Months, ages, numbers of columns: headings that count up in equal steps. */
	if (numbers > 1 && steps && step > 0 && !dates)
		fits &= texts ? numbers < 3 && step != 1
			      : step != 1 || (first != 0 && numbers < 7);
	return fits && (numbers || dates);
}

/* --- the best reading --- */

/*
 * Finds the rows of one length at the end of R, all of R or what follows titles. Returns
 * false when there are none, or when what is before or between them is neither titles nor
 * comments.
 */
static bool find_table(struct reading *r)
{
	size_t last = r->count, rows = 0, comments = 0, between = 0, hashes = 0;
	bool head_hash, footer;

	while (last && r->rows[last - 1].hash)
		last--;
	if (!last)
		return false;
	/* A source, a number of rows: one line below the table. */
	footer =
		last > 1 && r->rows[last - 1].fields == 1 && r->rows[last - 2].fields > 1;
	last -= footer;
	r->fields = r->rows[last - 1].fields;
	for (size_t i = footer ? last : r->count; i--;) {
		bool fits = r->rows[i].fields == r->fields;

		if (!fits && !r->rows[i].hash)
			break;
		if (fits)
			r->first = i;
		rows += fits;
	}
	head_hash = r->rows[r->first].hash;
	for (size_t i = 0; i < r->count; i++) {
		const struct row *row = &r->rows[i];

		if (row->hash && row->fields != r->fields) {
			comments++;
			between += i > r->first;
		} else if (row->hash) {
			hashes += i > r->first;
		} else if (i < r->first) {
			r->wide += row->fields > r->fields / 2;
			r->titles++;
		}
	}
	if (comments && (hashes || (head_hash && between)))
		return false;
	r->comments = comments && !head_hash;
	r->skips = r->titles || (comments && head_hash);
	r->table_rows = rows;
	return rows > (footer ? 3 : 1) && (r->fields > 1 || !between);
}

/* Returns whether the rows before the first of the table R are titles above a header. */
static bool has_titles(const struct prefix *f, const struct reading *r)
{
	bool blank = false, words = false, typed = false, texts = true;
	const struct row *title = r->rows;
	struct column *columns;
	const char *end;

	if (r->titles > r->table_rows || r->wide > 1)
		return false;
	while (title->hash)
		title++;
	for (const char *p = title->start; p < r->rows[r->first].start;
		p = next_line(end, f->end)) {
		end = line_end(p, f->end);
		blank = end == p;
		words |= *p != '#' && memchr(p, ' ', (size_t)(end - p));
	}
	columns = read_columns(f, r);
	for (size_t i = 0; i < r->fields; i++) {
		const struct column *c = &columns[i];

		texts &= c->head_type == TYPE_TEXT || is_year(c->head);
		typed |= c->head_type == TYPE_TEXT &&
			(c->type == TYPE_NUMBER || c->type == TYPE_DATE);
	}
	free(columns);
	if (!texts || r->wide)
		return texts && blank && typed;
	if (typed || r->delimiter == '\t')
		return true;
	/* Two texts with a semicolon between them may be one. */
	return (blank && (r->fields > 2 || r->delimiter == ',')) ||
		(r->fields > 2 && words && r->table_rows / 4 >= r->titles);
}

/*
 * Sets *BEST to the best reading in which all rows fit, with the delimiter of D or one that
 * may be guessed, and returns whether there is one. One without titles is better than one
 * with them, then the delimiter of D than another, then many columns than few. The caller
 * frees its rows.
 */
static bool find_best(
	const struct prefix *f, const struct csvfile_dialect *d, struct reading *best)
{
	const char given[] = { d->delimiter, '\0' };
	const char *set = d->guess & CSVFILE_DELIMITER ? DELIMITERS : given;

	*best = (struct reading){ .fields = 0 };
	for (; *set; set++) {
		bool plain = *set == d->delimiter;
		struct reading r;

		if (*set == d->quote || *set == d->comment || f->start == f->end ||
			!memchr(f->start, *set, (size_t)(f->end - f->start)))
			continue;
		read_rows(f, *set, d->guess & CSVFILE_COMMENT, &r);
		if (find_table(&r) && (r.fields > 1 || plain) &&
			(!r.skips || d->guess & CSVFILE_SKIP) &&
			(!r.titles || (d->header && has_titles(f, &r))) &&
			(best->fields < 2 || (best->titles && !r.titles) ||
				(!best->titles == !r.titles &&
					best->delimiter != d->delimiter &&
					r.fields > best->fields))) {
			free(best->rows);
			*best = r;
		} else {
			free(r.rows);
		}
	}
	return best->count;
}

/* Returns how many rows of R have as many fields as the first. */
static size_t count_alike(const struct reading *r)
{
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += r->rows[i].fields == r->rows[0].fields;
	return count;
}

/*
 * Returns the delimiter that fits most rows, the first included: what does not fit is for
 * the user to mend. That is three rows of four where that of PLAIN parts rows, but not the
 * first or not half of them; all but one of ten, or one alone, where PLAIN is one column;
 * and the header where there is nothing else yet. Returns that of PLAIN where there is
 * none.
 */
static char find_nearly(const struct prefix *f, const struct reading *plain)
{
	const char *delimiter = DELIMITERS;
	struct reading r = { .rows = NULL };
	bool alone = plain->count == 1 && plain->rows->fields == 1 && !f->eof;
	bool column = plain->count && plain->rows->fields == 1 &&
		count_alike(plain) == plain->count;
	size_t misfits;

	if (!alone &&
		(plain->count < 4 ||
			(plain->rows->fields > 1 &&
				count_alike(plain) > plain->count / 2)))
		return plain->delimiter;
	do {
		free(r.rows);
		read_rows(f, *delimiter, false, &r);
		misfits = column ? (r.count > 10 ? r.count / 10 : 1) : r.count / 4;
	} while ((*delimiter == f->quote || *delimiter == f->comment ||
			 r.count < (alone                   ? 1
						   : column ? 6
							    : 4) ||
			 r.rows->fields < 2 || count_alike(&r) < r.count - misfits) &&
		*++delimiter);
	free(r.rows);
	return *delimiter ? *delimiter : plain->delimiter;
}

/* Returns how many of the cells of row NUMBER of R have a text; in *FIRST whether the first
 * one has. */
static size_t count_filled(
	const struct prefix *f, const struct reading *r, size_t number, bool *first)
{
	const char *p = r->rows[number].start;
	size_t filled = 0;

	for (size_t i = 0; i < r->rows[number].fields; i++, p++) {
		struct slice text;

		p = read_field(f, r->delimiter, p, f->end, &text);
		filled += slice_trim(text).len > 0;
		if (!i)
			*first = filled;
	}
	return filled;
}

/* Passes over titles as a spreadsheet writes them, with the delimiters of all its columns:
 * a first row with a first cell only, empty rows, and then a row without an empty cell. */
static void pass_padded_titles(const struct prefix *f, struct reading *r)
{
	size_t at = r->first, filled;
	bool first = false;

	if (r->fields < 3 || count_filled(f, r, at, &first) != 1 || !first)
		return;
	do
		filled = ++at < r->count && r->rows[at].fields == r->fields
			? count_filled(f, r, at, &first)
			: 1;
	while (!filled);
	if (filled < r->fields || at + 1 >= r->count)
		return;
	r->titles += at - r->first;
	r->first = at;
	r->skips = true;
}

/* Returns the delimiter that the first line of F sets, as in "sep=;", or '\0'. */
static char sep_delimiter(const struct prefix *f)
{
	const char *end = line_end(f->start, f->end);
	struct slice line = { f->start, (size_t)(end - f->start) };

	if (line.len == 7 && line.text[0] == '"' && line.text[6] == '"')
		line = slice_part(line, 1, 5);
	if (line.len != 5 || (end == f->end && !f->eof) ||
		strncasecmp(line.text, "sep=", 4) != 0 || line.text[4] == '"' ||
		(unsigned char)line.text[4] >= 0x80 ||
		isalnum((unsigned char)line.text[4]))
		return '\0';
	return line.text[4];
}

void csvguess_dialect(const char *text, size_t len, bool eof, struct csvfile_dialect *d)
{
	const struct csvfile_dialect old = *d;
	size_t most = len < CSVGUESS_BYTES ? len : CSVGUESS_BYTES;
	struct prefix f = { text, text + most, eof && len <= CSVGUESS_BYTES, d->quote,
		d->comment };
	struct reading r, best;
	bool fits;
	char sep, nearly;

	if (most >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		f.start += 3;
	for (size_t i = 0; i < d->skip && f.start < f.end; i++)
		f.start = next_line(f.start, f.end);
	sep = sep_delimiter(&f);
	/* That line is none of the table, wherever its header is said to be. */
	if (sep && (d->guess & CSVFILE_SKIP || !d->skip) &&
		(d->guess & CSVFILE_DELIMITER || sep == d->delimiter)) {
		d->delimiter = sep;
		d->guess &= ~(unsigned)CSVFILE_DELIMITER;
		d->skip++;
		f.start = next_line(f.start, f.end);
	}
	read_rows(&f, d->delimiter, false, &r);
	fits = find_table(&r) && !r.first;
	if ((!fits || r.fields < 2) && find_best(&f, d, &best)) {
		free(r.rows);
		r = best;
		fits = true;
	}
	if (fits && d->guess & CSVFILE_SKIP && d->header)
		pass_padded_titles(&f, &r);
	nearly = r.delimiter;
	if (d->guess & CSVFILE_DELIMITER && (!fits || (r.fields < 2 && !r.skips)))
		nearly = find_nearly(&f, &r);
	if (nearly != r.delimiter) {
		d->delimiter = nearly;
	} else if (fits) {
		const char *first = r.rows[r.first].start;

		d->delimiter = r.delimiter;
		if (r.comments)
			d->comment = '#';
		for (const char *p = f.start; r.skips && p < first; d->skip++)
			p = next_line(p, f.end);
		if (d->guess & CSVFILE_HEADER && d->header == 1 && !r.titles &&
			has_no_header(&f, &r))
			d->header = 0;
	}
	free(r.rows);
	d->guess = (d->delimiter != old.delimiter ? CSVFILE_DELIMITER : 0u) |
		(d->comment != old.comment ? CSVFILE_COMMENT : 0u) |
		(d->skip != old.skip ? CSVFILE_SKIP | CSVFILE_HEADER : 0u) |
		(d->header != old.header ? CSVFILE_HEADER : 0u);
}
