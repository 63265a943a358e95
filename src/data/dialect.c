/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the dialect of a table, and what the user sets instead: its values as text, and for
 * which files it holds. The rows themselves are csvfile's. */

#include "config.h"

#include "data/dialect.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/memory.h"
#include "data/descriptor_reader.h"
#include "data/value.h"

/* Reports that what KEY says cannot be heeded; returns false, for the callers to return. */
static bool refuse(struct reader *rd, const json_t *object, const char *key)
{
	const json_t *node = json_object_get(object, key);
	struct str value = STR_INIT, quoted = STR_INIT;

	if (!json_add_scalar(node, &value))
		json_add_compact(node, &value);
	value_add_quoted(&quoted, str_slice(&value));
	reader_at(rd, node, object);
	reader_fault(rd,
		"The “%s” %s is not supported, so the table is not read. Write the file "
		"in another dialect.",
		key, quoted.buf);
	str_release(&value);
	str_release(&quoted);
	return false;
}

/* Reads the character KEY into *OUT; "" and null are none where EMPTY allows that. */
static bool read_char(
	struct reader *rd, const json_t *object, const char *key, bool empty, char *out)
{
	const char *text = json_string_value(json_object_get(object, key));

	if (text && (text[0] ? text[1] || (unsigned char)text[0] >= 0x80 : !empty))
		return refuse(rd, object, key);
	*out = reader_char(rd, object, key, *out, empty);
	return true;
}

