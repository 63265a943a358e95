/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/change_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/value.h"
#include "output/json.h"

enum {
	CHANGE_LONG = 32,   /* columns of a value in which a change is marked */
	CHANGE_AROUND = 16, /* bytes kept before and behind the change, at least */
	CHANGE_WORD = 24,   /* bytes of a word that is marked as a whole */
	CHANGE_LABEL = 32,  /* columns of what a row is called */
	CHANGE_LEAST = 14,  /* columns of each of these where lines are short */
	CHANGE_NEWS = 1000, /* rows of a table that are looked at for the sentence */
	CHANGE_FIELDS = 3,  /* fields named in it */
};

static const struct listing_column change_columns[] = {
	/* clang-format off */
	[CHANGE_LIST_MARK] = { .name = "mark", .title = "", .use = LISTING_SHOWN },
	[CHANGE_LIST_CHANGE] = { .name = "change", .title = "Change", .use = LISTING_DATA },
	[CHANGE_LIST_TABLE] = { .name = "table", .title = "Table", .use = LISTING_DATA },
	[CHANGE_LIST_ROW] = { .name = "row", .title = "Row", .use = LISTING_DATA },
	[CHANGE_LIST_LABEL] = { .name = "label", .title = "Row", .use = LISTING_SHOWN,
		.style = STYLE_STRONG, .most = CHANGE_LABEL, .least = CHANGE_LEAST },
	[CHANGE_LIST_FIELD] = { .name = "field", .title = "Field", .use = LISTING_DATA },
	[CHANGE_LIST_TITLE] = { .name = "title", .title = "Field", .use = LISTING_SHOWN,
		.style = STYLE_LABEL, .most = CHANGE_LABEL, .least = CHANGE_LEAST },
	[CHANGE_LIST_OLD] = { .name = "old", .title = "Old", .use = LISTING_DATA },
	[CHANGE_LIST_NEW] = { .name = "new", .title = "New", .use = LISTING_DATA },
	[CHANGE_LIST_TEXT] = { .name = "text", .title = "Change", .use = LISTING_SHOWN,
		.fill = true, .least = 2 * CHANGE_LEAST },
	/* clang-format on */
};

/* A row of the listing. */
struct change {
	uint32_t table;
	uint32_t row;  /* of the rows of the table's diff; ROW_NONE: the schema's */
	int32_t field; /* of its fields; -1: the row, or the table, as a whole */
	uint8_t kind;  /* enum diff_kind */
	bool first;    /* of the row */
};

struct change_list {
	struct listing list;
	const struct diff *diff;
	bool shown;
	struct change *changes; /* owned */
	size_t alloc;
	uint32_t table;                /* what is gathered next: the table, ... */
	uint32_t row;                  /* ... and its row */
	bool begun;                    /* the changes of the table as a whole are there */
	uint32_t read_table, read_row; /* what was and is hold, or ROW_NONE */
	struct csvrow was, is;
};

static void change_list_free(struct listing *l)
{
	struct change_list *c = (struct change_list *)l;

	csvrow_release(&c->was);
	csvrow_release(&c->is);
	free(c->changes);
	free(c);
}

/* Reads row ROW of T, the table number TABLE, on the sides that have it. */
static void change_read(
	struct change_list *c, const struct diff_table *t, uint32_t table, uint32_t row)
{
	struct diff_row r = t->rows[row];

	if (c->read_table == table && c->read_row == row)
		return;
	c->read_table = table;
	c->read_row = row;
	if (r.old != ROW_NONE && r.new != ROW_NONE)
		diff_read(c->diff, t, r, &c->was, &c->is);
	else if (r.old != ROW_NONE)
		table_row(t->old, r.old, &c->was);
	else
		table_row(t->new, r.new, &c->is);
}

static void change_add(
	struct change_list *c, uint32_t row, int field, enum diff_kind kind, bool first)
{
	*ARRAY_ADD(c->changes, c->list.rows, c->alloc) =
		(struct change){ c->table, row, field, (uint8_t)kind, first };
}

