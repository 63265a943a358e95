#include "config.h"

#include "output/sources.h"

#include "unit/cited.h"
#include "unit/searched.h"
#include "unit/test.h"

/* Returns the labels of the sources of row ROW of TABLE, parted by "; ". */
static const char *cites(struct packed *x, int table, uint32_t row)
{
	struct row_ref found[16];
	size_t count = sources_of_row(&x->p, (struct row_ref){ table, row }, found, 16);

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
	assert_true(sources_are_in(&s.x.p, SOURCES));
	assert_false(sources_are_in(&s.x.p, COUNTRIES)); /* chairs are a list, too */
	assert_false(sources_are_in(&s.x.p, LANGUAGES));
	assert_false(sources_are_in(&s.x.p, MEMBERS));
	searched_end(&s);
}

static void test_few_tables_have_sources_with_addresses(void **state)
{
	struct packed x;

	(void)state;
	cited_open(&x);
	assert_true(sources_are_in(&x.p, CITED_SOURCES));
	assert_false(sources_are_in(&x.p, CITED_PORTS)); /* cites, and is in no list */
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
		sources_of_row(&x.p, (struct row_ref){ CITED_PORTS, 0 }, found, 1), 1);
	assert_int_equal(found[0].table, CITED_SOURCES);
	assert_int_equal(found[1].table, -5);
	packed_end(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_all_cite_are_sources),
		cmocka_unit_test(test_few_tables_have_sources_with_addresses),
		cmocka_unit_test(test_a_row_cites_for_all_that_it_is_one_with),
		cmocka_unit_test(test_as_many_as_there_is_room_for),
	};

	return cmocka_run_group_tests_name("sources", tests, NULL, NULL);
}
