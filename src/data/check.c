#include "config.h"

#include "data/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/task.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "data/keyindex.h"
#include "data/rules.h"
#include "data/table.h"

enum { CHECK_PORTION = 64 }; /* rows between two looks at the clock */

/* Fields whose values together may stand in one row only. */
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
	struct rules *rules; /* of the fields that demand something */
	size_t *ruled;       /* their numbers */
	size_t rule_count;
	struct unique *uniques;
	size_t *unique_fields; /* of those that are one field */
	size_t unique_count;
	struct csvrow cells;
	struct str why;
};

static bool is_whole_key(const struct resource *r, const size_t *fields, size_t count)
{
	if (count != r->key_count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (fields[i] != r->key[i])
			return false;
	return true;
}

/* A repeated primary key is told when its index is made. */
static void add_unique(struct check *c, const size_t *fields, size_t count)
{
	if (is_whole_key(c->table->schema, fields, count))
		return;
	c->uniques[c->unique_count++] = (struct unique){ fields, count,
		keyindex_new(c->table, fields, count, c->total) };
}

/* Room for all of them beforehand: the indexes point into unique_fields. */
static void add_uniques(struct check *c)
{
	const struct resource *r = c->table->schema;

	c->uniques = xcalloc(r->field_count + r->unique_count, sizeof *c->uniques);
	c->unique_fields = xcalloc(r->field_count, sizeof *c->unique_fields);
	for (size_t i = 0; i < r->field_count; i++) {
		c->unique_fields[i] = i;
		if (r->fields[i].unique)
			add_unique(c, &c->unique_fields[i], 1);
	}
	for (size_t i = 0; i < r->unique_count; i++)
		add_unique(c, r->uniques[i], r->unique_counts[i]);
}

/* Fields that the file lacks as a whole are told once, not in each row. */
static void add_rules(struct check *c)
{
	const struct resource *r = c->table->schema;

	c->rules = xcalloc(r->field_count, sizeof *c->rules);
	c->ruled = xcalloc(r->field_count, sizeof *c->ruled);
	for (size_t i = 0; i < r->field_count; i++) {
		struct rules *rules = &c->rules[c->rule_count];

		rules_init(rules, &r->fields[i], resource_in_key(r, i),
			c->package->descriptor.file, r->name, &c->package->diag);
		if (rules_any(rules) && c->table->ready && c->table->cell_of[i] >= 0)
			c->ruled[c->rule_count++] = i;
		else
			rules_release(rules);
	}
}

struct check *check_new(struct package *p, struct table *t)
{
	struct check *c = xcalloc(1, sizeof *c);

	c->package = p;
	c->table = t;
	c->total = table_rows(t);
	csvrow_init(&c->cells);
	str_init(&c->why);
	add_rules(c);
	add_uniques(c);
	return c;
}

void check_free(struct check *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->rule_count; i++)
		rules_release(&c->rules[i]);
	for (size_t i = 0; i < c->unique_count; i++)
		keyindex_free(c->uniques[i].index);
	csvrow_release(&c->cells);
	str_release(&c->why);
	free(c->rules);
	free(c->ruled);
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
	const char *model = t->schema->header ? "the header" : "the schema";
	char delimiter = csvfile_delimiter(t->file);
	enum fault fault = count < t->header_count ? FAULT_FEW_FIELDS : FAULT_MANY_FIELDS;

	if (count == t->header_count)
		return;
	str_clear(&c->why);
	str_add(&c->why, "This row has ");
	str_add_count(&c->why, count, "field", NULL);
	str_addf(&c->why, " where %s has %zu; the last are ", model, t->header_count);
	if (fault == FAULT_FEW_FIELDS)
		str_add(&c->why, "taken for empty.");
	else if (delimiter == '\t')
		str_add(&c->why,
			"not shown. A field with a tab in it must stand in quotes.");
	else
		str_addf(&c->why,
			"not shown. A field with a '%c' in it must stand in quotes.",
			delimiter);
	table_fault(c->package, t, fault, c->row, -1, "%s", c->why.buf);
}

