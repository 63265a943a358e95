/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Which columns there are, which are shown, in which order. */

#include "view/column_config.h"

#include "unit/packed.h"
#include "unit/test.h"

struct set {
	struct packed x;
	struct column_config columns;
	struct str text; /* of the last listed */
};

/* Opens the towns; with another descriptor and other rows when PACKAGE is not NULL. */
static void begin_with(struct set *s, const char *package, const char *rows)
{
	packed_copy(&s->x, "towns");
	if (package) {
		packed_write(&s->x, "datapackage.json", package);
		packed_write(&s->x, "towns.csv", rows);
	}
	packed_load(&s->x, NULL);
	column_config_init(&s->columns, &s->x.p, &s->x.p.tables[0]);
	str_init(&s->text);
}

static void begin(struct set *s)
{
	begin_with(s, NULL, NULL);
}

static void end(struct set *s)
{
	column_config_release(&s->columns);
	str_release(&s->text);
	packed_end(&s->x);
}

/* All columns by their titles, a hidden one in brackets, a width behind it. */
static const char *listed(struct set *s)
{
	str_clear(&s->text);
	for (size_t i = 0; i < s->columns.count; i++) {
		const struct column_config_column *column = &s->columns.columns[i];

		str_add(&s->text, i ? " " : "");
		str_addf(&s->text, column->shown ? "%s" : "(%s)", column->path->title);
		if (column->user_width)
			str_addf(&s->text, "=%d", column->user_width);
	}
	return s->text.buf;
}

/* The same of the columns in force, as paths. */
static const char *listed_paths(struct set *s)
{
	str_clear(&s->text);
	for (size_t i = 0; i < s->columns.shown; i++)
		str_addf(&s->text, "%s%s", i ? " " : "", s->columns.paths[i].title);
	return s->text.buf;
}

static void test_own_columns_come_first(void **state)
{
	struct set s;

	(void)state;
	begin(&s);
	/* The river is there by its name: its key would be shown as that again. */
	assert_string_equal(listed(&s), "Town River People Sea (Id) (Since) (Note)");
	assert_string_equal(listed_paths(&s), "Town River People Sea");
	assert_false(s.columns.chosen);
	end(&s);
}

static void test_columns_are_shown_and_hidden(void **state)
{
	struct set s;
	unsigned changes;

	(void)state;
	begin(&s);
	changes = s.columns.changes;
	assert_true(column_config_toggle(&s.columns, 1));
	assert_true(column_config_toggle(&s.columns, 6));
	assert_string_equal(listed(&s), "Town (River) People Sea (Id) (Since) Note");
	assert_string_equal(listed_paths(&s), "Town People Sea Note");
	assert_true(s.columns.changes != changes);
	assert_true(s.columns.chosen);
	end(&s);
}

static void test_a_field_of_its_own_is_read(void **state)
{
	struct set s;
	const struct path *paths;
	struct str value;

	(void)state;
	begin(&s);
	column_config_show_all(&s.columns);
	paths = s.columns.paths;
	assert_int_equal(s.columns.shown, 7);
	str_init(&value);
	package_add_value(&s.x.p, &s.x.p.tables[0], 2, &paths[6], &value);
	str_add_char(&value, ' ');
	package_add_value(&s.x.p, &s.x.p.tables[0], 2, &paths[3], &value);
	assert_string_equal(value.buf, "minster Black Sea");
	str_release(&value);
	end(&s);
}

static void test_one_column_stays(void **state)
{
	struct set s;

	(void)state;
	begin(&s);
	for (size_t i = 0; i < 3; i++)
		assert_true(column_config_toggle(&s.columns, i));
	assert_false(column_config_toggle(&s.columns, 3));
	assert_string_equal(listed_paths(&s), "Sea");
	assert_true(column_config_toggle(&s.columns, 5));
	assert_true(column_config_toggle(&s.columns, 3));
	assert_string_equal(listed_paths(&s), "Since");
	end(&s);
}

static void test_columns_change_places(void **state)
{
	struct set s;

	(void)state;
	begin(&s);
	assert_false(column_config_move(&s.columns, 0, -1));
	assert_false(column_config_move(&s.columns, 6, 1));
	assert_true(column_config_move(&s.columns, 0, 1));
	assert_true(column_config_move(&s.columns, 6, -1));
	assert_string_equal(listed(&s), "River Town People Sea (Id) (Note) (Since)");
	assert_string_equal(listed_paths(&s), "River Town People Sea");
	end(&s);
}

static void test_ids_stay_when_places_change(void **state)
{
	struct set s;

	(void)state;
	begin(&s);
	column_config_move(&s.columns, 2, -1);
	column_config_toggle(&s.columns, 0);
	assert_string_equal(listed(&s), "(Town) People River Sea (Id) (Since) (Note)");
	assert_int_equal(s.columns.columns[1].id, 2);
	assert_string_equal(s.columns.columns[1].path->title, "People");
	assert_int_equal(column_config_pos(&s.columns, 2), 0);
	assert_int_equal(column_config_pos(&s.columns, 3), 2);
	assert_int_equal(column_config_at(&s.columns, 1)->id, 1);
	/* Hidden ones: what is now where they were, or the last one. */
	assert_int_equal(column_config_pos(&s.columns, 0), 0);
	assert_int_equal(column_config_pos(&s.columns, 6), 2);
	end(&s);
}

