#include "config.h"

#include "cli/run.h"

#include <stdlib.h>

#include "base/memory.h"
#include "output/result_list.h"
#include "output/table_list.h"
#include "query/search.h"
#include "query/resolve.h"
#include "view/record_page.h"

/* Writes every table in which something was found as a listing of its own, with all
 * fields; returns whether there was one. */
static bool find_write_tables(struct run *r)
{
	const struct listing_form *form = format_listing(r->format);
	size_t most = r->package.table_count;
	int *tables = xcalloc(most, sizeof *tables);
	size_t count = search_tables(&r->search, tables, most);
	struct rowset rows;
	bool any = false;

	rowset_init(&rows);
	str_add(&r->outfile.text, form->open);
	for (size_t i = 0; i < count && outfile_spill(&r->outfile); i++) {
		size_t found = search_count(&r->search, tables[i]);
		uint32_t *best = xcalloc(found, sizeof *best);
		struct listing *list;

		rowset_clear(&rows);
		found = search_best(&r->search, tables[i], best, found);
		for (size_t k = 0; k < found; k++)
			if (search_lists(
				    &r->search, (struct row_ref){ tables[i], best[k] }))
				rowset_add(&rows, best[k]);
		free(best);
		if (!rows.count)
			continue;
		str_add(&r->outfile.text, any ? form->next : "");
		any = true;
		list = table_list_new(
			&r->package, &r->package.tables[tables[i]], &rows, &r->search);
		table_list_add_fields(list);
		listing_write(list, r->format, &r->page, &r->outfile);
		listing_free(list);
	}
	str_add(&r->outfile.text, form->close);
	rowset_release(&rows);
	free(tables);
	return any;
}

/* bali find QUERY...: the rows of all tables that match, the best table and in each the
 * best row first. */
int run_find(struct run *r)
{
	bool any;

	run_load(r, false);
	if (!run_search(r, 0, -1))
		return RUN_FAILED;
	if (format_listing(r->format)->open)
		any = find_write_tables(r);
	else
		any = run_write(r, result_list_new(&r->search, &r->page), true);
	if (!any)
		run_report_nothing(r, -1);
	return any ? RUN_FOUND : RUN_NOTHING;
}

/*
 * bali show RECORD: one record with all that is known of it, as the page of the browser
 * tells it. RECORD is what a person would call it: TABLE/KEY, a key, a code or a name, of
 * one word or more.
 */

/* Appends TABLE/KEY of REF, by which it can be asked for again. */
static void show_add_key(const struct run *r, struct row_ref ref, struct str *out)
{
	const struct table *t = &r->package.tables[ref.table];

	str_addf(out, "%s/", t->schema->name);
	table_add_key(t, ref.row, out);
}

static void show_report_nothing(struct run *r, const struct resolve *m, const char *text)
{
	struct row_ref ref;
	struct str nearest;

	str_init(&nearest);
	str_addf(&r->err, "There is no record \"%s\"", text);
	if (m->table >= 0)
		str_addf(&r->err, " in %s", r->package.tables[m->table].schema->title);
	str_add(&r->err, ".");
	if (resolve_nearest(m, &nearest, &ref)) {
		str_addf(&r->err, " Nearest: %s, ", nearest.buf);
		show_add_key(r, ref, &r->err);
		str_add(&r->err, ".");
	}
	str_release(&nearest);
	r->no_answer = true;
}

static void show_report_several(struct run *r, const struct resolve *m, const char *text)
{
	str_addf(&r->err,
		"\"%s\" is the name of %s%zu records; ask for one of these:", text,
		m->more ? "more than " : "", m->count);
	for (size_t i = 0; i < m->count; i++) {
		struct row_ref ref = m->rows[i];

		str_add(&r->err, "\n  ");
		show_add_key(r, ref, &r->err);
		str_add(&r->err, "  ");
		package_add_label(
			&r->package, &r->package.tables[ref.table], ref.row, &r->err);
	}
}

static void show_write(struct run *r, struct row_ref ref)
{
	struct listing *list = record_page_write(&r->outfile.text, r->format, &r->styles,
		&r->package, ref, run_width(r->outfile.fd));

	if (list)
		run_write(r, list, false);
}

int run_show(struct run *r)
{
	int status = RUN_FAILED;
	struct resolve m;
	struct str text;

	str_init(&text);
	for (int i = 0; i < r->options->word_count; i++)
		str_addf(&text, "%s%s", i ? " " : "", r->options->words[i]);
	run_load(r, false);
	resolve_init(&m, &r->search);
	resolve_find(&m, slice_of(text.buf));
	if (m.count == 1) {
		show_write(r, m.rows[0]);
		status = RUN_FOUND;
	} else if (m.count) {
		show_report_several(r, &m, text.buf);
	} else {
		show_report_nothing(r, &m, text.buf);
		status = RUN_NOTHING;
	}
	resolve_release(&m);
	str_release(&text);
	return status;
}
