/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "timeline/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"
#include "data/localname.h"
#include "data/record.h"
#include "data/value.h"

enum {
	PORTION = 128,      /* rows read between two looks at the clock */
	MOST_LANES = 40,    /* of a table; further values share the lane of the table */
	MOST_LABELS = 5000, /* events of a lane, above which none is measured */
	USUAL_LABEL = 24,   /* columns of labels that are not measured */
};

/* A table that gives events. */
struct events_source {
	const struct table *table;
	int date;        /* field */
	int lane;        /* field, or -1 */
	int64_t cadence; /* days, or 0 */
	size_t next;     /* row to be read next */
	size_t lanes;    /* number of its lanes so far */
	size_t rank;     /* position among the sources on the screen */
};

struct events_lane {
	size_t source;
	char *value; /* of the lane field; "" if all rows share one lane */
	char *name;
	size_t choice; /* index of the value among the field's choices */
	size_t count;  /* events */
	int pos;       /* on the timeline, -1 while it has none */
	int next_pos;  /* after the sort that is going on */
};

struct events_entry {
	struct row_ref row;
	size_t lane; /* index into lanes */
};

/* Returns whether a table of P declares that it is on the timeline: the others have no
 * events then. */
static bool is_declared(const struct package *p)
{
	size_t i = 0;

	while (i < p->table_count && !p->tables[i].schema->timeline)
		i++;
	return i < p->table_count;
}

/* Returns the field by which the rows of R are dated, or -1 when they are no events;
 * DECLARED: as is_declared says of its package. */
static int date_field(const struct resource *r, bool declared)
{
	if (declared)
		return r->timeline ? r->timeline_date : -1;
	for (size_t i = 0; r->view == VIEW_TAB && i < r->field_count; i++) {
		const struct field *field = &r->fields[i];

		if (field->edtf || field->type == FIELD_DATE ||
			field->type == FIELD_YEAR || field->type == FIELD_YEARMONTH ||
			field->type == FIELD_DATETIME)
			return (int)i;
	}
	return -1;
}

bool events_any(const struct package *p)
{
	bool declared = is_declared(p);

	for (size_t i = 0; i < p->table_count; i++)
		if (date_field(p->tables[i].schema, declared) >= 0)
			return true;
	return false;
}

/* A table with a cadence comes first, then those that are one lane, then the others. */
static int source_class(const struct events_source *s)
{
	if (s->cadence)
		return 0;
	return s->lane < 0 ? 1 : 2;
}

void events_init(struct events *c, const struct package *p, int64_t today)
{
	bool declared = is_declared(p);

	*c = (struct events){ .package = p, .today = today };
	timeline_init(&c->timeline);
	timeline_replace(&c->timeline, NULL, 0, 0, today);
	c->sources = xcalloc(p->table_count, sizeof *c->sources);
	for (size_t i = 0; i < p->table_count; i++) {
		const struct resource *r = p->tables[i].schema;
		int date = date_field(r, declared);

		if (date < 0)
			continue;
		c->sources[c->source_count++] =
			(struct events_source){ .table = &p->tables[i],
				.date = date,
				.lane = r->timeline ? r->timeline_lane : -1,
				.cadence = r->timeline ? r->timeline_cadence : 0 };
	}
	for (size_t i = 0; i < c->source_count; i++)
		for (size_t k = 0; k < c->source_count; k++) {
			int class = source_class(&c->sources[i]);
			int other = source_class(&c->sources[k]);

			c->sources[i].rank += other < class || (other == class && k < i);
		}
}

void events_init_table(struct events *c, const struct package *p, int number)
{
	const struct resource *r = p->tables[number].schema;

	*c = (struct events){ .package = p };
	timeline_init(&c->timeline);
	timeline_replace(&c->timeline, NULL, 0, 0, 0);
	c->sources = xcalloc(1, sizeof *c->sources);
	c->sources[c->source_count++] =
		(struct events_source){ .table = &p->tables[number],
			.date = r->timeline_date,
			.lane = -1,
			.cadence = r->timeline_cadence };
}

static void end_sort(struct events *c)
{
	sort_release(&c->sort);
	free(c->keys);
	free(c->sorted);
	c->keys = NULL;
	c->sorted = NULL;
	c->sorting = false;
}

void events_release(struct events *c)
{
	for (size_t i = 0; i < c->lane_count; i++) {
		free(c->lanes[i].value);
		free(c->lanes[i].name);
	}
	free(c->lanes);
	free(c->sources);
	free(c->entries);
	free(c->fresh);
	end_sort(c);
	timeline_release(&c->timeline);
}

/* Returns the lane of SOURCE with the value VALUE, which row ROW has; adds it if it is
 * new. */
