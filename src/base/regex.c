/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the compiled expressions and the limits of a match; no other file includes PCRE2's
 * header. How much an expression is allowed to do is the caller's decision.
 *
 * PCRE2's own limit counts backtracking, from zero at each starting position, and does
 * not count the characters that one repetition passes. So it bounds neither
 * "(?:a|x)*[yz]" nor "\d+[a-z]" on a long text. Therefore expressions are compiled with a
 * callout before each item. It charges for the item and for the characters that the match
 * has advanced since the last one, and ends the match when the budget is used up. On a
 * short cell that takes some tenths of a microsecond.
 *
 * The alternative was to try a few starting positions per call and to look at the clock
 * in between. But then PCRE2 scans the whole text again in each call, and the answer
 * depends on the machine.
 */

#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/fail.h"
#include "base/memory.h"

enum {
	OPTIONS = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
		PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY | PCRE2_AUTO_CALLOUT,
	HEAP_KIB = 64 << 10,  /* memory of one match */
	HUGE_PAGE = 2 << 20,  /* bytes; blocks of half of that or more have such pages */
	DEPTH = 10 * 1000000, /* backtracking points; the budget is used up before */
	PRICE_SIZE = 4096,    /* bytes of code for which an item costs a unit more */
	PRICE_REPEAT = 32, /* repetitions, or bytes of a back reference, for the same */
	DEPTH_RECURSING = 2000, /* PCRE2 looks through all of them in each recursion */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	size_t price;
	bool refers_back;
};

/* The work of one call. */
struct meter {
	struct regex_budget *budget;
	size_t price; /* units of work per item */
	size_t pos;   /* where the match was at the last callout */
};

/* PCRE2 doubles the memory of a match, up to 64 MB, by copying it. With pages of the usual
 * size, page faults take longer than the match. */
static void *allocate(size_t size, void *data)
{
	size_t whole = size + (HUGE_PAGE - size % HUGE_PAGE) % HUGE_PAGE;
	void *memory = size < HUGE_PAGE / 2 ? NULL : aligned_alloc(HUGE_PAGE, whole);

	(void)data;
	if (!memory)
		return xmalloc(size);
#ifdef MADV_HUGEPAGE
	madvise(memory, whole, MADV_HUGEPAGE);
#endif
	return memory;
}

static void release(void *memory, void *data)
{
	(void)data;
	free(memory);
}

static int count_work(pcre2_callout_block *block, void *data)
{
	struct meter *m = data;
	size_t pos = block->current_position;
	size_t cost = (1 + (pos > m->pos ? pos - m->pos : 0)) * m->price;

	m->pos = pos;
	m->budget->spent += cost;
	if (cost > m->budget->left) {
		m->budget->left = 0;
		return PCRE2_ERROR_CALLOUT;
	}
	m->budget->left -= cost;
	return 0;
}

/* Returns the largest number after a brace in PATTERN: "[a-z]{300}" reads 300 characters
 * within one item before it fails. */
static size_t largest_repeat(struct slice pattern)
{
	size_t largest = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		size_t number = 0;

		if (pattern.text[i] != '{')
			continue;
		while (i + 1 < pattern.len && pattern.text[i + 1] >= '0' &&
			pattern.text[i + 1] <= '9' && number < 100000)
			number = number * 10 + (size_t)(pattern.text[++i] - '0');
		if (number > largest)
			largest = number;
	}
	return largest;
}

/* Returns whether PATTERN may call itself or a group of its own: "(?R)", "(?1)", "(?&a)",
 * "(?P>a)", "\\g<a>". PCRE2 does not say it. */
static bool may_recurse(struct slice pattern)
{
	for (size_t i = 0; i + 2 < pattern.len; i++) {
		const char *at = pattern.text + i;
		char next = i + 3 < pattern.len ? at[3] : '\0';

		if (at[0] == '\\' && at[1] == 'g' && (at[2] == '<' || at[2] == '\''))
			return true;
		if (at[0] != '(' || at[1] != '?')
			continue;
		if (at[2] == 'R' || at[2] == '&' || (at[2] == 'P' && next == '>') ||
			(at[2] >= '0' && at[2] <= '9') ||
			((at[2] == '+' || at[2] == '-') && next >= '0' && next <= '9'))
			return true;
	}
	return false;
}

