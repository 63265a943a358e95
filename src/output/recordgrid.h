#ifndef OUTPUT_RECORDGRID_H
#define OUTPUT_RECORDGRID_H

/*
 * A record as lines for grep(1) and cut(1): a line a field, with table, key, name of the
 * field, and the value as it stands in the file.
 *
 *	recordgrid_init(&grid);
 *	recordgrid_add(&grid, &record);
 *	grid_write(&grid, FORMAT_TSV, &page, &sink);
 *	grid_release(&grid);
 */

#include "data/record.h"
#include "output/grid.h"

/* Makes G empty, with the columns table, key, field and value. */
void recordgrid_init(struct grid *g);

/*
 * Adds R to G: every field of its facets; of the rows that are other names of it or told
 * in place the fields that hold something; of the rows that name it the fields by which
 * they do.
 */
void recordgrid_add(struct grid *g, const struct record *r);

#endif
