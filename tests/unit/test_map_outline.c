/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/outline.h"

#include <math.h>

#include "data/json.h"
#include "unit/bundled.h"
#include "unit/folder.h"
#include "unit/random.h"

enum { CASES = 10000 };

/* Asserts what holds of all outlines, whatever they were made from. */
static void assert_sound(const struct outlines *o)
{
	for (size_t i = 0; i < o->count; i++) {
		const struct outline *part = &o->parts[i];
		const struct map_point *p = &o->points[part->first];
		double turns = (p[part->count - 1].lon - p->lon) / 360;

		assert_true(
			part->count > 0 && part->first + part->count <= o->point_count);
		assert_true(part->begins || i > 0);
		for (size_t j = 0; j < part->count; j++) {
			assert_true(p[j].lon >= part->west && p[j].lon <= part->east);
			assert_true(p[j].lat >= part->south && p[j].lat <= part->north);
			assert_true(fabs(p[j].lat) <= 90);
			assert_true(j == 0 || fabs(p[j].lon - p[j - 1].lon) <= 180);
		}
		if (part->kind != OUTLINE_RING)
			continue;
		assert_true(part->count >= 4);
		assert_true(turns == 0 || fabs(turns) == 1);
		assert_true(p[part->count - 1].lat == p->lat);
	}
}

/* Asserts that TEXT, with ' for ", gives parts of the kinds KINDS: P a point, L a line, R the
 * outer ring of a polygon, H a hole. */
static void assert_kinds(const char *text, const char *kinds)
{
	struct outlines o = OUTLINES_INIT;
	char *json = strdup(text);

	assert_non_null(json);
	for (char *c = json; *c; c++)
		if (*c == '\'')
			*c = '"';
	assert_int_equal(outlines_add_geojson(&o, slice_of(json)), *kinds != '\0');
	assert_int_equal(o.count, strlen(kinds));
	for (size_t i = 0; i < o.count; i++) {
		char kind = "PLR"[o.parts[i].kind];

		assert_int_equal(o.parts[i].begins ? kind : 'H', kinds[i]);
	}
	assert_sound(&o);
	free(json);
	outlines_release(&o);
}

#define SQUARE "[[0,0],[2,0],[2,2],[0,2],[0,0]]"
#define HOLE "[[0.5,0.5],[1,0.5],[1,1],[0.5,0.5]]"

static void test_all_kinds_of_geojson(void **state)
{
	(void)state;
	assert_kinds("{'type':'Point','coordinates':[1,2]}", "P");
	assert_kinds("{'type':'Point','coordinates':[1,2,300]}", "P");
	assert_kinds("{'type':'MultiPoint','coordinates':[[1,2],[3,4]]}", "PP");
	assert_kinds("{'type':'LineString','coordinates':[[1,2],[3,4]]}", "L");
	assert_kinds(
		"{'type':'MultiLineString','coordinates':[[[1,2],[3,4]],[[5,6],[7,8]]]}",
		"LL");
	assert_kinds("{'type':'Polygon','coordinates':[" SQUARE "," HOLE "]}", "RH");
	assert_kinds("{'type':'MultiPolygon','coordinates':[[" SQUARE "," HOLE "],[" HOLE
		     "]]}",
		"RHR");
	assert_kinds(
		"{'type':'Feature','properties':{'type':'Point','coordinates':[9,9]},"
		"'geometry':{'coordinates':[1,2],'type':'Point'}}",
		"P");
	assert_kinds(
		"{'type':'FeatureCollection','features':[{'type':'Feature','geometry':"
		"{'type':'GeometryCollection','geometries':[{'type':'Point',"
		"'coordinates':[1,2]},{'type':'Polygon','coordinates':[" SQUARE "]}]}}]}",
		"PR");
}

