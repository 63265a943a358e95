#ifndef TIMELINE_LAYOUT_H
#define TIMELINE_LAYOUT_H

/*
 * What a window of the timeline shows, in columns: marks, spans, labels, gaps, ticks,
 * folds and density. Numbers only; the view writes the texts. No event is lost: on each
 * row the events of the marks, those before the window and those behind it add up to all.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "timeline/timeline.h"

/* Bits of a column of a row: what lies there beneath the marks. */
enum timeline_cover {
	TIMELINE_COVER_SPAN = 1,   /* an event that lasts */
	TIMELINE_COVER_VAGUE = 2,  /* a date that may be here */
	TIMELINE_COVER_BEYOND = 4, /* at an edge of the window: what lies here goes on */
};

enum { TIMELINE_LEVELS = 8 }; /* of the density, besides 0 */

/* One event, or several where there is no room for each. */
struct timeline_mark {
	size_t event; /* the earliest */
	size_t count; /* events here; over 1 it is shown as "+count" */
	size_t hits;  /* of them not faint */
	int column;
	int width;  /* 1, or enough for "+count"; all its events stand in these columns */
	int extent; /* columns of the event's own dates from column on, to the window's
		     * edge at most; width where there are several */
	int room;   /* columns from column on up to the next mark or the edge */
};

struct timeline_label {
	size_t event; /* of lane 0 */
	int line;     /* 0 is the one next to the marks */
	int column;   /* never right of the mark's */
	int width;    /* columns given; fewer than the label needs means cut it */
};

/* A gap with the columns behind its first event in which no mark of lane 0's row stands.
 */
struct timeline_gap_place {
	struct timeline_gap gap;
	int column, width;
};

struct timeline_fold_place {
	struct timeline_fold fold;
	int column, width; /* of its text, inside the window */
};

struct timeline_row_place {
	int lane;                    /* the first lane on this row */
	int lane_count;              /* lanes that share it */
	bool folded;                 /* shown as a count: no marks, no cover */
	size_t count;                /* events of its lanes */
	size_t before;               /* of them left of the window */
	size_t behind;               /* right of the window */
	struct timeline_mark *marks; /* ascending, apart from each other */
	size_t mark_count;
	unsigned char *cover; /* bits of enum timeline_cover, a byte a column */
};

/* What is wanted. */
struct timeline_frame {
	int width;       /* columns of the window, at least 1 */
	int rows;        /* for lanes, at least 1 */
	int label_lines; /* for the labels of lane 0, 0 and more */
};

struct timeline_layout {
	struct timeline_frame frame;
	struct timeline_row_place *rows;
	int row_count;
	struct timeline_label *labels;
	size_t label_count;
	struct timeline_gap_place *gaps; /* that to today is the last */
	size_t gap_count, gap_alloc;
	struct timeline_tick *ticks;
	size_t tick_count;
	struct timeline_fold_place *folds;
	size_t fold_count, fold_alloc;
	unsigned char
		*density; /* a level a column: events of all rows that begin there */
	size_t densest;   /* events in the column with the most */
	int today;        /* its column, or -1 */
};

/* Makes P empty; needs no memory. */
void timeline_layout_init(struct timeline_layout *p);

/* Frees what P owns. */
void timeline_layout_release(struct timeline_layout *p);

/* Lays T out in FRAME; what was in P before is replaced. */
void timeline_layout_all(
	struct timeline_layout *p, const struct timeline *t, struct timeline_frame frame);

/* Returns the mark that shows EVENT, or NULL when it stands on no mark: outside the
 * window or in a folded lane. */
const struct timeline_mark *timeline_layout_find(
	const struct timeline_layout *p, const struct timeline *t, size_t event);

/* Returns the columns that "+COUNT" needs. */
int timeline_count_width(size_t count);

/* Gives the labels of P's first row their places. Called by timeline_layout_all. */
void timeline_layout_labels(struct timeline_layout *p, const struct timeline *t);

#endif
