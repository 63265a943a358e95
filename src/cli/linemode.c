/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the user's position with its history, the lines read, and the lines written; not
 * what they say (linemode_report.c) nor what the commands do (verbs.c). A command may be
 * cut short as long as no other begins so; a key of the screen means its command. There is
 * always a position, and every character goes out through style_add.
 */

#include "cli/linemode.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/casefold.h"
#include "base/fail.h"
#include "base/intl.h"
#include "base/memory.h"
#include "data/dialect.h"
#include "query/edit_distance.h"
#include "view/views.h"

enum {
	LINEMODE_STEP = 100 * TASK_MS,
	LINEMODE_LONG = 1000 * TASK_MS, /* after this the user wonders what goes on */
	LINEMODE_FAILED = 2,
};

void linemode_end_line(struct linemode *l)
{
	str_trim_end(&l->line);
	if (!l->line.len)
		return;
	for (size_t i = 0; i < l->line.len; i++)
		if (l->line.buf[i] == '\n' || l->line.buf[i] == '\r')
			l->line.buf[i] = ' ';
	style_add(&l->out, &l->styles, STYLE_TEXT, str_slice(&l->line));
	str_add_char(&l->out, '\n');
	str_clear(&l->line);
}

void linemode_stop(struct linemode *l)
{
	const char *word;

	str_trim_end(&l->line);
	word = strrchr(l->line.buf, ' ');
	if (!l->line.len || strstr(word ? word : l->line.buf, "://"))
		return;
	if (!strchr(".!?:;,", l->line.buf[l->line.len - 1]))
		str_add_char(&l->line, '.');
}

void linemode_print(struct linemode *l, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(&l->line, format, args);
	va_end(args);
	linemode_end_line(l);
}

/* Writes out the lines that have ended. */
static void linemode_flush(struct linemode *l)
{
	size_t written = fwrite(l->out.buf, 1, l->out.len, stdout);

	if (written < l->out.len || fflush(stdout) != 0)
		l->failed = true;
	str_clear(&l->out);
}

void linemode_work(struct linemode *l, bool searches)
{
	int64_t reported = clock_now(), pause = LINEMODE_LONG;

	while ((searches || !l->app->loaded) &&
		!app_work(l->app, clock_now() + LINEMODE_STEP)) {
		struct pollfd pipe = { .fd = app_wait_fd(l->app), .events = POLLIN };
		int most = load_wait_most(&l->app->load);

		if (pipe.fd >= 0)
			poll(&pipe, 1, most < 0 ? LINEMODE_LONG / TASK_MS : most);
		if (clock_now() - reported < pause)
			continue;
		load_add_progress(&l->app->load, &l->line);
		linemode_print(l, "%s …", l->line.len ? "" : _("searching"));
		linemode_flush(l);
		reported = clock_now();
		pause *= 2; /* a pipe may be silent for hours */
	}
}

/* --- positions --- */

struct linemode_pos *linemode_here(struct linemode *l)
{
	return &l->positions[l->at];
}

const struct table *linemode_table(struct linemode *l)
{
	int table = l->app->tabs[linemode_here(l)->tab].table;

	return table < 0 ? NULL : &l->app->package->tables[table];
}

bool linemode_at_events(struct linemode *l)
{
	const struct linemode_pos *here = linemode_here(l);

	return !here->results && l->app->tabs[here->tab].view == &view_timeline;
}

enum linemode_list linemode_pos_list(struct linemode *l)
{
	const struct linemode_pos *here = linemode_here(l);

	if (here->record.table >= 0)
		return LINEMODE_LINKS;
	return here->results || linemode_table(l) || linemode_at_events(l)
		? LINEMODE_BASE
		: LINEMODE_TABS;
}

void linemode_set_list(struct linemode *l, enum linemode_list list, size_t next)
{
	l->list = list;
	l->first = next;
	l->next = next;
}

/* Notes in the present position what is to be restored on return. */
static void linemode_note(struct linemode *l)
{
	struct linemode_pos *here = linemode_here(l);

	str_clear(&here->query);
	str_add(&here->query, search_text(&l->app->search));
	here->next = l->list == linemode_pos_list(l) ? l->next : 0;
}

void linemode_go(struct linemode *l, int tab, bool results, struct row_ref record)
{
	struct linemode_pos pos = {
		.tab = tab,
		.results = results,
		.record = record,
		.query = STR_INIT,
		.sort = -1,
	};

	if (l->pos_count) {
		linemode_note(l);
		/* A record and results are above the list, which stays sorted. */
		if (linemode_here(l)->tab == tab) {
			pos.sort = linemode_here(l)->sort;
			pos.reverse = linemode_here(l)->reverse;
		}
		while (l->pos_count > l->at + 1)
			str_release(&l->positions[--l->pos_count].query);
	}
	/* What was found in all tables does not filter the lists that come after it. */
	if (l->pos_count && linemode_here(l)->results && !results &&
		strcmp(l->filter.buf, search_text(&l->app->search)) != 0)
		linemode_search(l, l->filter.buf);
	l->at = l->pos_count;
	*ARRAY_ADD(l->positions, l->pos_count, l->pos_alloc) = pos;
	l->stale = true;
	linemode_set_list(l, linemode_pos_list(l), 0);
}

