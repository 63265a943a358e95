/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The columns of a list, the view in which they are chosen, a line for each with a mark
 * when it is shown, and the order by them. How wide a column is drawn is table_layout's.
 * What always holds: paths and indices list the columns that are shown, in their order; a
 * column is among the keys of the order at most once. */

#include "view/column_config.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/namemap.h"
#include "data/bali_ext.h"
#include "data/reading.h"
#include "query/range.h"
#include "ui/list.h"
#include "view/views.h"

/* Lists again what is shown. */
static void column_config_changed(struct column_config *s)
{
	s->shown = 0;
	for (size_t i = 0; i < s->count; i++) {
		if (!s->columns[i].shown)
			continue;
		s->paths[s->shown] = *s->columns[i].path;
		s->indices[s->shown++] = i;
	}
	s->changes++;
}

/* Notes that the user has changed something. */
static void column_config_choose(struct column_config *s)
{
	s->chosen = true;
	column_config_changed(s);
}

/* Returns the two FIELDS of a path as a name. */
static struct slice column_config_name(const size_t *fields)
{
	return (struct slice){ (const char *)fields, 2 * sizeof *fields };
}

/* Adds the path of COUNT FIELDS, whose last is of R, as a column. */
static void column_config_add(struct column_config *s, const struct resource *r,
	const size_t *fields, size_t count)
{
	size_t number = s->count - s->table->schema->column_count;
	size_t *own = &s->fields[number * COLUMN_CONFIG_STEPS];
	const struct field *last = &r->fields[fields[count - 1]];

	memcpy(own, fields, count * sizeof *own);
	s->added[number] = (struct path){
		.count = count, .fields = own, .title = last->title, .last = last
	};
	s->columns[s->count] = (struct column_config_column){
		.path = &s->added[number],
		.id = s->count,
		.shown = !s->count,
		.joined = count > 1,
	};
	s->count++;
}

/* Fills S with the table's columns, shown, then the other fields of the table, then those
 * of the rows that a field names one of: what they are called, and their keys, are columns
 * already. */
static void column_config_make(struct column_config *s)
{
	const struct resource *r = s->table->schema;
	const struct resource *all = s->package->descriptor.resources;
	size_t added = r->field_count + 1, most;
	struct arena arena = { NULL };
	struct namemap taken = { 0 }; /* paths of two fields that are columns ... */
	bool *own = arena_array(&arena, r->field_count, sizeof *own); /* ... and of one */

	for (size_t i = 0; i < r->field_count; i++)
		if (r->fields[i].reference >= 0)
			added +=
				all[r->keys[r->fields[i].reference].resource].field_count;
	most = r->column_count + added;
	s->known = r->field_count;
	s->columns = xcalloc(most, sizeof *s->columns);
	s->paths = xcalloc(most, sizeof *s->paths);
	s->indices = xcalloc(most, sizeof *s->indices);
	s->added = xcalloc(added, sizeof *s->added);
	s->fields = xcalloc(added * COLUMN_CONFIG_STEPS, sizeof *s->fields);
	s->count = 0;
	for (; s->count < r->column_count; s->count++) {
		const struct path *path = &r->columns[s->count];

		s->columns[s->count] = (struct column_config_column){
			.path = path, .id = s->count, .shown = true
		};
		if (path->count == 2)
			namemap_add(&taken, column_config_name(path->fields), 0, &arena);
		/* So has what the row of a reference is called. */
		if (path->title == r->fields[path->fields[0]].title)
			own[path->fields[0]] = true;
	}
	for (size_t i = 0; i < r->field_count; i++)
		if (!own[i])
			column_config_add(s, r, &i, 1);
	for (size_t i = 0; i < r->field_count; i++) {
		const struct field *f = &r->fields[i];
		const struct foreign_key *key =
			f->reference >= 0 ? &r->keys[f->reference] : NULL;
		const struct resource *to = key ? &all[key->resource] : NULL;

		if (!key || key->count > 1 || f->type == FIELD_LIST)
			continue;
		for (size_t k = 0; k < to->field_count; k++) {
			const size_t path[] = { i, k };

			if ((to->label.count != 1 || to->label.fields[0] != k) &&
				!resource_in_key(to, k) &&
				namemap_find(&taken, column_config_name(path)) ==
					NAMEMAP_NONE)
				column_config_add(s, to, path, 2);
		}
	}
	arena_release(&arena);
	column_config_changed(s);
}

