#include "config.h"

/*
 * A table as a list: aligned columns, the first one frozen, a line for each row. The rows
 * are those of the search, in the table's order or sorted by columns; the cursor stays on
 * its row through filter, sort and new rows, and goes to the best hit while the user types.
 * The texts and widths of the cells are cell_cache's, the choice of columns is
 * column_config's. Invariant after an update: the cells are the texts of the rows on the
 * screen, and row is the one under the cursor.
 */

#include "view/views.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/export_job.h"
#include "output/table_list.h"
#include "query/rowset.h"
#include "ui/list.h"
#include "view/cell_cache.h"
#include "view/column_config.h"

enum {
	TABLE_MARGIN = 3,   /* columns left of the first: the mark of the cursor's row */
	TABLE_AIRY = 24,    /* rows from which a blank line follows the heads */
	TABLE_BEST = 20000, /* up to so many hits the best one is looked for */
	TABLE_WIDER = 2,    /* screen columns by which + and - change a width */
};

/* What the texts on the screen depend on. */
struct table_seen {
	bool valid;
	bool linked; /* references have names */
	size_t top, count, column;
	unsigned changes; /* of the columns */
};

struct table_state {
	const struct table *table;
	struct list list;
	struct column_config columns;
	struct cell_cache cells;
	uint32_t row;           /* under the cursor: it leads, not its position */
	bool moved;             /* by the user, since the search was last set */
	bool back;              /* returned to, and not moved since: top is kept */
	size_t top;             /* row at the top on leaving */
	struct table_seen seen; /* what the cells were read for */
	size_t column;          /* of the cursor: index in the columns shown */
	uint64_t query_change;  /* of the search that the rows were taken for */
	size_t known;           /* rows there were to take from */
	struct list_sort sort;
	bool at_first; /* sorted with the cursor on the first row, where it stays */
};

static void table_open(struct pane *pane)
{
	struct table_state *state = pane->state;

	state->table = &pane->ctx->package->tables[pane->table];
	column_config_init(&state->columns, pane->ctx->package, state->table);
	pane->columns = &state->columns;
	cell_cache_init(&state->cells, &state->columns);
	list_resize(&state->list, 0, 1);
	pane->list = &state->list;
}

static void table_close(struct pane *pane)
{
	struct table_state *state = pane->state;

	list_sort_stop(&state->sort);
	cell_cache_release(&state->cells);
	column_config_release(&state->columns);
}

/* Returns the rows as they are shown now. */
static const struct rowset *table_rowset(const struct pane *pane)
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

/* Until the next update the list may still be that of an earlier search. */
static struct row_ref table_focus(const struct pane *pane)
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
		table_complete(state->table) &&
		search_complete(ctx->search, pane->table))
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

/* Returns the screen columns for the columns of the table. */
static int table_room(const struct pane *pane)
{
	return pane->rect.w - TABLE_MARGIN - 1;
}

