#ifndef DATA_BALI_EXT_H
#define DATA_BALI_EXT_H

/* The object "bali" of a table: how it is shown, and what holds without it. */

#include <stddef.h>

#include "data/descriptor.h"
#include "data/descriptor_reader.h"

/* Fills how table NUMBER is shown, when the references of all tables are known. */
void bali_ext_read(struct reader *rd, size_t number);

/* Gives all columns their titles, when the labels of all tables are known. */
void bali_ext_set_titles(struct descriptor *d);

/* Shows R as a table of which nothing is said: by its first field, all columns. */
void bali_ext_guess(struct descriptor *d, struct resource *r);

#endif
