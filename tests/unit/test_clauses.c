#include "config.h"

#include "query/clauses.h"

#include "unit/folder.h"

struct fixture {
	struct folder folder;
	struct package package;
};

static int open_package(void **state)
{
	static struct fixture f;
	struct str err;

	folder_make(&f.folder);
	folder_write(&f.folder, "islands.csv",
		"name,region,year\nBali,Asia,1950\nNauru,Oceania,1968\n");
	str_init(&err);
	assert_true(package_open(&f.package, f.folder.path, &err));
	str_release(&err);
	*state = &f;
	return 0;
}

static int close_package(void **state)
{
	struct fixture *f = *state;

	package_release(&f->package);
	folder_remove(&f->folder);
	return 0;
}

/* Checks that TEXT is the clauses of EXPECTED, which have a line each. */
static void check_split(struct fixture *f, const char *text, const char *expected)
{
	struct slice out[CLAUSES_SHOWN];
	struct str lines;
	size_t count = clauses_split(&f->package, 0, slice_of(text), out, CLAUSES_SHOWN);

	str_init(&lines);
	for (size_t i = 0; i < count; i++)
		str_addf(&lines, "%.*s\n", (int)out[i].len, out[i].text);
	assert_string_equal(lines.buf, expected);
	str_release(&lines);
}

static void test_splits_into_clauses(void **state)
{
	check_split(*state, "", "");
	check_split(*state, "  ", "");
	check_split(*state, "bali", "bali\n");
	check_split(*state, " region:oceania  kampuchea ", "region:oceania\nkampuchea\n");
	check_split(*state, "\"new zealand\" -asia", "\"new zealand\"\n-asia\n");
	check_split(*state, "region:=\"South Asia\" year:>1950",
		"region:=\"South Asia\"\nyear:>1950\n");
	check_split(*state, "re:/a b/ c", "re:/a b/\nc\n");
	/* The bar binds closer than the blank. */
	check_split(*state, "bali | nauru fiji", "bali | nauru\nfiji\n");
}

static void test_nothing_of_the_text_is_hidden(void **state)
{
	check_split(*state, "bank of china", "bank of\nchina\n");
	check_split(*state, "the bank", "the bank\n");
	check_split(*state, "-", "-\n");
	check_split(*state, "bali |", "bali\n");
	check_split(*state, "bali - \"", "bali - \"\n");
}

static void test_more_than_there_is_room_for(void **state)
{
	struct fixture *f = *state;
	struct slice out[2];

	assert_int_equal(clauses_split(&f->package, 0, slice_of("a b c d"), out, 2), 2);
	assert_true(slice_equal(out[0], slice_of("a")));
	assert_true(slice_equal(out[1], slice_of("b c d")));
}

static void check_close(struct fixture *f, const char *text, const char *expected)
{
	struct str out;

	str_init(&out);
	clauses_close(&f->package, 0, slice_of(text), &out);
	assert_string_equal(out.buf, expected);
	str_release(&out);
}

static void test_closes_what_is_open(void **state)
{
	check_close(*state, "", "");
	check_close(*state, "bali", "bali");
	check_close(*state, "bali | ", "bali");
	check_close(*state, "\"new zea", "\"new zea\"");
	check_close(*state, "\"new zea\"", "\"new zea\"");
	check_close(*state, "region:=\"South", "region:=\"South\"");
	check_close(*state, "re:/^b", "re:/^b/");
	check_close(*state, "re:/^b/ \"x", "re:/^b/ \"x\"");
}

static void check_join(const char *kept, const char *typed, const char *expected)
{
	struct str out;

	str_init(&out);
	str_add(&out, "what was there");
	clauses_join(slice_of(kept), slice_of(typed), &out);
	assert_string_equal(out.buf, expected);
	str_release(&out);
}

static void test_joins_what_is_typed(void **state)
{
	(void)state;
	check_join("", "", "");
	check_join("", " a", " a");
	check_join("region:asia", "", "region:asia");
	check_join("region:asia", "bali", "region:asia bali");
	/* Typed on its own it asks for nothing more than "bali". */
	check_join("region:asia", " | bali", "region:asia bali");
	check_join("region:asia", " ", "region:asia");
}

static void test_drops_the_last(void **state)
{
	struct fixture *f = *state;
	struct str text;

	str_init(&text);
	str_add(&text, "region:=\"South Asia\" a | b \"c d\"");
	clauses_drop_last(&f->package, 0, &text);
	assert_string_equal(text.buf, "region:=\"South Asia\" a | b");
	clauses_drop_last(&f->package, 0, &text);
	assert_string_equal(text.buf, "region:=\"South Asia\"");
	clauses_drop_last(&f->package, 0, &text);
	assert_string_equal(text.buf, "");
	clauses_drop_last(&f->package, 0, &text);
	assert_string_equal(text.buf, "");
	str_release(&text);
}

/* More terms than are searched: the end is always reached. */
static void test_ends_with_any_text(void **state)
{
	struct fixture *f = *state;
	struct str text;
	size_t steps = 0;

	str_init(&text);
	for (size_t i = 0; i < 200; i++)
		str_add(&text, i % 3 ? "word " : "re:/( \" ");
	while (text.len) {
		size_t before = text.len;

		clauses_drop_last(&f->package, 0, &text);
		assert_true(text.len < before);
		steps++;
	}
	assert_in_range(steps, 1, CLAUSES_SHOWN);
	str_release(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_splits_into_clauses),
		cmocka_unit_test(test_nothing_of_the_text_is_hidden),
		cmocka_unit_test(test_more_than_there_is_room_for),
		cmocka_unit_test(test_closes_what_is_open),
		cmocka_unit_test(test_joins_what_is_typed),
		cmocka_unit_test(test_drops_the_last),
		cmocka_unit_test(test_ends_with_any_text),
	};

	return cmocka_run_group_tests_name("clauses", tests, open_package, close_package);
}
