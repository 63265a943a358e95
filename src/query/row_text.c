#include "config.h"

#include "query/row_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/scan.h"
#include "query/scope.h"

static bool has_labels(const struct field *f)
{
	for (size_t i = 0; i < f->choice_count; i++)
		if (strcmp(f->choices[i].value, f->choices[i].label) != 0)
			return true;
	return false;
}

static enum field_use use_of(
	const struct package *p, const struct resource *r, const struct field *f)
{
	if (f->reference >= 0)
		return scope_is_cited(p, r->keys[f->reference].resource) ? USE_NONE
									 : USE_KEY;
	if (f->code)
		return USE_CODE;
	switch (f->type) {
	case FIELD_BOOLEAN:
	case FIELD_GEOPOINT:
	case FIELD_GEOJSON:
		return USE_NONE;
	default:
		return has_labels(f) ? USE_CHOICE : USE_TEXT;
	}
}

static bool is_label(const struct resource *r, size_t field)
{
	return r->label.count == 1 && r->label.fields[0] == field;
}

/* Tells whether C parts words wherever it stands in a row, as a sign of the format or
 * not. */
static bool parts_words(char c)
{
	struct slice sign = { &c, 1 };

	return !scan_takes(sign) && (c == '\'' || scan_odd(sign, 0) == 1);
}

/* What is shown for a choice, or in the place of a reference, stands in no byte. */
static bool stands_in_bytes(const struct row_text *t)
{
	const struct resource *r = t->table->schema;

	for (size_t f = 0; f < r->field_count; f++)
		if (t->uses[f] == USE_CHOICE)
			return false;
	return r->field_count && t->table->in_order && r->label.count == 1 &&
		r->fields[r->label.fields[0]].reference < 0 &&
		parts_words(r->dialect.delimiter) && parts_words(r->dialect.quote);
}

static bool is_plain(const struct row_text *t)
{
	const struct resource *r = t->table->schema;

	for (size_t f = 0; f < r->field_count; f++)
		if (t->uses[f] != USE_TEXT || r->fields[f].missing_count)
			return false;
	return t->bytes;
}

void row_text_init(struct row_text *t, const struct package *p, int number)
{
	const struct table *table = &p->tables[number];
	const struct resource *r = table->schema;

	*t = (struct row_text){ .package = p, .table = table };
	arena_init(&t->arena);
	str_init(&t->text);
	str_init(&t->codes);
	str_init(&t->keys);
	str_init(&t->value);
	t->uses = xcalloc(r->field_count + 1, sizeof *t->uses);
	for (size_t f = 0; f < r->field_count; f++)
		t->uses[f] = r->names && !is_label(r, f) ? USE_NONE
							 : use_of(p, r, &r->fields[f]);
	t->bytes = stands_in_bytes(t);
	t->plain = is_plain(t);
}

void row_text_release(struct row_text *t)
{
	row_text_forget(t);
	free(t->uses);
	str_release(&t->text);
	str_release(&t->codes);
	str_release(&t->keys);
	str_release(&t->value);
}

void row_text_forget(struct row_text *t)
{
	arena_release(&t->arena);
	free(t->docs);
	t->docs = NULL;
	t->count = 0;
}

/* Appends TEXT as a line. As written, what would end a line or a text becomes a blank. */
static void add_line(struct str *out, struct slice text, bool folded)
{
	size_t start;

	if (!out->len)
		str_add_char(out, '\n');
	start = out->len;
	if (folded)
		casefold_add(out, text);
	else
		str_add_bytes(out, text.text, text.len);
	if (out->len == start)
		return;
	for (size_t i = start; !folded && i < out->len; i++)
		if (out->buf[i] == '\n' || out->buf[i] == '\0')
			out->buf[i] = ' ';
	str_add_char(out, '\n');
}

static void add_items(
	struct str *out, const struct field *f, struct slice cell, bool folded)
{
	struct slice item;

	if (f->type != FIELD_LIST)
		add_line(out, cell, folded);
	else
		while (list_next(&cell, f->list_delimiter, &item))
			add_line(out, item, folded);
}

static void add_cell(
	struct row_text *t, uint32_t number, size_t field, struct slice cell, bool folded)
{
	const struct field *f = &t->table->schema->fields[field];