/* Returns the field of cell CELL of the file, or -1. */
static int field_of(const struct table *t, size_t cell)
{
	for (size_t i = 0; i < t->schema->field_count; i++)
		if (t->cell_of[i] == (int)cell)
			return (int)i;
	return -1;
}

/* Tells whether C is a control character that no text has; line ends and tabs may be. */
static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* Tells the first of each kind only: a cell of rubbish is one fault, not a thousand. */
static void check_cell_bytes(struct check *c, size_t cell)
{
	struct slice s = c->cells.cells[cell];
	int field = field_of(c->table, cell);
	size_t bad = text_check_utf8(s);

	if (bad < s.len)
		table_fault(c->package, c->table, FAULT_ENCODING, c->row, field,
			"The byte 0x%02X is not UTF-8; it is shown as U+FFFD. Save the "
			"file as "
			"UTF-8, or name its encoding in the descriptor.",
			(unsigned char)s.text[bad]);
	for (size_t i = 0; i < s.len; i++) {
		unsigned char byte = (unsigned char)s.text[i];

		if (!is_control(byte))
			continue;
		if (byte)
			table_fault(c->package, c->table, FAULT_CONTROL, c->row, field,
				"The control character U+%04X stands here; it is shown "
				"as a sign.",
				byte);
		else
			table_fault(c->package, c->table, FAULT_NUL, c->row, field,
				"A NUL byte stands here; the file may be damaged.");
		return;
	}
}

/* Looks at the whole row at once: hardly any has a byte that is no text. */
static void check_bytes(struct check *c)
{
	bool plain;
	struct slice raw = csvfile_raw(c->table->file, c->table->first + c->row, &plain);
	bool high = false, control = false;

	for (size_t i = 0; i < raw.len; i++) {
		high |= (unsigned char)raw.text[i] >= 0x80;
		control |= is_control((unsigned char)raw.text[i]);
	}
	if (!control && (!high || text_check_utf8(raw) == raw.len))
		return;
	for (size_t i = 0; i < c->cells.count; i++)
		check_cell_bytes(c, i);
}

/* One fault a value: a number that is none is not also told to be out of range. */
static void check_fields(struct check *c)
{
	for (size_t i = 0; i < c->rule_count; i++) {
		enum fault fault;

		str_clear(&c->why);
		fault = rules_check(&c->rules[i], c->cells.cells[c->ruled[i]], &c->why);
		if (fault != FAULT_MAX)
			table_fault(c->package, c->table, fault, c->row, (int)c->ruled[i],
				"%s", c->why.buf);
	}
}

static bool has_all(const struct check *c, const struct unique *u)
{
	for (size_t i = 0; i < u->count; i++)
		if (!c->cells.cells[u->fields[i]].len)
			return false;
	return true;
}

/* Empty values are unlike each other. */
static void check_uniques(struct check *c)
{
	for (size_t i = 0; i < c->unique_count; i++) {
		const struct unique *u = &c->uniques[i];
		uint32_t first;

		if (!has_all(c, u))
			continue;
		first = keyindex_add(u->index, (uint32_t)c->row, c->cells.cells);
		if (first != ROW_NONE)
			table_fault(c->package, c->table, FAULT_UNIQUE, c->row,
				(int)u->fields[0],
				"The same stands on line %zu already; each row needs a "
				"value of "
				"its own in \"%s\"%s.",
				table_line(c->table, first),
				c->table->schema->fields[u->fields[0]].name,
				u->count > 1 ? " and the fields that go with it" : "");
	}
}

/* The row is split once: its count is that of the file, then it is put in order. */
bool check_step(struct check *c, int64_t until)
{
	while (c->row < c->total) {
		size_t count =
			csvfile_row(c->table->file, c->table->first + c->row, &c->cells);

		check_count(c, count);
		check_bytes(c);
		table_arrange(c->table, &c->cells);
		check_fields(c);
		check_uniques(c);
		if (++c->row % CHECK_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}
