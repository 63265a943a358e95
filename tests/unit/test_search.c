/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/search.h"

#include <stdio.h>
#include <stdlib.h>

#include "query/search_text.h"
#include "unit/searched.h"

struct example {
	const char *text;
	int table;
	const char *keys;
};

static void check(const struct example *examples, size_t count)
{
	struct searched s;

	searched_make(&s);
	for (size_t i = 0; i < count; i++) {
		const char *keys = searched_keys(&s, examples[i].text, examples[i].table);

		if (strcmp(keys, examples[i].keys) != 0)
			fail_msg("\"%s\" finds \"%s\", not \"%s\"", examples[i].text,
				keys, examples[i].keys);
	}
	searched_end(&s);
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void test_words_of_a_row(void **state)
{
	static const struct example examples[] = {
		{ "groups", MEETINGS, "1" },
		{ "hnom", COUNTRIES,
			"kh" },          /* inside of a word, since nothing is better */
		{ "ru", MEETINGS, "2" }, /* "rules": not g-ru, which would be inside */
		{ "bodi", COUNTRIES, "kh" }, /* inside of what a row is called */
		{ "GROUPS bali", MEETINGS, "1" },
		{ "bali groups", MEETINGS, "1" },
		{ "groups jubilee", MEETINGS,
			"17" }, /* nothing has both: a whole name is taken */
		{ "conference -bali", MEETINGS, "2" },
		{ "-conference", MEETINGS, "17" },
		{ "jubilee | bali", MEETINGS, "1 17" },
		{ "conference jubilee | bali", MEETINGS, "1" },
		{ "\"set up\"", MEETINGS, "1" },
		{ "\"up set\"", MEETINGS, "" },
		{ "onferen", MEETINGS, "1 2" },
		{ "'onference", MEETINGS, "" },
		{ "'conference", MEETINGS, "1 2" },
		{ "(draft", MEETINGS, "2" },
		{ "\"rules draft new\"", MEETINGS, "2" },
		{ "turkiye", COUNTRIES, "tr" },
		{ "cote d'ivoire", COUNTRIES, "ci" },
		{ "divoire", COUNTRIES, "ci" },
		{ "the netherlands", COUNTRIES, "nl" },
		{ "xyz", MEETINGS, "" },
	};

	(void)state;
	CHECK(examples);
}

/* "\"set up\"" must not reach over the end of a cell. */
static void test_phrases_stay_in_their_cells(void **state)
{
	static const struct example examples[] = {
		{ "\"conference two\"", MEETINGS, "" },
		{ "\"penh asia\"", COUNTRIES, "" },
		{ "penh asia", COUNTRIES, "kh" },
	};

	(void)state;
	CHECK(examples);
}

static void test_rows_referenced(void **state)
{
	static const struct example examples[] = {
		{ "indonesia", MEETINGS, "1 2 17" }, /* host, or among the chairs */
		{ "jakarta", MEETINGS,
			"" }, /* of a row referenced only its names count */
		{ "wellington", MEETINGS, "" },
		{ "asia", MEMBERS, "kh id tr" },
		{ "phnom", MEMBERS, "kh" },
		{ "observer", MEMBERS, "nl" }, /* a choice by its label */
		{ "policy", MEMBERS, "" },     /* what all cite distinguishes none */
		{ "sources:policy", MEMBERS, "kh id nz nl tr" },
		{ "policy", SOURCES, "pp" },
		{ "sources:un", MEMBERS, "nz" },
		{ "pp", MEMBERS, "" },
		{ "nz", MEETINGS, "1 2 17" },
		{ "true", COUNTRIES, "" },
		{ "island:true", COUNTRIES, "id nz" },
	};

	(void)state;
	CHECK(examples);
}

static void test_codes_are_whole_words(void **state)
{
	static const struct example examples[] = {
		{ "kh", COUNTRIES, "kh" },
		{ "KH", MEMBERS, "kh" },
		{ "kh", MEETINGS, "2" }, /* "Khmer", in a text */
		{ "nz", MEETINGS, "1 2 17" },
		{ "z", MEETINGS, "" },         /* of a name three letters count */
		{ "zea", MEETINGS, "1 2 17" }, /* New Zealand among the chairs */
		{ "'tr", MEMBERS, "tr" },
		{ "code:k", COUNTRIES, "" },
		{ "code:kh", COUNTRIES, "kh" },
		{ "host:id", MEETINGS, "1 2" },
		{ "re:/^t[rz]$/", COUNTRIES, "tr" },
	};

	(void)state;
	CHECK(examples);
}

static void test_other_names(void **state)
{
	static const struct example examples[] = {
		{ "kampuchea", COUNTRIES, "kh" }, { "camboya", COUNTRIES, "kh" },
		{ "camboya", MEMBERS, "kh" }, /* one with the country */
		{ "กัมพูชา", MEMBERS, "kh" }, { "dutch east indies", MEMBERS, "id" },
		{ "dutch", MEETINGS, "1 2 17" }, /* Indonesia hosts or is in the chair */
		{ "host:dutch", MEETINGS, "1 2" },
		{ "boya", MEMBERS, "" },  /* inside of a name in some language */
		{ "พูชา", MEMBERS, "kh" }, /* where words are not parted */
		{ "ca", MEMBERS, "kh" },  /* Cambodia */
		{ "tu", MEMBERS, "tr" },  /* "Turkey" */
		{ "pa", MEMBERS, "nl" },  /* "Países Bajos" */
		{ "pai", MEMBERS, "nl" }, { "bajos", MEMBERS, "nl" },
		{ "khmer republic", MEMBERS, "kh" },
		{ "old", MEMBERS, "" }, /* about the name, not the country */
	};

	(void)state;
	CHECK(examples);
}

/* Text by itself, as a line of a record, is measured by all of the query. */
static void test_fits(void **state)
{
	static const struct {
		const char *query, *text;
		bool fits;
	} examples[] = {
		{ "human rights", "Rights of human beings", true },
		{ "human rights", "Human Development", false },
		{ "human | rights", "Human Development", true },
		{ "human -rights", "Human Development", true },
		{ "human -rights", "Human rights", false },
		{ "turkiye", "Türkiye", true },
		{ "\"human rights\"", "rights human", false },
		{ "re:/^h.*t$/", "Human Development", true },
		{ "", "Human Development", false },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		search_set(&s.s, examples[i].query, -1, NULL, NULL);
		if (search_fits(&s.s, slice_of(examples[i].text)) != examples[i].fits)
			fail_msg("\"%s\" in \"%s\"", examples[i].query, examples[i].text);
	}
	searched_end(&s);
}

/* Names that have no tab are found as what they name, unless they are asked for. */
static void test_names_as_rows(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	searched_for(&s, "kampuchea", MEMBERS);
	assert_int_equal(search_count(&s.s, MEMBERS), 1);
	assert_int_equal(search_count(&s.s, NAMES), 0);
	assert_true(search_complete(&s.s, NAMES));
	searched_for(&s, "kampuchea", NAMES);
	assert_int_equal(search_count(&s.s, NAMES), 1);
	searched_for(&s, "", MEMBERS);
	assert_int_equal(search_count(&s.s, NAMES), 9);
	searched_end(&s);
}

static void test_fields(void **state)
{
	static const struct example examples[] = {
		{ "region:asia", COUNTRIES, "kh id tr" },
		{ "region:asia", MEMBERS, "kh id tr" },
		{ "region:asia", MEETINGS, "1 2 17" },
		{ "country.capital:ankara", MEMBERS, "tr" },
		{ "listed_as:holland", MEMBERS, "nl" },
		{ "\"listed as\":holland", MEMBERS, "" },
		{ "listed:holland", MEMBERS, "nl" },
		{ "listed-as:", MEMBERS, "every row" },
		{ "host:netherlands", MEETINGS, "" },
		{ "country:netherlands", MEMBERS, "nl" },
		{ "status:observer", MEMBERS, "nl" },
		{ "status:o", MEMBERS, "nl" },
		{ "status:=member", MEMBERS, "kh id nz tr" },
		{ "status:=memb", MEMBERS, "" },
		{ "listed_as:=\"\"", MEMBERS, "id nz" },
		{ "-listed_as:=\"\"", MEMBERS, "kh nl tr" },
		{ "chairs:indonesia", MEETINGS, "1 2 17" },
		{ "chairs:=Indonesia", MEETINGS, "1 2 17" },
		{ "table:meet", MEETINGS, "1 2 17" },
		{ "table:members", MEETINGS, "" },
		{ "meetings:bali", MEETINGS, "1" },
		{ "countries:amsterdam", MEMBERS, "" }, /* what it is called, not all */
		{ "countries:holland", MEMBERS, "" },
		{ "countries:netherlands", MEMBERS, "nl" },
		{ "region:bali", SOURCES, "" },
		{ "title:first", COUNTRIES, "" },
		{ "nowhere:bali", MEETINGS, "" },
		{ "title:re:/^f.*e$/", MEETINGS, "1" },
	};

	(void)state;
	CHECK(examples);
}

static void test_numbers_and_dates(void **state)
{
	static const struct example examples[] = {
		{ "number:1", MEETINGS, "1" },
		{ "number:17", MEETINGS, "17" },
		{ "number:1..2", MEETINGS, "1 2" },
		{ "number:>1", MEETINGS, "2 17" },
		{ "number:<=2", MEETINGS, "1 2" },
		{ "number:=2", MEETINGS, "2" },
		{ "since:2002", MEMBERS, "kh id" },
		{ "since:20", MEMBERS, "kh id nz nl" }, /* while it is typed */
		{ "since:2002-02", MEMBERS, "kh id" },  /* some time in 2002 */
		{ "since:2002-02-26", MEMBERS, "kh id" },
		{ "since:2002-03", MEMBERS, "kh" },
		{ "since:>2002", MEMBERS, "nz nl" },
		{ "since:<2003", MEMBERS, "kh id" },
		{ "since:2005", MEMBERS, "nz" }, /* open: it goes on */
		{ "since:2011..", MEMBERS, "nz nl" },
		{ "-since:1900..", MEMBERS, "tr" },
		{ "since:=2002", MEMBERS, "kh" },
		{ "year:2002", MEMBERS, "kh id" },
		{ "date:2011", MEMBERS, "nz nl" },
		{ "date:\"february 2002\"", MEMBERS, "kh id" },
		{ "date:<26/2/2002", MEMBERS, "" },
		{ "-date:2002", MEMBERS, "nz nl tr" },
		{ "year:2011", COUNTRIES, "" },
		{ "26 February 2002", MEMBERS, "kh id" },
		{ "26/2/2002", MEMBERS, "kh id" },
		{ "27 February 2002", MEMBERS, "kh" },
		{ "2011", MEMBERS, "nz nl" },
		{ "host:>5", MEETINGS, "" },
	};

	(void)state;
	CHECK(examples);
}

static void test_expressions(void **state)
{
	static const struct example examples[] = {
		{ "re:/^(first|second) conf/", MEETINGS, "1 2" },
		{ "re:/^conf/", MEETINGS, "" },
		{ "re:/groups.*up/", MEETINGS, "1" },
		{ "re:/^turkiye$/", COUNTRIES, "tr" },
		{ "re:/^türkiye$/", COUNTRIES, "tr" },
		{ "re:/^T[a-z]+ u|Türk/", COUNTRIES, "tr" },
		{ "re:/^Tur/", COUNTRIES, "" }, /* Turquía: other names are left out */
		{ "re:/^Tur/", NAMES, "7 8" },  /* by their numbers, for want of a key */
		{ "re:/(draft)/", MEETINGS, "2" },
		{ "re:/\\(draft\\), new$/", MEETINGS, "2" },
		{ "re:/d’i/", COUNTRIES, "" },
		{ "re:/, n/", MEETINGS, "2" },
		{ "re:/[/", MEETINGS, "every row" },
		{ "re:/gro[", MEETINGS, "1" },
		{ "re:/^\\p{Lu}\\p{Ll}+ [cC]o/", MEETINGS, "1 2" },
		{ "re:/^\\p{Ll}+ [cC]o/", MEETINGS, "" },
		{ "re:/^\\d/", MEETINGS, "1 2 17" },
		{ "number:re:/^\\d\\d$/", MEETINGS, "17" },
		{ "re:/^\\D+$/", COUNTRIES, "kh id nl nz tr ci" },
	};

	(void)state;
	CHECK(examples);
}

static void test_changes_are_counted(void **state)
{
	struct searched s;
	uint64_t before;

	(void)state;
	searched_make(&s);
	before = s.s.changes;
	search_set(&s.s, "bali", -1, NULL, NULL);
	assert_int_equal(s.s.query_change, s.s.changes);
	assert_true(s.s.query_change > before);
	before = s.s.changes;
	task_finish(&s.s.task);
	assert_true(s.s.changes > before);
	assert_true(s.s.query_change == before);
	before = s.s.changes;
	s.s.task.step(&s.s.task, 0);
	assert_true(s.s.changes == before);
	searched_end(&s);
}

static void test_no_text_is_every_row(void **state)
{
	static const char *const texts[] = { "", "  ", "|", "-", "region:" };
	struct searched s;
	uint32_t rows[3];

	(void)state;
	searched_make(&s);
	assert_string_equal(search_text(&s.s), "");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		searched_for(&s, "jubilee", MEETINGS);
		assert_true(search_active(&s.s));
		assert_int_equal(search_count(&s.s, MEETINGS), 1);
		searched_for(&s, texts[i], MEETINGS);
		assert_string_equal(search_text(&s.s), texts[i]);
		assert_false(search_active(&s.s));
		assert_true(search_complete(&s.s, MEETINGS));
		assert_true(search_rows(&s.s, MEETINGS)->all);
		assert_int_equal(search_count(&s.s, MEETINGS), 3);
		assert_int_equal(search_best(&s.s, MEETINGS, rows, 2), 2);
		assert_int_equal(rows[1], 1);
		assert_int_equal(search_rank(&s.s, MEETINGS, 0), RANK_NONE);
	}
	searched_end(&s);
}

