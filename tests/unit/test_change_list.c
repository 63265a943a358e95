/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/change_list.h"

#include "unit/jsonback.h"
#include "unit/packed.h"
#include "unit/test.h"

/* The changes from tests/fixtures/diff_old to diff_new. */
struct changed {
	struct packed old, new;
	struct diff d;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile;
};

static void changed_open(struct changed *c, const struct diff_options *options)
{
	struct str err = STR_INIT;

	packed_copy(&c->old, "diff_old");
	packed_copy(&c->new, "diff_new");
	packed_load(&c->old, NULL);
	packed_load(&c->new, NULL);
	assert_true(diff_init(&c->d, &c->old.p, &c->new.p, options, &err));
	task_finish(&c->d.task);
	style_codes_init(&c->styles);
	c->page = (struct listing_page){ .styles = &c->styles };
	outfile_open_output(&c->outfile, false);
}

/* Returns the changes as they are written; lives until the next call. */
static const char *changed_write(struct changed *c, enum format format)
{
	struct listing *list = change_list_new(&c->d, formats[format].listing->shown);

	str_clear(&c->outfile.text);
	listing_write(list, format, &c->page, &c->outfile);
	listing_free(list);
	return c->outfile.text.buf;
}

static void changed_close(struct changed *c)
{
	outfile_abandon(&c->outfile);
	style_codes_release(&c->styles);
	diff_release(&c->d);
	packed_end(&c->old);
	packed_end(&c->new);
}

static void test_text(void **state)
{
	struct changed c;

	(void)state;
	changed_open(&c, &(struct diff_options){ .order = true });
	assert_string_equal(changed_write(&c, FORMAT_TEXT),
		"Members +1 -1 ~2 >1\n"
		"-  Bhutan       removed  BT · 01/02/2002 · 4 · a \"quoted\" word\n"
		">  Fiji         moved    row 5 → row 1\n"
		"~  Afghanistan  Note     Took part in the first conference, in "
		"[-Bali,-] "
		"and in all that followed it. → Took part in the first conference, in "
		"{+Jakarta,+} and in all that followed it.\n"
		"~  Bangladesh   Since    03/04/2003 → 2004-04-03\n"
		"+  Kiribati     added    KI · 2009-01-01 · 6 · new\n"
		"Visits +1 -2 >1  (rows have no key)\n"
		"+  Field        hour     integer\n"
		"-  Monday       removed  Visby\n"
		">  Lund         moved    row 3 → row 1\n"
		"+  Lund         added    Sunday · 11\n"
		"-  Tuesday      removed  Lund\n"
		"Added\n"
		"+  Table        added    1 row\n"
		"Gone\n"
		"-  Table        removed  2 rows\n");
	changed_close(&c);
}

/* On a narrow terminal names are cut before the values are. */
static void test_values_are_seen_on_a_narrow_terminal(void **state)
{
	struct changed c;
	const char *text;

	(void)state;
	changed_open(&c, &(struct diff_options){ .key = NULL });
	c.page.width = 54;
	text = changed_write(&c, FORMAT_TEXT);
	assert_non_null(strstr(text, "Since    03/04/2003 → 2004-04-03\n"));
	assert_non_null(strstr(text, "Took part in the first confe…\n"));
	changed_close(&c);
}

/* From the rows for programs the new table can be made of the old. */
static void test_data(void **state)
{
	struct changed c;
	json_t *json;

	(void)state;
	changed_open(&c, &(struct diff_options){ 0 });
	assert_string_equal(changed_write(&c, FORMAT_CSV),
		"change,table,row,field,old,new\n"
		"removed,members,BT,code,BT,\n"
		"removed,members,BT,name,Bhutan,\n"
		"removed,members,BT,since,01/02/2002,\n"
		"removed,members,BT,share,4,\n"
		"removed,members,BT,note,\"a \"\"quoted\"\" word\",\n"
		"changed,members,AF,note,\"Took part in the first conference, in Bali, "
		"and "
		"in all that followed it.\",\"Took part in the first conference, in "
		"Jakarta, "
		"and in all that followed it.\"\n"
		"changed,members,BD,since,03/04/2003,2004-04-03\n"
		"added,members,KI,code,,KI\n"
		"added,members,KI,name,,Kiribati\n"
		"added,members,KI,since,,2009-01-01\n"
		"added,members,KI,share,,6\n"
		"added,members,KI,note,,new\n"
		"field added,visits,,hour,,integer\n"
		"removed,visits,2,town,Visby,\n"
		"removed,visits,2,day,Monday,\n"
		"added,visits,3,town,,Lund\n"
		"added,visits,3,day,,Sunday\n"
		"added,visits,3,hour,,11\n"
		"removed,visits,4,town,Lund,\n"
		"removed,visits,4,day,Tuesday,\n"
		"table added,added,,,,1\n"
		"table removed,gone,,,2,\n");
	changed_write(&c, FORMAT_JSON);
	json = read_back(&c.outfile.text);
	assert_int_equal(json_array_size(json), 22);
	/* A number is one, and what a side does not have is null. */
	assert_true(
		json_real_value(json_object_get(json_array_get(json, 10), "new")) == 6);
	assert_true(json_is_null(json_object_get(json_array_get(json, 10), "old")));
	assert_true(
		json_real_value(json_object_get(json_array_get(json, 21), "old")) == 2);
	json_decref(json);
	changed_close(&c);
}

