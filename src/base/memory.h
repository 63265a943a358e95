/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

/*
 * Memory. A program that reads tables cannot do anything useful without it, so lack of
 * memory ends the program through fail() (base/fail.h), which restores the terminal
 * first: no function here returns NULL. Three kinds:
 *
 * - blocks of the heap, which are given back with free();
 *
 * - arrays that grow: the owner keeps pointer, count and allocated size as ordinary
 *   members, so that code which only reads sees a C array:
 *
 *	struct { int *items; size_t count, alloc; } list = { 0 };
 *
 *	*ARRAY_ADD(list.items, list.count, list.alloc) = 42;
 *
 * - arenas, whose memory is freed together: a descriptor, the faults of a load, the texts
 *   of a screen. What an arena gives out lives until arena_release.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first; NULL (all zeros) while empty */
};

/* Returns the bytes of memory that the process may use at most: those of the machine, or
 * fewer by setrlimit(2). */
uint64_t memory_size(void);

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

/*
 * Returns ITEMS (may be NULL with *ALLOC 0) with room for NEED elements of SIZE bytes and
 * sets *ALLOC to the number of elements there is room for. Grows by half, so that
 * appending takes linear time in total. New room is not initialised. The old pointer may
 * be dead.
 */
void *array_reserve(void *items, size_t *alloc, size_t need, size_t size)
	__attribute__((returns_nonnull));

/* The address of a new element at the end of ITEMS, as array_reserve makes room for it;
 * it is not initialised. The arguments are evaluated more than once. */
#define ARRAY_ADD(items, count, alloc)                                                   \
	((items) = array_reserve((items), &(alloc), (count) + 1, sizeof *(items)),       \
		&(items)[(count)++])

/* Frees everything that A gave out and makes it empty. */
void arena_release(struct arena *a);

/* As arena_release, until clock_now() reaches UNTIL: the system takes long to get hundreds of
 * megabytes back. WORK is as for task_is_late (base/task.h). Returns true when A is empty. */
bool arena_release_step(struct arena *a, size_t *work, int64_t until);

/* Returns SIZE zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull));

/* Returns COUNT zeroed elements of SIZE bytes; an overflow of the product fails. */
void *arena_array(struct arena *a, size_t count, size_t size)
	__attribute__((returns_nonnull));

/* Returns a terminated copy of the LEN bytes at TEXT. */
char *arena_strndup(struct arena *a, const char *text, size_t len)
	__attribute__((returns_nonnull));

/* Returns a copy of the terminated TEXT. */
char *arena_strdup(struct arena *a, const char *text) __attribute__((returns_nonnull));

/* Returns the text that printf(3) would print. */
char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));

#endif
