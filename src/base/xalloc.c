#include "config.h"

#include "base/xalloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

void *xmalloc(size_t size)
{
	void *memory = malloc(size ? size : 1);

	if (!memory)
		fail("out of memory (%zu bytes asked for)", size);
	return memory;
}

void *xcalloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		fail("out of memory (%zu times %zu bytes asked for)", count, size);
	return memory;
}

void *xreallocarray(void *memory, size_t count, size_t size)
{
	size_t bytes = count * size;

	if (size && count > SIZE_MAX / size)
		fail("out of memory (%zu times %zu bytes asked for)", count, size);
	memory = realloc(memory, bytes ? bytes : 1);
	if (!memory)
		fail("out of memory (%zu bytes asked for)", bytes);
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
