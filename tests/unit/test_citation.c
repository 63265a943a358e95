/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/citation.h"

#include "unit/cited.h"
#include "unit/searched.h"
#include "unit/test.h"

static const char *row(struct packed *x, int table, uint32_t number)
{
	const struct resource *schema = x->p.tables[table].schema;

	str_clear(&x->text);
	citation_add_row(&x->p, (struct row_ref){ table, number }, schema->columns,
		schema->column_count, &x->text);
	return x->text.buf;
}

static const char *citation(struct packed *x, int table, uint32_t number)
{
	str_clear(&x->text);
	citation_add(&x->p, (struct row_ref){ table, number }, &x->text);
	return x->text.buf;
}

static void test_a_row_is_parted_by_tabs(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	assert_string_equal(
		row(&x, CITED_PORTS, 0), "Visby\thttps://visby.example/\tThe log, A map");
	assert_string_equal(row(&x, CITED_PORTS, 1), "Slite\t\t");
	packed_end(&x);
}

static void test_what_files_hold_goes_through_the_gate(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	assert_string_equal(row(&x, CITED_PORTS, 2), "Bad␛]52;c;Zm9v␇␊port\t\tOdd one");
	assert_string_equal(citation(&x, CITED_PORTS, 2),
		"Bad␛]52;c;Zm9v␇␊port (Ports). The Sea, version 3, 2026-05-04. "
		"https://sea.example/\n"
		"Sources:\n"
		"Odd one: javascript:alert(1)\n");
	packed_end(&x);
}

static void test_a_citation_names_row_package_and_sources(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	assert_string_equal(citation(&x, CITED_SHIPS, 0),
		"Visby (Ships). The Sea, version 3, 2026-05-04. https://sea.example/\n"
		"Sources:\n"
		"A map: http://map.example/?a=b&c=d\n"
		"Chart: https://chart.example/\n"
		"The log: https://log.example/1\n");
	assert_string_equal(citation(&x, CITED_PORTS, 3),
		"Nowhere (Ports). The Sea, version 3, 2026-05-04. "
		"https://sea.example/\n"
		"Sources:\n"
		"A book\n");
	assert_string_equal(citation(&x, CITED_PORTS, 1),
		"Slite (Ports). The Sea, version 3, 2026-05-04. https://sea.example/\n");
	packed_end(&x);
}

/* Checks the citation of the one row of a package that begins with HEAD. */
static void check_bare(const char *head, const char *expected)
{
	struct packed x;
	struct str json;

	packed_begin(&x);
	str_init(&json);
	str_addf(&json,
		"{%s'resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'a','type':'string'}]}}]}",
		head);
	packed_write(&x, "datapackage.json", json.buf);
	packed_write(&x, "t.csv", "a\nb\n");
	packed_load(&x, NULL);
	assert_string_equal(citation(&x, 0, 0), expected);
	str_release(&json);
	packed_end(&x);
}

static void test_a_package_is_cited_by_what_it_has(void **state)
{
	(void)state;
	check_bare("", "b (t).\n");
	check_bare("'name':'n',", "b (t). n.\n");
	check_bare("'version':'2',", "b (t). Version 2.\n");
	check_bare("'created':'2026-01-02',", "b (t). 2026-01-02.\n");
	check_bare("'homepage':'https://h.example',", "b (t). https://h.example\n");
	check_bare("'title':'T','created':'2026-01-02T03:04:05Z',",
		"b (t). T, 2026-01-02.\n");
	/* Where rows cite nothing, the package does. */
	check_bare("'sources':[{'title':'S','path':'https://s.example'},{'title':'U'},"
		   "{'path':'p.csv'}],",
		"b (t).\nSources:\nS: https://s.example\nU\np.csv\n");
}

/* --- sources --- */

/* Returns the labels of the sources of row ROW of TABLE, parted by "; ". */
static const char *cites(struct packed *x, int table, uint32_t row)
{
	struct row_ref found[16];
	size_t count = citation_sources(&x->p, (struct row_ref){ table, row }, found, 16);

	str_clear(&x->text);
	for (size_t i = 0; i < count; i++) {
		str_add(&x->text, i ? "; " : "");
		package_add_label(
			&x->p, &x->p.tables[found[i].table], found[i].row, &x->text);
	}
	return x->text.buf;
}

static void test_what_all_cite_are_sources(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_true(citation_is_source_table(&s.x.p, SOURCES));
	assert_false(
		citation_is_source_table(&s.x.p, COUNTRIES)); /* chairs are a list, too */
	assert_false(citation_is_source_table(&s.x.p, LANGUAGES));
	assert_false(citation_is_source_table(&s.x.p, MEMBERS));
	searched_end(&s);
}

static void test_few_tables_have_sources_with_addresses(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	assert_true(citation_is_source_table(&x.p, CITED_SOURCES));
	assert_false(citation_is_source_table(
		&x.p, CITED_PORTS)); /* cites, and is in no list */
	packed_end(&x);
}

static void test_a_row_cites_for_all_that_it_is_one_with(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	/* Its own come first, and each once: the map is cited by both. */
	assert_string_equal(cites(&x, CITED_PORTS, 0), "The log; A map; Chart");
	assert_string_equal(cites(&x, CITED_SHIPS, 0), "A map; Chart; The log");
	assert_string_equal(cites(&x, CITED_PORTS, 1), "");
	assert_string_equal(cites(&x, CITED_SOURCES, 2), "Chart");
	packed_end(&x);
}

