/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/run.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/task.h"
#include "base/text.h"
#include "data/load.h"
#include "data/localname.h"
#include "data/watch.h"
#include "diff/diff.h"
#include "output/change_list.h"
#include "output/event_list.h"
#include "output/fault_list.h"
#include "output/place_list.h"
#include "output/result_list.h"
#include "output/table_list.h"
#include "query/language.h"
#include "query/resolve.h"
#include "ui/term.h"
#include "view/record_page.h"

/*
 * The commands without a screen, and what all of them share: loading, searching, the choice
 * of format and file, the exit status. A command fills a listing and never writes rows
 * itself. What goes to stderr has every control character made visible.
 */

enum run_status { RUN_FOUND = 0, RUN_NOTHING = 1, RUN_FAILED = 2 };

/* What a command has to work with. Each returns an enum run_status, with a sentence in err
 * if there is anything to report; run_command closes the outfile. */
struct run {
	const struct options *options;
	struct package package;
	struct load load;
	struct search search; /* empty until run_search */
	enum format format;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile; /* where the answer goes */
	int64_t today;
	struct str err; /* a sentence for stderr, without the program's name */
	const struct overrides *overrides;
	const struct table *listed; /* by run_list; NULL: the answer is of all tables */
	char tag[OPTIONS_TAG];      /* of the language that the locale says */
	bool broken;    /* a file could not be read whole, which is reported */
	bool no_answer; /* there is nothing to write: a file is left as it was */
};

enum {
	RUN_STEP = 100 * TASK_MS,
	RUN_CHECKED = 100000, /* rows that are checked for every command */
	RUN_COLUMNS_MOST = 10000,
	RUN_QUIET = 300, /* milliseconds without a change before files are read again */
	RUN_LOOK = 1000, /* between two looks at files that cannot be watched */
};

static void run_load_to(struct load *l, enum load_phase end)
{
	l->end = end;
	while (l->phase < end && !l->task.step(&l->task, clock_now() + RUN_STEP)) {
		struct pollfd pipe = { .fd = load_wait_fd(l), .events = POLLIN };

		if (pipe.fd >= 0)
			poll(&pipe, 1, -1);
	}
}

/* Loads all rows and links, and checks every cell: with CHECKS always, else where that is
 * quick. A part of the checks would find another number of faults each time. */
static void run_load(struct run *r, bool checks)
{
	run_load_to(&r->load, LOAD_CHECKS);
	if (checks || package_rows(&r->package) <= RUN_CHECKED)
		run_load_to(&r->load, LOAD_DONE);
}

/* Returns whether the rows have names in the language asked for. One that only the
 * configuration or the locale asks for is done without. */
static bool run_check_language(struct run *r)
{
	const char *language = r->options->names;
	bool known;

	if (!r->package.local || !strcmp(language, "auto"))
		return true;
	run_load(r, false);
	known = language_known(&r->package, language, &r->err);
	if (!known && !options_given(r->options, "names")) {
		run_complain(r->options, &r->err);
		str_clear(&r->err);
		known = true;
	}
	return known;
}

/* Appends the words of the command from number FIRST on. */
static void run_add_words(const struct run *r, int first, struct str *out)
{
	for (int i = first; i < r->options->word_count; i++)
		str_addf(out, "%s%s", i > first ? " " : "", r->options->words[i]);
}

/* Searches all tables for the words of the command from number FIRST on until all is
 * found; table TABLE comes before the others (-1: in order). Returns false with a sentence
 * in r->err when the query is wrong. */
static bool run_search(struct run *r, int first, int table)
{
	struct str text = STR_INIT;
	bool well;

	run_add_words(r, first, &text);
	well = search_set(&r->search, text.buf, table, &r->err, NULL);
	while (well && !r->search.task.step(&r->search.task, clock_now() + RUN_STEP))
		;
	str_release(&text);
	return well;
}

/* Writes L and frees it; with SEARCHED nothing is written in a format for the user to read
 * when there are no rows. Returns whether there are. */
static bool run_write(struct run *r, struct listing *l, bool searched)
{
	bool any;

	listing_gather(l);
	any = l->rows > 0;
	if (any || !searched || !formats[r->format].listing->people)
		listing_write(l, r->format, &r->page, &r->outfile);
	listing_free(l);
	return any;
}

