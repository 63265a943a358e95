#include "config.h"

#include "output/weblink.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Returns the bytes of the scheme that TEXT begins with, "://" included, or 0. */
static size_t scheme_length(struct slice text)
{
	size_t len = 0;

	if (!text.len || !is_letter(text.text[0]))
		return 0;
	while (len < text.len &&
		(is_letter(text.text[len]) || is_digit(text.text[len]) ||
			memchr("+-.", text.text[len], 3)))
		len++;
	if (text.len - len < 3 || memcmp(text.text + len, "://", 3) != 0)
		return 0;
	return len + 3;
}

static bool is_web(struct slice url)
{
	size_t len = scheme_length(url);

	return (len == 7 && strncasecmp(url.text, "http", 4) == 0) ||
		(len == 8 && strncasecmp(url.text, "https", 5) == 0);
}

/* Tells whether an address that stands in a text ends in front of byte AT. Other control
 * characters end none: what is broken is to be refused, not opened up to the break. */
static bool ends_at(struct slice text, size_t at)
{
	return at >= text.len || memchr(" \t\r\n\"<>", text.text[at], 7);
}

/* Signs at the end of an address that belong to the sentence round it. */
static bool is_of_sentence(char c)
{
	return memchr(".,;:!?)'", c, 8) != NULL;
}

bool weblink_find(struct slice text, struct slice *url)
{
	for (size_t i = 0; i < text.len; i++) {
		struct slice rest = { text.text + i, text.len - i };
		size_t scheme;
		size_t len;

		if (i && (is_letter(text.text[i - 1]) || is_digit(text.text[i - 1])))
			continue;
		scheme = len = scheme_length(rest);
		if (!scheme)
			continue;
		while (!ends_at(rest, len))
			len++;
		while (len > scheme && is_of_sentence(rest.text[len - 1]))
			len--;
		*url = (struct slice){ rest.text, len };
		return true;
	}
	return false;
}

/* The first item of a list, any other cell whole. */
static struct slice first_item(const struct field *f, struct slice cell)
{
	struct slice item = { NULL, 0 };

	if (f->type != FIELD_LIST)
		return slice_trim(cell);
	list_next(&cell, f->list_delimiter, &item);
	return item;
}

bool weblink_of_row(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct table *table = &p->tables[ref.table];
	const struct resource *schema = table->schema;
	struct slice url = { NULL, 0 };
	struct csvrow row;

	csvrow_init(&row);
	table_row(table, ref.row, &row);
	for (size_t i = 0; i < schema->field_count && !url.len; i++)
		if (!strcmp(schema->fields[i].format, "uri"))
			url = slice_trim(row.cells[i]);
	for (size_t i = 0; i < schema->field_count && !url.len; i++) {
		struct slice item = first_item(&schema->fields[i], row.cells[i]);

		if (is_web(item))
			weblink_find(item, &url);
	}
	str_add_bytes(out, url.text, url.len);
	csvrow_release(&row);
	return url.len > 0;
}

/* Tells whether all of TEXT is seen as it is: no control characters, none that turn the
 * direction round, no blanks, no broken bytes. */
static bool is_all_seen(struct slice text)
{
	if (text_check_utf8(text) != text.len)
		return false;
	while (text.len) {
		uint32_t character;
		size_t len = text_decode(text, &character);

		if (character <= ' ' || character == TEXT_BAD ||
			text_visible(character) != character)
			return false;
		text.text += len;
		text.len -= len;
	}
	return true;
}

bool weblink_check(struct slice url, struct str *err)
{
	size_t scheme = scheme_length(url);

	if (!is_web(url))
		str_add(err, "Only addresses of http and https are opened, not ");
	else if (url.len == scheme || memchr("/?#", url.text[scheme], 3))
		str_add(err, "This address names no host and is not opened: ");
	else if (!is_all_seen(url))
		str_add(err,
			"This address holds blanks or control characters and is not "
			"opened: ");
	else
		return true;
	text_add_visible(err, url);
	return false;
}

bool weblink_is_program(const char *name)
{
	if (!name || !*name || *name == '-')
		return false;
	for (; *name; name++)
		if (!is_letter(*name) && !is_digit(*name) && !memchr("/._+-", *name, 5))
			return false;
	return true;
}
