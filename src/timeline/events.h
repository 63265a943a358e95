#ifndef TIMELINE_EVENTS_H
#define TIMELINE_EVENTS_H

/*
 * The dated rows of a package as the events of a timeline. Every table that is said to be
 * one (the descriptor's "timeline") gives its rows; when none is, every table of a tab
 *that has a date. The rows are read in steps, for there may be many and a date has to be
 *taken apart; what was read is brought in order, in steps too, when enough has come.
 *
 *	events_init(&c, package, today);
 *	while (!events_step(&c, until))
 *		...
 *	timeline_fit(&c.timeline, width);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sort.h"
#include "base/str.h"
#include "data/package.h"
#include "timeline/timeline.h"
#include "query/search.h"

struct events {
	const struct package *package;
	int64_t today;
	struct timeline
		timeline; /* read and scroll it; its events change in events_step */
	unsigned edition; /* counts how often the events have changed: their numbers, too
			   */
	size_t undated;   /* rows read whose date is missing or cannot be understood */

	struct events_source *sources; /* tables that give events, owned */
	size_t source_count;
	struct events_lane *lanes; /* as they were found, owned */
	size_t lane_count, lane_alloc;
	struct events_entry *entries; /* by the ids of the events, owned */
	size_t entry_count, entry_alloc;
	struct timeline_event *fresh; /* read, but not yet among the events; owned */
	size_t fresh_count, fresh_alloc;
	struct timeline_key
		*keys;    /* of all, old and fresh, while they are sorted; owned */
	struct sort sort; /* of keys */
	struct timeline_event *sorted; /* events in the order of keys; owned */
	size_t sorted_count;
	bool sorting;
};

/* Tells whether a table of P gives events. */
bool events_any(const struct package *p);

/* Makes C empty, with the tables of P, which must outlive it; nothing is read yet. */
void events_init(struct events *c, const struct package *p, int64_t today);

/* Frees what C owns. */
void events_release(struct events *c);

/* Reads rows until the clock reaches UNTIL or all known by now are read, at least a few.
 * Returns true when there is nothing more to do before P grows. */
bool events_step(struct events *c, int64_t until);

/* Tells whether the rows of table NUMBER are events of C. */
bool events_reads(const struct events *c, int number);

/* Returns the field by which the rows of table NUMBER, one that C reads, are dated. */
size_t events_date_field(const struct events *c, int number);

/* Dims the events of C whose rows S has not found; the others stay as they are. */
void events_dim(struct events *c, const struct search *s);

/* Dims the events of C that are not linked to the row REF or to one joined to it; the
 * others stay as they are. */
void events_dim_unrelated(struct events *c, struct row_ref ref);

/* Returns the name of a lane of the timeline. Lives as long as C. */
const char *events_lane_name(const struct events *c, int lane);

/* Returns the row of EVENT. */
struct row_ref events_row(const struct events *c, size_t event);

/* Returns the event of the row REF, or TIMELINE_NONE. */
size_t events_event(const struct events *c, struct row_ref ref);

/* Appends what EVENT is called. */
void events_add_title(const struct events *c, size_t event, struct str *out);

#endif
