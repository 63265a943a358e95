#include "config.h"

#include "query/alias.h"

#include <ctype.h>
#include <string.h>

enum {
	NO_FIELD = -1,
	ITEMS_MAX = 1 << 16, /* more items, or rows they reference, rank alike */
	PLACE_MAX = 1 << 24, /* above all places */
};

/* What is known of one names row while it is told. */
struct kind {
	const struct table *table;
	const struct resource *schema;
	int field;          /* with the kind */
	struct slice value; /* of it */
	size_t choice;      /* its place among the choices, or their number */
	int other;          /* field by which the kind is told instead */
	struct csvrow row;
};

static int kind_field(const struct resource *r)
{
	for (size_t f = 0; f < r->field_count; f++)
		if (r->fields[f].choice_count && r->fields[f].reference < 0)
			return (int)f;
	return NO_FIELD;
}

static size_t choice_of(const struct field *f, struct slice value)
{
	size_t i = 0;

	while (i < f->choice_count && !slice_equal(slice_of(f->choices[i].value), value))
		i++;
	return i;
}

/* The field whose name begins with the kind. */
static int field_beginning(const struct resource *r, int kind, struct slice value)
{
	for (size_t f = 0; f < r->field_count && value.len; f++)
		if ((int)f != kind &&
			strncmp(r->fields[f].name, value.text, value.len) == 0)
			return (int)f;
	return NO_FIELD;
}

static void kind_init(struct kind *k, const struct package *p, struct row_ref name)
{
	*k = (struct kind){ .table = &p->tables[name.table], .other = NO_FIELD };
	csvrow_init(&k->row);
	k->schema = k->table->schema;
	k->field = kind_field(k->schema);
	if (k->field == NO_FIELD)
		return;
	table_row(k->table, name.row, &k->row);
	k->value = k->row.cells[k->field];
	k->choice = choice_of(&k->schema->fields[k->field], k->value);
	k->other = field_beginning(k->schema, k->field, k->value);
	if (k->other != NO_FIELD && !k->row.cells[k->other].len)
		k->other = NO_FIELD;
}

/* Finds the item that tells the kind: the shortest, for the codes of languages that are
 * met more often are shorter; of those the first among the choices, or the rows that the
 * list references. Returns its place; its number and text in *NUMBER and *TEXT. */
static size_t telling_item(const struct kind *k, const struct package *p, uint32_t row,
	size_t *number, struct slice *text)
{
	const struct field *f = &k->schema->fields[k->other];
	struct slice rest = k->row.cells[k->other];
	size_t best = SIZE_MAX;
	struct slice item = rest;

	for (size_t i = 0;
		f->type == FIELD_LIST ? list_next(&rest, f->list_delimiter, &item)
				      : i == 0;
		i++) {
		size_t place = choice_of(f, item);

		if (f->reference >= 0)
			place = package_follow(p, k->table, row, (size_t)k->other, i).row;
		place = item.len * ITEMS_MAX +
			(place < ITEMS_MAX ? place : ITEMS_MAX - 1);
		if (best == SIZE_MAX || place < best) {
			best = place;
			*number = i;
			*text = item;
		}
	}
	return best;
}

static void add_item(
	const struct kind *k, const struct package *p, uint32_t row, struct str *out)
{
	const struct field *f = &k->schema->fields[k->other];
	struct slice text = { NULL, 0 };
	size_t number = 0;
	struct row_ref target;
	size_t choice;

	telling_item(k, p, row, &number, &text);
	target = package_follow(p, k->table, row, (size_t)k->other, number);
	choice = choice_of(f, text);
	if (target.table >= 0)
		package_add_label(p, &p->tables[target.table], target.row, out);
	else if (choice < f->choice_count)
		str_add(out, f->choices[choice].label);
	else
		str_add_bytes(out, text.text, text.len);
}

static void add_small(struct str *out, const char *text)
{
	for (; *text; text++)
		str_add_char(out, (char)tolower((unsigned char)*text));
}

/* "former" says more with what it is said of: "former name". */
static void add_choice(const struct kind *k, struct str *out)
{
	const struct field *f = &k->schema->fields[k->field];

	if (k->choice < f->choice_count &&
		strcmp(f->choices[k->choice].value, f->choices[k->choice].label) != 0) {
		str_add(out, f->choices[k->choice].label);
		return;
	}
	str_add_bytes(out, k->value.text, k->value.len);
	if (k->schema->label.count) {
		str_add_char(out, ' ');
		add_small(out, k->schema->label.last->title);
	}
}

void alias_add_kind(const struct package *p, struct row_ref name, struct str *out)
{
	struct kind k;

	kind_init(&k, p, name);
	if (k.other != NO_FIELD)
		add_item(&k, p, name.row, out);
	else if (k.value.len)
		add_choice(&k, out);
	csvrow_release(&k.row);
}

size_t alias_order(const struct package *p, struct row_ref name)
{
	struct slice text;
	struct kind k;
	size_t number;
	size_t place = 0;

	kind_init(&k, p, name);
	if (k.other != NO_FIELD)
		place = telling_item(&k, p, name.row, &number, &text);
	csvrow_release(&k.row);
	return k.choice * PLACE_MAX + (place < PLACE_MAX ? place : PLACE_MAX - 1);
}
