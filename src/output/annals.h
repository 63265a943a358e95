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

struct annals {
	const struct chronicle *chronicle; /* borrowed */
	struct timeline_lines lines;       /* of the events that are not faint */
	size_t *events;                    /* the same without gaps; owned */
	size_t count;
	struct csvrow row; /* scratch */
};

/* Makes A the events of C that are not faint, which must neither go nor change while A is
 * in use. */
void annals_init(struct annals *a, const struct chronicle *c);

/* Frees what A owns. */
void annals_release(struct annals *a);

/*
 * Writes A in FORMAT; stops early when the sink has failed. A record has date (as it
 * stands in the file), lane, table, key and title; in the first lane also the gap to the
 * event of that lane before it (edtf_add_duration) and, when a cadence is stated, whether
 * that came late. A gap is told only when the events at both its ends are.
 */
void annals_write(struct annals *a, enum format format, const struct listing_page *page,
	struct sink *sink);

/* --- the form for people, in its own file --- */

/* Writes the events in time order, an event a line: date, mark, title, lane; between
 * those of the first lane a rule with the gap, and behind the last one the gap to today.
 */
void annals_write_text(
	struct annals *a, const struct listing_page *page, struct sink *sink);

#endif