static size_t find_lane(struct events *c, size_t source, struct slice value, size_t row)
{
	struct events_source *s = &c->sources[source];
	const struct field *field = &s->table->schema->fields[s->lane < 0 ? 0 : s->lane];
	struct events_lane lane = { .source = source, .choice = SIZE_MAX, .pos = -1 };
	struct str name = STR_INIT;

	for (;;) {
		for (size_t i = 0; i < c->lane_count; i++)
			if (c->lanes[i].source == source &&
				slice_equal(slice_of(c->lanes[i].value), value))
				return i;
		if (s->lanes < MOST_LANES || !value.len)
			break;
		value.len = 0;
	}
	if (value.len) {
		package_add_field(c->package, s->table, row, (size_t)s->lane, &name);
		lane.choice = 0;
		while (lane.choice < field->choice_count &&
			!slice_equal(slice_of(field->choices[lane.choice].value), value))
			lane.choice++;
	} else {
		str_add(&name, s->table->schema->title);
	}
	lane.value = xmemdupz(value.text ? value.text : "", value.len);
	lane.name = str_take(&name);
	s->lanes++;
	*ARRAY_ADD(c->lanes, c->lane_count, c->lane_alloc) = lane;
	return c->lane_count - 1;
}

/* Reads row ROW of S into CELLS, and its date into *OUT; returns false when there is none
 * with a place in time. */
static bool read_date(
	const struct events_source *s, size_t row, struct csvrow *cells, struct edtf *out)
{
	table_row(s->table, row, cells);
	return value_date(
		       &s->table->schema->fields[s->date], cells->cells[s->date], out) &&
		edtf_has_place(out);
}

static void read_row(struct events *c, size_t source, size_t row, struct csvrow *cells)
{
	struct events_source *s = &c->sources[source];
	struct timeline_event event = { .id = (uint32_t)c->entry_count };
	struct slice value = { NULL, 0 };
	size_t lane;

	if (!read_date(s, row, cells, &event.date)) {
		c->undated++;
		return;
	}
	if (s->lane >= 0)
		value = cells->cells[s->lane];
	lane = find_lane(c, source, value, row);
	c->lanes[lane].count++;
	*ARRAY_ADD(c->entries, c->entry_count, c->entry_alloc) =
		(struct events_entry){ { s->table->number, (uint32_t)row }, lane };
	*ARRAY_ADD(c->fresh, c->fresh_count, c->fresh_alloc) = event;
}

/* Returns whether lane A is above lane B on the screen: by source, then as the field
 * lists its choices, then the one with more events. */
static bool is_above(const struct events *c, size_t a, size_t b)
{
	const struct events_lane *x = &c->lanes[a];
	const struct events_lane *y = &c->lanes[b];

	if (x->source != y->source)
		return c->sources[x->source].rank < c->sources[y->source].rank;
	if (x->choice != y->choice)
		return x->choice < y->choice;
	return x->count != y->count ? x->count > y->count : a < b;
}

static const struct timeline_event *unsorted_event(const struct events *c, size_t i)
{
	size_t old = c->timeline.count;

	return i < old ? &c->timeline.events[i] : &c->fresh[i - old];
}

/* Continues to sort; then each event gets its lane and the width of its label, and all
 * go into the timeline. Returns whether there was time to finish. */
static bool step_sort(struct events *c, int64_t until)
{
	size_t count = c->timeline.count + c->fresh_count;
	struct str label = STR_INIT;
	bool time = sort_step(&c->sort, until);

	while (c->sorted_count < count && time) {
		struct timeline_event *event = &c->sorted[c->sorted_count];
		const struct events_lane *lane;
		struct row_ref row;

		*event = *unsorted_event(c, c->keys[c->sorted_count].from);
		row = c->entries[event->id].row;
		lane = &c->lanes[c->entries[event->id].lane];
		event->lane = lane->next_pos;
		if (lane->count > MOST_LABELS) {
			event->label = USUAL_LABEL;
		} else if (!event->label) {
			str_clear(&label);
			package_add_shown_name(c->package, row, &label);
			event->label = text_width(slice_of(label.buf));
		}
		time = ++c->sorted_count % PORTION != 0 || clock_now() < until;
	}
	str_release(&label);
	if (!time)
		return false;
	timeline_replace(&c->timeline, c->sorted, count, (int)c->lane_count, c->today);
	c->sorted = NULL;
	c->fresh_count = 0;
	for (size_t i = 0; i < c->lane_count; i++) {
		c->lanes[i].pos = c->lanes[i].next_pos;
		if (c->lanes[i].pos == 0)
			c->timeline.cadence = c->sources[c->lanes[i].source].cadence;
	}
	end_sort(c);
	c->edition++;
	return true;
}