/* Appends to r->err that nothing matched, and the nearest name; TABLE is the one that was
 * searched, or -1. */
static void run_report_nothing(struct run *r, int table)
{
	struct row_ref ref;
	struct str nearest = STR_INIT;

	str_add(&r->err, "Nothing");
	if (table >= 0)
		str_addf(&r->err, " in %s", r->package.tables[table].schema->title);
	str_addf(&r->err, " matches “%s”.", search_text(&r->search));
	if (search_nearest_in(&r->search, table, &nearest, &ref))
		str_addf(&r->err, " Nearest: %s.", nearest.buf);
	str_release(&nearest);
}

/* Appends to r->err that COUNT rows without WHAT are left out. */
static void run_report_left_out(struct run *r, size_t count, const char *what)
{
	str_add_count(&r->err, count, "row", NULL);
	str_addf(&r->err, " without %s %s left out.", what, count == 1 ? "is" : "are");
}

/* Returns the columns of the terminal FD, or 80 when it is none; $COLUMNS goes before
 * both, as in ls(1). */
static int run_width(int fd)
{
	const char *given = getenv("COLUMNS");
	struct winsize size;
	int64_t columns;

	if (given && str_parse_int64(given, &columns) && columns > 0 &&
		columns < RUN_COLUMNS_MOST)
		return (int)columns;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

/* bali find QUERY...: the rows of all tables that match, the best table and in each the
 * best row first. A format that can hold several listings has one for each table, with all
 * fields. */
static int run_find(struct run *r)
{
	const struct listing_form *form = formats[r->format].listing;
	struct listing *results, *list;
	struct rowset rows;
	size_t count, i = 0;

	run_load(r, false);
	if (!run_search(r, 0, -1))
		return RUN_FAILED;
	results = result_list_new(&r->search, r->page.width);
	listing_gather(results);
	count = results->rows;
	if (!form->open) {
		run_write(r, results, true);
	} else {
		rowset_init(&rows);
		str_add(&r->outfile.text, form->open);
		while (i < count && outfile_spill(&r->outfile)) {
			int table = listing_ref(results, i).table;

			str_add(&r->outfile.text, i ? form->next : "");
			rowset_clear(&rows);
			for (; i < count && listing_ref(results, i).table == table; i++)
				rowset_add(&rows, listing_ref(results, i).row);
			list = table_list_new(&r->package, &r->package.tables[table],
				&rows, &r->search);
			table_list_add_fields(list);
			run_write(r, list, false);
		}
		str_add(&r->outfile.text, form->close);
		rowset_release(&rows);
		listing_free(results);
	}
	if (!count)
		run_report_nothing(r, -1);
	return count ? RUN_FOUND : RUN_NOTHING;
}

/* bali show RECORD: one record with all that is known of it, as on the page of the browser.
 * RECORD is what the user calls it: TABLE/KEY, a key, a code or a name, of one word or
 * more. */
static int run_show(struct run *r)
{
	int status = RUN_FAILED;
	struct resolve m;
	struct listing *list;
	struct str text = STR_INIT;

	run_add_words(r, 0, &text);
	run_load(r, false);
	resolve_init(&m, &r->search);
	resolve_find(&m, slice_of(text.buf));
	if (m.count == 1) {
		list = record_page_write(&r->outfile.text, r->format, &r->styles,
			&r->package, m.rows[0], run_width(r->outfile.fd));
		if (list)
			run_write(r, list, false);
		status = RUN_FOUND;
	} else {
		if (!m.count)
			status = RUN_NOTHING;
		r->no_answer = !m.count;
		resolve_add_fault(&m, text.buf, &r->err);
	}
	resolve_release(&m);
	str_release(&text);
	return status;
}

/* bali list TABLE [QUERY...]: the rows of one table, which is called by its name, or by
 * its title in any case; those of a query the best first. For the user the columns of the
 * screen; for programs every field as it is in the file, by its name in the schema. */
static int run_list(struct run *r)
{
	const struct package *p = &r->package;
	const char *name = r->options->words[0];
	const struct table *t = package_table(p, name);
	bool searched = r->options->word_count > 1;
	struct rowset rows;
	struct listing *list;

	for (size_t i = 0; i < p->table_count && !t; i++)
		if (!strcasecmp(name, p->tables[i].schema->name) ||
			!strcasecmp(name, p->tables[i].schema->title))
			t = &p->tables[i];
	if (!t) {
		str_addf(&r->err, "Unknown table “%s”. The tables are ", name);
		for (size_t i = 0; i < p->table_count; i++)
			str_addf(&r->err, "%s%s", i ? ", " : "",
				p->tables[i].schema->name);
		str_add(&r->err, ".");
		return RUN_FAILED;
	}
	r->listed = t;
	run_load(r, false);
	if (searched && !run_search(r, 1, t->number))
		return RUN_FAILED;
	rowset_init(&rows);
	if (searched)
		search_best_rows(&r->search, t->number, &rows);
	list = table_list_new(
		p, t, searched ? &rows : NULL, searched ? &r->search : NULL);
	rowset_release(&rows);
	if (formats[r->format].listing->people)
		table_list_add_columns(list);
	else
		table_list_add_fields(list);
	if (run_write(r, list, searched) || !searched)
		return RUN_FOUND;
	run_report_nothing(r, t->number);
	return RUN_NOTHING;
}

/* bali tables: what there is to list, with the number of rows of each. */
static int run_tables(struct run *r)
{
	static const struct listing_column columns[] = {
		{ .name = "name", .title = "Table", .style = STYLE_STRONG },
		{ .name = "title", .title = "Title" },
		{ .name = "rows", .title = "Rows", .type = LISTING_NUMBER },
		{ .name = "description", .title = "What it holds", .style = STYLE_DIM },
	};
	struct listing *list =
		listing_new(columns, sizeof columns / sizeof *columns, LISTING_ROW);

	run_load(r, false);
	for (size_t i = 0; i < r->package.table_count; i++) {
		const struct table *t = &r->package.tables[i];

		listing_add(list, slice_of(t->schema->name));
		listing_add(list, slice_of(t->schema->title));
		listing_add_number(list, table_rows(t));
		listing_add(list, slice_of(t->schema->description));
	}
	run_write(r, list, false);
	return RUN_FOUND;
}

/* bali timeline [QUERY...]: the events in time order, with the gaps in the first lane;
 * with a query those that match. */
static int run_timeline(struct run *r)
{
	int status = RUN_FOUND;
	struct events e;

	run_load(r, false);
	if (r->options->word_count && !run_search(r, 0, -1))
		return RUN_FAILED;
	events_init(&e, &r->package, r->today);
	while (!events_step(&e, clock_now() + RUN_STEP))
		;
	if (search_active(&r->search))
		events_dim(&e, &r->search);
	if (!run_write(r, event_list_new(&e, &r->page), true)) {
		status = RUN_NOTHING;
		if (e.timeline.count && search_active(&r->search))
			str_addf(&r->err, "No event matches “%s”.",
				search_text(&r->search));
		else if (events_any(&r->package))
			str_add(&r->err, "No events: no row has a date.");
		else
			str_add(&r->err,
				"No events: no table has dates. man 5 bali-data "
				"describes how to add them.");
	} else if (e.undated && !search_active(&r->search)) {
		/* They are in the table and nowhere here: nobody should have to find that
		 * out by counting. */
		run_report_left_out(r, e.undated, "a date that can be read");
	}
	events_release(&e);
	return status;
}

/* Finds the record NAME into *REF; false with a sentence in r->err when it is none. */
static bool run_resolve(struct run *r, const char *name, struct row_ref *ref)
{
	struct resolve m;
	bool found;

	resolve_init(&m, &r->search);
	resolve_find(&m, slice_of(name));
	found = m.count == 1;
	if (found)
		*ref = m.rows[0];
	else
		resolve_add_fault(&m, name, &r->err);
	resolve_release(&m);
	return found;
}

/* bali map [QUERY...]: the rows that have a place, by group, with distance and direction from
 * one of them; with a query those that match. */
static int run_map(struct run *r)
{
	struct place_list_options options = { .from = ROW_NOWHERE,
		.grouped = r->format == FORMAT_TEXT };
	struct listing *list;
	size_t nowhere;
	bool any;

	run_load(r, false);
	if (r->options->from && !run_resolve(r, r->options->from, &options.from))
		return RUN_FAILED;
	if (r->options->word_count && !run_search(r, 0, -1))
		return RUN_FAILED;
	options.search = search_active(&r->search) ? &r->search : NULL;
	options.count = options.search
		? places_found_tables(&r->package, &r->search, options.tables)
		: places_tables(&r->package, options.tables);
	list = place_list_new(&r->package, &options);
	listing_gather(list);
	nowhere = place_list_nowhere(list);
	any = run_write(r, list, true);
	if (!any && search_active(&r->search)) {
		str_addf(&r->err, "No place matches “%s”.", search_text(&r->search));
	} else if (!any) {
		str_add(&r->err,
			"No places: no row has one. man 5 bali-data describes how to add "
			"them.");
	} else if (nowhere && !search_active(&r->search)) {
		run_report_left_out(r, nowhere, "a place");
	}
	return any ? RUN_FOUND : RUN_NOTHING;
}

/* bali check: every fault of the data, by file, line and column; on a terminal with a line
 * that says how much there is, or that no news is good news. Notes are listed, but nothing
 * has to be done about them. */
static int run_check(struct run *r)
{
	struct diag *d = &r->package.diag;
	struct str text = STR_INIT;
	const char *last = NULL;
	size_t files = 0;

	run_load(r, true);
	diag_sort(d);
	run_write(r, fault_list_new(&r->package), false);
	for (int i = DIAG_ERROR; i <= DIAG_NOTE; i++) {
		if (!d->found[i])
			continue;
		str_add(&text, text.len ? ", " : "");
		str_add_count(&text, d->found[i], diag_severity_name(i), NULL);
	}
	/* The faults are sorted: those of one file follow each other. */
	for (size_t i = 0; i < d->count; i++) {
		const char *file = d->entries[i].place.file;

		files += file && (!last || strcmp(file, last) != 0);
		last = file;
	}
	if (text.len) {
		str_add(&text, " in ");
		str_add_count(&text, files, "file", NULL);
	} else {
		str_add(&text, "No problems in ");
		str_add_count(&text, r->package.table_count, "table", NULL);
	}
	if (r->page.width) {
		style_add(&r->outfile.text, &r->styles, STYLE_DIM, str_slice(&text));
		str_add_char(&r->outfile.text, '\n');
	}
	str_release(&text);
	return d->found[DIAG_ERROR] || d->found[DIAG_WARNING] ? RUN_NOTHING : RUN_FOUND;
}

/* Prints TEXT on stderr, harmless for a terminal: no other function writes what may come
 * from the data or the command line there. */
static void run_say(const struct options *options, const char *text, size_t len)
{
	struct style_codes plain;
	struct str out = STR_INIT;

	style_codes_init(&plain);
	plain.ascii = options->ascii || !text_locale_is_utf8();
	style_add(&out, &plain, STYLE_TEXT, (struct slice){ text, len });
	fputs(out.buf, stderr);
	style_codes_release(&plain);
	str_release(&out);
}

void run_complain(const struct options *options, const struct str *text)
{
	if (text->len)
		fputs("bali: ", stderr);
	for (size_t at = 0, len; at < text->len; at += len + 1) {
		len = strcspn(text->buf + at, "\n");
		run_say(options, text->buf + at, len);
		fputs("\n", stderr);
	}
}

/* Returns whether rows of table TABLE (-1: of any) may be in the answer: those of the table
 * listed, or of one that it refers to. */
static bool run_reads(const struct run *r, int table)
{
	const struct table *t = r->listed;
	bool reads = !t || table < 0 || table == t->number;

	for (size_t i = 0; !reads && i < t->schema->foreign_count; i++)
		reads = t->schema->keys[i].resource == table;
	return reads;
}

/* Returns whether E is why rows of P are lacking. */
static bool run_lacks(const struct package *p, const struct diag_entry *e)
{
	bool refused = e->fault == FAULT_BINARY || e->fault == FAULT_ENCODING;

	return e->fault == FAULT_READ || e->fault == FAULT_NO_FILE ||
		(refused && e->place.table >= 0 &&
			table_broken(&p->tables[e->place.table]));
}

/* Reports the files of P that are lacking in the answer, whole or in part, and remembers
 * that there are any; bali check has them in its answer. */
static void run_report_broken(struct run *r, const struct package *p)
{
	const struct diag *d = &p->diag;
	struct str text = STR_INIT;

	for (size_t i = 0; i < d->count && r->options->command != OPTIONS_CHECK; i++) {
		if (!run_lacks(p, &d->entries[i]) ||
			!run_reads(r, d->entries[i].place.table))
			continue;
		str_addf(&text, "%s: %s", d->entries[i].place.file, d->entries[i].text);
		run_complain(r->options, &text);
		str_clear(&text);
		r->broken = true;
	}
	str_release(&text);
}

/* Prints what is not in the answer, for the user has to know: rows that could not be read,
 * cells that were not searched. What changed is no less true for faults of the data. */
static void run_report_gaps(struct run *r)
{
	size_t errors = r->package.diag.found[DIAG_ERROR];
	enum options_command command = r->options->command;
	struct str text = STR_INIT;

	run_report_broken(r, &r->package);
	if (errors && command != OPTIONS_CHECK && command != OPTIONS_DIFF) {
		str_add_count(&text, errors, "error", NULL);
		str_add(&text, " in the data. bali check lists all data problems.");
		run_complain(r->options, &text);
	}
	str_clear(&text);
	search_add_note(&r->search, &text);
	run_complain(r->options, &text);
	str_release(&text);
}

/* bali diff OLD NEW: what changed, from the package OLD to the one that was opened. */
static int run_diff(struct run *r)
{
	bool shown = formats[r->format].listing->shown;
	int status = RUN_FAILED;
	struct package old;
	struct load load;
	struct diff diff = { 0 };

	if (!package_open(&old, r->options->words[0], r->overrides, &r->err))
		return RUN_FAILED;
	load_init(&load, &old);
	load.unseen = true;
	run_load_to(&load, LOAD_KEYS);
	run_load_to(&r->load, LOAD_KEYS);
	/* What rows are called needs links; rows are matched without. */
	if (shown && package_rows(&old) + package_rows(&r->package) <= RUN_CHECKED) {
		run_load_to(&load, LOAD_CHECKS);
		run_load_to(&r->load, LOAD_CHECKS);
	}
	run_report_broken(r, &old);
	if (!package_refused(&old, &r->err) &&
		diff_init(&diff, &old, &r->package, &r->options->diff, &r->err)) {
		task_finish(&diff.task);
		run_write(r, change_list_new(&diff, shown), true);
		status = diff_any(&diff) ? RUN_NOTHING : RUN_FOUND;
		if (status == RUN_FOUND && r->page.width)
			style_add(&r->outfile.text, &r->styles, STYLE_DIM,
				slice_of("Nothing changed.\n"));
	}
	diff_release(&diff);
	load_release(&load);
	package_release(&old);
	return status;
}

static int (*const run_functions[OPTIONS_COMMANDS])(struct run *r) = {
	[OPTIONS_FIND] = run_find,
	[OPTIONS_LIST] = run_list,
	[OPTIONS_SHOW] = run_show,
	[OPTIONS_TABLES] = run_tables,
	[OPTIONS_TIMELINE] = run_timeline,
	[OPTIONS_MAP] = run_map,
	[OPTIONS_CHECK] = run_check,
	[OPTIONS_DIFF] = run_diff,
};

/* Asks whether the file PATH may be replaced; no, when there is nobody to ask. */
static bool run_ask(const struct options *options, const char *path)
{
	struct str question = STR_INIT;
	int answer, rest;

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return false;
	str_addf(&question, "bali: %s exists. Overwrite it (y or n)? ", path);
	run_say(options, question.buf, question.len);
	str_release(&question);
	answer = getchar();
	for (rest = answer; rest != '\n' && rest != EOF;)
		rest = getchar();
	return answer == 'y' || answer == 'Y';
}

/* Returns whether the lines that COMMAND prints for the user suit programs as well. */
static bool run_is_text(enum options_command command)
{
	return command == OPTIONS_CHECK || command == OPTIONS_DIFF;
}

/* Chooses the format and opens the outfile. The format is as asked for, else by the name
 * of the file, else text for a terminal and rows for a program; the lines of check and
 * diff suit both. On a terminal text has looks and a width; all else goes out as it is,
 * made harmless for the terminal. A file that exists is replaced only with a yes. */
static bool run_open_output(struct run *r)
{
	const struct options *options = r->options;
	bool terminal = !options->output && isatty(STDOUT_FILENO);
	bool text, exists;

	if (options->format_given)
		r->format = options->format;
	else if (!options->output || !format_of_file(options->output, &r->format))
		r->format = terminal || run_is_text(options->command) ? FORMAT_TEXT
								      : FORMAT_TSV;
	text = r->format == FORMAT_TEXT;
	r->page = (struct listing_page){ .styles = &r->styles, .csv = options->csv };
	if (terminal && text) {
		r->page.width = run_width(STDOUT_FILENO);
		r->styles.ascii = options->ascii || !text_locale_is_utf8();
	}
	if (text && options_colors(options, terminal))
		term_read_looks(options_theme(options), &r->styles);
	if (!options->output) {
		outfile_open_output(&r->outfile, terminal && !text);
		return true;
	}
	if (outfile_open_file(
		    &r->outfile, options->output, options->force, &exists, &r->err))
		return true;
	if (!exists)
		return false;
	if (!run_ask(options, options->output)) {
		str_add(&r->err, " --force overwrites it.");
		return false;
	}
	str_clear(&r->err);
	return outfile_open_file(&r->outfile, options->output, true, NULL, &r->err);
}

/* Carries the command out once; WATCH (NULL: none) is set to the files that it reads. */
static int run_once(const struct options *options, const char *path, int64_t today,
	struct watch *watch)
{
	struct run r = { .options = options, .today = today, .err = STR_INIT };
	size_t keep = options->command == OPTIONS_CHECK ? DIAG_ALL : DIAG_KEEP;
	struct overrides overrides = { .every = options->override,
		.limit = options->limit,
		.outlines = options->command == OPTIONS_CHECK ||
			options->command == OPTIONS_DIFF ||
			options->command == OPTIONS_LIST ||
			options->command == OPTIONS_TABLES };
	int status = RUN_FAILED;

	r.overrides = &overrides;
	style_codes_init(&r.styles);
	if (package_open_keep(&r.package, path, &overrides, keep, &r.err)) {
		package_set_language(
			&r.package, options_language(options, r.tag, sizeof r.tag));
		if (watch)
			watch_set(watch, &r.package, INT64_MAX);
		load_init(&r.load, &r.package);
		r.load.unseen = true;
		search_init(&r.search, &r.package);
		/* It is read whole by every command, and may turn out to be no text. */
		if (strcmp(path, "-") == 0)
			run_load(&r, false);
		if (!package_refused(&r.package, &r.err) && run_check_language(&r) &&
			run_open_output(&r)) {
			status = run_functions[options->command](&r);
			run_report_gaps(&r);
			r.broken = r.broken && !options->partial;
			if (r.broken && options->output && status != RUN_FAILED)
				str_addf(&r.err,
					"%s is not written. --partial writes what could "
					"be read.",
					options->output);
			if (status == RUN_FAILED || r.no_answer ||
				(r.broken && options->output))
				outfile_abandon(&r.outfile);
			else if (!outfile_close(&r.outfile, &r.err))
				status = RUN_FAILED;
			if (r.broken)
				status = RUN_FAILED;
		}
		search_release(&r.search);
		load_release(&r.load);
		package_release(&r.package);
	}
	run_complain(options, &r.err);
	style_codes_release(&r.styles);
	str_release(&r.err);
	return status;
}

/* Waits until one of the files that WATCH has is changed and then left alone; returns false
 * when it has none. */
static bool run_wait(const struct options *options, struct watch *watch)
{
	struct pollfd change = { .fd = watch->fd, .events = POLLIN };
	const char *name = NULL;
	struct str text = STR_INIT;

	while (watch->count && !name) {
		while (!watch_look(watch, INT64_MAX))
			poll(&change, 1, watch->fd < 0 ? RUN_LOOK : -1);
		while (poll(&change, 1, RUN_QUIET) > 0)
			watch_look(watch, INT64_MAX);
		name = watch_take(watch, NULL);
	}
	if (name)
		str_addf(&text, "%s changed.", name);
	run_complain(options, &text);
	str_release(&text);
	return name;
}

int run_command(const struct options *options, const char *path, int64_t today)
{
	struct str err = STR_INIT;
	struct watch watch;
	int status = RUN_FAILED;

	if (options->watch != OPTIONS_WATCH_YES)
		return run_once(options, path, today, NULL);
	if (!strcmp(path, "-")) {
		str_add(&err, "Standard input cannot be watched. Name a file.");
		run_complain(options, &err);
		str_release(&err);
		return status;
	}
	watch_init(&watch);
	do {
		status = run_once(options, path, today, &watch);
	} while (run_wait(options, &watch));
	watch_release(&watch);
	return status;
}
