#include "config.h"

#include "base/array.h"

#include <stdint.h>

#include "base/xalloc.h"

enum { ARRAY_FIRST = 8 };

void *array_reserve(void *items, size_t *alloc, size_t need, size_t size)
{
	size_t room = *alloc;

	if (need <= room && items)
		return items;
	if (room < ARRAY_FIRST)
		room = ARRAY_FIRST;
	while (room < need)
		room = room > SIZE_MAX / 2 ? need : room + room / 2;
	*alloc = room;
	return xreallocarray(items, room, size);
}
