/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_HYPERLINK_H
#define UI_HYPERLINK_H

/*
 * Addresses that the terminal itself can follow (OSC 8). They are sent only to terminals
 * that are known to take them, since others may print them. Nothing is sent here: the
 * sequences are appended to a text.
 *
 *	struct str line = STR_INIT;
 *
 *	hyperlink_add_open(&line, slice_of("https://www.iom.int"));
 *	str_add(&line, "https://www.iom.int");
 *	hyperlink_add_close(&line);
 */

#include <stdbool.h>

#include "base/slice.h"
#include "base/str.h"
#include "output/style.h"
#include "ui/canvas.h"

/* Returns whether the terminal takes them, by what it has put into the environment; not
 * within screen or tmux, which show another terminal than the variables are of. */
bool hyperlink_known(void);

/* Appends the start of text that leads to ADDRESS. What is no printable ASCII in it is
 * percent-encoded (RFC 3986, section 2.1). */
void hyperlink_add_open(struct str *out, struct slice address);

/* Appends the end of such text. */
void hyperlink_add_close(struct str *out);

/* Appends what writes the cells of row Y of C that have an address over themselves, with
 * the looks of CODES; nothing when there are none. A cell under an overlay is left. */
void hyperlink_add_row(
	struct str *out, const struct canvas *c, int y, const struct style_codes *codes);

#endif
