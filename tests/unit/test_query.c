/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "query/query.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "unit/test.h"

/* The scopes of these tests. */
static bool known(void *data, struct slice scope, size_t column)
{
	static const char *const scopes[] = { "region", "date", "year", "number",
		"name" };

	(void)data;
	(void)column;
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
		if (slice_equal(scope, slice_of(scopes[i])))
			return true;
	return false;
}

static const struct query_fields fields = { .known = known };

static void add_bound(struct str *out, const struct range *b)
{
	if (b->none)
		str_add(out, "*");
	else if (b->is_number)
		str_addf(out, "%g", b->number);
	else
		str_addf(out, "day %lld", (long long)b->first);
	if (!b->none && b->beyond)
		str_add(out, "!");
}

static void add_term(struct str *out, const struct term *t)
{
	static const char *const kinds[] = { "", "=", "", "~" };

	if (t->negated)
		str_add_char(out, '-');
	if (t->scope.len)
		str_addf(out, "%.*s:", (int)t->scope.len, t->scope.text);
	str_add(out, kinds[t->kind]);
	if (t->whole)
		str_add_char(out, '\'');
	if (t->kind == TERM_RANGE) {
		add_bound(out, &t->low);
		str_add(out, "..");
		add_bound(out, &t->high);
	} else if (t->kind == TERM_REGEX) {
		str_addf(out, "%.*s", (int)t->value.len, t->value.text);
		str_add(out, t->regex->folded ? "" : " as written");
	} else {
		str_addf(out, "[%s]", t->folded.text);
	}
}

/* The terms of TEXT in brackets, alternatives with a bar, the fault behind them. */
static char *shape(const char *text)
{
	struct query g;
	struct str out;

	query_init(&g);
	str_init(&out);
	query_parse(&g, slice_of(text), &fields);
	for (size_t i = 0; i < g.count; i++) {
		assert_true(g.clauses[i].count > 0);
		if (i)
			str_add_char(&out, ' ');
		for (size_t k = 0; k < g.clauses[i].count; k++) {
			if (k)
				str_add_char(&out, '|');
			add_term(&out, &g.clauses[i].terms[k]);
		}
	}
	if (g.fault.len)
		str_addf(&out, " ! %zu %s", g.fault_column, g.fault.buf);
	query_release(&g);
	return str_take(&out);
}

struct example {
	const char *text, *shape;
};

static void check(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *got = shape(examples[i].text);

		assert_string_equal(got, examples[i].shape);
		free(got);
	}
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void test_words_and_signs(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ "  \t ", "" },
		{ "japan", "[japan]" },
		{ " Japan  BALI ", "[japan] [bali]" },
		{ "T\303\234RK\304\260YE", "[turkiye]" },
		{ "viet-nam", "[viet nam]" },
		{ "c\303\264te d'ivoire", "[cote] [divoire]" },
		{ "\"New Zealand\" 2011", "[new zealand] [2011]" },
		{ "\"new zea", "[new zea]" },
		{ "\"\" x", "[x]" },
		{ "'oman", "'[oman]" },
		{ "'\"new zealand\"", "'[new zealand]" },
		{ "'", "" },
		{ "-asia", "-[asia]" },
		{ "-\"new zealand\" -'iran", "-[new zealand] -'[iran]" },
		{ "- x", "[x]" },
		{ "-7", "[7]" },
		{ "-7%", "[7]" },
		{ "asia -7", "[asia] -[7]" },
		{ "-7 asia", "-[7] [asia]" },
		{ "U.A.E.", "'[uae]|[u a e]" },
		{ "e.g", "'[eg]|[e g]" },
		{ "u.k x", "'[uk]|[u k] [x]" },
		{ "-U.K.", "-[u k]" },
		{ "1.5.2 S.Korea U. e..g", "[1 5 2] [s] [korea] [u] [e g]" },
		{ "J.R.R.Tolkien -s.korea 's.korea a.b1 e.T",
			"'[jrr]|[j r r] [tolkien] -[s korea] '[s korea] [a b1] "
			"'[et]|[e t]" },
		{ "--", "" },
		{ "(myanmar", "[myanmar]" },
		{ "a\\b*?", "[a b]" },
		{ "( x", "[x]" },
		{ "\"?\"", "[?]" },
		{ "\342\230\205", "[\342\230\205]" },
		{ "\377\376x\301", "[x]" },
	};

	(void)state;
	CHECK(examples);
}