static void check_fault(const char *text, bool fine, size_t column, const char *sentence)
{
	struct searched s;
	struct str err;
	size_t at = 99;

	searched_make(&s);
	str_init(&err);
	assert_int_equal(search_set(&s.s, text, MEMBERS, &err, &at), fine);
	assert_string_equal(err.buf, sentence);
	assert_int_equal(at, fine ? 99 : column);
	str_clear(&err);
	search_add_error(&s.s, &err);
	assert_string_equal(err.buf, sentence);
	task_finish(&s.s.task);
	str_release(&err);
	searched_end(&s);
}

static void test_faults_are_told_with_their_place(void **state)
{
	(void)state;
	check_fault("bali region:asia", true, 0, "");
	check_fault("12:30 https://z", true, 0, "");
	check_fault("bali reigon:asia", false, 5,
		"Unknown field “reigon”. Did you mean “region”?");
	check_fault("s:x", false, 0, "“s:” is ambiguous: since, status, sources.");
	check_fault("since:>soon", false, 0,
		"“since:” needs a number or a date after >, such as 2002.");
	check_fault(
		"a re:/(/", false, 2, "Invalid pattern: missing closing parenthesis.");
}

/* Whatever an expression may take, a cell costs a bounded amount of work, after which the
 * step ends; cells given up count as not matched and are reported. */
