/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/bali_ext.h"

#include <math.h>
#include <string.h>

#include "base/slice.h"
#include "data/datetime.h"
#include "data/schema.h"
#include "data/value.h"

enum {
	PATH_BYTES = 1024,
	PATH_STEPS = 8,     /* more references in a row than the user follows by eye */
	ANSWER_COLUMNS = 3, /* that are the answer of a table that has none */
};

static const double DAYS_MOST = 1e12; /* of a cadence */

/* Returns the table that field FIELD of R refers to, or NULL. */
static const struct resource *target_of(
	const struct descriptor *d, const struct resource *r, size_t field)
{
	int reference = r->fields[field].reference;

	return reference < 0 ? NULL : &d->resources[r->keys[reference].resource];
}

/*
 * Returns the field of R by which TEXT goes on, and in *LEN the bytes of its name: all of
 * TEXT, or else, for a dot may be part of a name, the longest piece before a dot that is
 * the name of a reference. Returns -1 when there is none.
 */
static int next_step(const struct descriptor *d, const struct resource *r,
	const char *text, size_t *len)
{
	int field = resource_field(r, text);

	*len = strlen(text);
	while (field < 0 || (text[*len] && !target_of(d, r, (size_t)field))) {
		while (*len && text[*len - 1] != '.')
			--*len;
		if (!*len)
			return -1;
		--*len;
		field = resource_find_field(r, (struct slice){ text, *len });
	}
	return field;
}

bool path_find(struct path *out, const struct descriptor *d, const struct resource *r,
	const char *text, struct arena *arena, struct str *err)
{
	size_t fields[PATH_STEPS], count = 0, len = 0;
	const struct resource *table = r, *last = r, *before = NULL;
	const char *rest = text;
	bool found = false, fits = strlen(text) <= PATH_BYTES;
	int field = -1;
	size_t *copy;

	while (fits && !found && count < PATH_STEPS &&
		(field = next_step(d, table, rest, &len)) >= 0) {
		before = last;
		last = table;
		fields[count++] = (size_t)field;
		table = target_of(d, table, (size_t)field);
		found = !rest[len];
		rest += len + 1;
	}
	if (!found) {
		value_add_quoted(err, slice_of(text));
		str_addf(err,
			" is neither a field of table “%s” nor a path through "
			"references to one.",
			r->name);
		return false;
	}
	copy = arena_array(arena, count, sizeof *copy);
	memcpy(copy, fields, count * sizeof *copy);
	*out = (struct path){
		.count = count, .fields = copy, .last = &last->fields[field]
	};
	out->title = out->last->title;
	if (count > 1 && last->label.count == 1 && last->label.last == out->last)
		out->title = before->fields[fields[count - 2]].title;
	return true;
}

void path_add_name(const struct path *path, const struct descriptor *d,
	const struct resource *r, struct str *out)
{
	if (path->gap) {
		str_add(out, "gap");
		return;
	}
	for (size_t i = 0; r && i < path->count; i++) {
		str_addf(out, "%s%s", i ? "." : "", r->fields[path->fields[i]].name);
		r = target_of(d, r, path->fields[i]);
	}
}

/* Makes OUT the path of the one field FIELD of R; NUMBER, which has to live as long, holds
 * that number. */
static void set_field(
	struct path *out, const struct resource *r, size_t field, size_t *number)
{
	*number = field;
	*out = (struct path){ .count = 1,
		.fields = number,
		.last = &r->fields[field],
		.title = r->fields[field].title };
}

void bali_ext_add_columns(struct descriptor *d, struct resource *r, size_t from)
{
	size_t count = r->column_count;
	struct path *columns =
		arena_array(&d->arena, count + r->field_count - from, sizeof *columns);
	size_t *numbers = arena_array(&d->arena, r->field_count - from, sizeof *numbers);

	if (count)
		memcpy(columns, r->columns, count * sizeof *columns);
	for (size_t i = from; i < r->field_count; i++)
		set_field(&columns[count++], r, i, &numbers[i - from]);
	r->columns = columns;
	r->column_count = count;
}

/* Makes the answer of R its first columns that are neither label nor key. A number, or yes
 * or no, says nothing without the title of its field. */
