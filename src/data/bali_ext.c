#include "config.h"

#include "data/bali_ext.h"

#include <string.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/json.h"
#include "data/path.h"
#include "data/schema.h"

/* Returns the field by which a row is called when nothing is said of it. */
static size_t default_label(const struct resource *r)
{
	for (size_t i = 0; i < r->field_count; i++)
		if (r->fields[i].type == FIELD_STRING && !r->fields[i].edtf &&
			r->fields[i].reference < 0 && !resource_in_key(r, i))
			return i;
	return r->key_count ? r->key[0] : 0;
}

/* Finds the path TEXT of R; tells the fault of KEY otherwise. */
static bool find_path(struct reader *rd, struct path *out, const struct resource *r,
	const char *text, const char *key)
{
	struct str err;
	bool found;

	str_init(&err);
	found = path_find(out, rd->out, r, text, &rd->out->arena, &err);
	if (!found)
		reader_fault(rd, "In \"%s\" of \"bali\": %s", key, err.buf);
	str_release(&err);
	return found;
}

/* A table without a field has no label: its rows are called by their number. */
static void read_label(struct reader *rd, struct resource *r, const json_t *bali)
{
	const char *text = reader_text(rd, bali, "label", NULL);

	if (text && find_path(rd, &r->label, r, text, "label"))
		return;
	if (r->field_count)
		path_set_field(&r->label, r, default_label(r), &rd->out->arena);
}

static void show_all_columns(struct descriptor *d, struct resource *r)
{
	struct path *columns = arena_array(&d->arena, r->field_count, sizeof *columns);

	for (size_t i = 0; i < r->field_count; i++)
		path_set_field(&columns[i], r, i, &d->arena);
	r->columns = columns;
	r->column_count = r->field_count;
}

/* When every column is wrong, all fields are better than none. */
static void read_columns(struct reader *rd, struct resource *r, const json_t *bali)
{
	size_t count;
	const char *const *texts = reader_texts(rd, bali, "columns", &count);
	struct path *columns = arena_array(&rd->out->arena, count, sizeof *columns);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (find_path(rd, &columns[kept], r, texts[i], "columns"))
			kept++;
	r->columns = columns;
	r->column_count = kept;
	if (!kept)
		show_all_columns(rd->out, r);
}

static void read_in_place(struct reader *rd, struct resource *r, const json_t *bali)
{
	size_t count;
	const char *const *names = reader_texts(rd, bali, "inline", &count);
	size_t *fields = arena_array(&rd->out->arena, count, sizeof *fields);

	for (size_t i = 0; i < count; i++) {
		const size_t *field = schema_find_fields(rd, r, &names[i], 1, "inline");

		if (field)
			fields[r->in_place_count++] = *field;
	}
	r->inline_fields = fields;
}

/* The names stand in the order of the enum. */
static void read_view(struct reader *rd, struct resource *r, const json_t *bali)
{
	static const char *const names[] = {
		[VIEW_TAB] = "tab", [VIEW_LOOKUP] = "lookup", [VIEW_OVERVIEW] = "overview"
	};
	const char *name = reader_text(rd, bali, "view", "tab");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(name, names[i]) == 0) {
			r->view = (enum resource_view)i;
			return;
		}
	}
	reader_fault(rd,
		"There is no view \"%s\", only tab, lookup and overview; it is shown as "
		"tab.",
		name);
}

/* A list names several rows, so it cannot say of which one this is a name. */
static void read_names(struct reader *rd, struct resource *r, const json_t *bali)
{
	r->names = reader_flag(rd, bali, "names", false);
	for (size_t i = 0; r->names && i < r->foreign_count && r->names_key < 0; i++)
		if (!r->keys[i].list)
			r->names_key = (int)i;
	if (r->names && r->names_key < 0) {
		r->names = false;
		reader_fault(rd,
			"Its rows are to be names of the rows that they refer to, but it "
			"has no foreign key.");
	}
}

/* Returns the number of the field that the member KEY of OBJECT names, or -1. */
static int named_field(struct reader *rd, const struct resource *r, const json_t *object,
	const char *key)
{
	const char *name = reader_text(rd, object, key, NULL);
	const size_t *field = name ? schema_find_fields(rd, r, &name, 1, key) : NULL;

	return field ? (int)*field : -1;
}

/* Without a date there is nothing to place; without a lane all events share one. */
static void read_timeline(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *timeline = reader_member(rd, bali, "timeline", JSON_OBJECT);
	const char *cadence;

	if (!timeline)
		return;
	r->timeline_date = named_field(rd, r, timeline, "date");
	r->timeline_lane = named_field(rd, r, timeline, "lane");
	r->timeline = r->timeline_date >= 0;
	reader_at(rd, timeline, bali);
	if (!r->timeline)
		reader_fault(rd,
			"\"timeline\" needs the field of the \"date\"; it is left out.");
	cadence = reader_text(rd, timeline, "cadence", NULL);
	if (cadence && !calendar_parse_duration(slice_of(cadence), &r->timeline_cadence))
		reader_fault(rd,
			"The cadence \"%s\" is no duration of years, months, weeks and "
			"days, such as P2Y; it is left out.",
			cadence);
}

/* What began at no known time cannot be told to hold on a day. */
static void read_period(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *period = reader_member(rd, bali, "period", JSON_OBJECT);

	if (!period)
		return;
	r->period_from = named_field(rd, r, period, "from");
	r->period_to = named_field(rd, r, period, "to");
	reader_at(rd, period, bali);
	if (r->period_from < 0)
		reader_fault(rd, "\"period\" needs the field \"from\"; it is left out.");
}

/* Of a table without a schema only the view can be told before its file is read. */
void bali_ext_read(struct reader *rd, size_t number)
{
	struct resource *r = &rd->out->resources[number];
	const json_t *bali =
		reader_member(rd, rd->tables[number].resource, "bali", JSON_OBJECT);

	read_view(rd, r, bali);
	if (r->guessed)
		return;
	read_label(rd, r, bali);
	read_columns(rd, r, bali);
	read_in_place(rd, r, bali);
	read_names(rd, r, bali);
	read_timeline(rd, r, bali);
	read_period(rd, r, bali);
}

/* Titles come last: a column may run through a table whose label is read later. */
void bali_ext_set_titles(struct descriptor *d)
{
	for (size_t i = 0; i < d->resource_count; i++) {
		struct resource *r = &d->resources[i];
		/* The arena is ours: columns are const for those who read them later. */
		struct path *columns =
			arena_array(&d->arena, r->column_count, sizeof *columns);

		for (size_t j = 0; j < r->column_count; j++) {
			columns[j] = r->columns[j];
			path_set_title(&columns[j], d, r);
		}
		r->columns = columns;
		if (r->label.count)
			path_set_title(&r->label, d, r);
	}
}

void bali_ext_guess(struct descriptor *d, struct resource *r)
{
	if (r->field_count)
		path_set_field(&r->label, r, 0, &d->arena);
	show_all_columns(d, r);
}