void column_config_init(
	struct column_config *s, const struct package *package, const struct table *table)
{
	*s = (struct column_config){ .package = package, .table = table };
	column_config_make(s);
}

void column_config_release(struct column_config *s)
{
	free(s->columns);
	free(s->paths);
	free(s->indices);
	free(s->added);
	free(s->fields);
}

void column_config_fit(struct column_config *s)
{
	struct column_config old = *s;

	if (s->known == s->table->schema->field_count)
		return;
	column_config_make(s);
	column_config_adopt(s, &old);
	column_config_release(&old);
}

const struct column_config_column *column_config_at(
	const struct column_config *s, size_t pos)
{
	return &s->columns[s->indices[pos]];
}

/* Returns the index of column ID, or s->count. */
static size_t column_config_index(const struct column_config *s, size_t id)
{
	size_t i = 0;

	while (i < s->count && s->columns[i].id != id)
		i++;
	return i;
}

size_t column_config_pos(const struct column_config *s, size_t id)
{
	size_t index = column_config_index(s, id);
	size_t pos = 0;

	for (size_t i = 0; i < index; i++)
		pos += s->columns[i].shown;
	if (pos >= s->shown)
		pos = s->shown ? s->shown - 1 : 0;
	return pos;
}

bool column_config_toggle(struct column_config *s, size_t index)
{
	if (s->columns[index].shown && s->shown == 1)
		return false;
	s->columns[index].shown = !s->columns[index].shown;
	column_config_choose(s);
	return true;
}

bool column_config_move(struct column_config *s, size_t index, int step)
{
	size_t other = step < 0 ? index - 1 : index + 1;
	struct column_config_column column;

	if (step < 0 ? index == 0 : other >= s->count)
		return false;
	column = s->columns[index];
	s->columns[index] = s->columns[other];
	s->columns[other] = column;
	column_config_choose(s);
	return true;
}

bool column_config_show_all(struct column_config *s)
{
	size_t shown = s->shown;

	for (size_t i = 0; i < s->count; i++)
		s->columns[i].shown |= !s->columns[i].joined;
	column_config_choose(s);
	return s->shown > shown;
}

void column_config_reset(struct column_config *s)
{
	column_config_release(s);
	column_config_make(s);
	s->chosen = false;
}

void column_config_set_width(struct column_config *s, size_t id, int width)
{
	size_t i = column_config_index(s, id);

	if (width && width < COLUMN_CONFIG_NARROWEST)
		width = COLUMN_CONFIG_NARROWEST;
	if (width > COLUMN_CONFIG_WIDEST)
		width = COLUMN_CONFIG_WIDEST;
	if (i < s->count)
		s->columns[i].user_width = width;
	column_config_choose(s);
}

static void column_config_add_name(
	const struct column_config *s, size_t i, struct str *out)
{
	path_add_name(s->columns[i].path, &s->package->descriptor, s->table->schema, out);
}

void column_config_write(const struct column_config *s, struct str *out)
{
	for (size_t i = 0; i < s->count; i++) {
		str_addf(out, "\t%c%d ", s->columns[i].shown ? '+' : '-',
			s->columns[i].user_width);
		column_config_add_name(s, i, out);
	}
}