static void test_what_is_no_geometry_is_left_out(void **state)
{
	(void)state;
	assert_kinds("", "");
	assert_kinds("no json", "");
	assert_kinds("[1,2]", "");
	assert_kinds("{'type':'Feature','geometry':null}", "");
	assert_kinds("{'type':'Point','coordinates':['1','2']}", "");
	assert_kinds("{'type':'Point','coordinates':[1]}", "");
	assert_kinds("{'type':'Point','coordinates':[1,90.5]}", "");
	assert_kinds("{'type':'Point','coordinates':[1e300,2]}", "");
	assert_kinds("{'type':'Circle','coordinates':[1,2]}", "");
	assert_kinds("{'type':'Polygon','coordinates':[[[0,0],[1,1],[0,0]]]}", "");
	/* Its outer ring is none, so neither is the hole. */
	assert_kinds("{'type':'Polygon','coordinates':[[[0,0],[1,1]]," HOLE "]}", "");
	/* Twice round the world. */
	assert_kinds("{'type':'Polygon','coordinates':[[[0,60],[120,60],[240,60],[0,61],["
		     "120,61],"
		     "[240,61],[0,60]]]}",
		"");
}

static void test_rings_go_on_beyond_180(void **state)
{
	struct outlines o = OUTLINES_INIT;

	(void)state;
	assert_true(outlines_add_geojson(&o,
		slice_of("{\"type\":\"Polygon\",\"coordinates\":"
			 "[[[170,0],[-170,0],[-170,5],[170,0]]]}")));
	assert_true(o.parts[0].west == 170 && o.parts[0].east == 190);
	outlines_release(&o);
	/* Round the south pole; Natural Earth ends at 180 degrees and goes along the pole. */
	assert_true(outlines_add_geojson(&o,
		slice_of("{\"type\":\"Polygon\",\"coordinates\":[[[-180,-90],[-180,-80],"
			 "[-60,-70],[60,-70],[180,-80],[180,-90],[-180,-90]]]}")));
	assert_true(o.parts[0].east - o.parts[0].west == 360);
	outlines_release(&o);
}

/* Texts of random characters in a geometry, and geometries of random nesting. */
static void test_random_texts(void **state)
{
	static const char *const pieces[] = { "[", "]", "[[", "]]", ",", "0", "180",
		"-180", "90", "1e9", "-0.5",
		"{\"type\":\"Polygon\",\"coordinates\":", "}",
		"{\"type\":\"GeometryCollection\",\"geometries\":[", "null", "\"x\"",
		"[[0,0],[170,0],[-20,5],[0,0]]",
		"[[120,-70],[-120,-70],[0,-70],[120,-70]]" };
	struct outlines o = OUTLINES_INIT;
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < CASES; i++) {
		bool whole = random_below(&seed, 2);
		struct str text = STR_INIT;

		str_add(&text, "{\"type\":\"MultiPolygon\",\"coordinates\":[[");
		for (unsigned j = random_below(&seed, 12); j > 0; j--) {
			if (whole)
				str_addf(&text, "[[%d,%d],[%d,%d],[%d,%d]],",
					(int)random_below(&seed, 720) - 360,
					(int)random_below(&seed, 200) - 100,
					(int)random_below(&seed, 720) - 360,
					(int)random_below(&seed, 200) - 100,
					(int)random_below(&seed, 720) - 360,
					(int)random_below(&seed, 200) - 100);
			else
				str_add(&text,
					pieces[random_below(
						&seed, sizeof pieces / sizeof *pieces)]);
		}
		str_add(&text, "[]]]}");
		outlines_add_geojson(&o, str_slice(&text));
		assert_sound(&o);
		if (o.count > 100)
			outlines_release(&o);
		str_release(&text);
	}
	assert_true(o.count > 0);
	outlines_release(&o);
}

static void test_levels_of_a_table(void **state)
{
	struct folder folder;
	struct package p;
	struct str err = STR_INIT;
	struct outline_levels *l;

	(void)state;
	folder_make(&folder);
	folder_write_quoted(&folder, "datapackage.json",
		"{'resources': [{'name': 'land', 'path': 'land.csv', 'bali': "
		"{'outlines': "
		"{'shape': 'shape', 'tolerance': 'right'}}, 'schema': {'fields': "
		"[{'name': "
		"'right', 'type': 'number'}, {'name': 'shape', 'type': 'geojson'}]}}]}");
	folder_write(&folder, "land.csv",
		"right,shape\n"
		"1,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}\"\n"
		"1,broken\n"
		"0.1,\"{\"\"type\"\":\"\"MultiPoint\"\",\"\"coordinates\"\":[[1,2],[3,4]]"
		"}\"\n");
	assert_true(package_open(&p, folder.path, NULL, &err));
	/* No tab, and no file that is read before there is a map. */
	assert_int_equal(p.tables[0].schema->view, VIEW_LOOKUP);
	assert_null(p.tables[0].file);
	l = outline_levels_new(&p, "nowhere.csv");
	assert_non_null(l);
	assert_null(outline_levels_for(l, 1));
	while (!outline_levels_step(l, 0))
		continue;
	/* A dot of 2 degrees shows what is right to one; a finer one needs more. */
	assert_int_equal(outline_levels_for(l, 2)->count, 1);
	assert_int_equal(outline_levels_for(l, 1.9)->count, 2);
	assert_int_equal(outline_levels_for(l, 0.2)->count, 2);
	assert_int_equal(outline_levels_for(l, 0.01)->count, 2);
	outline_levels_free(l);
	package_release(&p);
	folder_remove(&folder);
	str_release(&err);
}