/* Reads the texts of the rows on the screen, unless that was done. */
static void table_read(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct list *list = &state->list;
	size_t count = list->count - list->top;
	struct table_seen seen = { true, pane->ctx->package->linked, list->top, 0,
		state->column, state->columns.changes };
	uint32_t *rows;

	if (count > (size_t)list->height)
		count = (size_t)list->height;
	seen.count = count;
	if (!pane->changed && state->seen.valid && state->seen.linked == seen.linked &&
		state->seen.top == seen.top && state->seen.count == seen.count &&
		state->seen.column == seen.column && state->seen.changes == seen.changes)
		return;
	rows = xreallocarray(NULL, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = rowset_at(table_rowset(pane), list->top + i);
	cell_cache_read(&state->cells, rows, count, table_room(pane), state->column,
		pane->ctx->search);
	free(rows);
	state->seen = seen;
}

static void table_update(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	size_t known = search_count(search, pane->table);
	bool other = state->query_change != search->query_change;
	bool more = known != state->known;

	column_config_fit(&state->columns);
	if (state->column >= state->columns.shown)
		state->column = state->columns.shown ? state->columns.shown - 1 : 0;
	if (other)
		state->moved = state->back = state->at_first = false;
	if (other || more)
		list_sort_stop(&state->sort);
	state->query_change = search->query_change;
	state->known = known;
	if (other || more || (state->sort.order.count && !state->sort.begun)) {
		table_sort(pane);
		table_place_cursor(pane);
	}
	if (pane->changed)
		cell_cache_forget(&state->cells);
	pane->head = pane->rect.h >= TABLE_AIRY ? 2 : 1;
	list_resize(&state->list, table_count(pane), pane->rect.h - pane->head);
	if (state->list.count)
		state->row = table_focus(pane).row;
	table_read(pane);
	pane->changed = false;
}

static bool table_right_aligned(const struct path *path)
{
	return path->last->type == FIELD_INTEGER || path->last->type == FIELD_NUMBER;
}

/* Draws the cells of ROW of the screen, the search's hits marked, or, in the last column,
 * why the row was found. */
static void table_draw_row(
	const struct pane *pane, struct canvas *canvas, size_t row, int y)
{
	const struct table_state *state = pane->state;
	struct row_ref ref = { pane->table,
		rowset_at(table_rowset(pane), state->list.top + row) };

	for (size_t i = 0; i < state->cells.placed; i++) {
		const struct column_place *place = &state->cells.places[i];
		struct slice text = cell_cache_text(&state->cells, row, place->column);
		const struct path *path = &state->columns.paths[place->column];
		int x = TABLE_MARGIN + place->x;
		int pad = 0;

		if (place->column < state->columns.shown) {
			bool right = table_right_aligned(path);

			canvas_field(canvas, pane->rect, x, y, place->width, text, right,
				STYLE_TEXT);
			if (right && text_width(text) < place->width)
				pad = place->width - text_width(text);
			pane_draw_hits(canvas, pane->rect, x + pad, y, place->width - pad,
				pane->ctx->search, pane->table,
				path->count == 1 ? (int)path->fields[0] : -1, text);
			if (path->count == 1 &&
				search_hits_value(
					pane->ctx->search, ref, path->fields[0]))
				canvas_overlay(canvas, pane->rect, x + pad, y,
					text_width(text) < place->width
						? text_width(text)
						: place->width,
					OVERLAY_HIT);
		} else if (text.len) {
			pane_draw_reason(canvas, pane->rect, x, y, place->width,
				pane->ctx->search, pane->table, text);
		}
	}
	if (state->list.top + row == state->list.cursor)
		pane_draw_cursor(pane, canvas, TABLE_MARGIN, y);
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
		str_addf(&text, "Loading %s …", schema->title);
	} else if (!search_complete(search, pane->table)) {
		str_addf(&text, "Searching %s …", schema->title);
	} else if (search_limits(search, pane->table) && table_rows(table)) {
		if (search_active(search)) {
			pane_add_no_hit(pane, &text);
			str_add_char(&text, '\n');
		}
		pane_add_unfiltered(pane, &text);
	} else if (i < diag->count) {
		str_addf(&text, "%s: no rows.\n%s: %s\n! lists all problems.",
			schema->title, diag->entries[i].place.file,
			diag->entries[i].text);
	} else {
		str_addf(&text, "%s: no rows. The file %s has only a header.",
			schema->title, schema->path ? schema->path : "");
	}
	pane_draw_note(pane, canvas, text.buf);
	str_release(&text);
}

static void table_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct table_state *state = pane->state;
	const struct column_config *columns = &state->columns;
	struct str title = STR_INIT;

	if (!state->list.count) {
		table_draw_nothing(pane, canvas);
		return;
	}
	for (size_t i = 0; i < state->cells.placed; i++) {
		const struct column_place *place = &state->cells.places[i];
		const struct path *path = &columns->paths[place->column];

		if (place->column >= columns->shown)
			continue;
		str_clear(&title);
		str_add(&title, path->heading ? path->heading : path->title);
		list_sort_add_sign(&state->sort,
			column_config_at(columns, place->column)->id, &title);
		canvas_field(canvas, pane->rect, TABLE_MARGIN + place->x, 0, place->width,
			slice_of(title.buf), table_right_aligned(path),
			place->column == state->column ? STYLE_STRONG : STYLE_HEAD);
	}
	str_release(&title);
	for (size_t i = 0; i < state->cells.rows; i++)
		table_draw_row(pane, canvas, i, pane->head + (int)i);
}

/* Appends the position, "9/45", and how many columns are not seen at either side. */
static void table_position(const struct pane *pane, struct str *out)
{
	const struct table_state *state = pane->state;
	size_t last = 0;

	pane_position(pane, out);
	if (!state->list.count)
		return;
	/* The column of reasons is placed too, but is none of the table's. */
	for (size_t i = 0; i < state->cells.placed; i++)
		if (state->cells.places[i].column < state->columns.shown)
			last = state->cells.places[i].column;
	if (state->cells.left > 1)
		str_addf(out, "  ‹ +%zu", state->cells.left - 1);
	if (last + 1 < state->columns.shown) {
		str_add(out, "  +");
		str_add_count(out, state->columns.shown - 1 - last, "column", NULL);
		str_add(out, " ›");
	}
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
		pane_say(pane, "There is no column to sort by.");
		return;
	}
	list_sort_by(&state->sort, table_column(state), always);
	state->moved = true;
	state->back = false;
	state->at_first = !state->list.cursor;
	list_sort_add_words(&state->sort, &state->columns, &words);
	if (!words.len)
		pane_say(pane, "Original order restored.");
	else if (table_complete(state->table))
		pane_say(pane, "Sorted by %s.", words.buf);
	else
		pane_say(pane, "Will be sorted by %s, when all rows are there.", words.buf);
	str_release(&words);
	table_sort(pane);
	table_place_cursor(pane);
}

