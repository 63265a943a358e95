#include "config.h"

/*
 * Terms with a scope: the values of fields, by their type. The prototype is in match.h.
 *
 * A value is compared as it is shown and as it stands in the cell, since a person may
 * know either. What a number or a date is worth is read anew for each row: to keep it
 * would be a column of the table in memory for a term that is typed once.
 */

#include "query/match.h"

#include "base/casefold.h"
#include "query/range.h"
#include "query/field_value.h"

/* What a value of a field is: as it stands in the cell, and as it is shown. */
struct value {
	const struct field *field;
	struct slice cell;
	struct slice shown;
};

/* Matches TEXT as one line: folded, or raw with blanks for line feeds where TERM asks for
 * that, as in query/row_text.h. */
static bool line_matches(
	struct match *m, const struct match_term *term, struct slice text)
{
	bool written = term->term->regex && !term->term->regex->folded;
	struct str *line = &m->folded;

	str_clear(line);
	str_add_char(line, '\n');
	if (written)
		str_add_bytes(line, text.text, text.len);
	else
		casefold_add(line, text);
	for (size_t i = 1; i < line->len; i++)
		if (line->buf[i] == '\n')
			line->buf[i] = ' ';
	str_add_char(line, '\n');
	return match_lines(m, term, (struct slice){ line->buf, line->len });
}

static bool in_range(const struct term *term, const struct value *v)
{
	int64_t first;
	int64_t last;
	double number;

	return (field_value_number(v->field, v->cell, &number) &&
		       range_holds_number(&term->low, &term->high, number)) ||
		(field_value_days(v->field, v->cell, &first, &last) &&
			range_holds_days(&term->low, &term->high, first, last));
}

/* "number:7" is the number seven, and not seventeen; "date:2016" any day of that year,
 * and what begins so while it is typed. */
static bool is_worth(
	struct match *m, const struct match_term *term, const struct value *v)
{
	struct range bound = { .none = false };
	int64_t first;
	int64_t last;
	double number;

	if (!range_parse(&bound, term->term->value))
		return line_matches(m, term, v->shown);
	if (field_value_is_number(v->field))
		return bound.is_number &&
			field_value_number(v->field, v->cell, &number) &&
			number == bound.number;
	return line_matches(m, term, v->shown) ||
		(term->term->kind == TERM_TEXT && bound.is_date &&
			field_value_days(v->field, v->cell, &first, &last) &&
			range_holds_days(&bound, &bound, first, last));
}

static bool value_matches(
	struct match *m, const struct match_term *term, const struct value *v)
{
	if (term->term->kind == TERM_RANGE)
		return in_range(term->term, v);
	if (term->term->kind != TERM_REGEX && !term->term->whole &&
		(field_value_is_number(v->field) || field_value_is_date(v->field)))
		return is_worth(m, term, v);
	return line_matches(m, term, v->shown) ||
		(!slice_equal(v->shown, v->cell) && line_matches(m, term, v->cell));
}

static struct slice label_of(const struct field *f, struct slice cell)
{
	for (size_t i = 0; i < f->choice_count; i++)
		if (slice_equal(slice_of(f->choices[i].value), cell))
			return slice_of(f->choices[i].label);
	return cell;
}

/* The cell of a field, item by item when it is a list. */
static bool cell_matches(struct match *m, const struct match_term *term,
	const struct field *f, struct slice cell)
{
	struct slice item;
	struct value v = { .field = f, .cell = cell, .shown = label_of(f, cell) };

	if (!cell.len)
		return term->term->kind == TERM_EQUAL && !term->term->folded.len;
	if (value_matches(m, term, &v))
		return true;
	while (f->type == FIELD_LIST && list_next(&cell, f->list_delimiter, &item)) {
		v.cell = item;
		v.shown = label_of(f, item);
		if (item.len && value_matches(m, term, &v))
			return true;
	}
	return false;
}

/* A reference is found by what the row it names is called, now or elsewhere, and by its
 * codes; by its key as a whole. */
static bool target_matches(
	struct match *m, const struct match_term *term, struct row_ref ref)
{
	bool written = term->term->regex && !term->term->regex->folded;
	struct doc doc = search_text_doc(m->index, ref, written);
	struct slice label = doc_label(&doc);

	return match_lines(m, term, (struct slice){ label.text - 1, label.len + 2 }) ||
		match_codes(m, term, doc.codes) || match_names(m, term, ref);
}

/* Codes and keys are matched as a whole, each item of a list by itself. */
static bool keys_match(struct match *m, const struct match_term *term,
	const struct field *f, struct slice cell)
{
	bool written = term->term->regex && !term->term->regex->folded;
	struct slice item = cell;
	bool more = cell.len > 0;

	str_clear(&m->folded);
	str_add_char(&m->folded, '\n');
	while (f->type == FIELD_LIST ? list_next(&cell, f->list_delimiter, &item)
				     : more) {
		more = false;
		if (written)
			str_add_bytes(&m->folded, item.text, item.len);
		else
			casefold_add(&m->folded, item);
		str_add_char(&m->folded, '\n');
	}
	return match_codes(m, term, (struct slice){ m->folded.buf, m->folded.len });
}

static bool field_matches(
	struct match *m, const struct match_term *term, struct row_ref ref, size_t field)
{
	const struct table *t = &m->index->package->tables[ref.table];
	const struct reference *r = search_text_reference(m->index, ref.table, field);
	const struct field *f = &t->schema->fields[field];
	const uint32_t *rows = NULL;
	struct csvrow row;
	size_t count = 0;
	bool found = false;

	if (r && term->term->kind != TERM_RANGE)
		rows = search_text_targets(m->index, ref.table, r, ref.row, &count);
	for (size_t i = 0; i < count; i++)
		if (rows[i] != ROW_NONE &&
			target_matches(m, term, (struct row_ref){ r->table, rows[i] }))
			return true;
	csvrow_init(&row);
	table_row(t, ref.row, &row);
	if ((r || f->code) && term->term->kind != TERM_RANGE && row.cells[field].len)
		found = keys_match(m, term, f, row.cells[field]);
	else
		found = cell_matches(m, term, f, row.cells[field]);
	csvrow_release(&row);
	return found;
}

bool match_path(struct match *m, const struct match_term *term, struct row_ref ref,
	const struct scope_path *path)
{
	const struct reference *r;
	const uint32_t *rows;
	size_t count;

	if (path->count == 1)
		return field_matches(m, term, ref, path->fields[0]);
	r = search_text_reference(m->index, ref.table, path->fields[0]);
	if (!r)
		return false;
	rows = search_text_targets(m->index, ref.table, r, ref.row, &count);
	for (size_t i = 0; i < count; i++)
		if (rows[i] != ROW_NONE &&
			field_matches(m, term, (struct row_ref){ r->table, rows[i] },
				path->fields[1]))
			return true;
	return false;
}