/* A package that has none has those of the file that comes with the program. */
static void test_land_of_packages_without_outlines(void **state)
{
	struct folder folder;
	struct package p;
	struct str err = STR_INIT;
	struct outline_levels *l;

	(void)state;
	folder_make(&folder);
	folder_write(&folder, "towns.csv", "name,lat,lon\nLund,55.7,13.2\n");
	assert_true(package_open(&p, folder_file(&folder, "towns.csv"), NULL, &err));
	assert_null(outline_levels_new(&p, NULL));
	folder_write(&folder, "shapes.csv",
		"tolerance,shape\n"
		"0.2,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}\"\n"
		"0.05,\"{\"\"type\"\":\"\"MultiPoint\"\",\"\"coordinates\"\":[[1,2],[3,4]"
		"]}\"\n");
	l = outline_levels_new(&p, folder_file(&folder, "shapes.csv"));
	while (!outline_levels_step(l, 0))
		continue;
	assert_int_equal(outline_levels_for(l, 1)->count, 1);
	assert_int_equal(outline_levels_for(l, 0.1)->count, 2);
	outline_levels_free(l);
	l = outline_levels_new(&p, folder_file(&folder, "missing.csv"));
	while (!outline_levels_step(l, 0))
		continue;
	assert_null(outline_levels_for(l, 1));
	outline_levels_free(l);
	package_release(&p);
	folder_remove(&folder);
	str_release(&err);
}

/* Returns whether O has a place within MOST degrees of LON, LAT. */
static bool has_near(const struct outlines *o, double lon, double lat, double most)
{
	for (size_t i = 0; i < o->point_count; i++)
		if (fabs(map_lon_wrap(o->points[i].lon - lon)) <= most &&
			fabs(o->points[i].lat - lat) <= most)
			return true;
	return false;
}

static void test_bundled_outlines(void **state)
{
	/* Tarawa, Yaren, Ngerulmud, Nukualofa, Apia, Male, Singapore, Hong Kong, Macao. */
	static const struct map_point islands[] = { { 173.0, 1.3 }, { 166.9, -0.5 },
		{ 134.6, 7.5 }, { -175.2, -21.1 }, { -171.8, -13.8 }, { 73.5, 4.2 },
		{ 103.8, 1.4 }, { 114.2, 22.3 }, { 113.5, 22.2 } };
	const struct bundled *b = *state;
	struct outline_levels *l = outline_levels_new(&b->package, NULL);

	assert_non_null(l);
	while (!outline_levels_step(l, 0))
		continue;
	assert_ptr_not_equal(outline_levels_for(l, 1), outline_levels_for(l, 0.1));
	assert_sound(outline_levels_for(l, 1));
	assert_sound(outline_levels_for(l, 0.1));
	for (size_t i = 0; i < sizeof islands / sizeof *islands; i++) {
		assert_true(has_near(
			outline_levels_for(l, 1), islands[i].lon, islands[i].lat, 1.3));
		assert_true(has_near(
			outline_levels_for(l, 0.1), islands[i].lon, islands[i].lat, 0.4));
	}
	outline_levels_free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_kinds_of_geojson),
		cmocka_unit_test(test_what_is_no_geometry_is_left_out),
		cmocka_unit_test(test_rings_go_on_beyond_180),
		cmocka_unit_test(test_random_texts),
		cmocka_unit_test(test_levels_of_a_table),
		cmocka_unit_test(test_land_of_packages_without_outlines),
		cmocka_unit_test_setup_teardown(
			test_bundled_outlines, bundled_load, bundled_release),
	};

	json_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
