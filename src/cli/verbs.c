/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The commands of lines mode: one table, from which the help is made too, and what each
 * of them does. Owns no state: positions and lists are linemode.h's.
 */

#include "cli/linemode.h"

#include <string.h>
#include <strings.h>

#include "base/edtf.h"
#include "base/intl.h"
#include "base/memory.h"
#include "output/change_list.h"
#include "output/listing.h"
#include "output/place_list.h"
#include "query/resolve.h"
#include "ui/command.h"
#include "view/views.h"

/* Reads TEXT, all of it a number, its thousands apart or not, into *NUMBER; returns false
 * when it is none. */
static bool read_number(const char *text, size_t *number)
{
	struct str digits = STR_INIT;
	int64_t value;
	bool is;

	for (const char *at = text; *at; at++)
		if (*at != ',')
			str_add_char(&digits, *at);
	is = str_parse_int64(digits.buf, &value) && value >= 0 &&
		(uint64_t)value <= SIZE_MAX &&
		(!strchr(text, ',') || !strcmp(text, number_text((size_t)value).text));
	if (is)
		*number = (size_t)value;
	str_release(&digits);
	return is;
}

bool verb_is_number(const char *text)
{
	size_t number;

	return !text[strspn(text, "0123456789")] ||
		(!text[strspn(text, "0123456789,")] && read_number(text, &number));
}

size_t verb_pick(const char *word, size_t count,
	const char *(*name)(const void *data, size_t i), const void *data, size_t *number)
{
	size_t len = strlen(word);
	size_t found = 0, last = 0;

	for (size_t i = 0; i < count; i++) {
		if (strncasecmp(name(data, i), word, len) != 0)
			continue;
		found++;
		last = i;
		if (name(data, i)[len] == '\0') {
			found = 1;
			break;
		}
	}
	if (found == 1)
		*number = last;
	return found;
}

/* --- lists --- */

/* Finds the item of what was listed last that has the number TEXT. Returns false, with a
 * report, when there is none. */
static bool find_item(struct linemode *l, const char *text, size_t *item)
{
	const struct listing *list = linemode_listing(l, l->list);
	size_t first = linemode_number(l, 0), number;

	if (read_number(text, &number) && number >= first &&
		number - first < list->rows) {
		*item = number - first;
		return true;
	}
	if (!list->rows)
		linemode_print(l, _("No number %s: nothing was listed."), text);
	else
		linemode_print(l, _("No number %s. The numbers are %s to %s."), text,
			number_text(first).text,
			number_text(first + list->rows - 1).text);
	return false;
}

/* Reports a portion of what was listed last: the next one, or the one that the command
 * names. */
static void cmd_list(struct linemode *l)
{
	size_t count = linemode_listing(l, l->list)->rows;
	size_t before = LINEMODE_PORTION;

	switch (l->verb->command) {
	case COMMAND_FIRST:
		l->next = 0;
		break;
	case COMMAND_LAST:
		l->next = count > before ? count - before : 0;
		break;
	case COMMAND_PAGE_UP:
		l->next = l->first > before ? l->first - before : 0;
		break;
	case COMMAND_PAGE_DOWN:
		break;
	default:
		if (*l->argument && !find_item(l, l->argument, &l->next))
			return;
		if (l->next >= count && l->list == linemode_pos_list(l))
			l->next = 0;
	}
	linemode_more(l);
}

/* Reports LIST from its first item on. */
static void report_list(struct linemode *l, enum linemode_list list)
{
	linemode_set_list(l, list, 0);
	linemode_more(l);
}

/* Reports the tabs or, for COMMAND_PROBLEMS, the faults. */
static void cmd_report_all(struct linemode *l)
{
	report_list(l,
		l->verb->command == COMMAND_PROBLEMS ? LINEMODE_FAULTS : LINEMODE_TABS);
}

/* --- records --- */

static void go_tab(struct linemode *l, size_t number)
{
	linemode_go(l, (int)number, false, ROW_NOWHERE);
	linemode_report_pos(l);
}