/* Adds the changes of the present table as a whole, and of its fields. */
static void change_add_schema(struct change_list *c, const struct diff_table *t)
{
	if (!t->old || !t->new)
		change_add(c, ROW_NONE, -1, t->old ? DIFF_REMOVED : DIFF_ADDED, true);
	for (size_t i = 0; t->schema_changed && i < t->field_count; i++) {
		const struct diff_field *f = &t->fields[i];

		if (f->old < 0 || f->new < 0)
			change_add(c, ROW_NONE, (int)i,
				f->new < 0 ? DIFF_REMOVED : DIFF_ADDED, true);
		else if (f->type_changed)
			change_add(c, ROW_NONE, (int)i, DIFF_CHANGED, true);
	}
}

/* Adds the changes of row ROW of T. */
static void change_add_row(
	struct change_list *c, const struct diff_table *t, uint32_t row)
{
	struct diff_row r = t->rows[row];
	unsigned kinds = diff_row_kinds(t, r);
	enum diff_kind kind = r.old == ROW_NONE ? DIFF_ADDED : DIFF_REMOVED;
	size_t before = c->list.rows;
	struct slice was, is;

	if (kinds >> DIFF_MOVED & 1)
		change_add(c, row, -1, DIFF_MOVED, true);
	change_read(c, t, c->table, row);
	for (size_t i = 0; kinds >> DIFF_CHANGED & 1; i++) {
		i = diff_next(c->diff, t, &c->was, &c->is, i, &was, &is);
		if (i == t->paired)
			break;
		change_add(c, row, (int)i, DIFF_CHANGED, c->list.rows == before);
	}
	if (!(kinds & (1u << DIFF_ADDED | 1u << DIFF_REMOVED)))
		return;
	for (size_t i = 0; i < t->field_count && !c->shown; i++) {
		int field = kind == DIFF_ADDED ? t->fields[i].new : t->fields[i].old;
		const struct csvrow *cells = kind == DIFF_ADDED ? &c->is : &c->was;

		if (field >= 0 && cells->cells[field].len)
			change_add(c, row, (int)i, kind, c->list.rows == before);
	}
	if (c->list.rows == before)
		change_add(c, row, -1, kind, true);
}

static bool change_list_gather(struct listing *l, size_t rows)
{
	struct change_list *c = (struct change_list *)l;
	const struct diff *d = c->diff;

	for (; c->table < d->count; c->table++, c->row = 0, c->begun = false) {
		const struct diff_table *t = &d->tables[c->table];

		if (!c->begun)
			change_add_schema(c, t);
		c->begun = true;
		for (; c->row < t->count; c->row++) {
			if (!rows--)
				return false;
			change_add_row(c, t, c->row);
		}
	}
	return true;
}

static const struct diff_table *change_table(const struct change_list *c, size_t row)
{
	return &c->diff->tables[c->changes[row].table];
}

const struct diff_table *change_list_table(const struct listing *l, size_t row)
{
	return change_table((const struct change_list *)l, row);
}

static struct row_ref change_list_ref(struct listing *l, size_t row)
{
	const struct change_list *c = (const struct change_list *)l;
	const struct diff_table *t = change_table(c, row);
	uint32_t number = c->changes[row].row;

	if (number == ROW_NONE || t->rows[number].new == ROW_NONE)
		return ROW_NOWHERE;
	return (struct row_ref){ t->new->number, t->rows[number].new };
}

/* --- cells --- */

/* Returns the value of change X of T on the NEW side or the old one, "" where it has none. */
static struct slice change_value(struct change_list *c, const struct diff_table *t,
	const struct change *x, bool new)
{
	struct slice was = { "", 0 }, is = was;
	const struct diff_field *f = &t->fields[x->field];

	change_read(c, t, x->table, x->row);
	if (x->kind == DIFF_CHANGED)
		diff_next(c->diff, t, &c->was, &c->is, (size_t)x->field, &was, &is);
	else if (x->kind == DIFF_ADDED)
		is = c->is.cells[f->new];
	else
		was = c->was.cells[f->old];
	return new ? is : was;
}

