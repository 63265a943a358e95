/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "map/places.h"
#include "output/geojson.h"
#include "output/json.h"
#include "output/listing.h"

/*
 * GeoJSON (RFC 7946): a feature a row, with the columns as its properties and the place of
 * the row's record as its geometry; null where it has none.
 */

/* Adds the geometry of the row REF, or null. */
static void add_place(struct places *m, struct row_ref ref, struct str *out)
{
	struct slice text = { NULL, 0 };
	double lon, lat;
	bool added = false;

	if (ref.table >= 0)
		text = places_shape(m, ref);
	if (text.len) {
		added = geojson_add_shape(out, text);
	} else if (ref.table >= 0 && places_of_row(m, ref, &lon, &lat)) {
		geojson_add_point(out, lon, lat);
		added = true;
	}
	str_add(out, added ? "" : "null");
}

struct geo_state {
	struct places places; /* knows how the rows of a table come to their places */
	struct listing_object object;
};

static void geo_head(struct listing_writer *w)
{
	struct geo_state *s = xcalloc(1, sizeof *s);

	w->state = s;
	listing_object_init(&s->object, w);
	if (w->list->package)
		places_init(&s->places, w->list->package, NULL, 0);
	str_add(&w->outfile->text, "{\"type\":\"FeatureCollection\",\"features\":[");
}

static void geo_row(struct listing_writer *w, size_t row)
{
	struct geo_state *s = w->state;
	struct places *m = &s->places;
	struct listing *l = w->list;
	struct str *out = &w->outfile->text;
	struct row_ref ref = m->package ? listing_ref(l, row) : ROW_NOWHERE;
	struct str id = STR_INIT;

	str_add(out, row ? ",\n" : "\n");
	str_add(out, "{\"type\":\"Feature\",");
	if (ref.table >= 0) {
		const struct table *t = &m->package->tables[ref.table];

		str_addf(&id, "%s/", t->schema->name);
		table_add_key(t, ref.row, &id);
		str_add(out, "\"id\":");
		json_add_string(out, str_slice(&id));
		str_add_char(out, ',');
	}
	str_add(out, "\"geometry\":");
	add_place(m, ref, out);
	str_add(out, ",\"properties\":");
	listing_object_add(&s->object, w, row);
	str_add_char(out, '}');
	str_release(&id);
}

static void geo_tail(struct listing_writer *w)
{
	struct geo_state *s = w->state;

	str_add(&w->outfile->text, w->list->rows ? "\n]}\n" : "]}\n");
	listing_object_release(&s->object);
	places_release(&s->places);
	free(s);
}

const struct listing_form listing_geojson = {
	.head = geo_head, .row = geo_row, .tail = geo_tail, .columnless = true
};
