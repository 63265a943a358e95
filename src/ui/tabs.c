/*
 * Drawing tabs and finding the one at a column: both from the same layout, which depends
 * on the arguments only. The current tab is always drawn whole.
 */

#include "config.h"

#include "ui/tabs.h"

#include "base/str.h"
#include "base/text.h"

enum {
	TABS_MARGIN = 1,     /* columns at both sides */
	TABS_GAP = 2,        /* columns between two tabs */
	TABS_TITLE_GAP = 4,  /* columns between title and tabs */
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
		str_add(out, tab->growing ? "…" : tab->part ? " (part)" : "");
	}
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
 * marks of more. */
static int tabs_need(const struct tab_label *tabs, size_t count, size_t first, size_t end)
{
	int need = first > 0 ? 1 + TABS_GAP : 0;

	for (size_t i = first; i < end; i++)
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
