#include "config.h"

#include "output/event_list.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "output/json.h"

enum event_list_column {
	EVENT_LIST_DATE,
	EVENT_LIST_LANE,
	EVENT_LIST_TABLE,
	EVENT_LIST_KEY,
	EVENT_LIST_TITLE,
	EVENT_LIST_GAP,
	EVENT_LIST_LATE,
	EVENT_LIST_COLUMNS
};

static const struct listing_column event_list_columns[EVENT_LIST_COLUMNS] = {
	[EVENT_LIST_DATE] = { .name = "date", .title = "Date" },
	[EVENT_LIST_LANE] = { .name = "lane", .title = "Lane" },
	[EVENT_LIST_TABLE] = { .name = "table", .title = "Table" },
	[EVENT_LIST_KEY] = { .name = "key", .title = "Key" },
	[EVENT_LIST_TITLE] = { .name = "title", .title = "Event" },
	[EVENT_LIST_GAP] = { .name = "gap", .title = "Gap" },
	[EVENT_LIST_LATE] = { .name = "late", .title = "Late" },
};

void event_list_init(struct event_list *a, const struct events *c)
{
	*a = (struct event_list){ .events = c };
	timeline_rows_fill(&a->rows, &c->timeline, true);
	a->items = xcalloc(a->rows.count, sizeof *a->items);
	for (size_t i = 0; i < a->rows.count; i++) {
		const struct timeline_row *line = &a->rows.rows[i];

		a->items[a->count].event = line->event;
		a->items[a->count].gap |= line->gap;
		a->count += !line->gap;
	}
	csvrow_init(&a->row);
}

void event_list_release(struct event_list *a)
{
	timeline_rows_release(&a->rows);
	free(a->items);
	csvrow_release(&a->row);
}

/* Tells the gap in front of the event at ROW. What is faint may have changed since the
 * events were taken; what was to be told then is still true. */
static bool event_list_gap(
	const struct event_list *a, size_t row, struct timeline_gap *out)
{
	return a->items[row].gap &&
		timeline_rows_gap(&a->events->timeline, a->items[row].event, false, out);
}

/* Appends the date of EVENT as its table has it: no form of it says more. */
static void event_list_add_date(struct event_list *a, size_t event, struct str *out)
{
	struct row_ref ref = events_row(a->events, event);
	const struct table *t = &a->events->package->tables[ref.table];
	struct slice cell;

	table_row(t, ref.row, &a->row);
	cell = a->row.cells[events_date_field(a->events, ref.table)];
	str_add_bytes(out, cell.text, cell.len);
}

static void event_list_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct event_list *a = data;
	const struct timeline *t = &a->events->timeline;
	size_t event = a->items[row].event;
	struct row_ref ref = events_row(a->events, event);
	const struct table *table = &a->events->package->tables[ref.table];
	struct timeline_gap gap;

	str_clear(out);
	switch ((enum event_list_column)column) {
	case EVENT_LIST_DATE:
		event_list_add_date(a, event, out);
		break;
	case EVENT_LIST_LANE:
		str_add(out, events_lane_name(a->events, t->events[event].lane));
		break;
	case EVENT_LIST_TABLE:
		str_add(out, table->schema->name);
		break;
	case EVENT_LIST_KEY:
		table_add_key(table, ref.row, out);
		break;
	case EVENT_LIST_TITLE:
		events_add_title(a->events, event, out);
		break;
	case EVENT_LIST_GAP:
		if (event_list_gap(a, row, &gap))
			calendar_add_duration(out, &gap.length);
		break;
	default:
		if (t->cadence && event_list_gap(a, row, &gap))
			str_add(out, gap.late ? "true" : "false");
	}
}

static void event_list_json(void *data, size_t row, size_t column, struct str *out)
{
	struct str text;

	str_init(&text);
	event_list_cell(data, row, column, &text);
	if (!text.len)
		str_add(out, "null");
	else if (column == EVENT_LIST_LATE)
		str_add(out, text.buf);
	else
		json_add_string(out, (struct slice){ text.buf, text.len });
	str_release(&text);
}

const struct listing *event_list_list(struct event_list *a, enum format format)
{
	bool text = format == FORMAT_TEXT;

	a->list = (struct listing){ .columns = event_list_columns,
		.count = EVENT_LIST_COLUMNS,
		.rows = text ? a->rows.count : a->count,
		.cell = event_list_cell,
		.json = event_list_json,
		.data = a,
		.form = text ? &event_list_text : NULL };
	return &a->list;
}

void event_list_write(struct event_list *a, enum format format,
	const struct listing_page *page, struct outfile *outfile)
{
	listing_write(event_list_list(a, format), format, page, outfile);
}