static int compare_lines(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* Returns the numbers, from 1, in the array KEY, ascending, each once, their number in
 * *COUNT. */
static size_t *read_lines(
	struct reader *rd, const json_t *object, const char *key, size_t *count)
{
	const json_t *array = reader_member(rd, object, key, JSON_ARRAY);
	size_t total = json_array_size(array);
	size_t *lines = arena_array(&rd->out->arena, total, sizeof *lines);

	*count = 0;
	for (size_t i = 0; i < total; i++) {
		const json_t *node = json_array_get(array, i);

		if (json_is_integer(node) && json_integer_value(node) > 0) {
			lines[(*count)++] = (size_t)json_integer_value(node);
			continue;
		}
		reader_at(rd, node, array);
		reader_fault(rd, "“%s” has the numbers of lines, from 1 on.", key);
	}
	if (*count) {
		size_t read = *count;

		qsort(lines, read, sizeof *lines, compare_lines);
		*count = 1;
		for (size_t i = 1; i < read; i++)
			if (lines[i] != lines[*count - 1])
				lines[(*count)++] = lines[i];
	}
	return lines;
}

/* Lines before and between those of the header are no rows, nor are "commentRows". */
static void read_rows(struct reader *rd, struct resource *r, const json_t *object)
{
	enum { MOST_BETWEEN = 1000 };
	struct csvfile_dialect *d = &r->dialect;
	size_t comment_count, head_count, count = 0, next = 0;
	size_t *head = read_lines(rd, object, "headerRows", &head_count);
	size_t *comments = read_lines(rd, object, "commentRows", &comment_count);
	size_t between = head_count ? head[head_count - 1] - head[0] : 0;
	size_t *lines;

	d->header = reader_flag(rd, object, "header", true);
	r->header_join = reader_text(rd, object, "headerJoin", " ");
	if (!d->header)
		head_count = 0;
	if (between > MOST_BETWEEN) {
		reader_fault(rd,
			"The header has more than %d lines. Only the first is read.",
			MOST_BETWEEN);
		head_count = 1;
		between = 0;
	}
	if (head_count) {
		d->skip = head[0] - 1;
		d->header = head_count;
	}
	lines = arena_array(&rd->out->arena, comment_count + between + 1, sizeof *lines);
	memcpy(lines, comments, comment_count * sizeof *lines);
	count = comment_count;
	for (size_t line = head_count ? head[0] : 1; head_count && next < head_count;
		line++) {
		if (line == head[next])
			next++;
		else
			lines[count++] = line;
	}
	if (count)
		qsort(lines, count, sizeof *lines, compare_lines);
	d->left_out = lines;
	d->left_out_count = count;
}

bool dialect_is_distinct(const struct csvfile_dialect *d)
{
	const char all[] = { d->delimiter, d->quote, d->comment, d->escape };

	for (size_t i = 0; i < sizeof all; i++) {
		if (all[i] == '\r' || all[i] == '\n')
			return false;
		for (size_t k = 0; all[i] && k < i; k++)
			if (all[i] == all[k])
				return false;
	}
	return d->delimiter;
}

bool dialect_read(struct reader *rd, struct resource *r, const json_t *object)
{
	static const char *const ends[] = { "\r\n", "\n", "\r", NULL };
	/* Those are for JSON, spreadsheets and databases. */
	static const char *const unused[] = { "property", "itemType", "itemKeys",
		"sheetNumber", "sheetName", "table", NULL };
	const char *const *end = ends;
	const char *terminator = reader_text(rd, object, "lineTerminator", *ends);
	struct csvfile_dialect *d = &r->dialect;

	if (!read_char(rd, object, "delimiter", false, &d->delimiter) ||
		!read_char(rd, object, "quoteChar", true, &d->quote) ||
		!read_char(rd, object, "commentChar", true, &d->comment) ||
		!read_char(rd, object, "escapeChar", true, &d->escape))
		return false;
	while (*end && strcmp(*end, terminator) != 0)
		end++;
	if (!*end)
		return refuse(rd, object, "lineTerminator");
	d->double_quote = reader_flag(rd, object, "doubleQuote", true);
	/* The quote as its own escape is what doubling is (RFC 4180, section 2.7). */
	if (d->escape && d->escape == d->quote) {
		d->double_quote = true;
		d->escape = '\0';
	}
	d->skip_space = reader_flag(rd, object, "skipInitialSpace", false);
	read_rows(rd, r, object);
	reader_unused(rd, object, unused);
	r->null_sequence = reader_text(rd, object, "nullSequence", NULL);
	reader_at(rd, object, NULL);
	if (dialect_is_distinct(d))
		return true;
	reader_fault(rd,
		"The delimiter, the quote, the escape and the comment character must "
		"differ from each other and from line ends, so the table is not read.");
	return false;
}

/* Appends PROPERTY of D in words, as the next of some. */
static void add_words(
	struct str *out, const struct csvfile_dialect *d, enum override_property property)
{
	struct str value = STR_INIT;

	str_add(out, out->len ? ", " : "");
	override_add_value(d, property, &value);
	switch (property) {
	case OVERRIDE_DELIMITER:
		str_addf(out, _("%s between fields"), value.buf);
		break;
	case OVERRIDE_QUOTE:
		if (d->quote)
			str_addf(out, _("%s around fields"), value.buf);
		else
			str_add(out, _("no quotes"));
		break;
	case OVERRIDE_COMMENT:
		str_addf(out, _("%s begins comments"), value.buf);
		break;
	case OVERRIDE_HEADER:
		if (d->header)
			str_addf(out, _("header in line %s"), value.buf);
		else
			str_add(out, _("no header"));
		break;
	case OVERRIDE_SKIP:
		str_addf(out, _("lines skipped: %s"), value.buf);
		break;
	case OVERRIDE_ENCODING:
		str_addf(out,
			strcasecmp(value.buf, "windows-1252") == 0 ? "Latin-1 (%s)"
								   : "%s",
			value.buf);
		break;
	case OVERRIDE_PROPERTIES:
		break;
	}
	str_release(&value);
}

void dialect_add_words(
	struct str *out, const struct csvfile_dialect *d, unsigned properties)
{
	/* In the order in which they are said. */
	static const enum override_property order[] = { OVERRIDE_DELIMITER, OVERRIDE_QUOTE,
		OVERRIDE_ENCODING, OVERRIDE_HEADER, OVERRIDE_SKIP, OVERRIDE_COMMENT };
	struct str words = STR_INIT;

	/* The line of the header says how many are skipped. */
	if (d->header)
		properties &= ~(unsigned)CSVFILE_SKIP;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (properties & 1U << order[i])
			add_words(&words, d, order[i]);
	str_add(out, words.buf);
	str_release(&words);
}

void dialect_add_report(struct str *out, const struct resource *r)
{
	unsigned guess = r->dialect.guess, set = r->override.set;
	struct str words = STR_INIT;

	/* Until the file is looked at, "guess" is what is to be guessed. */
	if (!r->field_count || !(guess | set))
		return;
	dialect_add_words(&words, &r->dialect, guess | set);
	if (!set)
		str_addf(out, _("%s — guessed"), words.buf);
	else if (guess)
		str_addf(out, _("%s — partly guessed"), words.buf);
	else
		str_addf(out, _("%s — as you set it"), words.buf);
	str_release(&words);
}

/* --- as the user sets it --- */

/* The properties: their names, and what is said of a value that they cannot have. */
static const struct {
	const char *name;
	const char *takes;
} properties[OVERRIDE_PROPERTIES] = {
	[OVERRIDE_DELIMITER] = { "delimiter",
		"The delimiter is one ASCII character, or tab" },
	[OVERRIDE_QUOTE] = { "quote", "The quote is one ASCII character, or none" },
	[OVERRIDE_COMMENT] = { "comment",
		"Comments begin with one ASCII character, or none" },
	[OVERRIDE_HEADER] = { "header",
		"The header is the number of a line, from 1 to 1,000,000,000, or none" },
	[OVERRIDE_SKIP] = { "skip",
		"The number of lines to skip is from 0 to 1,000,000,000" },
	[OVERRIDE_ENCODING] = { "encoding",
		"The encoding is a name that iconv -l lists" },
};

/* Characters that are hard to type or to see. */
static const struct {
	const char *name;
	char character;
} named[] = {
	{ "tab", '\t' },
	{ "\\t", '\t' },
	{ "space", ' ' },
	{ "comma", ',' },
	{ "semicolon", ';' },
	{ "pipe", '|' },
	{ "none", '\0' },
};

enum {
	NAMED = sizeof named / sizeof *named,
	OVERRIDE_LINES_MAX = 1000000000, /* as properties says */
};

const char *override_name(enum override_property property)
{
	return properties[property].name;
}

/* Reads one character, by itself, by its name or as "U+0001"; '\0' is none. */
static bool parse_character(const char *text, bool none, char *out)
{
	char *end;

	for (int i = 0; i < NAMED; i++)
		if (strcasecmp(text, named[i].name) == 0) {
			*out = named[i].character;
			return *out || none;
		}
	*out = *text;
	if (strncasecmp(text, "U+", 2) == 0 && text[2]) {
		long code = strtol(text + 2, &end, 16);

		*out = code > 0 && code < 0x80 ? (char)code : '\0';
		text = end - 1;
	}
	return *out && (unsigned char)*out < 0x80 && !text[1] && *out != '\n' &&
		*out != '\r';
}

static bool parse_line(const char *text, int64_t least, size_t *out)
{
	int64_t number;

	if (!str_parse_int64(text, &number) || number < least ||
		number > OVERRIDE_LINES_MAX)
		return false;
	*out = (size_t)number;
	return true;
}

/* Takes NAME where iconv knows it. A slash begins what is not the name, but a wish for how
 * to convert. */
static bool parse_encoding(const char *name, char *out)
{
	iconv_t converter;

	if (!*name || strlen(name) >= OVERRIDE_ENCODING_MAX || strpbrk(name, "/\t\n"))
		return false;
	converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1)
		return false;
	iconv_close(converter);
	memcpy(out, name, strlen(name) + 1);
	return true;
}

