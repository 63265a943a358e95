/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays out and draws; keeps nothing. The current tab is always drawn whole. */

#include "config.h"

#include "ui/frame.h"

#include <string.h>

#include "base/intl.h"
#include "base/str.h"
#include "base/text.h"

enum { MAIN_LEAST = 24, MAIN_PERCENT = 60 };

int panes_main_most(int cols)
{
	int most = cols * MAIN_PERCENT / 100;

	return most < cols - 1 - PANES_SIDE ? most : cols - 1 - PANES_SIDE;
}

void panes_lay_out(struct panes *out, int cols, int rows, int main)
{
	*out = (struct panes){ .too_small = cols < PANES_LEAST_COLS ||
			rows < PANES_LEAST_ROWS };
	if (out->too_small) {
		out->body = (struct rect){ 0, 0, cols, rows };
		out->main = out->body;
		return;
	}
	out->tabs = (struct rect){ 0, 0, cols, 2 };
	out->body = (struct rect){ 0, 2, cols, rows - 4 };
	out->status = (struct rect){ 0, rows - 2, cols, 1 };
	out->keys = (struct rect){ 0, rows - 1, cols, 1 };
	out->main = out->body;
	out->split = main > 0 && cols >= PANES_SPLIT;
	if (out->split) {
		int most = panes_main_most(cols);

		main = main > MAIN_LEAST ? main : MAIN_LEAST;
		out->main.w = main < most ? main : most;
		out->rule = (struct rect){ out->main.w, out->body.y, 1, out->body.h };
		out->side = (struct rect){ out->main.w + 1, out->body.y,
			cols - out->main.w - 1, out->body.h };
	}
}

/* --- tabs --- */

enum {
	TABS_MARGIN = 1,     /* columns at both sides */
	TABS_GAP = 2,        /* columns between two tabs */
	TABS_TITLE_GAP = 4,  /* columns between title and tabs */
	TABS_WIDEST = 10000, /* columns that no screen has */
	TABS_TITLE_PART = 6, /* with tabs hidden, at most one part of so many for it */
	MORE_LEFT = 0x2039,
	MORE_RIGHT = 0x203a,
	MARK = 0x2501,
};

/* Appends the text of TAB; returns how many of its bytes are the digit and a blank. */
static size_t tabs_add_text(const struct tab_label *tab, struct str *out)
{
	size_t key;

	if (tab->key)
		str_addf(out, "%c ", tab->key);
	key = out->len;
	str_add(out, tab->title);
	if (tab->counted) {
		str_add_char(out, ' ');
		str_add_number(out, tab->count);
		if (tab->growing)
			str_add(out, "…");
		else if (tab->part)
			str_addf(out, " %s", _("(part)"));
	}
	if (*tab->news)
		str_addf(out, " %s", tab->news);
	return key;
}

/* Returns the columns of TAB. */
static int tabs_width(const struct tab_label *tab)
{
	struct str text = STR_INIT;
	int width;

	tabs_add_text(tab, &text);
	width = text_width(slice_of(text.buf));
	str_release(&text);
	return width;
}

/* Returns the columns of the tabs from FIRST up to, not including, END of COUNT, with the
 * marks of more; when they are wider than any screen, only that. */
static int tabs_need(const struct tab_label *tabs, size_t count, size_t first, size_t end)
{
	int need = first > 0 ? 1 + TABS_GAP : 0;

	for (size_t i = first; i < end && need <= TABS_WIDEST; i++)
		need += tabs_width(&tabs[i]) + (i + 1 < count ? TABS_GAP : 0);
	return need + (end < count);
}

/* Which tabs are drawn, and from which column on. */
struct tabs_layout {
	bool titled; /* the title is drawn before them */
	int x;
	size_t first, end; /* tabs from first up to, not including, end */
};

