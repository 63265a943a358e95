#include "config.h"

#include "timeline/labels.h"


#include "base/memory.h"

/*
 * A row is tried with a number of lines and keeps the labels of the last try. Its marks
 * are taken from left to right, so a line is no more than the first column that is free
 * on it. Owns nothing.
 */

enum {
	LINES_MOST = 10, /* of a row */
	CUT_LEAST = 14,  /* columns to which a title may be cut */
	APART = 1,       /* blank columns around a label */
	INSIDE = 4,      /* columns of a duration before a title inside: "[══ " */
	INSIDE_END = 2,  /* and at least after it: " ═" */
};

/* Finds the columns of MARK's label, of NEED columns, on the row itself; returns how many
 * there are, fewer than NEED where the label is cut. */
static int room_at_mark(
	const struct timeline_mark *mark, int need, bool last, int *column)
{
	int taken = (mark->extent > mark->width ? mark->extent : mark->width) +
		mark->digits + APART;
	int room = mark->room - taken - (last ? 0 : APART);

	if (mark->extent >= INSIDE + need + INSIDE_END &&
		mark->room >= INSIDE + need + INSIDE_END) {
		*column = mark->column + INSIDE;
		return need;
	}
	*column = mark->column + taken;
	return room < need ? room : need;
}

/* Finds a place on one of the LINES lines below for LABEL, of whose mark this is COLUMN;
 * at the right edge it moves left. ENDS are the first free columns. */
static bool find_line(
	struct timeline_label *label, int column, int width, int *ends, int lines)
{
	label->column = column;
	if (column + label->width > width)
		label->column = width > label->width ? width - label->width : 0;
	if (label->width > width)
		label->width = width;
	for (label->line = 1; label->line <= lines; label->line++) {
		int *end = &ends[label->line - 1];

		if (*end > label->column)
			continue;
		*end = label->column + label->width + APART;
		return true;
	}
	return false;
}

/* Places the labels of row ROW on it and on LINES lines below, from OUT on. Returns how
 * many there are, and in *CUT how many more need another line. */
static size_t place_row(const struct timeline_layout *layout, const struct timeline *t,
	int row, int lines, struct timeline_label *out, size_t *cut)
{
	const struct timeline_layout_row *r = &layout->rows[row];
	int ends[LINES_MOST] = { 0 };
	size_t count = 0;

	*cut = 0;
	for (size_t i = 0; i < r->mark_count; i++) {
		const struct timeline_mark *mark = &r->marks[i];
		int need = t->events[mark->event].label;
		struct timeline_label label = {
			.event = mark->event, .row = row, .width = need
		};
		int column;
		int room = room_at_mark(mark, need, i + 1 == r->mark_count, &column);

		if (mark->count > 1 || need < 1)
			continue;
		if (room < need &&
			find_line(
				&label, mark->column, layout->frame.width, ends, lines)) {
			out[count++] = label;
			continue;
		}
		*cut += room < need;
		label.line = 0;
		label.column = column;
		label.width = room;
		if (room == need || room >= CUT_LEAST)
			out[count++] = label;
	}
	return count;
}

/* Gives row ROW up to MOST more of the FREE lines, as far as it needs them. Returns how
 * many are free then. */
static int give_lines(struct timeline_layout *layout, const struct timeline *t, int row,
	int most, int free_lines)
{
	struct timeline_layout_row *r = &layout->rows[row];
	size_t cut;

	for (; most > 0 && free_lines > 0 && r->lines < LINES_MOST; most--) {
		place_row(layout, t, row, r->lines, layout->labels + layout->label_count,
			&cut);
		if (!cut)
			break;
		r->lines++;
		free_lines--;
	}
	return free_lines;
}

void timeline_labels_place(struct timeline_layout *layout, const struct timeline *t)
{
	int left = layout->frame.label_lines;
	size_t marks = 0;
	size_t cut;
	int before;

	for (int row = 0; row < layout->row_count; row++)
		marks += layout->rows[row].mark_count;
	layout->labels = xcalloc(marks, sizeof *layout->labels);
	if (layout->row_count)
		left = give_lines(layout, t, 0, LINES_MOST, left);
	if (layout->frame.cursor_row > 0 && layout->frame.cursor_row < layout->row_count)
		left = give_lines(layout, t, layout->frame.cursor_row, LINES_MOST, left);
	do {
		before = left;
		for (int row = 1; row < layout->row_count; row++)
			left = give_lines(layout, t, row, 1, left);
	} while (left < before);
	layout->lines = 0;
	for (int row = 0; row < layout->row_count; row++) {
		struct timeline_layout_row *r = &layout->rows[row];

		layout->label_count += place_row(layout, t, row, r->lines,
			layout->labels + layout->label_count, &cut);
		r->y = layout->lines;
		layout->lines += 1 + r->lines + (row ? 0 : layout->frame.gap_lines);
		/* The other rows are set off where that costs no label. */
		if (!row && left > 0)
			layout->lines++;
	}
}
