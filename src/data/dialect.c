/* Reads the dialect of a table. The rows themselves are csvfile's. */

#include "config.h"

#include "data/dialect.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "data/override.h"
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

/* Appends the value of PROPERTY in D between BEFORE and AFTER, as the next of some. */
static void add_words(struct str *out, const struct csvfile_dialect *d,
	const char *before, enum override_property property, const char *after)
{
	str_add(out, out->len ? ", " : "");
	str_add(out, before);
	if (property < OVERRIDE_PROPERTIES)
		override_add_value(d, property, out);
	str_add(out, after);
}

void dialect_add_words(
	struct str *out, const struct csvfile_dialect *d, unsigned properties)
{
	bool latin = d->encoding && strcasecmp(d->encoding, "windows-1252") == 0;
	struct str words = STR_INIT;

	if (properties & CSVFILE_DELIMITER)
		add_words(&words, d, "", OVERRIDE_DELIMITER, " between fields");
	if (properties & CSVFILE_QUOTE)
		add_words(&words, d, "", d->quote ? OVERRIDE_QUOTE : OVERRIDE_PROPERTIES,
			d->quote ? " around fields" : "no quotes");
	if (properties & CSVFILE_ENCODING)
		add_words(&words, d, latin ? "Latin-1 (" : "", OVERRIDE_ENCODING,
			latin ? ")" : "");
	if (properties & CSVFILE_HEADER && d->header)
		add_words(&words, d, "header in line ", OVERRIDE_HEADER, "");
	else if (properties & CSVFILE_HEADER)
		add_words(&words, d, "no header", OVERRIDE_PROPERTIES, "");
	if (properties & CSVFILE_SKIP && !d->header)
		add_words(&words, d, "lines skipped: ", OVERRIDE_SKIP, "");
	if (properties & CSVFILE_COMMENT)
		add_words(&words, d, "", OVERRIDE_COMMENT, " begins comments");
	str_add(out, words.buf);
	str_release(&words);
}

void dialect_add_report(struct str *out, const struct resource *r)
{
	unsigned guess = r->dialect.guess, set = r->override.set;

	/* Until the file is looked at, "guess" is what is to be guessed. */
	if (!r->field_count || !(guess | set))
		return;
	dialect_add_words(out, &r->dialect, guess | set);
	str_add(out,
		!set            ? " — guessed"
			: guess ? " — partly guessed"
				: " — as you set it");
}
