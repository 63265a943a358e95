#ifndef VIEW_COMMANDS_H
#define VIEW_COMMANDS_H

/*
 * The table of commands as text, for the help and the palette: a line a command, with its
 * keys and what it does, each a link that runs it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "ui/command.h"
#include "ui/pager.h"

struct commands {
	struct pager pager;
	enum command_id *ids; /* of each link of the pager */
	size_t count, alloc;
};

/* Makes C empty. */
void commands_init(struct commands *c);

/* Frees what C owns. */
void commands_release(struct commands *c);

/* Forgets all lines. */
void commands_clear(struct commands *c);

/*
 * Writes the commands that hold in CONTEXT under a heading, then, unless only those of
 * WORDS are wanted, the others by groups. WORDS (may be "") keeps the commands that hold
 * each of its words in name, keys or help. WIDTH is the room in columns.
 */
void commands_build(struct commands *c, unsigned context, const char *words, int width);

/* Returns the command one is on, or COMMAND_NONE. */
enum command_id commands_chosen(const struct commands *c);

/* Moves from command to command and by pages; false for other commands. */
bool commands_move(struct commands *c, enum command_id command);

#endif