/* Appends the old or the NEW side of change X of T, as it is. */
static void change_add_value(struct change_list *c, const struct diff_table *t,
	const struct change *x, bool new, struct str *out)
{
	struct slice value;

	if (x->kind == (new ? DIFF_REMOVED : DIFF_ADDED)) {
		/* That side has nothing. */
	} else if (x->row == ROW_NONE && x->field < 0) {
		str_addf(out, "%zu", table_rows(new ? t->new : t->old));
	} else if (x->row == ROW_NONE) {
		const struct diff_field *f = &t->fields[x->field];

		str_add(out, value_type_name((new ? f->is : f->was)->type));
	} else if (x->kind == DIFF_MOVED) {
		struct diff_row r = t->rows[x->row];

		str_addf(out, "%zu", (size_t)(new ? r.new : r.old) + 1);
	} else if (x->field >= 0) {
		value = change_value(c, t, x, new);
		str_add_bytes(out, value.text, value.len);
	}
}

/* Appends by what the row of X is known: its key, else its number. */
static void change_add_key(struct change_list *c, const struct diff_table *t,
	const struct change *x, struct str *out)
{
	struct diff_row r = t->rows[x->row];
	bool new = r.new != ROW_NONE;

	if (t->by == DIFF_BY_CONTENT) {
		str_addf(out, "%zu", (size_t)(new ? r.new : r.old) + 1);
		return;
	}
	/* As a value, and not as diff_read may have read it. */
	table_row(new ? t->new : t->old, new ? r.new : r.old, new ? &c->is : &c->was);
	c->read_row = ROW_NONE;
	for (size_t i = 0; i < t->key_count; i++) {
		const struct diff_field *f = &t->fields[t->key[i]];
		struct slice cell = new ? c->is.cells[f->new] : c->was.cells[f->old];

		str_add(out, i ? "/" : "");
		str_add_bytes(out, cell.text, cell.len);
	}
}

/* Appends what the row of X is called; where another key than the primary one matches the
 * rows, its value. */
static void change_add_label(struct change_list *c, const struct diff_table *t,
	const struct change *x, struct str *out)
{
	struct diff_row r = t->rows[x->row];

	if (t->by == DIFF_BY_FIELD || (t->by == DIFF_BY_KEY && c->diff->options.key))
		change_add_key(c, t, x, out);
	else if (r.new != ROW_NONE)
		package_add_label(c->diff->new, t->new, r.new, out);
	else
		package_add_label(c->diff->old, t->old, r.old, out);
}

/* Appends all values of the row of X, which only one side has, but for its name LABEL. */
static void change_add_values(struct change_list *c, const struct diff_table *t,
	const struct change *x, struct slice label, struct str *out)
{
	struct diff_row r = t->rows[x->row];
	bool new = r.old == ROW_NONE;
	size_t start = out->len;

	for (size_t i = 0; i < t->field_count; i++) {
		int field = new ? t->fields[i].new : t->fields[i].old;
		struct slice value;

		if (field < 0)
			continue;
		change_read(c, t, x->table, x->row);
		value = (new ? c->is : c->was).cells[field];
		if (!value.len || slice_equal(value, label))
			continue;
		str_add(out, out->len > start ? " · " : "");
		str_add_bytes(out, value.text, value.len);
	}
}

/* Returns the end of the part of A and B that is the same at the start, or, FROM_END, the
 * length of that at the end, of what follows byte FROM. It does not cut a character. */
static size_t change_same(struct slice a, struct slice b, size_t from, bool from_end)
{
	size_t least = (a.len < b.len ? a.len : b.len) - from, same = 0;

	while (same < least &&
		(from_end ? a.text[a.len - 1 - same] == b.text[b.len - 1 - same]
			  : a.text[same] == b.text[same]))
		same++;
	/* Neither does the next byte go on with a character, nor the first of the end. */
	while (same && !from_end && same < a.len && (a.text[same] & 0xc0) == 0x80)
		same--;
	while (same && !from_end && same < b.len && (b.text[same] & 0xc0) == 0x80)
		same--;
	while (same && from_end && (a.text[a.len - same] & 0xc0) == 0x80)
		same--;
	return same;
}

