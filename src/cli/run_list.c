#include "config.h"

#include "cli/run.h"

/*
 * bali list TABLE [QUERY...]: the rows of one table. For people the columns of the
 * screen; for programs every field as it stands in the file, by its name in the schema.
 */

static bool list_is_for_people(const struct run *r)
{
	return r->format == FORMAT_TEXT || r->format == FORMAT_MARKDOWN;
}

static void list_add_columns(const struct run *r, struct table_list *s)
{
	if (list_is_for_people(r))
		table_list_add_columns(s);
	else
		table_list_add_fields(s);
}

int run_list(struct run *r)
{
	const struct table *t = run_table(r, r->options->words[0]);
	int queries = r->options->word_count - 1;
	struct table_list s;

	if (!t)
		return RUN_FAILED;
	run_load(r, false);
	table_list_init(&s, &r->package, t);
	list_add_columns(r, &s);
	if (queries) {
		if (!run_search(r, r->options->words + 1, queries, t->number)) {
			table_list_release(&s);
			return RUN_FAILED;
		}
		s.rows = search_rows(&r->search, t->number);
		/* Elsewhere a reason would be a column that the table has not. */
		if (r->format == FORMAT_TEXT || r->format == FORMAT_JSON)
			s.search = &r->search;
	}
	queries = queries && !table_list_rows(&s);
	if (!queries || !list_is_for_people(r))
		table_list_write(&s, r->format, &r->page, &r->outfile);
	table_list_release(&s);
	if (queries)
		run_tell_nothing(r, t->number);
	return queries ? RUN_NOTHING : RUN_FOUND;
}
