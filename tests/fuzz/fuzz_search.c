/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a search that the program does not survive, over a few rows of each kind: rows
 * matched, ranked and explained, hits, what is near, and the lists drawn.
 */

#include "config.h"

#include "base/memory.h"
#include "fuzz/browse.h"
#include "fuzz/fuzz.h"
#include "view/views.h"

static struct app app;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct str path = STR_INIT;

	(void)argc;
	(void)argv;
	str_addf(&path, "%s/tests/fixtures/searched",
		getenv("srcdir") ? getenv("srcdir") : ".");
	fuzz_require(browse_open(&app, path.buf));
	app_finish(&app);
	str_release(&path);
	return 0;
}

static void try_hits(const struct search *s, int table, size_t field, struct slice text)
{
	enum { MOST = 16 };
	struct search_hit hits[MOST];
	size_t count = search_hits(s, table, (int)field, text, hits, MOST);

	for (size_t i = 0; i < count; i++) {
		fuzz_require(hits[i].len && hits[i].start + hits[i].len <= text.len);
		fuzz_require(!i || hits[i - 1].start + hits[i - 1].len < hits[i].start);
	}
}

/* Looks at the best rows of TABLE. */
static void try_rows(const struct search *s, int table, struct str *out)
{
	enum { BEST = 5 };
	const struct table *t = &s->package->tables[table];
	uint32_t rows[BEST];
	size_t count = search_best(s, table, rows, BEST);

	fuzz_require(count <= search_count(s, table));
	for (size_t i = 0; i < count; i++) {
		fuzz_require(search_rank(s, table, rows[i]) <=
			search_rank(s, table, rows[count - 1]));
		str_clear(out);
		search_explain(s, table, rows[i], NULL, 0, out);
		for (size_t k = 0; k < t->schema->field_count; k++) {
			str_clear(out);
			package_add_field(s->package, t, rows[i], k, out);
			try_hits(s, table, k, str_slice(out));
			search_hits_value(s, (struct row_ref){ table, rows[i] }, k);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xmemdupz((const char *)data, size);
	struct str out = STR_INIT, near = STR_INIT;
	const struct search *s = &app.search;
	struct row_ref ref;

	app_search(&app, text);
	app_finish(&app);
	for (size_t i = 0; i < app.package->table_count; i++)
		try_rows(s, (int)i, &out);
	if (search_nearest(s, &near, &ref))
		fuzz_require(near.len && ref.table >= 0 && ref.row != ROW_NONE);
	search_add_note(s, &out);
	search_add_error(s, &out);
	browse_draw(&app, 80, 24);
	app_go_overlay(&app, &view_results);
	browse_draw(&app, 120, 40);
	app_back(&app);
	str_release(&out);
	str_release(&near);
	free(text);
	return 0;
}
