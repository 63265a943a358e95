/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What the search found in all tables together: a group for each table, tabs in their
 * order and lookups last, in each the best rows first; the rest of a long group is opened
 * by its last line. Invariant: the cursor is never on a heading, as soon as there is a
 * row.
 */

#include "base/intl.h"
#include "view/views.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/localname.h"
#include "output/listing.h"
#include "output/result_list.h"
#include "query/search.h"
#include "ui/list.h"

enum {
	RESULTS_FEW = 5,        /* rows of a group before it is opened */
	RESULTS_MOST = 200,     /* and then; its tab shows all of them */
	RESULTS_TABLES = 256,   /* with hits; a package has fewer */
	RESULTS_LABEL_CUT = 35, /* columns of a name, or two fifths of a wide pane */
	RESULTS_X = 3,          /* column in which a row starts */
};

struct results_line {
	enum {
		LINE_HEADING, /* of a group */
		LINE_ROW,
		LINE_REST, /* opens the rest of a group */
	} kind;
	struct row_ref ref; /* a row, or the table of the group: row ROW_NONE */
	size_t count;       /* rows of the group, or of the rest of it */
	int width;          /* of the names of the group */
};

struct results_state {
	struct results_line *lines;
	size_t count, alloc;
	size_t rows;  /* among the lines */
	size_t best;  /* line of the best row */
	bool *opened; /* by table: the whole group is shown */
	struct list list;
	uint64_t changes;  /* of the search, when the lines were made */
	bool moved;        /* by the user, since the search was last set */
	struct row_ref at; /* where to: it leads while more rows are found */
	size_t top;        /* line at the top then */
};

static void results_open(struct pane *pane)
{
	struct results_state *state = pane->state;

	state->opened = xcalloc(pane->ctx->package->table_count, sizeof *state->opened);
	list_resize(&state->list, 0, 1);
	pane->list = &state->list;
}

static void results_close(struct pane *pane)
{
	struct results_state *state = pane->state;

	free(state->lines);
	free(state->opened);
}

/* Adds the group of TABLE, unless no row of it is to be listed. */
static void add_group(struct results_state *state, const struct search *search, int table)
{
	struct row_ref best[RESULTS_MOST];
	uint32_t rows[RESULTS_MOST];
	size_t found = search_best(search, table, rows, RESULTS_MOST);
	size_t total = search_count(search, table), count = 0, first = state->count;
	struct str label = STR_INIT;
	struct results_line line = { LINE_HEADING, { table, ROW_NONE }, 0, 0 };

	for (size_t i = 0; i < found; i++) {
		best[count] = (struct row_ref){ table, rows[i] };
		count += search_lists(search, best[count]);
	}
	if (!count)
		return;
	line.count = total - (found - count);
	if (!state->opened[table] && count > RESULTS_FEW)
		count = RESULTS_FEW;
	*ARRAY_ADD(state->lines, state->count, state->alloc) = line;
	for (size_t i = 0; i < count; i++) {
		int width;

		str_clear(&label);
		package_add_shown_name(search->package, best[i], &label);
		width = text_width(str_slice(&label));
		line.width = width > line.width ? width : line.width;
		*ARRAY_ADD(state->lines, state->count, state->alloc) =
			(struct results_line){ LINE_ROW, best[i], 0, 0 };
	}
	str_release(&label);
	state->rows += count;
	line.kind = LINE_REST;
	line.count -= count;
	if (line.count && !state->opened[table])
		*ARRAY_ADD(state->lines, state->count, state->alloc) = line;
	for (size_t i = first; i < state->count; i++)
		state->lines[i].width = line.width;
}

/* Makes the lines. Of the groups' first rows the one with the best rank is what was
 * meant, though a group may be above it. Rows of lookups are shown when one is just what
 * was typed, or when nothing else was found. */
static void results_make(struct results_state *state, const struct search *search)
{
	int tables[RESULTS_TABLES];
	size_t count = search_tables(search, tables, RESULTS_TABLES);
	enum search_rank best = RANK_NONE;

	state->count = state->rows = 0;
	state->best = 0;
	for (size_t i = 0; i < count; i++) {
		size_t first = state->count + 1;
		enum search_rank rank = RANK_NONE;
		uint32_t row;

		if (search_best(search, tables[i], &row, 1))
			rank = search_rank(search, tables[i], row);
		if (search_is_lookup(search, tables[i]) && state->count &&
			rank > RANK_ALIAS)
			continue;
		add_group(state, search, tables[i]);
		if (state->count > first && rank < best) {
			best = rank;
			state->best = first;
		}
	}
}

