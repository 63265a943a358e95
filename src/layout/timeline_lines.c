#include "config.h"

#include "layout/timeline_lines.h"

#include <stdlib.h>

#include "base/array.h"

void timeline_lines_init(struct timeline_lines *lines)
{
	*lines = (struct timeline_lines){ .count = 0 };
}

void timeline_lines_release(struct timeline_lines *lines)
{
	free(lines->lines);
	timeline_lines_init(lines);
}

static void lines_add(struct timeline_lines *lines, size_t event, bool gap)
{
	lines->lines = array_reserve(
		lines->lines, &lines->alloc, lines->count + 1, sizeof *lines->lines);
	lines->lines[lines->count++] = (struct timeline_line){ event, gap };
}

void timeline_lines_fill(
	struct timeline_lines *lines, const struct timeline *t, bool bright)
{
	struct timeline_gap gap;

	lines->count = 0;
	for (size_t i = 0; i < t->count; i++) {
		if (bright && t->events[i].faint)
			continue;
		if (timeline_lines_gap(t, i, bright, &gap))
			lines_add(lines, i, true);
		lines_add(lines, i, false);
	}
	if (timeline_lines_gap(t, TIMELINE_NONE, bright, &gap))
		lines_add(lines, TIMELINE_NONE, true);
}

bool timeline_lines_gap(
	const struct timeline *t, size_t event, bool bright, struct timeline_gap *out)
{
	struct timeline_gap gap;

	if (event == TIMELINE_NONE ? !timeline_gap_today(t, &gap)
				   : !timeline_gap_before(t, event, &gap))
		return false;
	if (bright &&
		(t->events[gap.from].faint ||
			(event != TIMELINE_NONE && t->events[event].faint)))
		return false;
	*out = gap;
	return true;
}

void timeline_lines_add_date(const struct edtf *date, int width, struct str *out)
{
	if (width && width < TIMELINE_LINES_BRIEF_BELOW)
		edtf_add_brief(out, date);
	else
		edtf_add_words(out, date);
}

int timeline_lines_dates(int widest, int width)
{
	int most = width < TIMELINE_LINES_BRIEF_BELOW ? width / 2 : TIMELINE_LINES_DATE;

	return widest < most ? widest : most;
}

void timeline_lines_add_gap(const struct timeline_gap *gap, struct str *out)
{
	edtf_add_gap(out, &gap->length, false);
	str_add(out, gap->to == TIMELINE_NONE ? " to today" : "");
	str_add(out, gap->late ? ", late" : "");
}