static void test_refs_are_of_the_new_side(void **state)
{
	struct changed c;
	struct listing *list;

	(void)state;
	changed_open(&c, &(struct diff_options){ 0 });
	list = change_list_new(&c.d, true);
	/* In the smallest steps. */
	while (!list->kind->gather(list, 1))
		;
	assert_int_equal(list->rows, 10);
	assert_int_equal(listing_ref(list, 0).table, -1); /* Bhutan is gone */
	assert_int_equal(listing_ref(list, 1).table, 0);
	assert_int_equal(listing_ref(list, 1).row, 1); /* Afghanistan */
	assert_ptr_equal(change_list_table(list, 4), &c.d.tables[1]);
	listing_free(list);
	changed_close(&c);
}

static void test_sentence(void **state)
{
	struct changed c;
	struct str text = STR_INIT;

	(void)state;
	changed_open(&c, &(struct diff_options){ 0 });
	change_list_add_news(&c.d, &text);
	assert_string_equal(text.buf,
		"1 member added, 1 member removed, 2 members changed (Since, Note), "
		"fields of "
		"Visits changed, 1 visit added, 2 visits removed, table Added added, "
		"table "
		"Gone removed");
	str_clear(&text);
	diff_release(&c.d);
	assert_true(
		diff_init(&c.d, &c.old.p, &c.old.p, &(struct diff_options){ 0 }, &text));
	task_finish(&c.d.task);
	change_list_add_news(&c.d, &text);
	assert_string_equal(text.buf, "nothing changed");
	str_release(&text);
	changed_close(&c);
}

/* Both values as they are shown, with a bar between them. */
static void assert_marked(const char *was, const char *is, const char *expected)
{
	struct str text = STR_INIT;

	change_list_add_marked(&text, slice_of(was), slice_of(is), "[", "]");
	str_add_char(&text, '|');
	change_list_add_marked(&text, slice_of(is), slice_of(was), "[", "]");
	assert_string_equal(text.buf, expected);
	str_release(&text);
}

static void test_long_values_are_marked(void **state)
{
	(void)state;
	assert_marked("short", "long", "short|long");
	assert_marked("", "0123456789 0123456789 0123456789",
		"|[0123456789 0123456789 0123456789]");
	/* Whole words, and no more of what is the same than helps. */
	assert_marked("one two three four five six seven eight nine ten eleven twelve",
		"one two three four five six seventy eight nine ten eleven twelve",
		"one two three four five six [seven] eight nine ten eleven twelve|"
		"one two three four five six [seventy] eight nine ten eleven twelve");
	assert_marked("one two three four five six seven eight nine ten eleven twelve 13",
		"one two three four five six seven eight nine ten eleven twelve 14",
		"…ten eleven twelve [13]|…ten eleven twelve [14]");
	/* Nothing is marked where nothing was. */
	assert_marked("0123456789 0123456789 0123456789",
		"0123456789 0123456789 0123456789 x",
		"0123456789 0123456789 [0123456789]|0123456789 0123456789 [0123456789 "
		"x]");
	/* A character is never cut: é and è share a byte. */
	assert_marked("0123456789012345678901234567890123é",
		"0123456789012345678901234567890123è",
		"0123456789012345678901234567890123[é]|"
		"0123456789012345678901234567890123[è]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_values_are_seen_on_a_narrow_terminal),
		cmocka_unit_test(test_data),
		cmocka_unit_test(test_refs_are_of_the_new_side),
		cmocka_unit_test(test_sentence),
		cmocka_unit_test(test_long_values_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
