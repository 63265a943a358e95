/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_PLACE_LIST_H
#define OUTPUT_PLACE_LIST_H

/*
 * The places of a map as a listing. For the user a place has its name, and how far and in
 * which direction it is from one of them; the places are grouped as the descriptor says,
 * each group with a heading, the nearest group and in it the nearest place first. The other
 * forms have table, key, name, longitude and latitude, group, distance in kilometres and
 * direction, in the order of the tables.
 *
 *	struct place_list_options options = { .from = *ref, .grouped = true };
 *	struct listing *list;
 *
 *	options.count = places_tables(package, options.tables);
 *	list = place_list_new(package, &options);
 *	listing_write(list, FORMAT_TEXT, page, outfile);
 *	listing_free(list);
 */

#include "map/places.h"
#include "output/listing.h"

struct place_list_options {
	int tables[PLACES_MOST]; /* whose rows are listed */
	size_t count;
	const struct search *search; /* those that it has found; NULL: all. Borrowed */
	const struct row_ref *rows; /* only these, in the order of TABLES and then that of
				      * their rows; copied. NULL: all */
	size_t row_count;
	struct row_ref from; /* ROW_NOWHERE: the first place that the search has found */
	bool grouped;
};

/* Returns the places of P, all of whose rows must be known. P must outlive it. The row from
 * which distances are measured need not be in it; when it has no place, they are measured
 * from the first one. */
struct listing *place_list_new(
	const struct package *p, const struct place_list_options *options);

/* Returns how many rows of the tables of L, which is such a listing and gathered, have no
 * place. */
size_t place_list_nowhere(const struct listing *l);

#endif
