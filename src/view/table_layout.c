/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/table_layout.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum {
	MEASURED_BYTES = 256, /* of a cell */
	FEW_ROWS = 50, /* measured again when there were fewer, and more have come */
};

void table_layout_init(struct table_layout *l, const struct column_config *set,
	const struct cell_text *cells)
{
	*l = (struct table_layout){ .set = set, .cells = cells, .changes = UINT_MAX };
}

void table_layout_release(struct table_layout *l)
{
	free(l->want);
	free(l->places);
}

static bool is_label(const struct resource *r, const struct path *path)
{
	return path->count == r->label.count && !path->gap &&
		!memcmp(path->fields, r->label.fields,
			path->count * sizeof *path->fields);
}

/* Forgets what was measured when it is no longer right; returns whether it was not. */
static bool table_layout_begin(struct table_layout *l)
{
	const struct column_config *set = l->set;
	size_t rows = table_rows(set->table);
	unsigned gaps = l->cells->dated ? l->cells->events.edition : 0;
	bool linked = set->package->linked;

	rows = rows < TABLE_LAYOUT_ROWS ? rows : TABLE_LAYOUT_ROWS;
	if (l->want && l->changes == set->changes && l->linked == linked &&
		l->gaps == gaps && (l->rows >= FEW_ROWS || rows == l->rows))
		return false;
	if (l->changes != set->changes) {
		l->count = set->shown;
		l->changes = set->changes;
		l->placed = 0;
		l->want = xreallocarray(l->want, l->count + 1, sizeof *l->want);
		l->places = xreallocarray(l->places, l->count + 1, sizeof *l->places);
		l->label = 0;
		while (l->label < l->count &&
			!is_label(set->table->schema, &set->paths[l->label]))
			l->label++;
		if (l->label == l->count)
			l->label = 0;
		if (l->left >= l->count)
			l->left = 0;
	}
	l->linked = linked;
	l->gaps = gaps;
	l->rows = rows;
	memset(l->want, 0, (l->count + 1) * sizeof *l->want);
	return true;
}

int table_layout_most(const struct table_layout *l, size_t column)
{
	int label = l->want[l->label].least;
	int most = l->room * 2 / 3;

	if (column != l->label)
		most = l->room - COLUMN_GAP -
			(label < COLUMN_LABEL ? label : COLUMN_LABEL);
	return most > COLUMN_CONFIG_NARROWEST ? most : COLUMN_CONFIG_NARROWEST;
}

/* Returns the width that PERCENT of the cells need at most, of which COUNTS[W] are W wide. */
static int share(const unsigned short *counts, size_t rows, size_t percent)
{
	size_t sum = counts[0];
	int width = 0;

	while (sum * 100 < rows * percent && width < TABLE_LAYOUT_LABEL)
		sum += counts[++width];
	return width;
}

