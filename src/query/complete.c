#include "config.h"

/*
 * Values are collected first, one item a row, and counted by sorting: columns with few
 * values are as common as columns with a different one in each row, and the rows looked
 * at are bounded.
 */

#include "query/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/match.h"
#include "query/scope.h"

/* The work of one completion. */
struct work {
	struct complete *out;
	const struct package *package;
	int table;
	struct slice scope; /* as typed; len 0 for none */
	struct str begun;   /* folded: what items have to begin with */
	struct str folded;  /* scratch */
	struct str value;   /* scratch */
};

void complete_init(struct complete *c)
{
	*c = (struct complete){ .count = 0 };
	arena_init(&c->arena);
}

void complete_release(struct complete *c)
{
	arena_release(&c->arena);
	free(c->items);
	complete_init(c);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '|';
}

/* Finds where the word that ends at CURSOR starts. Blanks in quotes are of the word: an
 * odd number of quotes before the cursor tells that one is open. */
static size_t word_start(const char *text, size_t cursor)
{
	size_t start = 0;
	bool quoted = false;

	for (size_t i = 0; i < cursor; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && is_blank(text[i]))
			start = i + 1;
	}
	while (start < cursor && text[start] == '-')
		start++;
	return start;
}

static struct slice fold_value(struct work *w, struct slice text)
{
	str_clear(&w->folded);
	casefold_add(&w->folded, text);
	return (struct slice){ w->folded.buf, w->folded.len };
}

static void add_item(struct work *w, struct slice label, size_t count)
{
	struct complete *c = w->out;

	c->items = array_reserve(c->items, &c->alloc, c->count + 1, sizeof *c->items);
	c->items[c->count++] = (struct complete_item){
		.label = arena_strndup(&c->arena, label.text, label.len), .count = count
	};
}

static bool is_offered(const struct complete *c, const char *label)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->items[i].label, label) == 0)
			return true;
	return false;
}

/* Offers NAME as a scope: with signs for its blanks, as it can be typed. */
static void suggest_scope(struct work *w, const char *name)
{
	struct slice begun = { w->begun.buf, w->begun.len };
	struct slice folded = fold_value(w, slice_of(name));

	if (folded.len < begun.len || memcmp(folded.text, begun.text, begun.len) != 0)
		return;
	str_clear(&w->value);
	for (; *name; name++)
		str_add_char(&w->value, strchr(" \t:|\"'", *name) ? '_' : *name);
	if (!is_offered(w->out, w->value.buf))
		add_item(w, (struct slice){ w->value.buf, w->value.len }, 0);
}

static void suggest_fields(struct work *w, int table)
{
	const struct resource *r = w->package->tables[table].schema;

	for (size_t f = 0; f < r->field_count; f++)
		suggest_scope(w, r->fields[f].name);
}

/* The fields of the table, of those it references, and the tables. */
static void suggest_scopes(struct work *w)
{
	const struct package *p = w->package;
	const struct resource *r = p->tables[w->table].schema;

	suggest_fields(w, w->table);
	for (size_t k = 0; k < r->foreign_count; k++)
		if (!scope_is_cited(p, r->keys[k].resource))
			suggest_fields(w, r->keys[k].resource);
	suggest_scope(w, "table");
	for (size_t t = 0; t < p->table_count; t++)
		suggest_scope(w, p->tables[t].schema->name);
}

/* Offers VALUE when one of its words begins as was typed. */
static void suggest_value(struct work *w, struct slice value, size_t rows)
{
	struct slice begun = { w->begun.buf, w->begun.len };

	if (value.len && (!begun.len || match_starts(fold_value(w, value), begun)))
		add_item(w, value, rows);
}

/* Offers the value of FIELD of REF: of a list each item, as it is shown. */
static void suggest_field(struct work *w, struct row_ref ref, size_t field)
{
	const struct table *t = &w->package->tables[ref.table];
	const struct field *f = &t->schema->fields[field];
	struct csvrow row;
	struct slice rest;
	struct slice item;

	if (f->type != FIELD_LIST) {
		str_clear(&w->value);
		package_add_field(w->package, t, ref.row, field, &w->value);
		suggest_value(w, (struct slice){ w->value.buf, w->value.len }, 1);
		return;
	}
	csvrow_init(&row);
	table_row(t, ref.row, &row);
	rest = row.cells[field];
	for (size_t i = 0; list_next(&rest, f->list_delimiter, &item); i++) {
		struct row_ref target = package_follow(w->package, t, ref.row, field, i);

		str_clear(&w->value);
		if (target.table >= 0)
			package_add_label(w->package, &w->package->tables[target.table],
				target.row, &w->value);
		else
			str_add_bytes(&w->value, item.text, item.len);
		suggest_value(w, (struct slice){ w->value.buf, w->value.len }, 1);
	}
	csvrow_release(&row);
}

