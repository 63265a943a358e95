/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What the rows of the bundled tables promise and no schema can say: how treaties are
 * worded, that each name finds its country, and each word of the source document its row.
 */

#include <stdlib.h>

#include "base/casefold.h"
#include "unit/bundled.h"

static const struct table *find_table(struct bundled *f, const char *name)
{
	int number = descriptor_find(&f->package.descriptor, name);

	assert_true(number >= 0);
	return &f->package.tables[number];
}

/* Returns the cell of the row last read in the column NAME of T. */
static struct slice cell(struct bundled *f, const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->schema->field_count; i++)
		if (strcmp(t->schema->fields[i].name, name) == 0)
			return f->row.cells[i];
	fail_msg("no column %s", name);
	return f->row.cells[0];
}

static bool has(struct slice text, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = 0; i + len <= text.len; i++)
		if (memcmp(text.text + i, part, len) == 0)
			return true;
	return false;
}

static bool is(struct slice text, const char *other)
{
	return slice_equal(text, slice_of(other));
}

/* Nobody looked at most acts after 2014: no row may read as if somebody had. */
static void test_treaties_say_what_was_seen(void **state)
{
	struct bundled *f = *state;
	const struct table *t = find_table(f, "treaties");
	size_t rows = table_rows(t);

	assert_int_equal(rows, 63 * 5);
	for (uint32_t i = 0; i < rows; i++) {
		struct slice says, treaty, status, since;
		bool party, silent;

		table_row(t, i, &f->row);
		says = cell(f, t, "says");
		treaty = cell(f, t, "treaty");
		status = cell(f, t, "state");
		since = cell(f, t, "party_since");
		party = is(status, "party");
		silent = is(status, "not_applicable");
		assert_true(status.len > 0 && cell(f, t, "as_of").len >= 4);
		assert_true(slice_starts(says, treaty));
		assert_int_equal(since.len > 0, party);
		assert_int_equal(cell(f, t, "act").len > 0, party);
		assert_int_equal(
			has(says, "party since ") || has(says, "became a party "), party);
		assert_int_equal(
			has(says, "; later acts not checked"), !party && !silent);
		assert_int_equal(has(says, "not a party on "), !party && !silent);
		assert_int_equal(has(says, "not recorded here"), silent);
		assert_int_equal(has(says, "signed on "), is(status, "signatory"));
		if (is(cell(f, t, "country"), "european-commission"))
			assert_true(has(says, "the European Union, "));
		if (silent)
			assert_true(is(cell(f, t, "country"), "HK") ||
				is(cell(f, t, "country"), "MO"));
	}
}

/* Searches for TEXT in T until all of T is searched. */
static void search_in(struct bundled *f, const struct table *t, struct slice text)
{
	int number = (int)(t - f->package.tables);
	struct str copy = STR_INIT;

	str_add_bytes(&copy, text.text, text.len);
	search_set(&f->search, copy.buf, number, NULL, NULL);
	while (!search_complete(&f->search, number))
		f->search.task.step(&f->search.task, 0);
	str_release(&copy);
}

/* Whether COUNTRY is the first row found in T, or one as well found as that. */
static bool is_first(struct bundled *f, const struct table *t, struct slice country)
{
	int number = (int)(t - f->package.tables);
	uint32_t row = table_find(t, country), best;

	return search_best(&f->search, number, &best, 1) &&
		(best == row ||
			search_rank(&f->search, number, row) <=
				search_rank(&f->search, number, best));
}

/* The names that people gathered and wrote down; those of CLDR are of one kind. */
static void test_gathered_names_find_their_country(void **state)
{
	struct bundled *f = *state;
	const struct table *names = find_table(f, "names");
	const struct table *tables[] = { find_table(f, "members"),
		find_table(f, "participants") };
	size_t tried = 0, lost = 0;

	for (uint32_t i = 0; i < table_rows(names); i++) {
		const struct table *t;
		struct slice country, name;

		table_row(names, i, &f->row);
		if (is(cell(f, names, "kind"), "language"))
			continue;
		country = cell(f, names, "country");
		name = cell(f, names, "name");
		t = tables[table_find(tables[0], country) == ROW_NONE];
		tried++;
		search_in(f, t, name);
		if (is_first(f, t, country))
			continue;
		lost++;
		print_message("%.*s does not find %.*s first\n", (int)name.len, name.text,
			(int)country.len, country.text);
	}
	assert_true(tried > 1000);
	assert_int_equal(lost, 0);
}

