/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "data/reading.h"
#include "data/table.h"
#include "data/value.h"
#include "map/shape.h"

enum {
	PLACES_PORTION = 64, /* rows read between two looks at the clock */
	PLACES_SAMPLE = 100, /* rows by which it shows whether columns are places */
};

static const double EARTH_RADIUS = 6371.0088;       /* km, the mean one of the IUGG */
static const double RADIANS = 0.017453292519943295; /* of a degree */

enum way_kind {
	WAY_UNKNOWN, /* not looked at yet */
	WAY_NONE,
	WAY_POINT, /* a geopoint */
	WAY_TEXT,  /* two numbers with a comma between */
	WAY_SHAPE, /* a geojson */
	WAY_PAIR,  /* a latitude and a longitude */
	WAY_KEYS,  /* the place of the row referred to */
};

/* How the rows of a table come to their places. */
struct place_way {
	enum way_kind kind;
	size_t field;     /* of the point, the shape or the longitude */
	size_t latitude;  /* field of the latitude of a pair */
	bool swapped;     /* of a text: the latitude comes first */
	bool provisional; /* the first rows are not known yet */
};

static bool in_range(double lon, double lat)
{
	return fabs(lon) <= 180 && fabs(lat) <= 90;
}

/* Reads TEXT as a number of F, which may be of any type. */
static bool read_degrees(const struct field *f, struct slice text, double *out)
{
	if (f->type == FIELD_NUMBER || f->type == FIELD_INTEGER)
		return value_number(f, text, out) && isfinite(*out);
	return value_plain_number(slice_trim(text), out) && isfinite(*out);
}

/* Reads TEXT as two numbers with a comma between them. */
static bool read_two(struct slice text, double *a, double *b)
{
	const char *comma = text.len ? memchr(text.text, ',', text.len) : NULL;
	size_t len = comma ? (size_t)(comma - text.text) : 0;

	return comma && value_plain_number(slice_trim(slice_part(text, 0, len)), a) &&
		value_plain_number(slice_trim(slice_from(text, len + 1)), b);
}

/* Reads the place of the row of T with the cells CELLS by WAY, which is not by keys. */
static bool read_place(const struct table *t, const struct place_way *way,
	const struct slice *cells, double *lon, double *lat)
{
	const struct field *fields = t->schema->fields;
	struct slice text = cells[way->field];
	double x, y, swap;
	bool ok = false;

	switch (way->kind) {
	case WAY_POINT:
		ok = value_point(&fields[way->field], text, &x, &y);
		break;
	case WAY_TEXT:
		ok = read_two(text, &x, &y);
		if (ok && way->swapped) {
			swap = x;
			x = y;
			y = swap;
		}
		break;
	case WAY_SHAPE:
		ok = shape_read_point(text, &x, &y);
		break;
	case WAY_PAIR:
		ok = read_degrees(reading_of(t, way->field), text, &x) &&
			read_degrees(
				reading_of(t, way->latitude), cells[way->latitude], &y);
		break;
	default:
		break;
	}
	if (!ok || !in_range(x, y))
		return false;
	*lon = x;
	*lat = y;
	return true;
}

/* --- how a table comes to its places --- */

/* Returns whether NAME, without its case and punctuation, is one of NAMES, up to NULL. */
static bool is_called(const char *name, const char *const *names)
{
	char plain[20];
	size_t len = 0;

	for (; *name && len + 1 < sizeof plain; name++)
		if (*name != '_' && *name != '-' && *name != ' ')
			plain[len++] =
				(char)(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name);
	plain[len] = '\0';
	while (*names && (*name || strcmp(plain, *names) != 0))
		names++;
	return *names != NULL;
}

