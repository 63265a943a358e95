#include "config.h"

#include "view/command_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"

enum { COMMAND_LIST_KEYS = 24 }; /* columns for the keys */

void command_list_init(struct command_list *c)
{
	*c = (struct command_list){ 0 };
	pager_init(&c->pager);
}

void command_list_release(struct command_list *c)
{
	pager_release(&c->pager);
	free(c->ids);
}

/* Tells whether ROW holds every word of WORDS, compared folded. */
static bool command_list_match(const struct command *row, const char *words)
{
	struct str text, wanted;
	struct slice rest, word;
	bool found = true;

	str_init(&text);
	str_init(&wanted);
	casefold_add(&text, slice_of(row->name));
	str_add_char(&text, ' ');
	casefold_add(&text, slice_of(row->help));
	str_add_char(&text, ' ');
	str_add(&text, row->keys);
	casefold_add(&wanted, slice_of(words));
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

static void command_list_row(struct command_list *c, const struct command *row, int width)
{
	struct pager *pager = &c->pager;

	c->ids = array_reserve(c->ids, &c->alloc, c->count + 1, sizeof *c->ids);
	c->ids[c->count++] = row->id;
	pager_open_link(pager);
	pager_add(pager, STYLE_KEY, slice_of(row->keys));
	pager_tab(pager, COMMAND_LIST_KEYS);
	pager_flow(pager, STYLE_TEXT, slice_of(row->help), COMMAND_LIST_KEYS, width);
	pager_close_link(pager);
	pager_end_line(pager);
}

static void command_list_heading(struct command_list *c, const char *title)
{
	if (c->pager.line_count)
		pager_end_line(&c->pager);
	pager_add(&c->pager, STYLE_STRONG, slice_of(title));
	pager_end_line(&c->pager);
}

/* The commands that have a place in the key bar of CONTEXT: what is most used here. */
static void command_list_here(struct command_list *c, unsigned context, int width)
{
	size_t count;
	const struct command *table = command_table(&count);
	bool headed = false;

	for (size_t i = 0; i < count; i++) {
		if (!(table[i].where & context) || !table[i].label)
			continue;
		if (!headed)
			command_list_heading(c, "In this pane");
		headed = true;
		command_list_row(c, &table[i], width);
	}
}

void command_list_clear(struct command_list *c)
{
	pager_clear(&c->pager);
	c->count = 0;
}

void command_list_build(
	struct command_list *c, unsigned context, const char *words, int width)
{
	size_t count;
	const struct command *table = command_table(&count);
	const char *group = NULL;

	command_list_clear(c);
	if (!*words)
		command_list_here(c, context, width);
	for (size_t i = 0; i < count; i++) {
		if (*words &&
			(!command_list_match(&table[i], words) ||
				table[i].where == IN_PROMPT))
			continue;
		if (!*words && (!group || strcmp(group, table[i].group)))
			command_list_heading(c, table[i].group);
		group = table[i].group;
		command_list_row(c, &table[i], width);
	}
}

enum command_id command_list_chosen(const struct command_list *c)
{
	if (c->pager.link < 0 || (size_t)c->pager.link >= c->count)
		return COMMAND_NONE;
	return c->ids[c->pager.link];
}
