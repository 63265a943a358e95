#ifndef DATA_INVALID_BYTES_H
#define DATA_INVALID_BYTES_H

/* Bytes that no text has: what is not UTF-8, NUL, control characters. */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/diag.h"

/* One of them. */
struct invalid_byte {
	enum fault fault; /* FAULT_ENCODING, FAULT_NUL or FAULT_CONTROL */
	size_t at;        /* offset into what was looked at */
	unsigned char byte;
};

enum { INVALID_BYTES_MAX = 2 };

/* Tells whether S holds any; made for the many texts that do not. */
bool invalid_bytes_any(struct slice s);

/*
 * Finds those of the cell S to be told: the first that is not UTF-8 and the first control
 * character, NUL included, for a cell of rubbish is one fault and not a thousand. Returns
 * how many there are.
 */
size_t invalid_bytes_find(struct slice s, struct invalid_byte out[INVALID_BYTES_MAX]);

/* Appends the sentence that tells of B. */
void invalid_byte_add(const struct invalid_byte *b, struct str *out);

#endif