static void answer_by_columns(struct descriptor *d, struct resource *r)
{
	struct phrase *phrases = arena_array(&d->arena, ANSWER_COLUMNS, sizeof *phrases);

	r->answer = phrases;
	for (size_t i = 0; i < r->column_count && r->answer_count < ANSWER_COLUMNS; i++) {
		const struct path *column = &r->columns[i];
		enum field_type type = column->last->type;
		bool bare = type == FIELD_INTEGER || type == FIELD_NUMBER ||
			type == FIELD_BOOLEAN;
		struct phrase_part *part;

		if (column->last == r->label.last ||
			(column->count == 1 && resource_in_key(r, column->fields[0])))
			continue;
		part = arena_array(&d->arena, 1, sizeof *part);
		part->text = bare ? arena_printf(&d->arena, "%s: ", column->title) : "";
		part->path = *column;
		phrases[r->answer_count++] = (struct phrase){ part, 1, { .count = 0 } };
	}
}

void bali_ext_guess(struct descriptor *d, struct resource *r)
{
	if (r->field_count)
		set_field(&r->label, r, 0, arena_array(&d->arena, 1, sizeof(size_t)));
	bali_ext_add_columns(d, r, 0);
	answer_by_columns(d, r);
}

/* Finds the path TEXT of R into OUT, or reports a fault of the property KEY. */
static bool find_path(struct reader *rd, struct path *out, const struct resource *r,
	const char *text, const char *key)
{
	struct str err = STR_INIT;
	bool found = path_find(out, rd->out, r, text, &rd->out->arena, &err);

	if (!found)
		reader_fault(rd, "In “%s” of “bali”: %s", key, err.buf);
	str_release(&err);
	return found;
}

/* Returns ENTRY when that is a text, or the text KEY of it, an object; NULL for all else. */
static const char *read_text(struct reader *rd, const json_t *entry, const char *key)
{
	return json_is_string(entry) ? json_string_value(entry)
				     : reader_text(rd, entry, key, NULL);
}

/* Returns the number of the field that the property KEY of OBJECT names, or -1. */
static int read_field(struct reader *rd, const struct resource *r, const json_t *object,
	const char *key)
{
	const char *name = reader_text(rd, object, key, NULL);
	const size_t *field = name ? schema_find_fields(rd, r, &name, 1, key) : NULL;

	return field ? (int)*field : -1;
}

/* Reads ENTRY, an object in "columns" of R, into OUT; false after a fault. */
static bool read_column(struct reader *rd, const struct resource *r, const json_t *entry,
	struct path *out)
{
	const char *text = reader_text(rd, entry, "field", NULL);
	const char *unless = reader_text(rd, entry, "unless", NULL);
	struct path other;

	if (reader_flag(rd, entry, "gap", false)) {
		if (!r->timeline || text) {
			reader_fault(rd,
				text ? "A column has either a “field” or a “gap”. It is "
				       "ignored."
				     : "A column with a “gap” needs a “timeline” "
				       "with a “date”. It is ignored.");
			return false;
		}
		set_field(out, r, (size_t)r->timeline_date,
			arena_array(&rd->out->arena, 1, sizeof(size_t)));
		out->title = "Gap";
		out->gap = true;
	} else if (!text) {
		reader_at(rd, entry, NULL);
		reader_fault(rd,
			"An object in “columns” needs a “field” or a “gap”. It is "
			"ignored.");
		return false;
	} else if (!find_path(rd, out, r, text, "columns")) {
		return false;
	}
	out->heading = reader_text(rd, entry, "short", NULL);
	if (unless && find_path(rd, &other, r, unless, "unless")) {
		struct path *copy = arena_array(&rd->out->arena, 1, sizeof *copy);

		*copy = other;
		out->unless = copy;
	}
	return true;
}

/* Reads "columns". When every column is wrong, all fields are better than none. */
static void read_columns(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *list = reader_member(rd, bali, "columns", JSON_ARRAY);
	size_t count = json_array_size(list);
	struct path *columns = arena_array(&rd->out->arena, count, sizeof *columns);

	r->columns = columns;
	for (size_t i = 0; i < count; i++) {
		struct path *column = &columns[r->column_count];
		const json_t *entry = json_array_get(list, i);
		const char *text;

		if (json_is_object(entry)) {
			r->column_count += read_column(rd, r, entry, column);
			continue;
		}
		text = reader_item(rd, list, i, "columns");
		if (text && find_path(rd, column, r, text, "columns"))
			r->column_count++;
	}
	if (!r->column_count)
		bali_ext_add_columns(rd->out, r, 0);
}

/*
 * Reads the value TEXT of a phrase, what is between its braces, into PART: a path, or a
 * path to a boolean and what is read for true and for false. Returns false, perhaps after
 * a fault, when it is neither.
 */
static bool read_value(
	struct reader *rd, const struct resource *r, char *text, struct phrase_part *part)
{
	char *yes = strchr(text, '|');
	char *no = yes ? strchr(yes + 1, '|') : NULL;

