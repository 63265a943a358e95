#ifndef DATA_CSVINDEX_H
#define DATA_CSVINDEX_H

/*
 * Where the rows of a file start: one offset a row, and now and then the line, so that a
 * row's line is found without counting from the top. What follows a row up to the next
 * belongs to it (its line end, blank lines), but for comments, whose start is kept.
 */

#include <stddef.h>

struct csvindex_gap;

struct csvindex {
	size_t *starts; /* offset of each row, ascending */
	size_t count;
	size_t alloc;
	size_t *lines; /* line of row 0, of row CSVINDEX_STRIDE, and so on */
	size_t line_alloc;
	struct csvindex_gap *gaps; /* comments behind rows, ascending */
	size_t gap_count;
	size_t gap_alloc;
};

enum { CSVINDEX_STRIDE = 64 };

/* Makes X empty. */
void csvindex_init(struct csvindex *x);

/* Frees what X owns. */
void csvindex_release(struct csvindex *x);

/* Makes room for more rows: for csvindex_add. */
void csvindex_grow(struct csvindex *x);

/* Tells that row NUMBER, a multiple of CSVINDEX_STRIDE, starts on LINE. */
void csvindex_mark(struct csvindex *x, size_t number, size_t line);

/* Adds a row that starts at START, on LINE. */
static inline void csvindex_add(struct csvindex *x, size_t start, size_t line)
{
	if (x->count == x->alloc)
		csvindex_grow(x);
	if (x->count % CSVINDEX_STRIDE == 0)
		csvindex_mark(x, x->count, line);
	x->starts[x->count++] = start;
}

/* Tells that a comment starts at START, behind the last row. */
void csvindex_add_comment(struct csvindex *x, size_t start);

/* Returns the offset of what does not belong to row NUMBER any more; END is that of the
 * first byte not indexed yet. */
size_t csvindex_limit(const struct csvindex *x, size_t number, size_t end);

/* Returns the row that holds OFFSET, or the last one in front of it; X is not empty and
 * OFFSET not in front of its first row. */
size_t csvindex_find(const struct csvindex *x, size_t offset);

#endif
