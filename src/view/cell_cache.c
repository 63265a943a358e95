#include "config.h"

#include "view/cell_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

void cell_cache_init(struct cell_cache *c, const struct column_config *set)
{
	*c = (struct cell_cache){
		.set = set,
		.left = 1,
		.texts = STR_INIT,
	};
	cell_cache_forget(c);
}

void cell_cache_release(struct cell_cache *c)
{
	free(c->want);
	free(c->places);
	free(c->items);
	str_release(&c->texts);
}

/* Widens column COLUMN for a text of WIDTH screen columns. */
static void cell_cache_widen(struct cell_cache *c, size_t column, int width)
{
	struct column_want *want = &c->want[column];
	int user = column < c->columns ? column_config_at(c->set, column)->user_width : 0;

	if (user) {
		*want = (struct column_want){ user, user };
		return;
	}
	if (width > CELL_CACHE_WIDEST)
		width = CELL_CACHE_WIDEST;
	if (width > want->width)
		want->width = width;
	want->least = want->width < CELL_CACHE_LEAST ? want->width : CELL_CACHE_LEAST;
}

void cell_cache_forget(struct cell_cache *c)
{
	size_t columns = c->set->shown;

	if (!c->want || c->changes != c->set->changes) {
		c->changes = c->set->changes;
		if (c->left >= columns)
			c->left = columns > 1 ? columns - 1 : 1;
		c->want = xreallocarray(c->want, columns + 1, sizeof *c->want);
		c->places = xreallocarray(c->places, columns + 1, sizeof *c->places);
		c->columns = columns;
		c->placed = 0;
		c->rows = 0;
	}
	memset(c->want, 0, (columns + 1) * sizeof *c->want);
	for (size_t i = 0; i < columns; i++) {
		const struct path *path = &c->set->paths[i];

		/* Two more for the arrow of a sorted column. */
		cell_cache_widen(c, i,
			text_width(
				slice_of(path->heading ? path->heading : path->title)) +
				2);
	}
}

struct slice cell_cache_text(const struct cell_cache *c, size_t row, size_t column)
{
	const struct cell_text *item = &c->items[row * (c->columns + 1) + column];

	return (struct slice){ c->texts.buf + item->start, item->len };
}

int cell_cache_most(const struct cell_cache *c, size_t column, int room)
{
	int most = column ? room - COLUMN_GAP - c->want[0].least : room * 2 / 3;

	return most > COLUMN_CONFIG_NARROWEST ? most : COLUMN_CONFIG_NARROWEST;
}

int cell_cache_width(const struct cell_cache *c, size_t column)
{
	for (size_t i = 0; i < c->placed; i++)
		if (c->places[i].column == column)
			return c->places[i].width;
	return c->want[column].width;
}

/* Ends the text of a cell that was appended from START on, and measures it. */
static void cell_cache_end(struct cell_cache *c, size_t row, size_t column, size_t start)
{
	size_t len = c->texts.len - start;

	c->items[row * (c->columns + 1) + column] = (struct cell_text){ start, len };
	if (len)
		cell_cache_widen(c, column,
			text_width((struct slice){ c->texts.buf + start,
				len < CELL_CACHE_MEASURED ? len : CELL_CACHE_MEASURED }));
}

/* Places the columns; that of the reasons, when there are any, gets its room first and is
 * last, where the eye ends. */
static void cell_cache_place(struct cell_cache *c, int room, size_t column)
{
	size_t count = c->columns;
	int reason = c->want[count].width ? c->want[count].width + 2 : 0;

	if (reason > room / 2)
		reason = room / 2 > 4 ? room / 2 : 4;
	if (reason)
		room -= reason + COLUMN_GAP;
	/* A width that the user chose on another screen is kept within this one: a column
	 * that does not fit could not be gone to. */
	for (size_t i = 0; i < count; i++) {
		int most = cell_cache_most(c, i, room);

		if (column_config_at(c->set, i)->user_width && c->want[i].width > most)
			c->want[i] = (struct column_want){ most, most };
	}
	c->left = columns_show(c->want, count, c->left, room, column);
	c->placed = columns_place(c->want, count, c->left, room, c->places);
	if (reason && c->placed) {
		const struct column_place *last = &c->places[c->placed - 1];

		c->places[c->placed++] = (struct column_place){ .column = count,
			.x = last->x + last->width + COLUMN_GAP,
			.width = reason };
	}
}

void cell_cache_read(struct cell_cache *c, const uint32_t *rows, size_t count, int room,
	size_t column, const struct search *search)
{
	struct str reason = STR_INIT; /* not written into the texts that it looks at */
	struct slice *visible;
	size_t columns;
	int used = 0;

	if (c->changes != c->set->changes)
		cell_cache_forget(c);
	columns = c->columns;
	c->rows = count;
	c->items = array_reserve(
		c->items, &c->alloc, count * (columns + 1) + 1, sizeof *c->items);
	memset(c->items, 0, count * (columns + 1) * sizeof *c->items);
	str_clear(&c->texts);
	c->want[columns] = (struct column_want){ 0, 0 };
	if (column > 0 && column < c->left)
		c->left = column;
	/* The first, and those from the left on until ROOM is filled. */
	for (size_t i = 0; i < columns && (used <= room || i <= column); i++) {
		if (i > 0 && i < c->left)
			continue;
		for (size_t k = 0; k < count; k++) {
			size_t start = c->texts.len;

			package_add_value(c->set->package, c->set->table, rows[k],
				&c->set->paths[i], &c->texts);
			cell_cache_end(c, k, i, start);
		}
		used += c->want[i].least + COLUMN_GAP;
	}
	cell_cache_place(c, room, column);
	if (!search_active(search))
		return;
	visible = xcalloc(c->placed, sizeof *visible);
	for (size_t i = 0; i < count; i++) {
		size_t start = c->texts.len;

		for (size_t k = 0; k < c->placed; k++)
			visible[k] = cell_cache_text(c, i, c->places[k].column);
		str_clear(&reason);
		search_explain(search, c->set->table->number, rows[i], visible, c->placed,
			&reason);
		str_add_bytes(&c->texts, reason.buf, reason.len);
		cell_cache_end(c, i, columns, start);
	}
	str_release(&reason);
	free(visible);
	if (c->want[columns].width)
		cell_cache_place(c, room, column);
}
