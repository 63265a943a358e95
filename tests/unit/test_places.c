/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "map/places.h"

#include <math.h>

#include "unit/bundled.h"
#include "unit/packed.h"
#include "unit/test.h"

/* Makes M the places of the table NAME of P, all read. */
static void read_all(struct places *m, const struct package *p, const char *name)
{
	int table = package_table(p, name)->number;

	places_init(m, p, &table, 1);
	task_finish(&m->task);
}

/* Checks that M has a place for ROW, of its first table, at LON and LAT. */
static void expect_at(const struct places *m, uint32_t row, double lon, double lat)
{
	struct row_ref ref = { m->sources[0].table, row };
	size_t place = places_find(m, ref);

	assert_true(place != PLACES_NONE);
	assert_true(row_ref_equal(places_row(m, place), ref));
	assert_true(fabs(m->places[place].lon - lon) < 1e-9);
	assert_true(fabs(m->places[place].lat - lat) < 1e-9);
}

static void expect_nowhere(const struct places *m, uint32_t row)
{
	assert_true(places_find(m, (struct row_ref){ m->sources[0].table, row }) ==
		PLACES_NONE);
}

static void test_points_in_all_formats(void **state)
{
	struct packed x;
	struct places m;

	(void)state;
	packed_copy(&x, "mapped");
	packed_load(&x, NULL);
	read_all(&m, &x.p, "peaks");
	assert_int_equal(m.count, 3);
	assert_int_equal(places_nowhere(&m), 1);
	expect_at(&m, 0, 86.925, 27.988);
	expect_at(&m, 1, 170.142, -43.595);
	expect_nowhere(&m, 3);
	places_release(&m);
	read_all(&m, &x.p, "ports");
	expect_at(&m, 0, 4.48, 51.92);
	expect_at(&m, 1, 178.42, -18.13);
	expect_nowhere(&m, 2);
	places_release(&m);
	read_all(&m, &x.p, "lights");
	expect_at(&m, 0, -4.265, 50.18);
	places_release(&m);
	packed_end(&x);
}

static void test_shapes_have_a_point_within(void **state)
{
	struct packed x;
	struct places m;

	(void)state;
	packed_copy(&x, "mapped");
	packed_load(&x, NULL);
	read_all(&m, &x.p, "shapes");
	expect_at(&m, 0, 10, 20);
	expect_at(&m, 1, 5, 1);
	/* Half way up, the ring has two arms, of which the western is wider. */
	expect_at(&m, 2, 2, 5);
	expect_at(&m, 3, 180, 0);
	expect_at(&m, 4, 50, 50);
	expect_nowhere(&m, 5);
	expect_nowhere(&m, 6);
	assert_true(places_shape(&m, places_row(&m, 0)).len > 0);
	places_release(&m);
	assert_false(places_any(&x.p, package_table(&x.p, "rails")->number));
	assert_non_null(strstr(packed_faults(&x),
		"note: Table “rails”, field “shape”: Shapes in the format “topojson” are "
		"not shown on a map."));
	packed_end(&x);
}

static void test_the_descriptor_names_other_fields(void **state)
{
	struct packed x;
	struct places m;

	(void)state;
	packed_copy(&x, "mapped");
	packed_load(&x, NULL);
	read_all(&m, &x.p, "huts");
	expect_at(&m, 0, 8.25, 46.5);
	expect_nowhere(&m, 1);
	expect_nowhere(&m, 2);
	places_release(&m);
	read_all(&m, &x.p, "inns");
	expect_at(&m, 0, -4.25, 50.5);
	places_release(&m);
	packed_end(&x);
}