/* Signs count where they are typed in a value. */
static void test_signs(void **state)
{
	enum { BOOKS, TOWNS, VALUES };
	static const struct example examples[] = {
		{ "C++", BOOKS, "1" },
		{ "\"C++\"", BOOKS, "1" },
		{ "C#", BOOKS, "2" },
		{ "C# depth", BOOKS, "2" },
		{ "title:\"c#\"", BOOKS, "2" },
		{ "-C#", BOOKS, "1 3 4 5 6 7 8" },
		{ "C# | basic", BOOKS, "2 3" },
		{ "C", BOOKS, "1 2 3 4" },
		{ ".NET", BOOKS, "7" },
		{ "net", BOOKS, "7 8" },
		{ "50%", BOOKS, "5" },
		{ "50", BOOKS, "5 6" },
		{ "%", BOOKS, "5" },
		{ "+", BOOKS, "1 3 6" },
		{ "strand:+", BOOKS, "1 3 6" },
		{ "strand:=-", BOOKS, "2 5 7" },
		{ "lang:=C#", BOOKS, "2" },
		{ "lang:=c++", BOOKS, "1" },
		{ "lang:=C", BOOKS, "3" },
		{ "n:=7", VALUES, "1" },
		{ "n:=-7", VALUES, "3" },
		{ "n:=\"7%\"", VALUES, "4" },
		{ "n:=1.5", VALUES, "5" },
		{ "n:=1,5", VALUES, "7" },
		{ "n:7", VALUES, "1 2 3 4" },
		{ "n:-7", VALUES, "3" },
		{ "-7", VALUES, "3" },
		{ " -7 ", VALUES, "3" },
		{ "\"-7\"", VALUES, "3" },
		{ "-5", VALUES, "" },
		{ "'male -7", VALUES, "5" },
		{ "sex:=Male", VALUES, "1 3 4 5 7" },
		{ "town:=", TOWNS, "2" },
		{ "town:\"\"", TOWNS, "2" },
		{ "town:=\"\"", TOWNS, "2" },
		{ "-town:=", TOWNS, "1 3" },
	};
	struct searched s;

	(void)state;
	packed_copy(&s.x, "signs");
	packed_load(&s.x, NULL);
	search_init(&s.s, &s.x.p);
	str_init(&s.text);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const char *keys = searched_keys(&s, examples[i].text, examples[i].table);

		if (strcmp(keys, examples[i].keys) != 0)
			fail_msg("\"%s\" finds \"%s\", not \"%s\"", examples[i].text,
				keys, examples[i].keys);
	}
	searched_end(&s);
}