/* Returns the only field of R that is called so, or -1. */
static int field_called(const struct resource *r, const char *const *names)
{
	int found = -1;

	for (size_t i = 0; i < r->field_count; i++) {
		if (!is_called(r->fields[i].name, names))
			continue;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	return found;
}

/* Returns whether no first row of T contradicts WAY: of each, the cells are empty or its
 * place; and not all are empty. Of a text it also shows which number comes first, when one
 * is too large for a latitude. Without a row yet it is not known, but taken for true. */
static bool fits_sample(const struct table *t, struct place_way *way)
{
	size_t rows = table_rows(t), found = 0, first = 0, last = 0;
	struct csvrow row;
	bool fits = true;
	double x, y;

	way->provisional = !rows;
	csvrow_init(&row);
	for (size_t i = 0; i < rows && i < PLACES_SAMPLE && fits; i++) {
		struct slice cell;

		table_row(t, i, &row);
		cell = row.cells[way->field];
		if (!cell.len && (way->kind == WAY_TEXT || !row.cells[way->latitude].len))
			continue;
		found++;
		if (way->kind == WAY_TEXT) {
			fits = read_two(cell, &x, &y);
			first += fits && fabs(x) > 90;
			last += fits && fabs(y) > 90;
			fits = fits && (in_range(x, y) || in_range(y, x));
		} else {
			fits = read_place(t, way, row.cells, &x, &y);
		}
	}
	csvrow_release(&row);
	if (way->kind == WAY_TEXT) {
		fits = fits && rows && !first != !last;
		way->swapped = last > 0;
	}
	return fits && (found || !rows);
}

/* Finds the fields of T that are a place by their names: as geographers write them, not x
 * and y, which are anything. Their values have to be such, too. */
static bool find_by_name(const struct table *t, struct place_way *way)
{
	static const char *const latitudes[] = { "lat", "latitude", "latitudedeg",
		"decimallatitude", NULL };
	static const char *const longitudes[] = { "lon", "lng", "long", "longitude",
		"longitudedeg", "decimallongitude", NULL };
	static const char *const points[] = { "coordinates", NULL };
	const struct resource *r = t->schema;
	int latitude = field_called(r, latitudes);
	int longitude = field_called(r, longitudes);
	int point = field_called(r, points);

	if (latitude >= 0 && longitude >= 0) {
		*way = (struct place_way){ WAY_PAIR, (size_t)longitude, (size_t)latitude,
			false, false };
		if (fits_sample(t, way))
			return true;
	}
	if (point < 0)
		return false;
	*way = (struct place_way){ WAY_TEXT, (size_t)point, 0, false, false };
	return fits_sample(t, way);
}

/* Finds how the rows of T come to places of their own. */
static struct place_way find_own(const struct table *t)
{
	const struct resource *r = t->schema;
	struct place_way way = { .kind = WAY_NONE };

	if (r->map_point >= 0) {
		enum field_type type = r->fields[r->map_point].type;

		way.kind = type == FIELD_GEOPOINT ? WAY_POINT
			: type == FIELD_GEOJSON   ? WAY_SHAPE
						  : WAY_TEXT;
		way.field = (size_t)r->map_point;
		way.swapped = r->map_latitude_first;
		return way;
	}
	if (r->map_latitude >= 0)
		return (struct place_way){ WAY_PAIR, (size_t)r->map_longitude,
			(size_t)r->map_latitude, false, false };
	for (size_t i = 0; i < r->field_count; i++) {
		const struct field *f = &r->fields[i];

		if (f->type == FIELD_GEOPOINT)
			return (struct place_way){ WAY_POINT, i, 0, false, false };
		if (f->type == FIELD_GEOJSON && way.kind == WAY_NONE &&
			strcmp(f->format, "topojson") != 0) {
			way.kind = WAY_SHAPE;
			way.field = i;
		}
	}
	if (way.kind == WAY_NONE && !find_by_name(t, &way))
		way = (struct place_way){ .kind = WAY_NONE,
			.provisional = way.provisional };
	return way;
}

/* Returns whether foreign key K of R leads a row to one other row. */
static bool is_single(const struct resource *r, size_t k)
{
	return !r->keys[k].list && r->fields[r->keys[k].fields[0]].reference == (int)k;
}

/* Returns whether the rows of T can be placed by the rows that they refer to. */
static bool find_keys(const struct package *p, const struct table *t)
{
	const struct resource *r = t->schema;

	for (size_t k = 0; k < r->foreign_count; k++)
		if (is_single(r, k) && r->keys[k].resource != t->number &&
			find_own(&p->tables[r->keys[k].resource]).kind != WAY_NONE)
			return true;
	return false;
}

static struct place_way find_way(const struct package *p, int table)
{
	struct place_way way = find_own(&p->tables[table]);

	if (way.kind == WAY_NONE && find_keys(p, &p->tables[table]))
		way.kind = WAY_KEYS;
	return way;
}

bool places_any(const struct package *p, int number)
{
	return find_way(p, number).kind != WAY_NONE;
}

size_t places_tables(const struct package *p, int *out)
{
	size_t count = 0;

	for (size_t i = 0; i < p->table_count && count < PLACES_TABLES; i++)
		if (p->tables[i].schema->view == VIEW_TAB && places_any(p, (int)i))
			out[count++] = (int)i;
	return count;
}

size_t places_found_tables(const struct package *p, const struct search *s, int *out)
{
	size_t count = places_tables(p, out);

	for (size_t i = 0; i < count; i++)
		if (search_count(s, out[i]))
			return count;
	count = 0;
	for (size_t i = 0; i < p->table_count && count < PLACES_MOST; i++)
		if (p->tables[i].schema->view == VIEW_TAB && search_count(s, (int)i) &&
			places_any(p, (int)i))
			out[count++] = (int)i;
	return count;
}

/* --- the place of a row --- */

static struct place_way way_of(struct places *m, int table)
{
	struct place_way *way = &m->ways[table];

	if (way->kind == WAY_UNKNOWN || way->provisional)
		*way = find_way(m->package, table);
	return *way;
}

/* Sets *LON and *LAT to the place of REF and *AT to the row whose own it is. */
static bool find_place(struct places *m, struct row_ref ref, double *lon, double *lat,
	struct row_ref *at)
{
	const struct package *p = m->package;
	const struct table *t = &p->tables[ref.table];
	struct place_way way = way_of(m, ref.table);
	bool found = false;

	if (way.kind == WAY_NONE)
		return false;
	if (way.kind != WAY_KEYS) {
		const struct slice *cells = row_cache_push(p->row_cache, t, ref.row);

		found = read_place(t, &way, cells, lon, lat);
		row_cache_pop(p->row_cache);
		*at = ref;
		return found;
	}
	for (size_t k = 0; k < t->schema->foreign_count && !found; k++) {
		struct row_ref to = ROW_NOWHERE;

		if (is_single(t->schema, k) && t->schema->keys[k].resource != ref.table)
			to = package_follow(
				p, t, ref.row, t->schema->keys[k].fields[0], 0);
		if (to.table >= 0 && way_of(m, to.table).kind != WAY_KEYS)
			found = find_place(m, to, lon, lat, at);
	}
	return found;
}

bool places_of_row(struct places *m, struct row_ref ref, double *lon, double *lat)
{
	struct row_ref at;

	return find_place(m, ref, lon, lat, &at);
}

struct slice places_shape(struct places *m, struct row_ref ref)
{
	const struct package *p = m->package;
	struct place_way way = way_of(m, ref.table);
	struct slice text = { NULL, 0 };

	if (way.kind != WAY_SHAPE)
		return text;
	text = row_cache_push(p->row_cache, &p->tables[ref.table], ref.row)[way.field];
	row_cache_pop(p->row_cache);
	return text;
}

void places_add_group(struct places *m, struct row_ref ref, struct str *out)
{
	const struct table *tables = m->package->tables;
	struct row_ref at = ref;
	double lon, lat;

	if (!tables[ref.table].schema->map_group.count)
		find_place(m, ref, &lon, &lat, &at);
	if (tables[at.table].schema->map_group.count)
		package_add_value(m->package, &tables[at.table], at.row,
			&tables[at.table].schema->map_group, out);
}

/* --- the places of tables --- */

/* Reads the rows of source S until the clock reaches UNTIL. Returns false when it did. */
static bool step_source(struct places *m, struct places_source *s, int64_t until)
{
	const struct table *t = &m->package->tables[s->table];
	size_t rows = table_rows(t);
	struct row_ref at;
	bool time = true;

	while (s->next < rows && time) {
		struct place place = { .row = (uint32_t)s->next,
			.source = (uint16_t)(s - m->sources) };
		struct row_ref ref = { s->table, place.row };

		if (find_place(m, ref, &place.lon, &place.lat, &at)) {
			*ARRAY_ADD(m->places, m->count, m->alloc) = place;
			s->count++;
		} else {
			s->nowhere++;
		}
		m->task.done++;
		time = ++s->next % PLACES_PORTION != 0 || clock_now() < until;
	}
	return time;
}

/* Sources follow one another, so that their places do; what refers to rows waits until all
 * can be found. */
static bool places_step(struct task *task, int64_t until)
{
	struct places *m = (struct places *)task;
	size_t count = m->count;
	bool time = true, complete = true;

	m->task.total = 0;
	for (size_t i = 0; i < m->source_count; i++)
		m->task.total += table_rows(&m->package->tables[m->sources[i].table]);
	for (size_t i = 0; i < m->source_count && time && complete; i++) {
		struct places_source *s = &m->sources[i];
		const struct table *t = &m->package->tables[s->table];

		if (!s->next)
			s->first = m->count;
		if (way_of(m, s->table).kind == WAY_KEYS && !m->package->linked)
			break;
		time = step_source(m, s, until);
		complete = table_complete(t);
	}
	m->edition += m->count != count;
	return time;
}

void places_init(
	struct places *m, const struct package *p, const int *tables, size_t count)
{
	*m = (struct places){ .task.step = places_step,
		.package = p,
		.source_count = count,
		.ways = xcalloc(p->table_count, sizeof *m->ways) };
	for (size_t i = 0; i < count; i++)
		m->sources[i].table = tables[i];
}

void places_release(struct places *m)
{
	free(m->places);
	free(m->ways);
}

struct row_ref places_row(const struct places *m, size_t place)
{
	const struct place *at = &m->places[place];

	return (struct row_ref){ m->sources[at->source].table, at->row };
}

size_t places_find(const struct places *m, struct row_ref ref)
{
	for (size_t i = 0; i < m->source_count; i++) {
		size_t from = m->sources[i].first, end = from + m->sources[i].count;

		while (m->sources[i].table == ref.table && from < end) {
			size_t middle = from + (end - from) / 2;

			if (m->places[middle].row == ref.row)
				return middle;
			if (m->places[middle].row < ref.row)
				from = middle + 1;
			else
				end = middle;
		}
	}
	return PLACES_NONE;
}

size_t places_nowhere(const struct places *m)
{
	size_t count = 0;

	for (size_t i = 0; i < m->source_count; i++)
		count += m->sources[i].nowhere;
	return count;
}

/* Rows found and places are both in the order of the table. */
void places_dim(struct places *m, const struct search *s)
{
	for (size_t i = 0; i < m->source_count; i++) {
		const struct places_source *source = &m->sources[i];
		const struct rowset *rows = search_rows(s, source->table);
		size_t count = rowset_count(rows, SIZE_MAX), next = 0;

		for (size_t k = 0; k < source->count; k++) {
			struct place *place = &m->places[source->first + k];

			while (!rows->all && next < count &&
				rowset_at(rows, next) < place->row)
				next++;
			place->dimmed = !rows->all &&
				(next == count || rowset_at(rows, next) != place->row);
		}
	}
}

/* --- between places --- */

double place_distance(const struct place *a, const struct place *b)
{
	double y = sin((b->lat - a->lat) * RADIANS / 2);
	double x = sin((b->lon - a->lon) * RADIANS / 2);
	double h = y * y + cos(a->lat * RADIANS) * cos(b->lat * RADIANS) * x * x;

	return 2 * EARTH_RADIUS * asin(sqrt(h < 1 ? h : 1));
}

const char *place_direction(const struct place *a, const struct place *b)
{
	static const char *const names[] = { N_("north"), N_("north-east"), N_("east"),
		N_("south-east"), N_("south"), N_("south-west"), N_("west"),
		N_("north-west") };
	double lon = (b->lon - a->lon) * RADIANS;
	double from = a->lat * RADIANS, to = b->lat * RADIANS;
	double east = sin(lon) * cos(to);
	double north = cos(from) * sin(to) - sin(from) * cos(to) * cos(lon);
	double eighths = atan2(east, north) / (45 * RADIANS);

	if (place_distance(a, b) < 0.001)
		return "";
	return names[(size_t)(lround(eighths) + 8) % 8];
}
