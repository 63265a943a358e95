/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A table as a list: aligned columns, a line for each row, and where the table has few a
 * second one that sums the row up. The rows are those of the search, in the table's order
 * or sorted by columns; the cursor is a cell, which stays on its row through filter, sort
 * and new rows, and goes to the best hit while the user types. Where the columns are is
 * table_layout's, their choice is column_config's, the texts are table_draw's. Invariant
 * after an update: the cells are the texts of the rows on the screen, and row is the one
 * under the cursor.
 */

#include "base/intl.h"
#include "view/views.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/listing.h"
#include "output/table_list.h"
#include "query/rowset.h"
#include "view/table_state.h"

enum {
	TABLE_AIRY = 24,             /* rows from which a blank line follows the heads */
	TABLE_BEST = 20000,          /* up to so many hits the best one is looked for */
	TABLE_WIDER = 2,             /* screen columns by which + and - change a width */
	TABLE_AT_ONCE = 3 * TASK_MS, /* what an update may spend on gaps */
};

static void table_open(struct pane *pane)
{
	struct table_state *state = pane->state;

	state->table = &pane->ctx->package->tables[pane->table];
	column_config_init(&state->columns, pane->ctx->package, state->table);
	pane->columns = &state->columns;
	/* Of a text that is cut, it is seen that there is more. */
	state->text = (struct cell_text){ .package = pane->ctx->package,
		.table = state->table,
		.signs = true,
		.most = 2 * TABLE_SHOWN };
	table_layout_init(&state->layout, &state->columns, &state->text);
	state->cells = (struct cell_cache){ .cells = &state->text, .texts = STR_INIT };
	list_resize(&state->list, 0, 1);
	pane->list = &state->list;
}

static void table_close(struct pane *pane)
{
	struct table_state *state = pane->state;

	list_sort_stop(&state->sort);
	cell_cache_release(&state->cells);
	table_layout_release(&state->layout);
	cell_text_release(&state->text);
	column_config_release(&state->columns);
}

const struct rowset *table_rowset(const struct pane *pane)
{
	const struct table_state *state = pane->state;

	return state->sort.done ? &state->sort.sorter.rows
				: search_rows(pane->ctx->search, pane->table);
}

static size_t table_count(const struct pane *pane)
{
	const struct table_state *state = pane->state;

	return rowset_count(table_rowset(pane), table_rows(state->table));
}

struct row_ref table_focus(const struct pane *pane)
{
	const struct table_state *state = pane->state;

	if (!state->list.count || state->list.cursor >= table_count(pane))
		return ROW_NOWHERE;
	return (struct row_ref){ pane->table,
		rowset_at(table_rowset(pane), state->list.cursor) };
}

/* Starts the sorting when it is wanted and all rows are there; a quick one ends here. */
static void table_sort(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct view_context *ctx = pane->ctx;

	if (state->sort.order.count && !state->sort.begun &&
		table_complete(state->table) && search_complete(ctx->search, pane->table))
		list_sort_begin(&state->sort, &state->columns,
			search_rows(ctx->search, pane->table));
}

/*
 * Puts the cursor where it belongs when the rows have changed: on the best hit while the
 * user types, for that is what was meant; on its own row as soon as the user has moved,
 * for nothing may take it away from there. A row that is not among the others is
 * remembered: it comes back with the next letter that is deleted.
 */
static void table_place_cursor(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	const struct rowset *rows = table_rowset(pane);
	size_t count = table_count(pane);
	uint32_t best;
	size_t pos;

	if (!state->moved && search_active(search) && count <= TABLE_BEST &&
		search_best(search, pane->table, &best, 1))
		state->row = best;
	state->seen.valid = false;
	pos = state->at_first ? 0 : rowset_find(rows, state->row, !state->sort.done);
	state->list.count = count;
	/* Rows that come late, of a long search or sort, must not change the scroll. */
	if (state->back)
		state->list.top = state->top;
	if (pos < count)
		list_show(&state->list, pos);
	else if (!state->moved && search_active(search))
		list_to(&state->list, 0);
}

