/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/record_walk.h"
#include "unit/recorded.h"
#include "unit/test.h"

/* The walk itself: what it visits for each extent, in which order. */

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

static void trace_section(struct record_walk *w)
{
	static const char *const names[WALK_SECTIONS] = { "title", "lead", "row", "names",
		"lists", "named by", "back", "inline", "sources", "files" };

	str_addf(w->data, "[%s %s]\n", names[w->section], w->schema->name);
}

static void trace_row(struct record_walk *w)
{
	str_addf(w->data, "%zu %s\n", w->number, w->date.buf);
}

static void trace_field(struct record_walk *w)
{
	str_addf(w->data, " %s:", record_walk_field(w)->name);
	if (w->column)
		str_addf(w->data, " %s %d", w->heading ? "heads" : "in", w->column);
}

static void trace_value(struct record_walk *w)
{
	str_addf(w->data, " %zu=%.*s", w->value, (int)w->text.len,
		w->text.text);
	if (w->raw.len)
		str_addf(w->data, " (%.*s)", (int)w->raw.len, w->raw.text);
	if (w->to.table >= 0)
		str_addf(w->data, " >%s", w->package->tables[w->to.table].schema->name);
	str_add(w->data, w->lines ? " |" : "");
}

static void trace_end(struct record_walk *w)
{
	str_add_char(w->data, '\n');
}

static void trace_end_section(struct record_walk *w)
{
	str_addf(w->data, "%zu of %zu\n", w->shown, w->link->count);
}

/* Returns the steps of the walk through EXTENT of the record of row ROW of TABLE. */
static const char *steps(
	struct packed *x, int table, uint32_t row, enum record_extent extent)
{
	static const struct record_visitor visitor = { .section = trace_section,
		.row = trace_row,
		.field = trace_field,
		.value = trace_value,
		.end_field = trace_end,
		.end_section = trace_end_section };
	struct record r;

	record_init(&r, &x->p, recorded_row(table, row));
	str_clear(&x->text);
	record_walk(&r, &visitor, extent, &x->text);
	record_release(&r);
	return x->text.buf;
}

static void test_short(void **state)
{
	assert_string_equal(steps(*state, R_MEMBERS, 0, RECORD_SHORT),
		"[title members]\n"
		"[row members]\n"
		"0 \n"
		" since: 0=February 2002\n"
		" note: 0=a | b, *c*\nsecond line\n"
		"1 \n"
		" place: 0=20° S, 1.5° E\n"
		" area: 0=12.50\n"
		" island: 0=true\n"
		" languages: 0=Arish 1=Old Arish\n"
		"[names names]\n"
		"0 \n"
		" 0=Arlande (fr, wa, br …)1 \n"
		" 0=Arlandia (former)2 \n"
		" 0=Arl3 of 3\n"
		"[named by countries]\n"
		"[back meetings]\n"
		"0 26–28 Feb 2002\n"
		" 0=First Meeting >meetings1 Apr 2004\n"
		" 0=Second Meeting >meetings2 of 2\n"
		"[inline disputes]\n"
		"0 \n"
		" what: 0=Date of joining >disputes\n"
		" by: heads 1 0=Another >sources\n"
		" says: in 1 0=2002\n"
		"1 of 1\n"
		"[sources members]\n"
		" sources: 0=A long title of the first source document >sources |"
		" 1=Another >sources |\n");
}

static void test_all_has_what_the_title_shows_and_what_is_empty(void **state)
{
	const char *all = steps(*state, R_COUNTRIES, 2, RECORD_ALL);

	assert_non_null(strstr(all, " id: 0=CC\n alpha3: 0=CCC\n name: 0=Celia\n"));
	assert_non_null(strstr(all, " place:\n area:\n island: 0=false\n languages:\n"));
	assert_null(strstr(steps(*state, R_COUNTRIES, 2, RECORD_WHOLE), " area:"));
	assert_null(strstr(steps(*state, R_COUNTRIES, 2, RECORD_WHOLE), " id:"));
}

static void test_all_has_raw_forms_and_the_lines_of_the_files(void **state)
{
	const char *all = steps(*state, R_MEMBERS, 0, RECORD_ALL);

	assert_non_null(strstr(all, " since: 0=February 2002 (2002-02)\n"));
	assert_non_null(strstr(all, " place: 0=20° S, 1.5° E (1.5, -20)\n"));
	assert_non_null(strstr(all,
		"[files countries]\n0 \n 0=members.csv, line 21 \n"
		" 0=countries.csv, line 2"));
}

static void test_a_document_has_what_the_title_shows(void **state)
{
	const char *document = steps(*state, R_MEMBERS, 0, RECORD_DOCUMENT);

	assert_non_null(strstr(document, " country: 0=Arland >countries\n"));
	assert_null(strstr(document, "[files"));
}

/* What two rows that are one have under one title is one list. */
static void test_sources_are_at_the_end_each_once(void **state)
{
	static const char descriptor[] =
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'from', 'title': 'Sources', 'type': 'list'}, "
		"{'name': 'text'}], 'primaryKey': 'id', 'foreignKeys': "
		"[{'fields': 'id', 'reference': {'resource': 'b', 'fields': 'id'}}, "
		"{'fields': 'from', 'reference': {'resource': 's', 'fields': 'id'}}]}}, "
		"{'name': 'b', 'path': 'b.csv', 'schema': {'fields': [{'name': 'id'}, "
		"{'name': 'sources', 'title': 'Sources', 'type': 'list'}, {'name': "
		"'more'}], 'primaryKey': 'id', 'foreignKeys': "
		"[{'fields': 'sources', 'reference': {'resource': 's', 'fields': "
		"'id'}}]}}, {'name': 's', 'path': 's.csv', 'schema': {'fields': "
		"[{'name': 'id'}, {'name': 'url', 'type': 'string', 'format': 'uri'}], "
		"'primaryKey': 'id'}}]}";
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "a.csv", "id,from,text\n1,\"p,q\",one\n");
	packed_write(&x, "b.csv", "id,sources,more\n1,\"q,r\",two\n");
	packed_write(&x, "s.csv", "id,url\np,\nq,\nr,\n");
	packed_load(&x, NULL);
	assert_string_equal(steps(&x, 0, 0, RECORD_SHORT),
		"[title a]\n[row a]\n0 \n1 \n more: 0=two\n"
		"[sources a]\n from: 0=p >s | 1=q >s | 2=r >s |\n");
	packed_end(&x);
}