void column_config_read(struct column_config *s, struct slice text)
{
	struct str name = STR_INIT;
	struct slice item;
	size_t next = 0; /* those before it are as the text has them */

	while (list_next(&text, '\t', &item)) {
		const char *blank = memchr(item.text, ' ', item.len);
		bool shown = item.len && item.text[0] == '+';
		struct column_config_column column;
		size_t at = next;
		int width;

		/* The blank ends the number: what follows it is never read as one. */
		if (!blank || (!shown && item.text[0] != '-'))
			continue;
		width = (int)strtol(item.text + 1, NULL, 10);
		item = slice_from(item, (size_t)(blank + 1 - item.text));
		for (; at < s->count; at++) {
			str_clear(&name);
			column_config_add_name(s, at, &name);
			if (slice_equal(str_slice(&name), item))
				break;
		}
		if (at == s->count)
			continue;
		column = s->columns[at];
		column.shown = shown;
		column.user_width = width < 0          ? 0
			: width > COLUMN_CONFIG_WIDEST ? COLUMN_CONFIG_WIDEST
						       : width;
		memmove(&s->columns[next + 1], &s->columns[next],
			(at - next) * sizeof column);
		s->columns[next++] = column;
	}
	str_release(&name);
	s->chosen |= next > 0;
	column_config_changed(s);
	if (!s->shown)
		column_config_reset(s);
}

void column_config_adopt(struct column_config *s, const struct column_config *old)
{
	struct str text = STR_INIT;

	if (old->chosen) {
		column_config_write(old, &text);
		column_config_read(s, str_slice(&text));
	}
	str_release(&text);
}

enum {
	COLUMNS_X = 3,    /* of the marks */
	COLUMNS_MARK = 4, /* the mark and a blank */
	COLUMNS_TITLE = 30,
	COLUMNS_NAME = 28,
	COLUMNS_LEAST = 8, /* narrower than this nothing can be read */
	COLUMNS_AIRY = 16, /* rows from which a blank line follows the head, and ... */
	COLUMNS_FOOT = 2,  /* ... the description of a field the list */
};

struct columns_state {
	struct column_config *set; /* of the list below */
	struct list list;
};

static void columns_open(struct pane *pane)
{
	struct columns_state *state = pane->state;

	state->set = pane->ctx->columns;
	list_resize(&state->list, state->set->count, 1);
	pane->list = &state->list;
}

static void columns_update(struct pane *pane)
{
	struct columns_state *state = pane->state;

	column_config_fit(state->set);
	pane->head = pane->rect.h >= COLUMNS_AIRY ? 3 : 1;
	list_resize(&state->list, state->set->count,
		pane->rect.h - pane->head - (pane->head > 1 ? COLUMNS_FOOT : 0));
}

/* Draws TEXT at column X, WIDTH wide where there is room for that, and returns the first
 * free column. */
static int columns_draw_field(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, const char *text, enum style style)
{
	int room = pane->rect.w - x - 1;

	if (room >= COLUMNS_LEAST)
		canvas_field(canvas, pane->rect, x, y, width < room ? width : room,
			slice_of(text), false, style);
	return x + width + 1;
}

static void columns_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	const struct columns_state *state = pane->state;
	const struct column_config_column *column = &state->set->columns[i];
	enum style style = column->shown ? STYLE_TEXT : STYLE_DIM;
	int x = COLUMNS_X + COLUMNS_MARK;
	struct str text = STR_INIT;

	canvas_put(
		canvas, pane->rect, COLUMNS_X, y, column->shown ? "[x]" : "[ ]", style);
	pane_draw_hits(canvas, pane->rect, x, y, COLUMNS_TITLE, pane->ctx->find, -1, -1,
		slice_of(column->path->title));
	x = columns_draw_field(
		pane, canvas, x, y, COLUMNS_TITLE, column->path->title, style);
	column_config_add_name(state->set, i, &text);
	x = columns_draw_field(pane, canvas, x, y, COLUMNS_NAME, text.buf, STYLE_DIM);
	str_clear(&text);
	if (column->user_width)
		/* TRANSLATORS: columns of the screen; at most 8 columns */
		str_addf(&text, _("%d wide"), column->user_width);
	columns_draw_field(pane, canvas, x, y, COLUMNS_LEAST, text.buf, STYLE_NOTE);
	str_release(&text);
}

