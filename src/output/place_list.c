/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/place_list.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/namemap.h"
#include "base/sort.h"
#include "output/json.h"

/* clang-format off */
enum place_column {
	PLACE_NAME, PLACE_AWAY, PLACE_TITLE, PLACE_TABLE, PLACE_KEY, PLACE_LABEL,
	PLACE_LON, PLACE_LAT, PLACE_GROUP, PLACE_DISTANCE, PLACE_DIRECTION, PLACE_COLUMNS
};

static const struct listing_column place_columns[PLACE_COLUMNS] = {
	[PLACE_NAME] = { .name = "name", .title = "Name",
		.use = LISTING_SHOWN, .before = "  ", .most = 48 },
	[PLACE_AWAY] = { .name = "away", .title = "Away", .use = LISTING_SHOWN },
	[PLACE_TITLE] = { .name = "table", .title = "Table",
		.use = LISTING_SHOWN, .style = STYLE_DIM },
	[PLACE_TABLE] = { .name = "table", .title = "Table", .use = LISTING_DATA },
	[PLACE_KEY] = { .name = "key", .title = "Key", .use = LISTING_DATA },
	[PLACE_LABEL] = { .name = "name", .title = "Name", .use = LISTING_DATA },
	[PLACE_LON] = { .name = "longitude", .title = "Longitude",
		.type = LISTING_NUMBER, .use = LISTING_DATA },
	[PLACE_LAT] = { .name = "latitude", .title = "Latitude",
		.type = LISTING_NUMBER, .use = LISTING_DATA },
	[PLACE_GROUP] = { .name = "group", .title = "Group", .use = LISTING_DATA },
	[PLACE_DISTANCE] = { .name = "distance", .title = "Distance in km",
		.type = LISTING_NUMBER, .use = LISTING_DATA },
	[PLACE_DIRECTION] = { .name = "direction", .title = "Direction",
		.use = LISTING_DATA },
};
/* clang-format on */

static const int64_t PLACE_STEP =
	TASK_MS; /* of reading, between two looks at the clock */

/* A place to be listed. */
struct place_item {
	size_t place; /* index into the places */
	double distance;
	size_t group;
};

struct place_group {
	const char *name;
	double nearest; /* of the distances of its places */
};

enum place_phase { PLACE_READING, PLACE_TAKING, PLACE_SORTING, PLACE_DONE };

struct place_list {
	struct listing list;
	struct place_list_options options;
	struct places places;
	struct row_ref *rows; /* those of the options; owned */
	size_t next_row;      /* of them */
	struct place from;
	uint64_t query_change; /* of the search, when the listing was made */
	enum place_phase phase;
	size_t next;              /* place to be taken */
	bool several;             /* places of more than one table were taken */
	struct place_item *items; /* owned */
	size_t alloc;
	struct place_group *groups; /* owned; names in the arena */
	size_t group_count, group_alloc;
	struct namemap group_numbers;
	struct arena arena;
	struct sort sort;
	struct str text; /* scratch */
};

static void place_list_free(struct listing *l)
{
	struct place_list *s = (struct place_list *)l;

	if (s->phase == PLACE_SORTING)
		sort_release(&s->sort);
	places_release(&s->places);
	free(s->rows);
	free(s->items);
	free(s->groups);
	arena_release(&s->arena);
	str_release(&s->text);
	free(s);
}

/* Returns the number of the group of PLACE, which is DISTANCE away. */
static size_t find_group(struct place_list *s, size_t place, double distance)
{
	struct place_group group = { .nearest = distance };
	size_t number;

	str_clear(&s->text);
	places_add_group(&s->places, places_row(&s->places, place), &s->text);
	number = namemap_find(&s->group_numbers, str_slice(&s->text));
	if (number == NAMEMAP_NONE) {
		number = s->group_count;
		group.name = arena_strndup(&s->arena, s->text.buf, s->text.len);
		namemap_add(&s->group_numbers, slice_of(group.name), number, &s->arena);
		*ARRAY_ADD(s->groups, s->group_count, s->group_alloc) = group;
	}
	if (distance < s->groups[number].nearest)
		s->groups[number].nearest = distance;
	return number;
}

/* Compares two items by the nearest place of their groups, then by distance. */
static int compare_items(const void *a, const void *b, const void *context)
{
	const struct place_list *s = context;
	const struct place_item *x = a, *y = b;
	double near_x = s->groups[x->group].nearest, near_y = s->groups[y->group].nearest;

	if (x->group != y->group && near_x != near_y)
		return near_x < near_y ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->distance > y->distance) - (x->distance < y->distance);
}

/* Begins to take the places that were read: what the search has found, and from where
 * distances are measured, is known. */
static void begin_taking(struct place_list *s)
{
	struct places *m = &s->places;
	size_t first = 0;

	if (s->options.search)
		places_dim(m, s->options.search);
	while (first < m->count && m->places[first].dimmed)
		first++;
	if ((s->options.from.table < 0 ||
		    !places_of_row(m, s->options.from, &s->from.lon, &s->from.lat)) &&
		first < m->count)
		s->from = m->places[first];
	s->phase = PLACE_TAKING;
}

/* Returns whether the next place is of one of the rows that are to be listed. */
static bool is_wanted(struct place_list *s)
{
	if (!s->options.rows)
		return true;
	if (s->next_row == s->options.row_count ||
		!row_ref_equal(s->rows[s->next_row], places_row(&s->places, s->next)))
		return false;
	s->next_row++;
	return true;
}

