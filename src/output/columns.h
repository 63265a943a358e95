#ifndef OUTPUT_COLUMNS_H
#define OUTPUT_COLUMNS_H

/*
 * How the columns of a list share a line. The first column is frozen at the left; behind it
 * come those from LEFT on, as many as have room, most important first. A column that does
 * not fit whole is not shown: the user pans to it.
 */

#include <stddef.h>

/* What a column wants, in columns of the screen. */
struct column_want {
	int width; /* what its title and its values need, at least 1 */
	int least; /* below this it is left out; at most width */
};

/* A column that is shown. */
struct column_place {
	size_t column; /* number in the list of wants */
	int x;         /* from the left edge of the room */
	int width;
};

enum { COLUMN_GAP = 2 }; /* blanks between columns */

/*
 * Places columns 0 and LEFT (at least 1) to COUNT - 1 in ROOM columns of the screen. Writes
 * at most COUNT places to OUT and returns how many. First every column gets its least
 * width, then what is left goes to those that want more, from the first on. The first
 * column is always placed, cut to ROOM if need be; none is when ROOM or COUNT is 0.
 */
size_t columns_place(const struct column_want *want, size_t count, size_t left, int room,
	struct column_place *out);

/* Returns the LEFT that brings COLUMN on the screen with the least panning from LEFT. */
size_t columns_show(const struct column_want *want, size_t count, size_t left, int room,
	size_t column);

#endif
