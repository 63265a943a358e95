/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/resolve.h"
#include "unit/searched.h"
#include "unit/test.h"

/* Appends the rows that TEXT means as "table/key" with blanks between. */
static void add_meaning(struct search *s, const char *text, struct str *out)
{
	struct resolve m;

	resolve_init(&m, s);
	resolve_find(&m, slice_of(text));
	for (size_t i = 0; i < m.count; i++) {
		const struct table *t = &s->package->tables[m.rows[i].table];

		str_addf(out, "%s%s/", i ? " " : "", t->schema->name);
		table_add_key(t, m.rows[i].row, out);
	}
	resolve_release(&m);
}

static const char *resolve_of(struct searched *s, const char *text)
{
	str_clear(&s->text);
	add_meaning(&s->s, text, &s->text);
	return s->text.buf;
}

/* Returns what is nearest to TEXT, which means nothing; "" when nothing is. */
static const char *edit_distance_to(struct searched *s, const char *text)
{
	struct resolve m;
	struct row_ref ref;

	resolve_init(&m, &s->s);
	resolve_find(&m, slice_of(text));
	assert_int_equal(m.count, 0);
	str_clear(&s->text);
	resolve_nearest(&m, &s->text, &ref);
	resolve_release(&m);
	return s->text.buf;
}

static int make_searched(void **state)
{
	static struct searched searched;

	searched_make(&searched);
	*state = &searched;
	return 0;
}

static int end_searched(void **state)
{
	searched_end(*state);
	return 0;
}

static void test_a_key_of_any_table(void **state)
{
	assert_string_equal(resolve_of(*state, "kh"), "members/kh");
	assert_string_equal(resolve_of(*state, "17"), "meetings/17");
	assert_string_equal(resolve_of(*state, "un"), "sources/un");
	assert_string_equal(resolve_of(*state, "pt"), "languages/pt");
	/* A country that is no member is itself. */
	assert_string_equal(resolve_of(*state, "ci"), "countries/ci");
	/* A names table has no key; the number of a row is none. */
	assert_string_equal(resolve_of(*state, "3"), "");
}

static void test_a_code_in_any_case(void **state)
{
	assert_string_equal(resolve_of(*state, "KH"), "members/kh");
	assert_string_equal(resolve_of(*state, "Kh"), "members/kh");
	assert_string_equal(resolve_of(*state, "CI"), "countries/ci");
}

static void test_a_name_however_written(void **state)
{
	assert_string_equal(resolve_of(*state, "Cambodia"), "members/kh");
	assert_string_equal(resolve_of(*state, "  new   zealand "), "members/nz");
	assert_string_equal(resolve_of(*state, "turkiye"), "members/tr");
	assert_string_equal(resolve_of(*state, "TÜRKİYE"), "members/tr");
	assert_string_equal(resolve_of(*state, "Cote d'Ivoire"), "countries/ci");
	assert_string_equal(resolve_of(*state, "netherlands, the"), "members/nl");
	assert_string_equal(resolve_of(*state, "Netherlands"), "members/nl");
	assert_string_equal(resolve_of(*state, "first conference"), "meetings/1");
}

static void test_another_name(void **state)
{
	assert_string_equal(resolve_of(*state, "kampuchea"), "members/kh");
	assert_string_equal(resolve_of(*state, "paises bajos"), "members/nl");
	assert_string_equal(resolve_of(*state, "กัมพูชา"), "members/kh");
	/* Two other names of one record are one meaning. */
	assert_string_equal(resolve_of(*state, "turquia"), "members/tr");
}

static void test_a_table_and_a_key(void **state)
{
	assert_string_equal(resolve_of(*state, "members/kh"), "members/kh");
	assert_string_equal(resolve_of(*state, "countries/kh"), "countries/kh");
	assert_string_equal(resolve_of(*state, "Countries/kh"), "countries/kh");
	assert_string_equal(resolve_of(*state, "names/2"), "names/2");
	assert_string_equal(resolve_of(*state, "languages/pt"), "languages/pt");
}

static void test_a_table_and_a_name(void **state)
{
	assert_string_equal(resolve_of(*state, "members/Cambodia"), "members/kh");
	assert_string_equal(resolve_of(*state, "countries/kampuchea"), "countries/kh");
	assert_string_equal(resolve_of(*state, "names/kampuchea"), "names/1");
	assert_string_equal(resolve_of(*state, "meetings/Cambodia"), "");
	assert_string_equal(resolve_of(*state, "members/"), "");
	assert_string_equal(resolve_of(*state, "nowhere/kh"), "");
}

/* What is typed is a name, whatever it would mean to the search. */
static void test_signs_of_the_search_mean_nothing(void **state)
{
	assert_string_equal(resolve_of(*state, ""), "");
	assert_string_equal(resolve_of(*state, "|"), "");
	assert_string_equal(resolve_of(*state, "<"), "");
	assert_string_equal(resolve_of(*state, "the"), "");
	assert_string_equal(resolve_of(*state, "capital:Ankara"), "");
	assert_string_equal(resolve_of(*state, "re:/Camb.*/"), "");
	assert_string_equal(resolve_of(*state, "Cambodia | Indonesia"), "");
	assert_string_equal(resolve_of(*state, "\"new zealand\""), "members/nz");
	assert_string_equal(resolve_of(*state, "new-zealand"), "members/nz");
}

