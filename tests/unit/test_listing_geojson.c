/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <jansson.h>
#include <math.h>

#include "output/listing.h"
#include "output/table_list.h"
#include "unit/listed.h"
#include "unit/packed.h"
#include "unit/random.h"
#include "unit/test.h"

enum { CASES = 10000 };

/* Returns the features of table NAME of X as GeoJSON, read back, to be given up. */
static json_t *read_features(struct packed *x, const char *name)
{
	const struct listing_page page = { .width = 0 };
	struct str err = STR_INIT;
	struct outfile outfile;
	struct listing *list =
		table_list_new(&x->p, package_table(&x->p, name), NULL, NULL);
	json_t *root, *features;

	assert_true(outfile_open_file(
		&outfile, folder_file(&x->folder, "out.geojson"), true, NULL, &err));
	table_list_add_fields(list);
	listing_write(list, FORMAT_GEOJSON, &page, &outfile);
	listing_free(list);
	assert_true(outfile_close(&outfile, &err));
	root = json_load_file(folder_file(&x->folder, "out.geojson"),
		JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, NULL);
	assert_string_equal(
		json_string_value(json_object_get(root, "type")), "FeatureCollection");
	features = json_incref(json_object_get(root, "features"));
	assert_true(json_is_array(features));
	json_decref(root);
	str_release(&err);
	return features;
}

static const char *text_of(const json_t *node, const char *key)
{
	return json_string_value(json_object_get(node, key));
}

static double lon_of(const json_t *line, size_t i)
{
	return json_number_value(json_array_get(json_array_get(line, i), 0));
}

static double lat_of(const json_t *line, size_t i)
{
	return json_number_value(json_array_get(json_array_get(line, i), 1));
}

/* Checks that RING is one by RFC 7946: closed, within the world, not over the date line, and
 * counterclockwise when it is OUTER, else clockwise. Returns its area in square degrees. */
static double check_ring(const json_t *ring, bool outer)
{
	size_t count = json_array_size(ring);
	double area = 0;

	assert_true(count >= 4);
	assert_true(lon_of(ring, 0) == lon_of(ring, count - 1));
	assert_true(lat_of(ring, 0) == lat_of(ring, count - 1));
	for (size_t i = 0; i + 1 < count; i++) {
		assert_true(fabs(lon_of(ring, i)) <= 180 && fabs(lat_of(ring, i)) <= 90);
		area += lon_of(ring, i) * lat_of(ring, i + 1) -
			lon_of(ring, i + 1) * lat_of(ring, i);
	}
	assert_true(outer ? area > 0 : area < 0);
	return fabs(area) / 2;
}

/* Checks the rings of POLYGON; returns its area without the holes. */
static double check_polygon(const json_t *polygon)
{
	double area = check_ring(json_array_get(polygon, 0), true);

	for (size_t i = 1; i < json_array_size(polygon); i++)
		area -= check_ring(json_array_get(polygon, i), false);
	return area;
}

/* The same for a geometry of polygons. */
static double check_polygons(const json_t *geometry)
{
	const json_t *coordinates = json_object_get(geometry, "coordinates");
	double area = 0;

	if (!strcmp(text_of(geometry, "type"), "Polygon"))
		return check_polygon(coordinates);
	assert_string_equal(text_of(geometry, "type"), "MultiPolygon");
	for (size_t i = 0; i < json_array_size(coordinates); i++)
		area += check_polygon(json_array_get(coordinates, i));
	return area;
}

static const json_t *geometry_of(const json_t *features, size_t i)
{
	return json_object_get(json_array_get(features, i), "geometry");
}

static void test_rows_are_features_with_their_places(void **state)
{
	struct packed x;
	json_t *features;
	const json_t *feature, *point;

	(void)state;
	packed_copy(&x, "mapped");
	packed_load(&x, NULL);
	features = read_features(&x, "peaks");
	assert_int_equal(json_array_size(features), 4);
	feature = json_array_get(features, 1);
	assert_string_equal(text_of(feature, "type"), "Feature");
	assert_string_equal(text_of(feature, "id"), "peaks/Mount Cook");
	assert_string_equal(text_of(json_object_get(feature, "properties"), "range"),
		"Southern Alps");
	assert_string_equal(text_of(geometry_of(features, 1), "type"), "Point");
	point = json_object_get(geometry_of(features, 1), "coordinates");
	assert_true(json_number_value(json_array_get(point, 0)) == 170.142);
	assert_true(json_number_value(json_array_get(point, 1)) == -43.595);
	/* What has no place is a feature all the same. */
	assert_true(json_is_null(geometry_of(features, 3)));
	json_decref(features);
	features = read_features(&x, "walks");
	point = json_object_get(geometry_of(features, 0), "coordinates");
	assert_true(json_number_value(json_array_get(point, 0)) == 86.925);
	json_decref(features);
	packed_end(&x);
}

