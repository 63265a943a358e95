#include "config.h"

#include "timeline/events.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"

enum {
	PORTION = 128,      /* rows read between two looks at the clock */
	MOST_LANES = 40,    /* of a table; further values share the lane of the table */
	MOST_LABELS = 5000, /* events of the first lane whose labels are measured */
	USUAL_LABEL = 24,   /* columns of labels that are not */
	MOST_LINKS = 64,    /* foreign keys that can name a row and those joined to it */
};

/* A table that gives events. */
struct events_source {
	const struct table *table;
	int date;        /* field */
	int lane;        /* field, or -1 */
	int64_t cadence; /* days, or 0 */
	size_t next;     /* row to be read next */
	size_t lanes;    /* that it has by now */
	size_t rank;     /* place among the sources on the screen */
};

struct events_lane {
	size_t source;
	char *value; /* of the lane field; "" where all share one */
	char *name;
	size_t choice; /* place of the value among the field's choices */
	size_t count;  /* events */
	int place;     /* number of the lane on the timeline, -1 while it has none */
	int next;      /* that it will have with the events now being ordered */
};

/* An event's row and its lane as found. */
struct events_entry {
	struct row_ref row;
	size_t lane;
};

/* Returns the field by which rows of R are dated where the descriptor does not tell, or
 * -1. */
static int date_field(const struct resource *r)
{
	for (size_t i = 0; i < r->field_count; i++) {
		const struct field *field = &r->fields[i];

		if (field->edtf || field->type == FIELD_DATE ||
			field->type == FIELD_YEAR || field->type == FIELD_YEARMONTH ||
			field->type == FIELD_DATETIME)
			return (int)i;
	}
	return -1;
}

static bool any_declared(const struct package *p)
{
	for (size_t i = 0; i < p->table_count; i++)
		if (p->tables[i].schema->timeline)
			return true;
	return false;
}

/* Returns the field by which rows of R are dated, or -1 when they are no events. */
static int event_date(const struct resource *r, bool declared)
{
	if (declared)
		return r->timeline ? r->timeline_date : -1;
	return r->view == VIEW_TAB ? date_field(r) : -1;
}

bool events_any(const struct package *p)
{
	bool declared = any_declared(p);

	for (size_t i = 0; i < p->table_count; i++)
		if (event_date(p->tables[i].schema, declared) >= 0)
			return true;
	return false;
}

/* The table with a cadence stands first, then those that are one lane, then the others.
 */
static int source_class(const struct events_source *s)
{
	if (s->cadence)
		return 0;
	return s->lane < 0 ? 1 : 2;
}

static void rank_sources(struct events *c)
{
	for (size_t i = 0; i < c->source_count; i++)
		for (size_t k = 0; k < c->source_count; k++) {
			int mine = source_class(&c->sources[i]);
			int other = source_class(&c->sources[k]);

			c->sources[i].rank += other < mine || (other == mine && k < i);
		}
}