/* Hits are listed by tabs where none is named just so: the name of a participant must not
 * begin another name of a member, which would come before it as it is typed. */
static void test_participants_are_not_hidden_by_members(void **state)
{
	struct bundled *f = *state;
	const struct table *countries = find_table(f, "countries");
	const struct table *participants = find_table(f, "participants");
	const struct table *members = find_table(f, "members");
	int number = (int)(members - f->package.tables);

	for (uint32_t i = 0; i < table_rows(countries); i++) {
		struct slice name;
		uint32_t best;

		table_row(countries, i, &f->row);
		name = cell(f, countries, "name");
		if (table_find(participants, cell(f, countries, "id")) == ROW_NONE)
			continue;
		search_in(f, members, name);
		if (search_best(&f->search, number, &best, 1) &&
			search_rank(&f->search, number, best) < RANK_REFERENCE)
			fail_msg("a member is called %.*s", (int)name.len, name.text);
	}
}

/* Opens the tables of tests/fixtures/document: said, what the source document says, each
 * text with the row that has to say it; function-words, which the search leaves out or
 * finds everywhere. */
static void open_document(struct package *p)
{
	const char *folder = getenv("srcdir");
	struct load load;
	struct str text = STR_INIT;

	str_addf(&text, "%s/tests/fixtures/document", folder ? folder : ".");
	if (!package_open(p, text.buf, NULL, &text))
		fail_msg("%s", text.buf);
	load_init(&load, p);
	task_finish(&load.task);
	load_release(&load);
	str_release(&text);
}

static bool is_content(const struct package *document, struct slice word)
{
	const struct table *t = &document->tables[descriptor_find(
		&document->descriptor, "function-words")];
	struct str folded = STR_INIT;
	struct csvrow row;
	bool found = false;

	casefold_add(&folded, word);
	csvrow_init(&row);
	for (uint32_t i = 0; i < table_rows(t) && !found; i++) {
		table_row(t, i, &row);
		found = slice_equal(row.cells[0], str_slice(&folded));
	}
	csvrow_release(&row);
	str_release(&folded);
	return word.len && !found;
}

/* Checks that each word of content in the column listed_text finds its row of TABLE. */
static void check_words(
	struct bundled *f, const struct package *document, const char *table)
{
	const struct table *t = find_table(f, table);
	int number = (int)(t - f->package.tables);

	for (uint32_t i = 0; i < table_rows(t); i++) {
		struct slice text;

		table_row(t, i, &f->row);
		text = cell(f, t, "listed_text");
		for (size_t at = 0, len; at < text.len; at += len + 1) {
			struct slice word;

			len = strcspn(text.text + at, " ;,");
			if (len > text.len - at)
				len = text.len - at;
			word = slice_part(text, at, len);
			if (!is_content(document, word))
				continue;
			search_in(f, t, word);
			if (search_rank(&f->search, number, i) == RANK_NONE)
				fail_msg("%.*s does not find row %u of %s", (int)len,
					word.text, i + 1, table);
		}
	}
}

static void test_words_of_the_document(void **state)
{
	struct package document;

	open_document(&document);
	check_words(*state, &document, "objectives");
	check_words(*state, &document, "bodies");
	package_release(&document);
}