static void go_record(struct linemode *l, struct row_ref ref)
{
	linemode_go(l, linemode_here(l)->tab, linemode_here(l)->results, ref);
	linemode_report_pos(l);
}

/* Finds the record that NAME means: a key, a code or a name. Returns false, with a report of
 * what may have been meant, unless it is one. */
static bool find_record(struct linemode *l, const char *name, struct row_ref *ref)
{
	struct str nearest = STR_INIT;
	struct resolve m;
	bool found;

	/* The search in force stays: no pane uses "find" here. */
	resolve_init(&m, &l->app->find);
	resolve_find(&m, slice_of(name));
	found = m.count == 1;
	if (found) {
		*ref = m.rows[0];
	} else if (m.count) {
		linemode_print(l,
			m.more ? ngettext("“%s” is the name of more than %zu record:",
					 "“%s” is the name of more than %zu records:",
					 m.count)
			       : ngettext("“%s” is the name of %zu record:",
					 "“%s” is the name of %zu records:", m.count),
			name, m.count);
		linemode_list_rows(l, LINEMODE_MATCHES, m.rows, m.count);
		report_list(l, LINEMODE_MATCHES);
	} else {
		str_addf(&l->line, _("There is no record “%s”."), name);
		if (resolve_nearest(&m, &nearest, ref)) {
			str_add_char(&l->line, ' ');
			str_addf(&l->line, _("Nearest: %s."), nearest.buf);
		}
		linemode_end_line(l);
	}
	resolve_release(&m);
	str_release(&nearest);
	return found;
}

/* Opens the item with the number typed, or the record that the name typed means. */
static void cmd_open(struct linemode *l)
{
	const char *name = l->argument;
	struct row_ref ref;
	size_t item;

	if (!*name) {
		linemode_print(l, _("open needs a number or a name."));
	} else if (!verb_is_number(name)) {
		if (find_record(l, name, &ref))
			go_record(l, ref);
	} else if (find_item(l, name, &item)) {
		ref = listing_ref(linemode_listing(l, l->list), item);
		if (ref.table >= 0)
			go_record(l, ref);
		else if (l->list == LINEMODE_TABS)
			go_tab(l, item);
		else
			linemode_print(l, _("This problem is not about a row."));
	}
}

/* Lists the places of the tab, or those that the map shows from the start, by region: with
 * distance and direction from the record typed, else from the one that is open. */
static void cmd_map(struct linemode *l)
{
	const struct app *a = l->app;
	struct place_list_options options = { .from = linemode_here(l)->record,
		.grouped = true };
	const struct table *t = linemode_table(l);
	struct listing *list;

	if (*l->argument && !find_record(l, l->argument, &options.from))
		return;
	linemode_work(l, true);
	options.search = search_active(&a->search) ? &a->search : NULL;
	options.count = options.search
		? places_found_tables(a->package, &a->search, options.tables)
		: places_tables(a->package, options.tables);
	for (size_t i = 0; t && i < options.count; i++)
		t = options.tables[i] == t->number ? NULL : t;
	if (t && places_any(a->package, t->number)) {
		options.tables[0] = t->number;
		options.count = 1;
	}
	list = place_list_new(a->package, &options);
	listing_gather(list);
	if (list->rows) {
		linemode_show_list(l, list);
		linemode_more(l);
	} else {
		if (options.search)
			linemode_print(
				l, _("No place matches “%s”."), search_text(&a->search));
		else
			linemode_print(l, "%s", _("No places: no row has one."));
		listing_free(list);
	}
}

/* Reports the open record; COMMAND_ALL_FIELDS: with more in it, or with less again. */
static void cmd_record(struct linemode *l)
{
	if (linemode_here(l)->record.table < 0) {
		linemode_print(
			l, _("No record is open. Type the number of a row to open it."));
		return;
	}
	if (l->verb->command == COMMAND_ALL_FIELDS)
		l->all = !l->all;
	linemode_report_pos(l);
}

