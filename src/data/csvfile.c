/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns an open file: its bytes, the index of its rows and the parser that splits them. Does
 * not find rows (csvrows.c), split them (csvsplit.c) or read bytes (csvread.c).
 */

#include "data/csvfile.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/namemap.h"
#include "base/task.h"
#include "data/csvguess.h"
#include "data/csvrows.h"
#include "data/filetype.h"

enum {
	PORTION = 64 << 10, /* stays in the cache between reading and scanning */
	LONGEST = 1 << 20,  /* bytes that are gone through in little time */
	CACHE_LINE = 64,
	BEGIN_SMALL = 4,  /* portions that a small file, which may be packed, is read in */
	BEGIN_STEPS = 32, /* portions that are read for a row to show */
};

const struct csvfile_dialect csvfile_rfc4180 = {
	.delimiter = ',',
	.quote = '"',
	.double_quote = true,
	.header = 1,
};

size_t csvfile_column_at(const struct csvfile *f, size_t start, size_t at)
{
	const char *bytes = f->in.bytes;
	size_t line = at;

	while (line > start && bytes[line - 1] != '\n' && bytes[line - 1] != '\r')
		line--;
	return at - line + 1;
}

/* Takes D over as the dialect in force. */
static void set_dialect(struct csvfile *f, const struct csvfile_dialect *d)
{
	f->dialect = *d;
	f->dialect.encoding = f->encoding;
	f->scan.delimiter = d->delimiter;
	f->scan.quote = d->quote;
	f->scan.has_quotes = d->quote;
	f->scan.double_quote = d->double_quote;
	f->scan.skip_space = d->skip_space;
	f->scan.escape = d->escape;
	f->skip = d->skip;
	f->left_out = d->left_out;
	f->left_out_count = d->left_out_count;
	csvparser_free(f->cells);
	f->cells = csvparser_new(d);
	f->scan.reopens = f->cells;
}

static struct csvfile *new_file(const struct csvfile_part *parts, size_t count, int table,
	const struct csvfile_dialect *dialect, struct diag *diag)
{
	struct csvfile *f = xcalloc(1, sizeof *f);
	const char *encoding = dialect->encoding;

	/* UTF-8 is not converted. */
	if (encoding && strcasecmp(encoding, "utf-8") != 0 &&
		strcasecmp(encoding, "utf8") != 0)
		f->encoding = xstrdup(encoding);
	set_dialect(f, dialect);
	f->judged = !dialect->guess;
	f->ascii = dialect->guess & CSVFILE_ENCODING;
	csvindex_init(&f->index);
	f->pos = xcalloc(1, sizeof *f->pos);
	f->pos->row = SIZE_MAX;
	f->portion = PORTION;
	f->longest = f->long_row = LONGEST;
	f->most_rows = SIZE_MAX;
	f->parts = xcalloc(count, sizeof *f->parts);
	f->part_count = count;
	for (size_t i = 0; i < count; i++) {
		f->parts[i].path = xstrdup(parts[i].path);
		f->parts[i].name = xstrdup(parts[i].name);
	}
	f->name = f->parts->name;
	f->table = table;
	f->diag = diag;
	return f;
}

/* Converts the file from offset FROM on if it is in another encoding. */
static void convert(struct csvfile *f, size_t from)
{
	if (!f->encoding || csvread_convert(&f->in, f->encoding, from))
		return;
	csvfault_encoding(f);
	free(f->encoding);
	f->encoding = NULL;
	f->dialect.encoding = NULL;
}

/* Converts the file from offset FROM on from ENCODING, which is guessed; NULL: UTF-8. */
static void guess_encoding(struct csvfile *f, const char *encoding, size_t from)
{
	f->ascii = false;
	if (!encoding)
		return;
	f->encoding = xstrdup(encoding);
	f->dialect.encoding = f->encoding;
	f->dialect.guess |= CSVFILE_ENCODING;
	convert(f, from);
	if (f->noted)
		csvfault_guess(f, CSVFILE_ENCODING);
}

/* Returns whether there is enough from offset FROM on to guess by. PATIENT: the silence of
 * a pipe does not count. */
static bool is_enough(struct csvfile *f, size_t from, bool patient)
{
	const char *text = f->in.bytes + from;
	size_t len = f->in.have - from;

	if (!f->since && len)
		f->since = clock_now();
	if (!f->in.eof && len < CSVGUESS_BYTES &&
		(patient || !f->waiting || !len ||
			clock_now() - f->since < CSVFILE_PATIENCE * (int64_t)TASK_MS ||
			!(memchr(text, '\n', len) || memchr(text, '\r', len))))
		return false;
	f->since = 0;
	return true;
}

