#include "config.h"

#include "output/annals.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "output/json.h"

enum annals_column {
	ANNALS_DATE,
	ANNALS_LANE,
	ANNALS_TABLE,
	ANNALS_KEY,
	ANNALS_TITLE,
	ANNALS_GAP,
	ANNALS_LATE,
	ANNALS_COLUMNS
};

static const struct listing_column annals_columns[ANNALS_COLUMNS] = {
	[ANNALS_DATE] = { .name = "date", .title = "Date" },
	[ANNALS_LANE] = { .name = "lane", .title = "Lane" },
	[ANNALS_TABLE] = { .name = "table", .title = "Table" },
	[ANNALS_KEY] = { .name = "key", .title = "Key" },
	[ANNALS_TITLE] = { .name = "title", .title = "Event" },
	[ANNALS_GAP] = { .name = "gap", .title = "Gap" },
	[ANNALS_LATE] = { .name = "late", .title = "Late" },
};

void annals_init(struct annals *a, const struct chronicle *c)
{
	*a = (struct annals){ .chronicle = c };
	timeline_lines_init(&a->lines);
	timeline_lines_fill(&a->lines, &c->timeline, true);
	a->events = xcalloc(a->lines.count, sizeof *a->events);
	for (size_t i = 0; i < a->lines.count; i++) {
		const struct timeline_line *line = &a->lines.lines[i];

		a->events[a->count].event = line->event;
		a->events[a->count].gap |= line->gap;
		a->count += !line->gap;
	}
	csvrow_init(&a->row);
}

void annals_release(struct annals *a)
{
	timeline_lines_release(&a->lines);
	free(a->events);
	csvrow_release(&a->row);
}

/* Tells the gap in front of the event at ROW. What is faint may have changed since the
 * events were taken; what was to be told then is still true. */
static bool annals_gap(const struct annals *a, size_t row, struct timeline_gap *out)
{
	return a->events[row].gap &&
		timeline_lines_gap(
			&a->chronicle->timeline, a->events[row].event, false, out);
}

/* Appends the date of EVENT as its table has it: no form of it says more. */
static void annals_add_date(struct annals *a, size_t event, struct str *out)
{
	struct row_ref ref = chronicle_row(a->chronicle, event);
	const struct table *t = &a->chronicle->package->tables[ref.table];
	struct slice cell;

	table_row(t, ref.row, &a->row);
	cell = a->row.cells[chronicle_date_field(a->chronicle, ref.table)];
	str_add_bytes(out, cell.text, cell.len);
}

static void annals_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct annals *a = data;
	const struct timeline *t = &a->chronicle->timeline;
	size_t event = a->events[row].event;
	struct row_ref ref = chronicle_row(a->chronicle, event);
	const struct table *table = &a->chronicle->package->tables[ref.table];
	struct timeline_gap gap;

	str_clear(out);
	switch ((enum annals_column)column) {
	case ANNALS_DATE:
		annals_add_date(a, event, out);
		break;
	case ANNALS_LANE:
		str_add(out, chronicle_lane_name(a->chronicle, t->events[event].lane));
		break;
	case ANNALS_TABLE:
		str_add(out, table->schema->name);
		break;
	case ANNALS_KEY:
		table_add_key(table, ref.row, out);
		break;
	case ANNALS_TITLE:
		chronicle_add_title(a->chronicle, event, out);
		break;
	case ANNALS_GAP:
		if (annals_gap(a, row, &gap))
			edtf_add_duration(out, &gap.length);
		break;
	default:
		if (t->cadence && annals_gap(a, row, &gap))
			str_add(out, gap.late ? "true" : "false");
	}
}

static void annals_json(void *data, size_t row, size_t column, struct str *out)
{
	struct str text;

	str_init(&text);
	annals_cell(data, row, column, &text);
	if (!text.len)
		str_add(out, "null");
	else if (column == ANNALS_LATE)
		str_add(out, text.buf);
	else
		json_add_string(out, (struct slice){ text.buf, text.len });
	str_release(&text);
}

const struct listing *annals_list(struct annals *a, enum format format)
{
	bool text = format == FORMAT_TEXT;

	a->list = (struct listing){ .columns = annals_columns,
		.count = ANNALS_COLUMNS,
		.rows = text ? a->lines.count : a->count,
		.cell = annals_cell,
		.json = annals_json,
		.data = a,
		.form = text ? &annals_text : NULL };
	return &a->list;
}

void annals_write(struct annals *a, enum format format, const struct listing_page *page,
	struct sink *sink)
{
	listing_write(annals_list(a, format), format, page, sink);
}
