#ifndef LAYOUT_CHRONICLE_H
#define LAYOUT_CHRONICLE_H

/*
 * The dated rows of a package as the events of a timeline. Every table that is said to be
 * one (the descriptor's "timeline") gives its rows; when none is, every table of a tab
 *that has a date. The rows are read in steps, for there may be many and a date has to be
 *taken apart; what was read is brought in order, in steps too, when enough has come.
 *
 *	chronicle_init(&c, package, today);
 *	while (!chronicle_step(&c, until))
 *		...
 *	timeline_fit(&c.timeline, width);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "data/package.h"
#include "layout/timeline.h"
#include "layout/timeline_order.h"
#include "query/search.h"

struct chronicle {
	const struct package *package;
	int64_t today;
	struct timeline
		timeline; /* read and scroll it; its events change in chronicle_step */
	unsigned edition; /* counts how often the events have changed: their numbers, too
			   */
	size_t undated;   /* rows read whose date is missing or cannot be understood */

	struct chronicle_source *sources; /* tables that give events, owned */
	size_t source_count;
	struct chronicle_lane *lanes; /* as they were found, owned */
	size_t lane_count, lane_alloc;
	struct chronicle_entry *entries; /* by the ids of the events, owned */
	size_t entry_count, entry_alloc;
	struct timeline_event *fresh; /* read, but not yet among the events; owned */
	size_t fresh_count, fresh_alloc;
	struct timeline_order order; /* of all, while they are brought in order */
	size_t described;            /* of those, that know their lane and label */
	bool ordering;
};

/* Tells whether a table of P gives events. */
bool chronicle_any(const struct package *p);

/* Makes C empty, with the tables of P, which must outlive it; nothing is read yet. */
void chronicle_init(struct chronicle *c, const struct package *p, int64_t today);

/* Frees what C owns. */
void chronicle_release(struct chronicle *c);

/* Reads rows until the clock reaches UNTIL or all known by now are read, at least a few.
 * Returns true when there is nothing more to do before P grows. */
bool chronicle_step(struct chronicle *c, int64_t until);

/* Tells whether the rows of table NUMBER are events of C. */
bool chronicle_reads(const struct chronicle *c, int number);

/* Returns the field by which the rows of table NUMBER, one that C reads, are dated. */
size_t chronicle_date_field(const struct chronicle *c, int number);

/* Makes faint the events of C whose rows S has not found; the others stay as they are. */
void chronicle_dim(struct chronicle *c, const struct search *s);

/* Returns the name of a lane of the timeline. Lives as long as C. */
const char *chronicle_lane_name(const struct chronicle *c, int lane);

/* Returns the row of EVENT. */
struct row_ref chronicle_row(const struct chronicle *c, size_t event);

/* Returns the event of the row REF, or TIMELINE_NONE. */
size_t chronicle_event(const struct chronicle *c, struct row_ref ref);

/* Appends what EVENT is called. */
void chronicle_add_title(const struct chronicle *c, size_t event, struct str *out);

#endif