bool override_set(
	struct override *o, const char *name, const char *value, struct str *err)
{
	struct override new = *o;
	int i = 0;
	bool good = true;

	while (i < OVERRIDE_PROPERTIES && strcmp(name, properties[i].name) != 0)
		i++;
	if (i == OVERRIDE_PROPERTIES) {
		str_addf(err, "Unknown property “%s”.", name);
		return false;
	}
	if (i < OVERRIDE_CHARACTERS)
		good = parse_character(
			value, i != OVERRIDE_DELIMITER, &new.characters[i]);
	else if (i == OVERRIDE_ENCODING)
		good = parse_encoding(value, new.encoding);
	else if (i == OVERRIDE_SKIP)
		good = parse_line(value, 0, &new.skip);
	else if (strcasecmp(value, "none") == 0)
		new.header = 0;
	else
		good = parse_line(value, 1, &new.header);
	if (!good) {
		str_addf(err, "%s, not “%s”.", properties[i].takes, value);
		return false;
	}
	new.set |= 1U << i;
	*o = new;
	return true;
}

static bool is_set(const struct override *o, enum override_property property)
{
	return o->set & 1U << property;
}

bool override_check(const struct override *o, struct str *err)
{
	/* One of these is the delimiter by the name of the file, when none is set. */
	static const char defaults[] = ",\t";
	struct csvfile_dialect d = csvfile_rfc4180;
	bool distinct = true;

	override_apply(o, &d);
	for (int i = 0; i < 2; i++) {
		if (!is_set(o, OVERRIDE_DELIMITER))
			d.delimiter = defaults[i];
		distinct = distinct && dialect_is_distinct(&d);
	}
	if (!distinct)
		str_add(err,
			"Delimiter, quote and comment character must differ from each "
			"other.");
	else if (is_set(o, OVERRIDE_HEADER) && o->header && o->header <= o->skip)
		str_addf(err, "The header is in line %zu, but %zu lines are skipped.",
			o->header, o->skip);
	else
		return true;
	return false;
}