/* Requests a filter by the value under the cursor; of a list, by its first item. */
static void table_filter_cell(struct pane *pane)
{
	struct table_state *state = pane->state;
	struct value_column column;

	if (!state->list.count)
		return;
	value_column_init(&column, pane->ctx->package, pane->table,
		&state->columns.paths[state->column], true);
	pane->request.filter = filter_new(&column, 0);
	filter_add_cell(pane->request.filter, table_focus(pane).row);
	pane->request.kind = REQUEST_FILTER;
}

/* Makes the column under the cursor wider by MORE, within what there is room for. */
static void table_widen(struct pane *pane, int more)
{
	struct table_state *state = pane->state;
	int most = cell_cache_most(&state->cells, state->column, table_room(pane));
	const char *end = "";
	int width; /* several keys may come before a picture: then no cell knows of it */

	if (!state->columns.shown || !state->list.count) {
		pane_say(pane, "There is no column to make wider or narrower.");
		return;
	}
	width = column_config_at(&state->columns, state->column)->user_width;
	width = (width ? width : cell_cache_width(&state->cells, state->column)) + more;
	if (width > most) {
		width = most;
		end = " (widest)";
	} else if (width < COLUMN_CONFIG_NARROWEST) {
		width = COLUMN_CONFIG_NARROWEST;
		end = " (narrowest)";
	}
	column_config_set_width(&state->columns, (size_t)table_column(state), width);
	pane_say(pane, "%s: %d characters wide%s",
		state->columns.paths[state->column].title, width, end);
}

static bool table_command(struct pane *pane, enum command_id command)
{
	struct table_state *state = pane->state;
	const struct list *list = &state->list;
	bool back = command == COMMAND_PREVIOUS_HIT;

	if (pane_move(pane, command))
		return true;
	switch (command) {
	case COMMAND_LEFT:
		state->column -= state->column > 0;
		return true;
	case COMMAND_RIGHT:
		state->column += state->column + 1 < state->columns.shown;
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
			pane_say(pane, "No search yet. / starts one.");
		} else if (!list->count) {
			pane_say(pane, "There is no hit in %s.",
				state->table->schema->title);
		} else if (list->cursor != (back ? 0 : list->count - 1)) {
			pane_move(pane, back ? COMMAND_UP : COMMAND_DOWN);
		} else {
			pane_move(pane, back ? COMMAND_LAST : COMMAND_FIRST);
			pane_say(pane, "Search wrapped to the %s hit.",
				back ? "last" : "first");
		}
		return true;
	default:
		return false;
	}
}

/* Goes to the column that is drawn at X; false when there is none. */
static bool table_to_column(struct table_state *state, int x)
{
	for (size_t i = 0; i < state->cells.placed; i++) {
		const struct column_place *place = &state->cells.places[i];
		int from = TABLE_MARGIN + place->x;

		if (x < from || x >= from + place->width ||
			place->column >= state->columns.shown)
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
		package_add_value(pane->ctx->package, state->table, at.row,
			&state->columns.paths[state->column], out);
}

static void table_save(const struct pane *pane, struct saved_pos *out)
{
	const struct table_state *state = pane->state;

	*out = (struct saved_pos){ .row = table_focus(pane),
		.list = { .top = state->list.top,
			.column = table_column(state),
			.left = (int)state->cells.left,
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
	state->cells.left = (size_t)pos->list.left;
	state->query_change = search->query_change;
	state->known = search_count(search, pane->table);
	table_sort(pane);
	table_place_cursor(pane);
}

static bool table_work(struct pane *pane, int64_t until)
{
	struct table_state *state = pane->state;

	if (!state->sort.begun || state->sort.done)
		return true;
	state->sort.done = state->sort.sorter.task.step(&state->sort.sorter.task, until);
	if (state->sort.done)
		table_place_cursor(pane);
	return state->sort.done;
}

/* Exports the rows in their order and the columns in force. Why the search found them is
 * shown on the screen only: in a file it would be a column that the table has not. */
static bool table_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;

	if (!table_count(pane)) {
		str_addf(err, "There is no row of %s to export.",
			state->table->schema->title);
		return false;
	}
	if (state->sort.order.count && !state->sort.done) {
		str_add(err, "Still sorting. e exports the rows when it is done.");
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
	.position = table_position,
	.work = table_work,
	.export = table_export,
};
