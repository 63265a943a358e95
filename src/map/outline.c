/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the outlines as they are kept: one array of places, and where each part of a
 * geometry is in it. Whatever the text is, the work is bounded by its length, and the
 * places by POINTS_MOST.
 */

#include "map/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/task.h"
#include "data/json.h"
#include "data/value.h"

enum {
	POINTS_MOST = 1 << 20, /* places of one level, rows of a table */
	BYTES_MOST = 64 << 20, /* of a table */
	NESTED_MOST = 8,       /* collections in collections */
	RING_LEAST = 3,        /* places of a ring, its end not counted */
};

void outlines_release(struct outlines *o)
{
	free(o->points);
	free(o->parts);
	*o = OUTLINES_INIT;
}

/* Reads a position (RFC 7946, section 3.1.1). */
static bool read_position(const json_t *node, struct map_point *out)
{
	const json_t *lon = json_array_get(node, 0), *lat = json_array_get(node, 1);

	*out = (struct map_point){ json_number_value(lon), json_number_value(lat) };
	return json_is_number(lon) && json_is_number(lat) && fabs(out->lon) <= 360 &&
		fabs(out->lat) <= 90;
}

/* Adds P to PART, the last one of O: its longitude as near as possible to the one before. */
static void add_point(struct outlines *o, struct outline *part, struct map_point p)
{
	if (part->count) {
		double before = o->points[o->point_count - 1].lon;

		p.lon = before + map_lon_wrap(p.lon - before);
	} else {
		p.lon = map_lon_wrap(p.lon);
		part->west = part->east = p.lon;
		part->south = part->north = p.lat;
	}
	part->west = fmin(part->west, p.lon);
	part->east = fmax(part->east, p.lon);
	part->south = fmin(part->south, p.lat);
	part->north = fmax(part->north, p.lat);
	*ARRAY_ADD(o->points, o->point_count, o->point_alloc) = p;
	part->count++;
}

/* Adds NODE, the places of a part of KIND, to O; BEGINS as in struct outline. */
static bool add_part(
	struct outlines *o, const json_t *node, enum outline_kind kind, bool begins)
{
	struct outline part = { .kind = kind, .begins = begins, .first = o->point_count };
	struct map_point p;
	double turns = 0;

	for (size_t i = 0; i < json_array_size(node) && o->point_count < POINTS_MOST; i++)
		if (read_position(json_array_get(node, i), &p))
			add_point(o, &part, p);
	if (kind == OUTLINE_RING && part.count) {
		const struct map_point *last = &o->points[o->point_count - 1];

		p = o->points[part.first];
		turns = round((last->lon - p.lon) / 360);
		if (last->lon != p.lon + turns * 360 || last->lat != p.lat)
			add_point(o, &part, p);
		turns = round((o->points[o->point_count - 1].lon - p.lon) / 360);
		o->points[o->point_count - 1].lon = p.lon + turns * 360;
	}
	if (!part.count || (kind == OUTLINE_RING && part.count <= RING_LEAST) ||
		fabs(turns) > 1 || part.east - part.west > 2 * 360) {
		o->point_count = part.first;
		return false;
	}
	*ARRAY_ADD(o->parts, o->count, o->alloc) = part;
	return true;
}

/* Adds the coordinates NODE of a polygon; without its first ring the holes are none. */
static bool add_polygon(struct outlines *o, const json_t *node)
{
	if (!add_part(o, json_array_get(node, 0), OUTLINE_RING, true))
		return false;
	for (size_t i = 1; i < json_array_size(node); i++)
		add_part(o, json_array_get(node, i), OUTLINE_RING, false);
	return true;
}

static void add_place(struct outlines *o, struct map_point p)
{
	struct outline part = {
		.kind = OUTLINE_POINT, .begins = true, .first = o->point_count
	};

	if (o->point_count == POINTS_MOST)
		return;
	add_point(o, &part, p);
	*ARRAY_ADD(o->parts, o->count, o->alloc) = part;
}

/* Adds the geometry, feature or collection NODE, which is DEPTH deep in others. */
static void add_object(struct outlines *o, const json_t *node, int depth)
{
	static const char *const collections[] = { "features", "geometries" };
	const char *type = json_string_value(json_object_get(node, "type"));
	const json_t *coordinates = json_object_get(node, "coordinates");
	struct slice name = slice_of(type ? type : "");
	bool many = name.len > 5 && memcmp(name.text, "Multi", 5) == 0;
	struct map_point p;

	if (depth > NESTED_MOST)
		return;
	if (strcmp(name.text, "Feature") == 0)
		add_object(o, json_object_get(node, "geometry"), depth + 1);
	for (int i = 0; i < 2; i++) {
		const json_t *list = json_object_get(node, collections[i]);

		for (size_t j = 0; j < json_array_size(list); j++)
			add_object(o, json_array_get(list, j), depth + 1);
	}
	if (many)
		name.text += 5;
	for (size_t i = 0; i < (many ? json_array_size(coordinates) : 1); i++) {
		const json_t *part = many ? json_array_get(coordinates, i) : coordinates;

		if (strcmp(name.text, "Polygon") == 0)
			add_polygon(o, part);
		else if (strcmp(name.text, "LineString") == 0)
			add_part(o, part, OUTLINE_LINE, true);
		else if (strcmp(name.text, "Point") == 0 && read_position(part, &p))
			add_place(o, p);
	}
}

