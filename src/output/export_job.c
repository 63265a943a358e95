#include "config.h"

#include "output/export_job.h"

#include <string.h>

#include "base/text.h"

enum {
	EXPORT_JOB_PORTION = 64, /* records between two looks at the clock */
	EXPORT_JOB_NAME = 60,    /* columns of a name that is proposed */
};

static bool export_job_step(struct task *task, int64_t until);

void export_job_init(struct export_job *w, enum format format)
{
	memset(w, 0, sizeof *w);
	w->task.step = export_job_step;
	w->format = format;
	w->proposed = FORMAT_CSV;
	str_init(&w->name);
	str_init(&w->what);
	str_init(&w->text);
	str_init(&w->fault);
	rowset_init(&w->rows);
	style_codes_init(&w->styles);
}

static void export_job_release_content(struct export_job *w)
{
	switch (w->kind) {
	case EXPORT_JOB_SHEET:
		table_list_release(&w->list);
		break;
	case EXPORT_JOB_ANNALS:
		event_list_release(&w->event_list);
		break;
	case EXPORT_JOB_FINDINGS:
		result_list_release(&w->results);
		break;
	case EXPORT_JOB_GRID:
		memory_list_release(&w->grid);
		break;
	default:
		break;
	}
}

/* Lets go of the writer before what it reads goes. */
static void export_job_end(struct export_job *w)
{
	if (w->begun)
		listing_end(&w->writer);
	w->begun = false;
}

void export_job_release(struct export_job *w)
{
	export_job_end(w);
	if (w->open)
		outfile_abandon(&w->outfile);
	export_job_release_content(w);
	rowset_release(&w->rows);
	str_release(&w->name);
	str_release(&w->what);
	str_release(&w->text);
	str_release(&w->fault);
	style_codes_release(&w->styles);
}

/* A path is no name, a blank is in the way of a shell, and what is not seen of nobody. */
static bool export_job_is_of_name(uint32_t character)
{
	return character != '/' && character > ' ' && character != TEXT_BAD &&
		text_visible(character) == character;
}

void export_job_add_name(struct export_job *w, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		uint32_t character;
		size_t len = text_decode(rest, &character);

		/* Nor is a hidden file meant, or what an option looks like. */
		if (!export_job_is_of_name(character) ||
			(!w->name.len && (character == '.' || character == '-')))
			character = w->name.len ? '-' : '_';
		text_encode(&w->name, character);
		rest.text += len;
		rest.len -= len;
	}
	str_truncate(&w->name,
		text_clip((struct slice){ w->name.buf, w->name.len }, EXPORT_JOB_NAME,
			NULL));
}

struct table_list *export_job_sheet(struct export_job *w, const struct package *p,
	const struct table *t, const struct rowset *rows)
{
	w->kind = EXPORT_JOB_SHEET;
	table_list_init(&w->list, p, t);
	rowset_copy(&w->rows, rows);
	w->list.rows = &w->rows;
	w->partial = !table_complete(t);
	return &w->list;
}

void export_job_annals(struct export_job *w, const struct events *c)
{
	w->kind = EXPORT_JOB_ANNALS;
	event_list_init(&w->event_list, c);
	w->edition = c->edition;
}

void export_job_findings(struct export_job *w, const struct search *s)
{
	w->kind = EXPORT_JOB_FINDINGS;
	result_list_init(&w->results, s);
	w->query_change = s->query_change;
}

struct memory_list *export_job_grid(struct export_job *w)
{
	w->kind = EXPORT_JOB_GRID;
	return &w->grid;
}

struct str *export_job_text(struct export_job *w)
{
	w->kind = EXPORT_JOB_TEXT;
	return &w->text;
}

bool export_job_open(struct export_job *w, const char *path, bool replace, bool safe,
	bool *exists, struct str *err)
{
	w->page = (struct listing_page){ .styles = &w->styles, .safe = safe };
	w->open = outfile_open_file(&w->outfile, path, replace, exists, err);
	return w->open;
}

/* What is being written must still be what it was. Otherwise half of the file would tell
 * one thing and half another. */
static bool export_job_holds(struct export_job *w)
{
	if (w->kind == EXPORT_JOB_ANNALS && w->event_list.events->edition != w->edition)
		str_add(&w->fault, "more events came meanwhile");
	if (w->kind == EXPORT_JOB_FINDINGS &&
		w->query_change != w->results.search->query_change)
		str_add(&w->fault, "the search is another one now");
	return !w->fault.len;
}

static const struct listing *export_job_list(struct export_job *w)
{
	switch (w->kind) {
	case EXPORT_JOB_SHEET:
		w->count = table_list_rows(&w->list);
		return table_list_list(&w->list, w->format);
	case EXPORT_JOB_ANNALS:
		w->count = w->event_list.count;
		return event_list_list(&w->event_list, w->format);
	case EXPORT_JOB_FINDINGS:
		w->count = w->results.count;
		return result_list_list(&w->results);
	default:
		return memory_list_list(&w->grid);
	}
}

/* Begins the listing; false when what belongs into it is not gathered yet. */
static bool export_job_begin(struct export_job *w)
{
	const struct listing *list;

	if (w->kind == EXPORT_JOB_FINDINGS &&
		!result_list_step(&w->results, EXPORT_JOB_PORTION))
		return false;
	list = export_job_list(w);
	listing_begin(&w->writer, list, w->format, &w->page, &w->outfile);
	w->task.total = list->rows;
	w->begun = true;
	return true;
}

/* Goes on by a portion; returns whether all is done. */
static bool export_job_go_on(struct export_job *w)
{
	bool done;

	if (!w->begun && !export_job_begin(w))
		return false;
	done = listing_step(&w->writer, EXPORT_JOB_PORTION);
	w->task.done = w->writer.next;
	return done;
}

static bool export_job_step(struct task *task, int64_t until)
{
	struct export_job *w = (struct export_job *)task;

	if (!export_job_holds(w))
		return true;
	if (w->kind == EXPORT_JOB_TEXT) {
		str_add_bytes(&w->outfile.text, w->text.buf, w->text.len);
		return true;
	}
	/* The loading may have gone on since the step before. */
	if (w->kind == EXPORT_JOB_SHEET)
		table_list_forget(&w->list);
	while (!export_job_go_on(w))
		if (clock_now() >= until)
			return false;
	return true;
}

bool export_job_close(struct export_job *w, struct str *err)
{
	bool well;

	export_job_end(w);
	w->open = false;
	if (w->fault.len) {
		str_addf(err, "%s: not written, for %s.", w->outfile.path.buf,
			w->fault.buf);
		outfile_abandon(&w->outfile);
		return false;
	}
	well = outfile_close(&w->outfile, err);
	w->size = w->outfile.size;
	return well;
}

void export_job_add_what(const struct export_job *w, struct str *out)
{
	if (w->what.len)
		str_add(out, w->what.buf);
	else
		str_add_count(out, w->count,
			w->kind == EXPORT_JOB_ANNALS ? "event" : "row", NULL);
}