static void test_rows_are_where_the_row_is_that_they_refer_to(void **state)
{
	struct packed x;
	struct places m;
	struct str group = STR_INIT;

	(void)state;
	packed_copy(&x, "mapped");
	packed_load(&x, NULL);
	read_all(&m, &x.p, "walks");
	/* Neither a list nor the table itself is a place. */
	expect_at(&m, 0, 86.925, 27.988);
	expect_at(&m, 1, 4.48, 51.92);
	/* The peak has no place, the port has. */
	expect_at(&m, 2, 178.42, -18.13);
	expect_nowhere(&m, 3);
	places_add_group(&m, places_row(&m, 0), &group);
	assert_string_equal(group.buf, "Himalaya");
	str_clear(&group);
	places_add_group(&m, places_row(&m, 1), &group);
	assert_string_equal(group.buf, "");
	assert_int_equal(places_shape(&m, places_row(&m, 0)).len, 0);
	places_release(&m);
	str_release(&group);
	/* Two steps away is not where they are. */
	assert_false(places_any(&x.p, package_table(&x.p, "photos")->number));
	packed_end(&x);
}

/* Before the links are known, rows that refer to others are not read as nowhere. */
static void test_reading_waits_for_rows_to_come(void **state)
{
	struct packed x;
	struct places m;
	int table;

	(void)state;
	packed_copy(&x, "mapped");
	packed_open(&x, NULL);
	table = package_table(&x.p, "walks")->number;
	places_init(&m, &x.p, &table, 1);
	assert_true(m.task.step(&m.task, INT64_MAX));
	assert_int_equal(m.count + places_nowhere(&m), 0);
	task_finish(&x.load.task);
	assert_true(m.task.step(&m.task, INT64_MAX));
	assert_int_equal(m.count, 3);
	assert_int_equal(places_nowhere(&m), 1);
	assert_int_equal(m.task.done, 4);
	places_release(&m);
	packed_end(&x);
}

/* --- packages as they are published --- */

static void test_airport_codes(void **state)
{
	struct packed x;
	struct places m;
	int tables[PLACES_TABLES];

	(void)state;
	packed_copy(&x, "airports");
	packed_load(&x, NULL);
	assert_int_equal(places_tables(&x.p, tables), 1);
	read_all(&m, &x.p, "airport-codes");
	/* No latitude is 177: it comes first. */
	expect_at(&m, 0, -0.461941, 51.4706);
	expect_at(&m, 2, 177.443, -17.7554);
	expect_nowhere(&m, 6);
	assert_int_equal(places_nowhere(&m), 1);
	places_release(&m);
	packed_end(&x);
}

static void test_camera_traps(void **state)
{
	struct packed x;
	struct places m;
	int tables[PLACES_TABLES];

	(void)state;
	packed_copy(&x, "camtrap");
	packed_load(&x, NULL);
	assert_int_equal(places_tables(&x.p, tables), 2);
	assert_int_equal(tables[0], 0);
	assert_int_equal(tables[1], 1);
	places_init(&m, &x.p, tables, 2);
	task_finish(&m.task);
	assert_int_equal(m.count, 7);
	assert_int_equal(m.sources[1].first, 3);
	assert_int_equal(places_nowhere(&m), 1);
	expect_at(&m, 1, 4.42, 50.76);
	/* The wild boar is where its camera is. */
	assert_int_equal(places_find(&m, (struct row_ref){ 1, 2 }), 5);
	assert_true(m.places[5].lon == 6.08 && m.places[5].lat == 50.55);
	places_release(&m);
	packed_end(&x);
}

static void test_world_cities_without_a_descriptor(void **state)
{
	struct packed x;
	struct places m;

	(void)state;
	packed_copy(&x, "cities");
	packed_load(&x, "worldcities.csv");
	assert_true(places_any(&x.p, 0));
	read_all(&m, &x.p, "worldcities");
	assert_int_equal(m.count, 4);
	expect_at(&m, 3, -171.7667, -13.8333);
	expect_nowhere(&m, 4);
	places_release(&m);
	packed_end(&x);
	/* Here the names mean something else, as the values show. */
	packed_copy(&x, "cities");
	packed_load(&x, "towels.csv");
	assert_false(places_any(&x.p, 0));
	packed_end(&x);
}

/* --- the tables of the tree --- */

