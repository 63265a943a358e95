#ifndef UI_KEYBAR_H
#define UI_KEYBAR_H

/* The last line of the screen: the commands that the user has here, with their keys. */

#include "ui/canvas.h"
#include "ui/command.h"

/*
 * Draws key and label of the commands of T that have a label in CONTEXT (see
 * command_in_bar), in the order of their rank, as many as fit. Help is always the last
 * one, if it has a key there.
 */
void keybar_draw(struct canvas *canvas, struct rect rect, const struct command_table *t,
	unsigned context);

/* Returns the command that keybar_draw draws at column X of RECT, or COMMAND_NONE. */
enum command_id keybar_at(
	struct rect rect, const struct command_table *t, unsigned context, int x);

#endif
