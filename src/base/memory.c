/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the blocks of arenas; heap blocks and arrays belong to their callers. Nothing here
 * returns NULL, and no product of a count and a size ever wraps.
 */

#include "config.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/str.h"
#include "base/task.h"

enum { ARENA_BLOCK = 8192, ARRAY_FIRST = 8 };

static size_t product(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		fail_memory(SIZE_MAX);
	return count * size;
}

uint64_t memory_size(void)
{
	static const int kinds[] = { RLIMIT_AS, RLIMIT_DATA };
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
	uint64_t size = pages > 0 && page > 0 ? (uint64_t)pages * (uint64_t)page
					      : (uint64_t)SIZE_MAX;
	struct rlimit limit;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (getrlimit(kinds[i], &limit) == 0 && limit.rlim_cur < size)
			size = limit.rlim_cur;
	return size < SIZE_MAX ? size : SIZE_MAX;
}

void *xmalloc(size_t size)
{
	return xreallocarray(NULL, size, 1);
}

void *xcalloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		fail_memory(product(count, size));
	return memory;
}

void *xreallocarray(void *memory, size_t count, size_t size)
{
	size_t bytes = product(count, size);

	memory = realloc(memory, bytes ? bytes : 1);
	if (!memory)
		fail_memory(bytes);
	return memory;
}

char *xmemdupz(const char *text, size_t size)
{
	char *copy = xmalloc(size + 1);

	if (size)
		memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

char *xstrdup(const char *text)
{
	return xmemdupz(text, strlen(text));
}

void *array_reserve(void *items, size_t *alloc, size_t need, size_t size)
{
	size_t room = *alloc;

	if (need <= room && items)
		return items;
	if (room < ARRAY_FIRST)
		room = ARRAY_FIRST;
	while (room < need)
		room = room > SIZE_MAX / 2 ? need : room + room / 2;
	items = xreallocarray(items, room, size);
	*alloc =
		room; /* not before: what is released when that fails was not yet larger */
	return items;
}

struct arena_block {
	struct arena_block *next;
	size_t used; /* bytes given out, a multiple of the alignment */
	size_t size; /* bytes in data */
	max_align_t data[];
};

void arena_release(struct arena *a)
{
	size_t work = 0;

	arena_release_step(a, &work, INT64_MAX);
}

bool arena_release_step(struct arena *a, size_t *work, int64_t until)
{
	while (a->blocks) {
		struct arena_block *block = a->blocks;
		size_t size = block->size;

		a->blocks = block->next;
		free(block);
		if (task_is_late(work, size, until))
			return !a->blocks;
	}
	return true;
}

/* A request larger than a quarter of a block gets a block of its own, behind the current
 * one, so that the room left in the current one is not lost. */
void *arena_alloc(struct arena *a, size_t size)
{
	size_t align = _Alignof(max_align_t);
	struct arena_block *block = a->blocks;
	char *memory;

	if (size > SIZE_MAX - ARENA_BLOCK)
		fail_memory(size);
	size = (size + align - 1) / align * align;
	if (!block || block->size - block->used < size) {
		bool own = size > ARENA_BLOCK / 4;
		struct arena_block **next = own && block ? &block->next : &a->blocks;

		block = xcalloc(1, sizeof *block + (own ? size : ARENA_BLOCK));
		block->size = own ? size : ARENA_BLOCK;
		block->next = *next;
		*next = block;
	}
	memory = (char *)block->data + block->used;
	block->used += size;
	return memory;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	return arena_alloc(a, product(count, size));
}

char *arena_strndup(struct arena *a, const char *text, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	if (len)
		memcpy(copy, text, len);
	return copy;
}

char *arena_strdup(struct arena *a, const char *text)
{
	return arena_strndup(a, text, strlen(text));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;
	char *copy;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	copy = arena_strndup(a, text.buf, text.len);
	str_release(&text);
	return copy;
}
