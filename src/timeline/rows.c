#include "config.h"

#include "timeline/rows.h"

#include <stdlib.h>

#include "base/array.h"

void timeline_rows_init(struct timeline_rows *lines)
{
	*lines = (struct timeline_rows){ .count = 0 };
}

void timeline_rows_release(struct timeline_rows *lines)
{
	free(lines->lines);
	timeline_rows_init(lines);
}

static void linemode_add(struct timeline_rows *lines, size_t event, bool gap)
{
	lines->lines = array_reserve(
		lines->lines, &lines->alloc, lines->count + 1, sizeof *lines->lines);
	lines->lines[lines->count++] = (struct timeline_line){ event, gap };
}

void timeline_rows_fill(
	struct timeline_rows *lines, const struct timeline *t, bool bright)
{
	struct timeline_gap gap;

	lines->count = 0;
	for (size_t i = 0; i < t->count; i++) {
		if (bright && t->events[i].dimmed)
			continue;
		if (timeline_rows_gap(t, i, bright, &gap))
			linemode_add(lines, i, true);
		linemode_add(lines, i, false);
	}
	if (timeline_rows_gap(t, TIMELINE_NONE, bright, &gap))
		linemode_add(lines, TIMELINE_NONE, true);
}

bool timeline_rows_gap(
	const struct timeline *t, size_t event, bool bright, struct timeline_gap *out)
{
	struct timeline_gap gap;

	if (event == TIMELINE_NONE ? !timeline_gap_today(t, &gap)
				   : !timeline_gap_before(t, event, &gap))
		return false;
	if (bright &&
		(t->events[gap.from].dimmed ||
			(event != TIMELINE_NONE && t->events[event].dimmed)))
		return false;
	*out = gap;
	return true;
}

void timeline_rows_add_date(const struct edtf *date, int width, struct str *out)
{
	if (width && width < TIMELINE_ROWS_BRIEF_BELOW)
		edtf_add_brief(out, date);
	else
		edtf_add_words(out, date);
}

int timeline_rows_dates(int widest, int width)
{
	int most = width < TIMELINE_ROWS_BRIEF_BELOW ? width / 2 : TIMELINE_ROWS_DATE;

	return widest < most ? widest : most;
}

void timeline_rows_add_gap(const struct timeline_gap *gap, struct str *out)
{
	edtf_add_gap(out, &gap->length, false);
	str_add(out, gap->to == TIMELINE_NONE ? " to today" : "");
	str_add(out, gap->late ? ", late" : "");
}
