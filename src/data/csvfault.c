/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Has the sentences and keeps no state: where a fault is follows from the state of the
 * file. A sentence says what was made of the bytes and what the user can do.
 */

#include "data/csvfault.h"

#include <inttypes.h>
#include <string.h>

#include "base/intl.h"
#include "base/text.h"
#include "data/csvrows.h"
#include "data/dialect.h"
#include "data/filetype.h"

static struct diag_place place_of_file(const struct csvfile *f)
{
	return (struct diag_place){
		.file = f->name, .table = f->table, .row = DIAG_NO_ROW, .field = -1
	};
}

/* Returns the place of offset AT, on line LINE, in the row that is being read. The header is
 * no row. */
static struct diag_place place_at(const struct csvfile *f, size_t line, size_t at)
{
	struct diag_place place = place_of_file(f);
	size_t count = f->index.count;

	if (count >= f->dialect.header)
		place.row = count - f->dialect.header;
	place.line = line;
	place.column = csvfile_column_at(f, f->at, at);
	if (f->lines) {
		place.line = f->lines[count];
		place.column = 0;
	}
	return place;
}

void csvfault_stray(struct csvfile *f, size_t at, bool closing)
{
	const char *sentence =
		"A quote inside a field that does not begin with one is kept as text. "
		"Put the whole field in quotes and double this one, or remove it.";

	if (closing && f->scan.reopens)
		sentence = "Text follows this closing quote, so the field goes on. "
			   "Double the quote if it belongs to the text, or put a "
			   "delimiter after it.";
	else if (closing)
		sentence = "Text follows this closing quote and is kept. Put a delimiter "
			   "after the quote, or remove the text.";
	diag_add(f->diag, FAULT_STRAY_QUOTE, place_at(f, f->quoted.number, at), "%s",
		sentence);
}

void csvfault_quote(struct csvfile *f, size_t at, size_t lines, enum csvfault_quote what)
{
	const char *remedy = "Close the quote, or double it if it belongs to the text.";
	struct str text = STR_INIT;

	if (what == CSVFAULT_GOES_ON || (what == CSVFAULT_LATE && !lines)) {
		remedy = "Put a delimiter after that quote, or double both if they "
			 "belong to the text.";
		str_add(&text, "Text follows the quote that closes this one");
		str_add(&text,
			lines ? ", so the field goes on for "
			      : ". The line is read as one row");
		if (lines)
			str_add_count(&text, lines, "line", NULL);
	} else {
		str_addf(&text, "The quote opened here is %s",
			what == CSVFAULT_LATE ? "closed only " : "never closed");
		if (lines && what == CSVFAULT_NEVER)
			str_add(&text, ": the file ends ");
		if (lines)
			str_add_count(&text, lines, "line", NULL);
		if (lines)
			str_addf(&text, " below%s. Each line is read as a row",
				what == CSVFAULT_LATE ? ", where text follows it" : "");
	}
	str_addf(&text, ". %s", remedy);
	diag_add(f->diag, FAULT_OPEN_QUOTE, place_at(f, f->quoted.number, at), "%s",
		text.buf);
	str_release(&text);
}

void csvfault_blanks(struct csvfile *f, size_t at)
{
	diag_add(f->diag, FAULT_BLANKS, place_at(f, f->quoted.number, at),
		"Blanks after a closing quote are dropped. Remove them, or put them "
		"inside the quotes.");
}

void csvfault_lines(struct csvfile *f, size_t at, size_t lines)
{
	diag_add(f->diag, FAULT_MANY_LINES, place_at(f, f->quoted.number, at),
		"This field has %zu lines. It is kept. If that is not intended, look for "
		"a missing quote.",
		lines);
}

void csvfault_long(struct csvfile *f, size_t line, size_t column, size_t len)
{
	struct diag_place place = place_of_file(f);
	size_t row = f->index.count - 1;

	if (row >= f->dialect.header)
		place.row = row - f->dialect.header;
	place.line = f->lines ? f->lines[row] : line;
	place.column = f->lines ? 0 : column;
	diag_add(f->diag, FAULT_LONG_FIELD, place,
		"This field is %zu bytes long. It is kept. If that is not intended, look "
		"for a missing line end or quote.",
		len);
}

static const char *end_name(int ends)
{
	return ends == CSVROWS_CRLF ? "CR LF" : ends == '\n' ? "LF" : "CR";
}

void csvfault_mixed(struct csvfile *f, size_t number, int ends)
{
	struct diag_place place = place_of_file(f);

	place.line = number;
	diag_add(f->diag, FAULT_MIXED_ENDS, place,
		"This line ends in %s, but line %zu in %s. Both count as line ends. Save "
		"the file with one kind.",
		end_name(ends), f->ends_line, end_name(f->ends));
}

void csvfault_guess(struct csvfile *f, unsigned properties)
{
	struct str words = STR_INIT, options = STR_INIT;
	bool english = intl_english(true); /* as all sentences of faults are */

	dialect_add_words(&words, &f->dialect, properties);
	intl_english(english);
	if (f->dialect.header) /* its line says how many are skipped */
		properties &= ~(unsigned)CSVFILE_SKIP;
	for (int i = 0; i < OVERRIDE_PROPERTIES; i++)
		if (properties & 1U << i)
			str_addf(&options, "%s--%s", options.len ? ", " : "",
				override_name((enum override_property)i));
	diag_add(f->diag, FAULT_GUESS, place_of_file(f),
		"Read as: %s (guessed). If that is wrong, set %s.", words.buf,
		options.buf);
	str_release(&words);
	str_release(&options);
}

