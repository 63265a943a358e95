/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns are ranked: those that are not the label, in their order, from 0. */

#include "config.h"

#include "output/columns.h"

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Returns the column of RANK. */
static size_t column_at(const struct column_line *line, size_t rank)
{
	return rank + (rank >= line->label);
}

static size_t rank_of(const struct column_line *line, size_t column)
{
	return column - (column > line->label);
}

/* Returns where the label is among the columns shown, OTHERS of which are not the label. */
static size_t label_pos(const struct column_line *line, size_t left, size_t others)
{
	return left ? 0 : line->label < others ? line->label : others;
}

/* Returns the column at POS among those shown. */
static size_t column_shown(
	const struct column_line *line, size_t left, size_t others, size_t pos)
{
	size_t label = label_pos(line, left, others);

	return pos == label ? line->label
			    : column_at(line, columns_before(left) + pos - (pos > label));
}

/* Returns what the label has at least, with column OTHER on the screen too. */
static int label_claim(const struct column_line *line, size_t left, size_t other)
{
	int least = smaller(line->want[line->label].least, line->room);
	int half = line->room / 2;

	if (left)
		least = smaller(least, COLUMN_LABEL);
	return left || other < line->label ? smaller(least, half) : least;
}

/* Returns how many columns besides the label are shown, and in *USED, if it is not NULL,
 * the room for their least widths. */
static size_t columns_fit(const struct column_line *line, size_t left, int *used)
{
	size_t count = 0;
	int sum = 0;

	for (size_t rank = columns_before(left); rank + 1 < line->count; rank++) {
		size_t i = column_at(line, rank);
		int more = COLUMN_GAP + line->want[i].least;

		if (sum + more > line->room - label_claim(line, left, i))
			break;
		sum += more;
		count++;
	}
	if (used)
		*used = sum;
	return count;
}

static void widen(struct column_place *place, int width, int *room)
{
	int more = smaller(width - place->width, *room);

	if (more <= 0)
		return;
	place->width += more;
	*room -= more;
}

size_t columns_place(
	const struct column_line *line, size_t left, struct column_place *out)
{
	size_t others, label;
	int used, x = 0;

	if (!line->count || line->room <= 0)
		return 0;
	others = columns_fit(line, left, &used);
	label = label_pos(line, left, others);
	for (size_t i = 0; i <= others; i++) {
		size_t column = column_shown(line, left, others, i);

		out[i] = (struct column_place){ .column = column,
			.width = line->want[column].least };
	}
	out[label].width = smaller(out[label].width, line->room - used);
	used = line->room - used - out[label].width;
	widen(&out[label], line->want[line->label].width, &used);
	for (size_t i = 0; i <= others; i++)
		widen(&out[i], line->want[out[i].column].width, &used);
	if (line->fill)
		widen(&out[label], line->room, &used);
	for (size_t i = 0; i <= others; i++) {
		out[i].x = x;
		x += out[i].width + COLUMN_GAP;
	}
	return others + 1;
}

size_t columns_show(const struct column_line *line, size_t left, size_t column)
{
	size_t rank = rank_of(line, column);

	if (column == line->label || column >= line->count)
		return left;
	if (rank < columns_before(left))
		return rank + 1;
	while (left < rank + 1 &&
		rank >= columns_before(left) + columns_fit(line, left, NULL))
		left++;
	return left;
}

void columns_step(const struct column_line *line, size_t *left, size_t *column, int step)
{
	size_t first = columns_before(*left);
	size_t others = columns_fit(line, *left, NULL);
	size_t label = label_pos(line, *left, others);
	size_t rank = rank_of(line, *column);
	size_t pos = rank - first + (rank - first >= label);

	if (*column == line->label)
		pos = label;
	if (step > 0 && pos < others) {
		*column = column_shown(line, *left, others, pos + 1);
	} else if (step > 0) {
		if (first + others + 1 < line->count)
			*column = column_at(line, first + others);
	} else if (*left && pos == 1) {
		/* Behind the label at the edge are those that are hidden, or home. */
		if (first)
			*column = column_at(line, first - 1);
		else
			*left = 0;
		if (!first && line->label == 0)
			*column = line->label;
	} else if (pos > 0) {
		*column = column_shown(line, *left, others, pos - 1);
	}
	*left = columns_show(line, *left, *column);
}
