#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * Memory that dies together: a descriptor, the faults of a load, a screen's texts.
 * Nothing in it is freed by itself; what it returns lives until arena_release or
 * arena_clear.
 */

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first; NULL while empty */
};

/* Makes A empty; needs no memory. */
void arena_init(struct arena *a);

/* Frees all that A gave out and makes it empty. */
void arena_release(struct arena *a);

/* Returns SIZE zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull));

/* Returns COUNT zeroed elements of SIZE bytes; an overflow of the product fails. */
void *arena_array(struct arena *a, size_t count, size_t size)
	__attribute__((returns_nonnull));

/* Returns a terminated copy of the LEN bytes at TEXT. */
char *arena_strndup(struct arena *a, const char *text, size_t len)
	__attribute__((returns_nonnull));

/* Returns a copy of the terminated TEXT. */
char *arena_strdup(struct arena *a, const char *text) __attribute__((returns_nonnull));

/* Returns a copy as printf(3) would print it. */
char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));

#endif
