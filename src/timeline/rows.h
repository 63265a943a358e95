#ifndef TIMELINE_ROWS_H
#define TIMELINE_ROWS_H

/*
 * The timeline as a list, on the screen as in print: a row for each event in time order
 * and, between the events of the first lane, a row for each gap. This module makes the
 * texts of a row and divides a line among its columns; marks, styles and rules belong to
 * the code that draws or writes the list.
 *
 *	struct timeline_rows rows = { 0 };
 *	struct timeline_row_text text = TIMELINE_ROW_TEXT_INIT;
 *
 *	timeline_rows_fill(&rows, &events->timeline, true);
 *	for (size_t i = 0; i < rows.count; i++) {
 *		timeline_row_text_set(&text, events, rows.rows[i], width);
 *		puts(text.title.buf);
 *	}
 *	timeline_row_text_release(&text);
 *	timeline_rows_release(&rows);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "timeline/events.h"
#include "timeline/timeline.h"

struct timeline_row {
	size_t event; /* TIMELINE_NONE: the gap from the last event to today */
	bool gap;     /* the row is the gap before the event, not the event itself */
};

/* All zeros: no rows. */
struct timeline_rows {
	struct timeline_row *rows; /* owned */
	size_t count, alloc;
};

/* Frees what ROWS owns and leaves it empty. */
void timeline_rows_release(struct timeline_rows *rows);

/* Replaces ROWS by those of T; with HITS_ONLY, dimmed events get no row. The event
 * numbers are valid until the events of T change. */
void timeline_rows_fill(
	struct timeline_rows *rows, const struct timeline *t, bool hits_only);

/*
 * Sets *OUT to the gap before EVENT of T or, for TIMELINE_NONE, to the gap from the last
 * event to today. Returns false when there is none; with HITS_ONLY also when an event at
 * either end is dimmed, because a list without that event would show a gap between two
 * events that do not follow each other.
 */
bool timeline_rows_gap(
	const struct timeline *t, size_t event, bool hits_only, struct timeline_gap *out);

/* Appends DATE for lines of WIDTH columns (0: unlimited). Narrow lines get months of
 * three letters, so that neither the year nor the title is cut off. */
void timeline_rows_add_date(const struct edtf *date, int width, struct str *out);

/* Appends GAP in words: "4 years 6 months later (late)", "none for 3 years". */
void timeline_rows_add_gap(const struct timeline_gap *gap, struct str *out);

/* The texts of a row. */
struct timeline_row_text {
	struct str date;  /* empty for a gap */
	struct str title; /* of the event, or the gap in words; empty for no gap */
	const char *lane; /* name of the lane, "" for a gap; owned by the events */
	bool first_lane;  /* an event of the first lane */
	bool late;        /* a gap over one and a half times the cadence */
};

/* The initialiser of empty texts; needs no memory. */
#define TIMELINE_ROW_TEXT_INIT                                                           \
	{                                                                                \
		STR_INIT, STR_INIT, "", false, false                                     \
	}

/* Frees what TEXT owns. */
void timeline_row_text_release(struct timeline_row_text *text);

/* Replaces TEXT by the texts of ROW, for lines of WIDTH columns (0: unlimited). */
void timeline_row_text_set(struct timeline_row_text *text, const struct events *events,
	struct timeline_row row, int width);

enum { TIMELINE_LANE_MAX = 16 }; /* columns of the name of a lane in a list */

/* Widths of the columns of a list. */
struct timeline_columns {
	int date, title;
	int lane; /* 0: lanes are not shown */
};

/* Widens COLUMNS to hold TEXT, the texts of an event. */
void timeline_columns_measure(
	struct timeline_columns *columns, const struct timeline_row_text *text);

/*
 * Divides lines of WIDTH columns (0: unlimited), of which OTHER are neither date nor
 * title nor lane, among COLUMNS, which are as wide as their texts need. The title takes
 * what date and lane leave; lanes are shown only in wide lines.
 */
void timeline_columns_fit(struct timeline_columns *columns, int width, int other);

#endif
