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

#endif
