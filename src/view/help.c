#include "config.h"

/* The keys: those of the pane one came from first, then all; Enter runs the line. */

#include "view/views.h"

#include <stdint.h>

#include "view/command_list.h"
#include "view/highlight.h"

enum { HELP_MARGIN = 2, HELP_WIDEST = 96 };

struct help_state {
	struct command_list commands;
	unsigned context; /* it was opened over; the scene's is that of the latest help */
};

static void help_open(struct pane *pane)
{
	struct help_state *state = pane->state;

	command_list_init(&state->commands);
	state->commands.pager.link = 0;
	state->context = pane->ctx->context;
}

static void help_close(struct pane *pane)
{
	struct help_state *state = pane->state;

	command_list_release(&state->commands);
}

static void help_update(struct pane *pane)
{
	struct help_state *state = pane->state;
	int width = pane->rect.w - 2 * HELP_MARGIN;

	if (pane->changed)
		command_list_build(&state->commands, state->context, "",
			width < HELP_WIDEST ? width : HELP_WIDEST);
	pane->changed = false;
	pager_settle(&state->commands.pager, pane->rect.h);
}

static void help_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct help_state *state = pane->state;
	struct rect rect = pane->rect;

	rect.x += HELP_MARGIN;
	rect.w -= 2 * HELP_MARGIN;
	pager_draw(&state->commands.pager, canvas, rect, pane->focused);
}

static void help_next_hit(struct pane *pane, bool back)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->commands.pager;
	void *words = (void *)(uintptr_t)pane->ctx->find;
	size_t line;

	if (!search_active(pane->ctx->find)) {
		pane_say(pane, "Nothing is being looked for; / looks in the help.");
		return;
	}
	line = pager_find(
		pager, back ? pager->top : pager->top + 1, back, highlight_match, words);
	if (line == SIZE_MAX)
		line = pager_find(pager, back ? pager->line_count : 0, back,
			highlight_match, words);
	if (line == SIZE_MAX) {
		pane_say(pane, "“%s” does not stand in the help.",
			search_text(pane->ctx->find));
		return;
	}
	/* The link of the line, so that Enter runs what was found; a heading has none,
	 * and what was meant is the first command below it. */
	for (size_t i = line ? pager->lines[line - 1] : 0; i < pager->span_count; i++) {
		if (pager->spans[i].link < 0)
			continue;
		pager_to_link(pager, pager->spans[i].link);
		break;
	}
}

static bool help_command(struct pane *pane, enum command_id command)
{
	struct help_state *state = pane->state;

	if (command == COMMAND_NEXT_HIT || command == COMMAND_PREVIOUS_HIT) {
		help_next_hit(pane, command == COMMAND_PREVIOUS_HIT);
		return true;
	}
	if (command == COMMAND_OPEN) {
		pane->request.kind = REQUEST_COMMAND;
		pane->request.command = command_list_chosen(&state->commands);
		return true;
	}
	return command_list_move(&state->commands, command);
}

static enum clicked help_click(struct pane *pane, int x, int y)
{
	struct help_state *state = pane->state;

	return pane_click_link(&state->commands.pager, x - HELP_MARGIN, y);
}

static void help_scroll(struct pane *pane, int rows)
{
	struct help_state *state = pane->state;

	pager_wheel(&state->commands.pager, rows);
}

static void help_place(const struct pane *pane, struct str *out)
{
	(void)pane;
	str_add(out, "Help: Enter runs the line");
}

const struct view view_help = {
	.name = "help",
	.context = IN_HELP,
	.state_size = sizeof(struct help_state),
	.open = help_open,
	.close = help_close,
	.update = help_update,
	.draw = help_draw,
	.command = help_command,
	.click = help_click,
	.scroll = help_scroll,
	.place = help_place,
};