static void test_either_binds_closer_than_the_blank(void **state)
{
	static const struct example examples[] = {
		{ "bali | jakarta", "[bali]|[jakarta]" },
		{ "bali|jakarta", "[bali]|[jakarta]" },
		{ "2011 bali | jakarta asia", "[2011] [bali]|[jakarta] [asia]" },
		{ "a | b | -c", "[a]|[b]|-[c]" },
		{ "| a", "[a]" },
		{ "a |", "[a]" },
		{ "a || b", "[a]|[b]" },
		{ "|", "" },
		{ "a | - b", "[a]|[b]" },
		{ "region:asia|oceania", "region:[asia]|region:[oceania]" },
		{ "region:asia | oceania", "region:[asia]|[oceania]" },
		{ "region:asia|name:x|y", "region:[asia]|name:[x]|name:[y]" },
		{ "\"new zealand\" | \"viet nam\"", "[new zealand]|[viet nam]" },
	};

	(void)state;
	CHECK(examples);
}

static void test_names_do_without_fillers(void **state)
{
	static const struct example examples[] = {
		{ "the philippines", "[philippines]" },
		{ "Republic of Korea", "[republic] [korea]" },
		{ "the", "[the]" },
		{ "of the", "[of] [the]" },
		{ "\"the\" x", "[the] [x]" },
		{ "'of x", "'[of] [x]" },
		{ "-and x", "-[and] [x]" },
		{ "the | of x", "[the]|[of] [x]" },
		{ "name:the x", "name:[the] [x]" },
	};

	(void)state;
	CHECK(examples);
}

static void test_scopes(void **state)
{
	static const struct example examples[] = {
		{ "region:asia", "region:[asia]" },
		{ "region:\"western asia\" x", "region:[western asia] [x]" },
		{ "-region:'asia", "-region:'[asia]" },
		{ "region:", "" },
		{ "foo:bar", "[foo bar]" },
		{ "12:30", "[12 30]" },
		{ "https://bali.net", "[https bali net]" },
		{ ":x", "[x]" },
		{ "region:=Asia", "region:=[asia]" },
		{ "region:=\"Western Asia\"", "region:=[western asia]" },
		{ "region:=\"\"", "region:=[]" },
		{ "region:=", "region:=[]" },
		{ "region:\"\"", "region:=[]" },
		{ "region:re:/^a/", "region:~^a" },
		{ "re:x", "[re x]" },
		{ "\"region:asia\"", "[region asia]" },
	};

	(void)state;
	CHECK(examples);
}

static void test_ranges(void **state)
{
	static const struct example examples[] = {
		{ "number:1..7", "number:1..7" },
		{ "number:..7", "number:*..7" },
		{ "number:7..", "number:7..*" },
		{ "number:>7", "number:7!..*" },
		{ "number:>=7", "number:7..*" },
		{ "number:<7.25", "number:*..7.25!" },
		{ "number:<=-7", "number:*..-7" },
		{ "date:>1970-01-03", "date:day 2!..*" },
		{ "date:1970-02..1970-03-01", "date:day 31..day 59" },
		{ "date:2002/..", "date:[2002]" },
		{ "-year:2011..2016", "-year:2011..2016" },
		{ "date:10/9/2012", "date:[10 9 2012]" },
		{ "date:10/9/2012..12/9/2012", "date:day 15593..day 15595" },
		{ "date:>\"march 2011\"", "date:day 15034!..*" },
		{ "march 2011",
			"[march]|day 15034..day 15034 "
			"[2011]|day 15034..day 15034" },
		{ "10/9/2012", "[10 9 2012]|day 15593..day 15593" },
		{ "\"march 2011\"", "[march 2011]" },
		{ "3–5 march 2011",
			"[3 5]|day 15036..day 15036 "
			"[march]|day 15036..day 15036 "
			"[2011]|day 15036..day 15036" },
		{ "march 2011 bali", "[march] [2011] [bali]" },
		{ "year:..", "" },
		{ "name:wait..what", "name:[wait what]" },
		{ "2011..2016", "[2011 2016]" },
		{ "number:7", "number:[7]" },
		{ "date:> x", "[x] ! 0 “date:” needs a number or a date after >." },
		{ "x date:<soon", "[x] ! 2 “date:” needs a number or a date after <." },
	};

	(void)state;
	CHECK(examples);
}

