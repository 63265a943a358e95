#include "config.h"

/*
 * What the search found in all tables together: a group a table, the best group and in
 * each the best row first, so that what was meant stands at the top.
 */

#include "view/views.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "output/export_job.h"
#include "output/result_list.h"
#include "query/group.h"
#include "ui/list.h"
#include "view/placeholder.h"
#include "view/highlight.h"

enum {
	RESULTS_MOST = 200,   /* rows of one table; its tab shows all of them */
	RESULTS_TABLES = 256, /* with something in them; a package has fewer */
	RESULTS_LABEL = 40,   /* widest column of names */
};

/* A line: a heading of a table when row is ROW_NONE, else a row that was found. */
struct results_line {
	struct row_ref ref;
};

struct results_state {
	struct results_line *lines;
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

static void results_add(struct results_state *state, int table, uint32_t row)
{
	state->lines = array_reserve(
		state->lines, &state->alloc, state->count + 1, sizeof *state->lines);
	state->lines[state->count++] = (struct results_line){ { table, row } };
}

/* Adds the group of TABLE. */
static void results_add_table(
	struct results_state *state, const struct view_context *ctx, int table)
{
	uint32_t best[RESULTS_MOST];
	size_t count = search_best(ctx->search, table, best, RESULTS_MOST);
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		if (!group_tells(ctx->search, (struct row_ref){ table, best[i] }))
			continue;
		if (!headed)
			results_add(state, table, ROW_NONE);
		headed = true;
		results_add(state, table, best[i]);
	}
}

static void results_make(struct results_state *state, const struct view_context *ctx)
{
	int tables[RESULTS_TABLES];
	size_t count = group_order(ctx->search, tables, RESULTS_TABLES);

	state->count = 0;
	for (size_t i = 0; i < count; i++)
		results_add_table(state, ctx, tables[i]);
}

/* The cursor never stands on a heading: it goes on in the direction it came from. */
static void results_skip(struct results_state *state, bool back)
{
	struct list *list = &state->list;

	if (!state->count || state->lines[list->cursor].ref.row != ROW_NONE)
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

	if (!state->count || state->lines[state->list.cursor].ref.row == ROW_NONE)
		return ROW_NOWHERE;
	return state->lines[state->list.cursor].ref;
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
static void results_settle(struct results_state *state)
{
	for (size_t i = 0; i < state->count; i++) {
		struct row_ref ref = state->lines[i].ref;

		if (!row_ref_equal(ref, state->at))
			continue;
		state->list.top = state->top;
		list_to(&state->list, i);
		return;
	}
}

/* While nobody has moved, the best row leads, and it may be found last: the cursor stays
 * at the top. */
static void results_update(struct pane *pane)
{
	struct results_state *state = pane->state;
	const struct view_context *ctx = pane->ctx;

	if (ctx->search->query_change > state->changes)
		state->moved = false;
	if (ctx->search->changes != state->changes) {
		state->changes = ctx->search->changes;
		results_make(state, ctx);
		if (!state->moved)
			state->list.cursor = state->list.top = 0;
		list_resize(&state->list, state->count, pane->rect.h);
		if (state->moved)
			results_settle(state);
	}
	list_resize(&state->list, state->count, pane->rect.h);
	results_skip(state, false);
	if (state->list.cursor == 1)
		state->list.top = 0;
}

static void results_draw_heading(
	const struct pane *pane, struct canvas *canvas, int y, int table)
{
	const struct view_context *ctx = pane->ctx;
	size_t count = search_count(ctx->search, table);
	struct str text;
	int x = 1;

	str_init(&text);
	x += canvas_put(canvas, pane->rect, x, y,
		ctx->package->tables[table].schema->title, STYLE_STRONG);
	str_addf(&text, " %zu", count);
	if (count > RESULTS_MOST)
		str_addf(&text, ", the best %d of them", RESULTS_MOST);
	canvas_put(canvas, pane->rect, x, y, text.buf, STYLE_DIM);
	str_release(&text);
}

/* Appends the second of the columns that a row shows: enough to tell rows apart. */
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

static void results_draw_row(
	const struct pane *pane, struct canvas *canvas, int y, struct row_ref ref)
{
	const struct view_context *ctx = pane->ctx;
	int width = pane->rect.w / 2 < RESULTS_LABEL ? pane->rect.w / 2 : RESULTS_LABEL;
	int x = 3 + width + 2;
	struct str label, more, reason;
	struct slice visible[2];

	str_init(&label);
	str_init(&more);
	str_init(&reason);
	package_add_label(
		ctx->package, &ctx->package->tables[ref.table], ref.row, &label);
	results_add_more(ctx->package, ref, &more);
	visible[0] = slice_of(label.buf);
	visible[1] = slice_of(more.buf);
	search_explain(ctx->search, ref.table, ref.row, visible, 2, &reason);
	canvas_field(canvas, pane->rect, 3, y, width, visible[0], false, STYLE_TEXT);
	highlight_hits(
		canvas, pane->rect, 3, y, width, ctx->search, ref.table, -1, visible[0]);
	if (reason.len) {
		str_clear(&more);
		str_addf(&more, "← %s", reason.buf);
		visible[1] = slice_of(more.buf);
	}
	if (pane->rect.w > x + 1) {
		canvas_field(canvas, pane->rect, x, y, pane->rect.w - x - 1, visible[1],
			false, reason.len ? STYLE_NOTE : STYLE_DIM);
		if (!reason.len)
			highlight_hits(canvas, pane->rect, x, y, pane->rect.w - x - 1,
				ctx->search, ref.table, -1, visible[1]);
	}
	str_release(&label);
	str_release(&more);
	str_release(&reason);
}

static void results_draw_nothing(const struct pane *pane, struct canvas *canvas)
{
	const struct view_context *ctx = pane->ctx;
	struct str text;
	struct row_ref ref;

	str_init(&text);
	if (!search_active(ctx->search)) {
		str_add(&text,
			"Type a name in any language or spelling, a code, a year, a "
			"word: all "
			"tables are searched together.");
	} else {
		str_addf(&text,
			"Nothing matches “%s”.\nNearest: ", search_text(ctx->search));
		if (search_nearest(ctx->search, &text, &ref))
			str_add(&text, ". Enter shows it.\n");
		else
			str_truncate(&text, text.len - strlen("Nearest: "));
		str_add(&text, "Esc clears the search.");
	}
	placeholder_paragraph(canvas, pane->rect, 1, text.buf, STYLE_TEXT);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect, 3, 1, false);
	str_release(&text);
}