/* Names, numbers, dates and words of the document, as it writes them. */
static void test_what_the_document_says_is_found(void **state)
{
	struct bundled *f = *state;
	struct package document;
	const struct table *said;
	struct csvrow row;
	size_t lost = 0;

	open_document(&document);
	said = &document.tables[descriptor_find(&document.descriptor, "said")];
	csvrow_init(&row);
	assert_true(table_rows(said) > 350);
	for (uint32_t i = 0; i < table_rows(said); i++) {
		const struct table *t;
		struct str table = STR_INIT;
		uint32_t found;

		table_row(said, i, &row);
		str_add_bytes(&table, row.cells[1].text, row.cells[1].len);
		t = find_table(f, table.buf);
		found = table_find(t, row.cells[2]);
		assert_true(found != ROW_NONE);
		search_in(f, t, row.cells[0]);
		if (search_rank(&f->search, (int)(t - f->package.tables), found) ==
			RANK_NONE) {
			print_message("# %.*s does not find %s/%.*s\n",
				(int)row.cells[0].len, row.cells[0].text, table.buf,
				(int)row.cells[2].len, row.cells[2].text);
			lost++;
		}
		str_release(&table);
	}
	csvrow_release(&row);
	package_release(&document);
	assert_int_equal(lost, 0);
}

/* Returns whether a row of ATTENDANCE has WHO in COLUMN and KEY, a meeting or event, in
 * AT. */
static bool is_recorded(struct bundled *f, const struct table *attendance,
	const char *column, struct slice who, const char *at, struct slice key)
{
	for (uint32_t i = 0; i < table_rows(attendance); i++) {
		table_row(attendance, i, &f->row);
		if (slice_equal(cell(f, attendance, column), who) &&
			slice_equal(cell(f, attendance, at), key))
			return true;
	}
	return false;
}

static void copy(struct slice s, struct str *out)
{
	str_clear(out);
	str_add_bytes(out, s.text, s.len);
}

/* Whom the lists of a meeting name, a row of its own records, which a record shows; and
 * nobody as absent. */
static void test_lists_of_participants_are_recorded(void **state)
{
	static const struct {
		const char *table, *key, *list, *column, *at;
	} lists[] = {
		{ "meetings", "number", "participants", "country", "meeting" },
		{ "meetings", "number", "observers", "country", "meeting" },
		{ "meetings", "number", "organizations", "organization", "meeting" },
		{ "events", "id", "countries", "country", "event" },
		{ "events", "id", "observers", "country", "event" },
		{ "events", "id", "organizations", "organization", "event" },
	};
	struct bundled *f = *state;
	const struct table *attendance = find_table(f, "attendance");
	struct str key = STR_INIT, list = STR_INIT;
	size_t named = 0, others = 0;

	for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
		const struct table *t = find_table(f, lists[l].table);

		for (uint32_t i = 0; i < table_rows(t); i++) {
			struct slice rest, who;

			table_row(t, i, &f->row);
			copy(cell(f, t, lists[l].key), &key);
			copy(cell(f, t, lists[l].list), &list);
			rest = str_slice(&list);
			for (; list_next(&rest, ';', &who) && who.len; named++)
				if (!is_recorded(f, attendance, lists[l].column, who,
					    lists[l].at, str_slice(&key)))
					fail_msg("%.*s is not recorded at %s",
						(int)who.len, who.text, key.buf);
		}
	}
	str_release(&key);
	str_release(&list);
	/* And those who are in no table, or of whom a report tells without a list. */
	for (uint32_t i = 0; i < table_rows(attendance); i++) {
		struct slice note, event;

		table_row(attendance, i, &f->row);
		note = cell(f, attendance, "note");
		event = cell(f, attendance, "event");
		assert_int_equal(
			(event.len > 0) + (cell(f, attendance, "meeting").len > 0), 1);
		assert_int_equal((cell(f, attendance, "country").len > 0) +
				(cell(f, attendance, "organization").len > 0) +
				(cell(f, attendance, "named_as").len > 0),
			1);
		assert_false(has(note, "absent"));
		others += cell(f, attendance, "named_as").len > 0 || note.len > 0 ||
			is(cell(f, attendance, "meeting"), "4") ||
			is(cell(f, attendance, "meeting"), "8");
	}
	assert_int_equal(table_rows(attendance), named + others);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_treaties_say_what_was_seen),
		cmocka_unit_test(test_gathered_names_find_their_country),
		cmocka_unit_test(test_participants_are_not_hidden_by_members),
		cmocka_unit_test(test_words_of_the_document),
		cmocka_unit_test(test_what_the_document_says_is_found),
		cmocka_unit_test(test_lists_of_participants_are_recorded),
	};

	return cmocka_run_group_tests_name(
		"bundled", tests, bundled_load, bundled_release);
}
