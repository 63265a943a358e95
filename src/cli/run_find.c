#include "config.h"

#include "cli/run.h"

#include "output/result_list.h"
#include "output/table_list.h"
#include "query/resolve.h"
#include "view/record_page.h"

/* The commands that find records: by what they say, and one by its name. */

/* Writes a listing with all fields for each table of the RESULTS, which are gathered. */
static void find_write_tables(struct run *r, struct listing *results)
{
	const struct listing_form *form = format_listing(r->format);
	struct rowset rows;
	size_t i = 0;

	rowset_init(&rows);
	str_add(&r->outfile.text, form->open);
	while (i < results->rows && outfile_spill(&r->outfile)) {
		int table = listing_ref(results, i).table;
		struct listing *list;

		str_add(&r->outfile.text, i ? form->next : "");
		rowset_clear(&rows);
		for (; i < results->rows && listing_ref(results, i).table == table; i++)
			rowset_add(&rows, listing_ref(results, i).row);
		list = table_list_new(
			&r->package, &r->package.tables[table], &rows, &r->search);
		table_list_add_fields(list);
		run_write(r, list, false);
	}
	str_add(&r->outfile.text, form->close);
	rowset_release(&rows);
}

/* bali find QUERY...: the rows of all tables that match, the best table and in each the
 * best row first. */
int run_find(struct run *r)
{
	struct listing *results;
	bool any;

	run_load(r, false);
	if (!run_search(r, 0, -1))
		return RUN_FAILED;
	results = result_list_new(&r->search);
	listing_gather(results);
	any = results->rows > 0;
	if (format_listing(r->format)->open) {
		find_write_tables(r, results);
		listing_free(results);
	} else {
		run_write(r, results, true);
	}
	if (!any)
		run_report_nothing(r, -1);
	return any ? RUN_FOUND : RUN_NOTHING;
}

/* Appends TABLE/KEY of REF, by which it can be asked for again. */
static void run_add_key(struct run *r, struct row_ref ref)
{
	const struct table *t = &r->package.tables[ref.table];

	str_addf(&r->err, "%s/", t->schema->name);
	table_add_key(t, ref.row, &r->err);
}

/* bali show RECORD: one record with all that is known of it, as on the page of the browser.
 * RECORD is what the user calls it: TABLE/KEY, a key, a code or a name, of one word or
 * more. */
int run_show(struct run *r)
{
	int status = RUN_FAILED;
	struct resolve m;
	struct listing *list;
	struct row_ref ref;
	struct str text = STR_INIT, nearest = STR_INIT;

	for (int i = 0; i < r->options->word_count; i++)
		str_addf(&text, "%s%s", i ? " " : "", r->options->words[i]);
	run_load(r, false);
	resolve_init(&m, &r->search);
	resolve_find(&m, slice_of(text.buf));
	if (m.count == 1) {
		list = record_page_write(&r->outfile.text, r->format, &r->styles,
			&r->package, m.rows[0], run_width(r->outfile.fd));
		if (list)
			run_write(r, list, false);
		status = RUN_FOUND;
	} else if (m.count) {
		str_addf(&r->err,
			"\"%s\" is the name of %s%zu records; ask for one of these:",
			text.buf, m.more ? "more than " : "", m.count);
		for (size_t i = 0; i < m.count; i++) {
			ref = m.rows[i];
			str_add(&r->err, "\n  ");
			run_add_key(r, ref);
			str_add(&r->err, "  ");
			package_add_label(&r->package, &r->package.tables[ref.table],
				ref.row, &r->err);
		}
	} else {
		status = RUN_NOTHING;
		r->no_answer = true;
		str_addf(&r->err, "There is no record \"%s\"", text.buf);
		if (m.table >= 0)
			str_addf(&r->err, " in %s",
				r->package.tables[m.table].schema->title);
		str_add(&r->err, ".");
		if (resolve_nearest(&m, &nearest, &ref)) {
			str_addf(&r->err, " Nearest: %s, ", nearest.buf);
			run_add_key(r, ref);
			str_add(&r->err, ".");
		}
	}
	resolve_release(&m);
	str_release(&nearest);
	str_release(&text);
	return status;
}