static void test_notes(void **state)
{
	static const struct {
		const char *text, *note;
	} examples[] = {
		{ "10/9/2012", "10/9/2012 read as 10 September 2012" },
		{ "since:10/9/2012", "10/9/2012 read as 10 September 2012" },
		{ "date:<1.2.2003", "1.2.2003 read as 1 February 2003" },
		{ "since:25/12/2012", "" },
		{ "10 September 2012", "" },
		{ "status:10/9/2012x", "status has: member 4 · observer 1" },
		{ "region:as", "" },
		{ "region:pac", "region has: Asia 3 · Europe 1 · Oceania 1" },
		{ "foo:bar", "Unknown field “foo”: searched as text." },
		{ "10:30", "" },
		{ "http://example.org", "" },
		{ "groups jubilee", "No match for all words. Showing “jubilee”." },
		{ "asia", "" },
		{ "asia -2002", "rows with 2002 left out" },
		{ "asia -europe", "" },
		{ "-2002", "" },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		searched_for(&s, examples[i].text, MEMBERS);
		str_clear(&s.text);
		search_add_note(&s.s, &s.text);
		assert_string_equal(s.text.buf, examples[i].note);
	}
	s.x.p.linked = false;
	searched_for(&s, "asia", MEMBERS);
	str_clear(&s.text);
	search_add_note(&s.s, &s.text);
	assert_string_equal(s.text.buf, "still indexing links");
	s.x.p.linked = true;
	searched_end(&s);
}

