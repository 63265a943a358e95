/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TIMELINE_LAYOUT_H
#define TIMELINE_LAYOUT_H

/*
 * What a window of the timeline shows, in columns: marks, spans, labels, gaps, ticks,
 * folds and density. It owns positions, widths and the labels of ticks; titles, glyphs
 * and styles are the view's. No event is lost: on each row the events on its marks, those
 * before the window and those after it add up to all events of its lanes.
 *
 *	struct timeline_layout layout = TIMELINE_LAYOUT_INIT;
 *	struct timeline_frame frame = { .width = 80, .rows = 3, .label_lines = 2,
 *		.cursor_row = -1 };
 *
 *	timeline_layout_update(&layout, timeline, frame);
 *	for (size_t i = 0; i < layout.tick_count; i++)
 *		puts(layout.ticks[i].text);
 *	timeline_layout_release(&layout);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "timeline/timeline.h"

/* Bits of a column of a row: what is beneath the marks. */
enum timeline_cover {
	TIMELINE_COVER_SPAN = 1,   /* an event that lasts */
	TIMELINE_COVER_VAGUE = 2,  /* a date that may fall here */
	TIMELINE_COVER_BEYOND = 4, /* at an edge of the window: goes on outside of it */
	TIMELINE_COVER_HIT = 8,    /* of an event that is not dimmed */
};

enum { TIMELINE_LEVELS = 8 }; /* of the density, besides 0 */

/* One event, or several where there is no room for each. */
struct timeline_mark {
	size_t event; /* the earliest */
	size_t count; /* events here; more than one are shown as "+count" */
	size_t hits;  /* of them not dimmed */
	int column;
	int width; /* 1, or enough for "+count"; the anchors of all its events are in it */
	int extent; /* columns of the event's own dates from column on, up to the edge of
		     * the window; width if there are several events */
	int room;   /* columns from column on up to the next mark or the edge */
	size_t number; /* of the event among those of its row, from 1 */
	int digits;    /* columns of the number after the mark; 0: it is not shown */
};

struct timeline_label {
	size_t event;
	int row;
	int line; /* 0 is that of the marks; below it a label covers the mark's column */
	int column;
	int width; /* columns given; fewer than the label needs means cut it */
};

/* A gap with the columns from the last of its first event to the one before the next;
 * those of two gaps are apart. */
struct timeline_layout_gap {
	struct timeline_gap gap;
	int column, width;
};

struct timeline_layout_fold {
	struct timeline_fold fold;
	int column, width; /* of its text, inside the window */
};

struct timeline_layout_row {
	int lane;       /* the first lane on this row */
	int lane_count; /* lanes that share it */
	bool folded;    /* shown as a count: no marks, no cover */
	int y;          /* line of its marks; 0 is that of the first row */
	int lines;      /* for labels below; for gaps, too, on the first row */
	size_t count;   /* events of its lanes */
	size_t hits;    /* of them not dimmed */
	size_t seen;    /* of them placed so far; in the end all */
	size_t before;  /* of them left of the window */
	size_t after;   /* right of the window */
	struct timeline_mark *marks; /* ascending, not overlapping; owned */
	size_t mark_count;
	unsigned char *cover; /* bits of enum timeline_cover for each column; owned */
};

/* The space for a layout. */
struct timeline_frame {
	int width;       /* columns of the window, at least 1 */
	int rows;        /* for lanes, at least 1 */
	int gap_lines;   /* 1: a line below the first row is for the gaps; else 0 */
	int label_lines; /* for labels below the rows, at least 0 */
	int cursor_row;  /* whose labels come before those of others; -1: none */
};

struct timeline_layout {
	struct timeline_frame frame;
	struct timeline_layout_row *rows; /* owned, as are the other arrays */
	int row_count;
	int lines; /* of all rows with those below them */
	struct timeline_label *labels;
	size_t label_count;
	struct timeline_layout_gap *gaps; /* that to today is the last */
	size_t gap_count, gap_alloc;
	struct timeline_tick *ticks;
	size_t tick_count;
	struct timeline_layout_fold *folds;
	size_t fold_count;
	unsigned char *density; /* for each column a level: events that begin there */
	bool *density_hit;      /* for each column: one of them is not dimmed */
	size_t densest;         /* events in the column with the most */
	int today;              /* its column, or -1 */
};

/* The initialiser of an empty layout; needs no memory. */
#define TIMELINE_LAYOUT_INIT                                                             \
	{                                                                                \
		.today = -1                                                              \
	}

/* Frees what LAYOUT owns and leaves it empty. */
void timeline_layout_release(struct timeline_layout *layout);

/* Replaces LAYOUT by that of T in FRAME. */
void timeline_layout_update(struct timeline_layout *layout, const struct timeline *t,
	struct timeline_frame frame);

/* Returns the mark that shows EVENT of T, or NULL when no mark does: outside of the
 * window, in a folded lane or not shown. Lives until the next update of LAYOUT. */
const struct timeline_mark *timeline_layout_mark(
	const struct timeline_layout *layout, const struct timeline *t, size_t event);

/* Returns the columns that "+COUNT" needs. */
int timeline_count_width(size_t count);

#endif