/* Takes the cursor off a heading, on in the direction it came from. */
static void results_skip(struct results_state *state, bool back)
{
	struct list *list = &state->list;

	if (!state->count || state->lines[list->cursor].kind != LINE_HEADING)
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

	if (!state->count || state->lines[state->list.cursor].kind != LINE_ROW)
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
static void results_return(struct results_state *state)
{
	for (size_t i = 0; i < state->count; i++) {
		if (!row_ref_equal(state->lines[i].ref, state->at))
			continue;
		state->list.top = state->top;
		list_to(&state->list, i);
		return;
	}
}

/* While the user has not moved, the cursor is on the best row, which may be found last. */
static void results_update(struct pane *pane)
{
	struct results_state *state = pane->state;
	const struct search *search = pane->ctx->search;

	if (search->query_change > state->changes) {
		state->moved = false;
		memset(state->opened, 0,
			pane->ctx->package->table_count * sizeof *state->opened);
	}
	if (search->changes != state->changes) {
		state->changes = search->changes;
		results_make(state, search);
		if (!state->moved)
			state->list.cursor = state->list.top = 0;
		list_resize(&state->list, state->count, pane->rect.h);
		if (state->moved)
			results_return(state);
		else if (state->count)
			list_to(&state->list, state->best);
	}
	list_resize(&state->list, state->count, pane->rect.h);
	results_skip(state, false);
	if (state->list.cursor == 1)
		state->list.top = 0;
}

/* Draws the row of line I: its name, what it answers, and why it was found. */
static void results_draw_row(const struct pane *pane, struct canvas *canvas, int y,
	const struct results_line *line)
{
	const struct package *package = pane->ctx->package;
	const struct search *search = pane->ctx->search;
	int half = pane->rect.w / 2, fifths = pane->rect.w * 2 / 5, width, x;
	int table = line->ref.table;
	struct result_text text = { STR_INIT, STR_INIT, 0 };
	struct str label = STR_INIT;
	struct slice name;
	size_t plain;

	plain = package_add_shown_name(package, line->ref, &label);
	name = str_slice(&label);
	/* A short date and a short reason are to have room behind the names. */
	width = half < RESULTS_LABEL_CUT ? half : RESULTS_LABEL_CUT;
	width = width < fifths ? fifths : width;
	width = width < line->width ? width : line->width;
	x = RESULTS_X + width + RESULT_GAP;
	result_compose(search, line->ref, result_visible(name, width),
		pane->rect.w - x - 1, &text);
	pane_draw_name(canvas, pane->rect, RESULTS_X, y, width, name, plain, STYLE_TEXT);
	pane_draw_hits(canvas, pane->rect, RESULTS_X, y, width, search, table, -1, name);
	if (text.width) {
		canvas_field(canvas, pane->rect, x, y, text.width,
			str_slice(&text.answer), false, STYLE_DIM);
		pane_draw_hits(canvas, pane->rect, x, y, text.width, search, table, -1,
			str_slice(&text.answer));
		x += text.width + RESULT_GAP;
	}
	if (text.reason.len)
		pane_draw_reason(canvas, pane->rect, x, y, pane->rect.w - x - 1, search,
			table, str_slice(&text.reason));
	str_release(&label);
	str_release(&text.answer);
	str_release(&text.reason);
}

static void results_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	const struct results_state *state = pane->state;
	const struct results_line *line = &state->lines[i];
	int table = line->ref.table;
	struct str text = STR_INIT;
	int x = 1;

	if (line->kind == LINE_ROW) {
		results_draw_row(pane, canvas, y, line);
		return;
	}
	if (line->kind == LINE_REST) {
		str_addf(&text, _("%zu more ›"), line->count);
		canvas_put(canvas, pane->rect, RESULTS_X, y, text.buf, STYLE_LINK);
	} else {
		x += canvas_put(canvas, pane->rect, x, y,
			pane->ctx->package->tables[table].schema->title, STYLE_STRONG);
		str_add_char(&text, ' ');
		if (line->count > RESULTS_MOST && state->opened[table])
			/* TRANSLATORS: how many hits, how many of them are listed */
			str_addf(&text, _("%zu, the best %d of them"), line->count,
				RESULTS_MOST);
		else
			str_addf(&text, "%zu", line->count);
		canvas_put(canvas, pane->rect, x, y, text.buf, STYLE_DIM);
	}
	str_release(&text);
}