	if (yes && (!no || strchr(no + 1, '|')))
		return false;
	if (yes) {
		*yes++ = *no++ = '\0';
		part->if_true = *yes ? yes : NULL;
		part->if_false = *no ? no : NULL;
	}
	return find_path(rd, &part->path, r, text, "answer") &&
		(!yes || part->path.last->type == FIELD_BOOLEAN);
}

/* Reads TEXT, such as "in {region.name} since {from}", into OUT; returns false as
 * read_value does. */
static bool read_phrase(
	struct reader *rd, const struct resource *r, const char *text, struct phrase *out)
{
	struct arena *arena = &rd->out->arena;
	struct phrase_part *parts = arena_array(arena, strlen(text) + 1, sizeof *parts);

	out->parts = parts;
	while (*text) {
		struct phrase_part *part = &parts[out->part_count++];
		size_t len = strcspn(text, "{}");

		part->text = arena_strndup(arena, text, len);
		text += len;
		if (!*text)
			break;
		len = strcspn(text + 1, "{}");
		if (*text == '}' || text[len + 1] != '}' ||
			!read_value(rd, r, arena_strndup(arena, text + 1, len), part))
			return false;
		text += len + 2;
	}
	return out->part_count > 0;
}

/* Reads "answer": each entry is a phrase, or an object with a phrase as "text" and a path
 * as "unless". */
static void read_answer(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *list = reader_member(rd, bali, "answer", JSON_ARRAY);
	size_t count = json_array_size(list);
	struct phrase *phrases = arena_array(&rd->out->arena, count, sizeof *phrases);

	r->answer = phrases;
	for (size_t i = 0; i < count; i++) {
		const json_t *entry = json_array_get(list, i);
		const char *unless = reader_text(rd, entry, "unless", NULL);
		const char *text = read_text(rd, entry, "text");
		struct phrase phrase = { .parts = NULL };

		reader_at(rd, entry, list);
		if (!text || !read_phrase(rd, r, text, &phrase))
			reader_fault(rd,
				"Phrase %zu of “answer” must be a text with fields in "
				"braces, such as “since {from}”, or, for a boolean "
				"field, “{open|open|closed}”. It is ignored.",
				i + 1);
		else if (!unless || find_path(rd, &phrase.unless, r, unless, "answer"))
			phrases[r->answer_count++] = phrase;
	}
	r->answered = r->answer_count > 0;
	if (!r->answered)
		answer_by_columns(rd->out, r);
}

/* Returns the field that entry I of LIST, the property KEY, is or has, or NULL after a
 * fault. */
static const size_t *read_entry(struct reader *rd, const struct resource *r,
	const json_t *list, size_t i, const char *key)
{
	const json_t *entry = json_array_get(list, i);
	const char *name = read_text(rd, entry, "field");

	reader_at(rd, entry, list);
	if (name)
		return schema_find_fields(rd, r, &name, 1, key);
	reader_fault(rd,
		"Entry %zu of “%s” must be a field, or an object with a “field”. It is "
		"ignored.",
		i + 1, key);
	return NULL;
}

/* Reads the property KEY: each entry is the name of a field, or an object with a field
 * and the one value of it that is meant. Their number is *COUNT. */
static const struct field_value *read_values(struct reader *rd, struct resource *r,
	const json_t *bali, const char *key, size_t *count)
{
	const json_t *list = reader_member(rd, bali, key, JSON_ARRAY);
	struct field_value *values =
		arena_array(&rd->out->arena, json_array_size(list), sizeof *values);

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *entry = json_array_get(list, i);
		const size_t *field = read_entry(rd, r, list, i, key);

		if (field)
			values[(*count)++] = (struct field_value){ *field,
				reader_text(rd, entry, "value", NULL) };
	}
	return values;
}

/* Reads what a record shows of the rows of R, and of those that refer to it: "inline",
 * "note", "first", "called", "language", "mentions" and "summary". */