/* Goes to the next record, or the one before, of the list that the open one is from. */
static void cmd_step_record(struct linemode *l)
{
	bool back = l->verb->command == COMMAND_PREVIOUS_RECORD;
	struct linemode_pos *here = linemode_here(l);
	struct listing *list = linemode_listing(l, LINEMODE_BASE);
	size_t count = list ? list->rows : 0, at = 0;

	while (at < count && !row_ref_equal(here->record, listing_ref(list, at)))
		at++;
	if (here->record.table < 0) {
		cmd_record(l);
	} else if (at == count) {
		linemode_print(l, _("This record is not in the list."));
	} else if (back ? at == 0 : at + 1 == count) {
		linemode_print(l, "%s",
			back ? _("This is the first record of the list.")
			     : _("This is the last record of the list."));
	} else {
		here->record = listing_ref(list, back ? at - 1 : at + 1);
		linemode_report_pos(l);
	}
}

/* Goes back or forward; COMMAND_LEAVE goes back, from the first position out of the
 * program. */
static void cmd_step(struct linemode *l)
{
	if (l->verb->command == COMMAND_LEAVE && !l->at)
		l->done = true;
	else
		linemode_step(l, l->verb->command == COMMAND_FORWARD ? 1 : -1);
}

/* --- tabs --- */

static const char *tab_title(const void *data, size_t i)
{
	return ((const struct app *)data)->tabs[i].title;
}

static void cmd_tab(struct linemode *l)
{
	const struct app *a = l->app;
	size_t number;

	if (read_number(l->argument, &number)) {
		number -= a->first_tab;
	} else {
		number = app_find_tab(a, l->argument);
		if (number == a->tab_count && *l->argument)
			verb_pick(l->argument, a->tab_count, tab_title, a, &number);
	}
	if (number < a->tab_count) {
		go_tab(l, number);
		return;
	}
	linemode_print(l, _("Unknown tab “%s”. The tabs are:"), l->argument);
	report_list(l, LINEMODE_TABS);
}

/* Goes to the next tab or the one before, round the ends. */
static void cmd_step_tab(struct linemode *l)
{
	size_t count = l->app->tab_count;
	size_t step = l->verb->command == COMMAND_NEXT_TAB ? 1 : count - 1;

	go_tab(l, ((size_t)linemode_here(l)->tab + step) % count);
}

/* Goes to the timeline: to the first event that begins on the day typed or later, or from
 * the open record on when that is an event. */
static void cmd_timeline(struct linemode *l)
{
	const struct app *a = l->app;
	struct row_ref record = linemode_here(l)->record;
	const struct events *events = &l->events;
	const struct timeline_event *event;
	struct listing *list;
	struct edtf date = { .first = EDTF_MIN };
	size_t tab = 0, i = 0, number;

	while (tab < a->tab_count && a->tabs[tab].view != &view_timeline)
		tab++;
	if (tab == a->tab_count) {
		linemode_print(l, _("No timeline: no table has dated rows."));
		return;
	}
	if (*l->argument && !edtf_parse(slice_of(l->argument), &date, NULL, NULL)) {
		linemode_print(l,
			_("“%s” is not a date. Type 2016, 2016-03 or 2016-03-23."),
			l->argument);
		return;
	}
	if (linemode_pos_list(l) != LINEMODE_BASE || !linemode_at_events(l))
		linemode_go(l, (int)tab, false, ROW_NOWHERE);
	list = linemode_listing(l, LINEMODE_BASE);
	number = record.table < 0 ? TIMELINE_NONE : events_event(events, record);
	if (!*l->argument && number != TIMELINE_NONE)
		date.first = timeline_anchor(&events->timeline.events[number]);
	for (; i < list->rows; i++) {
		number = events_event(events, listing_ref(list, i));
		event = &events->timeline.events[number];
		if (timeline_anchor(event) >= date.first)
			break;
	}
	linemode_set_list(l, LINEMODE_BASE, i);
	if (i && i == list->rows) {
		linemode_print(l, _("No event begins then or later."));
		l->next = 0;
	} else {
		linemode_more(l);
	}
}

/* --- searching and sorting --- */