static void test_shapes_are_written_as_the_standard_asks(void **state)
{
	struct packed x;
	json_t *features;
	const json_t *both;

	(void)state;
	packed_copy(&x, "mapped");
	packed_load(&x, NULL);
	features = read_features(&x, "shapes");
	assert_string_equal(text_of(geometry_of(features, 0), "type"), "Point");
	assert_string_equal(text_of(geometry_of(features, 1), "type"), "LineString");
	/* 100 less the bay, 4 wide and 8 deep. */
	assert_true(check_polygons(geometry_of(features, 2)) == 68);
	assert_string_equal(text_of(geometry_of(features, 2), "type"), "Polygon");
	/* Half of it on each side of the date line. */
	assert_string_equal(text_of(geometry_of(features, 3), "type"), "MultiPolygon");
	assert_true(check_polygons(geometry_of(features, 3)) == 400);
	both = json_object_get(geometry_of(features, 3), "coordinates");
	assert_int_equal(json_array_size(both), 2);
	assert_true(check_polygon(json_array_get(both, 0)) == 200);
	assert_true(check_polygons(geometry_of(features, 4)) == 401);
	assert_string_equal(
		text_of(geometry_of(features, 5), "type"), "GeometryCollection");
	assert_true(json_is_null(geometry_of(features, 6)));
	json_decref(features);
	packed_end(&x);
}

/* Makes X a table "shapes" with one cell, SHAPE. */
static void shape_open(struct packed *x, const char *shape)
{
	struct str rows = STR_INIT;

	packed_begin(x);
	packed_write(x, "datapackage.json",
		"{'resources':[{'name':'shapes','path':'shapes.csv','schema':{'fields':[{"
		"'name':'shape','type':'geojson'}]}}]}");
	str_add(&rows, "shape\n\"");
	for (const char *c = shape; *c; c++)
		str_addf(&rows, *c == '\'' ? "\"\"" : "%c", *c);
	str_add(&rows, "\"\n");
	folder_write(&x->folder, "shapes.csv", rows.buf);
	str_release(&rows);
	packed_load(x, NULL);
}

static void test_lines_are_cut_at_the_date_line(void **state)
{
	struct packed x;
	json_t *features;
	const json_t *lines;

	(void)state;
	shape_open(
		&x, "{'type':'LineString','coordinates':[[170,0],[-170,10],[170,20]]}");
	features = read_features(&x, "shapes");
	assert_string_equal(text_of(geometry_of(features, 0), "type"), "MultiLineString");
	lines = json_object_get(geometry_of(features, 0), "coordinates");
	assert_int_equal(json_array_size(lines), 3);
	assert_true(lon_of(json_array_get(lines, 0), 1) == 180);
	assert_true(lat_of(json_array_get(lines, 0), 1) == 5);
	assert_true(lon_of(json_array_get(lines, 1), 0) == -180);
	assert_true(lon_of(json_array_get(lines, 1), 1) == -170);
	assert_true(lon_of(json_array_get(lines, 1), 2) == -180);
	assert_true(lat_of(json_array_get(lines, 2), 0) == 15);
	json_decref(features);
	packed_end(&x);
}

static void test_a_ring_round_a_pole_goes_along_it(void **state)
{
	struct packed x;
	json_t *features;

	(void)state;
	shape_open(&x,
		"{'type':'Polygon','coordinates':[[[0,80],[90,80],[180,80],[-90,80],[0,80"
		"]]]}");
	features = read_features(&x, "shapes");
	assert_true(check_polygons(geometry_of(features, 0)) == 3600);
	json_decref(features);
	packed_end(&x);
	/* So does one that has these edges already, as in many files. */
	shape_open(&x,
		"{'type':'Polygon','coordinates':[[[-180,-90],[-180,-80],[0,-70],[180,-80"
		"],[180,-90],[-180,-90]]]}");
	features = read_features(&x, "shapes");
	assert_true(check_polygons(geometry_of(features, 0)) == 5400);
	json_decref(features);
	packed_end(&x);
}

static void test_what_is_no_position_is_left_out(void **state)
{
	struct packed x;
	json_t *features;

	(void)state;
	shape_open(&x,
		"{'type':'Polygon','coordinates':[[[0,0],[10,0],[10,10],[8,1e308],[9],"
		"['a',1],[1e9,3],[0,10],[0,0]]]}");
	features = read_features(&x, "shapes");
	assert_true(check_polygons(geometry_of(features, 0)) == 100);
	json_decref(features);
	packed_end(&x);
}