/* Of a long row the start is searched, whatever is in it, and that is said; rows next to it
 * are found as always. */
static void test_long_rows_are_searched_in_part(void **state)
{
	static const char *const fillers[] = { "yy ", "\u2192 " };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct str text = STR_INIT, note = STR_INIT;
		struct packed x;
		struct search search;

		str_add(&text, "id,text\n1,start ");
		while (text.len < SEARCH_TEXT_MOST + 100)
			str_add(&text, fillers[i]);
		str_add(&text, " behind\n2,start\n3,behind\n");
		packed_begin(&x);
		folder_write(&x.folder, "t.csv", text.buf);
		packed_load(&x, NULL);
		search_init(&search, &x.p);
		assert_true(search_set(&search, "start", -1, NULL, NULL));
		task_finish(&search.task);
		assert_int_equal(search_count(&search, 0), 2);
		assert_true(search_set(&search, "behind", -1, NULL, NULL));
		task_finish(&search.task);
		assert_int_equal(search_count(&search, 0), 1);
		assert_int_equal(rowset_at(search_rows(&search, 0), 0), 2);
		search_add_note(&search, &note);
		assert_string_equal(
			note.buf, "Of long rows only the first 1 MiB is searched.");
		str_clear(&note);
		assert_true(search_set(&search, "", -1, NULL, NULL));
		task_finish(&search.task);
		search_add_note(&search, &note);
		assert_string_equal(note.buf, "");
		search_release(&search);
		str_release(&note);
		str_release(&text);
		packed_end(&x);
	}
}