static void cmd_search(struct linemode *l)
{
	if (!*l->argument) {
		if (search_active(&l->app->search))
			linemode_print(
				l, _("The search is: %s"), search_text(&l->app->search));
		else
			linemode_print(
				l, _("No search yet. Type search WORDS to start one."));
		return;
	}
	/* A search filters lists, not the record. */
	if (linemode_here(l)->record.table >= 0)
		linemode_go(l, linemode_here(l)->tab, false, ROW_NOWHERE);
	if (!linemode_search(l, l->argument))
		return;
	str_clear(&l->filter);
	str_add(&l->filter, l->argument);
	linemode_set_list(l, linemode_pos_list(l), 0);
	linemode_report_hits(l);
	if (l->list == LINEMODE_TABS)
		return;
	linemode_more(l);
	/* With nothing here, the numbers are those of the tabs in which something is. */
	if (!linemode_listing(l, l->list)->rows)
		linemode_set_list(l, LINEMODE_TABS, 0);
}

/* The words of a find hold as long as its results, a search without words anyway. */
static void cmd_find(struct linemode *l)
{
	struct str filter = STR_INIT;

	str_add(&filter,
		linemode_here(l)->results ? l->filter.buf : search_text(&l->app->search));
	if (*l->argument && !linemode_search(l, l->argument)) {
		str_release(&filter);
		return;
	}
	str_clear(&l->filter);
	str_add(&l->filter, filter.buf);
	str_release(&filter);
	if (!search_active(&l->app->search)) {
		linemode_print(l, _("find needs words: find WORDS."));
		return;
	}
	if (linemode_pos_list(l) != LINEMODE_BASE || !linemode_here(l)->results) {
		linemode_go(l, linemode_here(l)->tab, true, ROW_NOWHERE);
		str_clear(&l->positions[l->at - 1].query);
		str_add(&l->positions[l->at - 1].query, l->filter.buf);
	}
	linemode_report_hits(l);
	report_list(l, LINEMODE_BASE);
}

static void cmd_clear(struct linemode *l)
{
	linemode_search(l, "");
	str_clear(&l->filter);
	if (linemode_here(l)->results)
		linemode_go(l, linemode_here(l)->tab, false, ROW_NOWHERE);
	linemode_set_list(l, linemode_pos_list(l), 0);
	linemode_report_pos(l);
}

static const char *column_title(const void *data, size_t i)
{
	return ((const struct resource *)data)->columns[i].title;
}

/* Sorts by the column typed; reports the columns when none, or several, are meant. */
static void cmd_sort(struct linemode *l)
{
	const struct table *t = linemode_table(l);
	struct linemode_pos *here = linemode_here(l);
	const struct path *columns;
	struct str all = STR_INIT;
	size_t column, found, count;

	if (!t || linemode_pos_list(l) != LINEMODE_BASE || here->results) {
		linemode_print(
			l, _("Nothing to sort here. Type tab NAME to go to a table."));
		return;
	}
	columns = t->schema->columns;
	count = *l->argument ? t->schema->column_count : 0;
	found = verb_pick(l->argument, count, column_title, t->schema, &column);
	if (!found && read_number(l->argument, &column) && column > 0 &&
		column <= count) {
		column--;
		found = 1;
	}
	if (found == 1) {
		here->sort = (int)column;
		here->reverse = l->verb->command == COMMAND_SORT_REVERSE;
		l->stale = true;
		linemode_print(l,
			here->reverse ? _("Sorted by %s, reversed.") : _("Sorted by %s."),
			columns[column].title);
		report_list(l, LINEMODE_BASE);
		return;
	}
	if (*l->argument)
		linemode_print(l,
			found ? _("“%s” is ambiguous.") : _("Unknown column “%s”."),
			l->argument);
	for (size_t i = 0; i < t->schema->column_count; i++)
		str_addf(&all, "%s%s %s", i ? ", " : "", number_text(i + 1).text,
			columns[i].title);
	str_addf(&l->line, _("The columns are: %s"), all.buf);
	linemode_stop(l);
	if (here->sort >= 0) {
		str_add_char(&l->line, ' ');
		str_addf(&l->line,
			here->reverse ? _("The rows are sorted by %s, reversed.")
				      : _("The rows are sorted by %s."),
			columns[here->sort].title);
	}
	linemode_end_line(l);
	str_release(&all);
}