/* Reads the texts of the rows on the screen, unless that was done. */
static void table_read(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct list *list = &state->list;
	size_t count = list->count - list->top;
	struct table_seen seen = { true, pane->ctx->package->linked, list->top, 0 };
	uint32_t *rows;

	if (count > (size_t)list->height)
		count = (size_t)list->height;
	seen.count = count;
	if (!pane->changed && state->seen.valid && state->seen.linked == seen.linked &&
		state->seen.top == seen.top && state->seen.count == seen.count)
		return;
	rows = xreallocarray(NULL, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = rowset_at(table_rowset(pane), list->top + i);
	cell_cache_read(&state->cells, &state->layout, rows, count, pane->ctx->search,
		pane->lines > 1);
	free(rows);
	state->seen = seen;
}

/* Goes on working out gaps, if any are shown, until the clock reaches UNTIL; returns
 * whether nothing is left to do. */
static bool table_work_gaps(struct table_state *state, int64_t until)
{
	size_t known = state->text.dated ? state->text.events.edition : 0;

	if (!state->gaps)
		return true;
	state->gaps_known = cell_text_step_gaps(&state->text, until);
	if (state->text.events.edition != known)
		state->seen.valid = false;
	return state->gaps_known;
}

/* Takes in which columns there are; a few gaps are known at once. */
static void table_fit_columns(struct table_state *state)
{
	column_config_fit(&state->columns);
	state->gaps = false;
	for (size_t i = 0; i < state->columns.shown; i++)
		state->gaps |= state->columns.paths[i].gap;
	if (!state->gaps_known)
		table_work_gaps(state, clock_now() + TABLE_AT_ONCE);
}

/* Divides the pane: heading, and one or two lines for each row. */
static void table_divide(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct table *table = state->table;
	int lines;

	pane->head = pane->rect.h >= TABLE_AIRY ? 2 : 1;
	lines = pane->rect.h - pane->head;
	/* It is the table that decides, not what a search leaves of it: otherwise the rows
	 * would part and close while one types. */
	pane->lines = 1;
	if (table->schema->summary >= 0 && table_complete(table) && lines > 0 &&
		table_rows(table) < (size_t)lines / 2)
		pane->lines = 2;
	list_resize(&state->list, table_count(pane), lines / pane->lines);
}

static void table_update(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	size_t known = search_count(search, pane->table);
	bool other = state->query_change != search->query_change;
	/* What references show, and so the order, is known when they are resolved. */
	bool more =
		known != state->known || state->seen.linked != pane->ctx->package->linked;

	table_fit_columns(state);
	if (state->column >= state->columns.shown)
		state->column = state->columns.shown ? state->columns.shown - 1 : 0;
	if (other)
		state->moved = state->back = state->at_first = false;
	if (other || more)
		list_sort_stop(&state->sort);
	if (more)
		state->gaps_known = false;
	state->query_change = search->query_change;
	state->known = known;
	if (other || more || (state->sort.order.count && !state->sort.begun)) {
		table_sort(pane);
		table_place_cursor(pane);
	}
	table_divide(pane);
	if (state->list.count)
		state->row = table_focus(pane).row;
	if (table_layout_fit(
		    &state->layout, pane->rect.w - TABLE_MARGIN - 1, state->column))
		state->seen.valid = false;
	table_read(pane);
	pane->changed = false;
}

/* Draws why there is no row: for a search what is near, and where there are hits. */
static void table_draw_nothing(const struct pane *pane, struct canvas *canvas)
{
	const struct package *package = pane->ctx->package;
	const struct search *search = pane->ctx->search;
	const struct diag *diag = &package->diag;
	const struct table *table = &package->tables[pane->table];
	const struct resource *schema = table->schema;
	struct str text = STR_INIT;
	size_t i = 0;

	while (i < diag->count && diag->entries[i].place.table != pane->table)
		i++;
	if (!table_complete(table) && !search_limits(search, pane->table)) {
		str_addf(&text, _("Loading %s …"), schema->title);
	} else if (!search_complete(search, pane->table)) {
		str_addf(&text, _("Searching %s …"), schema->title);
	} else if (search_limits(search, pane->table) && table_rows(table)) {
		if (search_active(search)) {
			pane_add_no_hit(pane, &text);
			str_add_char(&text, '\n');
		}
		pane_add_unfiltered(pane, &text);
	} else if (i < diag->count) {
		str_addf(&text, _("%s: no rows."), schema->title);
		str_addf(&text, "\n%s: %s\n%s", diag->entries[i].place.file,
			diag->entries[i].text, _("! lists all problems."));
	} else {
		str_addf(&text, _("%s: no rows. The file %s has only a header."),
			schema->title, schema->source ? schema->source : "");
	}
	pane_draw_note(pane, canvas, text.buf);
	str_release(&text);
}

static void table_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct table_state *state = pane->state;

	if (state->list.count)
		table_draw_list(pane, canvas);
	else
		table_draw_nothing(pane, canvas);
}

