#include "config.h"

/*
 * What of the row one is on goes to the clipboard, and which address from there to a
 * browser. What is under the cursor comes first, for a person points at it; then what the
 * row itself has, or, to see where it comes from, its sources.
 */

#include <string.h>

#include "browser/app.h"
#include "base/text.h"
#include "output/citation.h"
#include "output/style.h"
#include "ui/key.h"
#include "view/record_page.h"

enum {
	COPYING_SOURCES = 64,
	COPYING_WIDTH = 78, /* mail and editors do not break such lines again */
};

/* An address and what it is the address of, to be told. */
struct address {
	struct str url;
	struct str note;
};

static struct row_ref copying_row(const struct pane *pane)
{
	if (!pane->view->focus)
		return ROW_NOWHERE;
	return pane->view->focus(pane);
}

/* Appends the cell under the cursor as it is in the data. */
static void copying_add_cell(
	const struct app *a, const struct pane *pane, struct str *out)
{
	struct row_ref at = copying_row(pane);

	if (pane->view->link && pane->view->link(pane).table >= 0)
		at = pane->view->link(pane);
	if (pane->view->cell)
		pane->view->cell(pane, out);
	else if (at.table >= 0)
		package_add_label(a->package, &a->package->tables[at.table], at.row, out);
}

/* Takes the address of REF; the note of it is REF's name with NOTE behind. */
static bool address_of_row(
	struct address *f, struct app *a, struct row_ref ref, const char *note)
{
	if (ref.table < 0 || !citation_add_address(a->package, ref, &f->url))
		return false;
	package_add_label(a->package, &a->package->tables[ref.table], ref.row, &f->note);
	str_add(&f->note, note);
	return true;
}

/* Takes the address under the cursor. */
static bool address_here(struct address *f, struct app *a, const struct pane *pane)
{
	struct slice url;
	struct str cell;
	bool found;

	str_init(&cell);
	copying_add_cell(a, pane, &cell);
	found = citation_find_address((struct slice){ cell.buf, cell.len }, &url);
	if (found)
		str_add_bytes(&f->url, url.text, url.len);
	str_release(&cell);
	return found ||
		(pane->view->link && address_of_row(f, a, pane->view->link(pane), ""));
}

/* Takes the address of the first source that has one. */
static bool address_in_sources(struct address *f, struct app *a, struct row_ref ref)
{
	struct row_ref sources[COPYING_SOURCES];
	size_t count = citation_sources(a->package, ref, sources, COPYING_SOURCES);
	struct str note;
	bool found = false;

	str_init(&note);
	for (size_t i = 0; i < count && !found; i++) {
		str_clear(&note);
		if (count > 1)
			str_addf(&note, ", source %zu of %zu", i + 1, count);
		found = address_of_row(f, a, sources[i], note.buf);
	}
	str_release(&note);
	return found;
}

/* Takes the address to copy, or, for one that sees where it COMES FROM, to open. */
static bool address_find(struct address *f, struct app *a, bool comes_from)
{
	const struct pane *pane = app_focus_pane(a);
	struct row_ref at = copying_row(pane);

	if (address_here(f, a, pane))
		return true;
	if (at.table < 0)
		return false;
	if (comes_from)
		return address_in_sources(f, a, at) || address_of_row(f, a, at, "");
	return address_of_row(f, a, at, "") || address_in_sources(f, a, at);
}

static void address_init(struct address *f)
{
	str_init(&f->url);
	str_init(&f->note);
}

static void address_release(struct address *f)
{
	str_release(&f->url);
	str_release(&f->note);
}

