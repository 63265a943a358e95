/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_EVENT_LIST_H
#define OUTPUT_EVENT_LIST_H

/*
 * The events of a timeline as a listing. In text an event has date, mark, title and lane,
 * and between the events of the first lane, and behind the last of them, a rule has the
 * gap. The other forms have the date as in the file, lane, table, key and title, and in
 * the first lane the gap to the event before (calendar_add_duration) and, when a cadence
 * is stated, whether the event came late.
 *
 *	struct listing *list = event_list_new(events, page);
 *
 *	listing_write(list, FORMAT_TEXT, page, outfile);
 *	listing_free(list);
 */

#include "output/listing.h"
#include "timeline/events.h"

/*
 * Returns the events of E that are not dimmed now, with the gaps between two such events.
 * E must outlive it; it cannot be resumed after E has taken in more events, but which of
 * them are dimmed may change. PAGE gives the width of text; NULL: unlimited, UTF-8.
 */
struct listing *event_list_new(const struct events *e, const struct listing_page *page);

#endif
