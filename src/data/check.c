/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns what the check of a table needs: the constraints of its fields and an index for
 * each of its unique keys. A fault is reported at the cell it is about; a value has one
 * fault at most: what is not a number is not reported as out of range as well.
 */

#include "data/check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/task.h"
#include "data/json.h"
#include "data/table.h"
#include "data/value.h"

enum { FIELDS_PORTION = 64 }; /* fields prepared between two looks at the clock */

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
	size_t prepared; /* fields, then unique keys, of which is known what they demand */
	struct constrained {
		size_t field;
		struct constraints constraints;
	} * constrained; /* fields that demand something: mostly few of many */
	size_t constrained_count, constrained_alloc;
	struct unique *uniques;
	size_t *unique_fields; /* of those that are one field */
	size_t unique_count;
	struct namemap unique_names; /* by the numbers of their fields, ascending */
	struct arena arena;          /* of these */
	struct csvrow cells;
	size_t cell_count; /* that it had in the file, while its bytes are looked at */
	struct byte_check bytes;
	struct regex_budget budget; /* of the patterns in a row */
	struct str why;
};

static int compare_fields(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* A repeated primary key is reported when its index is made, any other once, in whatever
 * order its fields are. */
static void add_unique(struct check *c, const size_t *fields, size_t count)
{
	const struct resource *r = c->table->schema;
	struct slice name;
	size_t *sorted;

	if (fields_same(fields, count, r->key, r->key_count))
		return;
	sorted = arena_array(&c->arena, count, sizeof *sorted);
	memcpy(sorted, fields, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_fields);
	name = (struct slice){ (const char *)sorted, count * sizeof *sorted };
	if (namemap_add(&c->unique_names, name, c->unique_count, &c->arena) !=
		NAMEMAP_NONE)
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
	uint64_t bytes, total;
	size_t blank;

	if (!t->file)
		return;
	place.file = t->schema->source;
	bytes = csvfile_bytes(t->file, &total);
	if (total) /* also of a file that was not read to its end */
		bytes = total;
	if (t->schema->bytes >= 0 && t->schema->path &&
		bytes != (uint64_t)t->schema->bytes)
		diag_add(&p->diag, FAULT_BYTES, place,
			"The file has %" PRIu64
			" bytes where the descriptor says %" PRId64 ". It is "
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
	/* Room for all of them beforehand: the indexes point into unique_fields. */
	c->uniques = xcalloc(r->field_count + r->unique_count, sizeof *c->uniques);
	c->unique_fields = xcalloc(r->field_count, sizeof *c->unique_fields);
	return c;
}

/* Prepares what FIELD demands. A field that the file lacks is reported once, not in each
 * row. */
static void prepare_field(struct check *c, size_t field)
{
	const struct table *t = c->table;
	const struct resource *r = t->schema;
	const struct field *f = &r->fields[field];
	struct constraints own;

	constraints_init(&own, f, resource_in_key(r, field), r->name, &c->package->diag);
	if (constraints_any(&own) && t->ready && t->cell_of[field] >= 0)
		*ARRAY_ADD(c->constrained, c->constrained_count, c->constrained_alloc) =
			(struct constrained){ field, own };
	else
		constraints_release(&own);
	c->unique_fields[field] = field;
	if (f->unique)
		add_unique(c, &c->unique_fields[field], 1);
}

/* Prepares what the fields demand, then the unique keys; returns whether nothing is left to
 * do. */
static bool prepare(struct check *c, int64_t until)
{
	const struct resource *r = c->table->schema;

	while (c->prepared < r->field_count + r->unique_count) {
		size_t number = c->prepared++;

		if (number < r->field_count)
			prepare_field(c, number);
		else
			add_unique(c, r->uniques[number - r->field_count],
				r->unique_counts[number - r->field_count]);
		if (c->prepared % FIELDS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	return true;
}

void check_free(struct check *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->constrained_count; i++)
		constraints_release(&c->constrained[i].constraints);
	for (size_t i = 0; i < c->unique_count; i++)
		keyindex_free(c->uniques[i].index);
	arena_release(&c->arena);
	csvrow_release(&c->cells);
	free(c->bytes.field_of);
	str_release(&c->why);
	free(c->constrained);
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
	if (count > c->cells.count)
		filled = csvfile_widest(t->file, t->first + c->row, t->first + c->row + 1,
			t->header_count);
	while (filled > t->header_count && filled <= c->cells.count &&
		!c->cells.cells[filled - 1].len)
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

/* Reads the next row and goes on to look at its bytes, which may be many. Returns false when
 * there is no time left for that. */
static bool read_row(struct check *c, int64_t until)
{
	if (!c->cell_count) {
		c->cell_count = csvfile_cells(c->table->file, c->table->first + c->row,
			table_most_cells(c->table), &c->cells);
		check_count(c, c->cell_count);
	}
	if (!table_check_bytes(
		    c->package, c->table, c->row, c->cell_count, &c->bytes, until))
		return false;
	c->cell_count = 0;
	return true;
}

/* Splits each row once: counts its cells, then puts them into the schema's order. */
bool check_step(struct check *c, int64_t until)
{
	size_t work = 0;

	if (!prepare(c, until))
		return false;
	while (c->row < c->total) {
		if (!read_row(c, until))
			return false;
		table_arrange(c->table, &c->cells);
		c->budget.left = REGEX_WORK;
		for (size_t i = 0; i < c->constrained_count; i++) {
			size_t field = c->constrained[i].field;
			enum fault fault;

			str_clear(&c->why);
			fault = constraints_check(&c->constrained[i].constraints,
				c->cells.cells[field], &c->budget, &c->why);
			if (fault != FAULT_MAX)
				table_fault(c->package, c->table, fault, c->row,
					(int)field, TABLE_FIELD, "%s", c->why.buf);
		}
		check_uniques(c);
		work += c->budget.spent;
		c->budget.spent = 0;
		if (task_is_late(&work, table_row_size(c->table, c->row++), until))
			return false;
	}
	return true;
}

/* --- the constraints of a field --- */

/* Reports a fault of the schema, in SENTENCE. */
static void report(const struct constraints *r, const char *name, struct diag *diag,
	enum fault fault, const char *sentence)
{
	diag_add(diag, fault, r->field->place, "Table “%s”, field “%s”: %s", name,
		r->field->name, sentence);
}

/*
 * Appends to OUT the pattern P of XML Schema (part 2, appendix F) as PCRE2 writes it: \i
 * and \c, the characters of XML names, become classes. Returns NULL, or the reason as a
 * phrase when PCRE2 cannot express the pattern.
 */
static const char *translate(const char *p, struct str *out)
{
	static const char initial[] = "\\p{L}\\p{Nl}_:";
	static const char further[] = "\\p{L}\\p{M}\\p{N}_:.\\-\\x{B7}";
	const char *bracket = NULL; /* the first character in it that may close it */

	for (; *p; p++) {
		const char *items = NULL;
		char letter = p[0] == '\\' ? p[1] : '\0';

		if (letter == 'i' || letter == 'I')
			items = initial;
		else if (letter == 'c' || letter == 'C')
			items = further;
		if (items && letter <= 'Z' && bracket)
			return "\\I and \\C are not supported in brackets";
		if ((letter == 'p' || letter == 'P') && strncmp(p + 2, "{Is", 3) == 0)
			return "blocks of characters are not supported";
		if (bracket && p > bracket && p[0] == '[' && p[-1] == '-')
			return "subtraction of classes is not supported";
		if (items)
			str_addf(out,
				bracket                 ? "%s"
					: letter <= 'Z' ? "[^%s]"
							: "[%s]",
				items);
		else
			str_add_bytes(out, p, letter ? 2 : 1);
		if (letter)
			p++;
		else if (!bracket && p[0] == '[')
			bracket = p + 1 + (p[1] == '^') + 1;
		else if (bracket && p[0] == ']' && p >= bracket)
			bracket = NULL;
	}
	return NULL;
}

static void compile_pattern(struct constraints *r, const char *name, struct diag *diag)
{
	struct str pattern = STR_INIT, reason = STR_INIT, sentence = STR_INIT;
	const char *unsupported = translate(r->field->pattern, &pattern);

	if (unsupported)
		str_add(&reason, unsupported);
	else
		r->pattern = regex_new(str_slice(&pattern), false, &reason);
	if (!r->pattern) {
		str_add(&sentence, "The pattern ");
		value_add_quoted(&sentence, slice_of(r->field->pattern));
		str_addf(&sentence, " cannot be used: %s.", reason.buf);
		report(r, name, diag, unsupported ? FAULT_NOT_CHECKED : FAULT_DESCRIPTOR,
			sentence.buf);
	}
	str_release(&pattern);
	str_release(&reason);
	str_release(&sentence);
}

/* Choices of a list are its items, unless one has the delimiter in it: then they are lists
 * themselves. */
static void index_choices(struct constraints *r)
{
	const struct field *f = r->field;
	bool lists = f->type == FIELD_LIST;
	char form[VALUE_KEY_SIZE];

	r->item = *f;
	for (size_t i = 0; lists && i < f->choice_count; i++)
		lists = !strchr(f->choices[i].value, f->list_delimiter);
	if (lists)
		r->item.type = f->item_type;
	namemap_reserve(&r->choices, f->choice_count, &r->arena);
	for (size_t i = 0; i < f->choice_count; i++) {
		struct slice value = slice_of(f->choices[i].value);
		struct slice key = value_key(&r->item, value, form);

		if (key.text == form)
			key.text = arena_strndup(&r->arena, form, key.len);
		namemap_add(&r->choices, key, i, &r->arena);
	}
}

/* Bounds are ranked as values are: a minimum of a date is a date. */
void constraints_init(struct constraints *r, const struct field *f, bool in_key,
	const char *name, struct diag *diag)
{
	*r = (struct constraints){ .field = f, .in_key = in_key };
	if (f->pattern)
		compile_pattern(r, name, diag);
	if (f->choices_closed)
		index_choices(r);
	r->has_minimum = f->minimum && value_rank(f, slice_of(f->minimum), &r->minimum);
	r->has_maximum = f->maximum && value_rank(f, slice_of(f->maximum), &r->maximum);
	if (f->minimum && !r->has_minimum)
		report(r, name, diag, FAULT_DESCRIPTOR,
			"The minimum is not a value of the field.");
	if (f->maximum && !r->has_maximum)
		report(r, name, diag, FAULT_DESCRIPTOR,
			"The maximum is not a value of the field.");
	if (!value_knows_format(f))
		report(r, name, diag, FAULT_DESCRIPTOR,
			"Unknown format. Any value is accepted.");
}

void constraints_release(struct constraints *r)
{
	regex_free(r->pattern);
	arena_release(&r->arena);
}

bool constraints_any(const struct constraints *r)
{
	const struct field *f = r->field;
	bool typed = f->type != FIELD_ANY &&
		(f->type != FIELD_STRING || strcmp(f->format, "default") != 0);

	return typed || f->edtf || f->required || r->pattern || r->has_minimum ||
		r->has_maximum || f->choices_closed || f->min_length >= 0 ||
		f->max_length >= 0;
}

/* Returns whether VALUE, of F, which is the field of R or an item of it, is a choice. Lists,
 * objects and arrays have no form that is found by hash. */
static bool is_choice(
	const struct constraints *r, const struct field *f, struct slice value)
{
	char form[VALUE_KEY_SIZE];
	bool composite = f->type == FIELD_LIST || f->type == FIELD_OBJECT ||
		f->type == FIELD_ARRAY || f->type == FIELD_GEOJSON;

	if (namemap_find(&r->choices, value_key(f, value, form)) != NAMEMAP_NONE)
		return true;
	for (size_t k = 0; composite && k < f->choice_count; k++)
		if (value_same(f, value, slice_of(f->choices[k].value)))
			return true;
	return false;
}

/* Of a list each item has to be a choice, unless choices are lists. */
static enum fault check_choice(
	const struct constraints *r, struct slice value, struct str *why)
{
	enum { LISTED = 12 };
	const struct field *f = r->field;
	struct slice rest = value;
	bool found = true;

	if (!f->choices_closed || is_choice(r, f, value))
		return FAULT_MAX;
	if (f->type == FIELD_LIST && r->item.type != FIELD_LIST)
		while ((found = list_next(&rest, f->list_delimiter, &value)))
			if (value.len && !is_choice(r, &r->item, value))
				break;
	if (!found)
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_add(why, " is not one of the allowed values: ");
	for (size_t i = 0; i < f->choice_count && i < LISTED; i++)
		str_addf(why, "%s%s", i ? ", " : "", f->choices[i].value);
	if (f->choice_count > LISTED)
		str_addf(why, " and %zu more", f->choice_count - LISTED);
	str_add_char(why, '.');
	return FAULT_ENUM;
}

static enum fault check_bounds(
	const struct constraints *r, struct slice value, struct str *why)
{
	const struct field *f = r->field;
	bool low, high;
	int order;
	double rank;

	if ((!r->has_minimum && !r->has_maximum) || !value_rank(f, value, &rank))
		return FAULT_MAX;
	order = r->has_minimum
		? value_compare(f, value, rank, slice_of(f->minimum), r->minimum)
		: 1;
	low = order < f->minimum_excluded;
	order = r->has_maximum
		? value_compare(f, value, rank, slice_of(f->maximum), r->maximum)
		: -1;
	high = order > -f->maximum_excluded;
	if (!low && !high)
		return FAULT_MAX;
	value_add_quoted(why, value);
	if (low)
		str_addf(why, " is too small. %s is the %s.", f->minimum,
			f->minimum_excluded ? "limit it must exceed" : "least");
	else
		str_addf(why, " is too large. %s is the %s.", f->maximum,
			f->maximum_excluded ? "limit it must stay below" : "most");
	return FAULT_RANGE;
}

/* Counts the items of a list or array, the members of an object, else the characters. */
static enum fault check_length(
	const struct constraints *r, struct slice value, struct str *why)
{
	const struct field *f = r->field;
	const char *unit = "character";
	struct slice rest = value, item;
	size_t length = 0;
	bool is_short;

	if (f->min_length < 0 && f->max_length < 0)
		return FAULT_MAX;
	if (f->type == FIELD_LIST) {
		unit = "item";
		while (list_next(&rest, f->list_delimiter, &item))
			length++;
	} else if (f->type == FIELD_ARRAY || f->type == FIELD_OBJECT) {
		unit = f->type == FIELD_ARRAY ? "item" : "member";
		length = json_length(value);
	} else {
		for (size_t i = 0; i < value.len; i++)
			length += ((unsigned char)value.text[i] & 0xc0) != 0x80;
	}
	is_short = f->min_length >= 0 && length < (uint64_t)f->min_length;
	if (!is_short && (f->max_length < 0 || length <= (uint64_t)f->max_length))
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_addf(why, " is too %s: it has ", is_short ? "short" : "long");
	str_add_count(why, length, unit, NULL);
	if (is_short)
		str_addf(why, ", at least %" PRId64 " needed.", f->min_length);
	else
		str_addf(why, ", at most %" PRId64 " allowed.", f->max_length);
	return FAULT_RANGE;
}

/* Dates have a fault of their own, since what is wrong with them is often the day. */
enum fault constraints_check(const struct constraints *r, struct slice value,
	struct regex_budget *budget, struct str *why)
{
	const struct field *f = r->field;
	bool missing = table_is_missing(f, value);
	enum regex_result result;
	enum fault fault;

	if (missing && r->in_key) {
		str_addf(why, "The key is empty. Each row needs a value in “%s”.",
			f->name);
		return FAULT_NO_KEY;
	}
	if (missing) {
		if (!f->required)
			return FAULT_MAX;
		str_addf(why, "A value is missing. “%s” must have one.", f->name);
		return FAULT_REQUIRED;
	}
	if (!value_check(f, value, why))
		return f->edtf || f->type == FIELD_DATE || f->type == FIELD_TIME ||
				f->type == FIELD_DATETIME
			? FAULT_DATE
			: FAULT_TYPE;
	fault = check_choice(r, value, why);
	if (fault == FAULT_MAX)
		fault = check_bounds(r, value, why);
	if (fault == FAULT_MAX)
		fault = check_length(r, value, why);
	if (fault == FAULT_MAX && (f->type == FIELD_INTEGER || f->type == FIELD_NUMBER) &&
		slice_trim(value).len < value.len) {
		value_add_quoted(why, value);
		str_add(why, " has blanks around the number. Remove them.");
		fault = FAULT_BLANKS;
	}
	if (fault != FAULT_MAX || !r->pattern)
		return fault;
	budget->left += REGEX_WORK_PER_BYTE * value.len;
	result = regex_match(r->pattern, value, budget);
	if (result == REGEX_MATCH)
		return FAULT_MAX;
	value_add_quoted(why, value);
	str_addf(why,
		result == REGEX_TOO_SLOW
			? " is not checked: the pattern %s takes too long."
			: " does not match the pattern %s.",
		f->pattern);
	return result == REGEX_TOO_SLOW ? FAULT_NOT_CHECKED : FAULT_PATTERN;
}