static void test_a_year_being_typed_is_a_date(void **state)
{
	struct query g;

	(void)state;
	query_init(&g);
	query_parse(&g, slice_of("date:>20"), &fields);
	assert_int_equal(g.count, 1);
	assert_true(g.clauses[0].terms[0].low.is_date);
	assert_true(g.clauses[0].terms[0].low.first == calendar_day(20, 1, 1));
	query_parse(&g, slice_of("date:>2015"), &fields);
	assert_true(g.clauses[0].terms[0].low.is_number);
	assert_true(g.clauses[0].terms[0].low.last == calendar_day(2015, 12, 31));
	query_parse(&g, slice_of("date:>7.5"), &fields);
	assert_false(g.clauses[0].terms[0].low.is_date);
	query_release(&g);
}

static void test_expressions(void **state)
{
	static const struct example examples[] = {
		{ "re:/^i.*ia$/", "~^i.*ia$" },
		{ "re:/^i.*ia$/ asia", "~^i.*ia$ [asia]" },
		{ "re:/a b/ c", "~a b [c]" },
		{ "re:/a|b/", "~a|b" },
		{ "re:/a/|re:/b/", "~a|~b" },
		{ "-re:/x/", "-~x" },
		{ "re:/^I/", "~^I as written" },
		{ "re:/\\W\\S/", "~\\W\\S as written" },
		{ "re:/viet-nam/", "~viet-nam as written" },
		{ "re:/[a-z]+, x{2,3}/", "~[a-z]+, x{2,3} as written" },
		{ "re:/[a-z]{2,3}/", "~[a-z]{2,3}" },
		{ "re:/[]A]/", "~[]A] as written" },
		{ "re:/[[:alpha:]]x/", "~[[:alpha:]]x" },
		{ "re:/\\.net$/", "~\\.net$ as written" },
		{ "re:/http://x/ y", "~http://x as written [y]" },
		{ "re:/\\p{L}\\d/", "~\\p{L}\\d" },
		{ "re:/\\p{Lu}/", "~\\p{Lu} as written" },
		{ "re:/[[:lower:]]/", "~[[:lower:]] as written" },
		{ "re:/(?:a)(?=b)(?<!c)(?<D>d)(?i)/", "~(?:a)(?=b)(?<!c)(?<D>d)(?i)" },
		{ "re:/(?:a-b)/", "~(?:a-b) as written" },
		{ "re:/(?=A)/", "~(?=A) as written" },
		{ "re:/[\\D]\\x{41}/", "~[\\D]\\x{41}" },
		{ "re:/a\\-b/", "~a\\-b as written" },
		{ "re://", "" },
		{ "re:/", "" },
	};

	(void)state;
	CHECK(examples);
}

/* While an expression is typed every beginning of it is seen: none may be refused. */
static void test_half_typed_expressions_are_shortened(void **state)
{
	static const char text[] = "re:/^(in|am)[a-z]{2,9}(a|o)+\\.?x$/";
	struct query g;

	(void)state;
	query_init(&g);
	for (size_t len = 0; len < sizeof text; len++) {
		query_parse(&g, (struct slice){ text, len }, &fields);
		assert_true(g.count == 1 || len <= strlen("re:/^"));
	}
	query_parse(&g, slice_of("re:/^i("), &fields);
	assert_int_equal(g.clauses[0].terms[0].value.len, 2);
	assert_non_null(strstr(g.fault.buf, "Incomplete pattern: "));
	query_parse(&g, slice_of("x re:/^i(/"), &fields);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.fault_column, 2);
	assert_non_null(strstr(g.fault.buf, "Invalid pattern: "));
	query_release(&g);
}

static void test_large_queries_are_cut(void **state)
{
	struct query g;
	struct str text;

	(void)state;
	query_init(&g);
	str_init(&text);
	for (int i = 0; i < 5000; i++)
		str_add(&text, "x ");
	query_parse(&g, (struct slice){ text.buf, text.len }, &fields);
	assert_int_equal(g.count, QUERY_TERMS);
	assert_string_equal(g.fault.buf, "Only the first 64 words are searched for.");
	assert_int_equal(g.fault_column, 2 * QUERY_TERMS);
	str_clear(&text);
	str_add(&text, "re:/");
	str_add_repeat(&text, '(', 10000);
	query_parse(&g, (struct slice){ text.buf, text.len }, &fields);
	assert_int_equal(g.count, 0);
	assert_string_equal(g.fault.buf, "The pattern is too long.");
	query_parse(&g, slice_of("re:/((a{200}){200}){200}/"), &fields);
	assert_string_equal(
		g.fault.buf, "Invalid pattern: regular expression is too large.");
	str_clear(&text);
	str_add_repeat(&text, 'y', 10000);
	query_parse(&g, (struct slice){ text.buf, text.len }, &fields);
	assert_int_equal(g.clauses[0].terms[0].folded.len, 10000);
	str_release(&text);
	query_release(&g);
}

