/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/citation.h"

#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/text.h"
#include "query/scope.h"

enum {
	CITATION_SOURCES = 256,
	CITATION_JOINED = 17, /* a row, its root, and the rows that are one with them */
};

static bool is_uri(const struct field *f)
{
	return !strcmp(f->format, "uri");
}

/* --- addresses --- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Returns the bytes of the scheme that TEXT begins with (RFC 3986, section 3.1), with
 * "://", or 0. */
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

bool citation_find_address(struct slice text, struct slice *url)
{
	for (size_t i = 0; i < text.len; i++) {
		struct slice rest = { text.text + i, text.len - i };
		size_t scheme, len;

		if (i && (is_letter(text.text[i - 1]) || is_digit(text.text[i - 1])))
			continue;
		scheme = len = scheme_length(rest);
		if (!scheme)
			continue;
		/* Other control characters do not end it: a broken address is to be
		 * refused, not opened up to the break. */
		while (len < rest.len && !memchr(" \t\r\n\"<>", rest.text[len], 7))
			len++;
		/* Marks at the end belong to the sentence around it. */
		while (len > scheme && memchr(".,;:!?)'", rest.text[len - 1], 8))
			len--;
		*url = (struct slice){ rest.text, len };
		return true;
	}
	return false;
}

bool citation_add_address(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct table *table = &p->tables[ref.table];
	const struct resource *schema = table->schema;
	struct slice url = { NULL, 0 };
	struct csvrow row;

	csvrow_init(&row);
	table_row(table, ref.row, &row);
	for (size_t i = 0; i < schema->field_count && !url.len; i++)
		if (is_uri(&schema->fields[i]))
			url = slice_trim(row.cells[i]);
	for (size_t i = 0; i < schema->field_count && !url.len; i++) {
		const struct field *f = &schema->fields[i];
		struct slice cell = row.cells[i], item = slice_trim(cell);

		if (f->type == FIELD_LIST && !list_next(&cell, f->list_delimiter, &item))
			continue;
		if (is_web(item))
			citation_find_address(item, &url);
	}
	str_add_bytes(out, url.text, url.len);
	csvrow_release(&row);
	return url.len > 0;
}

/* Every character has to be seen as it is: no control characters, none that change the
 * direction, no blanks, no invalid bytes. */
bool citation_check_address(struct slice url, struct str *err)
{
	size_t scheme = scheme_length(url);
	bool visible = text_check_utf8(url) == url.len, allowed = false;
	struct str shown = STR_INIT;
	uint32_t character;

	text_add_visible(&shown, url);
	for (size_t i = 0; i < url.len && visible;) {
		i += text_decode(slice_from(url, i), &character);
		visible = character > ' ' && character != TEXT_BAD &&
			text_visible(character) == character;
	}
	if (!is_web(url))
		str_addf(err, _("Only addresses of http and https are opened, not %s"),
			shown.buf);
	else if (url.len == scheme || memchr("/?#", url.text[scheme], 3))
		str_addf(err, _("This address names no host and is not opened: %s"),
			shown.buf);
	else if (!visible)
		str_addf(err,
			_("This address holds blanks or control characters and is not "
			  "opened: %s"),
			shown.buf);
	else
		allowed = true;
	str_release(&shown);
	return allowed;
}

bool citation_is_address(struct slice text)
{
	return (text.len > 7 && !strncasecmp(text.text, "http://", 7)) ||
		(text.len > 8 && !strncasecmp(text.text, "https://", 8));
}

/* --- sources --- */

bool citation_is_source_table(const struct package *p, int table)
{
	const struct resource *r = p->tables[table].schema;
	bool address = false;

	if (scope_is_cited(p, table))
		return true;
	for (size_t i = 0; i < r->field_count; i++)
		address |= is_uri(&r->fields[i]);
	if (r->foreign_count || !address)
		return false;
	return scope_citing(p, table) * 2 > p->table_count - 1;
}

/* Sources that were found. */
struct sources {
	struct row_ref *rows;
	size_t count, max;
};

static void add_source(struct sources *found, struct row_ref ref)
{
	for (size_t i = 0; i < found->count; i++)
		if (row_ref_equal(found->rows[i], ref))
			return;
	if (found->count < found->max)
		found->rows[found->count++] = ref;
}