static void test_slow_expressions_are_given_up(void **state)
{
	struct packed x;
	struct search search;
	struct str text, note;
	size_t steps = 0;

	(void)state;
	packed_begin(&x);
	str_init(&text);
	str_init(&note);
	str_add(&text, "id,text\n1,");
	str_add_repeat(&text, 'a', 30000);
	str_add(&text, "\n2,ay\n3,");
	str_add_repeat(&text, 'a', 30000);
	str_add(&text, "\n4,b\n");
	folder_write(&x.folder, "t.csv", text.buf);
	packed_load(&x, NULL);
	search_init(&search, &x.p);
	assert_true(search_set(&search, "re:/(?:a|x)*[yz]/", -1, NULL, NULL));
	while (!search.task.step(&search.task, 0))
		steps++;
	assert_true(steps >= 2);
	assert_int_equal(search_count(&search, 0), 1);
	search_add_note(&search, &note);
	assert_string_equal(note.buf, "Pattern too slow: 2 cells not searched.");
	str_clear(&note);
	assert_true(search_set(&search, "text:re:/(?:a|x)*[yz]/", -1, NULL, NULL));
	task_finish(&search.task);
	assert_int_equal(search_count(&search, 0), 1);
	search_add_note(&search, &note);
	assert_string_equal(note.buf, "Pattern too slow: 2 cells not searched.");
	str_clear(&note);
	assert_true(search_set(&search, "re:/(a|b|.)*.{1,400}qqqqq/", -1, NULL, NULL));
	task_finish(&search.task);
	assert_int_equal(search_count(&search, 0), 0);
	search_add_note(&search, &note);
	assert_string_equal(note.buf, "");
	search_release(&search);
	str_release(&note);
	str_release(&text);
	packed_end(&x);
}

