#ifndef OUTPUT_EVENT_LIST_H
#define OUTPUT_EVENT_LIST_H

/*
 * The events of a timeline as they are to be written: for people a line each with the
 * gaps between, for programs a record each.
 *
 *	event_list_init(&a, &chronicle);
 *	event_list_write(&a, FORMAT_TEXT, &page, &sink);
 *	event_list_release(&a);
 */

#include <stddef.h>

#include "base/calendar.h"
#include "data/csvfile.h"
#include "timeline/events.h"
#include "timeline/rows.h"
#include "output/listing.h"

struct event_list_item {
	size_t event;
	bool gap; /* the gap in front of it is told */
};

struct event_list {
	const struct events *events;   /* borrowed */
	struct timeline_rows rows;     /* of the events that are not dimmed */
	struct event_list_item *items; /* the same without gaps; owned */
	size_t count;
	struct csvrow row;   /* scratch */
	struct listing list; /* of event_list_list */
};

/* Makes A the events of C that are not faint. C must neither go nor take in others (its
 * edition tells) while A is in use; which of them are faint may change. */
void event_list_init(struct event_list *a, const struct events *c);

/* Frees what A owns. */
void event_list_release(struct event_list *a);

/*
 * Returns A as a listing to be written in FORMAT, which lives until the next call; A must
 * stay where it is meanwhile. A record has date (as it stands in the file), lane, table,
 * key and title; in the first lane also the gap to the event of that lane before it
 * (calendar_add_duration) and, when a cadence is stated, whether that came late. A gap is
 * told only when the events at both its ends are.
 */
const struct listing *event_list_list(struct event_list *a, enum format format);

/* Writes A in FORMAT; stops early when the sink has failed. */
void event_list_write(struct event_list *a, enum format format,
	const struct listing_page *page, struct outfile *outfile);

/* The events for people, an event a line: date, mark, title, lane; between those of the
 * first lane a rule with the gap, and behind the last one the gap to today. */
extern const struct listing_form event_list_text;

#endif
