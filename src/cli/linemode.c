#include "config.h"

/* Reading lines, writing answers, and the places one has been to. */

#include "cli/linemode.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "view/views.h"

enum {
	LINEMODE_STEP = 100 * TASK_MS,
	LINEMODE_LONG = 1000 * TASK_MS, /* after this a person wonders what goes on */
	LINEMODE_FAILED = 2,
};

void linemode_end(struct linemode *l)
{
	str_trim_end(&l->line);
	if (!l->line.len)
		return;
	/* A line end in a value is none of the answer's. */
	for (size_t i = 0; i < l->line.len; i++)
		if (l->line.buf[i] == '\n' || l->line.buf[i] == '\r')
			l->line.buf[i] = ' ';
	style_add(&l->out, &l->styles, STYLE_TEXT,
		(struct slice){ l->line.buf, l->line.len });
	str_add_char(&l->out, '\n');
	str_clear(&l->line);
}

void linemode_stop(struct linemode *l)
{
	const char *word;

	str_trim_end(&l->line);
	word = strrchr(l->line.buf, ' ');
	/* Behind an address it would be taken for a part of it. */
	if (!l->line.len || strstr(word ? word : l->line.buf, "://"))
		return;
	if (!strchr(".!?:;,", l->line.buf[l->line.len - 1]))
		str_add_char(&l->line, '.');
}

void linemode_say(struct linemode *l, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(&l->line, format, args);
	va_end(args);
	linemode_end(l);
}

void linemode_write(struct linemode *l)
{
	size_t written = fwrite(l->out.buf, 1, l->out.len, stdout);

	if (written < l->out.len || fflush(stdout) != 0)
		l->failed = true;
	str_clear(&l->out);
}

static void linemode_tell_progress(struct linemode *l)
{
	struct str text;

	str_init(&text);
	load_add_progress(&l->app->load, &text);
	linemode_say(l, "%s …", text.len ? text.buf : "searching");
	linemode_write(l);
	str_release(&text);
}

/* Works until nothing is left to do; without INDEX only until all is loaded, for not
 * everybody searches. */
static void linemode_wait(struct linemode *l, bool index)
{
	int64_t told = clock_now(), pause = LINEMODE_LONG;

	while ((index || !l->app->loaded) &&
		!app_work(l->app, clock_now() + LINEMODE_STEP)) {
		struct pollfd pipe = { .fd = app_wait_fd(l->app), .events = POLLIN };

		if (pipe.fd >= 0)
			poll(&pipe, 1, LINEMODE_LONG / TASK_MS);
		if (clock_now() - told < pause)
			continue;
		linemode_tell_progress(l);
		told = clock_now();
		pause *= 2; /* a pipe may be silent for hours */
	}
}

void linemode_work(struct linemode *l)
{
	linemode_wait(l, true);
}

struct linemode_place *linemode_here(struct linemode *l)
{
	return &l->places[l->at];
}

/* Notes what is to be restored on return. */
static void linemode_note(struct linemode *l)
{
	struct linemode_place *here = linemode_here(l);

	str_clear(&here->query);
	str_add(&here->query, search_text(&l->app->search));
	here->next = l->source == linemode_place_source(l) ? l->next : 0;
}

void linemode_go(struct linemode *l, int tab, bool found, struct row_ref record)
{
	struct linemode_place place = {
		.tab = tab, .found = found, .record = record, .sort = -1
	};

	if (l->place_count) {
		linemode_note(l);
		/* A record, and what was found, stand over the list as it was sorted. */
		if (linemode_here(l)->tab == tab) {
			place.sort = linemode_here(l)->sort;
			place.reverse = linemode_here(l)->reverse;
		}
		while (l->place_count > l->at + 1)
			str_release(&l->places[--l->place_count].query);
	}
	l->places = array_reserve(
		l->places, &l->place_alloc, l->place_count + 1, sizeof *l->places);
	str_init(&place.query);
	l->at = l->place_count;
	l->places[l->place_count++] = place;
	l->stale = true;
	linemode_list(l, linemode_place_source(l), 0);
}

void linemode_step(struct linemode *l, int step)
{
	struct linemode_place *here;

	if (step < 0 ? l->at == 0 : l->at + 1 >= l->place_count) {
		linemode_say(l,
			step < 0 ? "This is where you started."
				 : "There is nothing further on.");
		return;
	}
	linemode_note(l);
	l->at = step < 0 ? l->at - 1 : l->at + 1;
	l->stale = true;
	here = linemode_here(l);
	if (strcmp(here->query.buf, search_text(&l->app->search)) != 0)
		linemode_search(l, here->query.buf);
	linemode_list(l, linemode_place_source(l), here->next);
	linemode_tell_place(l);
}

const struct table *linemode_table(struct linemode *l)
{
	int table = l->app->tabs[linemode_here(l)->tab].pane->table;

	return table < 0 ? NULL : &l->app->package->tables[table];
}

const struct linemode_source *linemode_place_source(struct linemode *l)
{
	return linemode_here(l)->record.table >= 0 ? &linemode_links
						   : linemode_list_source(l);
}

const struct linemode_source *linemode_list_source(struct linemode *l)
{
	const struct linemode_place *here = linemode_here(l);

	if (here->found)
		return &linemode_found;
	if (linemode_table(l))
		return &linemode_rows;
	if (l->app->tabs[here->tab].pane->view == &view_timeline)
		return &linemode_events;
	return &linemode_tabs;
}

/* How many of how many: "45", under a search "3 of 45". */
static void linemode_add_count(struct linemode *l, size_t count, size_t total)
{
	str_addf(&l->line, " %zu", count);
	if (search_active(&l->app->search))
		str_addf(&l->line, " of %zu", total);
}

