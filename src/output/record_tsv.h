#ifndef OUTPUT_RECORD_TSV_H
#define OUTPUT_RECORD_TSV_H

/*
 * A record as lines for grep(1) and cut(1): a line a field, with table, key, name of the
 * field, and the value as it stands in the file.
 *
 *	record_tsv_init(&grid);
 *	record_tsv_add(&grid, &record);
 *	memory_list_write(&grid, FORMAT_TSV, &page, &sink);
 *	memory_list_release(&grid);
 */

#include "data/record.h"
#include "output/memory_list.h"

/* Makes G empty, with the columns table, key, field and value. */
void record_tsv_init(struct memory_list *g);

/*
 * Adds R to G: every field of its joined rows; of the rows that are other names of it or told
 * in place the fields that hold something; of the rows that name it the fields by which
 * they do.
 */
void record_tsv_add(struct memory_list *g, const struct record *r);

#endif