static void columns_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct columns_state *state = pane->state;
	int width = pane->rect.w - COLUMNS_X - 1;
	struct str text = STR_INIT;

	str_addf(&text, _("Columns of %s"), state->set->table->schema->title);
	canvas_field(canvas, pane->rect, COLUMNS_X, 0, width, slice_of(text.buf), false,
		STYLE_STRONG);
	if (pane->head > 1)
		canvas_field(canvas, pane->rect, COLUMNS_X, 1, width,
			slice_of(_("The first column stays in place when you scroll "
				   "sideways.")),
			false, STYLE_NOTE);
	str_release(&text);
	if (!state->list.count && pane->focused)
		canvas_cursor(canvas, pane->rect, COLUMNS_X, 0, false);
	pane_draw_list(pane, canvas, COLUMNS_X, columns_draw_line);
	if (pane->head > 1 && state->list.count)
		canvas_field(canvas, pane->rect, COLUMNS_X, pane->rect.h - 1, width,
			slice_of(state->set->columns[state->list.cursor]
					 .path->last->description),
			false, STYLE_NOTE);
}

/* Goes to the next column that has the words looked for, round the ends. */
static void columns_next_hit(struct pane *pane, bool back)
{
	struct columns_state *state = pane->state;
	const struct search *find = pane->ctx->find;
	size_t count = state->set->count;
	size_t at = state->list.cursor;

	if (!search_active(find)) {
		pane_say(pane, _("No search yet. / searches the columns."));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		at = (at + (back ? count - 1 : 1)) % count;
		if (!search_fits(find, slice_of(state->set->columns[at].path->title)))
			continue;
		list_show(&state->list, at);
		return;
	}
	pane_say(pane, _("No match for “%s” in the columns."), search_text(find));
}

static bool columns_command(struct pane *pane, enum command_id command)
{
	struct columns_state *state = pane->state;
	struct column_config *set = state->set;
	int step = command == COMMAND_COLUMN_UP ? -1 : 1;

	if (pane_move(pane, command))
		return true;
	switch (command) {
	case COMMAND_TOGGLE_COLUMN:
	case COMMAND_OPEN:
		if (state->list.count && !column_config_toggle(set, state->list.cursor))
			pane_say(pane, _("The last column cannot be hidden."));
		return true;
	case COMMAND_COLUMN_UP:
	case COMMAND_COLUMN_DOWN:
		if (!state->list.count)
			return true;
		if (column_config_move(set, state->list.cursor, step))
			pane_move(pane, step < 0 ? COMMAND_UP : COMMAND_DOWN);
		else
			pane_say(pane,
				step < 0 ? _("This is the first column.")
					 : _("This is the last column."));
		return true;
	case COMMAND_ALL_COLUMNS:
		if (column_config_show_all(set)) {
			pane_say(pane,
				ngettext("All %zu column. a again: default columns.",
					"All %zu columns. a again: default columns.",
					set->shown),
				set->shown);
		} else {
			column_config_reset(set);
			pane_say(pane, _("Default columns, order and widths."));
		}
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		columns_next_hit(pane, command == COMMAND_PREVIOUS_HIT);
		return true;
	default:
		return false;
	}
}

static void columns_save(const struct pane *pane, struct saved_pos *out)
{
	const struct columns_state *state = pane->state;

	*out = (struct saved_pos){ .row = ROW_NOWHERE,
		.list = { .top = state->list.top } };
	if (state->list.cursor < state->set->count)
		out->list.column = (int)state->set->columns[state->list.cursor].id;
}

static void columns_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct columns_state *state = pane->state;
	size_t index = column_config_index(state->set, (size_t)pos->list.column);

	if (index < state->set->count)
		list_show(&state->list, index);
}

static void columns_position(const struct pane *pane, struct str *out)
{
	const struct columns_state *state = pane->state;

	pane_position(pane, out);
	str_add(out, ", ");
	str_addf(out, ngettext("%zu shown", "%zu shown", state->set->shown),
		state->set->shown);
}

const struct view view_columns = {
	.name = N_("Columns"),
	.context = IN_COLUMNS,
	.state_size = sizeof(struct columns_state),
	.open = columns_open,
	.update = columns_update,
	.draw = columns_draw,
	.command = columns_command,
	.go = pane_go,
	.save = columns_save,
	.restore = columns_restore,
	.position = columns_position,
};