void linemode_add_place(struct linemode *l)
{
	const struct linemode_place *here = linemode_here(l);
	const struct package *p = l->app->package;

	linemode_refresh(l);
	if (here->record.table >= 0) {
		package_add_label(
			p, &p->tables[here->record.table], here->record.row, &l->line);
		return;
	}
	if (here->found) {
		str_addf(&l->line, "Found %zu", l->found_count);
		return;
	}
	str_add(&l->line, l->app->tabs[here->tab].title);
	if (linemode_table(l))
		linemode_add_count(
			l, linemode_rows.count(l), table_rows(linemode_table(l)));
	else if (linemode_place_source(l) == &linemode_events)
		linemode_add_count(l, l->event_count, l->events.timeline.count);
}

static void linemode_tell_list(
	struct linemode *l, const char *noun, size_t count, size_t total)
{
	str_addf(&l->line, "%s, ", l->app->tabs[linemode_here(l)->tab].title);
	if (search_active(&l->app->search))
		str_addf(&l->line, "%zu found of ", count);
	str_add_count(&l->line, total, noun, NULL);
	linemode_say(l, count ? "; Enter tells them." : ".");
}

void linemode_tell_place(struct linemode *l)
{
	const struct linemode_place *here = linemode_here(l);
	const struct table *t = linemode_table(l);

	linemode_refresh(l);
	if (here->record.table >= 0)
		linemode_tell_record(l, here->record);
	else if (here->found)
		linemode_say(
			l, "Found in all tables: %zu; Enter tells them.", l->found_count);
	else if (t)
		linemode_tell_list(l, "row", linemode_rows.count(l), table_rows(t));
	else if (linemode_place_source(l) == &linemode_events)
		linemode_tell_list(l, "event", l->event_count, l->events.timeline.count);
	else if (l->app->tabs[here->tab].pane->view == &view_overview)
		linemode_tell_overview(l);
	else
		linemode_say(l, "%s is drawn, and needs a screen.",
			l->app->tabs[here->tab].title);
}

/* Prints the prompt and reads a line; false at the end of all. */
static bool linemode_read(struct linemode *l, char **text, size_t *size)
{
	ssize_t len;

	linemode_add_place(l);
	style_add(&l->out, &l->styles, STYLE_TEXT,
		(struct slice){ l->line.buf, l->line.len });
	str_clear(&l->line);
	str_add(&l->out, "> ");
	linemode_write(l);
	errno = 0;
	do {
		clearerr(l->in);
		len = getline(text, size, l->in);
	} while (len < 0 && errno == EINTR);
	if (len < 0) {
		str_add_char(&l->out, '\n');
		return false;
	}
	/* What was typed cannot be seen where no terminal echoes it; with it the answers
	 * of a script read as on a terminal. */
	str_add(&l->line, l->echo ? *text : "");
	if (l->echo && !l->line.buf[strspn(l->line.buf, "\r\n\t ")])
		str_add_char(&l->out, '\n');
	linemode_end(l);
	return true;
}

static void linemode_greet(struct linemode *l)
{
	const struct app *a = l->app;

	linemode_say(
		l, "%s. help tells the words, tabs the tables, quit ends.", a->ctx.title);
	linemode_tell_faults(l);
	if (a->message.len)
		linemode_say(l, "%s", a->message.buf);
	linemode_tell_place(l);
}

/* Begins where the browser would. */
static void linemode_start(struct linemode *l)
{
	const struct history_entry *here = history_here(&l->app->history);

	linemode_wait(l, false);
	linemode_go(l, here->tab, false, ROW_NOWHERE);
	if (here->record)
		linemode_go(l, here->tab, false, here->record->row);
	linemode_greet(l);
}

static void linemode_release(struct linemode *l)
{
	while (l->place_count)
		str_release(&l->places[--l->place_count].query);
	free(l->places);
	rowset_release(&l->rows);
	free(l->found);
	free(l->meant);
	events_release(&l->events);
	free(l->found_events);
	record_page_release(&l->record);
	pager_release(&l->pager);
	style_codes_release(&l->styles);
	str_release(&l->line);
	str_release(&l->out);
	if (l->in != stdin)
		fclose(l->in);
}

/* Who pipes in the data has to type elsewhere. */
static bool linemode_open(struct linemode *l, struct str *err)
{
	l->in = stdin;
	if (app_piped(l->app))
		l->in = fopen("/dev/tty", "re");
	if (!l->in)
		str_addf(err,
			"Standard input brings the data, and there is no terminal to "
			"read commands from (%s).",
			strerror(errno));
	return l->in != NULL;
}

int linemode_run(struct app *a, bool ascii, struct str *err)
{
	struct linemode l = { .app = a, .source = &linemode_tabs };
	char *text = NULL;
	size_t size = 0;

	if (!linemode_open(&l, err))
		return LINEMODE_FAILED;
	/* A reader that has seen enough is no reason to die of: the write fails. */
	signal(SIGPIPE, SIG_IGN);
	l.echo = !isatty(fileno(l.in));
	rowset_init(&l.rows);
	events_init(&l.events, a->package, a->ctx.today);
	pager_init(&l.pager);
	record_page_init(&l.record, a->package, &l.pager);
	style_codes_init(&l.styles);
	l.styles.ascii = ascii;
	str_init(&l.line);
	str_init(&l.out);
	linemode_start(&l);
	while (!l.done && !l.failed && linemode_read(&l, &text, &size))
		linemode_take(&l, text);
	linemode_write(&l);
	if (l.failed && errno != EPIPE)
		str_addf(err, "standard output: cannot be written: %s.", strerror(errno));
	free(text);
	linemode_release(&l);
	return l.failed ? LINEMODE_FAILED : EXIT_SUCCESS;
}
