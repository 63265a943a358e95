/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for an expression that breaks a promise of base/regex.h, above all that its work
 * is bounded: the first line of the input is the expression, the rest, over and over, the
 * text. Also for a pattern of a schema that data/check.h does not survive.
 */

#include "config.h"

#include "base/regex.h"
#include "data/check.h"
#include "fuzz/fuzz.h"

static void try_find(struct regex *r, struct slice text)
{
	struct regex_budget budget = regex_budget_for(text.len);
	size_t most = budget.left;
	struct regex_span span;
	enum regex_result result = regex_find(r, text, 0, &budget, &span);

	fuzz_require(result != REGEX_MATCH || span.start + span.len <= text.len);
	fuzz_require(budget.left <= most && budget.left + budget.spent >= most);
	budget.left = 100;
	if (regex_match(r, text, &budget) == REGEX_MATCH)
		fuzz_require(result == REGEX_MATCH);
}

static void try_constraints(const char *pattern, struct slice text)
{
	struct field f = { .name = "f",
		.format = "default",
		.type = FIELD_STRING,
		.min_length = -1,
		.max_length = -1,
		.pattern = pattern };
	struct regex_budget budget = { .left = REGEX_WORK };
	struct constraints rules;
	struct str why = STR_INIT;
	struct diag diag;

	diag_init(&diag);
	constraints_init(&rules, &f, false, "t", &diag);
	fuzz_require(!rules.pattern == (diag.count > 0));
	constraints_check(&rules, text, &budget, &why);
	constraints_release(&rules);
	diag_release(&diag);
	str_release(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { TEXT = 30000 };
	struct slice rest = { (const char *)data, size };
	struct slice pattern = fuzz_line(&rest);
	struct str text = STR_INIT, copy = STR_INIT, why = STR_INIT;
	struct regex *r = regex_new(pattern, size % 2, &why);

	fuzz_require(!r == (why.len > 0));
	while (rest.len && text.len < TEXT)
		str_add_bytes(&text, rest.text, rest.len);
	if (r)
		try_find(r, (struct slice){ text.buf, text.len });
	str_add_bytes(&copy, pattern.text, pattern.len);
	try_constraints(copy.buf, (struct slice){ text.buf, text.len });
	regex_free(r);
	str_release(&text);
	str_release(&copy);
	str_release(&why);
	return 0;
}
