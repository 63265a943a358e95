#include "config.h"

/*
 * What the search found in all tables together: a group for each table, the best group
 * and in each the best row first, so that what was meant is at the top. Invariant: the
 * cursor is on a row, never on a heading, as soon as there is one.
 */

#include "view/views.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/export_job.h"
#include "output/result_list.h"
#include "query/search.h"
#include "ui/list.h"

enum {
	RESULTS_MOST = 200,   /* rows of one table; its tab shows all of them */
	RESULTS_TABLES = 256, /* with hits; a package has fewer */
	RESULTS_LABEL = 40,   /* widest column of names */
	RESULTS_X = 3,        /* column in which a row starts */
};

struct results_state {
	struct row_ref *lines; /* a row, or the heading of a table: row ROW_NONE */
	size_t count, alloc;
	struct list list;
	uint64_t changes;  /* of the search, when the lines were made */
	bool moved;        /* by the user, since the search was last set */
	struct row_ref at; /* where to: it leads while more rows are found */
	size_t top;        /* line at the top then */
};

static void results_open(struct pane *pane)
{
	struct results_state *state = pane->state;

	list_resize(&state->list, 0, 1);
	pane->list = &state->list;
}

static void results_close(struct pane *pane)
{
	struct results_state *state = pane->state;

	free(state->lines);
}

static void results_make(struct results_state *state, const struct search *search)
{
	int tables[RESULTS_TABLES];
	uint32_t best[RESULTS_MOST];
	size_t count = search_tables(search, tables, RESULTS_TABLES);

	state->count = 0;
	for (size_t i = 0; i < count; i++) {
		size_t rows = search_best(search, tables[i], best, RESULTS_MOST);
		size_t heading = state->count;

		state->lines = array_reserve(state->lines, &state->alloc,
			state->count + rows + 1, sizeof *state->lines);
		for (size_t k = 0; k < rows; k++) {
			struct row_ref ref = { tables[i], best[k] };

			if (!search_lists(search, ref))
				continue;
			if (state->count == heading)
				state->lines[state->count++] =
					(struct row_ref){ tables[i], ROW_NONE };
			state->lines[state->count++] = ref;
		}
	}
}

/* Takes the cursor off a heading, on in the direction it came from. */
static void results_skip(struct results_state *state, bool back)
{
	struct list *list = &state->list;

	if (!state->count || state->lines[list->cursor].row != ROW_NONE)
		return;
	if (back && list->cursor > 0) {
		list_to(list, list->cursor - 1);
	} else {
		list_to(list, list->cursor + 1);
		if (list->cursor == 1)
			list->top = 0; /* the first heading is worth its line */
	}
}

static struct row_ref results_focus(const struct pane *pane)
{
	const struct results_state *state = pane->state;

	if (!state->count || state->lines[state->list.cursor].row == ROW_NONE)
		return ROW_NOWHERE;
	return state->lines[state->list.cursor];
}

/* Notes the row that the user went to: from now on it is the one to stay on. */
static void results_moved(struct pane *pane, int step)
{
	struct results_state *state = pane->state;

	results_skip(state, step < 0);
	state->moved = true;
	state->at = results_focus(pane);
	state->top = state->list.top;
}

/* Goes to the row to stay on, if it has been found by now. */
static void results_return(struct results_state *state)
{
	for (size_t i = 0; i < state->count; i++) {
		if (!row_ref_equal(state->lines[i], state->at))
			continue;
		state->list.top = state->top;
		list_to(&state->list, i);
		return;
	}
}

/* While the user has not moved, the best row leads, and it may be found last: the cursor
 * stays at the top. */
static void results_update(struct pane *pane)
{
	struct results_state *state = pane->state;
	const struct search *search = pane->ctx->search;

	if (search->query_change > state->changes)
		state->moved = false;
	if (search->changes != state->changes) {
		state->changes = search->changes;
		results_make(state, search);
		if (!state->moved)
			state->list.cursor = state->list.top = 0;
		list_resize(&state->list, state->count, pane->rect.h);
		if (state->moved)
			results_return(state);
	}
	list_resize(&state->list, state->count, pane->rect.h);
	results_skip(state, false);
	if (state->list.cursor == 1)
		state->list.top = 0;
}

/* Appends the first two columns of REF that are not its label, which distinguish it
 * from other rows. */
static void results_add_more(
	const struct package *package, struct row_ref ref, struct str *out)
{
	const struct table *table = &package->tables[ref.table];
	size_t shown = 0;

	for (size_t i = 0; i < table->schema->column_count && shown < 2; i++) {
		const struct path *path = &table->schema->columns[i];
		size_t start = out->len;

		if (path->last == table->schema->label.last)
			continue;
		if (shown)
			str_add(out, "  ");
		package_add_value(package, table, ref.row, path, out);
		if (out->len > start + (shown ? 2 : 0))
			shown++;
		else
			str_truncate(out, start);
	}
}

/* Draws line I: the label of a row, then why it was found or, where the label shows that,
 * what distinguishes it from others. */