/* --- the data and the program --- */

/* Writes the position's list. A file that exists is left as it is: a question would take
 * the next line for its answer, and that line may come from a script that does not know
 * of it. */
static void cmd_export(struct linemode *l)
{
	enum format format;
	struct export_job w;
	struct str err = STR_INIT, text = STR_INIT;
	bool exists;

	if (!*l->argument || !format_of_file(l->argument, &format)) {
		format_add_endings(&text);
		linemode_print(l, _("File name must end in %s."), text.buf);
		str_release(&text);
		return;
	}
	if (linemode_pos_list(l) != LINEMODE_BASE) {
		linemode_print(
			l, _("No rows to export here. Type tab NAME to go to a table."));
		return;
	}
	linemode_work(l, true);
	export_job_init(&w, format);
	w.list = linemode_new_list(l, false);
	if (!export_job_open(&w, l->argument, false, l->app->csv, &exists, &err)) {
		str_add(&l->line, err.buf);
		if (exists)
			str_addf(&l->line, " %s", _("Give another name."));
	} else {
		task_finish(&w.task);
		if (export_job_close(&w, &err)) {
			export_job_add_what(&w, &text);
			/* TRANSLATORS: "12 rows", and a file */
			str_addf(&l->line, _("Wrote %s to %s."), text.buf, l->argument);
		}
		str_add(&l->line, err.buf);
	}
	linemode_end_line(l);
	export_job_release(&w);
	str_release(&err);
	str_release(&text);
}

/* Reads the data again and goes where the present row is then, as far as it still exists.
 * The other positions are forgotten: their rows may have other numbers. Where the data cannot
 * be read, which may turn out late, the old ones stay, and all positions. */
static void cmd_reload(struct linemode *l)
{
	struct app *a = l->app;
	const struct package *old = a->package;
	struct row_ref record = linemode_here(l)->record;
	struct str title = STR_INIT, key = STR_INIT;
	size_t tab;

	str_add(&title, a->tabs[linemode_here(l)->tab].title);
	if (record.table >= 0) {
		const struct table *t = &a->package->tables[record.table];

		str_addf(&key, "%s/", t->schema->name);
		table_add_key(t, record.row, &key);
	}
	app_reload(a);
	if (a->reload)
		linemode_work(l, true);
	if (a->package != old) {
		tab = app_find_tab(a, title.buf);
		tab = tab < a->tab_count ? tab : 0;
		record = key.len ? app_find_row(a, key.buf) : ROW_NOWHERE;
		linemode_forget(l);
		l->events_read = false;
		linemode_list_rows(l, LINEMODE_MATCHES, NULL, 0);
		linemode_list_rows(l, LINEMODE_LINKS, NULL, 0);
		linemode_go(l, (int)tab, false, ROW_NOWHERE);
		if (record.table >= 0 && record.row != ROW_NONE)
			linemode_go(l, (int)tab, false, record);
	}
	/* There is no key for what changed. */
	if (a->package != old && a->ctx.diff && diff_any(a->ctx.diff)) {
		str_clear(&key);
		change_list_add_news(a->ctx.diff, &key);
		linemode_print(l, _("Reloaded: %s."), key.buf);
	} else {
		linemode_print(l, "%s", a->message.buf);
	}
	linemode_report_faults(l);
	str_release(&title);
	str_release(&key);
}

static void cmd_quit(struct linemode *l)
{
	l->done = true;
}

static void cmd_help(struct linemode *l);