static void test_the_beginning_of_a_name_is_near(void **state)
{
	assert_string_equal(edit_distance_to(*state, "camb"), "Cambodia");
	assert_string_equal(edit_distance_to(*state, "zealand"), "New Zealand");
	assert_string_equal(edit_distance_to(*state, "members/new"), "New Zealand");
}

static void test_what_is_nearly_written_so_is_near(void **state)
{
	assert_string_equal(edit_distance_to(*state, "cambodja"), "Cambodia");
	assert_string_equal(
		edit_distance_to(*state, "kampuchia"), "Kampuchea (Cambodia)");
	assert_string_equal(edit_distance_to(*state, "sources/cambodja"), "");
	assert_string_equal(edit_distance_to(*state, "xyzzy"), "");
	assert_string_equal(edit_distance_to(*state, ""), "");
}

/* Two kinds of things numbered alike, a word with a language's code, and a name that is
 * another thing's other name. */
static const char alike_descriptor[] =
	"{'resources':["
	"{'name':'goals','path':'goals.csv','bali':{'view':'overview'},'schema':"
	"{'primaryKey':'number','fields':[{'name':'number','type':'integer'},"
	"{'name':'title','type':'string'}]}},"
	"{'name':'steps','path':'steps.csv','schema':{'primaryKey':'number','fields':["
	"{'name':'number','type':'integer'},{'name':'title','type':'string'},"
	"{'name':'code','type':'string','constraints':{'unique':true,'maxLength':2}}]}},"
	"{'name':'names','path':'names.csv','bali':{'view':'lookup','names':true,"
	"'label':'name'},'schema':{'fields':[{'name':'step','type':'integer'},"
	"{'name':'name','type':'string'}],'foreignKeys':[{'fields':'step','reference':"
	"{'resource':'steps','fields':'number'}}]}},"
	"{'name':'tongues','path':'tongues.csv','bali':{'view':'lookup'},'schema':"
	"{'primaryKey':'code','fields':[{'name':'code','type':'string'},"
	"{'name':'title','type':'string'}]}}]}";

static void test_what_is_meant_best(void **state)
{
	struct packed x;
	struct search s;
	static const char *const cases[][2] = {
		{ "1", "goals/1 steps/1" },
		{ "2", "steps/2" },
		/* A code of what has a tab, before a key of what is looked up. */
		{ "id", "steps/2" },
		{ "tr", "tongues/tr" },
		/* A name, before another name of something else. */
		{ "open", "steps/1" },
		{ "unlock", "steps/1" },
		/* Of the same kind both are meant, looked up or not as they may be. */
		{ "rest", "goals/3 steps/3" },
		{ "break", "steps/2 steps/3" },
	};

	(void)state;
	packed_begin(&x);
	packed_write(&x, "datapackage.json", alike_descriptor);
	packed_write(&x, "goals.csv", "number,title\n1,Order\n3,Rest\n");
	packed_write(
		&x, "steps.csv", "number,title,code\n1,Open,op\n2,Close,id\n3,Rest,\n");
	packed_write(&x, "names.csv", "step,name\n2,Open\n1,Unlock\n2,Break\n3,Break\n");
	packed_write(&x, "tongues.csv", "code,title\nid,Indonesian\ntr,Turkish\n");
	packed_load(&x, NULL);
	search_init(&s, &x.p);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_clear(&x.text);
		add_meaning(&s, cases[i][0], &x.text);
		assert_string_equal(x.text.buf, cases[i][1]);
	}
	search_release(&s);
	packed_end(&x);
}

static void test_no_end_of_meanings_is_not_told(void **state)
{
	struct packed x;
	struct search s;
	struct resolve m;
	struct str text;

	(void)state;
	packed_begin(&x);
	str_init(&text);
	str_add(&text, "kind,size\n");
	for (int i = 0; i < RESOLVE_MOST; i++)
		str_addf(&text, "nail,%d\n", i);
	for (int i = 0; i <= RESOLVE_MOST; i++)
		str_addf(&text, "screw,%d\n", i);
	packed_write(&x, "t.csv", text.buf);
	packed_load(&x, "t.csv");
	search_init(&s, &x.p);
	resolve_init(&m, &s);
	resolve_find(&m, slice_of("screw"));
	assert_int_equal(m.count, RESOLVE_MOST);
	assert_true(m.more);
	resolve_find(&m, slice_of("nail"));
	assert_int_equal(m.count, RESOLVE_MOST);
	assert_false(m.more);
	resolve_release(&m);
	search_release(&s);
	str_release(&text);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_key_of_any_table),
		cmocka_unit_test(test_a_code_in_any_case),
		cmocka_unit_test(test_a_name_however_written),
		cmocka_unit_test(test_another_name),
		cmocka_unit_test(test_a_table_and_a_key),
		cmocka_unit_test(test_a_table_and_a_name),
		cmocka_unit_test(test_signs_of_the_search_mean_nothing),
		cmocka_unit_test(test_the_beginning_of_a_name_is_near),
		cmocka_unit_test(test_what_is_nearly_written_so_is_near),
		cmocka_unit_test(test_what_is_meant_best),
		cmocka_unit_test(test_no_end_of_meanings_is_not_told),
	};

	return cmocka_run_group_tests_name("resolve", tests, make_searched, end_searched);
}
