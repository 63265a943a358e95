#ifndef DATA_CSVSINGLE_H
#define DATA_CSVSINGLE_H

/*
 * CSV whose dialect says that "" is no way to write a quote, which libcsv does not know:
 * a quoted field ends at the next quote, and text between that and the next delimiter or
 * line end is kept as it stands. Everything else, the calls too, is as libcsv has it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum csvsingle_state {
	CSVSINGLE_ROW,   /* no field of the row has begun */
	CSVSINGLE_FIELD, /* a field is about to begin */
	CSVSINGLE_TEXT,
	CSVSINGLE_QUOTED,
	CSVSINGLE_BEHIND, /* of a closing quote */
};

struct csvsingle {
	enum csvsingle_state state;
	char delimiter;
	char quote;
	struct str cell;
};

/* What is done with a cell, and with a row at its end; as in libcsv. */
struct csvsingle_calls {
	void (*cell)(void *text, size_t len, void *data);
	void (*row)(int end, void *data);
	void *data;
};

/* Makes P ready for the first row. */
void csvsingle_init(struct csvsingle *p, char delimiter, char quote);

/* Frees what P owns. */
void csvsingle_release(struct csvsingle *p);

/*
 * Parses LEN bytes of TEXT. Returns the offset of the first stray byte, a quote in an
 * unquoted field or text behind a closing quote, or LEN when there is none; all is parsed
 * in either case.
 */
size_t csvsingle_feed(struct csvsingle *p, const char *text, size_t len,
	const struct csvsingle_calls *calls);

/* Ends the last row; false when its last field was still quoted. */
bool csvsingle_finish(struct csvsingle *p, const struct csvsingle_calls *calls);

#endif
