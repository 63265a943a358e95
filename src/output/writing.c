#include "config.h"

#include "output/writing.h"

#include <string.h>

#include "base/text.h"

enum {
	WRITING_PORTION = 64, /* records between two looks at the clock */
	WRITING_NAME = 60,    /* columns of a name that is proposed */
};

static bool writing_step(struct task *task, int64_t until);

void writing_init(struct writing *w, enum format format)
{
	memset(w, 0, sizeof *w);
	w->task.step = writing_step;
	w->format = format;
	w->proposed = FORMAT_CSV;
	str_init(&w->name);
	str_init(&w->what);
	str_init(&w->query);
	str_init(&w->text);
	str_init(&w->fault);
	rowset_init(&w->rows);
	ink_init(&w->ink);
}

static void writing_release_content(struct writing *w)
{
	switch (w->kind) {
	case WRITING_SHEET:
		sheet_release(&w->sheet);
		break;
	case WRITING_ANNALS:
		annals_release(&w->annals);
		break;
	case WRITING_FINDINGS:
		findings_release(&w->findings);
		break;
	case WRITING_GRID:
		grid_release(&w->grid);
		break;
	default:
		break;
	}
}

/* Lets go of the writer before what it reads goes. */
static void writing_end(struct writing *w)
{
	if (w->begun)
		listing_end(&w->writer);
	w->begun = false;
}

void writing_release(struct writing *w)
{
	writing_end(w);
	if (w->open)
		sink_abandon(&w->sink);
	writing_release_content(w);
	rowset_release(&w->rows);
	str_release(&w->name);
	str_release(&w->what);
	str_release(&w->query);
	str_release(&w->text);
	str_release(&w->fault);
	ink_release(&w->ink);
}

/* A path is no name, a blank is in the way of a shell, and what is not seen of nobody. */
static bool writing_is_of_name(uint32_t character)
{
	return character != '/' && character > ' ' && character != TEXT_BAD &&
		text_visible(character) == character;
}

void writing_add_name(struct writing *w, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.len) {
		uint32_t character;
		size_t len = text_decode(rest, &character);

		/* Nor is a hidden file meant, or what an option looks like. */
		if (!writing_is_of_name(character) ||
			(!w->name.len && (character == '.' || character == '-')))
			character = w->name.len ? '-' : '_';
		text_encode(&w->name, character);
		rest.text += len;
		rest.len -= len;
	}
	str_truncate(&w->name,
		text_clip(
			(struct slice){ w->name.buf, w->name.len }, WRITING_NAME, NULL));
}

struct sheet *writing_sheet(struct writing *w, const struct package *p,
	const struct table *t, const struct rowset *rows)
{
	w->kind = WRITING_SHEET;
	sheet_init(&w->sheet, p, t);
	rowset_copy(&w->rows, rows);
	w->sheet.rows = &w->rows;
	w->partial = !table_complete(t);
	return &w->sheet;
}

void writing_annals(struct writing *w, const struct chronicle *c)
{
	w->kind = WRITING_ANNALS;
	annals_init(&w->annals, c);
	w->edition = c->edition;
}

void writing_findings(struct writing *w, const struct search *s)
{
	w->kind = WRITING_FINDINGS;
	findings_init(&w->findings, s);
	str_add(&w->query, search_text(s));
}

struct grid *writing_grid(struct writing *w)
{
	w->kind = WRITING_GRID;
	return &w->grid;
}

struct str *writing_text(struct writing *w)
{
	w->kind = WRITING_TEXT;
	return &w->text;
}

bool writing_open(struct writing *w, const char *path, bool replace, bool safe,
	bool *exists, struct str *err)
{
	w->page = (struct listing_page){ .ink = &w->ink, .safe = safe };
	w->open = sink_open_file(&w->sink, path, replace, exists, err);
	return w->open;
}

/* What is being written must still be what it was. Otherwise half of the file would tell
 * one thing and half another. */
static bool writing_holds(struct writing *w)
{
	if (w->kind == WRITING_ANNALS && w->annals.chronicle->edition != w->edition)
		str_add(&w->fault, "more events came meanwhile");
	if (w->kind == WRITING_FINDINGS &&
		strcmp(w->query.buf, search_text(w->findings.search)) != 0)
		str_add(&w->fault, "the search is another one now");
	return !w->fault.len;
}

static const struct listing *writing_list(struct writing *w)
{
	switch (w->kind) {
	case WRITING_SHEET:
		w->count = sheet_rows(&w->sheet);
		return sheet_list(&w->sheet, w->format);
	case WRITING_ANNALS:
		w->count = w->annals.count;
		return annals_list(&w->annals, w->format);
	case WRITING_FINDINGS:
		w->count = w->findings.count;
		return findings_list(&w->findings);
	default:
		return grid_list(&w->grid);
	}
}

/* Begins the listing; false when what belongs into it is not gathered yet. */
static bool writing_begin(struct writing *w)
{
	const struct listing *list;

	if (w->kind == WRITING_FINDINGS && !findings_step(&w->findings, WRITING_PORTION))
		return false;
	list = writing_list(w);
	listing_begin(&w->writer, list, w->format, &w->page, &w->sink);
	w->task.total = list->rows;
	w->begun = true;
	return true;
}

/* Goes on by a portion; returns whether all is done. */
static bool writing_go_on(struct writing *w)
{
	bool done;

	if (!w->begun && !writing_begin(w))
		return false;
	done = listing_step(&w->writer, WRITING_PORTION);
	w->task.done = w->writer.next;
	return done;
}

static bool writing_step(struct task *task, int64_t until)
{
	struct writing *w = (struct writing *)task;

	if (!writing_holds(w))
		return true;
	if (w->kind == WRITING_TEXT) {
		str_add_bytes(&w->sink.text, w->text.buf, w->text.len);
		return true;
	}
	/* The loading may have gone on since the step before. */
	if (w->kind == WRITING_SHEET)
		sheet_forget(&w->sheet);
	while (!writing_go_on(w))
		if (clock_now() >= until)
			return false;
	return true;
}

bool writing_close(struct writing *w, struct str *err)
{
	bool well;

	writing_end(w);
	w->open = false;
	if (w->fault.len) {
		str_addf(err, "%s: not written, for %s.", w->sink.path.buf, w->fault.buf);
		sink_abandon(&w->sink);
		return false;
	}
	well = sink_close(&w->sink, err);
	w->size = w->sink.size;
	return well;
}

void writing_add_what(const struct writing *w, struct str *out)
{
	if (w->what.len)
		str_add(out, w->what.buf);
	else
		str_add_count(
			out, w->count, w->kind == WRITING_ANNALS ? "event" : "row", NULL);
}
