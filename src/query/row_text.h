#ifndef QUERY_ROW_TEXT_H
#define QUERY_ROW_TEXT_H

/*
 * What a row of one table is found by of its own: its label and its cells, folded, each
 * on a line; and apart from them its codes and the keys of its references, which are
 * found as whole words only. Folded texts of small tables are kept, for there they are
 * searched at each letter and with every row that references them. Of large tables none
 * is kept: they would be a second copy of the file, and rows of plain ASCII are searched
 * as they stand in it (query/scan.h).
 *
 * Not among the texts: truth values, places and shapes, which nobody looks for by
 * letters; references, which are found by what they name; and the keys of what all rows
 * cite. Of a names table only the labels are texts, for the rest of its rows says nothing
 * of the row they name.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/package.h"

enum { ROW_TEXT_KEEP = 32 << 20 }; /* bytes of the largest file whose texts are kept */

/* The texts of a row. Each begins and ends with a newline when there is any. */
struct doc {
	struct slice text;  /* the label's line first */
	struct slice codes; /* of the row itself */
	struct slice keys;  /* of rows that it references */
};

enum field_use { USE_NONE, USE_TEXT, USE_CHOICE, USE_CODE, USE_KEY };

struct row_text {
	const struct package *package;
	const struct table *table;
	enum field_use *uses; /* by field */
	bool bytes; /* what a row is found by stands in its bytes, as it is or folded */
	bool plain; /* and they are nothing else */
	struct arena arena;
	struct doc *docs; /* by row; text.text is NULL until it is asked for */
	size_t count;
	struct str text, codes, keys; /* of the row asked for last */
	struct str value;
};

/* Makes T the texts of table NUMBER of P, which must outlive it and be ready. */
void row_text_init(struct row_text *t, const struct package *p, int number);

/* Frees what T holds. */
void row_text_release(struct row_text *t);

/* Forgets the texts kept, since what references lead to has changed. */
void row_text_forget(struct row_text *t);

/* Returns the texts of row NUMBER. They live until the next call for T. */
struct doc row_text_get(struct row_text *t, uint32_t number);

/* Returns the folded label of row NUMBER; lives as row_text_get tells. */
struct slice row_text_label(struct row_text *t, uint32_t number);

/* Returns the texts of row NUMBER as they are written, not folded; they live until the
 * next call. */
struct doc row_text_written(struct row_text *t, uint32_t number);

/* Returns the label of DOC, its first line. */
struct slice doc_label(const struct doc *doc);

/* Cuts the first line off *TEXT into *LINE; false when there is none. */
bool doc_next(struct slice *text, struct slice *line);

#endif
