/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/event_list.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/intl.h"
#include "base/memory.h"
#include "data/csvfile.h"
#include "timeline/events.h"

/* clang-format off */
enum event_column {
	EVENT_DATE_IN_WORDS, EVENT_MARK, EVENT_DATE, EVENT_LANE, EVENT_TABLE, EVENT_KEY,
	EVENT_TITLE, EVENT_GAP, EVENT_LATE,
	EVENT_LANE_IN_TEXT, /* the last, for narrow text is without */
	EVENT_COLUMNS
};

static const struct listing_column event_columns[EVENT_COLUMNS] = {
	[EVENT_DATE_IN_WORDS] = { .name = "date", .title = "Date", .use = LISTING_SHOWN },
	[EVENT_MARK] = { .name = "mark", .title = "Mark",
		.use = LISTING_SHOWN, .style = STYLE_MARK },
	[EVENT_DATE] = { .name = "date", .title = "Date", .use = LISTING_DATA },
	[EVENT_LANE] = { .name = "lane", .title = "Lane", .use = LISTING_DATA },
	[EVENT_TABLE] = { .name = "table", .title = "Table", .use = LISTING_DATA },
	[EVENT_KEY] = { .name = "key", .title = "Key", .use = LISTING_DATA },
	[EVENT_TITLE] = { .name = "title", .title = "Event", .fill = true },
	[EVENT_GAP] = { .name = "gap", .title = "Gap", .use = LISTING_DATA },
	[EVENT_LATE] = { .name = "late", .title = "Late",
		.type = LISTING_BOOLEAN, .use = LISTING_DATA },
	[EVENT_LANE_IN_TEXT] = { .name = "lane", .title = "Lane",
		.use = LISTING_SHOWN, .style = STYLE_DIM },
};
/* clang-format on */

enum { EVENT_MARK_ROOM = 5 }; /* columns of the mark and the gaps round it */

/* An event, or behind the last one TIMELINE_NONE. */
struct event_item {
	size_t event;
	bool gap; /* the gap before it is part of the listing */
};

struct event_list {
	struct listing list;
	struct listing_column columns[EVENT_COLUMNS];
	const struct events *events; /* borrowed */
	unsigned edition;            /* of the events that the items are of */
	struct event_item *items;    /* one more than there are rows; owned */
	bool ascii;
	int width;         /* of lines of text; 0: unlimited */
	struct csvrow row; /* scratch */
};

static void event_list_free(struct listing *l)
{
	struct event_list *a = (struct event_list *)l;

	free(a->items);
	csvrow_release(&a->row);
	free(a);
}

/* Sets *OUT to the gap before ROW. Which events are dimmed may have changed since the
 * events were taken; the gaps that were part of the listing then still are. */
static bool event_list_gap(
	const struct event_list *a, size_t row, struct timeline_gap *out)
{
	return a->items[row].gap &&
		timeline_rows_gap(&a->events->timeline, a->items[row].event, false, out);
}

static void event_list_cell(struct listing *l, size_t row, size_t column, struct str *out)
{
	struct event_list *a = (struct event_list *)l;
	const struct timeline *t = &a->events->timeline;
	size_t event = a->items[row].event;
	int lane = t->events[event].lane;
	struct row_ref ref = events_row(a->events, event);
	const struct table *table = &a->events->package->tables[ref.table];
	struct timeline_gap gap;
	struct slice cell;

	switch ((enum event_column)column) {
	case EVENT_DATE_IN_WORDS:
		timeline_rows_add_date(&t->events[event].date, a->width, out);
		break;
	case EVENT_MARK:
		/* The first lane has a mark of its own; ASCII has one star for both. */
		str_add(out, lane == 0 ? "●" : a->ascii ? "." : "•");
		break;
	case EVENT_DATE:
		/* As its table has it: no other form of it says more. */
		table_row(table, ref.row, &a->row);
		cell = a->row.cells[events_date_field(a->events, ref.table)];
		str_add_bytes(out, cell.text, cell.len);
		break;
	case EVENT_TABLE:
		str_add(out, table->schema->name);
		break;
	case EVENT_KEY:
		table_add_key(table, ref.row, out);
		break;
	case EVENT_TITLE:
		events_add_title(a->events, event, out);
		break;
	case EVENT_GAP:
		if (event_list_gap(a, row, &gap))
			calendar_add_duration(out, &gap.length);
		break;
	case EVENT_LATE:
		if (t->cadence && event_list_gap(a, row, &gap))
			str_add(out, gap.late ? "true" : "false");
		break;
	default:
		str_add(out, events_lane_name(a->events, lane));
	}
}

static enum style event_list_style(struct listing *l, size_t row, size_t column)
{
	const struct event_list *a = (const struct event_list *)l;
	bool first = a->events->timeline.events[a->items[row].event].lane == 0;

	if (first && column == EVENT_MARK)
		return STYLE_MARK_MAIN;
	return first && column == EVENT_TITLE ? STYLE_STRONG : l->columns[column].style;
}

static struct row_ref event_list_ref(struct listing *l, size_t row)
{
	const struct event_list *a = (const struct event_list *)l;

	return events_row(a->events, a->items[row].event);
}

/* A rule with the gap. */
static bool event_list_line(struct listing *l, size_t row, struct listing_line *line)
{
	const struct event_list *a = (const struct event_list *)l;
	struct timeline_gap gap;

	if (!event_list_gap(a, row, &gap))
		return false;
	timeline_rows_add_gap(&gap, &line->text);
	line->style = gap.late ? STYLE_WARNING : STYLE_DIM;
	line->rule = true;
	return true;
}

static const char *event_list_resume(struct listing *l)
{
	const struct event_list *a = (const struct event_list *)l;

	return a->events->edition != a->edition ? N_("more events came meanwhile") : NULL;
}

struct listing *event_list_new(const struct events *e, const struct listing_page *page)
{
	static const struct listing_kind kind = { .free = event_list_free,
		.cell = event_list_cell,
		.style = event_list_style,
		.ref = event_list_ref,
		.line = event_list_line,
		.resume = event_list_resume };
	struct event_list *a = xcalloc(1, sizeof *a);
	struct timeline_columns limits = { .date = INT_MAX, .lane = INT_MAX };
	struct timeline_rows rows = { 0 };

	a->list = (struct listing){ .kind = &kind,
		.columns = a->columns,
		.count = EVENT_COLUMNS,
		.noun = LISTING_EVENT,
		.package = e->package,
		.layout = LISTING_LINES };
	a->events = e;
	a->edition = e->edition;
	a->width = page ? page->width : 0;
	a->ascii = page && page->styles && page->styles->ascii;
	memcpy(a->columns, event_columns, sizeof event_columns);
	if (a->width) {
		timeline_columns_fit(&limits, a->width, EVENT_MARK_ROOM);
		a->columns[EVENT_DATE_IN_WORDS].most = limits.date;
		a->columns[EVENT_LANE_IN_TEXT].most = limits.lane;
		a->list.count -= limits.lane == 0;
	}
	csvrow_init(&a->row);
	timeline_rows_fill(&rows, &e->timeline, true);
	a->items = xcalloc(rows.count + 1, sizeof *a->items);
	for (size_t i = 0; i < rows.count; i++) {
		struct event_item *item = &a->items[a->list.rows];

		item->event = rows.rows[i].event;
		item->gap |= rows.rows[i].gap;
		a->list.rows += !rows.rows[i].gap;
	}
	timeline_rows_release(&rows);
	return &a->list;
}
