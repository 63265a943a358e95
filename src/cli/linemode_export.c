#include "config.h"

/*
 * What is listed written into a file, at once: nobody waits for a screen here. A file
 * that is there is left as it is. A question would take the next line for its answer, and
 * that line may come from a script that did not know of it.
 */

#include "cli/linemode.h"
#include "cli/linemode_commands.h"
#include "output/export_job.h"
#include "output/result_list.h"
#include "output/table_list.h"

/* Puts what is listed into W; false, with a sentence told, when it is nothing of a kind
 * that is written. */
static bool export_fill(struct linemode *l, struct export_job *w)
{
	const struct table *t = linemode_table(l);
	const struct linemode_source *source = linemode_place_source(l);

	if (source == &linemode_found) {
		w->list = result_list_new(&l->app->search, NULL);
	} else if (source == &linemode_rows && t) {
		w->list = table_list_new(l->app->package, t, &l->rows, NULL);
		w->partial = !table_complete(t);
		table_list_add_columns(w->list);
	} else {
		linemode_say(l, "There are no rows to export here; tab goes to a table.");
		return false;
	}
	return true;
}

static void export_write(struct linemode *l, struct export_job *w, const char *path)
{
	struct str err;
	bool there;

	str_init(&err);
	if (!export_job_open(w, path, false, l->app->safe, &there, &err)) {
		linemode_say(l, "%s%s", err.buf, there ? " Give another name." : "");
	} else {
		task_finish(&w->task);
		if (export_job_close(w, &err)) {
			str_add(&l->line, "Wrote ");
			export_job_add_what(w, &l->line);
			str_addf(&l->line, " to %s", path);
			linemode_stop(l);
			linemode_end(l);
		} else {
			linemode_say(l, "%s", err.buf);
		}
	}
	str_release(&err);
}

void cmd_export(struct linemode *l, const char *argument)
{
	enum format format;
	struct export_job w;

	if (!*argument || !format_of_file(argument, &format)) {
		linemode_say(l,
			"export takes the name of a file that ends in .txt, .csv, .tsv, "
			".json or .md.");
		return;
	}
	linemode_work(l);
	linemode_refresh(l);
	export_job_init(&w, format);
	if (export_fill(l, &w))
		export_write(l, &w, argument);
	export_job_release(&w);
}