/* Returns how many of the COUNT bytes before (STEP -1) or behind (1) AT do not end a word. */
static size_t change_word(const char *at, size_t count, int step)
{
	size_t n = 0;

	while (n < count && at[step < 0 ? -1 - (int)n : (int)n] != ' ')
		n++;
	return n < CHANGE_WORD ? n : 0;
}

void change_list_add_marked(struct str *out, struct slice a, struct slice b,
	const char *open, const char *close)
{
	size_t start = change_same(a, b, 0, false);
	size_t end = change_same(a, b, start, true), from = 0, to = a.len;

	if ((text_width(a) < CHANGE_LONG && text_width(b) < CHANGE_LONG) || !a.len) {
		str_add_bytes(out, a.text, a.len);
		return;
	}
	start -= change_word(a.text + start, start, -1);
	end -= change_word(a.text + a.len - end, end, 1);
	if (start > CHANGE_AROUND + CHANGE_WORD) {
		from = start - CHANGE_AROUND;
		from -= change_word(a.text + from, from, -1);
		while ((a.text[from] & 0xc0) == 0x80)
			from--;
		str_add(out, "…");
	}
	if (end > CHANGE_AROUND + CHANGE_WORD) {
		to = a.len - end + CHANGE_AROUND;
		to += change_word(a.text + to, a.len - to, 1);
		while (to < a.len && (a.text[to] & 0xc0) == 0x80)
			to++;
	}
	str_add_bytes(out, a.text + from, start - from);
	if (start + end < a.len) {
		str_add(out, open);
		str_add_bytes(out, a.text + start, a.len - end - start);
		str_add(out, close);
	}
	str_add_bytes(out, a.text + a.len - end, to - (a.len - end));
	str_add(out, to < a.len ? "…" : "");
}

/* Appends what is shown of change X of T: its old value and what became of it, or, of a row
 * that only one side has, all. */
static void change_add_shown(struct change_list *c, const struct diff_table *t,
	const struct change *x, bool is, struct str *out)
{
	struct str label = STR_INIT, was = STR_INIT;

	if (x->row != ROW_NONE && x->field < 0 && x->kind != DIFF_MOVED && !is) {
		change_add_label(c, t, x, &label);
		change_add_values(c, t, x, str_slice(&label), out);
	} else if (x->kind == DIFF_CHANGED) {
		change_add_value(c, t, x, !is, &label);
		change_add_value(c, t, x, is, &was);
		change_list_add_marked(out, str_slice(&was), str_slice(&label),
			is ? "{+" : "[-", is ? "+}" : "-]");
		str_add(out, out->len ? "" : _("(nothing)"));
	} else if (x->row == ROW_NONE && x->field < 0 && !is) {
		listing_add_rows(
			LISTING_ROW, table_rows(t->new ? t->new : t->old), out);
	} else if (x->kind == DIFF_MOVED) {
		change_add_value(c, t, x, is, &label);
		str_addf(out, _("row %s"), label.buf);
	} else if (!is) {
		change_add_value(c, t, x, x->kind == DIFF_ADDED, out);
	}
	str_release(&label);
	str_release(&was);
}

/* Appends what X changed, and what became of it. */
static void change_add_text(struct change_list *c, const struct diff_table *t,
	const struct change *x, struct str *out)
{
	struct str is = STR_INIT;

	change_add_shown(c, t, x, false, out);
	change_add_shown(c, t, x, true, &is);
	if (is.len)
		str_addf(out, " → %s", is.buf);
	str_release(&is);
}

static void change_list_cell(
	struct listing *l, size_t row, size_t column, struct str *out)
{
	static const char *const words[] = { N_("added"), N_("removed"), N_("changed"),
		N_("moved") };
	static const char marks[] = "+-~>";
	struct change_list *c = (struct change_list *)l;
	const struct change *x = &c->changes[row];
	const struct diff_table *t = change_table(c, row);
	const struct table *table = t->new ? t->new : t->old;
	const struct diff_field *f = x->field >= 0 ? &t->fields[x->field] : NULL;
	bool schema = x->row == ROW_NONE;

