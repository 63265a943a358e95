#ifndef OUTPUT_ANNALS_H
#define OUTPUT_ANNALS_H

/*
 * The events of a timeline as they are to be written: for people a line each with the
 * gaps between, for programs a record each.
 *
 *	annals_init(&a, &chronicle);
 *	annals_write(&a, FORMAT_TEXT, &page, &sink);
 *	annals_release(&a);
 */

#include <stddef.h>

#include "data/csvfile.h"
#include "layout/chronicle.h"
#include "layout/timeline_lines.h"
#include "output/listing.h"

struct annals_event {
	size_t event;
	bool gap; /* the gap in front of it is told */
};

struct annals {
	const struct chronicle *chronicle; /* borrowed */
	struct timeline_lines lines;       /* of the events that are not faint */
	struct annals_event *events;       /* the same without gaps; owned */
	size_t count;
	struct csvrow row;   /* scratch */
	struct listing list; /* of annals_list */
};

/* Makes A the events of C that are not faint. C must neither go nor take in others (its
 * edition tells) while A is in use; which of them are faint may change. */
void annals_init(struct annals *a, const struct chronicle *c);

/* Frees what A owns. */
void annals_release(struct annals *a);

/*
 * Returns A as a listing to be written in FORMAT, which lives until the next call; A must
 * stay where it is meanwhile. A record has date (as it stands in the file), lane, table,
 * key and title; in the first lane also the gap to the event of that lane before it
 * (edtf_add_duration) and, when a cadence is stated, whether that came late. A gap is
 * told only when the events at both its ends are.
 */
const struct listing *annals_list(struct annals *a, enum format format);

/* Writes A in FORMAT; stops early when the sink has failed. */
void annals_write(struct annals *a, enum format format, const struct listing_page *page,
	struct sink *sink);

/* The events for people, an event a line: date, mark, title, lane; between those of the
 * first lane a rule with the gap, and behind the last one the gap to today. */
extern const struct listing_form annals_text;

#endif