	switch (t->uses[field]) {
	case USE_TEXT:
		add_line(&t->text, cell, folded);
		break;
	case USE_CHOICE:
		str_clear(&t->value);
		package_add_field(t->package, t->table, number, field, &t->value);
		add_line(&t->text, (struct slice){ t->value.buf, t->value.len }, folded);
		break;
	case USE_CODE:
		add_line(&t->codes, cell, folded);
		break;
	case USE_KEY:
		add_items(&t->keys, f, cell, folded);
		break;
	case USE_NONE:
		break;
	}
}

/* The label stands first, even when it folds to nothing: then its line is empty. What a
 * row without one is called ("row 7") is not its text. */
static void add_label(struct row_text *t, uint32_t number, bool folded)
{
	str_clear(&t->value);
	if (t->table->schema->label.count)
		package_add_value(t->package, t->table, number, &t->table->schema->label,
			&t->value);
	add_line(&t->text, (struct slice){ t->value.buf, t->value.len }, folded);
	if (t->text.len == 1)
		str_add_char(&t->text, '\n');
}

/* Of a plain table the file's cells are taken, so that one that a row has too many of is
 * found here as well as in the bytes. */
static void build(struct row_text *t, uint32_t number, bool folded)
{
	const struct resource *r = t->table->schema;
	struct csvrow row;
	size_t count;

	str_clear(&t->text);
	str_clear(&t->codes);
	str_clear(&t->keys);
	add_label(t, number, folded);
	csvrow_init(&row);
	if (t->plain)
		csvfile_row(t->table->file, t->table->first + number, &row);
	else
		table_row(t->table, number, &row);
	count = t->plain ? row.count : r->field_count;
	for (size_t f = 0; f < count; f++) {
		if (f < r->field_count && !is_label(r, f))
			add_cell(t, number, f, row.cells[f], folded);
		else if (f >= r->field_count)
			add_line(&t->text, row.cells[f], folded);
	}
	csvrow_release(&row);
}

static struct slice slice_of_str(const struct str *s)
{
	return (struct slice){ s->buf, s->len };
}

static struct doc built(const struct row_text *t)
{
	return (struct doc){ slice_of_str(&t->text), slice_of_str(&t->codes),
		slice_of_str(&t->keys) };
}

static struct slice keep(struct row_text *t, struct slice s)
{
	return (struct slice){ arena_strndup(&t->arena, s.text, s.len), s.len };
}

static void reserve(struct row_text *t)
{
	size_t rows = table_rows(t->table);

	t->docs = xreallocarray(t->docs, rows, sizeof *t->docs);
	memset(t->docs + t->count, 0, (rows - t->count) * sizeof *t->docs);
	t->count = rows;
}

static bool is_small(const struct table *table)
{
	size_t total;
	size_t known = csvfile_bytes(table->file, &total);

	return known <= ROW_TEXT_KEEP && total <= ROW_TEXT_KEEP;
}

struct doc row_text_get(struct row_text *t, uint32_t number)
{
	struct doc doc;

	if (number < t->count && t->docs[number].text.text)
		return t->docs[number];
	build(t, number, true);
	doc = built(t);
	if (!is_small(t->table))
		return doc;
	if (number >= t->count)
		reserve(t);
	t->docs[number] =
		(struct doc){ keep(t, doc.text), keep(t, doc.codes), keep(t, doc.keys) };
	return t->docs[number];
}

struct slice row_text_label(struct row_text *t, uint32_t number)
{
	struct doc doc = { .text = { NULL, 0 } };

	if (number < t->count && t->docs[number].text.text)
		return doc_label(&t->docs[number]);
	str_clear(&t->text);
	add_label(t, number, true);
	doc.text = slice_of_str(&t->text);
	return doc_label(&doc);
}

struct doc row_text_written(struct row_text *t, uint32_t number)
{
	build(t, number, false);
	return built(t);
}

struct slice doc_label(const struct doc *doc)
{
	struct slice text = doc->text;
	const char *end = memchr(text.text + 1, '\n', text.len - 1);

	return (struct slice){ text.text + 1, (size_t)(end - text.text - 1) };
}

bool doc_next(struct slice *text, struct slice *line)
{
	const char *end =
		text->len > 1 ? memchr(text->text + 1, '\n', text->len - 1) : NULL;

	if (!end)
		return false;
	line->text = text->text + 1;
	line->len = (size_t)(end - line->text);
	text->len -= line->len + 1;
	text->text = end;
	return true;
}