	if (column == CHANGE_LIST_MARK && x->first)
		str_add_char(out, marks[x->kind]);
	else if (column == CHANGE_LIST_CHANGE)
		str_addf(out, "%s%s",
			!schema                           ? ""
				: !f                      ? "table "
				: x->kind == DIFF_CHANGED ? "type "
							  : "field ",
			words[x->kind]);
	else if (column == CHANGE_LIST_TABLE)
		str_add(out, table->schema->name);
	else if (column == CHANGE_LIST_ROW && !schema)
		change_add_key(c, t, x, out);
	else if (column == CHANGE_LIST_LABEL && schema)
		str_add(out, f ? _("Field") : _("Table"));
	else if (column == CHANGE_LIST_LABEL && x->first)
		change_add_label(c, t, x, out);
	else if (column == CHANGE_LIST_FIELD && f)
		str_add(out, (f->is ? f->is : f->was)->name);
	else if (column == CHANGE_LIST_TITLE && f)
		str_add(out, (f->is ? f->is : f->was)->title);
	else if (column == CHANGE_LIST_TITLE)
		str_add(out, _(words[x->kind]));
	else if (column == CHANGE_LIST_OLD || column == CHANGE_LIST_NEW)
		change_add_value(c, t, x, column == CHANGE_LIST_NEW, out);
	else if (column == CHANGE_LIST_VALUE || column == CHANGE_LIST_IS)
		change_add_shown(c, t, x, column == CHANGE_LIST_IS, out);
	else if (column == CHANGE_LIST_TEXT)
		change_add_text(c, t, x, out);
}

/* Values have the type of their field. */
static void change_list_json(
	struct listing *l, size_t row, size_t column, struct str *out)
{
	struct change_list *c = (struct change_list *)l;
	const struct change *x = &c->changes[row];
	const struct diff_table *t = change_table(c, row);
	bool new = column == CHANGE_LIST_NEW;
	struct str text = STR_INIT;

	change_list_cell(l, row, column, &text);
	if ((new || column == CHANGE_LIST_OLD) && x->row != ROW_NONE && x->field >= 0) {
		const struct diff_field *f = &t->fields[x->field];

		/* A side without the field has no value either. */
		json_add_value(out, f->is && (new || !f->was) ? f->is : f->was,
			str_slice(&text));
	} else if ((new || column == CHANGE_LIST_OLD) && text.len && x->field < 0) {
		str_add(out, text.buf); /* how many rows, or the row's number */
	} else {
		json_add_text(out, str_slice(&text));
	}
	str_release(&text);
}

static enum style change_list_style(struct listing *l, size_t row, size_t column)
{
	static const enum style styles[] = { [DIFF_ADDED] = STYLE_MARK_MAIN,
		[DIFF_REMOVED] = STYLE_ERROR,
		[DIFF_CHANGED] = STYLE_WARNING,
		[DIFF_MOVED] = STYLE_NOTE };

	if (column == CHANGE_LIST_MARK)
		return styles[((const struct change_list *)l)->changes[row].kind];
	return l->columns[column].style;
}

void change_list_add_counts(const struct diff_table *t, struct str *out)
{
	static const char marks[] = "+-~>";
	size_t start = out->len;

	for (int i = 0; i < DIFF_KINDS; i++)
		if (t->counts[i])
			str_addf(out, "%s%c%zu", out->len > start ? " " : "", marks[i],
				t->counts[i]);
}

/* The name of a table before its first change, with counts and how its rows were matched. */
static bool change_list_line(struct listing *l, size_t row, struct listing_line *line)
{
	const struct change_list *c = (const struct change_list *)l;
	const struct diff_table *t;
	struct str *out = &line->text;

	if (row == l->rows || (row && c->changes[row].table == c->changes[row - 1].table))
		return false;
	t = change_table(c, row);
	str_addf(out, "%s ", (t->new ? t->new : t->old)->schema->title);
	change_list_add_counts(t, out);
	if (t->count && t->by == DIFF_BY_CONTENT)
		str_addf(out, "  %s", _("(rows have no key)"));
	for (size_t i = 0; t->count && t->by == DIFF_BY_FIELD && i < t->key_count; i++) {
		str_add(out, "  ");
		/* TRANSLATORS: the field by which rows of two tables are matched */
		str_addf(out, _("(rows by %s)"), t->fields[t->key[i]].is->title);
	}
	str_trim_end(out);
	line->style = STYLE_HEAD;
	return true;
}

