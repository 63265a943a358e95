#include "config.h"

/* Commands by what they are called and what they do, narrowed with every letter. */

#include "view/views.h"

#include "view/command_list.h"

enum { PALETTE_WIDEST = 96 };

struct palette_state {
	struct command_list commands;
};

static void palette_open(struct pane *pane)
{
	struct palette_state *state = pane->state;

	command_list_init(&state->commands);
	pane->pager = &state->commands.pager;
	pane->links_only = true;
}

static void palette_close(struct pane *pane)
{
	struct palette_state *state = pane->state;

	command_list_release(&state->commands);
}

/* A number or a date is no command but a place in the pane below. */
static bool palette_is_place(const char *words)
{
	return (*words >= '0' && *words <= '9') || *words == '-';
}

static void palette_update(struct pane *pane)
{
	struct palette_state *state = pane->state;
	int width = pane_text_rect(pane).w;
	const char *words = search_text(pane->ctx->find);

	if (pane->changed) {
		if (palette_is_place(words))
			command_list_clear(&state->commands);
		else
			command_list_build(&state->commands, pane->ctx->context, words,
				width < PALETTE_WIDEST ? width : PALETTE_WIDEST);
		state->commands.pager.link = state->commands.count ? 0 : -1;
		state->commands.pager.top = 0;
	}
	pane->changed = false;
	pager_settle(&state->commands.pager, pane->rect.h);
}

static void palette_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct palette_state *state = pane->state;
	struct rect rect = pane_text_rect(pane);
	const char *text = search_text(pane->ctx->find);

	if (palette_is_place(text))
		canvas_put(canvas, rect, 0, 0,
			"Enter goes to this row, or on the timeline to this date.",
			STYLE_TEXT);
	else if (!state->commands.count)
		canvas_put(canvas, rect, 0, 0, "No command is called so. Esc goes back.",
			STYLE_TEXT);
	pane_draw_text(pane, canvas);
}

static bool palette_command(struct pane *pane, enum command_id command)
{
	struct palette_state *state = pane->state;

	if (command != COMMAND_OPEN)
		return pane_move(pane, command);
	pane->request.kind = REQUEST_COMMAND;
	pane->request.command = command_list_chosen(&state->commands);
	return true;
}

static void palette_position(const struct pane *pane, struct str *out)
{
	const struct palette_state *state = pane->state;

	(void)pane;
	str_add_count(out, state->commands.count, "command", NULL);
	str_add(out, "; a number goes to a row, a date to a place on the timeline");
}

const struct view view_palette = {
	.name = "palette",
	.context = IN_HELP,
	.state_size = sizeof(struct palette_state),
	.open = palette_open,
	.close = palette_close,
	.update = palette_update,
	.draw = palette_draw,
	.command = palette_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.position = palette_position,
};
