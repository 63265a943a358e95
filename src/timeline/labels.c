#include "config.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"
#include "timeline/layout.h"

/*
 * Labels of the first lane, from left to right: each goes on the first line that has room
 * for all of it; where none has, the label before it gives way, down to a width at which
 * it can still be read.
 */

enum {
	LEAST = 8, /* columns to which a label may be cut */
	APART = 1, /* blank columns between labels */
};

/* The label on a line that stands furthest right. */
struct line {
	struct timeline_label *last; /* NULL while the line is empty */
	int mark;                    /* column of its mark, which it keeps touching */
};

static int line_end(const struct line *line)
{
	return line->last ? line->last->column + line->last->width + APART : 0;
}

/* Returns the width that the last label of LINE keeps when another starts at COLUMN, or
 * -1 when it cannot be cut so far. */
static int width_before(const struct line *line, int column)
{
	int width;

	if (line_end(line) <= column)
		return INT_MAX;
	width = column - APART - line->last->column;
	return width >= LEAST && line->last->column + width > line->mark ? width : -1;
}

/* Returns the line on which a label at COLUMN takes the least from the one before. */
static int best_line(const struct line *lines, int count, int column)
{
	int best = -1;
	int most = -1;

	for (int i = 0; i < count; i++) {
		int width = width_before(&lines[i], column);

		if (width > most) {
			most = width;
			best = i;
		}
	}
	return best;
}

/* Finds a place for a label of NEED columns whose mark stands in COLUMN. */
static bool find_place(struct line *lines, int count, int column, int need, int width,
	struct timeline_label *out)
{
	int least = need < LEAST ? need : LEAST;
	int start = column + need <= width ? column : width - need;

	/* At the right edge a label moves left; when that hits others, less far. */
	if (start < 0)
		start = 0;
	for (; start <= column && width - start >= least; start++) {
		int line = best_line(lines, count, start);

		if (line < 0)
			continue;
		if (line_end(&lines[line]) > start)
			lines[line].last->width = width_before(&lines[line], start);
		out->line = line;
		out->column = start;
		out->width = need < width - start ? need : width - start;
		return true;
	}
	return false;
}

void timeline_layout_labels(struct timeline_layout *p, const struct timeline *t)
{
	const struct timeline_row_place *row = &p->rows[0];
	int lines = p->frame.label_lines;
	struct line *ends = xcalloc((size_t)lines, sizeof *ends);

	p->labels = xcalloc(row->mark_count, sizeof *p->labels);
	for (size_t i = 0; i < row->mark_count; i++) {
		const struct timeline_mark *mark = &row->marks[i];
		int need = t->events[mark->event].label;
		struct timeline_label label = { .event = mark->event };

		if (mark->count > 1 || need < 1 ||
			!find_place(
				ends, lines, mark->column, need, p->frame.width, &label))
			continue;
		p->labels[p->label_count] = label;
		ends[label.line].last = &p->labels[p->label_count++];
		ends[label.line].mark = mark->column;
	}
	free(ends);
}
