/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "unit/recorded.h"
#include "unit/test.h"

static int make_packed(void **state)
{
	static struct packed packed;

	recorded_make(&packed);
	/* The escape character in visits is the one fault that is meant to be there. */
	assert_int_equal(packed.p.diag.count, 1);
	*state = &packed;
	return 0;
}

static int end_packed(void **state)
{
	packed_end(*state);
	return 0;
}

/* Returns the joined rows of row ROW of TABLE as "table/key" with blanks between. */
static const char *joined_of(struct packed *x, int table, uint32_t row)
{
	struct record r;

	record_init(&r, &x->p, recorded_row(table, row));
	str_clear(&x->text);
	for (size_t i = 0; i < r.joined_count; i++) {
		const struct table *t = record_table(&x->p, r.joined[i]);

		str_addf(&x->text, "%s%s/", i ? " " : "", t->schema->name);
		table_add_key(t, r.joined[i].row, &x->text);
	}
	record_release(&r);
	return x->text.buf;
}

/* Returns the content of PART of the record: "table.field:rows" with blanks between. */
static const char *part_of(
	struct packed *x, int table, uint32_t row, enum record_part part)
{
	struct record r;

	record_init(&r, &x->p, recorded_row(table, row));
	str_clear(&x->text);
	for (size_t i = r.start[part]; i < r.start[part + 1]; i++) {
		str_addf(&x->text, "%s%s.", i > r.start[part] ? " " : "",
			x->p.tables[r.back[i].table].schema->name);
		record_add_link_field(&x->p, &r.back[i], &x->text);
		str_addf(&x->text, ":%zu", r.back[i].count);
	}
	record_release(&r);
	return x->text.buf;
}

static enum record_place place_of(
	struct packed *x, int table, uint32_t row, const char *field)
{
	const struct table *t = &x->p.tables[table];
	int number = resource_field(t->schema, field);
	enum record_place place;
	struct csvrow cells;

	assert_true(number >= 0);
	csvrow_init(&cells);
	table_row(t, row, &cells);
	place = record_field_place(&x->p, recorded_row(table, row), (size_t)number,
		cells.cells[number], slice_of("Arland"));
	csvrow_release(&cells);
	return place;
}

static void test_joined_rows_begin_with_the_one_asked_for(void **state)
{
	assert_string_equal(joined_of(*state, R_MEMBERS, 0), "members/AA countries/AA");
	assert_string_equal(joined_of(*state, R_COUNTRIES, 0), "countries/AA members/AA");
	assert_string_equal(joined_of(*state, R_COUNTRIES, 2), "countries/CC");
	assert_string_equal(joined_of(*state, R_VISITS, 1), "visits/2");
}

static void test_back_links_are_divided_into_parts(void **state)
{
	/* From the member as from its country. */
	for (int table = R_MEMBERS; table <= R_COUNTRIES; table++) {
		assert_string_equal(
			part_of(*state, table, 0, RECORD_NAMES), "names.country:3");
		assert_string_equal(
			part_of(*state, table, 0, RECORD_NAMED_BY), "meetings.host:2");
		assert_string_equal(
			part_of(*state, table, 0, RECORD_INLINE), "disputes.country:1");
	}
	assert_string_equal(part_of(*state, R_COUNTRIES, 1, RECORD_NAMED_BY),
		"meetings.guests:1 visits.country:1");
	assert_string_equal(part_of(*state, R_COUNTRIES, 1, RECORD_NAMES), "");
	assert_string_equal(
		part_of(*state, R_SOURCES, 1, RECORD_NAMED_BY), "members.sources:1");
	assert_string_equal(
		part_of(*state, R_SOURCES, 1, RECORD_INLINE), "disputes.by:1");
}

static void test_no_back_links_before_the_package_is_linked(void **state)
{
	struct packed *x = *state;

	x->p.linked = false;
	assert_string_equal(part_of(x, R_MEMBERS, 0, RECORD_NAMES), "");
	assert_string_equal(part_of(x, R_MEMBERS, 0, RECORD_NAMED_BY), "");
	x->p.linked = true;
}

