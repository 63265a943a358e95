#ifndef VIEW_COMMAND_LIST_H
#define VIEW_COMMAND_LIST_H

/*
 * The table of commands as text, for the help and the palette: a line a command, with its
 * keys and what it does, each a link that runs it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "ui/command.h"
#include "ui/pager.h"

struct command_list {
	struct pager pager;
	enum command_id *ids; /* of each link of the pager */
	size_t count, alloc;
};

/* Makes C empty. */
void command_list_init(struct command_list *c);

/* Frees what C owns. */
void command_list_release(struct command_list *c);

/* Forgets all lines. */
void command_list_clear(struct command_list *c);

/*
 * Writes the commands that hold in CONTEXT under a heading, then, unless only those of
 * WORDS are wanted, the others by groups. WORDS (may be "") keeps the commands that hold
 * each of its words in name, keys or help. WIDTH is the room in columns.
 */
void command_list_build(
	struct command_list *c, unsigned context, const char *words, int width);

/* Returns the command one is on, or COMMAND_NONE. */
enum command_id command_list_chosen(const struct command_list *c);

#endif