static void add_reason(int error, struct str *why)
{
	unsigned char message[256];

	pcre2_get_error_message(error, message, sizeof message);
	str_add(why, (const char *)message);
}

struct regex *regex_new(struct slice pattern, bool caseless, struct str *why)
{
	pcre2_general_context *memory =
		pcre2_general_context_create(allocate, release, NULL);
	pcre2_compile_context *rules = pcre2_compile_context_create(memory);
	struct regex *r = xcalloc(1, sizeof *r);
	uint32_t options = OPTIONS | (caseless ? PCRE2_CASELESS : 0);
	uint32_t last_reference = 0;
	size_t at, size = 0;
	int error;

	pcre2_set_newline(rules, PCRE2_NEWLINE_LF);
	r->code = pcre2_compile((PCRE2_SPTR)(pattern.len ? pattern.text : ""),
		pattern.len, options, &error, &at, rules);
	if (r->code) {
		r->match = pcre2_match_data_create(1, memory);
		r->limits = pcre2_match_context_create(memory);
		pcre2_set_heap_limit(r->limits, HEAP_KIB);
		pcre2_set_match_limit(r->limits, DEPTH);
		pcre2_set_depth_limit(r->limits, DEPTH);
		pcre2_pattern_info(r->code, PCRE2_INFO_SIZE, &size);
		pcre2_pattern_info(r->code, PCRE2_INFO_BACKREFMAX, &last_reference);
		r->price = 1 + size / PRICE_SIZE + largest_repeat(pattern) / PRICE_REPEAT;
		r->refers_back = last_reference > 0;
		if (may_recurse(pattern)) {
			pcre2_set_depth_limit(r->limits, DEPTH_RECURSING);
			r->price += DEPTH_RECURSING / PRICE_REPEAT;
		}
	} else {
		add_reason(error, why);
		free(r);
		r = NULL;
	}
	pcre2_compile_context_free(rules);
	pcre2_general_context_free(memory);
	return r;
}

void regex_free(struct regex *r)
{
	if (!r)
		return;
	pcre2_match_context_free(r->limits);
	pcre2_match_data_free(r->match);
	pcre2_code_free(r->code);
	free(r);
}

bool regex_refers_back(const struct regex *r)
{
	return r->refers_back;
}

/* OPTIONS are those of pcre2_match. */
static enum regex_result run(struct regex *r, struct slice text, size_t from,
	uint32_t options, struct regex_budget *budget, struct regex_span *span)
{
	struct meter m = { .budget = budget, .price = r->price, .pos = from };
	const size_t *ends = pcre2_get_ovector_pointer(r->match);
	struct str why = STR_INIT;
	int code;

	if (r->refers_back)
		m.price += text.len / PRICE_REPEAT;
	pcre2_set_callout(r->limits, count_work, &m);
	code = pcre2_match(r->code, (PCRE2_SPTR)(text.len ? text.text : ""), text.len,
		from, options, r->match, r->limits);
	if (code >= 0) {
		/* "\K" in a lookahead may put the start behind the end. */
		if (span)
			*span = (struct regex_span){ ends[0],
				ends[1] > ends[0] ? ends[1] - ends[0] : 0 };
		return REGEX_MATCH;
	}
	switch (code) {
	case PCRE2_ERROR_NOMATCH:
		return REGEX_NO_MATCH;
	case PCRE2_ERROR_CALLOUT:
	case PCRE2_ERROR_MATCHLIMIT:
	case PCRE2_ERROR_DEPTHLIMIT:
	case PCRE2_ERROR_HEAPLIMIT:
	case PCRE2_ERROR_RECURSELOOP:
		return REGEX_TOO_SLOW;
	default:
		add_reason(code, &why);
		fail("a regular expression could not be run: %s", why.buf);
	}
}

enum regex_result regex_find(struct regex *r, struct slice text, size_t from,
	struct regex_budget *budget, struct regex_span *span)
{
	return run(r, text, from, 0, budget, span);
}

/* To PCRE2 a byte that is not UTF-8 ends what it looks at, so the end has to be checked. */
enum regex_result regex_match(
	struct regex *r, struct slice text, struct regex_budget *budget)
{
	struct regex_span span;
	enum regex_result result =
		run(r, text, 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED, budget, &span);

	if (result == REGEX_MATCH && (span.start || span.len < text.len))
		return REGEX_NO_MATCH;
	return result;
}
