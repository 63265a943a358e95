/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/listing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "output/record_form.h"

/*
 * Owns the writer, which asks a listing for its rows and hands them to a form, and the
 * listing whose cells are held in memory. Does not know where other rows come from (the
 * kinds: table_list.c ...) nor what they look like (the forms: listing_text.c ...). A form
 * always sees only the columns that it takes, and each row once; after a failed write no
 * more rows are asked for.
 */

enum { LISTING_PORTION = 1024 }; /* rows between two looks at the file */

/* --- listings in memory --- */

struct memory_listing {
	struct listing list;
	struct str text; /* of all cells */
	size_t *ends;    /* of each cell in text, a row after the other; owned */
	size_t used, alloc;
};

static void memory_free(struct listing *l)
{
	struct memory_listing *m = (struct memory_listing *)l;

	str_release(&m->text);
	free(m->ends);
	free(m);
}

static void memory_cell(struct listing *l, size_t row, size_t column, struct str *out)
{
	const struct memory_listing *m = (const struct memory_listing *)l;
	size_t i = row * l->count + column;
	size_t start = i ? m->ends[i - 1] : 0;

	str_add_bytes(out, m->text.buf + start, m->ends[i] - start);
}

struct listing *listing_new(
	const struct listing_column *columns, size_t count, enum listing_noun noun)
{
	static const struct listing_kind kind = { .free = memory_free,
		.cell = memory_cell };
	struct memory_listing *m = xcalloc(1, sizeof *m);

	m->list = (struct listing){
		.kind = &kind, .columns = columns, .count = count, .noun = noun
	};
	str_init(&m->text);
	return &m->list;
}

void listing_add(struct listing *l, struct slice text)
{
	struct memory_listing *m = (struct memory_listing *)l;

	str_add_bytes(&m->text, text.text, text.len);
	*ARRAY_ADD(m->ends, m->used, m->alloc) = m->text.len;
	l->rows = m->used / l->count;
}

void listing_add_number(struct listing *l, size_t number)
{
	struct str text = STR_INIT;

	str_addf(&text, "%zu", number);
	listing_add(l, slice_of(text.buf));
	str_release(&text);
}

/* --- all listings --- */

void listing_free(struct listing *l)
{
	if (l)
		l->kind->free(l);
}

void listing_gather(struct listing *l)
{
	while (l->kind->gather && !l->kind->gather(l, SIZE_MAX))
		;
}

struct row_ref listing_ref(struct listing *l, size_t row)
{
	return l->kind->ref ? l->kind->ref(l, row) : ROW_NOWHERE;
}

struct slice listing_cell(struct listing_writer *w, size_t row, size_t k)
{
	str_clear(&w->cell);
	w->list->kind->cell(w->list, row, w->columns[k], &w->cell);
	return str_slice(&w->cell);
}

void listing_begin(struct listing_writer *w, struct listing *l, enum format format,
	const struct listing_page *page, struct outfile *outfile)
{
	const struct listing_form *form = formats[format].listing;
	const bool takes[] = { [LISTING_ALL] = true,
		[LISTING_SHOWN] = form->shown,
		[LISTING_DATA] = !form->shown,
		[LISTING_REMARK] = form->remarks };

	*w = (struct listing_writer){ .list = l,
		.page = page,
		.outfile = outfile,
		.columns = xcalloc(l->count, sizeof *w->columns),
		.cell = STR_INIT };
	for (size_t i = 0; i < l->count; i++)
		if (takes[l->columns[i].use])
			w->columns[w->count++] = i;
	if (!w->count && !form->columnless)
		return;
	w->form = form;
	if (form->head)
		form->head(w);
}

bool listing_step(struct listing_writer *w, size_t rows)
{
	size_t end = w->list->rows - w->next < rows ? w->list->rows : w->next + rows;

	while (w->form && w->next < end) {
		if (!outfile_spill(w->outfile))
			return true;
		w->form->row(w, w->next++);
	}
	return !w->form || w->next >= w->list->rows;
}

void listing_end(struct listing_writer *w)
{
	if (w->form && w->form->tail)
		w->form->tail(w);
	free(w->columns);
	str_release(&w->cell);
}

void listing_write(struct listing *l, enum format format, const struct listing_page *page,
	struct outfile *outfile)
{
	struct listing_writer w;

	listing_gather(l);
	listing_begin(&w, l, format, page, outfile);
	while (!listing_step(&w, LISTING_PORTION))
		;
	listing_end(&w);
}

