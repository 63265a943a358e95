#ifndef DATA_BADBYTES_H
#define DATA_BADBYTES_H

/* Bytes that no text has: what is not UTF-8, NUL, control characters. */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/diag.h"

/* One of them. */
struct badbyte {
	enum fault fault; /* FAULT_ENCODING, FAULT_NUL or FAULT_CONTROL */
	size_t at;        /* offset into what was looked at */
	unsigned char byte;
};

enum { BADBYTES_MAX = 2 };

/* Tells whether S holds any; made for the many texts that do not. */
bool badbytes_any(struct slice s);

/*
 * Finds those of the cell S to be told: the first that is not UTF-8 and the first control
 * character, NUL included, for a cell of rubbish is one fault and not a thousand. Returns
 * how many there are.
 */
size_t badbytes_find(struct slice s, struct badbyte out[BADBYTES_MAX]);

/* Appends the sentence that tells of B. */
void badbyte_add(const struct badbyte *b, struct str *out);

#endif