void linemode_step(struct linemode *l, int step)
{
	const struct linemode_pos *here;
	enum linemode_list list;
	size_t written;

	if (step < 0 ? l->at == 0 : l->at + 1 >= l->pos_count) {
		linemode_print(l,
			step < 0 ? _("Nothing to go back to.")
				 : _("Nothing to go forward to."));
		return;
	}
	linemode_note(l);
	l->at = step < 0 ? l->at - 1 : l->at + 1;
	l->stale = true;
	here = linemode_here(l);
	if (strcmp(here->query.buf, search_text(&l->app->search)) != 0)
		linemode_search(l, here->query.buf);
	linemode_set_list(l, linemode_pos_list(l), here->next);
	list = l->list;
	if (list == LINEMODE_BASE) {
		linemode_report_pos(l);
		return;
	}
	/* The user has read the record or the overview: only its items get their numbers
	 * again. */
	written = l->out.len;
	linemode_report_pos(l);
	str_truncate(&l->out, written);
	linemode_add_pos(l);
	linemode_print(l, ". %s",
		list == LINEMODE_LINKS ? _("Type record to read it again.")
				       : _("Press Enter to list the tabs."));
}

void linemode_forget(struct linemode *l)
{
	while (l->pos_count)
		str_release(&l->positions[--l->pos_count].query);
	l->at = 0;
}

bool linemode_search(struct linemode *l, const char *text)
{
	struct app *a = l->app;
	const struct table *t = linemode_table(l);
	struct str before = STR_INIT, err = STR_INIT;
	bool valid;

	str_add(&before, search_text(&a->search));
	valid = search_set(&a->search, text, t ? t->number : -1, &err, NULL);
	if (!valid) {
		linemode_print(l, "%s", err.buf);
		search_set(&a->search, before.buf, -1, NULL, NULL);
	}
	a->search_done = false;
	l->stale = true;
	linemode_work(l, true);
	search_add_note(&a->search, &l->line);
	linemode_end_line(l);
	str_release(&before);
	str_release(&err);
	return valid;
}

/* --- what a line means --- */

static const char *linemode_verb_name(const void *data, size_t i)
{
	return verb_name(&((const struct verb *)data)[i]);
}

/* Reports that TEXT is no command, with the nearest one. A user who types a name wants to
 * go there, or to find it. */
static void linemode_unknown(struct linemode *l, const char *text)
{
	const char *nearest = NULL;
	size_t fewest = EDIT_DISTANCE_FAR;
	struct edit_distance distance;
	struct str folded = STR_INIT;
	size_t count;
	const struct verb *verbs = verb_table(&count);

	casefold_add(&folded, slice_of(text));
	edit_distance_init(&distance, slice_of(folded.buf));
	for (size_t i = 0; i < count; i++) {
		const char *name = verb_name(&verbs[i]);
		size_t edits = edit_distance(&distance, slice_of(name));

		nearest = edits < fewest ? name : nearest;
		fewest = edits < fewest ? edits : fewest;
	}
	str_addf(&l->line, _("Unknown command “%s”."), text);
	str_add_char(&l->line, ' ');
	if (app_find_tab(l->app, text) < l->app->tab_count)
		linemode_print(l, _("Type tab %s to go to that tab."), text);
	else if (nearest)
		linemode_print(l, _("Did you mean %s?"), nearest);
	else
		linemode_print(l, _("Type find %s to search, help for commands."), text);
	str_release(&folded);
}

/* A text of one letter is what that key of the screen means at the present position. */
const struct verb *linemode_find_verb(struct linemode *l, const char *text)
{
	unsigned context = linemode_here(l)->record.table >= 0 ? IN_RECORD
		: linemode_at_events(l)                        ? IN_TIMELINE
							       : IN_LIST;
	enum command_id command = COMMAND_NONE;
	struct str names = STR_INIT;
	size_t number, found, count, reported = 0;
	const struct verb *verbs = verb_table(&count);

	if (strlen(text) == 1)
		command = command_for_key(
			&app_commands, key_parse(slice_of(text)), context, NULL);
	for (size_t i = 0; i < count && command != COMMAND_NONE; i++)
		if (verbs[i].command == command)
			return &verbs[i];
	found = verb_pick(text, count, linemode_verb_name, verbs, &number);
	if (found == 1)
		return &verbs[number];
	if (!found) {
		linemode_unknown(l, text);
		return NULL;
	}
	for (size_t i = 0; i < count; i++)
		if (!strncasecmp(verb_name(&verbs[i]), text, strlen(text)))
			str_addf(&names, "%s%s", reported++ ? ", " : "",
				verb_name(&verbs[i]));
	linemode_print(l, _("“%s” is ambiguous: %s."), text, names.buf);
	str_release(&names);
	return NULL;
}