void events_init(struct events *c, const struct package *p, int64_t today)
{
	bool declared = any_declared(p);

	*c = (struct events){ .package = p, .today = today };
	timeline_init(&c->timeline);
	timeline_sort(&c->timeline, today);
	c->sources = xcalloc(p->table_count, sizeof *c->sources);
	for (size_t i = 0; i < p->table_count; i++) {
		const struct resource *r = p->tables[i].schema;
		int date = event_date(r, declared);

		if (date < 0)
			continue;
		c->sources[c->source_count++] =
			(struct events_source){ .table = &p->tables[i],
				.date = date,
				.lane = r->timeline ? r->timeline_lane : -1,
				.cadence = r->timeline ? r->timeline_cadence : 0 };
	}
	rank_sources(c);
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

/* Returns the place of VALUE among the choices of FIELD; their number when it is none. */
static size_t find_choice(const struct field *field, struct slice value)
{
	size_t i = 0;

	while (i < field->choice_count &&
		!slice_equal(slice_of(field->choices[i].value), value))
		i++;
	return i;
}

static size_t add_lane(struct events *c, size_t source, struct slice value, size_t row)
{
	struct events_source *s = &c->sources[source];
	struct events_lane lane = { .source = source, .place = -1 };
	struct str name;

	str_init(&name);
	if (value.len)
		package_add_field(c->package, s->table, row, (size_t)s->lane, &name);
	else
		str_add(&name, s->table->schema->title);
	if (value.len)
		lane.choice = find_choice(&s->table->schema->fields[s->lane], value);
	else
		lane.choice = SIZE_MAX;
	lane.value = xmemdupz(value.text ? value.text : "", value.len);
	lane.name = str_take(&name);
	s->lanes++;
	c->lanes = array_reserve(
		c->lanes, &c->lane_alloc, c->lane_count + 1, sizeof *c->lanes);
	c->lanes[c->lane_count] = lane;
	return c->lane_count++;
}

/* Returns the lane of the value VALUE of SOURCE, which row ROW has. */
static size_t find_lane(struct events *c, size_t source, struct slice value, size_t row)
{
	for (int more = 0; more < 2; more++) {
		for (size_t i = 0; i < c->lane_count; i++)
			if (c->lanes[i].source == source &&
				slice_equal(slice_of(c->lanes[i].value), value))
				return i;
		if (c->sources[source].lanes < MOST_LANES)
			break;
		value.len = 0;
	}
	return add_lane(c, source, value, row);
}

/* Reads the date in CELL; of a point in time only the day counts. */
static bool read_date(const struct field *field, struct slice cell, struct edtf *out)
{
	const char *time = cell.len ? memchr(cell.text, 'T', cell.len) : NULL;

	if (field->type == FIELD_DATETIME && time)
		cell.len = (size_t)(time - cell.text);
	return edtf_parse(cell, out, NULL, NULL);
}

static void read_row(struct events *c, size_t source, size_t row, struct csvrow *cells)
{
	struct events_source *s = &c->sources[source];
	struct timeline_event event = { .id = (uint32_t)c->entry_count };
	struct slice value = { NULL, 0 };
	size_t lane;

	table_row(s->table, row, cells);
	if (!read_date(&s->table->schema->fields[s->date], cells->cells[s->date],
		    &event.date)) {
		c->undated++;
		return;
	}
	if (s->lane >= 0)
		value = cells->cells[s->lane];
	lane = find_lane(c, source, value, row);
	c->lanes[lane].count++;
	c->entries = array_reserve(
		c->entries, &c->entry_alloc, c->entry_count + 1, sizeof *c->entries);
	c->entries[c->entry_count++] =
		(struct events_entry){ { s->table->number, (uint32_t)row }, lane };
	c->fresh = array_reserve(
		c->fresh, &c->fresh_alloc, c->fresh_count + 1, sizeof *c->fresh);
	c->fresh[c->fresh_count++] = event;
}

/* Returns whether lane A stands above lane B. */
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

static void place_lanes(struct events *c)
{
	for (size_t i = 0; i < c->lane_count; i++) {
		c->lanes[i].next = 0;
		for (size_t k = 0; k < c->lane_count; k++)
			c->lanes[i].next += is_above(c, k, i);
	}
}

/* The events have come in their new order, and with them the lanes. */
static void show_lanes(struct events *c)
{
	for (size_t i = 0; i < c->lane_count; i++) {
		c->lanes[i].place = c->lanes[i].next;
		if (c->lanes[i].place == 0)
			c->timeline.cadence = c->sources[c->lanes[i].source].cadence;
	}
}

static void measure_label(
	struct events *c, struct timeline_event *event, struct str *text)
{
	const struct events_entry *entry = &c->entries[event->id];
	bool many = c->lanes[entry->lane].count > MOST_LABELS;

	event->label = many ? USUAL_LABEL : event->label;
	if (event->label)
		return;
	str_clear(text);
	package_add_label(
		c->package, &c->package->tables[entry->row.table], entry->row.row, text);
	event->label = text_width(slice_of(text->buf));
}

static const struct timeline_event *unsorted_event(const struct events *c, size_t i)
{
	size_t old = c->timeline.count;

	return i < old ? &c->timeline.events[i] : &c->fresh[i - old];
}

/* Begins to sort what was read; no row is read until that is done. */
static void begin_sort(struct events *c)
{
	size_t count = c->timeline.count + c->fresh_count;

	place_lanes(c);
	c->keys = xreallocarray(NULL, count, sizeof *c->keys);
	for (size_t i = 0; i < count; i++) {
		c->keys[i] = timeline_key_of(unsorted_event(c, i));
		c->keys[i].from = (uint32_t)i;
	}
	sort_begin(&c->sort, c->keys, count, sizeof *c->keys, timeline_key_compare, NULL);
	c->sorted = xreallocarray(NULL, count, sizeof *c->sorted);
	c->sorted_count = 0;
	c->sorting = true;
}

/* Continues what begin_sort began: then each event gets its lane, and a label in the
 * first. Returns whether there was time to end it. */
static bool step_sort(struct events *c, int64_t until)
{
	size_t count = c->timeline.count + c->fresh_count;
	struct str text = STR_INIT;
	bool time = sort_step(&c->sort, until);

	while (c->sorted_count < count && time) {
		struct timeline_event *event = &c->sorted[c->sorted_count];

		*event = *unsorted_event(c, c->keys[c->sorted_count].from);
		event->lane = c->lanes[c->entries[event->id].lane].next;
		if (event->lane == 0)
			measure_label(c, event, &text);
		time = ++c->sorted_count % PORTION != 0 || clock_now() < until;
	}
	str_release(&text);
	if (!time)
		return false;
	timeline_replace(&c->timeline, c->sorted, count, (int)c->lane_count, c->today);
	c->sorted = NULL;
	c->fresh_count = 0;
	show_lanes(c);
	end_sort(c);
	c->edition++;
	return true;
}

/* Tells whether what came since the events were last in order is worth the work: all that
 * will come, or as much again. */
static bool is_due(const struct events *c)
{
	bool complete = true;

	for (size_t i = 0; i < c->source_count; i++)
		complete = complete && table_complete(c->sources[i].table);
	if (c->fresh_count == 0)
		return false;
	return complete || c->fresh_count >= c->timeline.count;
}

bool events_step(struct events *c, int64_t until)
{
	struct csvrow cells;
	bool time = true;

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
	}
	csvrow_release(&cells);
	if (!time || !is_due(c))
		return time;
	begin_sort(c);
	return step_sort(c, until);
}

