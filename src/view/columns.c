#include "config.h"

/* The columns of a list to choose from: a line a column, with a mark when it is shown. */

#include "view/views.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "data/bali_ext.h"
#include "ui/list.h"
#include "view/column_config.h"
#include "view/highlight.h"

enum {
	COLUMNS_MARGIN = 3, /* left of the marks */
	COLUMNS_MARK = 4,   /* the mark and a blank */
	COLUMNS_TITLE = 30,
	COLUMNS_NAME = 28,
	COLUMNS_LEAST = 8, /* narrower than this nothing can be read */
	COLUMNS_AIRY = 16, /* from this many rows on a blank line stands under the head */
};

struct columns_state {
	struct column_config *set; /* of the list below */
	struct list list;
};

static void columns_open(struct pane *pane)
{
	struct columns_state *state = pane->state;

	state->set = pane->ctx->columns;
	list_resize(&state->list, state->set->count, 1);
	pane->list = &state->list;
}

static void columns_update(struct pane *pane)
{
	struct columns_state *state = pane->state;

	column_config_fit(state->set);
	pane->head = pane->rect.h >= COLUMNS_AIRY ? 3 : 1;
	list_resize(&state->list, state->set->count, pane->rect.h - pane->head);
}

/* Draws TEXT at column X, WIDTH wide where there is room for that, and returns where
 * there is room again. */
static int columns_draw_field(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, const char *text, enum style style)
{
	int room = pane->rect.w - x - 1;

	if (room >= COLUMNS_LEAST)
		canvas_field(canvas, pane->rect, x, y, width < room ? width : room,
			slice_of(text), false, style);
	return x + width + 1;
}

static void columns_draw_column(const struct pane *pane, struct canvas *canvas, int y,
	const struct column_config_column *column)
{
	const struct columns_state *state = pane->state;
	const struct column_config *set = state->set;
	enum style style = column->shown ? STYLE_TEXT : STYLE_DIM;
	int x = COLUMNS_MARGIN;
	struct str text;

	str_init(&text);
	canvas_put(canvas, pane->rect, x, y, column->shown ? "[x]" : "[ ]", style);
	x += COLUMNS_MARK;
	x = columns_draw_field(
		pane, canvas, x, y, COLUMNS_TITLE, column->path.title, style);
	highlight_hits(canvas, pane->rect, COLUMNS_MARGIN + COLUMNS_MARK, y,
		COLUMNS_TITLE, pane->ctx->find, -1, -1, slice_of(column->path.title));
	path_add_name(
		&column->path, &set->package->descriptor, set->table->schema, &text);
	x = columns_draw_field(pane, canvas, x, y, COLUMNS_NAME, text.buf, STYLE_DIM);
	str_clear(&text);
	if (column->wide)
		str_addf(&text, "%d wide", column->wide);
	columns_draw_field(pane, canvas, x, y, COLUMNS_LEAST, text.buf, STYLE_NOTE);
	str_release(&text);
}

static void columns_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct columns_state *state = pane->state;
	struct str text;

	str_init(&text);
	str_addf(&text, "Columns of %s", state->set->table->schema->title);
	canvas_field(canvas, pane->rect, COLUMNS_MARGIN, 0,
		pane->rect.w - COLUMNS_MARGIN - 1, slice_of(text.buf), false,
		STYLE_STRONG);
	if (pane->head > 1)
		canvas_field(canvas, pane->rect, COLUMNS_MARGIN, 1,
			pane->rect.w - COLUMNS_MARGIN - 1,
			slice_of("The first one shown stays where it is when the others "
				 "are scrolled."),
			false, STYLE_NOTE);
	str_release(&text);
	if (!state->list.count && pane->focused)
		canvas_cursor(canvas, pane->rect, COLUMNS_MARGIN, 0, false);
	for (int y = 0; y < state->list.height; y++) {
		size_t i = state->list.top + (size_t)y;

		if (i >= state->list.count)
			break;
		columns_draw_column(
			pane, canvas, pane->head + y, &state->set->columns[i]);
		if (i == state->list.cursor)
			highlight_cursor(pane, canvas, COLUMNS_MARGIN, pane->head + y);
	}
}

