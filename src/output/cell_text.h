#ifndef OUTPUT_CELL_TEXT_H
#define OUTPUT_CELL_TEXT_H

/*
 * The cells of a list as the user reads them: dates in short words, nothing where a column
 * would only repeat another (its "unless"), the time since the previous row (its "gap").
 *
 *	struct cell_text cells = { .package = package, .table = table };
 *
 *	cell_text_add(&cells, 7, &table->schema->columns[1], out);
 *	cell_text_release(&cells);
 */

#include "base/str.h"
#include "data/package.h"
#include "timeline/events.h"

struct cell_text {
	const struct package *package;
	const struct table *table;
	bool signs;           /* booleans are ● and ·, for a grid that is looked at */
	bool dated;           /* events is in use: a column of gaps was asked for */
	struct events events; /* of the table */
};

/* Frees what C owns. */
void cell_text_release(struct cell_text *c);

/* Works on what columns of gaps need until the clock reaches UNTIL; until it is done, gaps
 * are blank. Returns true when nothing is left to do before the table grows. */
bool cell_text_step_gaps(struct cell_text *c, int64_t until);

/* Appends the cell of PATH in row ROW for a list: nothing when it is blank there. */
void cell_text_add(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out);

/* Appends the same as it is written in the data, a gap in words: "5 years, late". */
void cell_text_add_written(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out);

/* Appends the same for programs: a gap as an ISO 8601 duration. */
void cell_text_add_data(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out);

/* Returns whether the text for a list can differ from that in the data. */
bool cell_text_differs(const struct path *path);

/* Returns whether cells of PATH say nothing, or something else, when they are cut: dates,
 * numbers, gaps. */
bool cell_text_is_whole(const struct path *path);

/* Returns whether TEXT, a cell of PATH, is a gap that was late. */
bool cell_text_is_late(const struct path *path, struct slice text);

#endif