void csvfault_mark(struct csvfile *f)
{
	diag_add(f->diag, FAULT_BYTE_ORDER_MARK, place_at(f, f->line, f->at),
		"The file begins with a byte order mark, which is dropped. Nothing needs "
		"to be done.");
}

bool csvfault_binary(struct csvfile *f)
{
	size_t start = f->parts[f->part].start;
	struct str why = STR_INIT;
	bool binary = filetype_refuses(
		(struct slice){ f->in.bytes + start, f->in.have - start },
		f->parts[f->part].path, &why);

	if (binary)
		diag_add(f->diag, FAULT_BINARY, place_of_file(f), "%s", why.buf);
	str_release(&why);
	return binary;
}

void csvfault_utf16(struct csvfile *f)
{
	diag_add(f->diag, FAULT_ENCODING, place_at(f, f->line, f->at),
		"The file is in UTF-16, so none of it is read. Convert it to UTF-8 "
		"(iconv -f UTF-16 -t UTF-8), or name the encoding “utf-16” in the "
		"descriptor.");
}

void csvfault_encoding(struct csvfile *f)
{
	diag_add(f->diag, FAULT_ENCODING, place_of_file(f),
		"Unknown encoding “%s”. The file is read as UTF-8. Give a name that "
		"iconv -l lists.",
		f->dialect.encoding);
}

void csvfault_unconverted(struct csvfile *f)
{
	struct diag_place place = place_of_file(f);
	size_t at, start;
	size_t count = csvread_unconverted(&f->in, &at);

	if (!count)
		return;
	start = f->parts[f->part].start;
	place.line = 1 + csvscan_count_ends(f->in.bytes + start, at - start);
	place.column = csvfile_column_at(f, start, at);
	diag_add(f->diag, FAULT_ENCODING, place,
		"These bytes are not a character in the encoding “%s”; there are %zu "
		"such "
		"places. They are shown as U+FFFD. Name the encoding of the file.",
		f->dialect.encoding, count);
}

void csvfault_header(struct csvfile *f)
{
	struct diag_place place = place_of_file(f);

	place.line = f->line;
	diag_add(f->diag, FAULT_NO_HEADER, place,
		"This header is not that of %s, so no row of the file is read. Give it "
		"the "
		"same columns in the same order.",
		f->parts->name);
}

void csvfault_empty(struct csvfile *f)
{
	if (f->refused || f->any)
		return;
	if (f->skip)
		diag_add(f->diag, FAULT_EMPTY_FILE, place_of_file(f),
			"The file ends within the lines that are skipped at its start, "
			"or "
			"before its header. Skip fewer.");
	else if (f->in.have > f->parts[f->part].start)
		diag_add(f->diag, FAULT_EMPTY_FILE, place_of_file(f),
			"The file has no rows, only blank lines, comments or a byte "
			"order mark. Put a row of names in its first line.");
	else
		diag_add(f->diag, FAULT_EMPTY_FILE, place_of_file(f),
			"The file is empty. Put a row of names in its first line.");
}

void csvfault_unreadable(struct csvfile *f, enum fault fault, const char *reason)
{
	f->broken = true;
	if (fault == FAULT_NO_FILE)
		diag_add(f->diag, fault, place_of_file(f),
			"The file cannot be read: %s. Check that it exists and that you "
			"may read it.",
			reason);
	else
		diag_add(f->diag, fault, place_of_file(f),
			"Reading stopped after %" PRIu64 " bytes: %s. The complete rows "
			"before that are shown.",
			f->in.taken - f->parts[f->part].taken, reason);
}

/* Line ends and tabs are part of texts. */
static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* Looks once at each byte without a branch: most texts are plain. Blocks of one size are
 * what compilers do many bytes at a time. */
bool csvfault_any_bytes(struct slice s)
{
	enum { BLOCK = 64 };
	unsigned char high = 0, control = 0;
	size_t i = 0;

	for (; s.len - i >= BLOCK; i += BLOCK)
		for (size_t k = 0; k < BLOCK; k++) {
			unsigned char c = (unsigned char)s.text[i + k];

			high |= c;
			control |= is_control(c);
		}
	for (; i < s.len; i++) {
		high |= (unsigned char)s.text[i];
		control |= is_control((unsigned char)s.text[i]);
	}
	return control || (high >= 0x80 && text_check_utf8(s) < s.len);
}

size_t csvfault_find_bytes(struct slice s, struct csvfault_byte out[CSVFAULT_BYTES])
{
	size_t bad = text_check_utf8(s), control = 0, count = 0;

	while (control < s.len && !is_control((unsigned char)s.text[control]))
		control++;
	if (bad < s.len)
		out[count++] = (struct csvfault_byte){ FAULT_ENCODING, bad,
			(unsigned char)s.text[bad] };
	if (control < s.len)
		out[count++] = (struct csvfault_byte){ s.text[control] ? FAULT_CONTROL
								       : FAULT_NUL,
			control, (unsigned char)s.text[control] };
	return count;
}

void csvfault_add_byte(const struct csvfault_byte *b, struct str *out)
{
	if (b->fault == FAULT_ENCODING)
		str_addf(out,
			"The byte 0x%02X is not UTF-8. It is shown as U+FFFD. Save the "
			"file as UTF-8, or name its encoding (--encoding, or in the "
			"descriptor).",
			b->byte);
	else if (b->fault == FAULT_CONTROL)
		str_addf(out,
			"The control character U+%04X is shown as a symbol. Remove it.",
			b->byte);
	else
		str_add(out,
			"A NUL byte: the file may be damaged. Save it again from its "
			"source, or remove the byte.");
}