static void results_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct results_state *state = pane->state;
	const struct list *list = &state->list;

	if (!state->count) {
		results_draw_nothing(pane, canvas);
		return;
	}
	for (int y = 0; y < list->height && list->top + (size_t)y < state->count; y++) {
		size_t i = list->top + (size_t)y;
		struct row_ref ref = state->lines[i].ref;

		if (ref.row == ROW_NONE)
			results_draw_heading(pane, canvas, y, ref.table);
		else
			results_draw_row(pane, canvas, y, ref);
		if (i == list->cursor)
			highlight_cursor(pane, canvas, 3, y);
	}
}

static bool results_command(struct pane *pane, enum command_id command)
{
	struct row_ref ref = results_focus(pane);
	struct str nearest;

	if (command == COMMAND_NEXT_HIT)
		command = COMMAND_DOWN;
	else if (command == COMMAND_PREVIOUS_HIT)
		command = COMMAND_UP;
	if (pane_move(pane, command))
		return true;
	if (command != COMMAND_OPEN)
		return false;
	str_init(&nearest);
	if (ref.table >= 0 || search_nearest(pane->ctx->search, &nearest, &ref))
		pane_request(pane, REQUEST_RECORD, ref);
	else
		pane_say(pane, "There is no row to open here.");
	str_release(&nearest);
	return true;
}

static enum clicked results_click(struct pane *pane, int x, int y)
{
	struct results_state *state = pane->state;
	size_t line = state->list.top + (size_t)(y > 0 ? y : 0);

	if (line >= state->count || state->lines[line].ref.row == ROW_NONE)
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
	results_settle(state);
}

static void results_position(const struct pane *pane, struct str *out)
{
	const struct results_state *state = pane->state;
	size_t rows = 0, at = 0;

	for (size_t i = 0; i < state->count; i++) {
		rows += state->lines[i].ref.row != ROW_NONE;
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
	w->list = result_list_new(ctx->search, NULL);
	for (size_t i = 0; i < ctx->package->table_count; i++)
		w->partial |= !search_complete(ctx->search, (int)i);
	return true;
}

const struct view view_results = {
	.name = "results",
	.context = IN_LIST,
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