static void test_as_many_as_there_is_room_for(void **state)
{
	struct row_ref found[2] = { { 0, 0 }, { -5, 7 } };
	struct packed x;

	(void)state;
	cited_open(&x);
	assert_int_equal(
		citation_sources(&x.p, (struct row_ref){ CITED_PORTS, 0 }, found, 1), 1);
	assert_int_equal(found[0].table, CITED_SOURCES);
	assert_int_equal(found[1].table, -5);
	packed_end(&x);
}

/* --- addresses --- */

static void test_finds_addresses_in_texts(void **state)
{
	static const struct {
		const char *text, *url;
	} cases[] = {
		{ "https://a.example/", "https://a.example/" },
		{ "see https://a.example/x.", "https://a.example/x" },
		{ "(http://a.example)", "http://a.example" },
		{ "two: http://a.example/1, http://a.example/2", "http://a.example/1" },
		{ "HTTPS://A.example?q=1;r=2#s", "HTTPS://A.example?q=1;r=2#s" },
		{ "<https://a.example>", "https://a.example" },
		{ "old ftp://a.example http://b.example", "ftp://a.example" },
		{ "https://a.example/\001x y", "https://a.example/\001x" },
		{ "12:30 and a:b and x:/y", NULL },
		{ "://", NULL },
		{ "1http://a.example", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct slice url;
		bool found = citation_find_address(slice_of(cases[i].text), &url);

		assert_int_equal(found, cases[i].url != NULL);
		if (!found)
			continue;
		assert_int_equal(url.len, strlen(cases[i].url));
		assert_memory_equal(url.text, cases[i].url, url.len);
	}
}

/* Checks that row ROW of TABLE has the address URL, "" for none. */
static void check_row(struct packed *x, int table, uint32_t row, const char *url)
{
	str_clear(&x->text);
	assert_int_equal(
		citation_add_address(&x->p, (struct row_ref){ table, row }, &x->text),
		*url != 0);
	assert_string_equal(x->text.buf, url);
}

static void test_rows_have_addresses(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	check_row(&x, CITED_PORTS, 0, "https://visby.example/");
	check_row(&x, CITED_PORTS, 1, "");
	check_row(&x, CITED_SHIPS, 0, "");
	/* Not what a text mentions: what a list names. */
	check_row(&x, CITED_SHIPS, 1, "https://two.example/b");
	/* Of the format, though it cannot be opened: it is to be reported. */
	check_row(&x, CITED_SOURCES, 3, "javascript:alert(1)");
	packed_end(&x);
}

static void test_opens_pages_of_the_web_only(void **state)
{
	static const struct {
		const char *url, *err;
	} cases[] = {
		{ "http://a", "" },
		{ "https://a.example/x?y=z&a=b#c", "" },
		{ "HTTP://a", "" },
		{ "https://münchen.example/straße", "" },
		{ "ftp://a", "Only addresses of http and https are opened, not ftp://a" },
		{ "file:///etc/passwd",
			"Only addresses of http and https are opened, not "
			"file:///etc/passwd" },
		{ "javascript:alert(1)",
			"Only addresses of http and https are opened, not "
			"javascript:alert(1)" },
		{ "--help", "Only addresses of http and https are opened, not --help" },
		{ "", "Only addresses of http and https are opened, not " },
		{ "http://", "This address names no host and is not opened: http://" },
		{ "http:///x",
			"This address names no host and is not opened: http:///x" },
		{ "http://a/\033[31m",
			"This address holds blanks or control characters and is not "
			"opened: http://a/␛[31m" },
		{ "http://a/ b",
			"This address holds blanks or control characters and is not "
			"opened: http://a/ b" },
		{ "http://a/\nb",
			"This address holds blanks or control characters and is not "
			"opened: http://a/␊b" },
		{ "http://a/\xc2\x9b",
			"This address holds blanks or control characters and is not "
			"opened: http://a/\xef\xbf\xbd" },
		{ "http://a/\xe2\x80\xae",
			"This address holds blanks or control characters and is not "
			"opened: http://a/\xef\xbf\xbd" },
		{ "http://a/\xff",
			"This address holds blanks or control characters and is not "
			"opened: http://a/\xef\xbf\xbd" },
	};
	struct str err;

	(void)state;
	str_init(&err);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_clear(&err);
		assert_int_equal(citation_check_address(slice_of(cases[i].url), &err),
			!*cases[i].err);
		assert_string_equal(err.buf, cases[i].err);
	}
	str_release(&err);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_is_parted_by_tabs),
		cmocka_unit_test(test_what_files_hold_goes_through_the_gate),
		cmocka_unit_test(test_a_citation_names_row_package_and_sources),
		cmocka_unit_test(test_a_package_is_cited_by_what_it_has),
		cmocka_unit_test(test_what_all_cite_are_sources),
		cmocka_unit_test(test_few_tables_have_sources_with_addresses),
		cmocka_unit_test(test_a_row_cites_for_all_that_it_is_one_with),
		cmocka_unit_test(test_as_many_as_there_is_room_for),
		cmocka_unit_test(test_finds_addresses_in_texts),
		cmocka_unit_test(test_rows_have_addresses),
		cmocka_unit_test(test_opens_pages_of_the_web_only),
	};

	return cmocka_run_group_tests_name("citation", tests, NULL, NULL);
}