/* What cannot be compiled is refused at once; what people write is not, nor what only takes
 * long to match: that work is limited. */
static void test_expressions_that_ask_for_too_much(void **state)
{
	static const char *const refused[] = { "re:/a++++++++++++++++++++++/",
		"re:/a{99999}/", "re:/((a{200}){200}){200}/", "re:/^i************x/",
		"re:/((a{99}b){99}){99}/" };
	static const char *const taken[] = { "re:/a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+/",
		"re:/(a+b*)+(c|d)?/", "re:/[a-z]{2,20} [0-9]{4}/", "re:/(a{9}){9}/",
		"re:/a*b*c*d*e*f*g*h*i*j*k*l*/", "re:/((((((((((((a))))))))))))*/",
		"re:/^(the|an?) [[:alpha:]]+.*$/",
		"re:/((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+/", "re:/(((a{9}){9}){9}){9}/",
		"re:/a{1,3000}/", "re:/(((((((((a*)*)*)*)*)*)*)*)*)/",
		"re:/(a{499}|b)c/" };
	struct query g;

	(void)state;
	query_init(&g);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		query_parse(&g, slice_of(refused[i]), &fields);
		assert_int_equal(g.count, 0);
		assert_non_null(strstr(g.fault.buf, "Invalid pattern: "));
	}
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
		query_parse(&g, slice_of(taken[i]), &fields);
		if (g.count != 1)
			fail_msg("%s: %s", taken[i], g.fault.buf);
		assert_string_equal(g.fault.buf, "");
	}
	query_parse(&g, slice_of("re:/(a)\\1/"), &fields);
	assert_int_equal(g.count, 0);
	assert_string_equal(
		g.fault.buf, "A pattern cannot refer back to a part of itself.");
	query_release(&g);
}

/* Whatever bytes come, parsing ends, and each term knows where it is. */
static void test_random_bytes(void **state)
{
	static const char letters[] = "ab |\"'-:=<>.re/()[{\\1\303\274 \t\377";
	struct query g;
	uint32_t seed = 11;

	(void)state;
	query_init(&g);
	for (int round = 0; round < 30000; round++) {
		char text[40];
		size_t len;

		seed = seed * 1664525 + 1013904223;
		len = (seed >> 16) % sizeof text;
		for (size_t i = 0; i < len; i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = letters[(seed >> 16) % (sizeof letters)];
		}
		query_parse(&g, (struct slice){ text, len }, &fields);
		for (size_t i = 0; i < g.count; i++)
			for (size_t k = 0; k < g.clauses[i].count; k++)
				assert_true(g.clauses[i].terms[k].column < len);
		assert_true(query_narrows(&g, &g));
	}
	query_release(&g);
}

static void test_longer_queries_narrow(void **state)
{
	static const struct {
		const char *last, *next;
		bool narrows;
	} cases[] = {
		{ "", "x", true },
		{ "ja", "jap", true },
		{ "ja", "aja", false },
		{ "jap", "ja", false },
		{ "ja", "ja asia", true },
		{ "ja asia", "asia jap", true },
		{ "ja", "name:jap", false },
		{ "name:ja", "name:ja x", true },
		{ "name:ja", "name:jap", false },
		{ "-ja", "-jap", false },
		{ "-ja", "-ja x", true },
		{ "'ja", "'jap", false },
		{ "ja", "'jap", true },
		{ "a | b", "ax | bx", true },
		{ "a | b", "ax | xb", false },
		{ "a | b", "ax", true },
		{ "a", "ax | b", false },
		{ "the", "the philippines", false },
		{ "th", "the philippines", false },
		{ "re:/a/", "re:/a/ x", true },
		{ "re:/a", "re:/ab", false },
		{ "year:2", "year:20", false },
		{ "year:>2", "year:>20", false },
		{ "year:>20", "year:>20 a", true },
		{ "year:>20", "year:<20", false },
		{ "name:=a", "name:=ab", false },
		{ "c", "c#", true },
		{ "c+", "c++", true },
		{ "c#", "c", false },
		{ "c#", "cd", false },
		{ "%", "x", false },
		{ "U.A.", "U.A.E", false },
	};
	struct query last;
	struct query next;

	(void)state;
	query_init(&last);
	query_init(&next);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		query_parse(&last, slice_of(cases[i].last), &fields);
		query_parse(&next, slice_of(cases[i].next), &fields);
		if (query_narrows(&next, &last) != cases[i].narrows)
			fail_msg("\"%s\" after \"%s\"", cases[i].next, cases[i].last);
	}
	query_release(&last);
	query_release(&next);
}