/* Guesses what is left to be guessed once there is enough. Returns whether rows can be
 * found in the bytes that are known. */
static bool guess(struct csvfile *f, bool patient)
{
	const struct csvread *in = &f->in;

	if (!f->judged) {
		struct csvfile_dialect d = f->dialect;
		const char *unicode = NULL;

		if (!is_enough(f, 0, patient))
			return false;
		if (f->ascii)
			unicode = csvguess_unicode(in->bytes, in->have);
		if (unicode)
			guess_encoding(f, unicode, 0);
		csvguess_dialect(in->bytes, in->have, in->eof && !*in->trouble, &d);
		set_dialect(f, &d);
		f->dialect.guess |= unicode ? CSVFILE_ENCODING : 0U;
		f->judged = true;
	}
	if (f->ascii) {
		f->known += csvguess_ascii(in->bytes + f->known, in->have - f->known);
		if (f->known < in->have && is_enough(f, f->known, patient))
			guess_encoding(f,
				csvguess_encoding(
					in->bytes + f->known, in->have - f->known),
				f->known);
	}
	if (!f->ascii)
		f->known = in->have;
	else if (f->known < in->have && f->known < CSVGUESS_BYTES)
		return false; /* it is reported with the rest */
	if (!f->noted && f->dialect.guess)
		csvfault_guess(f, f->dialect.guess);
	f->noted = true;
	return true;
}

/* Makes F ready for the first byte of the file that is open now. */
static void begin_part(struct csvfile *f)
{
	struct csvpart *part = &f->parts[f->part];

	part->start = f->in.have;
	part->row = f->index.count;
	part->taken = f->in.taken;
	/* What is before it belongs to no row of another file. */
	csvindex_add_comment(&f->index, part->start);
	f->at = part->start;
	/* It may have looked at bytes that were dropped. */
	f->scan.lf = f->scan.cr = f->scan.quotes = f->scan.escapes =
		(struct csvscan_byte){ .found = false };
	f->scan.close = f->scan.end = (struct csvscan_close){ .found = false };
	f->quoted.step = CSVROWS_NONE;
	f->line = 1;
	f->repeats = f->index.count >= f->dialect.header ? f->dialect.header : 0;
	f->skip = f->dialect.skip;
	f->left_out = f->dialect.left_out;
	f->left_out_count = f->dialect.left_out_count;
	f->ends = 0;
	f->ends_line = 0;
	f->blank_last = 0;
	if (!f->blank_count)
		f->blank_first = 0;
	f->refused = f->text = f->settled = f->begun = f->any = f->unlike = false;
	f->known = part->start;
	convert(f, part->start);
}

/* Opens the next file of F that can be read, from the present one on; without any F is
 * complete. */
static void open_part(struct csvfile *f)
{
	for (; f->part < f->part_count; f->part++) {
		struct csvpart *part = &f->parts[f->part];

		f->name = part->name;
		part->start = f->in.have;
		part->row = f->index.count;
		part->taken = f->in.taken;
		if (f->cut) {
			csvfault_unreadable(f, FAULT_READ, f->in.trouble);
			continue;
		}
		if (f->part ? csvread_next(&f->in, part->path)
			    : csvread_open(&f->in, part->path)) {
			begin_part(f);
			return;
		}
		csvfault_unreadable(f, FAULT_NO_FILE, strerror(errno));
	}
	csvread_close(&f->in);
	f->complete = true;
}

/* Goes on to the next file of F. Bytes behind the last row, where reading broke off, are
 * dropped. */
static void end_part(struct csvfile *f)
{
	csvfault_unconverted(f);
	csvfault_empty(f);
	f->in.have = f->known = f->at;
	f->part++;
	open_part(f);
}

struct csvfile *csvfile_open_parts(const struct csvfile_part *parts, size_t count,
	int table, const struct csvfile_dialect *dialect, struct diag *diag)
{
	struct csvfile *f = new_file(parts, count, table, dialect, diag);
	struct stat st;

	open_part(f);
	for (size_t i = 1; i < count && f->in.total; i++)
		if (stat(parts[i].path, &st) == 0 && S_ISREG(st.st_mode))
			f->in.total += (uint64_t)st.st_size;
	return f;
}

struct csvfile *csvfile_open(const char *path, const char *name, int table,
	const struct csvfile_dialect *dialect, struct diag *diag)
{
	return csvfile_open_parts(
		&(struct csvfile_part){ path, name }, 1, table, dialect, diag);
}

struct csvfile *csvfile_open_memory(char *bytes, size_t size, const char *name, int table,
	const struct csvfile_dialect *dialect, struct diag *diag)
{
	struct csvfile *f =
		new_file(&(struct csvfile_part){ name, name }, 1, table, dialect, diag);

	csvread_open_memory(&f->in, bytes, size);
	begin_part(f);
	return f;
}