/* --- the order of a list --- */

void list_sort_by(struct list_sort *s, int column, bool always)
{
	struct list_order *order = &s->order;
	size_t at = 0;

	list_sort_stop(s);
	while (at < order->count && order->keys[at].column != column)
		at++;
	if (order->count && !at) {
		if (order->keys[0].reverse && !always)
			order->count = 0;
		else
			order->keys[0].reverse = !order->keys[0].reverse;
		return;
	}
	if (at == order->count && order->count < ROW_SORT_KEYS)
		order->count++;
	if (at == ROW_SORT_KEYS)
		at--;
	memmove(&order->keys[1], &order->keys[0], at * sizeof *order->keys);
	order->keys[0].column = column;
	order->keys[0].reverse = always;
}

/* Returns the path of the column that key I is of. */
static const struct path *list_sort_path(
	const struct list_sort *s, const struct column_config *columns, size_t i)
{
	size_t id = (size_t)s->order.keys[i].column;

	return columns->columns[column_config_index(columns, id)].path;
}

bool list_sort_begin(struct list_sort *s, const struct column_config *columns,
	const struct rowset *from)
{
	struct row_sort_key keys[ROW_SORT_KEYS];

	for (size_t i = 0; i < s->order.count; i++)
		keys[i] = (struct row_sort_key){ *list_sort_path(s, columns, i),
			s->order.keys[i].reverse };
	row_sort_init(&s->sorter, columns->package, columns->table->number, keys,
		s->order.count, from);
	s->begun = true;
	s->done = s->sorter.task.step(&s->sorter.task, clock_now() + LIST_SORT_AT_ONCE);
	return s->done;
}

void list_sort_stop(struct list_sort *s)
{
	if (s->begun)
		row_sort_release(&s->sorter);
	s->begun = s->done = false;
}

/* Appends what comes first among values of F. */
static void add_direction(const struct field *f, bool reverse, struct str *out)
{
	if (f->choices_ordered && f->choice_count)
		str_addf(out, _("%s first"),
			f->choices[reverse ? f->choice_count - 1 : 0].label);
	else if (range_of_dates(f))
		str_add(out, reverse ? _("newest first") : _("oldest first"));
	else if (f->reference < 0 && (range_of_numbers(f) || f->type == FIELD_DURATION))
		str_add(out, reverse ? _("largest first") : _("smallest first"));
	else if (f->type == FIELD_BOOLEAN && f->true_count && f->false_count)
		str_addf(out, _("%s first"),
			reverse ? f->true_values[0] : f->false_values[0]);
	else
		str_add(out, reverse ? _("Z to A") : _("A to Z"));
}

void list_sort_add_words(
	const struct list_sort *s, const struct column_config *columns, struct str *out)
{
	struct str words = STR_INIT, key = STR_INIT, both = STR_INIT;

	for (size_t i = 0; i < s->order.count; i++) {
		const struct path *path = list_sort_path(s, columns, i);
		const struct field *as =
			reading_of_path(columns->package, columns->table->number, path);

		str_clear(&key);
		str_addf(&key, "%s, ", path->title);
		add_direction(as, s->order.keys[i].reverse, &key);
		str_clear(&both);
		if (i)
			/* TRANSLATORS: "Country, A to Z", "Since, newest first" */
			str_addf(&both, _("%s, then %s"), words.buf, key.buf);
		str_clear(&words);
		str_add(&words, i ? both.buf : key.buf);
	}
	str_add(out, words.buf);
	str_release(&words);
	str_release(&key);
	str_release(&both);
}

void list_sort_add_sign(const struct list_sort *s, size_t column, struct str *out)
{
	for (size_t i = 0; i < s->order.count; i++) {
		if ((size_t)s->order.keys[i].column != column)
			continue;
		str_add(out, s->order.count > 1 ? "" : " ");
		str_add(out, s->order.keys[i].reverse ? "▾" : "▴");
		if (s->order.count > 1)
			str_addf(out, "%zu", i + 1);
	}
}
