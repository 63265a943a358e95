/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_STR_H
#define BASE_STR_H

/*
 * A string that grows. buf is never NULL and always ends in NUL at buf[len]; len counts
 * bytes, among which may be NUL bytes. A pointer into buf is dead after the next call that
 * adds.
 *
 *	struct str line = STR_INIT;
 *
 *	str_addf(&line, "%d rows", 7);
 *	puts(line.buf);
 *	str_release(&line);
 */

#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct str {
	char *buf;    /* terminated; freed by str_release only */
	size_t len;   /* bytes in front of the final NUL */
	size_t alloc; /* bytes owned; 0 while buf is the shared empty string */
};

extern const struct str str_empty;

/* The initialiser of an empty string; needs no memory. Not for objects with static
 * storage. */
#define STR_INIT str_empty

/* Makes S empty, for strings that are members of a struct; needs no memory. */
void str_init(struct str *s);

/* Frees what S owns and makes it empty again. */
void str_release(struct str *s);

/* Makes S empty and keeps its memory for the next use. */
void str_clear(struct str *s);

/* Returns the content as heap memory of the caller and leaves S empty. */
char *str_take(struct str *s);

/* Returns the content of S, which lives until the next call that changes S. */
static inline struct slice str_slice(const struct str *s)
{
	return (struct slice){ s->buf, s->len };
}

/* Appends the terminated TEXT. */
void str_add(struct str *s, const char *text);

/* Appends LEN bytes of TEXT (NUL bytes too; TEXT may be NULL with LEN 0). */
void str_add_bytes(struct str *s, const char *text, size_t len);

/* Appends the byte C. */
void str_add_char(struct str *s, char c);

/* Appends the byte C COUNT times. */
void str_add_repeat(struct str *s, char c, size_t count);

/* Appends what printf(3) would print. */
void str_addf(struct str *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends what vprintf(3) would print; ARGS is used up. */
void str_vaddf(struct str *s, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Cuts S to LEN bytes; a LEN beyond the end changes nothing. */
void str_truncate(struct str *s, size_t len);

/* Drops blanks (space, tab, CR, LF) at the end of S. */
void str_trim_end(struct str *s);

/*
 * Reads the whole of TEXT as a decimal number with optional sign into *OUT. Returns
 * false, with *OUT untouched, for anything else: empty text, blanks, overflow.
 */
bool str_parse_int64(const char *text, int64_t *out);

/* Appends COUNT and NOUN or its PLURAL: "1 row", "2 rows"; PLURAL NULL means NOUN with an
 * s. */
void str_add_count(struct str *s, size_t count, const char *noun, const char *plural);

/* Appends NUMBER, digits with perhaps a sign and a fraction, its thousands apart:
 * "-1,234.5". */
void str_add_grouped(struct str *s, const char *number);

/* Appends COUNT so: "1,234". */
void str_add_number(struct str *s, size_t count);

/* A number as text, which lives as long as this. */
struct number_text {
	char text[32];
};

/* Returns COUNT as str_add_number writes it, for a sentence: number_text(count).text. */
struct number_text number_text(size_t count);

#endif
