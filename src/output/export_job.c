#include "config.h"

#include "output/export_job.h"

#include <sys/stat.h>

#include "base/text.h"

enum {
	EXPORT_JOB_PORTION = 64, /* rows between two looks at the clock */
	EXPORT_JOB_NAME = 60,    /* columns of a proposed name */
};

static bool export_job_step(struct task *task, int64_t until)
{
	struct export_job *w = (struct export_job *)task;
	struct listing *l = w->list;

	if (!l) {
		str_add_bytes(&w->outfile.text, w->text.buf, w->text.len);
		return true;
	}
	if (l->kind->resume)
		w->fault = l->kind->resume(l);
	while (!w->fault) {
		if (w->begun) {
			bool done = listing_step(&w->writer, EXPORT_JOB_PORTION);

			task->done = w->writer.next;
			if (done)
				break;
		} else if (!l->kind->gather || l->kind->gather(l, EXPORT_JOB_PORTION)) {
			listing_begin(&w->writer, l, w->format, &w->page, &w->outfile);
			task->total = l->rows;
			w->begun = true;
		}
		if (clock_now() >= until)
			return false;
	}
	return true;
}

void export_job_init(struct export_job *w, enum format format)
{
	*w = (struct export_job){ .task.step = export_job_step,
		.format = format,
		.proposed = FORMAT_CSV,
		.name = STR_INIT,
		.what = STR_INIT,
		.text = STR_INIT };
	style_codes_init(&w->styles);
}

/* Ends the writer before what it reads is freed. */
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
	listing_free(w->list);
	str_release(&w->name);
	str_release(&w->what);
	str_release(&w->text);
	style_codes_release(&w->styles);
}

void export_job_add_name(struct export_job *w, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		uint32_t character;
		size_t len = text_decode(rest, &character);
		/* A slash makes a path, a blank is in the way of a shell, and what is not
		 * visible is of no use to anybody. */
		bool fit = character != '/' && character > ' ' && character != TEXT_BAD &&
			text_visible(character) == character;

		/* Nor is a hidden file meant, or what an option looks like. */
		if (!fit || (!w->name.len && (character == '.' || character == '-')))
			character = w->name.len ? '-' : '_';
		text_encode(&w->name, character);
		rest.text += len;
		rest.len -= len;
	}
	str_truncate(&w->name, text_clip(str_slice(&w->name), EXPORT_JOB_NAME, NULL));
}

bool export_job_open(struct export_job *w, const char *path, bool replace,
	struct csv_options csv, bool *exists, struct str *err)
{
	struct stat there;

	w->page = (struct listing_page){ .styles = &w->styles, .csv = csv };
	if (exists)
		*exists = false;
	/* Writing to a pipe would wait for its reader, and nothing would answer meanwhile. */
	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode) &&
		!S_ISDIR(there.st_mode)) {
		str_addf(err, "Cannot write %s: it is no regular file.", path);
		return false;
	}
	w->open = outfile_open_file(&w->outfile, path, replace, exists, err);
	return w->open;
}

bool export_job_close(struct export_job *w, struct str *err)
{
	bool well;

	export_job_end(w);
	w->open = false;
	if (w->fault) {
		str_addf(err, "%s: not written, because %s.", w->outfile.path.buf,
			w->fault);
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
		str_add_count(out, w->list->rows, w->list->noun, NULL);
}