static const struct verb verbs[] = {
	/* clang-format off */
	{ COMMAND_NONE, "list", N_("[NUMBER]"),
		N_("List the next rows, or those from this one on; Enter alone does too"),
		cmd_list },
	{ COMMAND_FIRST, NULL, "", N_("List the rows from the first on"), cmd_list },
	{ COMMAND_LAST, NULL, "", N_("List the last rows"), cmd_list },
	{ COMMAND_PAGE_DOWN, NULL, "", N_("List the next rows"), cmd_list },
	{ COMMAND_PAGE_UP, NULL, "", N_("List the rows before those listed last"), cmd_list },
	{ COMMAND_OPEN, NULL, N_("NUMBER or NAME"),
		N_("Open this number; the number alone does too"), cmd_open },
	{ COMMAND_NONE, "record", "", N_("Read the record again"), cmd_record },
	{ COMMAND_ALL_FIELDS, NULL, "", NULL, cmd_record },
	{ COMMAND_NEXT_RECORD, NULL, "", NULL, cmd_step_record },
	{ COMMAND_PREVIOUS_RECORD, NULL, "", NULL, cmd_step_record },
	{ COMMAND_BACK, NULL, "", NULL, cmd_step },
	{ COMMAND_FORWARD, NULL, "", NULL, cmd_step },

	{ COMMAND_NONE, "tabs", "", N_("List the tabs with their numbers"), cmd_report_all },
	{ COMMAND_NONE, "tab", N_("NUMBER or NAME"), N_("Go to this tab"), cmd_tab },
	{ COMMAND_NEXT_TAB, NULL, "", NULL, cmd_step_tab },
	{ COMMAND_PREVIOUS_TAB, NULL, "", NULL, cmd_step_tab },
	{ COMMAND_SHOW_TIMELINE, "timeline", N_("[DATE]"),
		N_("List the timeline from this date or this record on"), cmd_timeline },

	{ COMMAND_SHOW_MAP, "map", N_("[NAME]"),
		N_("List the places by region and distance, from this record or that name"),
		cmd_map },

	{ COMMAND_SEARCH, NULL, N_("WORDS"),
		N_("Filter all tables by these words; /WORDS does too"),
		cmd_search },
	{ COMMAND_SEARCH_ALL, "find", N_("[WORDS]"), NULL, cmd_find },
	{ COMMAND_CLEAR_FILTERS, NULL, "", NULL, cmd_clear },
	{ COMMAND_SORT, NULL, N_("[COLUMN]"),
		N_("Sort by this column; alone, list the columns"), cmd_sort },
	{ COMMAND_SORT_REVERSE, NULL, N_("[COLUMN]"), NULL, cmd_sort },

	{ COMMAND_EXPORT, NULL, N_("FILE"),
		N_("Export the rows that are listed to this file"),
		cmd_export },
	{ COMMAND_PROBLEMS, NULL, "", NULL, cmd_report_all },
	{ COMMAND_RELOAD, NULL, "", NULL, cmd_reload },
	{ COMMAND_HELP, NULL, N_("[WORD]"), N_("List the commands, or explain this one"), cmd_help },
	{ COMMAND_LEAVE, NULL, "", NULL, cmd_step },
	{ COMMAND_QUIT, NULL, "", NULL, cmd_quit },
	/* clang-format on */
};

enum { VERBS = sizeof verbs / sizeof *verbs };

const struct verb *verb_table(size_t *count)
{
	*count = VERBS;
	return verbs;
}

const char *verb_name(const struct verb *verb)
{
	return verb->name ? verb->name
			  : command_find(&app_commands, verb->command, IN_PANES)->name;
}

const char *verb_help(const struct verb *verb)
{
	return verb->help ? verb->help
			  : command_find(&app_commands, verb->command, IN_PANES)->help;
}

static void report_verb(struct linemode *l, const struct verb *verb)
{
	bool alone = !*verb->argument;

	linemode_print(l, "%s%s%s: %s.", verb_name(verb), alone ? "" : " ",
		alone ? "" : _(verb->argument), _(verb_help(verb)));
}

static void cmd_help(struct linemode *l)
{
	const struct verb *verb;

	if (*l->argument) {
		verb = linemode_find_verb(l, l->argument);
		if (verb)
			report_verb(l, verb);
		return;
	}
	for (size_t i = 0; i < VERBS; i++)
		report_verb(l, &verbs[i]);
	linemode_print(l,
		_("A number opens the row, link or tab that was listed with it. Enter "
		  "alone lists more. A command may be shortened: li for list."));
}
