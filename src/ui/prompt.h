#ifndef UI_PROMPT_H
#define UI_PROMPT_H

/*
 * A line in which one types: UTF-8 text and a cursor between grapheme clusters, edited as
 * readline does. What the text means is the owner's affair.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ui/rect.h"
#include "ui/canvas.h"
#include "ui/command.h"

struct prompt {
	struct str text;
	size_t cursor; /* byte of text, on a cluster's boundary */
	size_t shown;  /* first byte on the screen; above 0 in a text too wide for it */
	struct str *history; /* earlier texts, oldest first; owned */
	size_t history_count, history_alloc;
	size_t history_at; /* the one shown; history_count: the text being typed */
	struct str draft;  /* that text, while an earlier one is shown */
};

/* Makes P empty. */
void prompt_init(struct prompt *p);

/* Frees what P owns. */
void prompt_release(struct prompt *p);

/* Sets the text, the cursor at its end. */
void prompt_set(struct prompt *p, const char *text);

/* Replaces the bytes from FROM up to, not including, TO by TEXT, the cursor at its end.
 */
void prompt_put(struct prompt *p, size_t from, size_t to, const char *text);

/* Inserts CHARACTER (no control character) at the cursor. */
void prompt_insert(struct prompt *p, uint32_t character);

/*
 * Carries out an editing command (delete, move, history up and down). Returns false for
 * others and for history down when there is nothing newer: the owner may lead that into
 * what stands above. *CHANGED tells whether the text is another one.
 */
bool prompt_command(struct prompt *p, enum command_id command, bool *changed);

/* Keeps the present text for the history, unless empty or the same as the last. */
void prompt_remember(struct prompt *p);

/* Draws LABEL and the text, scrolled to the cursor, which is shown, into the one row of
 * RECT; NOTE (may be "") stands at the right when there is room. */
void prompt_draw(struct prompt *p, struct canvas *canvas, struct rect rect,
	const char *label, const char *note);

#endif