/* Whatever is typed, and however it grows, ends; the machine does not. */
static void test_strange_texts(void **state)
{
	static const char *const texts[] = { "\377\376", "\303(", "ẞ", "\001", "|||||",
		"''''", "\"\"\"", "-:=", "re:/", "re:/\\/", "table:", "::::", "a:b:c:d",
		"\xf0\x9f\x87\xb9\xf0\x9f\x87\xb7" };
	struct searched s;
	struct str many;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		searched_for(&s, texts[i], MEETINGS);
	str_init(&many);
	str_add_repeat(&many, 'q', 10000);
	searched_for(&s, many.buf, MEETINGS);
	assert_int_equal(search_count(&s.s, MEETINGS), 0);
	str_add(&many, " region:");
	str_add_repeat(&many, '(', 10000);
	searched_for(&s, many.buf, MEETINGS);
	str_release(&many);
	searched_end(&s);
}

static const char *hits(
	struct searched *s, const char *text, int field, const char *shown)
{
	struct search_hit found[8];
	size_t count;

	searched_for(s, text, COUNTRIES);
	count = search_hits(&s->s, COUNTRIES, field, slice_of(shown), found, 8);
	str_clear(&s->text);
	for (size_t i = 0; i < count; i++) {
		size_t end = found[i].start + found[i].len;

		assert_true(end <= strlen(shown));
		assert_true(
			i == 0 || found[i].start > found[i - 1].start + found[i - 1].len);
		str_addf(&s->text, "%s%.*s", i ? "|" : "", (int)found[i].len,
			shown + found[i].start);
	}
	return s->text.buf;
}

static void test_hits_are_whole_letters_of_the_text(void **state)
{
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_string_equal(hits(&s, "phnom", -1, "Phnom Penh"), "Phnom");
	assert_string_equal(hits(&s, "turk", -1, "in Türkiye"), "Türk");
	assert_string_equal(hits(&s, "turk", -1, "in Tu\xcc\x88rkiye"), "Tu\xcc\x88rk");
	assert_string_equal(hits(&s, "divo", -1, "Côte d’Ivoire"), "d’Ivo");
	assert_string_equal(hits(&s, "e", -1, "Penh, Texte"), "e|e|e");
	assert_string_equal(hits(&s, "pen enh", -1, "Phnom Penh"), "Penh");
	assert_string_equal(hits(&s, "strasse", -1, "Große Straße"), "Straße");
	assert_string_equal(hits(&s, "ros", -1, "Große"), "roß");
	assert_string_equal(hits(&s, "'penh", -1, "Penhold Penh"), "Penh");
	assert_string_equal(hits(&s, "\"phnom penh\"", -1, "Phnom-Penh"), "Phnom-Penh");
	assert_string_equal(hits(&s, "re:/p.*h$/", -1, "Phnom Penh"), "Phnom Penh");
	assert_string_equal(hits(&s, "re:/P[a-z]/", -1, "Phnom Penh"), "Ph|Pe");
	assert_string_equal(hits(&s, "re:/x*/", -1, "Phnom"), "");
	assert_string_equal(hits(&s, "-penh phnom", -1, "Phnom Penh"), "Phnom");
	assert_string_equal(hits(&s, "phnom", -1, ""), "");
	searched_end(&s);
}

static void test_a_date_hits_the_whole_value(void **state)
{
	struct searched s;
	struct row_ref indonesia = { MEMBERS, 1 };

	(void)state;
	searched_make(&s);
	searched_for(&s, "2002", MEMBERS);
	assert_true(search_hits_value(&s.s, indonesia, 2));
	assert_false(search_hits_value(&s.s, indonesia, 0));
	searched_for(&s, "since:2002-02", MEMBERS);
	assert_true(search_hits_value(&s.s, indonesia, 2));
	searched_for(&s, "since:<2002", MEMBERS);
	assert_false(search_hits_value(&s.s, indonesia, 2));
	searched_for(&s, "indonesia", MEMBERS);
	assert_false(search_hits_value(&s.s, indonesia, 2));
	searched_end(&s);
}

