/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_PROMPT_H
#define UI_PROMPT_H

/*
 * A line for typing: UTF-8 text and a cursor between grapheme clusters, edited as readline
 * does. The owner decides what the text means.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ui/canvas.h"
#include "ui/command.h"

struct prompt {
	struct str text;
	size_t cursor; /* byte of text, at the boundary of a cluster */
	bool selected; /* the whole text is: typing replaces it, moving keeps it */
	size_t shown;  /* first byte on the screen; above 0 when the text is too wide */
	struct str *history; /* earlier texts, oldest first; owned */
	size_t history_count, history_alloc;
	size_t history_at; /* the text shown; history_count: the one being typed */
	struct str draft;  /* the text being typed, while an earlier one is shown */
};

/* Makes P empty. */
void prompt_init(struct prompt *p);

/* Frees what P owns. */
void prompt_release(struct prompt *p);

/* Sets the text, with the cursor at its end. */
void prompt_set(struct prompt *p, const char *text);

/* Sets the text in the same way and selects it, unless it is empty. */
void prompt_set_selected(struct prompt *p, const char *text);

/* Replaces the bytes from FROM up to, not including, TO by TEXT, and moves the cursor to
 * the end of TEXT. */
void prompt_put(struct prompt *p, size_t from, size_t to, const char *text);

enum { PROMPT_MOST = 32 << 10 }; /* bytes that are typed or pasted */

/* Inserts CHARACTER (no control character) at the cursor. Returns false, and leaves it out,
 * when the text has PROMPT_MOST bytes already. */
bool prompt_insert(struct prompt *p, uint32_t character);

/*
 * Executes an editing command (delete, move, history up and down) and sets *CHANGED to
 * whether the text has changed. Returns false for other commands, and for history down
 * when there is nothing newer: the owner may move the focus then.
 */
bool prompt_command(struct prompt *p, enum command_id command, bool *changed);

/* Adds the present text to the history, unless it is empty or the same as the last. */
void prompt_remember(struct prompt *p);

/* Draws LABEL and the text, scrolled so that the cursor is shown, into the one row of
 * RECT, and NOTE (may be "") at the right when there is room. */
void prompt_draw(struct prompt *p, struct canvas *canvas, struct rect rect,
	const char *label, const char *note);

#endif
