#ifndef OUTPUT_STYLE_H
#define OUTPUT_STYLE_H

/*
 * Looks by role: whoever draws says what a text is, a theme says how that looks. Bold,
 * dim, reverse and underline carry the meaning; the terminal's own 16 colours only help.
 */

#include <stdbool.h>

enum style {
	STYLE_TEXT,    /* the terminal's own */
	STYLE_DIM,     /* less important: units, counts, hints */
	STYLE_STRONG,  /* a name, a heading */
	STYLE_HEAD,    /* column heads */
	STYLE_LABEL,   /* the left side of a record */
	STYLE_LINK,    /* a value that leads to another row */
	STYLE_RULE,    /* lines between things */
	STYLE_TITLE,   /* the program's title in the tab row */
	STYLE_TAB,     /* a tab; with its count */
	STYLE_TAB_ON,  /* the tab one is in */
	STYLE_TAB_OFF, /* a tab with nothing in it */
	STYLE_KEY,     /* a key's name in the key bar and the help */
	STYLE_BAR,     /* what the key does */
	STYLE_STATUS,  /* place and messages */
	STYLE_CHIP,    /* a filter in force */
	STYLE_PROMPT,  /* what is being typed */
	STYLE_NOTE,    /* why a row was found, a guess, a hint */
	STYLE_WARNING,
	STYLE_ERROR,
	STYLE_MARK,      /* an event, a place */
	STYLE_MARK_MAIN, /* the same in the first lane, or a member */
	STYLE_MAX
};

/* What is laid over a role; bits. */
enum style_over {
	OVER_CURSOR = 1, /* the row, link or event one is on */
	OVER_HIT = 2,    /* letters that the search found */
	OVER_DIMMED = 4, /* not a hit where all stay on screen */
};

enum theme { THEME_DEFAULT, THEME_MONO, THEME_CONTRAST };

/* Attributes and colour of one look. */
struct look {
	unsigned bold : 1, dim : 1, underline : 1, reverse : 1, italic : 1;
	signed char color; /* 0 to 15, or -1: the terminal's own */
};

/* Returns how STYLE under the bits OVER looks in THEME; in THEME_MONO without colour.
 * Every look of OVER_CURSOR and OVER_HIT differs from the role's plain look without
 * colour too. */
struct look style_look(enum theme theme, enum style style, unsigned over);

#endif