bool events_step(struct events *c, int64_t until)
{
	struct csvrow cells;
	bool time = true;
	bool complete = true; /* no more rows will come */
	size_t count;

	if (c->sorting && !step_sort(c, until))
		return false;
	csvrow_init(&cells);
	for (size_t i = 0; i < c->source_count && time; i++) {
		struct events_source *s = &c->sources[i];
		size_t rows = table_rows(s->table);

		while (s->next < rows && time) {
			read_row(c, i, s->next++, &cells);
			time = s->next % PORTION != 0 || clock_now() < until;
		}
		complete = complete && table_complete(s->table);
	}
	csvrow_release(&cells);
	if (!time)
		return false;
	/* Sorting is worth the work when all have come, or as many as there were. */
	if (!c->fresh_count || (!complete && c->fresh_count < c->timeline.count))
		return true;
	for (size_t i = 0; i < c->lane_count; i++) {
		c->lanes[i].next_pos = 0;
		for (size_t k = 0; k < c->lane_count; k++)
			c->lanes[i].next_pos += is_above(c, k, i);
	}
	count = c->timeline.count + c->fresh_count;
	c->keys = xreallocarray(NULL, count, sizeof *c->keys);
	for (size_t i = 0; i < count; i++)
		c->keys[i] = timeline_key_of(unsorted_event(c, i), (uint32_t)i);
	sort_begin(&c->sort, c->keys, count, sizeof *c->keys, timeline_key_compare, NULL);
	c->sorted = xreallocarray(NULL, count, sizeof *c->sorted);
	c->sorted_count = 0;
	c->sorting = true;
	return step_sort(c, until);
}

int events_date_field(const struct events *c, int number)
{
	for (size_t i = 0; i < c->source_count; i++)
		if (c->sources[i].table->number == number)
			return c->sources[i].date;
	return -1;
}

const char *events_lane_name(const struct events *c, int lane)
{
	for (size_t i = 0; i < c->lane_count; i++)
		if (c->lanes[i].pos == lane)
			return c->lanes[i].name;
	return "";
}

struct row_ref events_row(const struct events *c, size_t event)
{
	return c->entries[c->timeline.events[event].id].row;
}

/* Finds the event of row ROW of the only source, whose entries are in the order of its
 * rows: by the row its entry, by the date of the row its event. */
