/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TIMELINE_EVENTS_H
#define TIMELINE_EVENTS_H

/*
 * The dated rows of a package as the events of a timeline. The tables that the descriptor
 * declares (its "timeline") give their rows; if it declares none, every table of a tab
 * that has a date field does. Rows are read in steps, because there may be many; when
 * enough have come, all events are sorted, also in steps. Until then the timeline keeps
 * its previous events, so that it is in order at any time.
 *
 *	struct events events;
 *
 *	events_init(&events, package, today);
 *	while (!events_step(&events, clock_now() + TASK_MS))
 *		...
 *	timeline_fit(&events.timeline, 80);
 *	events_release(&events);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sort.h"
#include "base/str.h"
#include "data/package.h"
#include "query/search.h"
#include "timeline/timeline.h"

struct events {
	const struct package *package;
	int64_t today;
	struct timeline timeline; /* for the caller to read, scroll and fold */
	unsigned edition; /* counts how often the events, and their numbers, changed */
	size_t undated;   /* rows read whose date is missing or cannot be understood */

	struct events_source *sources; /* tables that give events, owned */
	size_t source_count;
	struct events_lane *lanes; /* in the order in which they were found, owned */
	size_t lane_count, lane_alloc;
	struct events_entry *entries; /* by the ids of the events, owned */
	size_t entry_count, entry_alloc;
	struct timeline_event *fresh; /* read, but not yet in the timeline; owned */
	size_t fresh_count, fresh_alloc;
	struct timeline_key *keys;     /* of all, old and fresh, to be sorted; owned */
	struct sort sort;              /* of keys */
	struct timeline_event *sorted; /* events in the order of keys; owned */
	size_t sorted_count;
	bool sorting;
};

/* Returns whether any table of P gives events. */
bool events_any(const struct package *p);

/* Makes C empty, with the tables of P, which must outlive it; reads no rows. */
void events_init(struct events *c, const struct package *p, int64_t today);

/* The same with the rows of table NUMBER alone, whose "timeline" names a date: all in one
 * lane, so that each has its gap. */
void events_init_table(struct events *c, const struct package *p, int number);

/* Frees what C owns. */
void events_release(struct events *c);

/* Reads and sorts until the clock reaches UNTIL or all rows known by now are read, at
 * least a few. Returns true when nothing is left to do before P grows. */
bool events_step(struct events *c, int64_t until);

/* Returns the field that dates the rows of table NUMBER, or -1 when C does not read it. */
int events_date_field(const struct events *c, int number);

/* Dims the events of C whose rows S has not found; the others stay as they are. */
void events_dim(struct events *c, const struct search *s);

/* Dims the events of C that are not linked to the row REF or to one joined to it; the
 * others stay as they are. */
void events_dim_unrelated(struct events *c, struct row_ref ref);

/* Returns whether REF is a row of a table that gives events, or such a row refers to it or
 * to one joined to it. Not known until P is linked: true until then. */
bool events_any_about(const struct package *p, struct row_ref ref);

/* Returns the name of a lane of the timeline, "" for none. Lives as long as C. */
const char *events_lane_name(const struct events *c, int lane);

/* Returns the row of EVENT. */
struct row_ref events_row(const struct events *c, size_t event);

/* Returns the event of the row REF, or TIMELINE_NONE. */
size_t events_event(const struct events *c, struct row_ref ref);

/* Appends the title of EVENT, the label of its row. */
void events_add_title(const struct events *c, size_t event, struct str *out);

/* --- the timeline as a list --- */

/*
 * On the screen as in print: a row for each event in time order and, between the events of
 * the first lane, a row for each gap. Marks, styles and rules belong to the code that draws
 * or writes the list.
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
