#include "config.h"

/*
 * Rows and values as people read them; the prototypes stand in package.h. Nothing is
 * looked up here that the links do not tell.
 */

#include "data/package.h"

#include "data/row_cache.h"

enum { LABEL_DEPTH = 3 }; /* labels that are references to rows called by references */

static void add_label(const struct package *p, const struct table *t, size_t number,
	int depth, struct str *out);

/* Appends what ITEM of a field is called: the row it names, else itself. */
static void add_item(const struct package *p, struct row_ref ref, struct slice text,
	int depth, struct str *out)
{
	if (ref.table >= 0 && depth < LABEL_DEPTH)
		add_label(p, &p->tables[ref.table], ref.row, depth + 1, out);
	else
		str_add_bytes(out, text.text, text.len);
}

/* Items that are empty are left out, but they count: links go by the item's place. */
static void add_list(const struct package *p, const struct table *t, size_t number,
	size_t field, struct slice list, int depth, struct str *out)
{
	char delimiter = t->schema->fields[field].list_delimiter;
	struct slice item;
	size_t before = out->len;

	for (size_t i = 0; list_next(&list, delimiter, &item); i++) {
		if (!item.len)
			continue;
		if (out->len > before)
			str_add(out, ", ");
		add_item(p, package_follow(p, t, number, field, i), item, depth, out);
	}
}

/* Linear: lists of choices are short, and a value is nearly always one of them. */
static void add_choice(const struct field *f, struct slice text, struct str *out)
{
	for (size_t i = 0; i < f->choice_count; i++) {
		if (slice_equal(slice_of(f->choices[i].value), text)) {
			str_add(out, f->choices[i].label);
			return;
		}
	}
	str_add_bytes(out, text.text, text.len);
}

/* Tells whether the field by itself names a row: one of several of a key does not. */
static bool names_row(const struct resource *r, const struct field *f)
{
	return f->reference >= 0 && r->keys[f->reference].count == 1;
}

/* The pushed row stays for the whole call: TEXT points into it. */
static void add_field(const struct package *p, const struct table *t, size_t number,
	size_t field, int depth, struct str *out)
{
	const struct field *f = &t->schema->fields[field];
	struct slice text = row_cache_push(p->stack, t, number)[field];

	if (!text.len)
		;
	else if (f->type == FIELD_LIST)
		add_list(p, t, number, field, text, depth, out);
	else if (names_row(t->schema, f))
		add_item(p, package_follow(p, t, number, field, 0), text, depth, out);
	else
		add_choice(f, text, out);
	row_cache_pop(p->stack);
}

/* Appends the value of PATH from step STEP on, for row NUMBER of the table it is at. */
static void add_steps(const struct package *p, const struct table *t, size_t number,
	const struct path *path, size_t step, int depth, struct str *out)
{
	size_t field = path->fields[step];
	bool list = t->schema->fields[field].type == FIELD_LIST;
	size_t before = out->len, items = 1;

	if (step + 1 == path->count) {
		add_field(p, t, number, field, depth, out);
		return;
	}
	if (list) {
		struct slice rest = row_cache_push(p->stack, t, number)[field], item;

		for (items = 0;
			list_next(&rest, t->schema->fields[field].list_delimiter, &item);)
			items++;
		row_cache_pop(p->stack);
	}
	for (size_t i = 0; i < items; i++) {
		struct row_ref ref = package_follow(p, t, number, field, i);
		size_t here;

		if (ref.table < 0)
			continue;
		if (out->len > before)
			str_add(out, ", ");
		here = out->len;
		add_steps(p, &p->tables[ref.table], ref.row, path, step + 1, depth, out);
		if (out->len == here && here > before)
			str_truncate(out, here - 2);
	}
}

static void add_label(const struct package *p, const struct table *t, size_t number,
	int depth, struct str *out)
{
	size_t before = out->len;

	if (t->schema->label.count)
		add_steps(p, t, number, &t->schema->label, 0, depth, out);
	if (out->len == before && t->schema->key_count)
		table_add_key(t, number, out);
	if (out->len == before)
		str_addf(out, "row %zu", number + 1);
}

void package_add_label(
	const struct package *p, const struct table *t, size_t number, struct str *out)
{
	add_label(p, t, number, 0, out);
}

void package_add_value(const struct package *p, const struct table *t, size_t number,
	const struct path *path, struct str *out)
{
	add_steps(p, t, number, path, 0, 0, out);
}

void package_add_field(const struct package *p, const struct table *t, size_t number,
	size_t field, struct str *out)
{
	add_field(p, t, number, field, 0, out);
}
