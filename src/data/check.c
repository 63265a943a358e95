#include "config.h"

/*
 * Owns what the check of a table needs: the constraints of its fields and an index for
 * each of its unique keys. A fault is reported at the cell it is about; a value has one
 * fault at most.
 */

#include "data/check.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/task.h"
#include "data/constraints.h"
#include "data/table.h"

enum {
	ROWS_PORTION = 64,      /* rows between two looks at the clock */
	WORK_PORTION = 1 << 16, /* the same, of the work of patterns */
};

/* Fields whose values together may be in one row only. */
struct unique {
	const size_t *fields;
	size_t count;
	struct keyindex *index;
};

struct check {
	struct package *package;
	struct table *table;
	size_t row;
	size_t total;
	struct constraints *constraints; /* of the fields that demand something */
	size_t *constrained_fields;      /* their numbers */
	size_t constrained_count;
	struct unique *uniques;
	size_t *unique_fields; /* of those that are one field */
	size_t unique_count;
	struct csvrow cells;
	struct regex_budget budget; /* of the patterns in a row */
	struct str why;
};

/* A repeated primary key is reported when its index is made, any other once. */
static void add_unique(struct check *c, const size_t *fields, size_t count)
{
	const struct resource *r = c->table->schema;

	if (fields_same(fields, count, r->key, r->key_count))
		return;
	for (size_t i = 0; i < c->unique_count; i++)
		if (fields_same(fields, count, c->uniques[i].fields, c->uniques[i].count))
			return;
	c->uniques[c->unique_count++] = (struct unique){ fields, count,
		keyindex_new(c->table, fields, count, c->total) };
}

/* Reports what is wrong with the file of T as a whole: another size than its descriptor
 * says, and, where there is one column, blank lines, which are no rows but may be meant as
 * empty values. */
static void check_file(struct package *p, const struct table *t)
{
	struct diag_place place = { .table = t->number, .row = DIAG_NO_ROW, .field = -1 };
	struct str more = STR_INIT;
	size_t bytes, total, blank;

	if (!t->file)
		return;
	place.file = t->schema->source;
	bytes = csvfile_bytes(t->file, &total);
	if (total) /* also of a file that was not read to its end */
		bytes = total;
	if (t->schema->bytes >= 0 && t->schema->path && bytes != (size_t)t->schema->bytes)
		diag_add(&p->diag, FAULT_BYTES, place,
			"The file has %zu bytes where the descriptor says %ld. It is "
			"damaged or has changed, or the descriptor is out of date.",
			bytes, t->schema->bytes);
	blank = csvfile_blank_lines(t->file, &place.line, &place.file);
	if (!blank || t->header_count != 1)
		return;
	str_add(&more, "This line is blank");
	if (blank > 1)
		str_addf(&more, ", as %s %zu more", blank == 2 ? "is" : "are", blank - 1);
	diag_add(&p->diag, FAULT_BLANK_LINE, place,
		"%s. Blank lines are not rows. Write \"\" for an empty value.", more.buf);
	str_release(&more);
}

/* Fields that the file lacks are reported once, not in each row. */
struct check *check_new(struct package *p, struct table *t)
{
	struct check *c = xcalloc(1, sizeof *c);
	const struct resource *r = t->schema;

	c->package = p;
	c->table = t;
	c->total = table_rows(t);
	check_file(p, t);
	csvrow_init(&c->cells);
	str_init(&c->why);
	c->constraints = xcalloc(r->field_count, sizeof *c->constraints);
	c->constrained_fields = xcalloc(r->field_count, sizeof *c->constrained_fields);
	for (size_t i = 0; i < r->field_count; i++) {
		struct constraints *own = &c->constraints[c->constrained_count];

		constraints_init(
			own, &r->fields[i], resource_in_key(r, i), r->name, &p->diag);
		if (constraints_any(own) && t->ready && t->cell_of[i] >= 0)
			c->constrained_fields[c->constrained_count++] = i;
		else
			constraints_release(own);
	}
	/* Room for all of them beforehand: the indexes point into unique_fields. */
	c->uniques = xcalloc(r->field_count + r->unique_count, sizeof *c->uniques);
	c->unique_fields = xcalloc(r->field_count, sizeof *c->unique_fields);
	for (size_t i = 0; i < r->field_count; i++) {
		c->unique_fields[i] = i;
		if (r->fields[i].unique)
			add_unique(c, &c->unique_fields[i], 1);
	}
	for (size_t i = 0; i < r->unique_count; i++)
		add_unique(c, r->uniques[i], r->unique_counts[i]);
	return c;
}