void override_apply(const struct override *o, struct csvfile_dialect *d)
{
	char *const characters[] = { &d->delimiter, &d->quote, &d->comment };

	for (int i = 0; i < OVERRIDE_CHARACTERS; i++)
		if (is_set(o, (enum override_property)i))
			*characters[i] = o->characters[i];
	if (is_set(o, OVERRIDE_SKIP))
		d->skip = o->skip;
	if (is_set(o, OVERRIDE_HEADER)) {
		d->header = o->header > 0;
		if (o->header)
			d->skip = o->header - 1;
	}
	if (is_set(o, OVERRIDE_ENCODING))
		d->encoding = o->encoding;
	d->guess &= ~o->set;
	if (is_set(o, OVERRIDE_HEADER))
		d->guess &= ~(unsigned)CSVFILE_SKIP;
}

/* Appends CHARACTER ('\0': none), by its name where it cannot be seen. */
static void add_character(char character, struct str *out)
{
	for (int i = 0; i < NAMED; i++)
		if (character == named[i].character &&
			(character <= ' ' || character == 0x7f)) {
			str_add(out, named[i].name);
			return;
		}
	if (character < ' ' || character == 0x7f)
		str_addf(out, "U+%04X", (unsigned)character);
	else
		str_add_char(out, character);
}

void override_add_value(
	const struct csvfile_dialect *d, enum override_property property, struct str *out)
{
	const char characters[] = { d->delimiter, d->quote, d->comment };

	if (property < OVERRIDE_HEADER)
		add_character(characters[property], out);
	else if (property == OVERRIDE_HEADER && !d->header)
		str_add(out, "none");
	else if (property == OVERRIDE_ENCODING)
		str_add(out, d->encoding ? d->encoding : "UTF-8");
	else
		str_addf(out, "%zu", d->skip + (property == OVERRIDE_HEADER));
}

void overrides_release(struct overrides *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->files[i].path);
	free(all->files);
	*all = (struct overrides){ 0 };
}

/* Returns the number of the file at the absolute PATH, or the number of files. */
static size_t find_file(const struct overrides *all, const char *path)
{
	size_t i = 0;

	while (i < all->count && strcmp(all->files[i].path, path) != 0)
		i++;
	return i;
}

struct override overrides_find(const struct overrides *all, const char *path)
{
	char *absolute = all->count ? realpath(path, NULL) : NULL;
	size_t i = absolute ? find_file(all, absolute) : all->count;

	free(absolute);
	if (i < all->count && (all->files[i].now || !all->every.set))
		return all->files[i].override;
	return all->every;
}

void overrides_put(struct overrides *all, const char *path,
	const struct override *override, bool now)
{
	char *absolute = realpath(path, NULL);
	size_t i = absolute ? find_file(all, absolute) : 0;

	if (!absolute)
		return;
	if (i == all->count)
		*ARRAY_ADD(all->files, all->count, all->alloc) =
			(struct override_file){ .path = absolute };
	else
		free(absolute);
	all->files[i].override = *override;
	all->files[i].now = now;
}

void overrides_read_line(struct overrides *all, struct slice line)
{
	char *text = xmemdupz(line.text, line.len), *rest = text, *item;
	const char *path = strsep(&rest, "\t");
	struct override override = { 0 };
	struct str err = STR_INIT;
	bool good = *path == '/';

	while (good && (item = strsep(&rest, "\t"))) {
		const char *name = strsep(&item, "=");

		good = item && override_set(&override, name, item, &err);
	}
	if (good && override_check(&override, &err))
		overrides_put(all, path, &override, false);
	str_release(&err);
	free(text);
}

void overrides_add_line(const struct override_file *file, struct str *out)
{
	struct csvfile_dialect d = csvfile_rfc4180;

	if (strpbrk(file->path, "\t\n") || !file->override.set)
		return;
	override_apply(&file->override, &d);
	str_add(out, file->path);
	for (int i = 0; i < OVERRIDE_PROPERTIES; i++) {
		if (!is_set(&file->override, (enum override_property)i))
			continue;
		str_addf(out, "\t%s=", properties[i].name);
		override_add_value(&d, (enum override_property)i, out);
	}
	str_add_char(out, '\n');
}