/* Appends the ring of the COUNT corners RADII around LON, LAT, whose radii are taken FACTOR
 * times; WRAPPED within 180 degrees, or going on. Returns its area. */
static double add_ring(struct str *out, double lon, double lat, const double *radii,
	size_t count, double factor, bool clockwise, bool wrapped)
{
	double area = 0;

	str_add_char(out, '[');
	for (size_t i = 0; i <= count; i++) {
		size_t at = clockwise ? (count - i) % count : i % count;
		double angle = 6.283185307179586 * (double)at / (double)count;
		double x = lon + radii[at] * factor * cos(angle);

		area += i < count ? radii[i] * radii[(i + 1) % count] : 0;
		if (wrapped)
			x = remainder(x, 360);
		str_addf(out, "%s[%.12f,%.12f]", i ? "," : "", x,
			lat + radii[at] * factor * sin(angle));
	}
	str_add_char(out, ']');
	return area * factor * factor * sin(6.283185307179586 / (double)count) / 2;
}

/* A table of random polygons, star-shaped and with a hole, anywhere on the world, written
 * in every direction, over the date line in both ways. */
static void test_random_polygons_keep_their_area(void **state)
{
	struct packed x;
	struct str rows = STR_INIT;
	double *areas = xcalloc(CASES, sizeof *areas);
	uint64_t seed = 1;
	json_t *features;
	size_t cut = 0;

	(void)state;
	str_add(&rows, "shape\n");
	for (size_t i = 0; i < CASES; i++) {
		double lon = random_below(&seed, 360000) / 1000.0 - 180;
		double lat = random_below(&seed, 60000) / 1000.0 - 30, radii[9];
		size_t count = 3 + random_below(&seed, 7);
		bool clockwise = random_below(&seed, 2), wrapped = random_below(&seed, 2);
		struct str shape = STR_INIT;

		for (size_t k = 0; k < count; k++)
			radii[k] = 1 + random_below(&seed, 58000) / 1000.0;
		str_add(&shape, "{\"type\":\"Polygon\",\"coordinates\":[");
		areas[i] =
			add_ring(&shape, lon, lat, radii, count, 1, clockwise, wrapped);
		if (random_below(&seed, 2)) {
			str_add_char(&shape, ',');
			areas[i] -= add_ring(&shape, lon, lat, radii, count, 0.5,
				random_below(&seed, 2), random_below(&seed, 2));
		}
		str_add(&shape, "]}");
		listing_add_csv(&rows, str_slice(&shape));
		str_add_char(&rows, '\n');
		str_release(&shape);
	}
	packed_begin(&x);
	packed_write(&x, "datapackage.json",
		"{'resources':[{'name':'shapes','path':'shapes.csv','schema':{'fields':[{"
		"'name':'shape','type':'geojson'}]}}]}");
	folder_write(&x.folder, "shapes.csv", rows.buf);
	packed_load(&x, NULL);
	features = read_features(&x, "shapes");
	assert_int_equal(json_array_size(features), CASES);
	for (size_t i = 0; i < CASES; i++) {
		double area = check_polygons(geometry_of(features, i));

		if (fabs(area - areas[i]) > 1e-6 * areas[i])
			fail_msg("polygon %zu: %f, not %f", i, area, areas[i]);
		cut += !strcmp(text_of(geometry_of(features, i), "type"), "MultiPolygon");
	}
	assert_true(cut > CASES / 20 && cut < CASES / 2);
	json_decref(features);
	packed_end(&x);
	str_release(&rows);
	free(areas);
}

/* A listing that is not of rows has features without a place. */
static void test_other_listings_have_no_places(void **state)
{
	static const struct listing_column columns[] = { { .name = "n", .title = "N" } };
	struct listed l;

	(void)state;
	listed_make(&l, columns, 1);
	assert_string_equal(listed_write(&l, FORMAT_GEOJSON),
		"{\"type\":\"FeatureCollection\",\"features\":[]}\n");
	listed_add(&l, "x");
	assert_string_equal(listed_write(&l, FORMAT_GEOJSON),
		"{\"type\":\"FeatureCollection\",\"features\":[\n"
		"{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"n\":\"x\"}}\n"
		"]}\n");
	listed_release(&l);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_features_with_their_places),
		cmocka_unit_test(test_shapes_are_written_as_the_standard_asks),
		cmocka_unit_test(test_lines_are_cut_at_the_date_line),
		cmocka_unit_test(test_a_ring_round_a_pole_goes_along_it),
		cmocka_unit_test(test_what_is_no_position_is_left_out),
		cmocka_unit_test(test_random_polygons_keep_their_area),
		cmocka_unit_test(test_other_listings_have_no_places),
	};

	return cmocka_run_group_tests_name("listing_geojson", tests, NULL, NULL);
}
