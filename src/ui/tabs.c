#include "config.h"

#include "ui/tabs.h"

#include "base/str.h"
#include "base/text.h"

enum {
	TABS_MARGIN = 1,     /* columns at both sides */
	TABS_GAP = 2,        /* columns between two tabs */
	TABS_TITLE_GAP = 4,  /* columns between title and tabs */
	TABS_TITLE_PART = 6, /* with tabs hidden, the title takes one part of so many */
	MORE_LEFT = 0x2039,
	MORE_RIGHT = 0x203a,
	MARK = 0x2501,
};

/* Some of the tabs: from FIRST up to, not including, END. */
struct tabs_window {
	size_t first, end;
};

/* Appends the digit that goes to TAB and a blank. */
static void tabs_add_key(const struct tab_label *tab, struct str *out)
{
	if (tab->key)
		str_addf(out, "%c ", tab->key);
}

/* Appends what is written for TAB behind its digit. */
static void tabs_add_label(const struct tab_label *tab, struct str *out)
{
	str_add(out, tab->title);
	if (tab->counted)
		str_addf(out, " %zu%s", tab->count, tab->growing ? "…" : "");
}

/* Returns the columns of TAB. */
static int tabs_width(const struct tab_label *tab)
{
	struct str text = STR_INIT;
	int width;

	tabs_add_key(tab, &text);
	tabs_add_label(tab, &text);
	width = text_width(slice_of(text.buf));
	str_release(&text);
	return width;
}

/* Returns the columns that WINDOW of the COUNT tabs needs, with the marks of more. */
static int tabs_need(
	const struct tab_label *tabs, size_t count, struct tabs_window window)
{
	int need = window.first > 0 ? 1 + TABS_GAP : 0;

	for (size_t i = window.first; i < window.end; i++)
		need += tabs_width(&tabs[i]) + (i + 1 < count ? TABS_GAP : 0);
	return need + (window.end < count);
}

static bool tabs_fit(
	const struct tab_label *tabs, size_t count, size_t first, size_t end, int room)
{
	return tabs_need(tabs, count, (struct tabs_window){ first, end }) <= room;
}

/*
 * Chooses the tabs to draw in ROOM columns: the current one, the next, so that one sees
 * what comes, and from there to the left before to the right. So the row stands still as
 * long as one walks in what is seen from the first tab on.
 */
static struct tabs_window tabs_choose(
	const struct tab_label *tabs, size_t count, size_t current, int room)
{
	size_t first = current;
	size_t end = current + 1;

	if (end < count && tabs_fit(tabs, count, first, end + 1, room))
		end++;
	while (first > 0 && tabs_fit(tabs, count, first - 1, end, room))
		first--;
	while (end < count && tabs_fit(tabs, count, first, end + 1, room))
		end++;
	return (struct tabs_window){ first, end };
}

/* Tells whether the title, TITLE columns with its gap, is drawn beside the tabs in a row
 * of ROOM columns: not when it would hide tabs, unless some are hidden anyway and it
 * takes little. */
static bool tabs_have_title(
	const struct tab_label *tabs, size_t count, int title, int room)
{
	int need = tabs_need(tabs, count, (struct tabs_window){ 0, count });

	return need <= room - title || (need > room && title <= room / TABS_TITLE_PART);
}

/* Draws TAB from column X on, with the mark under it if it is the current one; returns
 * the columns it took. */
static int tabs_draw_tab(struct canvas *canvas, struct rect rect, int x,
	const struct tab_label *tab, bool current)
{
	enum style style = tab->empty ? STYLE_TAB_OFF : STYLE_TAB;
	int width = 0;
	struct str text = STR_INIT;

	if (current)
		style = STYLE_TAB_ON;
	tabs_add_key(tab, &text);
	width += canvas_put(
		canvas, rect, x, 0, text.buf, current ? STYLE_TAB_ON : STYLE_DIM);
	str_clear(&text);
	tabs_add_label(tab, &text);
	width += canvas_put(canvas, rect, x + width, 0, text.buf, style);
	if (current)
		canvas_run(canvas, rect, x, 1, MARK, width, STYLE_TAB_ON);
	str_release(&text);
	return width;
}

/* Where the row of tabs begins behind the title, if that is shown, and which it holds. */
struct tabs_place {
	bool titled;
	int x;
	struct tabs_window window;
};

static struct tabs_place tabs_place(struct rect rect, const char *title,
	const struct tab_label *tabs, size_t count, size_t current)
{
	int room = rect.w - 2 * TABS_MARGIN;
	int width = text_width(slice_of(title)) + TABS_TITLE_GAP;
	struct tabs_place place = { tabs_have_title(tabs, count, width, room),
		TABS_MARGIN, { 0, 0 } };

	if (place.titled) {
		place.x += width;
		room -= width;
	}
	if (count)
		place.window = tabs_choose(tabs, count, current, room);
	return place;
}

void tabs_draw(struct canvas *canvas, struct rect rect, const char *title,
	const struct tab_label *tabs, size_t count, size_t current)
{
	struct tabs_place place = tabs_place(rect, title, tabs, count, current);
	int x = place.x;

	if (place.titled)
		canvas_put(canvas, rect, TABS_MARGIN, 0, title, STYLE_TITLE);
	if (place.window.first > 0) {
		canvas_run(canvas, rect, x, 0, MORE_LEFT, 1, STYLE_DIM);
		x += 1 + TABS_GAP;
	}
	for (size_t i = place.window.first; i < place.window.end; i++)
		x += tabs_draw_tab(canvas, rect, x, &tabs[i], i == current) + TABS_GAP;
	if (place.window.end < count)
		canvas_run(canvas, rect, x, 0, MORE_RIGHT, 1, STYLE_DIM);
}

size_t tabs_at(struct rect rect, const char *title, const struct tab_label *tabs,
	size_t count, size_t current, int x)
{
	struct tabs_place place = tabs_place(rect, title, tabs, count, current);
	int start = place.x;

	if (place.window.first > 0) {
		if (x == start)
			return place.window.first - 1;
		start += 1 + TABS_GAP;
	}
	for (size_t i = place.window.first; i < place.window.end; i++) {
		int width = tabs_width(&tabs[i]);

		if (x >= start && x < start + width)
			return i;
		start += width + TABS_GAP;
	}
	return x == start ? place.window.end : count;
}
