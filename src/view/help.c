#include "config.h"

/* The keys: those of the pane one came from first, then all; Enter runs the line. */

#include "view/views.h"

#include <stdint.h>

#include "view/command_list.h"

enum { HELP_WIDEST = 96 };

struct help_state {
	struct command_list commands;
	unsigned context; /* it was opened over; the scene's is that of the latest help */
};

static void help_open(struct pane *pane)
{
	struct help_state *state = pane->state;

	command_list_init(&state->commands);
	state->commands.pager.link = 0;
	pane->pager = &state->commands.pager;
	pane->links_only = true;
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
	int width = pane_text_rect(pane).w;

	if (pane->changed)
		command_list_build(&state->commands, state->context, "",
			width < HELP_WIDEST ? width : HELP_WIDEST);
	pane->changed = false;
	pager_settle(&state->commands.pager, pane->rect.h);
}

static void help_next_hit(struct pane *pane, bool back)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->commands.pager;
	size_t line = pane_find_line(pane, pane->ctx->find, "the help", back);

	if (line == SIZE_MAX)
		return;
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
	return pane_move(pane, command);
}

static void help_position(const struct pane *pane, struct str *out)
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
	.draw = pane_draw_text,
	.command = help_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.position = help_position,
};
