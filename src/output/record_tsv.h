#ifndef OUTPUT_RECORD_TSV_H
#define OUTPUT_RECORD_TSV_H

/*
 * A record as rows for grep(1) and cut(1): a row a field, with table, key, name of the
 * field, and the value as it is in the file.
 *
 *	struct listing *list = record_tsv_new(&record);
 *
 *	listing_write(list, FORMAT_TSV, &page, &outfile);
 *	listing_free(list);
 */

#include "data/record.h"
#include "output/listing.h"

/*
 * Returns R as a listing with the columns table, key, field and value: every field of the
 * rows that R is one with; of rows that are other names of it, or are shown inline, the
 * fields that are not empty; of the rows that refer to it the fields by which they do.
 */
struct listing *record_tsv_new(const struct record *r);

#endif