/* Notes the row that the user went to: from now on it is the one to stay on. */
static void table_moved(struct pane *pane, int step)
{
	struct table_state *state = pane->state;

	(void)step;
	state->moved = true;
	state->back = state->at_first = false;
	if (state->list.count)
		state->row = table_focus(pane).row;
}

/* Returns the id of the cursor's column; 0 while there is none. */
static int table_column(const struct table_state *state)
{
	if (state->column >= state->columns.shown)
		return 0;
	return (int)column_config_at(&state->columns, state->column)->id;
}

/* Sorts by the cursor's column; ALWAYS: it does not go back to the table's order. */
static void table_sort_by(struct pane *pane, bool always)
{
	struct table_state *state = pane->state;
	struct str words = STR_INIT;

	if (!state->columns.shown) {
		pane_say(pane, _("There is no column to sort by."));
		return;
	}
	if (state->columns.paths[state->column].gap) {
		pane_say(pane, _("Gaps follow from the dates: sort by date instead."));
		return;
	}
	list_sort_by(&state->sort, table_column(state), always);
	state->moved = true;
	state->back = false;
	state->at_first = !state->list.cursor;
	table_sort(pane);
	state->slow = state->sort.begun && !state->sort.done;
	list_sort_add_words(&state->sort, &state->columns, &words);
	if (!words.len)
		pane_say(pane, _("Original order restored."));
	else if (!table_complete(state->table))
		pane_say(pane, _("Will be sorted by %s, when all rows are there."),
			words.buf);
	else if (!state->slow)
		pane_say(pane, _("Sorted by %s."), words.buf);
	str_release(&words);
	table_place_cursor(pane);
}

/* Requests a filter by the value under the cursor; of a list, by its first item. */
static void table_filter_cell(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct path *path = &state->columns.paths[state->column];
	struct value_column column;

	if (!state->list.count)
		return;
	if (path->gap) {
		pane_say(pane, _("Filtering does not work in a column of gaps."));
		return;
	}
	value_column_init(&column, pane->ctx->package, pane->table, path, true);
	pane->request.filter = filter_new(&column, 0);
	filter_add_cell(pane->request.filter, table_focus(pane).row);
	pane->request.kind = REQUEST_FILTER;
}

