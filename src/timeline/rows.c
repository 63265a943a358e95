#include "config.h"

#include "timeline/rows.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/text.h"

enum {
	DATE_MAX = 32,         /* "28 September – 28 October 2015" and the like */
	LANE_FROM = 70,        /* width of a line from which lanes are shown */
	TITLE_MAX = 60,        /* where the width of a line is unlimited */
	SHORT_MONTH_BELOW = 60 /* width of a line */
};

void timeline_rows_release(struct timeline_rows *rows)
{
	free(rows->rows);
	*rows = (struct timeline_rows){ 0 };
}

static void add_row(struct timeline_rows *rows, size_t event, bool gap)
{
	*ARRAY_ADD(rows->rows, rows->count, rows->alloc) =
		(struct timeline_row){ event, gap };
}

void timeline_rows_fill(
	struct timeline_rows *rows, const struct timeline *t, bool hits_only)
{
	struct timeline_gap gap;

	rows->count = 0;
	for (size_t i = 0; i < t->count; i++) {
		if ((hits_only && t->events[i].dimmed) || !timeline_is_shown(t, i))
			continue;
		if (timeline_rows_gap(t, i, hits_only, &gap))
			add_row(rows, i, true);
		add_row(rows, i, false);
	}
	if (timeline_rows_gap(t, TIMELINE_NONE, hits_only, &gap))
		add_row(rows, TIMELINE_NONE, true);
}

bool timeline_rows_gap(
	const struct timeline *t, size_t event, bool hits_only, struct timeline_gap *out)
{
	if (event == TIMELINE_NONE ? !timeline_gap_today(t, out)
				   : !timeline_gap_before(t, event, out))
		return false;
	return !hits_only ||
		!(t->events[out->from].dimmed ||
			(event != TIMELINE_NONE && t->events[event].dimmed));
}

void timeline_rows_add_date(const struct edtf *date, int width, struct str *out)
{
	if (width && width < SHORT_MONTH_BELOW)
		edtf_add_brief(out, date);
	else
		edtf_add_words(out, date);
}

void timeline_rows_add_gap(const struct timeline_gap *gap, struct str *out)
{
	bool over = gap->to != TIMELINE_NONE;

	str_add(out, over ? "" : "none for ");
	calendar_add_gap(out, &gap->length, false);
	str_add(out, over ? " later" : "");
	if (gap->late)
		str_add(out, over ? " (late)" : " (overdue)");
}

void timeline_row_text_release(struct timeline_row_text *text)
{
	str_release(&text->date);
	str_release(&text->title);
}

void timeline_row_text_set(struct timeline_row_text *text, const struct events *events,
	struct timeline_row row, int width)
{
	const struct timeline *t = &events->timeline;
	struct timeline_gap gap = { .late = false };

	str_clear(&text->date);
	str_clear(&text->title);
	text->lane = "";
	text->first_lane = !row.gap && t->events[row.event].lane == 0;
	if (!row.gap) {
		timeline_rows_add_date(&t->events[row.event].date, width, &text->date);
		events_add_title(events, row.event, &text->title);
		text->lane = events_lane_name(events, t->events[row.event].lane);
	} else if (timeline_rows_gap(t, row.event, false, &gap)) {
		timeline_rows_add_gap(&gap, &text->title);
	}
	text->late = gap.late;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

static void widen(int *width, const char *text)
{
	int columns = text_width(slice_of(text));

	if (columns > *width)
		*width = columns;
}

void timeline_columns_measure(
	struct timeline_columns *columns, const struct timeline_row_text *text)
{
	widen(&columns->date, text->date.buf);
	widen(&columns->title, text->title.buf);
	widen(&columns->lane, text->lane);
}

void timeline_columns_fit(struct timeline_columns *columns, int width, int other)
{
	struct timeline_columns *c = columns;

	if (!width) {
		c->title = min(c->title, TITLE_MAX);
		return;
	}
	c->date = min(c->date, width < SHORT_MONTH_BELOW ? width / 2 : DATE_MAX);
	c->lane = width < LANE_FROM ? 0 : min(c->lane, TIMELINE_LANE_MAX);
	c->title = width - other - c->date - (c->lane ? c->lane + 2 : 0);
}
