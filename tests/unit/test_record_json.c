/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <jansson.h>

#include "output/record_form.h"
#include "unit/recorded.h"
#include "unit/test.h"

static int make_packed(void **state)
{
	static struct packed packed;

	recorded_make(&packed);
	*state = &packed;
	return 0;
}

static int end_packed(void **state)
{
	packed_end(*state);
	return 0;
}

/* Returns the record of row ROW of TABLE, read back; the caller lets go of it. */
static json_t *json_of(struct packed *x, int table, uint32_t row)
{
	json_error_t error;
	struct record r;
	json_t *json;

	record_init(&r, &x->p, recorded_row(table, row));
	str_clear(&x->text);
	record_json_add(&x->text, &r);
	record_release(&r);
	json = json_loads(x->text.buf, JSON_REJECT_DUPLICATES, &error);
	if (!json)
		fail_msg("%d:%d: %s\n%s", error.line, error.column, error.text,
			x->text.buf);
	return json;
}

/* Asserts that VALUE, which may be NULL, reads as JSON like EXPECTED with ' for ". */
static void assert_json(const json_t *value, const char *expected)
{
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT)
			   : strdup("nothing");

	for (char *c = text; *c; c++)
		*c = *c == '"' ? '\'' : *c;
	assert_string_equal(text, expected);
	free(text);
}

static const json_t *member(const json_t *object, const char *name)
{
	return json_object_get(object, name);
}

static void test_members_always_the_same(void **state)
{
	static const char *const names[] = { "table", "key", "label", "row", "links",
		"one_with", "names", "back_links", "in_place" };

	for (int table = 0; table < R_TABLES; table++) {
		json_t *json = json_of(*state, table, 0);
		const char *name;
		json_t *value;
		size_t i = 0;

		json_object_foreach(json, name, value)
			assert_string_equal(name, names[i++]);
		assert_int_equal(i, 9);
		json_decref(json);
	}
}

static void test_values_have_their_types(void **state)
{
	json_t *json = json_of(*state, R_COUNTRIES, 0);

	assert_json(member(json, "table"), "'countries'");
	assert_json(member(json, "key"), "'AA'");
	assert_json(member(json, "label"), "'Arland'");
	assert_json(member(json, "row"),
		"{'id':'AA','alpha3':'AAA','name':'Arland','place':[1.5,-20],"
		"'area':12.5,'island':true,'languages':['Arish','Old Arish']}");
	assert_json(member(json, "links"), "{}");
	json_decref(json);
	json = json_of(*state, R_COUNTRIES, 2);
	assert_json(member(json, "row"),
		"{'id':'CC','alpha3':'CCC','name':'Celia','place':null,"
		"'area':null,'island':false,'languages':null}");
	json_decref(json);
	json = json_of(*state, R_MEETINGS, 0);
	assert_json(member(json, "key"), "'1'");
	assert_json(member(member(json, "row"), "number"), "1");
	json_decref(json);
}

static void test_links_of_each_reference(void **state)
{
	json_t *json = json_of(*state, R_MEMBERS, 0);

	assert_json(member(member(json, "row"), "sources"), "['s1','s2']");
	assert_json(member(member(json, "row"), "note"), "'a | b, *c*\\nsecond line'");
	assert_json(member(json, "links"),
		"{'country':[{'table':'countries','key':'AA','label':'Arland'}],"
		"'sources':[{'table':'sources','key':'s1','label':"
		"'A long title of the first source document'},"
		"{'table':'sources','key':'s2','label':'Another'}]}");
	json_decref(json);
	json = json_of(*state, R_MEMBERS, 1);
	assert_json(member(member(json, "links"), "sources"), "[]");
	json_decref(json);
}

static void test_the_rows_it_is_one_with(void **state)
{
	json_t *json = json_of(*state, R_MEMBERS, 1);

	assert_json(member(json, "one_with"),
		"[{'table':'countries','key':'BB','label':'Outer Beria','row':{'id':'BB',"
		"'alpha3':'BBB','name':'Outer Beria','place':null,'area':null,"
		"'island':null,'languages':['Berian as it is spoken in the north',"
		"'Arish']},'links':{}}]");
	json_decref(json);
	json = json_of(*state, R_COUNTRIES, 2);
	assert_json(member(json, "one_with"), "[]");
	json_decref(json);
}

static void test_other_names(void **state)
{
	json_t *json = json_of(*state, R_MEMBERS, 0);
	const json_t *names = member(json, "names");

	assert_int_equal(json_array_size(names), 3);
	assert_json(json_array_get(names, 1),
		"{'table':'names','key':'2','label':'Arlande','row':{'country':'AA',"
		"'name':'Arlande','kind':'foreign','tongues':['fr','wa','br','oc']},"
		"'field':'country'}");
	json_decref(json);
}

static void test_links_back_by_table_and_field(void **state)
{
	json_t *json = json_of(*state, R_MEMBERS, 0);

	assert_json(member(json, "back_links"),
		"[{'table':'meetings','field':'host','rows':["
		"{'table':'meetings','key':'1','label':'First Meeting',"
		"'date':'2002-02-26/2002-02-28'},"
		"{'table':'meetings','key':'2','label':'Second Meeting',"
		"'date':'2004-04'}]}]");
	json_decref(json);
	json = json_of(*state, R_COUNTRIES, 2);
	/* What is no event has no date. */
	assert_json(json_array_get(member(json, "back_links"), 1),
		"{'table':'visits','field':'country','rows':["
		"{'table':'visits','key':'1','label':'Ada'}]}");
	json_decref(json);
}

static void test_inline_rows(void **state)
{
	json_t *json = json_of(*state, R_MEMBERS, 0);

	assert_json(member(json, "in_place"),
		"[{'table':'disputes','key':'d1','label':'Date of joining',"
		"'row':{'id':'d1','what':'Date of joining','country':'AA',"
		"'says':'2002','by':['s2']},'links':{'country':[{'table':'countries',"
		"'key':'AA','label':'Arland'}],'by':[{'table':'sources','key':'s2',"
		"'label':'Another'}]},'field':'country'}]");
	json_decref(json);
}

static void test_texts_are_escaped(void **state)
{
	struct packed *x = *state;
	json_t *json = json_of(x, R_VISITS, 1);

	assert_json(member(member(json, "row"), "who"), "'Bo \\'the\\u001B[31m\\' <b>'");
	assert_null(strchr(x->text.buf, 0x1b));
	json_decref(json);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members_always_the_same),
		cmocka_unit_test(test_values_have_their_types),
		cmocka_unit_test(test_links_of_each_reference),
		cmocka_unit_test(test_the_rows_it_is_one_with),
		cmocka_unit_test(test_other_names),
		cmocka_unit_test(test_links_back_by_table_and_field),
		cmocka_unit_test(test_inline_rows),
		cmocka_unit_test(test_texts_are_escaped),
	};

	return cmocka_run_group_tests_name("record_json", tests, make_packed, end_packed);
}