/*
 * Lays out the row. The title is left out when it would hide tabs, unless some are hidden
 * anyway and it takes little. The tabs drawn are the current one, the next, so that the
 * user sees what follows, and as many to the left as fit before more to the right: so the
 * row does not move while the user moves among the tabs that the first one shows.
 */
static struct tabs_layout tabs_lay_out(struct rect rect, const char *title,
	const struct tab_label *tabs, size_t count, size_t current)
{
	int room = rect.w - 2 * TABS_MARGIN;
	int width = text_width(slice_of(title)) + TABS_TITLE_GAP;
	int need = tabs_need(tabs, count, 0, count);
	struct tabs_layout l = { .titled = need <= room - width ||
			(need > room && width <= room / TABS_TITLE_PART),
		.x = TABS_MARGIN,
		.first = current,
		.end = current };

	if (l.titled) {
		l.x += width;
		room -= width;
	}
	if (!count)
		return l;
	l.end++;
	if (l.end < count && tabs_need(tabs, count, l.first, l.end + 1) <= room)
		l.end++;
	while (l.first > 0 && tabs_need(tabs, count, l.first - 1, l.end) <= room)
		l.first--;
	while (l.end < count && tabs_need(tabs, count, l.first, l.end + 1) <= room)
		l.end++;
	return l;
}

void tabs_draw(struct canvas *canvas, struct rect rect, const char *title,
	const struct tab_label *tabs, size_t count, size_t current)
{
	struct tabs_layout l = tabs_lay_out(rect, title, tabs, count, current);
	struct str text = STR_INIT;
	int x = l.x;

	if (l.titled)
		canvas_put(canvas, rect, TABS_MARGIN, 0, title, STYLE_TITLE);
	if (l.first > 0) {
		canvas_run(canvas, rect, x, 0, MORE_LEFT, 1, STYLE_DIM);
		x += 1 + TABS_GAP;
	}
	for (size_t i = l.first; i < l.end; i++) {
		enum style style = tabs[i].empty ? STYLE_TAB_OFF : STYLE_TAB;
		int start = x;
		size_t key;

		str_clear(&text);
		key = tabs_add_text(&tabs[i], &text);
		x += canvas_text(canvas, rect, x, 0, (struct slice){ text.buf, key },
			i == current ? STYLE_TAB_ON : STYLE_DIM);
		x += canvas_put(canvas, rect, x, 0, text.buf + key,
			i == current ? STYLE_TAB_ON : style);
		if (i == current)
			canvas_run(canvas, rect, start, 1, MARK, x - start, STYLE_TAB_ON);
		x += TABS_GAP;
	}
	if (l.end < count)
		canvas_run(canvas, rect, x, 0, MORE_RIGHT, 1, STYLE_DIM);
	str_release(&text);
}

size_t tabs_at(struct rect rect, const char *title, const struct tab_label *tabs,
	size_t count, size_t current, int x)
{
	struct tabs_layout l = tabs_lay_out(rect, title, tabs, count, current);
	int start = l.x;

	if (l.first > 0) {
		if (x == start)
			return l.first - 1;
		start += 1 + TABS_GAP;
	}
	for (size_t i = l.first; i < l.end; i++) {
		int width = tabs_width(&tabs[i]);

		if (x >= start && x < start + width)
			return i;
		start += width + TABS_GAP;
	}
	return x == start ? l.end : count;
}

/* --- filters and the clauses of a search --- */

enum {
	SIGNS = 4,      /* columns of "[" and " ×]" */
	TEXT_LEAST = 4, /* columns of a text that is cut: fewer would be useless */
	MORE = 2,       /* columns of " …" */
};