static const char named[] =
	"{'resources': [{'name': 'rows', 'path': 'rows.csv', 'schema': {'fields': "
	"[{'name': 'id', 'type': 'string'}, {'name': 'same', 'type': 'string'}, {'name': "
	"'only', 'type': 'string', 'constraints': {'enum': ['x']}}, {'name': 'came', "
	"'type': 'string'}], 'primaryKey': 'id'}, 'bali': {'summary': 'came'}}, {'name': "
	"'names', 'path': 'names.csv', 'schema': {'fields': [{'name': 'row'}, {'name': "
	"'name', 'type': 'string'}, {'name': 'kind', 'type': 'string'}], 'foreignKeys': "
	"[{'fields': 'row', 'reference': {'resource': 'rows', 'fields': 'id'}}]}, "
	"'bali': "
	"{'names': true, 'label': 'name', 'columns': ['name'], 'note': [{'field': "
	"'kind', "
	"'value': 'misspelt'}], 'first': [{'field': 'kind', 'value': 'former'}]}}]}";

/* The title again, the only value there may be, and names for the curator say nothing. */
static void test_what_says_nothing_is_shown_only_with_all(void **state)
{
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", named);
	packed_write(&x, "rows.csv", "id,same,only,came\nA,A,x,All went well\n");
	packed_write(
		&x, "names.csv", "row,name,kind\nA,B,\nA,A,\nA,C,misspelt\nA,D,former\n");
	packed_load(&x, NULL);
	assert_string_equal(steps(&x, 0, 0, RECORD_SHORT),
		"[title rows]\n[lead rows]\n came: 0=All went well\n[row rows]\n0 \n"
		"[names names]\n0 \n 0=D1 \n 0=B2 of 4\n");
	assert_non_null(strstr(steps(&x, 0, 0, RECORD_ALL),
		" same: 0=A\n only: 0=x\n[names names]\n0 \n 0=D1 \n 0=B2 \n 0=A3 \n"
		" 0=C4 of 4\n"));
	packed_end(&x);
}

static void test_data_has_cells_in_the_order_of_the_table(void **state)
{
	const char *data = steps(*state, R_MEMBERS, 0, RECORD_DATA);

	assert_null(strstr(data, "[references"));
	assert_non_null(strstr(data, " note: 0=a | b, *c*\nsecond line\n sources: 0="));
	/* Names and inline rows whole, rows that refer to it by their key. */
	assert_non_null(strstr(data,
		"0 \n country: 0=Arland >countries\n name: 0=Arlandia\n"
		" kind: 0=former\n tongues:\n"));
	assert_non_null(
		strstr(data, "0 2002-02-26/2002-02-28\n host: 0=Arland >countries\n"));
	assert_non_null(strstr(data, " id: 0=d1\n what: 0=Date of joining\n country:"));
}

static void test_fields_for_the_curator_are_shown_only_with_all(void **state)
{
	static const char descriptor[] =
		"{'resources': [{'name': 'rows', 'path': 'rows.csv', 'bali': {'note': "
		"['remark', {'field': 'sure', 'value': 'high'}]}, 'schema': {'fields': "
		"[{'name': 'name', 'type': 'string'}, {'name': 'sure', 'type': "
		"'string'}, {'name': 'remark', 'type': 'string'}, {'name': 'other', "
		"'type': 'string'}]}}]}";
	static const enum record_extent few[] = { RECORD_SHORT, RECORD_PRINTED,
		RECORD_WHOLE, RECORD_DOCUMENT };
	struct packed x;

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", descriptor);
	packed_write(&x, "rows.csv",
		"name,sure,remark,other\none,high,copied,text\ntwo,low,copied,text\n");
	packed_load(&x, NULL);
	for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
		assert_null(strstr(steps(&x, 0, 0, few[i]), " sure:"));
		assert_null(strstr(steps(&x, 0, 0, few[i]), " remark:"));
		assert_non_null(strstr(steps(&x, 0, 1, few[i]), " sure: 0=low\n other:"));
	}
	assert_non_null(strstr(steps(&x, 0, 0, RECORD_ALL),
		" sure: 0=high\n remark: 0=copied\n other: 0=text\n"));
	assert_non_null(
		strstr(steps(&x, 0, 0, RECORD_DATA), " sure: 0=high\n remark: 0=copied"));
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_all_has_what_the_title_shows_and_what_is_empty),
		cmocka_unit_test(test_all_has_raw_forms_and_the_lines_of_the_files),
		cmocka_unit_test(test_a_document_has_what_the_title_shows),
		cmocka_unit_test(test_sources_are_at_the_end_each_once),
		cmocka_unit_test(test_what_says_nothing_is_shown_only_with_all),
		cmocka_unit_test(test_data_has_cells_in_the_order_of_the_table),
		cmocka_unit_test(test_fields_for_the_curator_are_shown_only_with_all),
	};

	return cmocka_run_group_tests_name("record_walk", tests, make_packed, end_packed);
}