/* Adds the sources of one row. */
static void add_row_sources(
	const struct package *p, struct row_ref ref, struct sources *found)
{
	const struct table *table = &p->tables[ref.table];
	const struct resource *r = table->schema;
	struct csvrow row;

	if (citation_is_source_table(p, ref.table)) {
		add_source(found, ref);
		return;
	}
	csvrow_init(&row);
	table_row(table, ref.row, &row);
	for (size_t i = 0; i < r->field_count; i++) {
		const struct field *f = &r->fields[i];
		struct slice cell = row.cells[i], item;

		if (f->reference < 0 || !cell.len ||
			!citation_is_source_table(p, r->keys[f->reference].resource))
			continue;
		for (size_t n = 0;
			f->type == FIELD_LIST ? list_next(&cell, f->list_delimiter, &item)
					      : n == 0;
			n++) {
			struct row_ref to = package_follow(p, table, ref.row, i, n);

			if (to.table >= 0)
				add_source(found, to);
		}
	}
	csvrow_release(&row);
}

size_t citation_sources(
	const struct package *p, struct row_ref ref, struct row_ref *out, size_t max)
{
	struct sources found = { .rows = out, .max = max };
	struct row_ref joined[CITATION_JOINED];
	size_t count;

	joined[0] = package_root(p, ref);
	count = package_joined_rows(p, joined[0], joined + 1, CITATION_JOINED - 1);
	add_row_sources(p, ref, &found);
	for (size_t i = 0; i <= count; i++)
		if (!row_ref_equal(joined[i], ref))
			add_row_sources(p, joined[i], &found);
	return found.count;
}

/* --- texts --- */

void citation_add_row(const struct package *p, struct row_ref ref,
	const struct path *columns, size_t count, struct str *out)
{
	struct str value = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		str_clear(&value);
		package_add_value(p, &p->tables[ref.table], ref.row, &columns[i], &value);
		if (i)
			str_add_char(out, '\t');
		text_add_visible(out, str_slice(&value));
	}
	str_release(&value);
}

/* Appends a line with the TITLE of a source and its address, either of which may be
 * empty. */
static void add_source_line(struct slice title, struct slice url, struct str *out)
{
	text_add_visible(out, title);
	if (title.len && url.len)
		str_add(out, ": ");
	text_add_visible(out, url);
	str_add_char(out, '\n');
}

void citation_add(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct descriptor *d = &p->descriptor;
	struct row_ref sources[CITATION_SOURCES];
	size_t count = citation_sources(p, ref, sources, CITATION_SOURCES);
	const char *title = *d->title ? d->title : d->name;
	struct str label = STR_INIT, url = STR_INIT;

	package_add_name(p, ref, &label);
	text_add_visible(out, str_slice(&label));
	str_add(out, " (");
	text_add_visible(out, slice_of(p->tables[ref.table].schema->title));
	str_add(out, ").");
	if (*title) {
		str_add_char(out, ' ');
		text_add_visible(out, slice_of(title));
	}
	if (*d->version) {
		str_add(out, *title ? ", version " : " Version ");
		text_add_visible(out, slice_of(d->version));
	}
	if (*d->created) {
		str_add(out, *title || *d->version ? ", " : " ");
		text_add_visible(
			out, (struct slice){ d->created, strcspn(d->created, "T") });
	}
	str_add(out, *title || *d->version || *d->created ? "." : "");
	if (*d->homepage) {
		str_add_char(out, ' ');
		text_add_visible(out, slice_of(d->homepage));
	}
	str_add_char(out, '\n');
	if (count || d->source_count)
		str_add(out, "Sources:\n");
	for (size_t i = 0; i < count; i++) {
		str_clear(&label);
		str_clear(&url);
		package_add_name(p, sources[i], &label);
		citation_add_address(p, sources[i], &url);
		add_source_line(str_slice(&label), str_slice(&url), out);
	}
	for (size_t i = 0; !count && i < d->source_count; i++)
		add_source_line(slice_of(*d->sources[i].title ? d->sources[i].title
							      : d->sources[i].name),
			slice_of(d->sources[i].path), out);
	str_release(&label);
	str_release(&url);
}
