/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What lines mode answers with: items of listings in portions, records, and what there is
 * at the present position. Owns the lists, each a listing (output/listing.h), of which
 * the one of the position follows the position and the search; not where the user is nor
 * what was typed.
 */

#include "cli/linemode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "output/event_list.h"
#include "output/fault_list.h"
#include "output/record_walk.h"
#include "output/result_list.h"
#include "output/table_list.h"
#include "query/rowset.h"
#include "view/views.h"

enum { LINEMODE_COLUMNS = 16 }; /* of a row in a list; its record has all */

/* --- the lists --- */

/* Rows that were named: by links of a record, or by what was typed. */
struct ref_list {
	struct listing list;
	struct row_ref *rows; /* owned */
};

static void ref_list_free(struct listing *l)
{
	free(((struct ref_list *)l)->rows);
	free(l);
}

static struct row_ref ref_list_ref(struct listing *l, size_t row)
{
	return ((struct ref_list *)l)->rows[row];
}

void linemode_list_rows(struct linemode *l, enum linemode_list list,
	const struct row_ref *rows, size_t count)
{
	static const struct listing_kind kind = { .free = ref_list_free,
		.ref = ref_list_ref };
	struct ref_list *r = xcalloc(1, sizeof *r);

	r->list = (struct listing){ .kind = &kind,
		.rows = count,
		.noun = list == LINEMODE_LINKS ? LISTING_LINK : LISTING_RECORD };
	r->rows = xcalloc(count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		r->rows[i] = rows[i];
	listing_free(l->lists[list]);
	l->lists[list] = &r->list;
}

void linemode_show_list(struct linemode *l, struct listing *list)
{
	listing_free(l->lists[LINEMODE_MATCHES]);
	l->lists[LINEMODE_MATCHES] = list;
	linemode_set_list(l, LINEMODE_MATCHES, 0);
}

struct listing *linemode_new_list(struct linemode *l, bool reasons)
{
	const struct app *a = l->app;
	const struct linemode_pos *here = linemode_here(l);
	const struct table *t = linemode_table(l);
	const struct search *search = search_active(&a->search) ? &a->search : NULL;
	struct timeline *timeline = &l->events.timeline;
	struct listing *list = NULL;
	struct rowset rows;
	struct row_sort sort;

	if (search)
		linemode_work(l, true);
	if (here->results) {
		list = result_list_new(&a->search, RESULT_READ_ALOUD);
	} else if (t) {
		rowset_init(&rows);
		if (search)
			search_best_rows(search, t->number, &rows);
		if (here->sort >= 0) {
			row_sort_init(&sort, a->package, t->number,
				&(struct row_sort_key){
					t->schema->columns[here->sort], here->reverse },
				1, search ? search_rows(search, t->number) : &rows);
			task_finish(&sort.task);
		}
		list = table_list_new(a->package, t, here->sort >= 0 ? &sort.rows : &rows,
			reasons ? search : NULL);
		table_list_add_columns(list);
		if (here->sort >= 0)
			row_sort_release(&sort);
		rowset_release(&rows);
	} else if (linemode_at_events(l)) {
		if (!l->events_read) {
			/* The package may be another one since. */
			events_release(&l->events);
			events_init(&l->events, a->package, a->ctx.today);
			while (!events_step(&l->events, INT64_MAX))
				;
			l->events_read = true;
		}
		for (size_t i = 0; i < timeline->count; i++)
			timeline->events[i].dimmed = false;
		if (search)
			events_dim(&l->events, search);
		list = event_list_new(&l->events, NULL);
	}
	if (list)
		listing_gather(list);
	return list;
}

/* Appends how many of ALL rows that are NOUN were found. */
static void add_found(enum listing_noun noun, size_t found, size_t all, struct str *out)
{
	struct str rows = STR_INIT;

	listing_add_rows(noun, all, &rows);
	/* TRANSLATORS: a number, and "12 rows" */
	str_addf(out, _("%s found of %s"), number_text(found).text, rows.buf);
	str_release(&rows);
}

/* Returns the tabs with their rows, under a search with those that it found. */
static struct listing *new_tabs(const struct app *a)
{
	static const struct listing_column columns[] = { { .name = "tab" } };
	struct listing *list = listing_new(columns, 1, LISTING_TAB);
	struct str text = STR_INIT;

	for (size_t i = 0; i < a->tab_count; i++) {
		int table = a->tabs[i].table;

		str_clear(&text);
		str_add(&text, a->tabs[i].title);
		if (table >= 0) {
			size_t all = table_rows(&a->package->tables[table]);

			str_add(&text, ", ");
			if (search_active(&a->search))
				add_found(LISTING_ROW, search_count(&a->search, table),
					all, &text);
			else
				listing_add_rows(LISTING_ROW, all, &text);
		}
		listing_add(list, str_slice(&text));
	}
	str_release(&text);
	return list;
}

struct listing *linemode_listing(struct linemode *l, enum linemode_list list)
{
	struct listing **made = &l->lists[list];

	if (list == LINEMODE_LINKS || list == LINEMODE_MATCHES ||
		(list == LINEMODE_BASE && !l->stale))
		return *made;
	listing_free(*made);
	if (list == LINEMODE_BASE) {
		*made = linemode_new_list(l, true);
		l->stale = false;
	} else {
		*made = list == LINEMODE_TABS ? new_tabs(l->app)
					      : fault_list_new(l->app->package);
	}
	return *made;
}

size_t linemode_number(const struct linemode *l, size_t i)
{
	return i + (l->list == LINEMODE_TABS ? l->app->first_tab : 1);
}

/* --- an item --- */

/* Appends the gap before ITEM, or behind the last one: what a rule says in text. */
static void add_gap(struct linemode *l, struct listing *list, size_t item)
{
	struct listing_line line = { .text = STR_INIT };
	struct str gap = STR_INIT;

	if (list->kind->line && list->kind->line(list, item, &line) && line.rule) {
		const char *text = line.text.buf;
		size_t plain = strcspn(text, "~"); /* which is not read aloud */

		str_add_bytes(&gap, text, plain);
		if (text[plain])
			/* TRANSLATORS: "3 years later" */
			str_addf(&gap, _("about %s"), text + plain + 1);
		/* TRANSLATORS: "none for 2 years" */
		str_addf(&l->line, item < list->rows ? " %s" : _("Since then %s"),
			gap.buf);
		linemode_stop(l);
	}
	str_release(&line.text);
	str_release(&gap);
}

/* Reports the heading of the group that begins with ITEM of LIST. Results have none, for
 * each of them begins with its table. */
static void report_heading(struct linemode *l, struct listing *list, size_t item)
{
	struct listing_line line = { .text = STR_INIT };

	if (l->list != LINEMODE_BASE && list->kind->line &&
		list->kind->line(list, item, &line) && line.rows)
		linemode_print(l, "%s, %s.", line.text.buf, number_text(line.rows).text);
	str_release(&line.text);
}

/*
 * Appends what the user reads of item I of LIST. A row of a table is its label, then the
 * other cells with their titles; any other item is its cells. Where rows are of several
 * tables, theirs comes first.
 */
static void add_item(struct linemode *l, struct listing *list, size_t i)
{
	const struct listing_column *columns = list->columns;
	struct row_ref ref = listing_ref(list, i);
	bool table = list->layout == LISTING_TABLE;
	size_t start, len = 0;
	struct str cell = STR_INIT;

	if (ref.table >= 0 && (!list->count || linemode_here(l)->results))
		str_addf(&l->line,
			"%s: ", l->app->package->tables[ref.table].schema->title);
	start = l->line.len;
	if (ref.table >= 0 && table) {
		package_add_name(l->app->package, ref, &l->line);
		len = l->line.len - start;
		linemode_stop(l);
	}
	for (size_t k = 0; k < list->count; k++) {
		bool reason = columns[k].style == STYLE_NOTE;

		if (columns[k].use == LISTING_DATA || columns[k].style == STYLE_MARK ||
			(k >= LINEMODE_COLUMNS && !reason))
			continue;
		str_clear(&cell);
		list->kind->cell(list, i, k, &cell);
		if (!cell.len ||
			(table && cell.len == len &&
				!memcmp(cell.buf, l->line.buf + start, len)))
			continue;
		if (l->line.len > start)
			str_add_char(&l->line, ' ');
		if (table && columns[k].title && !reason)
			str_addf(&l->line, "%s: ", columns[k].title);
		else if (!reason && l->line.len > start && strchr(cell.buf, ' '))
			*cell.buf = (char)toupper((unsigned char)*cell.buf);
		str_addf(&l->line, reason ? _("Found by %s") : "%s", cell.buf);
		linemode_stop(l);
	}
	str_release(&cell);
}

/* --- portions --- */

/* Reports that what was listed last is empty, and what is near. */
static void report_nothing(struct linemode *l)
{
	const struct search *search = &l->app->search;
	struct str nearest = STR_INIT;
	struct row_ref ref;

	if (l->list == LINEMODE_FAULTS) {
		linemode_print(l,
			_("No problems: every file was read and every value is valid."));
		return;
	}
	if (!search_active(search)) {
		str_add(&l->line, _("No rows."));
		if (l->app->package->diag.count)
			str_addf(&l->line, " %s", _("Type problems to see why."));
		linemode_end_line(l);
		return;
	}
	if (l->list == LINEMODE_BASE && !linemode_here(l)->results)
		str_addf(&l->line, _("Nothing in %s matches “%s”."),
			l->app->tabs[linemode_here(l)->tab].title, search_text(search));
	else
		str_addf(&l->line, _("Nothing matches “%s”."), search_text(search));
	if (search_nearest(search, &nearest, &ref)) {
		str_add_char(&l->line, ' ');
		str_addf(&l->line, _("Nearest: %s."), nearest.buf);
	}
	linemode_end_line(l);
	str_release(&nearest);
}

void linemode_more(struct linemode *l)
{
	struct listing *list = linemode_listing(l, l->list);
	enum linemode_list base = linemode_pos_list(l);
	size_t count = list->rows, first = l->next, end;

	/* At the end; links were reported with their record. */
	if (first >= count || l->list == LINEMODE_LINKS) {
		if (l->list == LINEMODE_LINKS)
			linemode_print(l,
				_("End of the record. Type record to read it again, back "
				  "to go back."));
		else if (!count)
			report_nothing(l);
		else if (l->list == base)
			linemode_print(
				l, _("End of the list. Type first to start again."));
		if (l->list == base)
			return;
		/* What was listed in passing is followed by the list of the position. */
		linemode_set_list(l, base, 0);
		if (count)
			linemode_report_pos(l);
		return;
	}
	end = count - first < LINEMODE_PORTION ? count : first + LINEMODE_PORTION;
	for (size_t i = first; i < end; i++) {
		report_heading(l, list, i);
		str_addf(&l->line, "%s. ", number_text(linemode_number(l, i)).text);
		add_item(l, list, i);
		add_gap(l, list, i);
		linemode_end_line(l);
	}
	if (end == count)
		add_gap(l, list, count);
	linemode_end_line(l);
	l->first = first;
	l->next = end;
	if (end < count)
		linemode_print(l, _("%s to %s of %s. Press Enter for more."),
			number_text(first + 1).text, number_text(end).text,
			number_text(count).text);
	else if (first)
		linemode_print(l, _("%s to %s of %s."), number_text(first + 1).text,
			number_text(end).text, number_text(count).text);
}

/* --- a record --- */

/* A record being reported, with its links. */
struct record_report {
	struct linemode *l;
	struct row_ref *links;
	size_t count, alloc;
};

static struct str *record_line(const struct record_walk *w)
{
	return &((struct record_report *)w->data)->l->line;
}

static void record_end_line(struct record_walk *w)
{
	struct linemode *l = ((struct record_report *)w->data)->l;

	/* Names follow each other on one line, and a value what heads its column. */
	if ((w->section == WALK_NAMES && w->more) || w->heading)
		return;
	linemode_stop(l);
	linemode_end_line(l);
}

static void record_section(struct record_walk *w)
{
	struct linemode *l = ((struct record_report *)w->data)->l;
	const struct record *r = w->record;
	size_t end, codes;

	switch (w->section) {
	case WALK_TITLE:
		package_add_name(w->package, w->ref, &l->line);
		end = l->line.len;
		str_add(&l->line, ", ");
		codes = l->line.len;
		record_add_codes(r, ", ", &l->line);
		if (l->line.len == codes)
			str_truncate(&l->line, end);
		break;
	case WALK_NAMES:
		if (w->shown)
			str_addf(&l->line, "%s ", _("Also known as:"));
		return;
	case WALK_NAMED_BY:
		str_add(&l->line, _("Mentioned in"));
		break;
	case WALK_BACK:
		record_add_mention(w->package, w->link, &l->line);
		record_add_known(w->package, w->link, &l->line);
		break;
	case WALK_INLINE:
		str_addf(&l->line, "%s %s", w->schema->title,
			number_text(record_walk_count(w)).text);
		break;
	default:
		return;
	}
	record_end_line(w);
}

static void record_row(struct record_walk *w)
{
	if (w->section == WALK_FILES)
		str_addf(record_line(w), "%s ", _("File:"));
	if (w->date.len)
		str_addf(record_line(w), "%s, ", w->date.buf);
}

static void record_field(struct record_walk *w)
{
	if (w->section != WALK_LEAD && !w->column && !record_walk_is_label(w))
		str_addf(record_line(w), "%s: ", record_walk_field(w)->title);
}

static void record_end_field(struct record_walk *w)
{
	str_add(record_line(w), w->value ? "" : _("(empty)"));
	if (w->heading)
		str_add(record_line(w), ": ");
	else
		record_end_line(w);
}

static void record_value(struct record_walk *w)
{
	struct record_report *report = w->data;
	struct str *line = record_line(w);

	if (w->value && w->lines && !w->heading)
		record_end_line(w);
	else if (w->value || (w->section == WALK_NAMES && w->number))
		str_add(line, ", ");
	str_add_bytes(line, w->text.text, w->text.len);
	if (w->raw.len)
		str_addf(line, ", %.*s", (int)w->raw.len, w->raw.text);
	if (w->to.table < 0)
		return;
	*ARRAY_ADD(report->links, report->count, report->alloc) = w->to;
	str_add_char(line, ' ');
	str_addf(line, _("(link %s)"), number_text(report->count).text);
}

static void record_end_row(struct record_walk *w)
{
	if (w->section != WALK_ROW && w->section != WALK_INLINE)
		record_end_line(w);
}

static void record_end_section(struct record_walk *w)
{
	struct record_report *report = w->data;

	size_t more = w->section != WALK_INLINE && w->shown < w->link->count
		? w->link->count - w->shown
		: 0;

	if (more)
		linemode_print(report->l,
			ngettext("%s more. Type all to list them.",
				"%s more. Type all to list them.", more),
			number_text(more).text);
}

static void report_record(struct linemode *l, struct row_ref ref)
{
	static const struct record_visitor visitor = { .section = record_section,
		.row = record_row,
		.field = record_field,
		.value = record_value,
		.end_field = record_end_field,
		.end_row = record_end_row,
		.end_section = record_end_section };
	struct record_report report = { .l = l };
	struct record r;

	record_init(&r, l->app->package, ref);
	record_walk(&r, &visitor, l->all ? RECORD_ALL : RECORD_SHORT, &report);
	record_release(&r);
	linemode_list_rows(l, LINEMODE_LINKS, report.links, report.count);
	linemode_set_list(l, LINEMODE_LINKS, 0);
	free(report.links);
}

/* --- the position --- */

/* Returns how many rows or events there are at the position without the search. */
static size_t pos_total(struct linemode *l)
{
	const struct table *t = linemode_table(l);

	return t ? table_rows(t) : l->events.timeline.count;
}

void linemode_add_pos(struct linemode *l)
{
	const struct linemode_pos *here = linemode_here(l);
	enum linemode_list list = linemode_pos_list(l);
	size_t count = linemode_listing(l, list)->rows;

	if (list == LINEMODE_LINKS) {
		package_add_name(l->app->package, here->record, &l->line);
		return;
	}
	if (here->results) {
		str_addf(&l->line, _("Found %s"), number_text(count).text);
		return;
	}
	str_add(&l->line, l->app->tabs[here->tab].title);
	if (list == LINEMODE_TABS)
		return;
	str_add_char(&l->line, ' ');
	if (search_active(&l->app->search))
		str_addf(&l->line, _("%s of %s"), number_text(count).text,
			number_text(pos_total(l)).text);
	else
		str_add_number(&l->line, count);
}

void linemode_report_pos(struct linemode *l)
{
	const struct app *a = l->app;
	const struct descriptor *d = &a->package->descriptor;
	const struct linemode_pos *here = linemode_here(l);
	const struct tab *tab = &a->tabs[here->tab];
	enum linemode_list list = linemode_pos_list(l);
	const struct listing *listing;

	if (list == LINEMODE_LINKS) {
		report_record(l, here->record);
	} else if (list == LINEMODE_BASE) {
		listing = linemode_listing(l, list);
		if (here->results) {
			linemode_print(l,
				ngettext("%s hit in all tables. Press Enter to list it.",
					"%s hits in all tables. Press Enter to list "
					"them.",
					listing->rows),
				number_text(listing->rows).text);
			return;
		}
		str_addf(&l->line, "%s, ", tab->title);
		if (search_active(&a->search))
			add_found(listing->noun, listing->rows, pos_total(l), &l->line);
		else
			listing_add_rows(listing->noun, pos_total(l), &l->line);
		linemode_print(
			l, listing->rows ? ". %s" : ".", _("Press Enter to list them."));
	} else if (tab->view == &view_map) {
		linemode_print(l, _("%s. Type map to list the places."), tab->title);
	} else if (tab->view != &view_overview) {
		linemode_print(l, _("%s needs a screen."), tab->title);
	} else {
		linemode_print(l, "%s.", tab->title);
		linemode_print(l, "%s", d->description);
		if (*d->version && *d->created)
			/* TRANSLATORS: of the data, and a date */
			str_addf(&l->line, _("Version %s of %.10s"), d->version,
				d->created);
		else if (*d->version)
			str_addf(&l->line, _("Version %s"), d->version);
		else if (*d->created)
			str_addf(&l->line, _("As of %.10s"), d->created);
		linemode_stop(l);
		linemode_end_line(l);
		linemode_set_list(l, LINEMODE_TABS, 0);
		linemode_print(l,
			ngettext("%s tab. Press Enter to list it.",
				"%s tabs. Press Enter to list them.", a->tab_count),
			number_text(a->tab_count).text);
	}
}

void linemode_report_faults(struct linemode *l)
{
	const struct diag *diag = &l->app->package->diag;
	size_t errors = diag->found[DIAG_ERROR], warnings = diag->found[DIAG_WARNING];
	struct str counts[2] = { STR_INIT, STR_INIT };

	if (!errors && !warnings)
		return;
	str_addf(&counts[0], ngettext("%s error", "%s errors", errors),
		number_text(errors).text);
	str_addf(&counts[1], ngettext("%s warning", "%s warnings", warnings),
		number_text(warnings).text);
	if (errors && warnings)
		/* TRANSLATORS: "2 errors" and "1 warning" */
		str_addf(&l->line, _("The data have %s and %s."), counts[0].buf,
			counts[1].buf);
	else
		/* TRANSLATORS: "2 errors" or "1 warning" */
		str_addf(&l->line, _("The data have %s."), counts[errors ? 0 : 1].buf);
	linemode_print(l, " %s", _("Type problems to list them."));
	str_release(&counts[0]);
	str_release(&counts[1]);
}

/* Appends COUNT hits in WHERE, the one after REPORTED others, to the line. */
static void add_hits(struct linemode *l, size_t reported, size_t count, const char *where)
{
	struct number_text number = number_text(count);

	str_add(&l->line, reported ? ", " : "");
	if (reported)
		/* TRANSLATORS: after "3 hits in Events" and a comma */
		str_addf(&l->line, _("%s in %s"), number.text, where);
	else
		str_addf(&l->line, ngettext("%s hit in %s", "%s hits in %s", count),
			number.text, where);
}

/* Appends the NUMBER of a tab to the line. */
static void add_tab(struct linemode *l, size_t number)
{
	str_add_char(&l->line, ' ');
	str_addf(&l->line, _("(tab %s)"), number_text(number).text);
}

void linemode_report_hits(struct linemode *l)
{
	const struct app *a = l->app;
	struct listing *list = linemode_listing(l, LINEMODE_BASE);
	bool results = linemode_here(l)->results;
	struct listing_line group = { .text = STR_INIT };
	size_t reported = 0, count;

	/* Results have a heading before the rows of each table. */
	for (size_t i = 0; results && i < list->rows; i += group.rows) {
		str_clear(&group.text);
		group.rows = 0;
		list->kind->line(list, i, &group);
		add_hits(l, reported++, group.rows, group.text.buf);
	}
	for (size_t i = 0; !results && i < a->tab_count; i++) {
		int table = a->tabs[i].table;

		count = table < 0 ? 0 : search_count(&a->search, table);
		if (!count)
			continue;
		add_hits(l, reported++, count, a->tabs[i].title);
		if ((int)i != linemode_here(l)->tab)
			add_tab(l, i + a->first_tab);
	}
	linemode_stop(l);
	linemode_end_line(l);
	str_release(&group.text);
	if (!reported)
		report_nothing(l);
}
