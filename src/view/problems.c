/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The faults of the data: the rows of the list of faults (output/fault_list.h), a line
 * each, the chosen one in full below. The list grows while the data are checked. */

#include "base/intl.h"
#include "view/views.h"

#include "output/fault_list.h"
#include "ui/list.h"

enum {
	PROBLEMS_X = 3,
	PROBLEMS_PLACE = 24, /* columns for file and line */
	PROBLEMS_DETAIL = 4, /* lines for the full text */
};

struct problems_state {
	struct list list;
	struct listing *faults;
};

static void problems_open(struct pane *pane)
{
	struct problems_state *state = pane->state;

	pane->list = &state->list;
	state->faults = fault_list_new(pane->ctx->package);
}

static void problems_close(struct pane *pane)
{
	struct problems_state *state = pane->state;

	listing_free(state->faults);
}

static void problems_update(struct pane *pane)
{
	struct problems_state *state = pane->state;
	bool detail = pane->rect.h > 2 * PROBLEMS_DETAIL;

	listing_gather(state->faults);
	list_resize(&state->list, state->faults->rows,
		pane->rect.h - (detail ? PROBLEMS_DETAIL + 1 : 0));
}

static void problems_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	static const struct {
		enum fault_column column;
		int width; /* 0: the rest of the line */
	} columns[] = { { FAULT_LIST_SEVERITY, 8 }, { FAULT_LIST_PLACE, PROBLEMS_PLACE },
		{ FAULT_LIST_MESSAGE, 0 } };
	struct listing *faults = ((struct problems_state *)pane->state)->faults;
	struct str cell = STR_INIT;
	int x = PROBLEMS_X;

	for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
		enum fault_column column = columns[k].column;
		int width = columns[k].width;

		str_clear(&cell);
		faults->kind->cell(faults, i, column, &cell);
		x += canvas_field(canvas, pane->rect, width ? x : x + 1, y,
			width ? width : pane->rect.w - x - 2, slice_of(cell.buf), false,
			column == FAULT_LIST_PLACE
				? STYLE_LABEL
				: faults->kind->style(faults, i, column));
	}
	str_release(&cell);
}

static void problems_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct problems_state *state = pane->state;
	const struct package *package = pane->ctx->package;
	struct rect rect = pane->rect;
	struct str text = STR_INIT;

	if (!package->diag.count) {
		pane_draw_note(pane, canvas,
			package->complete
				? _("No problems: every file was read and every value is "
				    "valid.")
				: _("No problems so far. The data are still being "
				    "checked."));
		return;
	}
	pane_draw_list(pane, canvas, PROBLEMS_X, problems_draw_line);
	if (state->list.height == rect.h)
		return;
	rect.y += rect.h - PROBLEMS_DETAIL - 1;
	rect.h = PROBLEMS_DETAIL + 1;
	canvas_run(canvas, rect, 0, 0, 0x2500, rect.w, STYLE_RULE);
	diag_add_line(&text, &package->diag.entries[state->list.cursor]);
	pane_draw_paragraph(canvas, rect, text.buf);
	str_release(&text);
}

static bool problems_command(struct pane *pane, enum command_id command)
{
	struct problems_state *state = pane->state;
	struct row_ref ref;

	if (pane_move(pane, command))
		return true;
	if (command != COMMAND_OPEN)
		return false;
	if (!state->faults->rows)
		return true;
	ref = listing_ref(state->faults, state->list.cursor);
	if (ref.table >= 0)
		pane_request(pane, REQUEST_TAB, ref);
	else
		pane_say(pane, _("This problem is not about a row."));
	return true;
}

/* Appends the fault in full, for a mail to the keeper of the data. */
static void problems_cell(const struct pane *pane, struct str *out)
{
	const struct problems_state *state = pane->state;
	const struct diag *diag = &pane->ctx->package->diag;

	if (diag->count)
		diag_add_line(out, &diag->entries[state->list.cursor]);
}

const struct view view_problems = {
	.name = N_("Problems"),
	.context = IN_PROBLEMS,
	.state_size = sizeof(struct problems_state),
	.open = problems_open,
	.close = problems_close,
	.update = problems_update,
	.draw = problems_draw,
	.command = problems_command,
	.go = pane_go,
	.cell = problems_cell,
	.position = pane_position,
};