int filter_bar_draw(struct canvas *canvas, struct rect rect, int x,
	const struct slice *texts, size_t count, int *signs)
{
	int start = x;

	for (size_t i = 0; i < count; i++)
		signs[i] = -1;
	for (size_t i = 0; i < count; i++) {
		int width = text_width(texts[i]) + SIGNS;
		int room = rect.w - x - (i + 1 < count ? MORE : 0);

		if (room < width && room < SIGNS + TEXT_LEAST) {
			if (rect.w > x)
				x += canvas_put(canvas, rect, x, 0, "…", STYLE_CHIP) + 1;
			break;
		}
		if (width > room)
			width = room;
		canvas_put(canvas, rect, x, 0, "[", STYLE_CHIP);
		canvas_field(canvas, rect, x + 1, 0, width - SIGNS, texts[i], false,
			STYLE_CHIP);
		canvas_put(canvas, rect, x + width - SIGNS + 1, 0, " ×]", STYLE_CHIP);
		signs[i] = x + width - 2;
		x += width + 1;
	}
	return x > start ? x - start - 1 : 0;
}

/* --- key bar --- */

enum {
	KEYBAR_MARGIN = 1, /* columns at both sides */
	KEYBAR_GAP = 3,    /* columns between two commands */
	KEYBAR_MOST = 32,  /* commands shown; no context has as many */
};

/* Returns the command of the lowest rank above RANK that is shown in CONTEXT, or NULL.
 * Help, which is always last, is left out. */
static const struct command *keybar_next(
	const struct command_table *t, unsigned context, int rank)
{
	const struct command *next = NULL;

	for (size_t i = 0; i < t->count; i++) {
		const struct command *row = &t->rows[i];

		if (!command_in_bar(row, context) || row->id == COMMAND_HELP)
			continue;
		if (row->rank > rank && (!next || row->rank < next->rank))
			next = row;
	}
	return next;
}

/* Returns the first key of ROW, the one that is shown. */
static struct slice keybar_key(const struct command *row)
{
	return (struct slice){ row->keys, strcspn(row->keys, " ") };
}

static int keybar_width(const struct command *row)
{
	return text_width(keybar_key(row)) + 1 + text_width(slice_of(_(row->label)));
}

/* A command that is shown, and its column. */
struct keybar_item {
	const struct command *row;
	int x;
};

/* Sets ITEMS to what is shown of CONTEXT in RECT; returns how many they are. */
static size_t keybar_lay_out(struct rect rect, const struct command_table *t,
	unsigned context, struct keybar_item items[KEYBAR_MOST])
{
	const struct command *help = command_find(t, COMMAND_HELP, context);
	const struct command *row = keybar_next(t, context, 0);
	int room = rect.w - KEYBAR_MARGIN;
	int x = KEYBAR_MARGIN;
	size_t count = 0;

	if (!(help->where & context))
		help = NULL;
	if (help)
		room -= keybar_width(help);
	for (; row && count + 1 < KEYBAR_MOST; row = keybar_next(t, context, row->rank)) {
		int end = x + keybar_width(row);

		if (end + (help ? KEYBAR_GAP : 0) > room)
			break;
		items[count++] = (struct keybar_item){ row, x };
		x = end + KEYBAR_GAP;
	}
	if (help && x <= room)
		items[count++] = (struct keybar_item){ help, x };
	return count;
}

void keybar_draw(struct canvas *canvas, struct rect rect, const struct command_table *t,
	unsigned context)
{
	struct keybar_item items[KEYBAR_MOST];
	size_t count = keybar_lay_out(rect, t, context, items);

	for (size_t i = 0; i < count; i++) {
		int key = canvas_text(
			canvas, rect, items[i].x, 0, keybar_key(items[i].row), STYLE_KEY);

		canvas_put(canvas, rect, items[i].x + key + 1, 0, _(items[i].row->label),
			STYLE_BAR);
	}
}

enum command_id keybar_at(
	struct rect rect, const struct command_table *t, unsigned context, int x)
{
	struct keybar_item items[KEYBAR_MOST];
	size_t count = keybar_lay_out(rect, t, context, items);

	for (size_t i = 0; i < count; i++)
		if (x >= items[i].x && x < items[i].x + keybar_width(items[i].row))
			return items[i].row->id;
	return COMMAND_NONE;
}