/* Carries out the verb that does what COMMAND does on the screen. */
static void linemode_run_command(struct linemode *l, enum command_id command)
{
	size_t count;
	const struct verb *verbs = verb_table(&count);

	for (size_t i = 0; i < count; i++)
		if (verbs[i].command == command)
			verbs[i].run(l);
}

/* Carries out the line TEXT, which is changed. */
static void linemode_run_line(struct linemode *l, char *text)
{
	static const char blanks[] = " \t\r\n\v\f";
	size_t len = strlen(text);
	char *argument;

	while (len && strchr(blanks, text[len - 1]))
		text[--len] = '\0';
	text += strspn(text, blanks);
	/* What the screen asks for behind ":", a number or a name, needs no ":" here. */
	text += *text == ':';
	text += strspn(text, blanks);
	l->argument = text;
	if (*text == '/') {
		l->argument = text + 1 + strspn(text + 1, blanks);
		linemode_run_command(l, COMMAND_SEARCH);
	} else if (!*text) {
		linemode_more(l);
	} else if (verb_is_number(text)) {
		linemode_run_command(l, COMMAND_OPEN);
	} else {
		argument = text + strcspn(text, blanks);
		if (*argument)
			*argument++ = '\0';
		l->verb = linemode_find_verb(l, text);
		l->argument = argument + strspn(argument, blanks);
		if (l->verb)
			l->verb->run(l);
	}
}

/* --- from the first line to the last --- */

/* Prints the prompt and reads a line into *TEXT; returns false at the end of the
 * input. */
static bool linemode_read(struct linemode *l, char **text, size_t *size)
{
	ssize_t len;

	linemode_add_pos(l);
	style_add(&l->out, &l->styles, STYLE_TEXT, str_slice(&l->line));
	str_clear(&l->line);
	str_add(&l->out, "> ");
	linemode_flush(l);
	errno = 0;
	do {
		clearerr(l->in);
		len = getline(text, size, l->in);
	} while (len < 0 && errno == EINTR);
	if (len < 0 && errno == ENOMEM)
		fail_memory(0); /* else it would pass for the end of the input */
	if (len < 0) {
		str_add_char(&l->out, '\n');
		return false;
	}
	/* Where no terminal echoes what is typed, it is repeated: so the answers to a
	 * script read as on a terminal. */
	str_add(&l->line, l->echo ? *text : "");
	if (l->echo && !l->line.buf[strspn(l->line.buf, "\r\n\t ")])
		str_add_char(&l->out, '\n');
	linemode_end_line(l);
	return true;
}

/* Prints what is open, what is wrong with it and how it is read. */
static void linemode_greet(struct linemode *l)
{
	struct app *a = l->app;
	int table = app_main_pane(a)->table;
	struct str note = STR_INIT;

	linemode_print(l,
		_("%s. Type help for commands, tabs for tables, quit to leave."),
		a->ctx.title);
	linemode_report_faults(l);
	linemode_print(l, "%s", a->message.buf);
	if (table >= 0)
		dialect_add_report(&note, a->package->tables[table].schema);
	if (note.len)
		linemode_print(l, _("Read as: %s."), note.buf);
	linemode_report_pos(l);
	str_release(&note);
}

int linemode_run(struct app *a, bool ascii, struct str *err)
{
	struct linemode l = { .app = a,
		.in = stdin,
		.line = STR_INIT,
		.out = STR_INIT,
		.filter = STR_INIT };
	const struct history_entry *here = history_here(&a->history);
	char *text = NULL;
	size_t size = 0;

	/* When the data come through standard input, commands come from the terminal. */
	if (app_piped(a))
		l.in = fopen("/dev/tty", "re");
	if (!l.in) {
		str_addf(err,
			_("Standard input is the data, and there is no terminal to read "
			  "commands from (%s)."),
			strerror(errno));
		return LINEMODE_FAILED;
	}
	/* A reader that has seen enough closes the pipe; then the write fails. */
	signal(SIGPIPE, SIG_IGN);
	l.echo = !isatty(fileno(l.in));
	style_codes_init(&l.styles);
	l.styles.ascii = ascii;
	events_init(&l.events, a->package, a->ctx.today);
	linemode_work(&l, false);
	/* It begins where the browser would, with a greeting. */
	linemode_go(&l, here->tab, false, ROW_NOWHERE);
	if (here->record)
		linemode_go(&l, here->tab, false, here->record->row);
	l.done = package_refused(a->package, NULL);
	if (!l.done)
		linemode_greet(&l);
	while (!l.done && !l.failed && linemode_read(&l, &text, &size))
		linemode_run_line(&l, text);
	linemode_flush(&l);
	if (l.failed && errno != EPIPE)
		str_addf(err, _("Cannot write standard output: %s."), strerror(errno));
	free(text);
	linemode_forget(&l);
	free(l.positions);
	for (int i = 0; i < LINEMODE_LISTS; i++)
		listing_free(l.lists[i]);
	events_release(&l.events);
	style_codes_release(&l.styles);
	str_release(&l.filter);
	str_release(&l.line);
	str_release(&l.out);
	if (l.in != stdin)
		fclose(l.in);
	return l.failed ? LINEMODE_FAILED : EXIT_SUCCESS;
}
