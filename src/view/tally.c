#include "config.h"

#include "view/tally.h"

#include <stdlib.h>
#include <string.h>

static int tally_compare(const void *left, const void *right)
{
	const struct tally_item *a = left;
	const struct tally_item *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return strcmp(a->value, b->value);
}

/* Counts VALUE; false when it is one value too many. */
static bool tally_add(struct tally *t, const char *value)
{
	for (size_t i = 0; i < t->count; i++) {
		if (!strcmp(t->items[i].value, value)) {
			t->items[i].count++;
			return true;
		}
	}
	if (t->count == TALLY_MOST)
		return false;
	t->items[t->count++] = (struct tally_item){ arena_strdup(&t->arena, value), 1 };
	return true;
}

bool tally_make(struct tally *out, const struct package *package,
	const struct table *table, const struct path *path)
{
	size_t rows = table_rows(table);
	size_t counted = 0;
	bool few = rows <= TALLY_ROWS && path->last->type != FIELD_LIST;
	struct str value;

	arena_init(&out->arena);
	out->items = arena_array(&out->arena, TALLY_MOST, sizeof *out->items);
	out->count = 0;
	str_init(&value);
	for (size_t i = 0; few && i < rows; i++) {
		str_clear(&value);
		package_add_value(package, table, i, path, &value);
		counted += value.len > 0;
		if (value.len)
			few = tally_add(out, value.buf);
	}
	str_release(&value);
	/* A value for nearly every row is a name, not a kind. */
	if (!few || out->count < 2 || counted * 2 < rows || out->count * 2 > counted) {
		tally_release(out);
		return false;
	}
	qsort(out->items, out->count, sizeof *out->items, tally_compare);
	return true;
}

void tally_release(struct tally *t)
{
	arena_release(&t->arena);
	t->count = 0;
}