void csvfile_free(struct csvfile *f)
{
	if (!f)
		return;
	csvread_release(&f->in);
	csvlong_release(f);
	csvindex_release(&f->index);
	csvparser_free(f->cells);
	free(f->pos->cells);
	free(f->pos);
	for (size_t i = 0; i < f->part_count; i++) {
		free(f->parts[i].path);
		free(f->parts[i].name);
	}
	free(f->parts);
	free(f->encoding);
	free(f);
}

/* Returns whether F, or its present file, is text as far as it is known. A line is enough, so
 * that the first rows of a slow pipe are seen, but what follows is looked at until there
 * are so many bytes that most forms are known. */
static bool is_text(struct csvfile *f)
{
	size_t start = f->parts[f->part].start, have = f->in.have - start;
	const char *bytes = f->in.bytes + start;

	if (!f->settled &&
		(f->in.eof || have >= FILETYPE_BYTES ||
			(have &&
				(memchr(bytes, '\n', have) ||
					memchr(bytes, '\r', have))))) {
		f->settled = f->in.eof || have >= FILETYPE_BYTES;
		f->refused = csvfault_binary(f);
		f->broken |= f->refused;
		f->text = !f->refused;
	}
	return f->text;
}

/* Returns whether F has more to do with the bytes that are known. */
static bool goes_on(const struct csvfile *f)
{
	return f->paused || f->splitting.step != CSVLONG_NONE;
}

/* Finds the rows in the bytes that are known. Returns false when no time is left. */
static bool find_rows(struct csvfile *f, int64_t until)
{
	do {
		if (f->splitting.step != CSVLONG_NONE && !csvlong_step(f, until))
			return false;
		if (!csvrows_index(f, until))
			return false;
	} while (f->splitting.step != CSVLONG_NONE);
	return true;
}

bool csvfile_step(struct csvfile *f, int64_t until)
{
	while (!f->complete) {
		bool known = goes_on(f);

		if (!known) {
			f->cut = f->index.count > f->most_rows;
			f->status = f->cut
				? csvread_break(&f->in, "no more rows fit into memory")
				: csvread_more(&f->in, f->portion);
			f->waiting = f->status == CSVREAD_WAIT;
			known = is_text(f) && guess(f, until == INT64_MAX);
		}
		if (known && !find_rows(f, until))
			return false;
		if (f->waiting)
			return false;
		if (f->status == CSVREAD_FAILED) {
			csvfault_unreadable(f, FAULT_READ, f->in.trouble);
			f->refused = true;
			f->cut |= f->in.have >= f->in.limit;
		}
		if (f->in.eof || f->refused)
			end_part(f);
		if (!f->complete && !f->since && clock_now() >= until)
			return false;
	}
	return true;
}

/* Names are compared as the columns are found: without case and surrounding blanks. A line
 * in which most cells are names of the header is no row of values. */
bool csvfile_take_header(struct csvfile *f, struct slice raw, enum csvquotes quotes)
{
	size_t number = f->dialect.header - f->repeats--, named = 0;
	struct csvrow header, row;
	struct arena arena = { NULL };
	struct namemap names = { 0 };
	bool same;

	csvrow_init(&header);
	csvrow_init(&row);
	csvfile_row(f, number, &header);
	csvfile_split(f, raw, quotes, &row);
	same = header.count == row.count;
	for (size_t i = 0; i < header.count; i++) {
		header.cells[i] = namemap_loosen(header.cells[i], &arena);
		namemap_add(&names, header.cells[i], i, &arena);
	}
	for (size_t i = 0; i < row.count; i++) {
		struct slice cell = namemap_loosen(row.cells[i], &arena);

		named += cell.len && namemap_find(&names, cell) != NAMEMAP_NONE;
		same = same && slice_equal(header.cells[i], cell);
	}
	arena_release(&arena);
	if (!same && !number && named * 2 > header.count) {
		csvfault_header(f);
		f->refused = f->unlike = true;
	} else if (!same) {
		f->repeats = 0;
	}
	csvrow_release(&header);
	csvrow_release(&row);
	return same || f->unlike;
}

/* A small file is read to its end, or might have to be opened again for nothing. A long row
 * that is partly found or split is finished: it is no longer than what was read. */
void csvfile_begin(struct csvfile *f)
{
	bool small = f->in.total && f->in.total <= f->portion;
	int steps = 0;

	while (((small && steps < BEGIN_SMALL) ||
		       (!csvfile_rows(f) && steps < BEGIN_STEPS)) &&
		!csvfile_step(f, 0) && csvfile_wait_fd(f) < 0)
		steps += !goes_on(f);
}