void check_free(struct check *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->constrained_count; i++)
		constraints_release(&c->constraints[i]);
	for (size_t i = 0; i < c->unique_count; i++)
		keyindex_free(c->uniques[i].index);
	csvrow_release(&c->cells);
	str_release(&c->why);
	free(c->constraints);
	free(c->constrained_fields);
	free(c->uniques);
	free(c->unique_fields);
	free(c);
}

size_t check_row(const struct check *c)
{
	return c->row;
}

static void check_count(struct check *c, size_t count)
{
	const struct table *t = c->table;
	const char *model = t->first ? "the header" : "the schema";
	const char quoted[] = { '\'', t->schema->dialect.delimiter, '\'', '\0' };
	const char *delimiter = quoted[1] == '\t' ? "tab" : quoted;
	size_t filled = count;

	if (count == t->header_count)
		return;
	str_clear(&c->why);
	str_add(&c->why, "This row has ");
	str_add_count(&c->why, count, "field", NULL);
	str_addf(&c->why, " where %s has %zu. ", model, t->header_count);
	if (count < t->header_count) {
		str_addf(&c->why,
			"The last are taken as empty. Write a %s for each empty field.",
			delimiter);
		table_fault(c->package, t, FAULT_FEW_FIELDS, c->row, -1, TABLE_FIELD,
			"%s", c->why.buf);
		return;
	}
	while (filled > t->header_count && !c->cells.cells[filled - 1].len)
		filled--;
	if (filled == t->header_count) {
		str_addf(&c->why, "The last are empty. Remove the %s before each.",
			delimiter);
	} else {
		str_addf(&c->why,
			"The columns beyond it are called “column %zu” and so on",
			t->header_count + 1);
		if (filled > t->header_count + TABLE_EXTRA)
			str_addf(&c->why, "; those after “column %zu” are not shown",
				t->header_count + TABLE_EXTRA);
		str_addf(&c->why,
			". Name them in %s, or put a field with a %s in it in quotes.",
			model, delimiter);
	}
	table_fault(c->package, t, FAULT_MANY_FIELDS, c->row, -1,
		csvfile_cell(t->file, t->first + c->row, t->header_count), "%s",
		c->why.buf);
}

/* Empty values do not count as equal. */
static void check_uniques(struct check *c)
{
	const struct slice *cells = c->cells.cells;
	const struct field *fields = c->table->schema->fields;

	for (size_t i = 0; i < c->unique_count; i++) {
		const struct unique *u = &c->uniques[i];
		size_t filled = 0;
		uint32_t first;

		while (filled < u->count &&
			!table_is_missing(
				&fields[u->fields[filled]], cells[u->fields[filled]]))
			filled++;
		if (filled < u->count)
			continue;
		first = keyindex_add(u->index, (uint32_t)c->row, cells);
		if (first == ROW_NONE)
			continue;
		str_clear(&c->why);
		table_add_line(c->table, first, c->row, &c->why);
		table_fault(c->package, c->table, FAULT_UNIQUE, c->row, (int)u->fields[0],
			TABLE_FIELD,
			"This repeats %s. Each row needs its own value in “%s”%s.",
			c->why.buf, c->table->schema->fields[u->fields[0]].name,
			u->count > 1 ? " and the fields that go with it" : "");
	}
}

/* Splits each row once: counts its cells, then puts them into the schema's order. */
bool check_step(struct check *c, int64_t until)
{
	while (c->row < c->total) {
		check_count(c,
			csvfile_row(c->table->file, c->table->first + c->row, &c->cells));
		table_check_bytes(c->package, c->table, c->row, c->cells.count);
		table_arrange(c->table, &c->cells);
		c->budget.left = REGEX_WORK;
		for (size_t i = 0; i < c->constrained_count; i++) {
			size_t field = c->constrained_fields[i];
			enum fault fault;

			str_clear(&c->why);
			fault = constraints_check(&c->constraints[i],
				c->cells.cells[field], &c->budget, &c->why);
			if (fault != FAULT_MAX)
				table_fault(c->package, c->table, fault, c->row,
					(int)field, TABLE_FIELD, "%s", c->why.buf);
		}
		check_uniques(c);
		if (++c->row % ROWS_PORTION && c->budget.spent < WORK_PORTION)
			continue;
		c->budget.spent = 0;
		if (clock_now() >= until)
			return false;
	}
	return true;
}
