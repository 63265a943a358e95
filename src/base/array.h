#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

/*
 * Growth for plain arrays: the owner keeps pointer, count and allocated size as
 * ordinary fields, so that code which only reads sees a C array and nothing else.
 *
 *	list->items = array_reserve(list->items, &list->alloc, list->count + 1,
 *		sizeof *list->items);
 *	list->items[list->count++] = item;
 */

#include <stddef.h>

/*
 * Returns ITEMS (may be NULL with *ALLOC 0) with room for NEED elements of SIZE bytes;
 * *ALLOC becomes the number there is room for. Grows by half, so that appending is
 * linear on the whole. New room is not initialised. The old pointer may be dead.
 */
void *array_reserve(void *items, size_t *alloc, size_t need, size_t size);

#endif
