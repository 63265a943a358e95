#include "config.h"

/* What is wrong with the data: a line for each fault, the chosen one in full below. The
 * faults are the package's own; here is only where the cursor is. */

#include "view/views.h"

#include "base/text.h"
#include "ui/list.h"

enum {
	PROBLEMS_X = 3,
	PROBLEMS_PLACE = 24, /* columns for file and line */
	PROBLEMS_DETAIL = 4, /* lines for the full text */
};

struct problems_state {
	struct list list;
};

static void problems_open(struct pane *pane)
{
	struct problems_state *state = pane->state;

	pane->list = &state->list;
}

static void problems_update(struct pane *pane)
{
	struct problems_state *state = pane->state;
	bool detail = pane->rect.h > 2 * PROBLEMS_DETAIL;

	list_resize(&state->list, pane->ctx->package->diag.count,
		pane->rect.h - (detail ? PROBLEMS_DETAIL + 1 : 0));
}

static void problems_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	static const enum style styles[] = { [DIAG_ERROR] = STYLE_ERROR,
		[DIAG_WARNING] = STYLE_WARNING,
		[DIAG_NOTE] = STYLE_NOTE };
	const struct diag_entry *entry = &pane->ctx->package->diag.entries[i];
	enum diag_severity severity = fault_severity(entry->fault);
	struct str place = STR_INIT;
	int x = PROBLEMS_X;

	diag_add_place(&place, entry);
	x += canvas_field(canvas, pane->rect, x, y, 8,
		slice_of(diag_severity_name(severity)), false, styles[severity]);
	x += canvas_field(canvas, pane->rect, x, y, PROBLEMS_PLACE, slice_of(place.buf),
		false, STYLE_LABEL);
	canvas_field(canvas, pane->rect, x + 1, y, pane->rect.w - x - 2,
		slice_of(entry->text), false, STYLE_TEXT);
	str_release(&place);
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
				? "The data have no problems: every file could be read, "
				  "and every value holds to what the package says of it."
				: "No problem so far; the data are still being checked.");
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

/* Appends the fault in full, for a mail to the keeper of the data. */
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