/* Makes the column under the cursor wider by MORE, within what there is room for. */
static void table_widen(struct pane *pane, int more)
{
	struct table_state *state = pane->state;
	const char *end = "";
	struct str say = STR_INIT;
	int most;
	int width; /* several keys may come before a picture: then no cell knows of it */

	if (!state->columns.shown || !state->list.count) {
		pane_say(pane, _("There is no column to make wider or narrower."));
		return;
	}
	most = table_layout_most(&state->layout, state->column);
	width = column_config_at(&state->columns, state->column)->user_width;
	width = (width ? width : table_layout_width(&state->layout, state->column)) +
		more;
	if (width > most) {
		width = most;
		end = _("(widest)");
	} else if (width < COLUMN_CONFIG_NARROWEST) {
		width = COLUMN_CONFIG_NARROWEST;
		end = _("(narrowest)");
	}
	column_config_set_width(&state->columns, (size_t)table_column(state), width);
	str_addf(&say,
		/* TRANSLATORS: a column of the table, a number */
		ngettext("%s: %d character wide", "%s: %d characters wide",
			(unsigned)width),
		state->columns.paths[state->column].title, width);
	pane_say(pane, "%s%s%s", say.buf, *end ? " " : "", end);
	str_release(&say);
}

static bool table_command(struct pane *pane, enum command_id command)
{
	struct table_state *state = pane->state;
	const struct list *list = &state->list;
	bool back = command == COMMAND_PREVIOUS_HIT;

	state->slow = false;
	if (pane_move(pane, command))
		return true;
	switch (command) {
	case COMMAND_LEFT:
	case COMMAND_RIGHT:
		state->column = table_layout_step(
			&state->layout, state->column, command == COMMAND_LEFT ? -1 : 1);
		return true;
	case COMMAND_OPEN:
		pane_open_row(pane);
		return true;
	case COMMAND_SORT:
		table_sort_by(pane, false);
		return true;
	case COMMAND_SORT_REVERSE:
		table_sort_by(pane, true);
		return true;
	case COMMAND_INTERRUPT:
		if (!state->sort.begun || state->sort.done)
			return false;
		list_sort_stop(&state->sort);
		state->sort.order.count = 0;
		pane->changed = true;
		pane_say(pane,
			_("Sorting stopped. The rows are in the order of the table."));
		return true;
	case COMMAND_FILTER_CELL:
		table_filter_cell(pane);
		return true;
	case COMMAND_WIDEN:
		table_widen(pane, TABLE_WIDER);
		return true;
	case COMMAND_NARROW:
		table_widen(pane, -TABLE_WIDER);
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		/* Round the ends, which is said then. */
		if (!search_active(pane->ctx->search)) {
			pane_say_no_search(pane);
		} else if (!list->count) {
			pane_say(pane, _("There is no hit in %s."),
				state->table->schema->title);
		} else if (list->cursor != (back ? 0 : list->count - 1)) {
			pane_move(pane, back ? COMMAND_UP : COMMAND_DOWN);
		} else {
			pane_move(pane, back ? COMMAND_LAST : COMMAND_FIRST);
			pane_say_wrapped(pane, !back);
		}
		return true;
	default:
		return false;
	}
}

/* Goes to the column that is drawn at X; false when there is none. */
static bool table_to_column(struct table_state *state, int x)
{
	for (size_t i = 0; i < state->layout.placed; i++) {
		const struct column_place *place = &state->layout.places[i];
		int from = TABLE_MARGIN + place->x;

		if (x < from || x >= from + place->width)
			continue;
		state->column = place->column;
		return true;
	}
	return false;
}

static enum clicked table_click(struct pane *pane, int x, int y)
{
	struct table_state *state = pane->state;
	enum clicked clicked = pane_click(pane, x, y);

	if (y == 0 && state->list.count)
		return table_to_column(state, x) ? CLICKED_HEAD : CLICKED_NOTHING;
	if (clicked != CLICKED_NOTHING)
		table_to_column(state, x);
	return clicked;
}

static void table_cell(const struct pane *pane, struct str *out)
{
	const struct table_state *state = pane->state;
	struct row_ref at = table_focus(pane);

	if (at.table >= 0 && state->column < state->columns.shown)
		cell_text_add_written(
			&state->text, at.row, &state->columns.paths[state->column], out);
}