static void test_widths_are_held_within_bounds(void **state)
{
	struct set s;

	(void)state;
	begin(&s);
	column_config_set_width(&s.columns, 0, 20);
	column_config_set_width(&s.columns, 1, 1);
	column_config_set_width(&s.columns, 2, 9999);
	assert_string_equal(
		listed(&s), "Town=20 River=3 People=400 Sea (Id) (Since) (Note)");
	column_config_set_width(&s.columns, 1, 0);
	assert_string_equal(
		listed(&s), "Town=20 River People=400 Sea (Id) (Since) (Note)");
	column_config_reset(&s.columns);
	assert_string_equal(listed(&s), "Town River People Sea (Id) (Since) (Note)");
	assert_false(s.columns.chosen);
	end(&s);
}

/* After a reload: the order and choice are old, a field is gone, two have come. */
static void test_another_package_takes_over_by_name(void **state)
{
	static const char other[] =
		"{'name':'towns','resources':["
		"{'name':'towns','path':'towns.csv','schema':{'fields':["
		"{'name':'zip','title':'Zip','type':'string'},"
		"{'name':'name','title':'Name','type':'string'},"
		"{'name':'people','title':'Inhabitants','type':'integer'},"
		"{'name':'note','title':'Note','type':'string'}]},"
		"'bali':{'columns':['zip','name','people']}}]}";
	struct set old, new;

	(void)state;
	begin(&old);
	column_config_move(&old.columns, 2, -1);      /* Town People River Sea … */
	column_config_move(&old.columns, 1, -1);      /* People Town River Sea … */
	column_config_toggle(&old.columns, 6);        /* Note */
	column_config_toggle(&old.columns, 1);        /* Town */
	column_config_set_width(&old.columns, 2, 12); /* People */
	begin_with(&new, other, "zip,name,people,note\n1,a,2,b\n");
	assert_string_equal(listed(&new), "Zip Name Inhabitants (Note)");
	column_config_adopt(&new.columns, &old.columns);
	assert_string_equal(listed(&new), "Inhabitants=12 (Name) Note Zip");
	assert_true(new.columns.chosen);
	end(&new);
	end(&old);
}

static void test_nothing_chosen_is_nothing_taken_over(void **state)
{
	struct set old, new;

	(void)state;
	begin(&old);
	begin(&new);
	column_config_toggle(&new.columns, 0);
	column_config_adopt(&new.columns, &old.columns);
	assert_string_equal(listed(&new), "(Town) River People Sea (Id) (Since) (Note)");
	end(&new);
	end(&old);
}

static void test_what_is_left_of_a_choice_may_be_nothing(void **state)
{
	static const char other[] =
		"{'name':'towns','resources':["
		"{'name':'towns','path':'towns.csv','schema':{'fields':["
		"{'name':'name','title':'Town','type':'string'},"
		"{'name':'note','title':'Note','type':'string'}]},"
		"'bali':{'columns':['name']}}]}";
	struct set old, new;

	(void)state;
	begin(&old);
	for (size_t i = 0; i < 3; i++)
		column_config_toggle(&old.columns, i); /* only the sea is left */
	begin_with(&new, other, "name,note\na,b\n");
	column_config_adopt(&new.columns, &old.columns);
	assert_string_equal(listed(&new), "Town (Note)");
	end(&new);
	end(&old);
}

static void test_fields_come_late(void **state)
{
	struct descriptor_guess guess;
	struct set s;

	(void)state;
	packed_begin(&s.x);
	packed_write(&s.x, "t.csv", "");
	packed_open(&s.x, "t.csv");
	column_config_init(&s.columns, &s.x.p, &s.x.p.tables[0]);
	str_init(&s.text);
	assert_int_equal(s.columns.count, 0);
	assert_int_equal(column_config_pos(&s.columns, 0), 0);
	descriptor_guess_begin(&s.x.p.descriptor, &guess, 2);
	descriptor_guess_field(&s.x.p.descriptor, 0, &guess, slice_of("a"));
	descriptor_guess_field(&s.x.p.descriptor, 0, &guess, slice_of("b"));
	descriptor_guess(&s.x.p.descriptor, 0, &guess);
	assert_int_equal(s.columns.count, 0);
	column_config_fit(&s.columns);
	assert_string_equal(listed(&s), "a b");
	column_config_toggle(&s.columns, 0);
	column_config_fit(&s.columns);
	assert_string_equal(listed(&s), "(a) b");
	/* Columns beyond the header come when rows are known: what was chosen stays. */
	descriptor_widen(&s.x.p.descriptor, 0, 2, 4);
	column_config_fit(&s.columns);
	assert_string_equal(listed(&s), "(a) b column 3 column 4");
	end(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_columns_come_first),
		cmocka_unit_test(test_columns_are_shown_and_hidden),
		cmocka_unit_test(test_a_field_of_its_own_is_read),
		cmocka_unit_test(test_one_column_stays),
		cmocka_unit_test(test_columns_change_places),
		cmocka_unit_test(test_ids_stay_when_places_change),
		cmocka_unit_test(test_widths_are_held_within_bounds),
		cmocka_unit_test(test_another_package_takes_over_by_name),
		cmocka_unit_test(test_nothing_chosen_is_nothing_taken_over),
		cmocka_unit_test(test_what_is_left_of_a_choice_may_be_nothing),
		cmocka_unit_test(test_fields_come_late),
	};

	return cmocka_run_group_tests_name("column_config", tests, NULL, NULL);
}