static bool take_places(struct place_list *s, size_t rows)
{
	struct listing *l = &s->list;
	struct places *m = &s->places;

	for (; s->next < m->count && rows; s->next++, rows--) {
		struct place_item item = { .place = s->next };

		if (!is_wanted(s) || m->places[s->next].dimmed)
			continue;
		s->several |= l->rows &&
			m->places[s->items[0].place].source != m->places[s->next].source;
		item.distance = place_distance(&s->from, &m->places[s->next]);
		if (s->options.grouped)
			item.group = find_group(s, s->next, item.distance);
		*ARRAY_ADD(s->items, l->rows, s->alloc) = item;
	}
	return s->next == m->count;
}

static bool place_list_gather(struct listing *l, size_t rows)
{
	struct place_list *s = (struct place_list *)l;
	int64_t until = clock_now() + PLACE_STEP;

	if (s->phase == PLACE_READING && s->places.task.step(&s->places.task, until)) {
		begin_taking(s);
	} else if (s->phase == PLACE_TAKING && take_places(s, rows)) {
		s->phase = s->options.grouped ? PLACE_SORTING : PLACE_DONE;
		if (s->options.grouped)
			sort_begin(&s->sort, s->items, l->rows, sizeof *s->items,
				compare_items, s);
	} else if (s->phase == PLACE_SORTING && sort_step(&s->sort, until)) {
		sort_release(&s->sort);
		s->phase = PLACE_DONE;
	}
	return s->phase == PLACE_DONE;
}

/* Appends how far a place is: "1120 km north-east", "9.5 km south". */
static void add_away(double distance, const char *direction, struct str *out)
{
	if (*direction)
		/* TRANSLATORS: how far a place is, and in which direction */
		str_addf(out, _("%.*f km %s"), distance < 10, distance, _(direction));
}

static void place_list_cell(struct listing *l, size_t row, size_t column, struct str *out)
{
	struct place_list *s = (struct place_list *)l;
	const struct place_item *item = &s->items[row];
	const struct place *place = &s->places.places[item->place];
	struct row_ref ref = places_row(&s->places, item->place);
	const struct table *t = &s->list.package->tables[ref.table];
	const char *direction = place_direction(&s->from, place);

	switch ((enum place_column)column) {
	case PLACE_NAME:
	case PLACE_LABEL:
		package_add_name(s->list.package, ref, out);
		break;
	case PLACE_AWAY:
		add_away(item->distance, direction, out);
		break;
	case PLACE_TITLE:
		if (s->several)
			str_add(out, t->schema->title);
		break;
	case PLACE_TABLE:
		str_add(out, t->schema->name);
		break;
	case PLACE_KEY:
		table_add_key(t, ref.row, out);
		break;
	case PLACE_LON:
		json_add_number(out, place->lon);
		break;
	case PLACE_LAT:
		json_add_number(out, place->lat);
		break;
	case PLACE_GROUP:
		places_add_group(&s->places, ref, out);
		break;
	case PLACE_DISTANCE:
		str_addf(out, "%.1f", item->distance);
		break;
	default:
		str_add(out, direction);
	}
}

static struct row_ref place_list_ref(struct listing *l, size_t row)
{
	const struct place_list *s = (const struct place_list *)l;

	return places_row(&s->places, s->items[row].place);
}

/* The heading of a group, before the first of its places. Where all are in no group there
 * is none. */
static bool place_list_line(struct listing *l, size_t row, struct listing_line *line)
{
	const struct place_list *s = (const struct place_list *)l;
	const struct place_item *items = s->items;
	const char *name;

	if (row == l->rows || !s->options.grouped ||
		(row && items[row - 1].group == items[row].group))
		return false;
	name = s->groups[items[row].group].name;
	if (!*name && s->group_count == 1)
		return false;
	str_add(&line->text, *name ? name : _("Others"));
	line->style = STYLE_HEAD;
	while (row + line->rows < l->rows &&
		items[row + line->rows].group == items[row].group)
		line->rows++;
	return true;
}

static const char *place_list_resume(struct listing *l)
{
	const struct place_list *s = (const struct place_list *)l;

	return s->phase == PLACE_READING && s->options.search &&
			s->options.search->query_change != s->query_change
		? N_("the search was changed meanwhile")
		: NULL;
}

size_t place_list_nowhere(const struct listing *l)
{
	return places_nowhere(&((const struct place_list *)l)->places);
}

struct listing *place_list_new(
	const struct package *p, const struct place_list_options *options)
{
	static const struct listing_kind kind = { .free = place_list_free,
		.cell = place_list_cell,
		.ref = place_list_ref,
		.line = place_list_line,
		.gather = place_list_gather,
		.resume = place_list_resume };
	struct place_list *s = xcalloc(1, sizeof *s);

	s->list = (struct listing){ .kind = &kind,
		.columns = place_columns,
		.count = PLACE_COLUMNS,
		.noun = LISTING_PLACE,
		.layout = LISTING_LINES,
		.package = p };
	s->options = *options;
	if (options->rows) {
		s->rows = xcalloc(options->row_count, sizeof *s->rows);
		for (size_t i = 0; i < options->row_count; i++)
			s->rows[i] = options->rows[i];
	}
	s->query_change = options->search ? options->search->query_change : 0;
	str_init(&s->text);
	places_init(&s->places, p, options->tables, options->count);
	return &s->list;
}