static void test_the_title_shows_label_codes_and_keys(void **state)
{
	assert_int_equal(place_of(*state, R_MEMBERS, 0, "country"), RECORD_HEAD);
	assert_int_equal(place_of(*state, R_COUNTRIES, 0, "id"), RECORD_HEAD);
	assert_int_equal(place_of(*state, R_COUNTRIES, 0, "alpha3"), RECORD_HEAD);
	assert_int_equal(place_of(*state, R_COUNTRIES, 0, "name"), RECORD_HEAD);
	assert_int_equal(place_of(*state, R_MEETINGS, 0, "number"), RECORD_HEAD);
	assert_int_equal(place_of(*state, R_MEMBERS, 0, "since"), RECORD_BODY);
	/* One of several fields of its kind, and no key: a visit's country is shown. */
	assert_int_equal(place_of(*state, R_VISITS, 0, "country"), RECORD_BODY);
}

static void test_lists_of_rows_are_behind_other_fields(void **state)
{
	assert_int_equal(place_of(*state, R_MEMBERS, 0, "sources"), RECORD_LISTS);
	assert_int_equal(place_of(*state, R_COUNTRIES, 1, "languages"), RECORD_BODY);
}

static void test_items_are_long_from_25_columns_on(void **state)
{
	struct packed *x = *state;
	struct row_ref ref = recorded_row(R_COUNTRIES, 0);
	size_t field =
		(size_t)resource_field(x->p.tables[R_COUNTRIES].schema, "languages");

	assert_false(record_items_long(
		&x->p, ref, field, slice_of("short;abcdefghijklmnopqrstuvwx")));
	assert_true(record_items_long(
		&x->p, ref, field, slice_of("short;abcdefghijklmnopqrstuvwxy")));
	/* Columns count, not bytes. */
	assert_false(record_items_long(
		&x->p, ref, field, slice_of("ééééééééééééééééééééééé")));
	assert_false(record_items_long(&x->p, ref, field, slice_of("")));
}

static void test_items_are_called_by_their_rows(void **state)
{
	struct packed *x = *state;
	struct row_ref to;

	str_add(&x->text, "what stood there before");
	to = record_item(
		&x->p, recorded_row(R_MEETINGS, 0), 4, 1, slice_of("CC"), &x->text);
	assert_string_equal(x->text.buf, "Celia");
	assert_int_equal(to.table, R_COUNTRIES);
	assert_int_equal(to.row, 2);
	to = record_item(
		&x->p, recorded_row(R_COUNTRIES, 0), 6, 0, slice_of("Arish"), &x->text);
	assert_string_equal(x->text.buf, "Arish");
	assert_int_equal(to.table, -1);
}

static void test_codes_of_all_joined_rows(void **state)
{
	struct packed *x = *state;
	struct record r;

	record_init(&r, &x->p, recorded_row(R_MEMBERS, 0));
	str_clear(&x->text);
	str_add(&x->text, "codes: ");
	record_add_codes(&r, " · ", &x->text);
	assert_string_equal(x->text.buf, "codes: AA · AAA");
	record_release(&r);
	record_init(&r, &x->p, recorded_row(R_VISITS, 0));
	str_clear(&x->text);
	record_add_codes(&r, " · ", &x->text);
	assert_string_equal(x->text.buf, "");
	record_release(&r);
}

static void test_names_with_their_notes(void **state)
{
	static const char *const names[] = { "Arlandia (former)",
		"Arlande (fr, wa, br …)", "Arl" };
	struct packed *x = *state;

	for (uint32_t i = 0; i < 3; i++) {
		str_clear(&x->text);
		record_add_name(&x->p, recorded_row(R_NAMES, i), &x->text);
		assert_string_equal(x->text.buf, names[i]);
	}
}

static void test_only_events_have_a_date(void **state)
{
	struct packed *x = *state;

	str_clear(&x->text);
	record_add_date(&x->p, recorded_row(R_MEETINGS, 0), &x->text);
	assert_string_equal(x->text.buf, "2002-02-26/2002-02-28");
	record_add_date(&x->p, recorded_row(R_MEMBERS, 0), &x->text);
	assert_string_equal(x->text.buf, "2002-02-26/2002-02-28");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joined_rows_begin_with_the_one_asked_for),
		cmocka_unit_test(test_back_links_are_divided_into_parts),
		cmocka_unit_test(test_no_back_links_before_the_package_is_linked),
		cmocka_unit_test(test_the_title_shows_label_codes_and_keys),
		cmocka_unit_test(test_lists_of_rows_are_behind_other_fields),
		cmocka_unit_test(test_items_are_long_from_25_columns_on),
		cmocka_unit_test(test_items_are_called_by_their_rows),
		cmocka_unit_test(test_codes_of_all_joined_rows),
		cmocka_unit_test(test_names_with_their_notes),
		cmocka_unit_test(test_only_events_have_a_date),
	};

	return cmocka_run_group_tests_name("record", tests, make_packed, end_packed);
}