bool outlines_add_geojson(struct outlines *o, struct slice text)
{
	json_t *node = json_load_cell(text, 0);
	size_t before = o->count;

	add_object(o, node, 0);
	json_decref(node);
	return o->count > before;
}

/* Outlines that are right to so many degrees. */
struct level {
	double tolerance;
	struct outlines outlines;
};

/* A table of outlines, and its file while it is read. */
struct source {
	const struct csvfile_part *parts;
	size_t part_count;
	const struct csvfile_dialect *dialect;
	int shape, tolerance;      /* columns; the second one may be -1 */
	const struct field *field; /* of the tolerance; NULL: it is a plain number */
	struct csvfile *file;
	size_t next; /* row */
};

struct outline_levels {
	struct csvfile_part land; /* of the last source, where the package has none */
	struct source *sources;
	size_t source_count, source_alloc;
	size_t reading; /* source */
	struct level *levels;
	size_t count, alloc;
	size_t partial; /* level that the last row read was of; SIZE_MAX: all are whole */
	struct diag diag; /* what nobody looks at: bali check reads the file itself */
};

struct outline_levels *outline_levels_new(const struct package *p, const char *land)
{
	struct outline_levels *l = xcalloc(1, sizeof *l);

	diag_init_keep(&l->diag, 0);
	for (size_t i = 0; i < p->table_count; i++) {
		const struct resource *r = p->tables[i].schema;
		int tolerance = r->outlines_tolerance;

		if (r->outlines >= 0 && r->path)
			*ARRAY_ADD(l->sources, l->source_count,
				l->source_alloc) = (struct source){ .parts = r->files,
				.part_count = r->file_count,
				.dialect = &r->dialect,
				.shape = r->outlines,
				.tolerance = tolerance,
				.field = tolerance < 0 ? NULL : &r->fields[tolerance],
				.next = r->dialect.header };
	}
	if (!l->source_count && land) {
		l->land = (struct csvfile_part){ xstrdup(land), "land" };
		*ARRAY_ADD(l->sources, l->source_count, l->source_alloc) =
			(struct source){ .parts = &l->land,
				.part_count = 1,
				.dialect = &csvfile_rfc4180,
				.shape = 1,
				.next = 1 };
	}
	if (l->source_count)
		return l;
	outline_levels_free(l);
	return NULL;
}

void outline_levels_free(struct outline_levels *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->source_count; i++)
		csvfile_free(l->sources[i].file);
	for (size_t i = 0; i < l->count; i++)
		outlines_release(&l->levels[i].outlines);
	free((char *)(uintptr_t)l->land.path);
	free(l->sources);
	free(l->levels);
	diag_release(&l->diag);
	free(l);
}

/* Returns the number of the level of TOLERANCE, which is a new one if need be. */
static size_t level_of(struct outline_levels *l, double tolerance)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->levels[i].tolerance == tolerance)
			return i;
	*ARRAY_ADD(l->levels, l->count, l->alloc) =
		(struct level){ tolerance, OUTLINES_INIT };
	return l->count - 1;
}

/* Adds the outlines of ROW, the cells of a row of S, to the level that they are of. */
static void add_row(
	struct outline_levels *l, const struct source *s, const struct csvrow *row)
{
	double tolerance = 0;

	if (s->tolerance >= 0 && (size_t)s->tolerance < row->count) {
		struct slice cell = row->cells[s->tolerance];

		if (s->field)
			value_number(s->field, cell, &tolerance);
		else
			value_plain_number(cell, &tolerance);
	}
	l->partial = level_of(l, tolerance);
	if ((size_t)s->shape < row->count)
		outlines_add_geojson(
			&l->levels[l->partial].outlines, row->cells[s->shape]);
}

/* Reads on in S; returns true when all of it is read. */
static bool read_source(struct outline_levels *l, struct source *s, int64_t until)
{
	struct csvrow row;

	if (!s->file) {
		s->file = csvfile_open_parts(
			s->parts, s->part_count, 0, s->dialect, &l->diag);
		csvfile_set_limit(s->file, BYTES_MOST, POINTS_MOST);
	}
	if (!csvfile_complete(s->file) && !csvfile_step(s->file, until))
		return false;
	csvrow_init(&row);
	while (s->next < csvfile_rows(s->file)) {
		csvfile_row(s->file, s->next++, &row);
		add_row(l, s, &row);
		if (clock_now() >= until)
			break;
	}
	csvrow_release(&row);
	if (s->next < csvfile_rows(s->file))
		return false;
	csvfile_free(s->file);
	s->file = NULL;
	return true;
}

bool outline_levels_step(struct outline_levels *l, int64_t until)
{
	while (l->reading < l->source_count) {
		if (!read_source(l, &l->sources[l->reading], until))
			return false;
		l->reading++;
	}
	l->partial = SIZE_MAX;
	return true;
}

const struct outlines *outline_levels_for(const struct outline_levels *l, double scale)
{
	const struct level *best = NULL;

	for (size_t i = 0; i < l->count; i++) {
		const struct level *level = &l->levels[i];
		bool coarser = best && level->tolerance > best->tolerance;

		if (i != l->partial &&
			(!best ||
				(coarser ? level->tolerance <= scale / 2
					 : best->tolerance > scale / 2)))
			best = level;
	}
	return best ? &best->outlines : NULL;
}
