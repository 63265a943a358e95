/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a query that breaks a promise of query/query.h, or hits outside of the text
 * they are found in. The first line of the input is the query, the rest the text.
 */

#include "config.h"

#include "fuzz/fuzz.h"
#include "query/query.h"
#include "query/match.h"

/* Half of all words are scopes, so that both ways are taken. */
static bool known(void *data, struct slice scope, size_t column)
{
	(void)data;
	(void)column;
	return scope.len % 2;
}

static const struct query_fields fields = { .known = known };

static void try_hits(const struct term *term, struct slice text)
{
	enum { MOST = 16 };
	struct match_term ready = { .term = term };
	struct search_hit hits[MOST];
	struct casefold fold;
	size_t count;

	casefold_init(&fold);
	count = match_join_spans(
		hits, match_spans(&ready, text, false, &fold, hits, 0, MOST));
	for (size_t i = 0; i < count; i++) {
		fuzz_require(hits[i].len && hits[i].start + hits[i].len <= text.len);
		fuzz_require(!i || hits[i - 1].start + hits[i - 1].len < hits[i].start);
	}
	casefold_release(&fold);
}

static void try_query(const struct query *g, size_t size, struct slice text)
{
	size_t terms = 0;

	for (size_t i = 0; i < g->count; i++) {
		fuzz_require(g->clauses[i].count > 0);
		for (size_t k = 0; k < g->clauses[i].count; k++) {
			fuzz_require(g->clauses[i].terms[k].column < size);
			try_hits(&g->clauses[i].terms[k], text);
			terms++;
		}
	}
	fuzz_require(terms <= QUERY_TERMS);
	fuzz_require(!g->fault.len || g->fault_column <= size);
	fuzz_require(query_narrows(g, g));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct slice query = fuzz_line(&text);
	struct query g;

	query_init(&g);
	query_parse(&g, query, &fields);
	try_query(&g, query.len, text);
	query_release(&g);
	return 0;
}
