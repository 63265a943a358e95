#include "config.h"

#include "output/columns.h"

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

size_t columns_place(const struct column_want *want, size_t count, size_t left, int room,
	struct column_place *out)
{
	size_t placed = 1;
	int x = 0;

	if (!count || room <= 0)
		return 0;
	out[0] = (struct column_place){ .width = smaller(want[0].least, room) };
	room -= out[0].width;
	for (size_t i = left ? left : 1; i < count; i++) {
		if (COLUMN_GAP + want[i].least > room)
			break;
		out[placed++] =
			(struct column_place){ .column = i, .width = want[i].least };
		room -= COLUMN_GAP + want[i].least;
	}
	for (size_t i = 0; i < placed; i++) {
		int more = smaller(want[out[i].column].width - out[i].width, room);

		out[i].width += more > 0 ? more : 0;
		room -= more > 0 ? more : 0;
		out[i].x = x;
		x += out[i].width + COLUMN_GAP;
	}
	return placed;
}

size_t columns_show(const struct column_want *want, size_t count, size_t left, int room,
	size_t column)
{
	if (column == 0 || column >= count)
		return left;
	if (column < left)
		return column;
	for (; left < column; left++) {
		int used = smaller(want[0].least, room);

		for (size_t i = left; i <= column; i++)
			used += COLUMN_GAP + want[i].least;
		if (used <= room)
			break;
	}
	return left;
}