static const struct events_source *find_source(const struct events *c, int number)
{
	for (size_t i = 0; i < c->source_count; i++)
		if (c->sources[i].table->number == number)
			return &c->sources[i];
	return NULL;
}

bool events_reads(const struct events *c, int number)
{
	return find_source(c, number) != NULL;
}

size_t events_date_field(const struct events *c, int number)
{
	const struct events_source *source = find_source(c, number);

	assert(source);
	return (size_t)source->date;
}

const char *events_lane_name(const struct events *c, int lane)
{
	for (size_t i = 0; i < c->lane_count; i++)
		if (c->lanes[i].place == lane)
			return c->lanes[i].name;
	return "";
}

struct row_ref events_row(const struct events *c, size_t event)
{
	return c->entries[c->timeline.events[event].id].row;
}

size_t events_event(const struct events *c, struct row_ref ref)
{
	for (size_t i = 0; i < c->timeline.count; i++) {
		struct row_ref row = events_row(c, i);

		if (row_ref_equal(row, ref))
			return i;
	}
	return TIMELINE_NONE;
}

void events_add_title(const struct events *c, size_t event, struct str *out)
{
	struct row_ref row = events_row(c, event);

	package_add_label(c->package, &c->package->tables[row.table], row.row, out);
}

/* Dims the events of TABLE that are not among its FOUND rows. */
static void dim_table(
	struct events *c, const struct table *table, const struct rowset *found)
{
	struct timeline *t = &c->timeline;
	size_t rows = table_rows(table);
	unsigned char *hits = xcalloc(rows, 1);

	for (size_t i = 0; i < rowset_count(found, rows); i++)
		hits[rowset_at(found, i)] = 1;
	for (size_t i = 0; i < t->count; i++) {
		struct row_ref at = events_row(c, i);

		if (at.table == table->number && !hits[at.row])
			t->events[i].dimmed = true;
	}
	free(hits);
}

void events_dim(struct events *c, const struct search *s)
{
	for (size_t i = 0; i < c->source_count; i++) {
		const struct table *table = c->sources[i].table;

		dim_table(c, table, search_rows(s, table->number));
	}
}

static int compare_rows(const void *left, const void *right)
{
	const uint32_t *a = left;
	const uint32_t *b = right;

	return (*a > *b) - (*a < *b);
}

void events_dim_unrelated(struct events *c, struct row_ref ref)
{
	const struct package *p = c->package;
	struct row_ref root = package_root(p, ref);
	struct row_ref joined[MOST_LINKS];
	struct back_link links[MOST_LINKS];
	size_t joined_count = package_joined_rows(p, root, joined, MOST_LINKS);
	size_t count = package_back_links(p, root, links, MOST_LINKS);

	for (size_t i = 0; i < joined_count; i++)
		count += package_back_links(
			p, joined[i], links + count, MOST_LINKS - count);
	for (size_t i = 0; i < c->timeline.count; i++) {
		struct row_ref at = events_row(c, i);
		bool related = false;

		for (size_t k = 0; k < count && !related; k++)
			related = links[k].table == at.table &&
				bsearch(&at.row, links[k].rows, links[k].count,
					sizeof at.row, compare_rows);
		if (!related)
			c->timeline.events[i].dimmed = true;
	}
}
