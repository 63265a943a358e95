/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/record.h"
#include "unit/packed.h"
#include "unit/translated.h"

/* What a row says of itself in one line: the phrases, what drops one, and what a narrow
 * line does. */

static const char guests[] =
	"{'resources':[{'name':'guests','path':'guests.csv','bali':{'label':'home.name',"
	"'columns':['home.name','from','named'],'answer':%s},"
	"'schema':{'fields':[{'name':'home'},"
	"{'name':'from','rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"{'name':'named'},{'name':'member','type':'boolean'},"
	"{'name':'born','type':'date'}],"
	"'foreignKeys':[{'fields':'home','reference':"
	"{'resource':'homes','fields':'id'}}]}},"
	"{'name':'homes','path':'homes.csv','bali':{'view':'lookup','label':'name'},"
	"'schema':{'fields':[{'name':'id'},{'name':'name'},{'name':'hill'}],"
	"'primaryKey':'id'}}]}";

static const char *const rows = "home,from,named,member,born\n"
				"k,2002-02,Old Kells,true,1990-09-01\n"
				"o,2002?,Oxen,false,\n"
				"o,,,,\n"
				"n,2002-02-26/2002-02-28,N,maybe,1990-09-01\n";

static void answers_make(struct packed *x, const char *answer)
{
	char json[2000];

	snprintf(json, sizeof json, guests, answer);
	packed_begin(x);
	packed_write(x, "datapackage.json", json);
	packed_write(x, "guests.csv", rows);
	packed_write(x, "homes.csv", "id,name,hill\nk,Kells,Tara\no,Oxen,\n");
	packed_load(x, NULL);
}

static const char *answer(struct packed *x, uint32_t row, int room)
{
	str_clear(&x->text);
	answer_add(&x->p, (struct row_ref){ 0, row }, room, &x->text);
	return x->text.buf;
}

/* Each row of the table is a list of phrases and what the four rows say with them. */
static void test_phrases(void **state)
{
	static const struct {
		const char *phrases, *lines[4];
	} cases[] = {
		{ "['here since {from}']",
			{ "here since February 2002", "here since perhaps 2002", "",
				"here since 26–28 February 2002" } },
		{ "['{named}','{from}']",
			{ "Old Kells · February 2002", "Oxen · perhaps 2002", "",
				"N · 26–28 February 2002" } },
		/* A value that is missing drops its phrase alone. */
		{ "['of {home.name}, {home.hill}','guest']",
			{ "of Kells, Tara · guest", "guest", "guest", "guest" } },
		{ "[{'text':'as “{named}”','unless':'home.name'}]",
			{ "as “Old Kells”", "", "", "as “N”" } },
		{ "['{member|a member|no member}']",
			{ "a member", "no member", "", "" } },
		{ "['{member|a member|}','{member||no member}']",
			{ "a member", "no member", "", "" } },
		{ "['{member}']", { "true", "false", "", "maybe" } },
		{ "['born {born}']",
			{ "born 1 September 1990", "", "", "born 1 September 1990" } },
		/* A reference is called by the label of its row. */
		{ "['{home}']", { "Kells", "Oxen", "Oxen", "n" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct packed x;

		answers_make(&x, cases[i].phrases);
		for (uint32_t row = 0; row < 4; row++)
			assert_string_equal(
				answer(&x, row, ANSWER_WHOLE), cases[i].lines[row]);
		packed_end(&x);
	}
}

static void test_a_narrow_line_has_short_dates_and_then_fewer_phrases(void **state)
{
	struct packed x;

	(void)state;
	answers_make(&x, "['here since {from}','“{named}”','born {born}']");
	assert_string_equal(answer(&x, 0, ANSWER_WHOLE),
		"here since February 2002 · “Old Kells” · born 1 September 1990");
	assert_string_equal(answer(&x, 0, 62),
		"here since February 2002 · “Old Kells” · born 1 September 1990");
	assert_string_equal(
		answer(&x, 0, 61), "here since Feb 2002 · “Old Kells” · born 1 Sep 1990");
	/* Short dates only where they make room for one more phrase. */
	assert_string_equal(answer(&x, 0, 40), "here since February 2002 · “Old Kells”");
	assert_string_equal(answer(&x, 0, 37), "here since Feb 2002 · “Old Kells”");
	assert_string_equal(answer(&x, 0, 30), "here since February 2002");
	assert_string_equal(answer(&x, 0, 20), "here since Feb 2002");
	/* The first is never left out: it is the caller's to cut. */
	assert_string_equal(answer(&x, 0, 5), "here since February 2002");
	packed_end(&x);
}

static void test_without_an_answer_it_is_the_first_columns(void **state)
{
	struct packed x;

	(void)state;
	answers_make(&x, "[]");
	assert_string_equal(answer(&x, 0, ANSWER_WHOLE), "February 2002 · Old Kells");
	packed_end(&x);
	packed_begin(&x);
	packed_write(&x, "towns.csv", "name,a,b,c,d\nKells,1,,3,4\n");
	packed_load(&x, "towns.csv");
	assert_string_equal(answer(&x, 0, ANSWER_WHOLE), "1 · 3");
	packed_end(&x);
}

/* A sentence is in one language, that of the data. */
static void test_a_date_among_words_is_english(void **state)
{
	struct packed x;

	(void)state;
	if (!translated_begin())
		skip();
	answers_make(&x, "['here since {from}','{from}','“{named}”: {from}']");
	assert_string_equal(answer(&x, 0, ANSWER_WHOLE),
		"here since February 2002 · Februari 2002 · “Old Kells”: Februari 2002");
	packed_end(&x);
	translated_end();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_date_among_words_is_english),
		cmocka_unit_test(test_phrases),
		cmocka_unit_test(
			test_a_narrow_line_has_short_dates_and_then_fewer_phrases),
		cmocka_unit_test(test_without_an_answer_it_is_the_first_columns),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
