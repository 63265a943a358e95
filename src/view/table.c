#include "config.h"

/*
 * A table as a list: aligned columns, the first one frozen, one row a line. The rows are
 * those of the search, in the table's order or sorted by a column; the cursor stays on
 * its row through filter, sort and new rows, and goes to the best hit while one types.
 */

#include "view/views.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/export_job.h"
#include "output/table_list.h"
#include "query/query.h"
#include "view/table_view.h"

enum {
	TABLE_BEST = 20000, /* up to so many hits the best one is looked for */
	TABLE_WIDER = 2,    /* screen columns by which + and - change one */
	TABLE_SORT_AT_ONCE = 3 * TASK_MS, /* what an update may spend on sorting */
};

static void table_open(struct pane *pane)
{
	struct table_state *state = pane->state;

	state->table = &pane->ctx->package->tables[pane->table];
	column_config_init(&state->columns, pane->ctx->package, state->table);
	pane->columns = &state->columns;
	cell_cache_init(&state->cells, &state->columns);
	state->sort = -1;
	list_resize(&state->list, 0, 1);
	pane->list = &state->list;
}

static void table_unsort(struct table_state *state)
{
	if (state->sorting)
		row_sort_release(&state->sorter);
	state->sorting = false;
	state->sorted = false;
}

static void table_close(struct pane *pane)
{
	struct table_state *state = pane->state;

	table_unsort(state);
	cell_cache_release(&state->cells);
	column_config_release(&state->columns);
	free(state->screen);
}

/* The rows as they are shown now. */
static const struct rowset *table_rowset(const struct pane *pane)
{
	const struct table_state *state = pane->state;

	return state->sorted ? &state->sorter.rows
			     : search_rows(pane->ctx->search, pane->table);
}

static size_t table_count(const struct pane *pane)
{
	const struct table_state *state = pane->state;

	return rowset_count(table_rowset(pane), table_rows(state->table));
}

/* The list may still be that of the search before, until the next update. */
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

	if (state->sort < 0 || state->sorting || !table_complete(state->table) ||
		!search_complete(ctx->search, pane->table))
		return;
	row_sort_init(&state->sorter, ctx->package, pane->table,
		&column_config_find(&state->columns, (size_t)state->sort)->path,
		state->reverse, search_rows(ctx->search, pane->table));
	state->sorting = true;
	state->sorted = state->sorter.task.step(
		&state->sorter.task, clock_now() + TABLE_SORT_AT_ONCE);
}

/*
 * Puts the cursor where it belongs after the rows became others: on the best hit while
 * one types, for that is what was meant; on its own row as soon as a person has moved,
 * for nothing may take it away from there. A row that is not among the others is kept in
 * mind: it comes back with the next letter that is deleted.
 */
static void table_settle(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	const struct rowset *rows = table_rowset(pane);
	size_t count = table_count(pane);
	uint32_t best;
	size_t place;

	if (!state->moved && search_active(search) && count <= TABLE_BEST &&
		search_best(search, pane->table, &best, 1))
		state->row = best;
	state->seen.valid = false;
	place = rowset_place(rows, state->row, !state->sorted);
	state->list.count = count;
	/* Rows that come late, of a long search or sort, must not change the scroll. */
	if (state->back)
		state->list.top = state->top;
	if (place < count)
		list_show(&state->list, place);
	else if (!state->moved && search_active(search))
		list_to(&state->list, 0);
}

/* Takes note of another search or of more rows. */
static void table_follow(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	size_t known = search_count(search, pane->table);

	if (state->query_change != search->query_change) {
		state->query_change = search->query_change;
		state->moved = false;
		state->back = false;
		table_unsort(state);
	} else if (known != state->known) {
		table_unsort(state);
	} else if (state->sorting || state->sort < 0) {
		return;
	}
	state->known = known;
	table_sort(pane);
	table_settle(pane);
}

/* Returns how many screen columns there are for those of the table. */
static int table_room(const struct pane *pane)
{
	return pane->rect.w - TABLE_MARGIN - 1;
}

/* Reads the texts of the rows on the screen, unless they stand there already. */
static void table_read(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct rowset *rows = table_rowset(pane);
	size_t count = state->list.count - state->list.top;
	struct table_seen seen = { true, pane->ctx->package->linked, state->list.top, 0,
		state->column, state->columns.changes };

	if (count > (size_t)state->list.height)
		count = (size_t)state->list.height;
	seen.count = count;
	if (!pane->changed && state->seen.valid && state->seen.linked == seen.linked &&
		state->seen.top == seen.top && state->seen.count == seen.count &&
		state->seen.column == seen.column && state->seen.changes == seen.changes)
		return;
	state->screen = array_reserve(
		state->screen, &state->screen_alloc, count + 1, sizeof *state->screen);
	for (size_t i = 0; i < count; i++)
		state->screen[i] = rowset_at(rows, state->list.top + i);
	cell_cache_read(&state->cells, state->screen, count, table_room(pane),
		state->column, pane->ctx->search);
	state->seen = seen;
}

