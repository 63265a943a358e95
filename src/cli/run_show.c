#include "config.h"

#include "cli/run.h"

#include "output/record_tsv.h"
#include "output/record_json.h"
#include "output/record_markdown.h"
#include "query/resolve.h"
#include "view/record_page.h"

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

static void show_tell_nothing(struct run *r, const struct resolve *m, const char *text)
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

static void show_tell_several(struct run *r, const struct resolve *m, const char *text)
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

static void show_write_lines(struct run *r, const struct record *record)
{
	struct memory_list grid;

	record_tsv_init(&grid);
	record_tsv_add(&grid, record);
	memory_list_write(&grid, r->format, &r->page, &r->outfile);
	memory_list_release(&grid);
}

static void show_write(struct run *r, struct row_ref ref)
{
	struct str *out = &r->outfile.text;
	struct record record;

	record_init(&record, &r->package, ref);
	switch (r->format) {
	case FORMAT_JSON:
		record_json_add(out, &record);
		break;
	case FORMAT_MARKDOWN:
		record_markdown_add(out, &record);
		break;
	case FORMAT_TEXT:
		record_page_print(out, &r->styles, &r->package, ref,
			run_width(r->outfile.fd), RECORD_PRINTED);
		break;
	default:
		show_write_lines(r, &record);
	}
	record_release(&record);
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
		show_tell_several(r, &m, text.buf);
	} else {
		show_tell_nothing(r, &m, text.buf);
		status = RUN_NOTHING;
	}
	resolve_release(&m);
	str_release(&text);
	return status;
}