static void test_gives_the_name_that_was_typed(void **state)
{
	static const struct example examples[] = {
		{ "The  Viet-Nam", "viet nam" },
		{ "new zealand region:oceania -x", "new zealand" },
		{ "a | b c", "" },
		{ "re:/x/", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct query g;
		struct str name;

		query_init(&g);
		str_init(&name);
		query_parse(&g, slice_of(examples[i].text), &fields);
		query_add_name(&g, &name);
		assert_string_equal(name.buf, examples[i].shape);
		str_release(&name);
		query_release(&g);
	}
}

/* Checks that the pieces of TEXT are those of EXPECTED, which have a line each. */
static void check_pieces(const char *text, const char *expected)
{
	struct slice out[QUERY_TERMS];
	struct query q;
	struct str lines;
	size_t count;

	query_init(&q);
	str_init(&lines);
	query_parse(&q, slice_of(text), &fields);
	count = query_pieces(&q, out, QUERY_TERMS);
	for (size_t i = 0; i < count; i++)
		str_addf(&lines, "%.*s\n", (int)out[i].len, out[i].text);
	assert_string_equal(lines.buf, expected);
	str_release(&lines);
	query_release(&q);
}

static void test_splits_into_pieces(void **state)
{
	(void)state;
	check_pieces("", "");
	check_pieces("  ", "");
	check_pieces("bali", "bali\n");
	check_pieces(" region:oceania  kampuchea ", "region:oceania\nkampuchea\n");
	check_pieces("\"new zealand\" -asia", "\"new zealand\"\n-asia\n");
	check_pieces("region:=\"South Asia\" year:>1950",
		"region:=\"South Asia\"\nyear:>1950\n");
	check_pieces("re:/a b/ c", "re:/a b/\nc\n");
	/* The bar binds closer than the blank. */
	check_pieces("bali | nauru fiji", "bali | nauru\nfiji\n");
}

static void test_nothing_of_the_text_is_hidden(void **state)
{
	(void)state;
	check_pieces("bank of china", "bank of\nchina\n");
	check_pieces("the bank", "the bank\n");
	check_pieces("-", "-\n");
	check_pieces("bali |", "bali\n");
	check_pieces("bali - \"", "bali - \"\n");
}

static void test_more_pieces_than_there_is_room_for(void **state)
{
	struct slice out[2];
	struct query q;

	(void)state;
	query_init(&q);
	query_parse(&q, slice_of("a b c d"), &fields);
	assert_int_equal(query_pieces(&q, out, 2), 2);
	assert_true(slice_equal(out[0], slice_of("a")));
	assert_true(slice_equal(out[1], slice_of("b c d")));
	query_release(&q);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_and_signs),
		cmocka_unit_test(test_either_binds_closer_than_the_blank),
		cmocka_unit_test(test_names_do_without_fillers),
		cmocka_unit_test(test_scopes),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_a_year_being_typed_is_a_date),
		cmocka_unit_test(test_expressions),
		cmocka_unit_test(test_half_typed_expressions_are_shortened),
		cmocka_unit_test(test_large_queries_are_cut),
		cmocka_unit_test(test_expressions_that_ask_for_too_much),
		cmocka_unit_test(test_random_bytes),
		cmocka_unit_test(test_longer_queries_narrow),
		cmocka_unit_test(test_gives_the_name_that_was_typed),
		cmocka_unit_test(test_splits_into_pieces),
		cmocka_unit_test(test_nothing_of_the_text_is_hidden),
		cmocka_unit_test(test_more_pieces_than_there_is_room_for),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