static void table_update(struct pane *pane)
{
	struct table_state *state = pane->state;

	column_config_fit(&state->columns);
	if (state->column >= state->columns.shown)
		state->column = state->columns.shown ? state->columns.shown - 1 : 0;
	table_follow(pane);
	if (pane->changed)
		cell_cache_forget(&state->cells);
	pane->head = pane->rect.h >= TABLE_AIRY ? 2 : 1;
	list_resize(&state->list, table_count(pane), pane->rect.h - pane->head);
	if (state->list.count)
		state->row = table_focus(pane).row;
	table_read(pane);
	pane->changed = false;
}

/* Notes the row that the user went to: from now on it is the one to stay on. */
static void table_moved(struct pane *pane, int step)
{
	struct table_state *state = pane->state;

	(void)step;
	state->moved = true;
	state->back = false;
	if (state->list.count)
		state->row = table_focus(pane).row;
}

static void table_sort_by(struct pane *pane, int column, bool reverse)
{
	struct table_state *state = pane->state;

	if (!state->columns.shown) {
		pane_say(pane, "There is no column to sort by.");
		return;
	}
	table_unsort(state);
	state->sort = column;
	state->reverse = reverse;
	state->moved = true;
	state->back = false;
	if (column < 0)
		pane_say(pane, "In the order of the table.");
	else
		pane_say(pane,
			table_complete(state->table)
				? "Sorted by %s%s."
				: "To be sorted by %s%s when all rows are there.",
			column_config_find(&state->columns, (size_t)column)->path.title,
			reverse ? ", last first" : "");
	table_sort(pane);
	table_settle(pane);
}

/* Goes to the next or previous row of what was found, round the ends, and says so. */
static void table_next_hit(struct pane *pane, bool back)
{
	struct table_state *state = pane->state;
	struct list *list = &state->list;

	if (!search_active(pane->ctx->search)) {
		pane_say(pane, "Nothing is being searched for; / starts a search.");
	} else if (!list->count) {
		pane_say(pane, "There is no hit in %s.", state->table->schema->title);
	} else if (back && list->cursor == 0) {
		pane_move(pane, COMMAND_LAST);
		pane_say(pane, "From the first hit round to the last.");
	} else if (!back && list->cursor + 1 == list->count) {
		pane_move(pane, COMMAND_FIRST);
		pane_say(pane, "From the last hit round to the first.");
	} else {
		pane_move(pane, back ? COMMAND_UP : COMMAND_DOWN);
	}
}

/* How a search calls the column PATH: by its field, or where that is but the name of the
 * row that a reference leads to, by the reference. */
static const char *table_scope(const struct pane *pane, const struct path *path)
{
	const struct package *package = pane->ctx->package;
	const struct resource *schema = package->tables[pane->table].schema;
	const struct field *first = &schema->fields[path->fields[0]];
	const struct resource *reached;

	if (path->count != 2)
		return path->last->name;
	reached = &package->descriptor.resources[schema->keys[first->reference].resource];
	return reached->label.last == path->last ? first->name : path->last->name;
}

/* Adds to the search that the column has the value under the cursor; of a list, its first
 * item. */
static void table_filter_cell(struct pane *pane)
{
	struct table_state *state = pane->state;
	const struct path *path = &state->columns.paths[state->column];
	struct str *text = &pane->request.text;
	struct str value;

	if (!state->list.count)
		return;
	str_init(&value);
	package_add_value(
		pane->ctx->package, state->table, table_focus(pane).row, path, &value);
	if (path->last->type == FIELD_LIST && strstr(value.buf, ", "))
		str_truncate(&value, (size_t)(strstr(value.buf, ", ") - value.buf));
	str_clear(text);
	str_add(text, search_text(pane->ctx->search));
	if (text->len)
		str_add_char(text, ' ');
	query_add_filter(text, table_scope(pane, path), slice_of(value.buf));
	pane->request.kind = REQUEST_SEARCH;
	str_release(&value);
}

static void table_open_row(struct pane *pane)
{
	struct table_state *state = pane->state;
	struct str nearest;
	struct row_ref ref;

	str_init(&nearest);
	if (state->list.count)
		pane_request(pane, REQUEST_RECORD, table_focus(pane));
	else if (search_nearest(pane->ctx->search, &nearest, &ref))
		pane_request(pane, REQUEST_RECORD, ref);
	else
		pane_say(pane, "There is no row to open here.");
	str_release(&nearest);
}

