#include "config.h"

/*
 * What is listed written into a file, at once: nobody waits for a screen here. A file
 * that is there is left as it is. A question would take the next line for its answer, and
 * that line may come from a script that did not know of it.
 */

#include "app/lines.h"
#include "app/lines_act.h"
#include "output/writing.h"

/* Puts what is listed into W; false, with a sentence told, when it is nothing of a kind
 * that is written. */
static bool export_fill(struct lines *l, struct writing *w)
{
	const struct table *t = lines_table(l);
	const struct lines_source *source = lines_place_source(l);

	if (source == &lines_found) {
		writing_findings(w, &l->app->search);
	} else if (source == &lines_rows && t) {
		sheet_add_columns(writing_sheet(w, l->app->package, t, &l->rows));
	} else {
		lines_say(l, "There are no rows to export here; tab goes to a table.");
		return false;
	}
	return true;
}

static void export_write(struct lines *l, struct writing *w, const char *path)
{
	struct str err;
	bool there;

	str_init(&err);
	if (!writing_open(w, path, false, l->app->safe, &there, &err)) {
		lines_say(l, "%s%s", err.buf, there ? " Give another name." : "");
	} else {
		task_finish(&w->task);
		if (writing_close(w, &err)) {
			str_add(&l->line, "Wrote ");
			writing_add_what(w, &l->line);
			str_addf(&l->line, " to %s", path);
			lines_stop(l);
			lines_end(l);
		} else {
			lines_say(l, "%s", err.buf);
		}
	}
	str_release(&err);
}

void act_export(struct lines *l, const char *argument)
{
	enum format format;
	struct writing w;

	if (!*argument || !format_of_file(argument, &format)) {
		lines_say(l,
			"export takes the name of a file that ends in .txt, .csv, .tsv, "
			".json or .md.");
		return;
	}
	lines_work(l);
	lines_refresh(l);
	writing_init(&w, format);
	if (export_fill(l, &w))
		export_write(l, &w, argument);
	writing_release(&w);
}