static void test_hits_heed_fields(void **state)
{
	enum { CODE = 1, NAME, CAPITAL, REGION };
	struct searched s;

	(void)state;
	searched_make(&s);
	assert_string_equal(hits(&s, "region:asia", REGION, "Asia"), "Asia");
	assert_string_equal(hits(&s, "region:asia", NAME, "Asia"), "");
	assert_string_equal(hits(&s, "region:=asia", REGION, "Asia"), "Asia");
	assert_string_equal(hits(&s, "region:=asia", REGION, "Asia Minor"), "");
	assert_string_equal(hits(&s, "kh", CODE, "KH"), "KH");
	assert_string_equal(hits(&s, "k", CODE, "KH"), "");
	assert_string_equal(hits(&s, "k", CAPITAL, "Jakarta"), "k");
	searched_end(&s);
}

static void test_offers_the_nearest_name(void **state)
{
	static const struct {
		const char *text, *nearest;
		int table;
		uint32_t row;
	} cases[] = {
		{ "cambodai", "Cambodia", COUNTRIES, 0 },
		{ "kampuchia", "Kampuchea (Cambodia)", COUNTRIES, 0 },
		{ "netherlnads", "The Netherlands", COUNTRIES, 2 },
		{ "new zeland", "New Zealand", COUNTRIES, 3 },
		{ "zeeland", "New Zealand", COUNTRIES, 3 },
		{ "jubilie", "Jubilee", MEETINGS, 2 },
		{ "qqqqqq", "", -1, 0 },
		{ "kq", "", -1, 0 },
	};
	struct searched s;

	(void)state;
	searched_make(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct row_ref ref = { -1, 0 };

		searched_for(&s, cases[i].text, -1);
		str_clear(&s.text);
		assert_int_equal(
			search_nearest(&s.s, &s.text, &ref), cases[i].nearest[0] != 0);
		assert_string_equal(s.text.buf, cases[i].nearest);
		assert_int_equal(ref.table, cases[i].table);
		assert_int_equal(ref.row, cases[i].row);
	}
	searched_end(&s);
}

static void test_offers_nothing_when_something_is_found(void **state)
{
	struct row_ref ref;
	struct searched s;

	(void)state;
	searched_make(&s);
	searched_for(&s, "penh", MEETINGS);
	str_clear(&s.text);
	assert_int_equal(search_count(&s.s, COUNTRIES), 1);
	assert_false(search_nearest(&s.s, &s.text, &ref));
	searched_for(&s, "", MEETINGS);
	assert_false(search_nearest(&s.s, &s.text, &ref));
	/* In one table there may be nothing while another has hits. */
	searched_for(&s, "kampuchea", MEETINGS);
	assert_int_equal(search_count(&s.s, MEETINGS), 0);
	assert_false(search_nearest_in(&s.s, MEETINGS, &s.text, &ref));
	searched_for(&s, "secnod", MEETINGS);
	assert_true(search_nearest_in(&s.s, MEETINGS, &s.text, &ref));
	assert_string_equal(s.text.buf, "Second Conference");
	searched_end(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_of_a_row),
		cmocka_unit_test(test_phrases_stay_in_their_cells),
		cmocka_unit_test(test_rows_referenced),
		cmocka_unit_test(test_codes_are_whole_words),
		cmocka_unit_test(test_other_names),
		cmocka_unit_test(test_names_as_rows),
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_numbers_and_dates),
		cmocka_unit_test(test_expressions),
		cmocka_unit_test(test_changes_are_counted),
		cmocka_unit_test(test_no_text_is_every_row),
		cmocka_unit_test(test_faults_are_told_with_their_place),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_long_rows_are_searched_in_part),
		cmocka_unit_test(test_slow_expressions_are_given_up),
		cmocka_unit_test(test_strange_texts),
		cmocka_unit_test(test_hits_are_whole_letters_of_the_text),
		cmocka_unit_test(test_a_date_hits_the_whole_value),
		cmocka_unit_test(test_hits_heed_fields),
		cmocka_unit_test(test_offers_the_nearest_name),
		cmocka_unit_test(test_offers_nothing_when_something_is_found),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
