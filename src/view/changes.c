/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* What changed, at the last reload or between two packages: the rows of the list of changes
 * (output/change_list.h), a line each, the chosen one in full below. */

#include "base/intl.h"
#include "view/views.h"

#include <string.h>

#include "output/change_list.h"
#include "ui/list.h"

enum {
	CHANGES_X = 3,
	CHANGES_TABLE = 14, /* columns of the table, where there are many */
	CHANGES_WIDE = 100,
	CHANGES_DETAIL = 5,     /* lines for the change in full */
	CHANGES_PORTION = 1000, /* rows between two looks at the clock */
};

struct changes_state {
	struct list list;
	struct listing *changes; /* NULL: they are not known yet */
	bool gathered;
};

static void changes_open(struct pane *pane)
{
	struct changes_state *state = pane->state;

	pane->list = &state->list;
}

static void changes_close(struct pane *pane)
{
	listing_free(((struct changes_state *)pane->state)->changes);
}

static bool changes_work(struct pane *pane, int64_t until)
{
	struct changes_state *state = pane->state;

	while (state->changes && !state->gathered) {
		state->gathered =
			state->changes->kind->gather(state->changes, CHANGES_PORTION);
		pane->changed = true;
		if (clock_now() >= until)
			break;
	}
	return !state->changes || state->gathered;
}

static void changes_update(struct pane *pane)
{
	struct changes_state *state = pane->state;
	bool detail = pane->rect.h > 2 * CHANGES_DETAIL;

	if (!state->changes && pane->ctx->diff) {
		state->changes = change_list_new(pane->ctx->diff, true);
		changes_work(pane, 0);
	}
	list_resize(&state->list, state->changes ? state->changes->rows : 0,
		pane->rect.h - (detail ? CHANGES_DETAIL + 1 : 0));
	pane->changed = false;
}

/* Appends the title of the table of row I, unless the row above it, on the screen too, is of
 * the same one. */
static void changes_add_table(
	const struct changes_state *state, size_t i, struct str *out)
{
	const struct diff_table *t = change_list_table(state->changes, i);

	if (i == state->list.top || change_list_table(state->changes, i - 1) != t)
		str_add(out, (t->new ? t->new : t->old)->schema->title);
}

static void changes_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	static const struct {
		enum change_column column;
		enum style style;
		int part; /* of sixteen of the line's columns; 0: the rest */
	} columns[] = { { CHANGE_LIST_LABEL, STYLE_STRONG, 4 },
		{ CHANGE_LIST_TITLE, STYLE_LABEL, 3 },
		{ CHANGE_LIST_VALUE, STYLE_TEXT, 4 }, { CHANGE_LIST_IS, STYLE_TEXT, 0 } };
	const struct changes_state *state = pane->state;
	struct listing *changes = state->changes;
	struct str cell = STR_INIT;
	int x = CHANGES_X, all;

	changes_add_table(state, i, &cell);
	if (pane->rect.w >= CHANGES_WIDE)
		x += canvas_field(canvas, pane->rect, x, y, CHANGES_TABLE,
			     str_slice(&cell), false, STYLE_HEAD) +
			1;
	all = pane->rect.w - x - 4;
	str_clear(&cell);
	changes->kind->cell(changes, i, CHANGE_LIST_MARK, &cell);
	canvas_put(canvas, pane->rect, x, y, cell.buf,
		changes->kind->style(changes, i, CHANGE_LIST_MARK));
	x += 2;
	for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
		int width = columns[k].part ? all * columns[k].part / 16
					    : pane->rect.w - x - 1;

		str_clear(&cell);
		changes->kind->cell(changes, i, columns[k].column, &cell);
		/* All of a row that only one side has. */
		if (columns[k].column == CHANGE_LIST_IS && cell.len)
			x += canvas_put(canvas, pane->rect, x, y, "→ ", STYLE_DIM);
		if (columns[k].column == CHANGE_LIST_IS)
			width = pane->rect.w - x - 1;
		x += canvas_field(canvas, pane->rect, x, y, width, str_slice(&cell),
			     false, columns[k].style) +
			1;
	}
	str_release(&cell);
}

/* Appends the change of row I in full. */
static void changes_add_detail(
	const struct changes_state *state, size_t i, struct str *out)
{
	struct listing *changes = state->changes;
	const struct diff_table *t = change_list_table(changes, i);
	size_t start;

	str_add(out, (t->new ? t->new : t->old)->schema->title);
	for (int k = 0; k < 2; k++) {
		str_add(out, " · ");
		start = out->len;
		changes->kind->cell(
			changes, i, k ? CHANGE_LIST_TITLE : CHANGE_LIST_ROW, out);
		if (out->len == start)
			str_truncate(out, start - strlen(" · "));
	}
	str_add_char(out, '\n');
	start = out->len;
	changes->kind->cell(changes, i, CHANGE_LIST_OLD, out);
	changes->kind->cell(changes, i, CHANGE_LIST_NEW, out);
	if (out->len == start) {
		changes->kind->cell(changes, i, CHANGE_LIST_VALUE, out);
		return;
	}
	str_truncate(out, start);
	str_add(out, "- ");
	changes->kind->cell(changes, i, CHANGE_LIST_OLD, out);
	str_add(out, "\n+ ");
	changes->kind->cell(changes, i, CHANGE_LIST_NEW, out);
}

static void changes_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct changes_state *state = pane->state;
	struct rect rect = pane->rect;
	struct str text = STR_INIT;

	if (!state->changes || !state->changes->rows) {
		pane_draw_note(pane, canvas,
			state->changes ? _("Nothing changed.") : _("Comparing …"));
		return;
	}
	pane_draw_list(pane, canvas, CHANGES_X, changes_draw_line);
	if (state->list.height == rect.h)
		return;
	rect.y += rect.h - CHANGES_DETAIL - 1;
	rect.h = CHANGES_DETAIL + 1;
	canvas_run(canvas, rect, 0, 0, 0x2500, rect.w, STYLE_RULE);
	changes_add_detail(state, state->list.cursor, &text);
	pane_draw_paragraph(canvas, rect, text.buf);
	str_release(&text);
}

/* Returns the row under the cursor as it is now, or ROW_NOWHERE. */
static struct row_ref changes_focus(const struct pane *pane)
{
	const struct changes_state *state = pane->state;

	return state->changes && state->changes->rows
		? listing_ref(state->changes, state->list.cursor)
		: ROW_NOWHERE;
}

static bool changes_command(struct pane *pane, enum command_id command)
{
	struct row_ref ref;

	if (pane_move(pane, command))
		return true;
	if (command != COMMAND_OPEN)
		return false;
	ref = changes_focus(pane);
	if (ref.table >= 0)
		pane_request(pane, REQUEST_RECORD, ref);
	else
		pane_say(pane, _("This row no longer exists."));
	return true;
}

const struct view view_changes = {
	.name = N_("Changes"),
	.context = IN_CHANGES,
	.state_size = sizeof(struct changes_state),
	.open = changes_open,
	.close = changes_close,
	.update = changes_update,
	.draw = changes_draw,
	.command = changes_command,
	.go = pane_go,
	.position = pane_position,
	.work = changes_work,
};