/* The id of the column the cursor is in; 0 while there is none. */
static int table_column(const struct table_state *state)
{
	if (state->column >= state->columns.shown)
		return 0;
	return (int)column_config_at(&state->columns, state->column)->id;
}

/* Makes the column under the cursor wider by MORE, within what there is room for. */
static void table_widen(struct pane *pane, int more)
{
	struct table_state *state = pane->state;
	int most = cell_cache_most(&state->cells, state->column, table_room(pane));
	const char *end = "";
	int wide; /* several keys may come before a picture: then no cell knows of it */

	if (!state->columns.shown || !state->list.count) {
		pane_say(pane, "There is no column to make wider or narrower.");
		return;
	}
	wide = column_config_at(&state->columns, state->column)->wide;
	wide = (wide ? wide : cell_cache_width(&state->cells, state->column)) + more;
	if (wide > most) {
		wide = most;
		end = ", which is all there is room for";
	} else if (wide < COLUMN_CONFIG_NARROWEST) {
		wide = COLUMN_CONFIG_NARROWEST;
		end = ", and no narrower";
	}
	column_config_set_wide(&state->columns, (size_t)table_column(state), wide);
	pane_say(pane, "%s: %d columns wide%s", state->columns.paths[state->column].title,
		wide, end);
}

static bool table_command(struct pane *pane, enum command_id command)
{
	struct table_state *state = pane->state;
	int column = table_column(state);
	bool sorted = state->sort == column;

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
		table_open_row(pane);
		return true;
	case COMMAND_SORT:
		table_sort_by(pane, sorted && !state->reverse ? -1 : column, false);
		return true;
	case COMMAND_SORT_REVERSE:
		table_sort_by(pane, column, sorted ? !state->reverse : true);
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
		table_next_hit(pane, command == COMMAND_PREVIOUS_HIT);
		return true;
	default:
		return false;
	}
}

/* Goes to the column that stands at X; returns whether one does. */
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
	enum clicked clicked;

	if (y == 0 && state->list.count)
		return table_to_column(state, x) ? CLICKED_HEAD : CLICKED_NOTHING;
	clicked = pane_click(pane, x, y);
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
			.sort = state->sort,
			.reverse = state->reverse } };
}

static void table_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct table_state *state = pane->state;

	if (state->sort != pos->list.sort || state->reverse != pos->list.reverse)
		table_unsort(state);
	state->sort = pos->list.sort;
	state->reverse = pos->list.reverse;
	state->row = pos->row.row;
	state->moved = true;
	state->back = true;
	state->top = pos->list.top;
	state->column = column_config_place(&state->columns, (size_t)pos->list.column);
	state->cells.left = (size_t)pos->list.left;
	state->query_change = pane->ctx->search->query_change;
	state->known = search_count(pane->ctx->search, pane->table);
	table_sort(pane);
	table_settle(pane);
}

static bool table_work(struct pane *pane, int64_t until)
{
	struct table_state *state = pane->state;

	if (!state->sorting || state->sorted)
		return true;
	state->sorted = state->sorter.task.step(&state->sorter.task, until);
	if (state->sorted)
		table_settle(pane);
	return state->sorted;
}

/* The rows in their order and the columns in force; what a search found them by is told
 * on the screen only, for in a file it would be a column that the table has not. */
static bool table_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct table_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	size_t count;
	const struct path *paths = column_config_paths(&state->columns, &count);

	if (!table_count(pane)) {
		str_addf(err, "There is no row of %s to export.",
			state->table->schema->title);
		return false;
	}
	if (state->sort >= 0 && !state->sorted) {
		str_add(err,
			"The rows are not sorted yet; e exports them when they are.");
		return false;
	}
	export_job_add_name(w, state->table->schema->name);
	w->list = table_list_new(
		pane->ctx->package, state->table, table_rowset(pane), NULL);
	w->partial = !table_complete(state->table);
	for (size_t i = 0; i < count; i++)
		table_list_add_path(w->list, &paths[i]);
	w->partial |= search_active(search) && !search_complete(search, pane->table);
	return true;
}

const struct view view_table = {
	.name = "table",
	.context = IN_LIST,
	.state_size = sizeof(struct table_state),
	.open = table_open,
	.close = table_close,
	.update = table_update,
	.draw = table_view_draw,
	.command = table_command,
	.moved = table_moved,
	.click = table_click,
	.scroll = pane_scroll,
	.go = pane_go,
	.focus = table_focus,
	.cell = table_cell,
	.save = table_save,
	.restore = table_restore,
	.step_row = pane_step_row,
	.position = table_view_position,
	.work = table_work,
	.export = table_export,
};