static void suggest_path(
	struct work *w, struct row_ref ref, const struct scope_path *path)
{
	const struct table *t = &w->package->tables[ref.table];
	struct row_ref target;

	if (path->count == 1) {
		suggest_field(w, ref, path->fields[0]);
		return;
	}
	target = package_follow(w->package, t, ref.row, path->fields[0], 0);
	for (size_t i = 1; target.table >= 0; i++) {
		suggest_field(w, target, path->fields[1]);
		target = package_follow(w->package, t, ref.row, path->fields[0], i);
	}
}

static void suggest_values(struct work *w)
{
	const struct package *p = w->package;
	size_t rows = table_rows(&p->tables[w->table]);
	struct scope scope;

	scope_bind(p, w->table, w->scope, &scope);
	for (size_t t = 0; scope.kind == SCOPE_TABLES && t < p->table_count; t++)
		suggest_value(w, slice_of(p->tables[t].schema->name),
			table_rows(&p->tables[t]));
	if (scope.kind != SCOPE_FIELDS)
		return;
	w->out->partly = rows > COMPLETE_ROWS;
	for (size_t row = 0; row < rows && row < COMPLETE_ROWS; row++)
		for (size_t i = 0; i < scope.count; i++)
			suggest_path(w, (struct row_ref){ w->table, (uint32_t)row },
				&scope.paths[i]);
}

static int compare_labels(const void *a, const void *b)
{
	const struct complete_item *x = a;
	const struct complete_item *y = b;

	return strcmp(x->label, y->label);
}

static int compare_counts(const void *a, const void *b)
{
	const struct complete_item *x = a;
	const struct complete_item *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->label, y->label);
}

/* Makes one item of those that are alike, and puts the commonest first. */
static void count_values(struct complete *c)
{
	size_t kept = 0;

	if (!c->count)
		return;
	qsort(c->items, c->count, sizeof *c->items, compare_labels);
	for (size_t i = 0; i < c->count; i++) {
		if (kept && strcmp(c->items[kept - 1].label, c->items[i].label) == 0)
			c->items[kept - 1].count += c->items[i].count;
		else
			c->items[kept++] = c->items[i];
	}
	c->count = kept;
	qsort(c->items, c->count, sizeof *c->items, compare_counts);
}

/* Sets what takes the place of the word: a value in quotes when it could not be typed
 * without. */
static void set_text(struct work *w, struct complete_item *item)
{
	bool quoted = strpbrk(item->label, " \t|\"'<>=:.-/") != NULL;
	struct str *text = &w->value;

	str_clear(text);
	if (!w->scope.len) {
		item->text = arena_printf(&w->out->arena, "%s:", item->label);
		return;
	}
	str_addf(text, "%.*s:%s", (int)w->scope.len, w->scope.text, quoted ? "\"" : "");
	for (const char *p = item->label; *p; p++)
		if (*p != '"')
			str_add_char(text, *p);
	str_add(text, quoted ? "\"" : "");
	item->text = arena_strndup(&w->out->arena, text->buf, text->len);
}

void complete_find(struct complete *c, const struct package *p, int table,
	const char *text, size_t cursor)
{
	struct work w = { .out = c, .package = p, .table = table };
	const char *colon;
	const char *begun;

	complete_release(c);
	c->start = word_start(text, cursor);
	c->end = cursor;
	colon = memchr(text + c->start, ':', cursor - c->start);
	begun = colon ? colon + 1 : text + c->start;
	if (colon)
		w.scope = (struct slice){ text + c->start,
			(size_t)(colon - text) - c->start };
	str_init(&w.begun);
	str_init(&w.folded);
	str_init(&w.value);
	casefold_add(&w.begun, (struct slice){ begun, (size_t)(text + cursor - begun) });
	if (colon) {
		suggest_values(&w);
		count_values(c);
	} else {
		suggest_scopes(&w);
	}
	if (c->count > COMPLETE_ITEMS)
		c->count = COMPLETE_ITEMS;
	for (size_t i = 0; i < c->count; i++)
		set_text(&w, &c->items[i]);
	str_release(&w.begun);
	str_release(&w.folded);
	str_release(&w.value);
}