static void table_save(const struct pane *pane, struct saved_pos *out)
{
	const struct table_state *state = pane->state;

	*out = (struct saved_pos){ .row = table_focus(pane),
		.list = { .top = state->list.top,
			.column = table_column(state),
			.left = (int)state->layout.left,
			.order = state->sort.order } };
}

static void table_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct table_state *state = pane->state;

	const struct search *search = pane->ctx->search;

	/* Another entry of the history may have left the rows of another search. */
	if (memcmp(&state->sort.order, &pos->list.order, sizeof pos->list.order) != 0 ||
		state->query_change != search->query_change)
		list_sort_stop(&state->sort);
	state->sort.order = pos->list.order;
	state->at_first = false;
	state->row = pos->row.row;
	state->moved = state->back = true;
	state->top = pos->list.top;
	state->column = column_config_pos(&state->columns, (size_t)pos->list.column);
	state->layout.left = (size_t)pos->list.left;
	state->query_change = search->query_change;
	state->known = search_count(search, pane->table);
	table_sort(pane);
	table_place_cursor(pane);
}

static bool table_work(struct pane *pane, int64_t until)
{
	struct table_state *state = pane->state;
	bool known = state->gaps_known || table_work_gaps(state, until);

	if (state->sort.begun && !state->sort.done) {
		state->sort.done =
			state->sort.sorter.task.step(&state->sort.sorter.task, until);
		if (state->sort.done)
			table_place_cursor(pane);
		known &= state->sort.done;
	}
	return known;
}

static void table_progress(const struct pane *pane, struct str *out)
{
	const struct table_state *state = pane->state;
	const struct task *task = &state->sort.sorter.task;
	struct str words = STR_INIT;

	if (!state->sort.begun || (state->sort.done && !state->slow))
		return;
	list_sort_add_words(&state->sort, &state->columns, &words);
	if (state->sort.done)
		str_addf(out, _("Sorted by %s."), words.buf);
	else
		str_addf(out, _("Sorting by %s… %d %%"), words.buf,
			(int)(task->done * 100 / (task->total + 1)));
	str_release(&words);
}

static int table_need(struct pane *pane, int most)
{
	struct table_state *state = pane->state;

	table_fit_columns(state);
	if (!table_rows(state->table))
		return most;
	return TABLE_MARGIN + table_layout_need(&state->layout, most) + 1;
}

/* Exports the rows in their order and the columns in force. Why the search found them is
 * shown on the screen only: in a file it would be a column that the table has not. */
static bool table_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;

	if (!table_count(pane)) {
		str_addf(err, _("There is no row of %s to export."),
			state->table->schema->title);
		return false;
	}
	if (state->sort.order.count && !state->sort.done) {
		str_add(err, _("Still sorting. e exports the rows when it is done."));
		return false;
	}
	export_job_add_name(w, state->table->schema->name);
	w->list = table_list_new(
		pane->ctx->package, state->table, table_rowset(pane), NULL);
	w->partial = !table_complete(state->table);
	for (size_t i = 0; i < state->columns.shown; i++)
		table_list_add_path(w->list, &state->columns.paths[i]);
	w->partial |= !search_complete(search, pane->table);
	return true;
}

const struct view view_table = {
	.name = "table",
	.context = IN_LIST,
	.state_size = sizeof(struct table_state),
	.open = table_open,
	.close = table_close,
	.update = table_update,
	.draw = table_draw,
	.command = table_command,
	.moved = table_moved,
	.click = table_click,
	.go = pane_go,
	.focus = table_focus,
	.cell = table_cell,
	.save = table_save,
	.restore = table_restore,
	.step_row = pane_step_row,
	.position = table_add_position,
	.progress = table_progress,
	.work = table_work,
	.need = table_need,
	.export = table_export,
};
