#include "config.h"

#include "view/value_counts.h"

#include <stdlib.h>
#include <string.h>

static int value_counts_compare(const void *left, const void *right)
{
	const struct value_counts_item *a = left;
	const struct value_counts_item *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return strcmp(a->value, b->value);
}

bool value_counts_make(struct value_counts *out, const struct package *package,
	const struct table *table, const struct path *path)
{
	size_t rows = table_rows(table);
	size_t counted = 0;
	bool few = rows <= VALUE_COUNTS_ROWS && path->last->type != FIELD_LIST;
	struct str value = STR_INIT;

	out->arena = (struct arena){ 0 };
	out->items = arena_array(&out->arena, VALUE_COUNTS_MOST, sizeof *out->items);
	out->count = 0;
	for (size_t i = 0, k; few && i < rows; i++) {
		str_clear(&value);
		package_add_value(package, table, i, path, &value);
		if (!value.len)
			continue;
		counted++;
		for (k = 0; k < out->count; k++)
			if (!strcmp(out->items[k].value, value.buf))
				break;
		few = k < VALUE_COUNTS_MOST;
		if (few && k == out->count)
			out->items[out->count++].value =
				arena_strdup(&out->arena, value.buf);
		if (few)
			out->items[k].count++;
	}
	str_release(&value);
	/* A value of nearly every row is a name, not a kind. */
	if (!few || out->count < 2 || counted * 2 < rows || out->count * 2 > counted) {
		value_counts_release(out);
		return false;
	}
	qsort(out->items, out->count, sizeof *out->items, value_counts_compare);
	return true;
}

void value_counts_release(struct value_counts *t)
{
	arena_release(&t->arena);
	t->count = 0;
}