void csvfile_set_lines(struct csvfile *f, const size_t *lines)
{
	f->lines = lines;
}

void csvfile_set_limit(struct csvfile *f, uint64_t bytes, size_t rows)
{
	f->in.limit = bytes < CSVREAD_MOST ? bytes : CSVREAD_MOST;
	f->most_rows = rows;
}

void csvfile_tune(struct csvfile *f, size_t portion, size_t longest)
{
	f->portion = portion;
	f->longest = longest;
	f->long_row = portion;
}

int csvfile_wait_fd(const struct csvfile *f)
{
	return f->waiting && !goes_on(f) ? f->in.fd : -1;
}

bool csvfile_guesses(const struct csvfile *f)
{
	return f->since;
}

bool csvfile_complete(const struct csvfile *f)
{
	return f->complete;
}

bool csvfile_broken(const struct csvfile *f)
{
	return f->broken;
}

size_t csvfile_rows(const struct csvfile *f)
{
	return f->index.count - (f->splitting.step != CSVLONG_NONE);
}

uint64_t csvfile_bytes(const struct csvfile *f, uint64_t *total)
{
	size_t waits;

	if (total)
		*total = f->in.total;
	waits = f->in.have - f->known;
	return f->in.taken > waits ? f->in.taken - waits : 0;
}

struct slice csvfile_span(const struct csvfile *f, size_t first, size_t end)
{
	size_t from;
	size_t to;

	assert(first < end && end <= f->index.count);
	from = csvindex_start(&f->index, first);
	to = end < f->index.count ? csvindex_start(&f->index, end) : f->at;
	return (struct slice){ f->in.bytes + from, to - from };
}

size_t csvfile_limit_rows(const struct csvfile *f, size_t first, size_t count, size_t bytes)
{
	while (count > 1 && csvfile_span(f, first, first + count).len > bytes)
		count /= 2;
	return count;
}

void csvfile_prefetch(const struct csvfile *f, size_t next, size_t later)
{
	const char *row = f->in.bytes + csvindex_start(&f->index, next);

	__builtin_prefetch(&f->index.starts[later]);
	__builtin_prefetch(row);
	__builtin_prefetch(row + CACHE_LINE);
}

size_t csvfile_blank_lines(const struct csvfile *f, size_t *first, const char **name)
{
	if (f->blank_count) {
		*first = f->blank_first;
		*name = f->blank_name;
	}
	return f->blank_count;
}

/* Returns the file that row NUMBER is in: the last that begins with it or before it. */
static const struct csvpart *part_of(const struct csvfile *f, size_t number)
{
	size_t low = 0, high = f->part < f->part_count ? f->part + 1 : f->part_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (f->parts[middle].row <= number)
			low = middle;
		else
			high = middle;
	}
	return &f->parts[low];
}

const char *csvfile_name(const struct csvfile *f, size_t number)
{
	return part_of(f, number)->name;
}

size_t csvfile_line(const struct csvfile *f, size_t number)
{
	const struct csvpart *part = part_of(f, number);
	size_t mark = number - number % CSVINDEX_STRIDE, line = 1, from = part->start;

	assert(number < f->index.count);
	if (f->lines)
		return f->lines[number];
	if (mark >= part->row) {
		line = f->index.lines[mark / CSVINDEX_STRIDE];
		from = csvindex_start(&f->index, mark);
	}
	return line +
		csvscan_count_ends(
			f->in.bytes + from, csvindex_start(&f->index, number) - from);
}

/* A quoted line break before OFFSET puts it on a later line than the row. A CR LF around it
 * is counted when both are before it. */
struct csvfile_spot csvfile_spot(const struct csvfile *f, size_t number, size_t offset)
{
	const char *row = f->in.bytes + csvindex_start(&f->index, number);
	struct csvpos *pos;
	size_t ends;

	if (f->lines)
		return (struct csvfile_spot){ .line = f->lines[number] };
	pos = csvfile_pos(f, number);
	if (offset < pos->offset || (pos->offset && row[pos->offset] == '\n')) {
		pos->row = SIZE_MAX;
		pos = csvfile_pos(f, number);
	}
	if (!pos->line)
		pos->line = csvfile_line(f, number);
	ends = csvscan_count_ends(row + pos->offset, offset - pos->offset);
	if (ends) {
		pos->line += ends;
		pos->line_start = offset + 1 -
			csvfile_column_at(f, csvindex_start(&f->index, number),
				csvindex_start(&f->index, number) + offset);
	}
	pos->offset = offset;
	return (struct csvfile_spot){ pos->line, offset - pos->line_start + 1 };
}

const struct csvfile_dialect *csvfile_dialect(const struct csvfile *f)
{
	return &f->dialect;
}
