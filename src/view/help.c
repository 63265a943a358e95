#include "config.h"

/*
 * The help and the palette: the table of commands as text, a line for each, which Enter
 * runs. The help has those of the pane below first, then all by groups; the palette those
 * that have every word typed, in name, sentence or keys. What a command does is not known
 * here: the chosen one is left as a request. Invariant: the links of the pager are the
 * rows, in order.
 */

#include "view/views.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "ui/pager.h"

enum {
	HELP_WIDEST = 96,
	HELP_KEYS = 24, /* columns for the keys */
};

struct help_state {
	struct pager pager;
	const struct command **rows; /* of the links */
	size_t count, alloc;
	unsigned context; /* of the pane it was opened over; pane->ctx has that of the
			   * latest help */
};

static void help_open(struct pane *pane)
{
	struct help_state *state = pane->state;

	pager_init(&state->pager);
	state->pager.link = 0;
	state->context = pane->ctx->context;
	pane->pager = &state->pager;
	pane->links_only = true;
}

static void help_close(struct pane *pane)
{
	struct help_state *state = pane->state;

	pager_release(&state->pager);
	free(state->rows);
}

/* Returns the number at the end of the palette's text, the argument of a command, or -1. */
static int help_number(const char *text)
{
	const char *last = strrchr(text, ' ');
	long number;

	return last && str_parse_long(last + 1, &number) && number >= 0 &&
			number <= INT_MAX
		? (int)number
		: -1;
}

/* Returns whether TEXT names a row or a day in the pane below: a number or a date. */
static bool palette_leads_below(const char *text)
{
	return (*text >= '0' && *text <= '9') || *text == '-';
}

/* Returns whether ROW has every word of TEXT, compared folded. */
static bool help_match(const struct command *row, const char *text)
{
	struct str known = STR_INIT, words = STR_INIT;
	bool found = !palette_leads_below(text);

	casefold_add(&known, slice_of(row->name));
	str_add_char(&known, ' ');
	casefold_add(&known, slice_of(row->help));
	str_addf(&known, " %s", row->keys);
	casefold_add(&words, slice_of(text));
	if (command_takes_number(row) && help_number(text) >= 0)
		str_truncate(&words, (size_t)(strrchr(words.buf, ' ') - words.buf));
	for (char *word = words.buf; found && *word;) {
		size_t len = strcspn(word, " ");
		char *next = word + len + (word[len] == ' ');

		word[len] = '\0';
		found = strstr(known.buf, word) != NULL;
		word = next;
	}
	str_release(&known);
	str_release(&words);
	return found;
}

static void help_add_row(struct help_state *state, const struct command *row, int width)
{
	struct pager *pager = &state->pager;

	state->rows = array_reserve(
		state->rows, &state->alloc, state->count + 1, sizeof *state->rows);
	state->rows[state->count++] = row;
	pager_open_link(pager);
	pager_add(pager, STYLE_KEY, slice_of(*row->keys ? row->keys : ":"));
	pager_add(pager, STYLE_KEY, slice_of(*row->keys ? "" : row->name));
	pager_tab(pager, HELP_KEYS);
	pager_flow(pager, STYLE_TEXT, slice_of(row->help), HELP_KEYS, width);
	pager_close_link(pager);
	pager_end_line(pager);
}

static void help_add_heading(struct help_state *state, const char *title)
{
	if (state->pager.line_count)
		pager_end_line(&state->pager);
	pager_add(&state->pager, STYLE_STRONG, slice_of(title));
	pager_end_line(&state->pager);
}

/* Writes all rows under headings, in the palette those that have every word typed. */
static void help_update(struct pane *pane)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->pager;
	const struct command_table *table = pane->ctx->commands;
	bool palette = pane->view == &view_palette;
	const char *text = palette ? search_text(pane->ctx->find) : "";
	const char *heading = "In this pane";
	int width = pane_text_rect(pane).w;

	if (width > HELP_WIDEST)
		width = HELP_WIDEST;
	if (!pane->changed) {
		pager_update(pager, pane->rect.h);
		return;
	}
	pager_clear(pager);
	state->count = 0;
	/* What the key bar may show is what is most used in the pane. */
	for (size_t i = 0; i < table->count && !*text; i++) {
		if (!(table->rows[i].where & state->context) || !table->rows[i].label)
			continue;
		if (!state->count)
			help_add_heading(state, heading);
		help_add_row(state, &table->rows[i], width);
	}
	for (size_t i = 0; i < table->count; i++) {
		const struct command *row = &table->rows[i];

		if (*text && (row->where == IN_PROMPT || !help_match(row, text)))
			continue;
		if (!*text && strcmp(heading, row->group) != 0)
			help_add_heading(state, row->group);
		heading = row->group;
		help_add_row(state, row, width);
	}
	if (palette) {
		pager->link = state->count ? 0 : -1;
		pager->top = 0;
	}
	pane->changed = false;
	pager_update(pager, pane->rect.h);
}

static bool help_command(struct pane *pane, enum command_id command)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->pager;
	int link = pager->link;
	size_t line;

	switch (command) {
	case COMMAND_OPEN:
		pane->request.kind = REQUEST_COMMAND;
		pane->request.command = link >= 0 && (size_t)link < state->count
			? state->rows[link]->id
			: COMMAND_NONE;
		pane->request.number = -1;
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		line = pane_find_line(pane, pane->ctx->find, "the help",
			command == COMMAND_PREVIOUS_HIT);
		if (line == SIZE_MAX)
			return true;
		/* The link of the line, so that Enter runs what was found; a heading has
		 * none, and what was meant is the first command below it. */
		for (size_t i = line ? pager->lines[line - 1] : 0; i < pager->span_count;
			i++)
			if (pager->spans[i].link >= 0) {
				pager_to_link(pager, pager->spans[i].link);
				break;
			}
		return true;
	default:
		return pane_move(pane, command);
	}
}

static void help_position(const struct pane *pane, struct str *out)
{
	(void)pane;
	str_add(out, "Help: Enter runs the line");
}

const struct view view_help = {
	.name = "Help",
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

static void palette_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct help_state *state = pane->state;
	const char *note = "";

	if (palette_leads_below(search_text(pane->ctx->find)))
		note = "Enter goes to this row, or on the timeline to this date.";
	else if (!state->count)
		note = "No command is called so. Esc goes back.";
	canvas_put(canvas, pane_text_rect(pane), 0, 0, note, STYLE_TEXT);
	pane_draw_text(pane, canvas);
}

static bool palette_command(struct pane *pane, enum command_id command)
{
	if (command != COMMAND_OPEN)
		return pane_move(pane, command);
	help_command(pane, command);
	pane->request.number = help_number(search_text(pane->ctx->find));
	return true;
}

static void palette_position(const struct pane *pane, struct str *out)
{
	const struct help_state *state = pane->state;

	str_add_count(out, state->count, "command", NULL);
	str_add(out, "; a number goes to a row, a date to a place on the timeline");
}

const struct view view_palette = {
	.name = "palette",
	.context = IN_HELP,
	.state_size = sizeof(struct help_state),
	.open = help_open,
	.close = help_close,
	.update = help_update,
	.draw = palette_draw,
	.command = palette_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.position = palette_position,
};