static void read_record(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *list = reader_member(rd, bali, "inline", JSON_ARRAY);
	struct arena *arena = &rd->out->arena;
	struct inline_field *fields =
		arena_array(arena, json_array_size(list), sizeof *fields);
	struct mention *mentions;

	r->inline_fields = fields;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *entry = json_array_get(list, i);
		const size_t *field = read_entry(rd, r, list, i, "inline");

		if (field)
			fields[r->inline_count++] = (struct inline_field){ *field,
				read_field(rd, r, entry, "by") };
	}
	list = reader_member(rd, bali, "mentions", JSON_ARRAY);
	mentions = arena_array(arena, json_array_size(list), sizeof *mentions);
	r->mentions = mentions;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *entry = json_array_get(list, i);
		const size_t *field = read_entry(rd, r, list, i, "mentions");
		const char *text = reader_text(rd, entry, "text", NULL);
		bool shown = reader_flag(rd, entry, "shown", true);

		reader_at(rd, entry, list);
		if (field && ((!text && shown) || r->fields[*field].reference < 0))
			reader_fault(rd,
				"Entry %zu of “mentions” must have a “text”, and a "
				"“field” that refers to rows. It is ignored.",
				i + 1);
		else if (field)
			mentions[r->mention_count++] = (struct mention){ *field, text,
				reader_flag(rd, entry, "partial", false),
				reader_text(rd, entry, "known", NULL), !shown };
	}
	r->notes = read_values(rd, r, bali, "note", &r->note_count);
	r->first = read_values(rd, r, bali, "first", &r->first_count);
	r->called = read_values(rd, r, bali, "called", &r->called_count);
	r->language = read_field(rd, r, bali, "language");
	r->summary = read_field(rd, r, bali, "summary");
}

/* Reads "joins": two fields that each refer to one row, or lists of such fields. */
static void read_joins(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *list = reader_member(rd, bali, "joins", JSON_ARRAY);
	bool right = json_array_size(list) == 2;

	for (size_t i = 0; i < 2 && right; i++) {
		const json_t *side = json_array_get(list, i);
		bool several = json_is_array(side);
		size_t count = several ? json_array_size(side) : 1;

		right = count > 0 && count <= JOIN_FIELDS;
		for (size_t k = 0; k < count && right; k++) {
			const size_t *field = read_entry(
				rd, r, several ? side : list, several ? k : i, "joins");
			int key = field ? r->fields[*field].reference : -1;

			right = key >= 0 && !r->keys[key].list;
			r->joins[i][k] = key;
			r->joins[i][k + 1] = -1;
		}
	}
	if (list && !right) {
		reader_fault(rd,
			"“joins” must be two fields that each refer to one row, or lists "
			"of at most %d such fields. It is ignored.",
			JOIN_FIELDS);
		r->joins[0][0] = r->joins[1][0] = -1;
	}
}

/* Reads "timeline" and "period". Without a date an event has no position in time;
 * without a lane all events share one. A period that began at no known time holds on no
 * day. */
static void read_times(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *timeline = reader_member(rd, bali, "timeline", JSON_OBJECT);
	const json_t *period = reader_member(rd, bali, "period", JSON_OBJECT);
	const char *cadence;
	double days;

	if (timeline) {
		r->timeline_date = read_field(rd, r, timeline, "date");
		r->timeline_lane = read_field(rd, r, timeline, "lane");
		r->timeline = r->timeline_date >= 0;
		reader_at(rd, timeline, bali);
		if (!r->timeline)
			reader_fault(rd,
				"“timeline” needs the field of the “date”. It is "
				"ignored.");
	}
	cadence = reader_text(rd, timeline, "cadence", NULL);
	if (cadence && !strpbrk(cadence, "-T") &&
		datetime_read_duration(slice_of(cadence), &days) && days < DAYS_MOST)
		r->timeline_cadence = llround(days);
	else if (cadence)
		reader_fault(rd,
			"The cadence “%s” is not a duration of years, months, weeks and "
			"days, such as P2Y. It is ignored.",
			cadence);
	if (period) {
		r->period_from = read_field(rd, r, period, "from");
		r->period_to = read_field(rd, r, period, "to");
		reader_at(rd, period, bali);
		if (r->period_from < 0)
			reader_fault(
				rd, "“period” needs the field “from”. It is ignored.");
	}
}

/* Reads "map": where the rows are, and what their places are grouped by. A latitude without
 * a longitude is no place. */
static void read_map(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *map = reader_member(rd, bali, "map", JSON_OBJECT);
	const char *group = reader_text(rd, map, "group", NULL);

	r->map_point = read_field(rd, r, map, "point");
	r->map_latitude_first = reader_flag(rd, map, "latitude_first", false);
	r->map_latitude = read_field(rd, r, map, "latitude");
	r->map_longitude = read_field(rd, r, map, "longitude");
	if ((r->map_latitude < 0) != (r->map_longitude < 0)) {
		reader_at(rd, map, bali);
		reader_fault(rd,
			"“map” needs both the field of the “latitude” and that of the "
			"“longitude”. They are ignored.");
		r->map_latitude = r->map_longitude = -1;
	}
	if (group)
		find_path(rd, &r->map_group, r, group, "map");
}

