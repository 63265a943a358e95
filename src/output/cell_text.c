#include "config.h"

#include "output/cell_text.h"

#include <string.h>

#include "data/value.h"
#include "timeline/events.h"

static const char late[] = " late";

void cell_text_release(struct cell_text *c)
{
	if (c->dated)
		events_release(&c->events);
	c->dated = false;
}

bool cell_text_step_gaps(struct cell_text *c, int64_t until)
{
	if (!c->dated)
		events_init_table(&c->events, c->package, c->table->number);
	c->dated = true;
	return events_step(&c->events, until);
}

/* Sets *OUT to the gap before ROW; false when there is none, or it is not known yet. */
static bool cell_text_gap(const struct cell_text *c, size_t row, struct timeline_gap *out)
{
	struct row_ref ref = { c->table->number, (uint32_t)row };
	size_t event = c->dated ? events_event(&c->events, ref) : TIMELINE_NONE;

	return event != TIMELINE_NONE &&
		timeline_gap_before(&c->events.timeline, event, out);
}

static bool cell_text_is_date(const struct field *f)
{
	return f->edtf || f->type == FIELD_DATE || f->type == FIELD_YEARMONTH;
}

bool cell_text_differs(const struct path *path)
{
	return path->gap || path->unless || cell_text_is_date(path->last) ||
		path->last->type == FIELD_BOOLEAN;
}

bool cell_text_is_whole(const struct path *path)
{
	return path->gap || cell_text_is_date(path->last) ||
		path->last->type == FIELD_INTEGER || path->last->type == FIELD_NUMBER;
}

bool cell_text_is_late(const struct path *path, struct slice text)
{
	size_t len = strlen(late);

	return path->gap && text.len > len &&
		!memcmp(text.text + text.len - len, late, len);
}

void cell_text_add(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out)
{
	struct str other = STR_INIT;
	size_t start = out->len;
	struct timeline_gap gap;
	struct slice value;
	struct edtf date;
	double rank;

	if (path->gap) {
		if (cell_text_gap(c, row, &gap)) {
			calendar_add_gap(out, &gap.length, true);
			str_add(out, gap.late ? late : "");
		}
		return;
	}
	package_add_value(c->package, c->table, row, path, out);
	value = (struct slice){ out->buf + start, out->len - start };
	if (!value.len || !cell_text_differs(path))
		return;
	if (path->unless) {
		package_add_value(c->package, c->table, row, path->unless, &other);
		if (slice_equal(value, str_slice(&other)))
			value.len = 0;
		str_release(&other);
	}
	if (!value.len) {
		str_truncate(out, start);
	} else if (cell_text_is_date(path->last)) {
		if (edtf_parse(value, &date, NULL, NULL)) {
			str_truncate(out, start);
			edtf_add_brief(out, &date);
		}
	} else if (path->last->type == FIELD_BOOLEAN && c->signs &&
		value_rank(path->last, value, &rank)) {
		str_truncate(out, start);
		str_add(out, rank > 0 ? "●" : "·");
	}
}

void cell_text_add_written(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out)
{
	struct timeline_gap gap;

	if (!path->gap)
		package_add_value(c->package, c->table, row, path, out);
	else if (cell_text_gap(c, row, &gap))
		timeline_rows_add_gap(&gap, out);
}

void cell_text_add_data(
	const struct cell_text *c, size_t row, const struct path *path, struct str *out)
{
	struct timeline_gap gap;

	if (!path->gap)
		package_add_value(c->package, c->table, row, path, out);
	else if (cell_text_gap(c, row, &gap))
		calendar_add_duration(out, &gap.length);
}