static void results_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct results_state *state = pane->state;
	const struct search *search = pane->ctx->search;
	struct str text = STR_INIT;
	bool complete = true;

	for (size_t i = 0; i < search->package->table_count; i++)
		complete &= search_complete(search, (int)i);
	if (state->count) {
		pane_draw_list(pane, canvas, RESULTS_X, results_draw_line);
		return;
	}
	if (!search_active(search)) {
		str_add(&text,
			_("Type a name in any language or spelling, a code, a year, a "
			  "word: all tables are searched together."));
	} else if (complete) {
		pane_add_no_hit(pane, &text);
	} else {
		str_add(&text, _("Searching …"));
	}
	pane_draw_note(pane, canvas, text.buf);
	str_release(&text);
}

/* Shows the rest of the group at the cursor, which is then on the first row of it; returns
 * false when the cursor is on no such line. */
static bool results_open_rest(struct pane *pane)
{
	struct results_state *state = pane->state;
	const struct results_line *line;

	if (!state->count)
		return false;
	line = &state->lines[state->list.cursor];
	if (line->kind != LINE_REST)
		return false;
	state->opened[line->ref.table] = true;
	results_make(state, pane->ctx->search);
	list_resize(&state->list, state->count, pane->rect.h);
	results_moved(pane, 1);
	return true;
}

static bool results_command(struct pane *pane, enum command_id command)
{
	struct list *list = pane->list;
	bool back = command == COMMAND_PREVIOUS_HIT;
	size_t before = list->cursor;

	switch (command) {
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		/* All rows are hits. */
		pane_move(pane, back ? COMMAND_UP : COMMAND_DOWN);
		if (list->cursor != before || !list->count)
			return true;
		pane_move(pane, back ? COMMAND_LAST : COMMAND_FIRST);
		pane_say_wrapped(pane, !back);
		return true;
	case COMMAND_OPEN:
		if (!results_open_rest(pane))
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

	if (line >= state->count || state->lines[line].kind == LINE_HEADING)
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
	size_t at = 0;

	for (size_t i = 0; i < state->count && i <= state->list.cursor; i++)
		at += state->lines[i].kind == LINE_ROW;
	str_addf(out, _("All tables %zu/%zu"), at, state->rows);
}

/* The rest of a group is opened on the way down, and passed on the way up. */
static struct row_ref results_step_row(struct pane *pane, int step)
{
	struct results_state *state = pane->state;
	struct row_ref next = pane_step_row(pane, step);

	if (!state->count || state->lines[state->list.cursor].kind != LINE_REST)
		return next;
	if (step < 0)
		return pane_step_row(pane, step);
	results_open_rest(pane);
	return results_focus(pane);
}

struct row_ref results_only(const struct pane *pane)
{
	const struct results_state *state = pane->state;

	return state->rows == 1 ? state->lines[1].ref : ROW_NOWHERE;
}

static bool results_export(const struct pane *pane, struct export_job *w, struct str *err)
{
	const struct results_state *state = pane->state;
	const struct view_context *ctx = pane->ctx;

	if (!state->count) {
		str_add(err, _("There is no hit to export."));
		return false;
	}
	export_job_add_name(w, "results");
	w->list = result_list_new(ctx->search, 0);
	for (size_t i = 0; i < ctx->package->table_count; i++)
		w->partial |= !search_complete(ctx->search, (int)i);
	return true;
}

const struct view view_results = {
	.name = N_("Results"),
	.context = IN_RESULTS,
	.state_size = sizeof(struct results_state),
	.open = results_open,
	.close = results_close,
	.update = results_update,
	.draw = results_draw,
	.command = results_command,
	.moved = results_moved,
	.click = results_click,
	.focus = results_focus,
	.save = results_save,
	.restore = results_restore,
	.step_row = results_step_row,
	.position = results_position,
	.export = results_export,
};