static void test_members_and_participants_are_on_the_map(void **state)
{
	struct bundled *b = *state;
	int tables[PLACES_TABLES];
	struct places m;
	struct str text = STR_INIT;
	size_t fiji;
	double lon, lat;

	assert_int_equal(places_tables(&b->package, tables), 2);
	assert_string_equal(b->package.tables[tables[0]].schema->name, "members");
	assert_string_equal(b->package.tables[tables[1]].schema->name, "participants");
	places_init(&m, &b->package, tables, 2);
	task_finish(&m.task);
	/* All but the European Commission. */
	assert_int_equal(m.count,
		table_rows(&b->package.tables[tables[0]]) +
			table_rows(&b->package.tables[tables[1]]) - 1);
	assert_int_equal(places_nowhere(&m), 1);
	fiji = places_find(&m,
		(struct row_ref){ tables[0],
			table_find(&b->package.tables[tables[0]], slice_of("FJ")) });
	assert_true(fiji != PLACES_NONE);
	places_add_group(&m, places_row(&m, fiji), &text);
	assert_string_equal(text.buf, "Melanesia");
	/* A search dims what it does not find. */
	assert_true(search_set(&b->search, "fiji", -1, NULL, NULL));
	task_finish(&b->search.task);
	places_dim(&m, &b->search);
	for (size_t i = 0; i < m.count; i++)
		assert_int_equal(m.places[i].dimmed, i != fiji);
	assert_true(search_set(&b->search, "", -1, NULL, NULL));
	task_finish(&b->search.task);
	places_dim(&m, &b->search);
	assert_false(m.places[0].dimmed);
	/* A conference is where it was held. */
	assert_true(places_of_row(&m,
		(struct row_ref){ package_table(&b->package, "meetings")->number, 7 },
		&lon, &lat));
	assert_true(fabs(lon - 138.6) < 0.1 && fabs(lat + 34.93) < 0.1);
	places_release(&m);
	str_release(&text);
}

static void test_distance_and_direction(void **state)
{
	const struct place singapore = { 103.85, 1.29, 0, 0, false };
	const struct place jakarta = { 106.85, -6.21, 0, 0, false };
	const struct place fiji = { 178.44, -18.14, 0, 0, false };
	const struct place samoa = { -171.77, -13.83, 0, 0, false };
	const struct place north = { 103.85, 2.29, 0, 0, false };

	(void)state;
	/* A degree of latitude is 111.195 km on this sphere. */
	assert_true(fabs(place_distance(&singapore, &north) - 111.195) < 0.001);
	assert_string_equal(place_direction(&singapore, &north), "north");
	assert_string_equal(place_direction(&north, &singapore), "south");
	assert_true(fabs(place_distance(&singapore, &jakarta) - 898) < 2);
	assert_string_equal(place_direction(&singapore, &jakarta), "south");
	assert_string_equal(place_direction(&jakarta, &singapore), "north");
	/* Over the date line. */
	assert_true(fabs(place_distance(&fiji, &samoa) - 1150) < 15);
	assert_string_equal(place_direction(&fiji, &samoa), "north-east");
	assert_string_equal(place_direction(&samoa, &fiji), "south-west");
	assert_string_equal(place_direction(&samoa, &samoa), "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_points_in_all_formats),
		cmocka_unit_test(test_shapes_have_a_point_within),
		cmocka_unit_test(test_the_descriptor_names_other_fields),
		cmocka_unit_test(test_rows_are_where_the_row_is_that_they_refer_to),
		cmocka_unit_test(test_reading_waits_for_rows_to_come),
		cmocka_unit_test(test_airport_codes),
		cmocka_unit_test(test_camera_traps),
		cmocka_unit_test(test_world_cities_without_a_descriptor),
		cmocka_unit_test(test_members_and_participants_are_on_the_map),
		cmocka_unit_test(test_distance_and_direction),
	};

	return cmocka_run_group_tests_name(
		"places", tests, bundled_load, bundled_release);
}
