#ifndef OUTPUT_PRINT_STYLE_H
#define OUTPUT_PRINT_STYLE_H

/*
 * How lines of text look where they are printed without a screen: on a terminal by the
 * sequences that its description gives for each role, in a file or a pipe by nothing at
 * all. Whoever knows the terminal fills it (ui/term.h); a blank one prints plain text.
 *
 * All text that is printed for people goes through here, and so through the gate: what
 * would drive a terminal is made visible (base/text.h).
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"
#include "output/style.h"

struct style_set {
	struct str
		on[STYLE_MAX]; /* what switches the look of a role on; "" for nothing */
	struct str off;        /* what ends any look */
	bool ascii;            /* the terminal has no more than ASCII */
};

/* Makes INK blank: text without looks, in UTF-8. */
void style_init(struct style_set *styles);

/* Frees what INK owns. */
void style_release(struct style_set *styles);

/* Appends TEXT in the look of STYLE, every character through the gate. */
void style_add(struct str *out, const struct style_set *styles, enum style style,
	struct slice text);

/*
 * Appends TEXT the same way in WIDTH columns: cut with an ellipsis when it is wider, else
 * filled up with blanks, on the left of it when RIGHT, else on its right. Trailing blanks
 * are not in the look.
 */
void style_field(struct str *out, const struct style_set *styles, enum style style,
	struct slice text, int width, bool right);

#endif