void listing_add_rows(enum listing_noun noun, size_t count, struct str *out)
{
	str_addf(out,
		noun == LISTING_RECORD ? ngettext("%s record", "%s records", count)
			: noun == LISTING_LINK  ? ngettext("%s link", "%s links", count)
			: noun == LISTING_EVENT ? ngettext("%s event", "%s events", count)
			: noun == LISTING_PLACE ? ngettext("%s place", "%s places", count)
			: noun == LISTING_FAULT ? ngettext("%s fault", "%s faults", count)
			: noun == LISTING_TAB   ? ngettext("%s tab", "%s tabs", count)
						: ngettext("%s row", "%s rows", count),
		number_text(count).text);
}

/* --- formats --- */

const struct format_row formats[FORMAT_MAX] = {
	[FORMAT_TEXT] = { "text", ".txt", &listing_text, NULL },
	[FORMAT_CSV] = { "csv", ".csv", &listing_csv, NULL },
	[FORMAT_TSV] = { "tsv", ".tsv", &listing_tsv, NULL },
	[FORMAT_JSON] = { "json", ".json", &listing_json, record_json_add },
	[FORMAT_MARKDOWN] = { "markdown", ".md", &listing_markdown, record_markdown_add },
	[FORMAT_GEOJSON] = { "geojson", ".geojson", &listing_geojson, NULL },
};

bool format_find(const char *name, enum format *out)
{
	for (int i = 0; i < FORMAT_MAX; i++) {
		if (!strcmp(name, formats[i].name)) {
			*out = (enum format)i;
			return true;
		}
	}
	return false;
}

bool format_of_file(const char *path, enum format *out)
{
	size_t length = strlen(path);

	for (int i = 0; i < FORMAT_MAX; i++) {
		size_t ending = strlen(formats[i].ending);

		if (length > ending &&
			!strcasecmp(path + length - ending, formats[i].ending)) {
			*out = (enum format)i;
			return true;
		}
	}
	return false;
}

/* Appends the name of each format, or the ENDING of its files, as an enumeration. */
static void format_add_list(struct str *out, bool ending)
{
	struct str first = STR_INIT;
	const char *item = "";

	for (int i = 0; i < FORMAT_MAX; i++) {
		if (i)
			str_addf(&first, "%s%s", i > 1 ? ", " : "", item);
		item = ending ? formats[i].ending : formats[i].name;
	}
	/* TRANSLATORS: the first items of an enumeration, and the last */
	str_addf(out, _("%s or %s"), first.buf, item);
	str_release(&first);
}

void format_add_names(struct str *out)
{
	format_add_list(out, false);
}

void format_add_endings(struct str *out)
{
	format_add_list(out, true);
}

/* --- export jobs --- */

enum {
	EXPORT_JOB_PORTION = 64, /* rows between two looks at the clock */
	EXPORT_JOB_NAME = 60,    /* columns of a proposed name */
};

/* Writes the listing of W until the clock reaches UNTIL; returns whether that is all. */
static bool export_job_write(struct export_job *w, int64_t until)
{
	struct listing *l = w->list;

	if (l->kind->resume)
		w->fault = l->kind->resume(l);
	while (!w->fault) {
		if (w->begun) {
			bool done = listing_step(&w->writer, EXPORT_JOB_PORTION);

			w->task.done = w->writer.next;
			if (done)
				break;
		} else if (!l->kind->gather || l->kind->gather(l, EXPORT_JOB_PORTION)) {
			listing_begin(&w->writer, l, w->format, &w->page, &w->outfile);
			w->task.total = l->rows;
			w->begun = true;
		}
		if (clock_now() >= until)
			return false;
	}
	return true;
}

static bool export_job_step(struct task *task, int64_t until)
{
	struct export_job *w = (struct export_job *)task;
	bool done = true, english = intl_english(true);

	if (w->list)
		done = export_job_write(w, until);
	else
		str_add_bytes(&w->outfile.text, w->text.buf, w->text.len);
	intl_english(english);
	return done;
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

/* Ends the writer, which writes what comes last, before what it reads is freed. */
static void export_job_end(struct export_job *w)
{
	bool english = intl_english(true);

	if (w->begun)
		listing_end(&w->writer);
	intl_english(english);
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
		str_addf(err, _("Cannot write %s: it is not a regular file."), path);
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
		/* TRANSLATORS: a file, and a clause such as "more events came meanwhile" */
		str_addf(err, _("%s: not written, because %s."), w->outfile.path.buf,
			_(w->fault));
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
		listing_add_rows(w->list->noun, w->list->rows, out);
}
