#include "config.h"

#include "output/citation.h"

#include "unit/cited.h"
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
	citation_add_citation(&x->p, (struct row_ref){ table, number }, &x->text);
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

static void test_a_package_tells_what_it_tells(void **state)
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_is_parted_by_tabs),
		cmocka_unit_test(test_what_files_hold_goes_through_the_gate),
		cmocka_unit_test(test_a_citation_names_row_package_and_sources),
		cmocka_unit_test(test_a_package_tells_what_it_tells),
	};

	return cmocka_run_group_tests_name("copytext", tests, NULL, NULL);
}
