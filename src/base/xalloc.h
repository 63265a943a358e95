#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

/*
 * Memory that is there: these never return NULL. A program that reads tables cannot
 * do anything useful without memory, so the lack of it ends the program through
 * fail(), which restores the terminal first. Everything is given back with free().
 */

#include <stddef.h>

/* Returns SIZE bytes, not initialised; SIZE 0 gives a pointer that can be freed. */
void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull, alloc_size(1)));

/* Returns COUNT elements of SIZE bytes, all zero; an overflow of the product fails. */
void *xcalloc(size_t count, size_t size)
	__attribute__((malloc, returns_nonnull, alloc_size(1, 2)));

/*
 * Returns MEMORY (may be NULL) resized to COUNT elements of SIZE bytes; the old pointer
 * is dead afterwards. An overflow of the product fails.
 */
void *xreallocarray(void *memory, size_t count, size_t size)
	__attribute__((returns_nonnull, alloc_size(2, 3)));

/* Returns a copy of TEXT; the caller frees it. */
char *xstrdup(const char *text) __attribute__((malloc, returns_nonnull, nonnull));

/* Returns a terminated copy of the SIZE bytes at TEXT; the caller frees it. */
char *xmemdupz(const char *text, size_t size) __attribute__((malloc, returns_nonnull));

#endif
