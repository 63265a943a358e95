#ifndef DATA_TABLE_H
#define DATA_TABLE_H

/*
 * The table as those see it who fill it (package.c, load.c, links.c, check.c); everyone
 * else reads it through data/package.h.
 */

#include <stdbool.h>
#include <stddef.h>

#include "data/package.h"

/* Opens the file of table NUMBER of P, whose descriptor is read. */
void table_open(struct package *p, int number);

/* Frees what T owns. */
void table_release(struct table *t);

/* Makes ROW, as csvfile_row split it, what table_row gives. */
void table_arrange(const struct table *t, struct csvrow *row);

/*
 * Tells a fault of row NUMBER, at field FIELD (-1: the row as a whole), with its line and
 * column. A fault that is only counted costs little.
 */
void table_fault(struct package *p, const struct table *t, enum fault fault,
	size_t number, int field, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* The same at byte OFFSET of the row, as csvfile_cell counts them. */
void table_fault_at(struct package *p, const struct table *t, enum fault fault,
	size_t number, int field, size_t offset, const char *format, ...)
	__attribute__((format(printf, 7, 8)));

/* Returns how faults call the file of R, whose path is not NULL. */
const char *table_file_name(const struct resource *r);

#endif