static const struct {
	char key;
	const char *name;
	bool row; /* needs one to be on */
	const char *none;
} kinds[] = {
	{ 'c', "cell", false, "This cell is empty." },
	{ 'r', "row", true, "" },
	{ 'e', "record", true, "" },
	{ 's', "citation", true, "" },
	{ 'l', "link", false, "There is no address here, nor in the sources." },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

void app_copy(struct app *a)
{
	struct str text;

	str_init(&text);
	for (size_t i = 0; i < KINDS; i++)
		str_addf(&text, "%s%c %s", i ? ", " : "", kinds[i].key, kinds[i].name);
	app_say(a, STYLE_STATUS, "Copy: %s; any other key cancels.", text.buf);
	str_release(&text);
	a->copying = true;
}

static void copying_add_link(struct app *a, struct str *out)
{
	struct address f;

	address_init(&f);
	if (address_find(&f, a, false)) {
		text_add_visible(out, (struct slice){ f.url.buf, f.url.len });
		str_add(&a->outgoing_note, f.note.buf);
	}
	address_release(&f);
}

/* Appends the columns that a person has chosen for the list, else the table's own. */
static void copying_add_row(struct app *a, struct row_ref ref, struct str *out)
{
	const struct resource *schema = a->package->tables[ref.table].schema;
	size_t count;
	const struct path *columns = app_columns(a, &count);

	if (!columns || app_main_pane(a)->table != ref.table) {
		columns = schema->columns;
		count = schema->column_count;
	}
	citation_add_row(a->package, ref, columns, count, out);
}

/* Appends the page as it is printed in blank ink, but with all names: a copy has no key
 * and no option to ask for more by. */
static void copying_add_record(const struct app *a, struct row_ref ref, struct str *out)
{
	struct style_codes styles;

	style_codes_init(&styles);
	record_page_print(out, &styles, a->package, ref, COPYING_WIDTH, RECORD_WHOLE);
	style_codes_release(&styles);
}

/* Appends what KEY stands for, through the gate. */
static void copying_add(struct app *a, char key, struct str *out)
{
	struct pane *pane = app_focus_pane(a);
	struct row_ref at = copying_row(pane);
	struct str cell;

	switch (key) {
	case 'c':
		str_init(&cell);
		copying_add_cell(a, pane, &cell);
		text_add_visible(out, (struct slice){ cell.buf, cell.len });
		str_release(&cell);
		break;
	case 'r':
		copying_add_row(a, at, out);
		break;
	case 'e':
		copying_add_record(a, at, out);
		break;
	case 's':
		citation_add(a->package, at, out);
		break;
	default:
		copying_add_link(a, out);
	}
}

static void copying_cancel(struct app *a, uint32_t key)
{
	struct str name;

	str_init(&name);
	if (key != KEY_NONE) {
		key_add_name(&name, key);
		str_add(&name, ": ");
	}
	app_say(a, STYLE_STATUS, "%scancelled, nothing is copied.", name.buf);
	str_release(&name);
}

void app_copy_key(struct app *a, uint32_t key)
{
	size_t i = 0;

	a->copying = false;
	str_clear(&a->message);
	a->dirty = true;
	while (i < KINDS && (uint32_t)kinds[i].key != key)
		i++;
	if (i == KINDS) {
		copying_cancel(a, key);
		return;
	}
	if (kinds[i].row && copying_row(app_focus_pane(a)).table < 0) {
		app_say(a, STYLE_STATUS, "There is no row here to copy.");
		return;
	}
	str_clear(&a->outgoing_text);
	str_clear(&a->outgoing_note);
	copying_add(a, kinds[i].key, &a->outgoing_text);
	if (a->outgoing_text.len)
		a->outgoing = APP_OUTGOING_COPY;
	else
		app_say(a, STYLE_STATUS, "%s", kinds[i].none);
}

void app_open_source(struct app *a)
{
	struct address f;
	struct str err;

	address_init(&f);
	str_init(&err);
	str_clear(&a->outgoing_text);
	str_clear(&a->outgoing_note);
	if (!address_find(&f, a, true)) {
		app_say(a, STYLE_STATUS, "There is no address here, nor in the sources.");
	} else if (!citation_check_address(
			   (struct slice){ f.url.buf, f.url.len }, &err)) {
		app_say(a, STYLE_WARNING, "%s", err.buf);
	} else {
		str_add(&a->outgoing_text, f.url.buf);
		str_add(&a->outgoing_note, f.note.buf);
		a->outgoing = APP_OUTGOING_OPEN;
	}
	str_release(&err);
	address_release(&f);
}
