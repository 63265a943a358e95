#include "config.h"

#include "view/commands.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fold.h"
#include "base/xalloc.h"

enum { COMMANDS_KEYS = 24 }; /* columns for the keys */

void commands_init(struct commands *c)
{
	*c = (struct commands){ 0 };
	pager_init(&c->pager);
}

void commands_release(struct commands *c)
{
	pager_release(&c->pager);
	free(c->ids);
}

/* Tells whether ROW holds every word of WORDS, compared folded. */
static bool commands_match(const struct command *row, const char *words)
{
	struct str text, wanted;
	struct slice rest, word;
	bool found = true;

	str_init(&text);
	str_init(&wanted);
	fold_add(&text, slice_of(row->name));
	str_add_char(&text, ' ');
	fold_add(&text, slice_of(row->help));
	str_add_char(&text, ' ');
	str_add(&text, row->keys);
	fold_add(&wanted, slice_of(words));
	rest = (struct slice){ wanted.buf, wanted.len };
	while (found && rest.len) {
		const char *end = memchr(rest.text, ' ', rest.len);
		char *one;

		word = (struct slice){ rest.text,
			end ? (size_t)(end - rest.text) : rest.len };
		one = xmemdupz(word.text, word.len);
		found = strstr(text.buf, one) != NULL;
		free(one);
		rest.text += word.len + (end != NULL);
		rest.len -= word.len + (end != NULL);
	}
	str_release(&text);
	str_release(&wanted);
	return found;
}

static void commands_row(struct commands *c, const struct command *row, int width)
{
	struct pager *pager = &c->pager;

	c->ids = array_reserve(c->ids, &c->alloc, c->count + 1, sizeof *c->ids);
	c->ids[c->count++] = row->id;
	pager_open_link(pager);
	pager_add(pager, STYLE_KEY, slice_of(row->keys));
	pager_tab(pager, COMMANDS_KEYS);
	pager_flow(pager, STYLE_TEXT, slice_of(row->help), COMMANDS_KEYS, width);
	pager_close_link(pager);
	pager_end_line(pager);
}

static void commands_heading(struct commands *c, const char *title)
{
	if (c->pager.line_count)
		pager_end_line(&c->pager);
	pager_add(&c->pager, STYLE_STRONG, slice_of(title));
	pager_end_line(&c->pager);
}

/* The commands that have a place in the key bar of CONTEXT: what is most used here. */
static void commands_here(struct commands *c, unsigned context, int width)
{
	size_t count;
	const struct command *table = command_table(&count);
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		if (!(table[i].where & context) || !table[i].label)
			continue;
		if (!headed)
			commands_heading(c, "In this pane");
		headed = true;
		commands_row(c, &table[i], width);
	}
}

void commands_clear(struct commands *c)
{
	pager_clear(&c->pager);
	c->count = 0;
}

void commands_build(struct commands *c, unsigned context, const char *words, int width)
{
	size_t count;
	const struct command *table = command_table(&count);
	const char *group = NULL;

	commands_clear(c);
	if (!*words)
		commands_here(c, context, width);
	for (size_t i = 0; i < count; i++) {
		if (*words &&
			(!commands_match(&table[i], words) ||
				table[i].where == IN_PROMPT))
			continue;
		if (!*words && (!group || strcmp(group, table[i].group)))
			commands_heading(c, table[i].group);
		group = table[i].group;
		commands_row(c, &table[i], width);
	}
}

enum command_id commands_chosen(const struct commands *c)
{
	if (c->pager.link < 0 || (size_t)c->pager.link >= c->count)
		return COMMAND_NONE;
	return c->ids[c->pager.link];
}

bool commands_move(struct commands *c, enum command_id command)
{
	if (command == COMMAND_DOWN || command == COMMAND_UP)
		command = command == COMMAND_DOWN ? COMMAND_NEXT_LINK
						  : COMMAND_PREVIOUS_LINK;
	return pager_command(&c->pager, command);
}
