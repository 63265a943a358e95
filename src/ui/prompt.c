/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the text, the cursor and the history; not what the text means or whether a row of
 * the screen shows it. The cursor is always between two grapheme clusters (UAX 29).
 */

#include "config.h"

#include "ui/prompt.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

enum {
	PROMPT_MARGIN = 1, /* columns before the label and after the note */
	PROMPT_GAP = 2,    /* columns between the text and the note, at least */
	MORE_LEFT = 0x2039,
	MORE_RIGHT = 0x203a,
};

void prompt_init(struct prompt *p)
{
	*p = (struct prompt){ .text = STR_INIT, .draft = STR_INIT };
}

void prompt_release(struct prompt *p)
{
	str_release(&p->text);
	str_release(&p->draft);
	for (size_t i = 0; i < p->history_count; i++)
		str_release(&p->history[i]);
	free(p->history);
	prompt_init(p);
}

/* Replaces the text by TEXT, with the cursor at its end. */
static void prompt_replace(struct prompt *p, struct slice text)
{
	str_clear(&p->text);
	str_add_bytes(&p->text, text.text, text.len);
	p->cursor = p->text.len;
	p->shown = 0;
	p->selected = false;
}

void prompt_set(struct prompt *p, const char *text)
{
	prompt_replace(p, slice_of(text));
	str_clear(&p->draft);
	p->history_at = p->history_count;
}

void prompt_set_selected(struct prompt *p, const char *text)
{
	prompt_set(p, text);
	p->selected = p->text.len > 0;
}

/* Returns the text from byte FROM up to, not including, byte TO. */
static struct slice prompt_slice(const struct prompt *p, size_t from, size_t to)
{
	return (struct slice){ p->text.buf + from, to - from };
}

/* Returns the end of the cluster that starts at byte AT; at the end of the text, AT. */
static size_t prompt_after(const struct prompt *p, size_t at)
{
	int width;

	if (at >= p->text.len)
		return at;
	return at + text_cluster(prompt_slice(p, at, p->text.len), &width);
}

/* Returns the start of the last cluster that starts before byte AT, or 0. Where clusters
 * begin depends on what precedes them, so they are counted from the start. */
static size_t prompt_before(const struct prompt *p, size_t at)
{
	size_t before = 0;
	size_t next = prompt_after(p, 0);

	while (next < at) {
		before = next;
		next = prompt_after(p, next);
	}
	return before;
}

/* Moves the cursor to the end of a cluster: letters that an edit has brought together may
 * have become one. */
static void prompt_align(struct prompt *p)
{
	if (p->cursor > 0 && p->cursor < p->text.len)
		p->cursor = prompt_after(p, prompt_before(p, p->cursor));
}

/* Replaces the bytes from FROM up to, not including, TO by TEXT, and moves the cursor to
 * the end of TEXT. */
static void prompt_splice(struct prompt *p, size_t from, size_t to, struct slice text)
{
	struct str rest = STR_INIT;

	str_add_bytes(&rest, p->text.buf + to, p->text.len - to);
	str_truncate(&p->text, from);
	str_add_bytes(&p->text, text.text, text.len);
	p->cursor = p->text.len;
	str_add_bytes(&p->text, rest.buf, rest.len);
	str_release(&rest);
}

bool prompt_insert(struct prompt *p, uint32_t character)
{
	struct str bytes = STR_INIT;
	size_t at;

	if (p->selected)
		prompt_replace(p, slice_of(""));
	if (p->text.len >= PROMPT_MOST)
		return false;
	at = p->cursor;
	text_encode(&bytes, character);
	prompt_splice(p, at, at, str_slice(&bytes));
	str_release(&bytes);
	/* Counting the clusters for every letter of a long text that is pasted takes too
	 * long. It is needed only for what depends on its neighbours: marks, joiners and
	 * flags, and letters before a mark. */
	if (p->cursor < p->text.len &&
		(text_char_width(character) == 0 || prompt_after(p, at) != p->cursor))
		prompt_align(p);
	return true;
}

void prompt_put(struct prompt *p, size_t from, size_t to, const char *text)
{
	p->selected = false;
	prompt_splice(p, from, to, slice_of(text));
	if (p->shown > p->cursor)
		p->shown = 0;
	prompt_align(p);
}

/* Shows text AT of the history, or the draft; returns whether it differs from the present
 * text. */
static bool prompt_to_history(struct prompt *p, size_t at)
{
	const struct str *text = at < p->history_count ? &p->history[at] : &p->draft;
	bool changed = !slice_equal(str_slice(text), str_slice(&p->text));

	if (p->history_at == p->history_count) {
		str_clear(&p->draft);
		str_add_bytes(&p->draft, p->text.buf, p->text.len);
	}
	prompt_replace(p, str_slice(text));
	p->history_at = at;
	return changed;
}