/* Returns VALUE or, when it is not between them, LOW or HIGH. */
static int within(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

/*
 * Measures COLUMN, unless that was done. What the label needs it may claim, but when it is
 * long not for the longest fifth of its values, nor when it is only guessed, of a table
 * without a schema. A column of text claims what three of four values need, within bounds.
 */
static void table_layout_measure(struct table_layout *l, size_t column)
{
	const struct path *path = &l->set->paths[column];
	struct column_want *want = &l->want[column];
	bool label = column == l->label && !l->set->table->schema->guessed;
	int most = label ? TABLE_LAYOUT_LABEL : TABLE_LAYOUT_MOST;
	int user = column_config_at(l->set, column)->user_width;
	unsigned short counts[TABLE_LAYOUT_LABEL + 1] = { 0 };
	struct str text = STR_INIT;
	int head;

	/* A width that the user chose on another screen is kept within this one: a column
	 * that does not fit could not be gone to. */
	if (user && column != l->label)
		table_layout_measure(l, l->label);
	if (user) {
		int limit = table_layout_most(l, column);

		user = l->room && user > limit ? limit : user;
		*want = (struct column_want){ user, user };
	}
	if (want->width)
		return;
	head = text_width(slice_of(path->heading ? path->heading : path->title));
	want->width = head;
	for (size_t i = 0; i < l->rows; i++) {
		int width;

		str_clear(&text);
		cell_text_add(l->cells, i, path, &text);
		width = within(
			text_width(text_part(str_slice(&text), MEASURED_BYTES)), 0, most);
		counts[width]++;
		want->width = width > want->width ? width : want->width;
	}
	want->width = within(want->width, 1, most);
	want->least = want->width;
	if (label && want->width > TABLE_LAYOUT_SHORT)
		want->least = within(
			share(counts, l->rows, 80), TABLE_LAYOUT_SHORT, want->width);
	else if (!label && !cell_text_is_whole(path))
		want->least = within(share(counts, l->rows, 75),
			head > TABLE_LAYOUT_LEAST ? head : TABLE_LAYOUT_LEAST,
			head > TABLE_LAYOUT_TEXT ? head : TABLE_LAYOUT_TEXT);
	want->least = within(want->least, 1, want->width);
	str_release(&text);
}

static struct column_line table_layout_line(const struct table_layout *l)
{
	return (struct column_line){ .want = l->want,
		.count = l->count,
		.label = l->label,
		.room = l->room,
		.fill = l->fill };
}

/* Measures what can be on the screen when it is scrolled by anything from the present
 * scroll to where COLUMN is shown. */
static void table_layout_measure_seen(struct table_layout *l, size_t column)
{
	size_t first = columns_before(l->left);
	int used = 0;

	if (!l->count)
		return;
	table_layout_measure(l, l->label);
	for (size_t i = 0; i < l->count && (used <= l->room || i <= column); i++) {
		size_t rank = i - (i > l->label);

		if (i == l->label || (rank < first && i < column))
			continue;
		table_layout_measure(l, i);
		if (rank >= first)
			used += COLUMN_GAP + l->want[i].least;
	}
}

bool table_layout_fit(struct table_layout *l, int room, size_t column)
{
	bool changed = table_layout_begin(l) || room != l->room;
	size_t left = SIZE_MAX;
	struct column_line line;

	l->room = room;
	if (!l->count)
		return changed;
	if (column >= l->count)
		column = l->label;
	l->fill = !l->set->table->schema->guessed &&
		!column_config_at(l->set, l->label)->user_width;
	/* What is measured only now may take the room of others. */
	while (left != l->left) {
		left = l->left;
		table_layout_measure_seen(l, column);
		line = table_layout_line(l);
		l->left = columns_show(&line, left, column);
	}
	l->placed = columns_place(&line, l->left, l->places);
	changed |= l->placed_left != l->left;
	l->placed_left = l->left;
	return changed;
}

int table_layout_need(struct table_layout *l, int most)
{
	int need = 0;

	table_layout_begin(l);
	for (size_t i = 0; i < l->count && need < most; i++) {
		table_layout_measure(l, i);
		need += l->want[i].width + (i ? COLUMN_GAP : 0);
	}
	return need < most ? need : most;
}

size_t table_layout_step(struct table_layout *l, size_t column, int step)
{
	struct column_line line;
	size_t next = column + (step > 0 && column + 1 < l->count);

	if (!l->count)
		return column;
	/* Several keys may come before a picture. */
	table_layout_begin(l);
	table_layout_measure_seen(l, next);
	line = table_layout_line(l);
	columns_step(&line, &l->left, &column, step);
	return column;
}

const struct column_place *table_layout_place(const struct table_layout *l, size_t column)
{
	for (size_t i = 0; i < l->placed; i++)
		if (l->places[i].column == column)
			return &l->places[i];
	return NULL;
}

int table_layout_width(const struct table_layout *l, size_t column)
{
	const struct column_place *place = table_layout_place(l, column);
	int want = l->want[column].width;

	/* What the label fills is no width of its own. */
	return place && place->width < want ? place->width : want;
}