static void columns_toggle(struct pane *pane)
{
	struct columns_state *state = pane->state;

	if (!column_config_toggle(state->set, state->list.cursor))
		pane_say(pane, "This is the only column; one has to stay.");
}

static void columns_move(struct pane *pane, int step)
{
	struct columns_state *state = pane->state;

	if (column_config_move(state->set, state->list.cursor, step))
		list_command(&state->list, step < 0 ? COMMAND_UP : COMMAND_DOWN);
	else
		pane_say(pane,
			step < 0 ? "This is the first column."
				 : "This is the last column.");
}

static void columns_all(struct pane *pane)
{
	struct columns_state *state = pane->state;
	struct column_config *set = state->set;

	if (set->shown < set->count) {
		column_config_show_all(set);
		pane_say(pane,
			"All %zu columns; a again: those the table has of its own.",
			set->count);
	} else {
		column_config_reset(set);
		pane_say(pane, "The table's own columns, order and widths.");
	}
}

/* Goes to the next column that holds what is looked for, round the ends. */
static void columns_next_hit(struct pane *pane, bool back)
{
	struct columns_state *state = pane->state;
	const struct column_config *set = state->set;
	void *words = (void *)(uintptr_t)pane->ctx->find;
	size_t at = state->list.cursor;

	if (!search_active(pane->ctx->find)) {
		pane_say(pane, "Nothing is being looked for; / looks for a column.");
		return;
	}
	for (size_t i = 0; i < set->count; i++) {
		at = (at + (back ? set->count - 1 : 1)) % set->count;
		if (!highlight_match(slice_of(set->columns[at].path.title), words))
			continue;
		list_show(&state->list, at);
		return;
	}
	pane_say(pane, "No column is called “%s”.", search_text(pane->ctx->find));
}

static bool columns_command(struct pane *pane, enum command_id command)
{
	struct columns_state *state = pane->state;

	if (pane_move(pane, command))
		return true;
	switch (command) {
	case COMMAND_TOGGLE_COLUMN:
	case COMMAND_OPEN:
		if (state->list.count)
			columns_toggle(pane);
		return true;
	case COMMAND_COLUMN_UP:
	case COMMAND_COLUMN_DOWN:
		if (state->list.count)
			columns_move(pane, command == COMMAND_COLUMN_UP ? -1 : 1);
		return true;
	case COMMAND_ALL_COLUMNS:
		columns_all(pane);
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		columns_next_hit(pane, command == COMMAND_PREVIOUS_HIT);
		return true;
	default:
		return false;
	}
}

static void columns_save(const struct pane *pane, struct saved_pos *out)
{
	const struct columns_state *state = pane->state;

	*out = (struct saved_pos){ .row = ROW_NOWHERE,
		.list = { .top = state->list.top, .sort = -1 } };
	if (state->list.cursor < state->set->count)
		out->list.column = (int)state->set->columns[state->list.cursor].id;
}

static void columns_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct columns_state *state = pane->state;

	for (size_t i = 0; i < state->set->count; i++)
		if (state->set->columns[i].id == (size_t)pos->list.column)
			list_show(&state->list, i);
}

static void columns_position(const struct pane *pane, struct str *out)
{
	const struct columns_state *state = pane->state;

	pane_position(pane, out);
	str_addf(out, ", %zu shown", state->set->shown);
}

const struct view view_columns = {
	.name = "columns",
	.context = IN_COLUMNS,
	.state_size = sizeof(struct columns_state),
	.open = columns_open,
	.update = columns_update,
	.draw = columns_draw,
	.command = columns_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.go = pane_go,
	.save = columns_save,
	.restore = columns_restore,
	.position = columns_position,
};