struct listing *change_list_new(const struct diff *d, bool shown)
{
	static const struct listing_kind kind = { .free = change_list_free,
		.cell = change_list_cell,
		.json = change_list_json,
		.style = change_list_style,
		.ref = change_list_ref,
		.line = change_list_line,
		.gather = change_list_gather };
	struct change_list *c = xcalloc(1, sizeof *c);

	c->list = (struct listing){ .kind = &kind,
		.columns = change_columns,
		.count = sizeof change_columns / sizeof *change_columns,
		.layout = LISTING_LINES };
	c->diff = d;
	c->shown = shown;
	c->read_row = ROW_NONE;
	csvrow_init(&c->was);
	csvrow_init(&c->is);
	return &c->list;
}

/* --- the sentence --- */

/* Appends the titles of the fields in which the rows of T changed: " (Since, Capital)". */
static void change_add_fields(
	const struct diff *d, const struct diff_table *t, struct str *out)
{
	bool *changed = xcalloc(t->paired + 1, sizeof *changed);
	struct csvrow was, is;
	struct slice a, b;
	size_t named = 0;

	csvrow_init(&was);
	csvrow_init(&is);
	for (size_t k = 0; k < t->count && k < CHANGE_NEWS; k++) {
		if (!(diff_row_kinds(t, t->rows[k]) >> DIFF_CHANGED & 1))
			continue;
		diff_read(d, t, t->rows[k], &was, &is);
		for (size_t i = 0; i < t->paired; i++) {
			i = diff_next(d, t, &was, &is, i, &a, &b);
			changed[i] = true;
		}
	}
	for (size_t i = 0; i < t->paired; i++) {
		if (!changed[i])
			continue;
		if (named < CHANGE_FIELDS)
			str_addf(
				out, "%s%s", named ? ", " : " (", t->fields[i].is->title);
		named++;
	}
	str_add(out, named > CHANGE_FIELDS ? " …)" : named ? ")" : "");
	csvrow_release(&was);
	csvrow_release(&is);
	free(changed);
}

void change_list_add_news(const struct diff *d, struct str *out)
{
	struct str rows = STR_INIT;
	size_t start = out->len;

	for (size_t i = 0; i < d->count; i++) {
		const struct diff_table *t = &d->tables[i];
		const char *title = (t->new ? t->new : t->old)->schema->title;
		bool both = t->old && t->new;

		if (out->len > start && (!both || t->schema_changed))
			str_add(out, ", ");
		if (!both)
			str_addf(out,
				t->new ? _("table %s added") : _("table %s removed"),
				title);
		else if (t->schema_changed)
			str_addf(out, _("fields of %s changed"), title);
		for (int kind = 0; kind < DIFF_KINDS; kind++) {
			if (!t->counts[kind])
				continue;
			str_clear(&rows);
			package_add_count(d->new, t->new->number, t->counts[kind], &rows);
			str_add(out, out->len > start ? ", " : "");
			str_addf(out,
				kind == DIFF_ADDED
					/* TRANSLATORS: "2 members" */
					? _("%s added")
					: kind == DIFF_REMOVED
						/* TRANSLATORS: "2 members" */
						? _("%s removed")
						: kind == DIFF_CHANGED
							/* TRANSLATORS: "2 members" */
							? _("%s changed")
							/* TRANSLATORS: "2 members" */
							: _("%s moved"),
				rows.buf);
			if (kind == DIFF_CHANGED)
				change_add_fields(d, t, out);
		}
	}
	if (out->len == start)
		str_add(out, _("nothing changed"));
	str_release(&rows);
}