static void results_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	const struct results_state *state = pane->state;
	const struct package *package = pane->ctx->package;
	const struct search *search = pane->ctx->search;
	struct row_ref ref = state->lines[i];
	int half = pane->rect.w / 2;
	int width = half < RESULTS_LABEL ? half : RESULTS_LABEL;
	int x = RESULTS_X + width + 2;
	int room = pane->rect.w - x - 1;
	struct str label = STR_INIT, more = STR_INIT, reason = STR_INIT;
	struct slice visible[2];

	if (ref.row == ROW_NONE) {
		size_t count = search_count(search, ref.table);

		x = 1 +
			canvas_put(canvas, pane->rect, 1, y,
				package->tables[ref.table].schema->title, STYLE_STRONG);
		str_addf(&more, " %zu", count);
		if (count > RESULTS_MOST)
			str_addf(&more, ", the best %d of them", RESULTS_MOST);
		canvas_put(canvas, pane->rect, x, y, more.buf, STYLE_DIM);
		str_release(&more);
		return;
	}
	package_add_label(package, &package->tables[ref.table], ref.row, &label);
	results_add_more(package, ref, &more);
	visible[0] = slice_of(label.buf);
	visible[1] = slice_of(more.buf);
	search_explain(search, ref.table, ref.row, visible, 2, &reason);
	canvas_field(
		canvas, pane->rect, RESULTS_X, y, width, visible[0], false, STYLE_TEXT);
	pane_draw_hits(canvas, pane->rect, RESULTS_X, y, width, search, ref.table, -1,
		visible[0]);
	if (reason.len) {
		str_clear(&more);
		str_addf(&more, "← %s", reason.buf);
	}
	if (room > 0)
		canvas_field(canvas, pane->rect, x, y, room, str_slice(&more), false,
			reason.len ? STYLE_NOTE : STYLE_DIM);
	if (room > 0 && !reason.len)
		pane_draw_hits(canvas, pane->rect, x, y, room, search, ref.table, -1,
			visible[1]);
	str_release(&label);
	str_release(&more);
	str_release(&reason);
}

static void results_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct results_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	struct str text = STR_INIT;

	if (state->count) {
		pane_draw_list(pane, canvas, RESULTS_X, results_draw_line);
		return;
	}
	if (!search_active(search)) {
		str_add(&text,
			"Type a name in any language or spelling, a code, a year, a "
			"word: all tables are searched together.");
	} else {
		str_addf(&text, "Nothing matches “%s”.\n", search_text(search));
		pane_add_nearest(pane, &text);
		str_add(&text, "Esc clears the search.");
	}
	pane_draw_note(pane, canvas, text.buf);
	str_release(&text);
}

static bool results_command(struct pane *pane, enum command_id command)
{
	switch (command) {
	case COMMAND_NEXT_HIT:
		return pane_move(pane, COMMAND_DOWN);
	case COMMAND_PREVIOUS_HIT:
		return pane_move(pane, COMMAND_UP);
	case COMMAND_OPEN:
		pane_open_row(pane);
		return true;
	default:
		return pane_move(pane, command);
	}
}

static enum clicked results_click(struct pane *pane, int x, int y)
{
	struct results_state *state = pane->state;
	size_t line = state->list.top + (size_t)(y > 0 ? y : 0);

	if (line >= state->count || state->lines[line].row == ROW_NONE)
		return CLICKED_NOTHING;
	return pane_click(pane, x, y);
}

static void results_save(const struct pane *pane, struct saved_pos *out)
{
	const struct results_state *state = pane->state;

	*out = (struct saved_pos){ .row = results_focus(pane),
		.list.top = state->list.top };
}

static void results_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct results_state *state = pane->state;

	results_update(pane);
	state->moved = true;
	state->at = pos->row;
	state->top = pos->list.top;
	results_return(state);
}

static void results_position(const struct pane *pane, struct str *out)
{
	const struct results_state *state = pane->state;
	size_t rows = 0, at = 0;

	for (size_t i = 0; i < state->count; i++) {
		rows += state->lines[i].row != ROW_NONE;
		if (i == state->list.cursor)
			at = rows;
	}
	str_addf(out, "All tables %zu/%zu", at, rows);
}

static bool results_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct results_state *state = pane->state;
	const struct view_context *ctx = pane->ctx;

	if (!state->count) {
		str_add(err, "Nothing is found that could be exported.");
		return false;
	}
	export_job_add_name(w, "results");
	w->list = result_list_new(ctx->search);
	for (size_t i = 0; i < ctx->package->table_count; i++)
		w->partial |= !search_complete(ctx->search, (int)i);
	return true;
}

const struct view view_results = {
	.name = "Results",
	.context = IN_RESULTS,
	.state_size = sizeof(struct results_state),
	.open = results_open,
	.close = results_close,
	.update = results_update,
	.draw = results_draw,
	.command = results_command,
	.moved = results_moved,
	.click = results_click,
	.scroll = pane_scroll,
	.focus = results_focus,
	.save = results_save,
	.restore = results_restore,
	.step_row = pane_step_row,
	.position = results_position,
	.export = results_export,
};