/* Reads "counts": each entry is a path, or an object with a path as "field", and perhaps
 * its "title", and the one "value" that is meant. */
static void read_counts(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *list = reader_member(rd, bali, "counts", JSON_ARRAY);
	size_t count = json_array_size(list);
	struct counted *counts = arena_array(&rd->out->arena, count, sizeof *counts);

	r->counted = counts;
	for (size_t i = 0; i < count; i++) {
		const json_t *entry = json_array_get(list, i);
		const char *text = read_text(rd, entry, "field");
		struct counted c = {
			.value = reader_text(rd, entry, "value", NULL),
			.title = reader_text(rd, entry, "title", NULL),
		};

		reader_at(rd, entry, list);
		if (!text || (c.value && !c.title))
			reader_fault(rd,
				"Entry %zu of “counts” must be a field, or an object "
				"with a “field” and, where it has a “value”, a "
				"“title”. It is ignored.",
				i + 1);
		else if (find_path(rd, &c.path, r, text, "counts"))
			counts[r->counted_count++] = c;
	}
}

/* Reads "outlines": the field with the shapes of the land, and to how many degrees they are
 * right. Such a table is no list to be browsed. */
static void read_outlines(struct reader *rd, struct resource *r, const json_t *bali)
{
	const json_t *outlines = reader_member(rd, bali, "outlines", JSON_OBJECT);

	if (!outlines)
		return;
	r->outlines = read_field(rd, r, outlines, "shape");
	r->outlines_tolerance = read_field(rd, r, outlines, "tolerance");
	if (r->outlines >= 0 && r->fields[r->outlines].type == FIELD_GEOJSON) {
		r->view = VIEW_LOOKUP;
		return;
	}
	reader_at(rd, outlines, bali);
	reader_fault(rd, "“outlines” needs a geojson field as “shape”. It is ignored.");
	r->outlines = -1;
}

/* Of a table without a schema only the view is known before its file is read. */
void bali_ext_read(struct reader *rd, size_t table)
{
	struct resource *r = &rd->out->resources[table];
	const json_t *bali = rd->tables[table].bali;
	static const char *const views[] = {
		[VIEW_TAB] = "tab", [VIEW_LOOKUP] = "lookup", [VIEW_OVERVIEW] = "overview"
	};
	const char *view = reader_text(rd, bali, "view", "tab");
	size_t number = 0;

	while (number < sizeof views / sizeof *views && strcmp(view, views[number]) != 0)
		number++;
	if (number < sizeof views / sizeof *views)
		r->view = (enum resource_view)number;
	else
		reader_fault(rd,
			"Unknown view “%s”. The table gets a tab. The views are tab, "
			"lookup and overview.",
			view);
	if (r->guessed)
		return;
	read_times(rd, r, bali);
	read_map(rd, r, bali);
	read_columns(rd, r, bali);
	read_answer(rd, r, bali);
	read_record(rd, r, bali);
	read_joins(rd, r, bali);
	read_counts(rd, r, bali);
	read_outlines(rd, r, bali);
	/* A list names several rows, so it does not show of which one this is a name. */
	r->names = reader_flag(rd, bali, "names", false);
	for (size_t i = 0; r->names && i < r->foreign_count && r->names_key < 0; i++)
		if (!r->keys[i].list)
			r->names_key = (int)i;
	if (r->names && r->names_key < 0) {
		r->names = false;
		reader_fault(
			rd, "“names” needs a foreign key to the rows that are named.");
	}
}

/*
 * The default label is the first string that is neither a date nor one of a few choices nor a
 * reference nor part of the key, else the key. A table without fields has no label: its rows
 * are called by their numbers.
 */
void bali_ext_read_label(struct reader *rd, size_t table)
{
	struct resource *r = &rd->out->resources[table];
	const char *text;
	size_t n = 0;

	if (r->guessed)
		return;
	text = reader_text(rd, rd->tables[table].bali, "label", NULL);
	if ((text && find_path(rd, &r->label, r, text, "label")) || !r->field_count)
		return;
	while (n < r->field_count &&
		(r->fields[n].type != FIELD_STRING || r->fields[n].edtf ||
			r->fields[n].choices_closed || r->fields[n].reference >= 0 ||
			resource_in_key(r, n)))
		n++;
	if (n == r->field_count)
		n = r->key_count ? r->key[0] : 0;
	set_field(&r->label, r, n, arena_array(&rd->out->arena, 1, sizeof(size_t)));
}
