#include "config.h"

/* What is wrong with the data: a line a fault, the chosen one in full below. */

#include "view/views.h"

#include "base/text.h"
#include "ui/list.h"
#include "view/placeholder.h"
#include "view/highlight.h"

enum { PROBLEMS_DETAIL = 4, PROBLEMS_PLACE = 24 };

struct problems_state {
	struct list list;
};

static void problems_open(struct pane *pane)
{
	struct problems_state *state = pane->state;

	pane->list = &state->list;
}

static int problems_height(const struct pane *pane)
{
	return pane->rect.h > 2 * PROBLEMS_DETAIL ? pane->rect.h - PROBLEMS_DETAIL - 1
						  : pane->rect.h;
}

static void problems_update(struct pane *pane)
{
	struct problems_state *state = pane->state;

	list_resize(&state->list, pane->ctx->package->diag.count, problems_height(pane));
}

static enum style problems_style(const struct diag_entry *entry)
{
	switch (fault_severity(entry->fault)) {
	case DIAG_ERROR:
		return STYLE_ERROR;
	case DIAG_WARNING:
		return STYLE_WARNING;
	default:
		return STYLE_NOTE;
	}
}

static void problems_draw_entry(const struct pane *pane, struct canvas *canvas, int y,
	const struct diag_entry *entry)
{
	int x = 3;
	struct str place;

	str_init(&place);
	diag_add_place(&place, entry);
	x += canvas_field(canvas, pane->rect, x, y, 8,
		slice_of(diag_severity_name(fault_severity(entry->fault))), false,
		problems_style(entry));
	x += canvas_field(canvas, pane->rect, x, y, PROBLEMS_PLACE, slice_of(place.buf),
		false, STYLE_LABEL);
	canvas_field(canvas, pane->rect, x + 1, y, pane->rect.w - x - 2,
		slice_of(entry->text), false, STYLE_TEXT);
	str_release(&place);
}

static void problems_draw_detail(
	const struct pane *pane, struct canvas *canvas, const struct diag_entry *entry)
{
	struct rect rect = pane->rect;
	struct str text;

	rect.y += rect.h - PROBLEMS_DETAIL - 1;
	rect.h = PROBLEMS_DETAIL + 1;
	canvas_run(canvas, rect, 0, 0, 0x2500, rect.w, STYLE_RULE);
	str_init(&text);
	diag_add_line(&text, entry);
	placeholder_paragraph(canvas, rect, 1, text.buf, STYLE_TEXT);
	str_release(&text);
}

static void problems_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct problems_state *state = pane->state;
	const struct list *list = &state->list;
	const struct diag *diag = &pane->ctx->package->diag;

	if (!diag->count) {
		placeholder_paragraph(canvas, pane->rect, 1,
			pane->ctx->package->complete
				? "The data have no problems: every file could be read, "
				  "and every "
				  "value holds to what the package says of it."
				: "No problem so far; the data are still being checked.",
			STYLE_TEXT);
		if (pane->focused)
			canvas_cursor(canvas, pane->rect, 3, 1, false);
		return;
	}
	for (int y = 0; y < list->height && list->top + (size_t)y < diag->count; y++) {
		size_t i = list->top + (size_t)y;

		problems_draw_entry(pane, canvas, y, &diag->entries[i]);
		if (i == list->cursor)
			highlight_cursor(pane, canvas, 3, y);
	}
	if (problems_height(pane) < pane->rect.h)
		problems_draw_detail(pane, canvas, &diag->entries[list->cursor]);
}

static bool problems_command(struct pane *pane, enum command_id command)
{
	struct problems_state *state = pane->state;
	const struct diag *diag = &pane->ctx->package->diag;
	const struct diag_place *place;

	if (pane_move(pane, command))
		return true;
	if (command != COMMAND_OPEN)
		return false;
	if (!diag->count)
		return true;
	place = &diag->entries[state->list.cursor].place;
	if (place->table >= 0 &&
		place->row < table_rows(&pane->ctx->package->tables[place->table]))
		pane_request(pane, REQUEST_TAB,
			(struct row_ref){ place->table, (uint32_t)place->row });
	else
		pane_say(pane, "This fault is about no row of a table.");
	return true;
}

/* The fault as it is told, for a mail to whoever keeps the data. */
static void problems_cell(const struct pane *pane, struct str *out)
{
	const struct problems_state *state = pane->state;
	const struct diag *diag = &pane->ctx->package->diag;

	if (diag->count)
		diag_add_line(out, &diag->entries[state->list.cursor]);
}

static void problems_position(const struct pane *pane, struct str *out)
{
	str_add(out, "Problems ");
	pane_position(pane, out);
}

const struct view view_problems = {
	.name = "problems",
	.context = IN_LIST,
	.state_size = sizeof(struct problems_state),
	.open = problems_open,
	.update = problems_update,
	.draw = problems_draw,
	.command = problems_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.go = pane_go,
	.cell = problems_cell,
	.position = problems_position,
};
