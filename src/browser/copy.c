/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "browser/app.h"

#include "base/intl.h"
#include "base/text.h"
#include "output/citation.h"
#include "output/style.h"
#include "view/column_config.h"
#include "view/record_page.h"

/*
 * What goes from the row under the cursor to the clipboard, and which address to a web
 * browser. What is under the cursor itself comes first, for the user points at it; then
 * what the row has; for an address also the sources of the row, which come before the row
 * where the user wants to see the source. This file only leaves the text in the app; the
 * loop sends it out (browser/helper.h). The text is always visible characters.
 */

enum {
	COPY_SOURCES = 64,
	COPY_WIDTH = 78, /* mail programs and editors do not wrap such lines again */
};

static struct row_ref copy_row(struct app *a)
{
	const struct pane *pane = app_focus_pane(a);

	return pane->view->focus ? pane->view->focus(pane) : ROW_NOWHERE;
}

/* Returns the record that the link under the cursor leads to, or ROW_NOWHERE. */
static struct row_ref copy_link(const struct pane *pane)
{
	return pane->view->link ? pane->view->link(pane) : ROW_NOWHERE;
}

/* Appends the cell under the cursor as it is in the data. */
static void copy_add_raw_cell(struct app *a, struct str *out)
{
	const struct pane *pane = app_focus_pane(a);
	struct row_ref link = copy_link(pane);
	struct row_ref at = link.table >= 0 ? link : copy_row(a);

	if (pane->view->cell)
		pane->view->cell(pane, out);
	else if (at.table >= 0)
		package_add_name(a->package, at, out);
}

/* Appends the address of REF to URL, and the name of REF to the outgoing note; false when
 * there is no address. */
static bool copy_add_row_address(struct app *a, struct row_ref ref, struct str *url)
{
	if (ref.table < 0 || !citation_add_address(a->package, ref, url))
		return false;
	package_add_name(a->package, ref, &a->outgoing_note);
	return true;
}

/* The same for the first source of REF that has an address. */
static bool copy_add_source_address(struct app *a, struct row_ref ref, struct str *url)
{
	struct row_ref sources[COPY_SOURCES];
	size_t count = citation_sources(a->package, ref, sources, COPY_SOURCES);
	struct str name = STR_INIT;
	bool found = false;
	size_t i = 0;

	while (i < count && !found)
		found = copy_add_row_address(a, sources[i++], url);
	if (found && count > 1) {
		str_add(&name, a->outgoing_note.buf);
		str_clear(&a->outgoing_note);
		str_addf(&a->outgoing_note, _("%s, source %zu of %zu"), name.buf, i,
			count);
	}
	str_release(&name);
	return found;
}

/* The same for the cursor; of its row the address comes first, or with SOURCES_FIRST
 * those of its sources. */
static bool copy_add_cursor_address(struct app *a, bool sources_first, struct str *url)
{
	struct row_ref at = copy_row(a);
	struct str cell = STR_INIT;
	struct slice found = { NULL, 0 };
	bool any;

	copy_add_raw_cell(a, &cell);
	any = citation_find_address(str_slice(&cell), &found);
	str_add_bytes(url, found.text, found.len);
	str_release(&cell);
	any = any || copy_add_row_address(a, copy_link(app_focus_pane(a)), url);
	if (any || at.table < 0)
		return any;
	return (sources_first && copy_add_source_address(a, at, url)) ||
		copy_add_row_address(a, at, url) ||
		(!sources_first && copy_add_source_address(a, at, url));
}

static void copy_add_cell(struct app *a, struct str *out)
{
	struct str cell = STR_INIT;

	copy_add_raw_cell(a, &cell);
	text_add_visible(out, str_slice(&cell));
	str_release(&cell);
}

/* The columns that the user has chosen for the list, else those of the table. */
static void copy_add_row(struct app *a, struct str *out)
{
	struct row_ref ref = copy_row(a);
	const struct resource *schema = a->package->tables[ref.table].schema;
	const struct column_config *chosen = app_main_pane(a)->columns;

	if (chosen && app_main_pane(a)->table == ref.table)
		citation_add_row(a->package, ref, chosen->paths, chosen->shown, out);
	else
		citation_add_row(
			a->package, ref, schema->columns, schema->column_count, out);
}

/* The page as it is printed without looks, but with all names: a copy has no key and no
 * option to ask for more. */
static void copy_add_record(struct app *a, struct str *out)
{
	struct style_codes styles;

	style_codes_init(&styles);
	record_page_print(
		out, &styles, a->package, copy_row(a), COPY_WIDTH, RECORD_WHOLE);
	style_codes_release(&styles);
}

static void copy_add_citation(struct app *a, struct str *out)
{
	citation_add(a->package, copy_row(a), out);
}

static void copy_add_address(struct app *a, struct str *out)
{
	struct str url = STR_INIT;

	copy_add_cursor_address(a, false, &url);
	text_add_visible(out, str_slice(&url));
	str_release(&url);
}

static const struct {
	char key;
	const char *name;
	bool row; /* there must be a row under the cursor */
	void (*add)(struct app *a, struct str *out);
	const char *none; /* what is said when there is nothing of the kind, or NULL */
} copy_kinds[] = {
	{ 'c', N_("cell"), false, copy_add_cell, N_("This cell is empty.") },
	{ 'r', N_("row"), true, copy_add_row, NULL },
	{ 'e', N_("whole record"), true, copy_add_record, NULL },
	{ 's', N_("citation"), true, copy_add_citation, NULL },
	{ 'l', N_("link"), false, copy_add_address,
		N_("No address here or in the sources.") },
};

enum { COPY_KINDS = sizeof copy_kinds / sizeof *copy_kinds };

void app_copy(struct app *a)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < COPY_KINDS; i++)
		str_addf(&text, "%s%c %s", i ? " · " : "", copy_kinds[i].key,
			_(copy_kinds[i].name));
	app_say(a, STYLE_STATUS, _("Copy: %s (Esc cancels)"), text.buf);
	str_release(&text);
	a->copying = true;
}

void app_copy_key(struct app *a, uint32_t key)
{
	size_t i = 0;

	a->copying = false;
	str_clear(&a->message);
	a->dirty = true;
	while (i < COPY_KINDS && (uint32_t)copy_kinds[i].key != key)
		i++;
	if (i == COPY_KINDS) {
		app_say(a, STYLE_STATUS, _("Nothing copied."));
		return;
	}
	if (copy_kinds[i].row && copy_row(a).table < 0) {
		app_say(a, STYLE_STATUS, _("There is no row to copy here."));
		return;
	}
	str_clear(&a->outgoing_text);
	str_clear(&a->outgoing_note);
	copy_kinds[i].add(a, &a->outgoing_text);
	if (a->outgoing_text.len)
		a->outgoing = APP_OUTGOING_COPY;
	else if (copy_kinds[i].none)
		app_say(a, STYLE_STATUS, "%s", _(copy_kinds[i].none));
}

void app_open_source(struct app *a)
{
	struct str *url = &a->outgoing_text;
	struct str err = STR_INIT;

	str_clear(url);
	str_clear(&a->outgoing_note);
	if (!copy_add_cursor_address(a, true, url))
		app_say(a, STYLE_STATUS, _("No address here or in the sources."));
	else if (!citation_check_address(str_slice(url), &err))
		app_say(a, STYLE_WARNING, "%s", err.buf);
	else
		a->outgoing = APP_OUTGOING_OPEN;
	str_release(&err);
}
