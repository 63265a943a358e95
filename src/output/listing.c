#include "config.h"

#include "output/listing.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

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
	const struct listing_column *columns, size_t count, const char *noun)
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