bool prompt_command(struct prompt *p, enum command_id command, bool *changed)
{
	size_t from = p->cursor, to = p->cursor; /* bytes to be deleted */
	size_t at = p->history_at;
	bool selected = p->selected;

	*changed = false;
	p->selected = false;
	switch (command) {
	case COMMAND_CHAR_LEFT:
		p->cursor = prompt_before(p, p->cursor);
		return true;
	case COMMAND_CHAR_RIGHT:
		p->cursor = prompt_after(p, p->cursor);
		return true;
	case COMMAND_LINE_START:
		p->cursor = 0;
		return true;
	case COMMAND_LINE_END:
		p->cursor = p->text.len;
		return true;
	case COMMAND_HISTORY_UP:
		/* Past the text that is there already: the last one, when it was selected. */
		while (at > 0 && !*changed)
			*changed = prompt_to_history(p, --at);
		return true;
	case COMMAND_HISTORY_DOWN:
		if (p->history_at == p->history_count)
			return false;
		*changed = prompt_to_history(p, p->history_at + 1);
		return true;
	case COMMAND_DELETE_BACK:
		from = selected ? 0 : prompt_before(p, from);
		break;
	case COMMAND_DELETE:
		from = selected ? 0 : from;
		to = prompt_after(p, to);
		break;
	case COMMAND_DELETE_WORD:
		/* Words end at blanks, as for Ctrl-W of readline, so that a whole
		 * "field:value" is one. */
		while (from > 0 && p->text.buf[from - 1] == ' ')
			from--;
		while (from > 0 && p->text.buf[from - 1] != ' ')
			from--;
		break;
	case COMMAND_DELETE_LINE:
		from = 0;
		break;
	case COMMAND_DELETE_END:
		to = p->text.len;
		break;
	default:
		p->selected = selected;
		return false;
	}
	*changed = from < to;
	if (*changed) {
		prompt_splice(p, from, to, slice_of(""));
		prompt_align(p);
	}
	return true;
}

void prompt_remember(struct prompt *p)
{
	struct slice text = str_slice(&p->text);
	struct str *last = p->history_count ? &p->history[p->history_count - 1] : NULL;

	if (text.len && (!last || !slice_equal(text, str_slice(last)))) {
		p->history = array_reserve(p->history, &p->history_alloc,
			p->history_count + 1, sizeof *p->history);
		str_init(&p->history[p->history_count]);
		str_add_bytes(&p->history[p->history_count++], text.text, text.len);
	}
	str_clear(&p->draft);
	p->history_at = p->history_count;
}

/*
 * Chooses the first byte shown, so that ROOM columns show the cursor: unless the text
 * fits, the last column, and the first one of a text that is scrolled, may be taken by the
 * marks of more. Scrolls by half of the columns, so that the text does not slide at every
 * letter.
 */
static void prompt_scroll(struct prompt *p, int room)
{
	int cursor = text_width(prompt_slice(p, p->cursor, prompt_after(p, p->cursor)));
	int last = p->cursor < p->text.len ? room - 1 : room;
	int before;

	if (text_width(prompt_slice(p, 0, p->text.len)) < room) {
		p->shown = 0;
		return;
	}
	if ((p->shown == 0 || p->shown < p->cursor) &&
		text_width(prompt_slice(p, p->shown, p->cursor)) +
				(cursor > 1 ? cursor : 1) <=
			last)
		return;
	p->shown = 0;
	before = text_width(prompt_slice(p, 0, p->cursor));
	while (before > room / 2 && p->shown < p->cursor) {
		size_t next = prompt_after(p, p->shown);

		before -= text_width(prompt_slice(p, p->shown, next));
		p->shown = next;
	}
}

void prompt_draw(struct prompt *p, struct canvas *canvas, struct rect rect,
	const char *label, const char *note)
{
	int x = PROMPT_MARGIN +
		canvas_put(canvas, rect, PROMPT_MARGIN, 0, label, STYLE_KEY);
	int note_x = rect.w - PROMPT_MARGIN - text_width(slice_of(note));
	struct rect field = { rect.x + x, rect.y, rect.w - PROMPT_MARGIN - x, rect.h };
	struct slice text;
	int width;

	if (field.w < 1)
		return;
	prompt_scroll(p, field.w);
	text = prompt_slice(p, p->shown, p->text.len);
	width = text_width(text);
	canvas_text(canvas, field, 0, 0, text, STYLE_PROMPT);
	if (p->selected)
		canvas_overlay(canvas, field, 0, 0, width, OVERLAY_CURSOR);
	if (p->shown > 0 && p->shown < p->cursor)
		canvas_run(canvas, field, 0, 0, MORE_LEFT, 1, STYLE_DIM);
	if (width > field.w && p->cursor < p->text.len)
		canvas_run(canvas, field, field.w - 1, 0, MORE_RIGHT, 1, STYLE_DIM);
	canvas_cursor(
		canvas, field, text_width(prompt_slice(p, p->shown, p->cursor)), 0, true);
	/* The column after the text is for the cursor. */
	if (p->shown == 0 && x + width + 1 + PROMPT_GAP <= note_x)
		canvas_put(canvas, rect, note_x, 0, note, STYLE_NOTE);
}
