#include "config.h"

#include "output/listing.h"

enum { LISTING_PORTION = 1024 }; /* of one that is written at once */

static const struct listing_form *const listing_forms[FORMAT_MAX] = {
	[FORMAT_TEXT] = &listing_text,
	[FORMAT_CSV] = &listing_csv,
	[FORMAT_TSV] = &listing_tsv,
	[FORMAT_JSON] = &listing_json,
	[FORMAT_MARKDOWN] = &listing_markdown,
};

static void listing_nothing_around(struct listing_writer *w)
{
	(void)w;
}

static void listing_nothing_row(struct listing_writer *w, size_t row)
{
	(void)w;
	(void)row;
}

/* An empty file has no columns, and no form but JSON has a way to say so. */
static const struct listing_form listing_nothing = { listing_nothing_around,
	listing_nothing_row, listing_nothing_around };

static const struct listing_form *listing_form_of(
	const struct listing *l, enum format format)
{
	if (l->form)
		return l->form;
	return l->count || format == FORMAT_JSON ? listing_forms[format]
						 : &listing_nothing;
}

void listing_begin(struct listing_writer *w, const struct listing *l, enum format format,
	const struct listing_page *page, struct outfile *outfile)
{
	*w = (struct listing_writer){ .list = l,
		.page = page,
		.outfile = outfile,
		.form = listing_form_of(l, format),
		.format = format };
	str_init(&w->cell);
	w->form->head(w);
}

bool listing_step(struct listing_writer *w, size_t rows)
{
	size_t end = w->list->rows - w->next < rows ? w->list->rows : w->next + rows;

	while (w->next < end) {
		if (!outfile_spill(w->outfile))
			return true;
		w->form->row(w, w->next++);
	}
	return w->next >= w->list->rows;
}

void listing_end(struct listing_writer *w)
{
	w->form->tail(w);
	if (w->format == FORMAT_JSON)
		str_add_char(&w->outfile->text, '\n');
	str_release(&w->cell);
}

void listing_write(const struct listing *l, enum format format,
	const struct listing_page *page, struct outfile *outfile)
{
	struct listing_writer w;

	listing_begin(&w, l, format, page, outfile);
	while (!listing_step(&w, LISTING_PORTION))
		;
	listing_end(&w);
}