static size_t find_event(const struct events *c, uint32_t row)
{
	struct timeline_event event = { .id = 0 };
	struct timeline_key key;
	size_t from = 0, end = c->entry_count;
	struct csvrow cells;
	bool dated;

	while (from < end) {
		size_t middle = from + (end - from) / 2;

		if (c->entries[middle].row.row < row)
			from = middle + 1;
		else
			end = middle;
	}
	if (from == c->entry_count || c->entries[from].row.row != row)
		return TIMELINE_NONE;
	event.id = (uint32_t)from;
	csvrow_init(&cells);
	dated = read_date(&c->sources[0], row, &cells, &event.date);
	csvrow_release(&cells);
	if (!dated)
		return TIMELINE_NONE;
	key = timeline_key_of(&event, 0);
	from = 0;
	for (end = c->timeline.count; from < end;) {
		size_t middle = from + (end - from) / 2;
		struct timeline_key other =
			timeline_key_of(&c->timeline.events[middle], 0);

		if (timeline_key_compare(&other, &key, NULL) < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from < c->timeline.count && c->timeline.events[from].id == event.id
		? from
		: TIMELINE_NONE;
}

size_t events_event(const struct events *c, struct row_ref ref)
{
	if (c->source_count == 1 && ref.table == c->sources[0].table->number)
		return find_event(c, ref.row);
	for (size_t i = 0; i < c->timeline.count; i++)
		if (row_ref_equal(events_row(c, i), ref))
			return i;
	return TIMELINE_NONE;
}

void events_add_title(const struct events *c, size_t event, struct str *out)
{
	package_add_name(c->package, events_row(c, event), out);
}

void events_dim(struct events *c, const struct search *s)
{
	for (size_t i = 0; i < c->timeline.count; i++) {
		struct row_ref at = events_row(c, i);

		if (rowset_find(search_rows(s, at.table), at.row, true) == SIZE_MAX)
			c->timeline.events[i].dimmed = true;
	}
}

static int compare_rows(const void *left, const void *right)
{
	const uint32_t *a = left;
	const uint32_t *b = right;

	return (*a > *b) - (*a < *b);
}

bool events_any_about(const struct package *p, struct row_ref ref)
{
	bool declared = is_declared(p);
	bool any = !p->linked || date_field(p->tables[ref.table].schema, declared) >= 0;
	struct record r;

	record_init(&r, p, ref);
	for (size_t i = 0; i < r.start[RECORD_PARTS]; i++)
		any = any || date_field(p->tables[r.back[i].table].schema, declared) >= 0;
	record_release(&r);
	return any;
}

void events_dim_unrelated(struct events *c, struct row_ref ref)
{
	struct record r;

	record_init(&r, c->package, ref);
	for (size_t i = 0; i < c->timeline.count; i++) {
		struct row_ref at = events_row(c, i);
		bool related = false;

		for (size_t k = 0; k < r.start[RECORD_PARTS] && !related; k++)
			related = r.back[k].table == at.table &&
				bsearch(&at.row, r.back[k].rows, r.back[k].count,
					sizeof at.row, compare_rows);
		if (!related)
			c->timeline.events[i].dimmed = true;
	}
	record_release(&r);
}

/* --- the timeline as a list --- */

enum {
	DATE_MAX = 32,         /* "28 September – 28 October 2015" and the like */
	LANE_FROM = 70,        /* width of a line from which lanes are shown */
	TITLE_MAX = 60,        /* where the width of a line is unlimited */
	SHORT_MONTH_BELOW = 60 /* width of a line */
};

void timeline_rows_release(struct timeline_rows *rows)
{
	free(rows->rows);
	*rows = (struct timeline_rows){ 0 };
}

static void add_row(struct timeline_rows *rows, size_t event, bool gap)
{
	*ARRAY_ADD(rows->rows, rows->count, rows->alloc) =
		(struct timeline_row){ event, gap };
}

void timeline_rows_fill(
	struct timeline_rows *rows, const struct timeline *t, bool hits_only)
{
	struct timeline_gap gap;

	rows->count = 0;
	for (size_t i = 0; i < t->count; i++) {
		if ((hits_only && t->events[i].dimmed) || !timeline_is_shown(t, i))
			continue;
		if (timeline_rows_gap(t, i, hits_only, &gap))
			add_row(rows, i, true);
		add_row(rows, i, false);
	}
	if (timeline_rows_gap(t, TIMELINE_NONE, hits_only, &gap))
		add_row(rows, TIMELINE_NONE, true);
}

bool timeline_rows_gap(
	const struct timeline *t, size_t event, bool hits_only, struct timeline_gap *out)
{
	if (event == TIMELINE_NONE ? !timeline_gap_today(t, out)
				   : !timeline_gap_before(t, event, out))
		return false;
	return !hits_only ||
		!(t->events[out->from].dimmed ||
			(event != TIMELINE_NONE && t->events[event].dimmed));
}

void timeline_rows_add_date(const struct edtf *date, int width, struct str *out)
{
	if (width && width < SHORT_MONTH_BELOW)
		edtf_add_brief(out, date);
	else
		edtf_add_words(out, date);
}

void timeline_rows_add_gap(const struct timeline_gap *gap, struct str *out)
{
	bool over = gap->to != TIMELINE_NONE;
	struct str length = STR_INIT;

	calendar_add_gap(&length, &gap->length, false);
	/* TRANSLATORS: "4 years 6 months" */
	str_addf(out, over ? _("%s later") : _("none for %s"), length.buf);
	if (gap->late)
		str_addf(out, " %s", over ? _("(late)") : _("(overdue)"));
	str_release(&length);
}

void timeline_row_text_release(struct timeline_row_text *text)
{
	str_release(&text->date);
	str_release(&text->title);
}

void timeline_row_text_set(struct timeline_row_text *text, const struct events *events,
	struct timeline_row row, int width)
{
	const struct timeline *t = &events->timeline;
	struct timeline_gap gap = { .late = false };

	str_clear(&text->date);
	str_clear(&text->title);
	text->lane = "";
	text->first_lane = !row.gap && t->events[row.event].lane == 0;
	if (!row.gap) {
		timeline_rows_add_date(&t->events[row.event].date, width, &text->date);
		events_add_title(events, row.event, &text->title);
		text->lane = events_lane_name(events, t->events[row.event].lane);
	} else if (timeline_rows_gap(t, row.event, false, &gap)) {
		timeline_rows_add_gap(&gap, &text->title);
	}
	text->late = gap.late;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

static void widen(int *width, const char *text)
{
	int columns = text_width(slice_of(text));

	if (columns > *width)
		*width = columns;
}

void timeline_columns_measure(
	struct timeline_columns *columns, const struct timeline_row_text *text)
{
	widen(&columns->date, text->date.buf);
	widen(&columns->title, text->title.buf);
	widen(&columns->lane, text->lane);
}

void timeline_columns_fit(struct timeline_columns *columns, int width, int other)
{
	struct timeline_columns *c = columns;

	if (!width) {
		c->title = min(c->title, TITLE_MAX);
		return;
	}
	c->date = min(c->date, width < SHORT_MONTH_BELOW ? width / 2 : DATE_MAX);
	c->lane = width < LANE_FROM ? 0 : min(c->lane, TIMELINE_LANE_MAX);
	c->title = width - other - c->date - (c->lane ? c->lane + 2 : 0);
}
