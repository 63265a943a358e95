#include "config.h"

/* Reading lines, writing answers, and the places one has been to. */

#include "app/lines.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "view/views.h"

enum {
	LINES_STEP = 100 * TASK_MS,
	LINES_LONG = 1000 * TASK_MS, /* after this a person wonders what goes on */
	LINES_FAILED = 2,
};

static const struct row_ref no_row = { .table = -1 };

void lines_end(struct lines *l)
{
	str_trim_end(&l->line);
	if (!l->line.len)
		return;
	/* A line end in a value is none of the answer's. */
	for (size_t i = 0; i < l->line.len; i++)
		if (l->line.buf[i] == '\n' || l->line.buf[i] == '\r')
			l->line.buf[i] = ' ';
	ink_add(&l->out, &l->ink, STYLE_TEXT, (struct slice){ l->line.buf, l->line.len });
	str_add_char(&l->out, '\n');
	str_clear(&l->line);
}

void lines_stop(struct lines *l)
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

void lines_say(struct lines *l, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(&l->line, format, args);
	va_end(args);
	lines_end(l);
}

void lines_write(struct lines *l)
{
	size_t written = fwrite(l->out.buf, 1, l->out.len, stdout);

	if (written < l->out.len || fflush(stdout) != 0)
		l->failed = true;
	str_clear(&l->out);
}

static void lines_tell_progress(struct lines *l)
{
	struct str text;

	str_init(&text);
	load_add_progress(&l->app->load, &text);
	lines_say(l, "%s …", text.len ? text.buf : "searching");
	lines_write(l);
	str_release(&text);
}

/* Works until nothing is left to do; without INDEX only until all is loaded, for not
 * everybody searches. */
static void lines_wait(struct lines *l, bool index)
{
	int64_t told = clock_now(), pause = LINES_LONG;

	while ((index || !l->app->loaded) &&
		!app_work(l->app, clock_now() + LINES_STEP)) {
		struct pollfd pipe = { .fd = app_wait_fd(l->app), .events = POLLIN };

		if (pipe.fd >= 0)
			poll(&pipe, 1, LINES_LONG / TASK_MS);
		if (clock_now() - told < pause)
			continue;
		lines_tell_progress(l);
		told = clock_now();
		pause *= 2; /* a pipe may be silent for hours */
	}
}

void lines_work(struct lines *l)
{
	lines_wait(l, true);
}

struct lines_place *lines_here(struct lines *l)
{
	return &l->places[l->at];
}

/* Notes what is to be restored on return. */
static void lines_note(struct lines *l)
{
	struct lines_place *here = lines_here(l);

	str_clear(&here->query);
	str_add(&here->query, search_text(&l->app->search));
	here->next = l->source == lines_place_source(l) ? l->next : 0;
}

void lines_go(struct lines *l, int tab, bool found, struct row_ref record)
{
	struct lines_place place = {
		.tab = tab, .found = found, .record = record, .sort = -1
	};

	if (l->place_count) {
		lines_note(l);
		/* A record, and what was found, stand over the list as it was sorted. */
		if (lines_here(l)->tab == tab) {
			place.sort = lines_here(l)->sort;
			place.reverse = lines_here(l)->reverse;
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
	lines_list(l, lines_place_source(l), 0);
}

void lines_step(struct lines *l, int step)
{
	struct lines_place *here;

	if (step < 0 ? l->at == 0 : l->at + 1 >= l->place_count) {
		lines_say(l,
			step < 0 ? "This is where you started."
				 : "There is nothing further on.");
		return;
	}
	lines_note(l);
	l->at = step < 0 ? l->at - 1 : l->at + 1;
	l->stale = true;
	here = lines_here(l);
	if (strcmp(here->query.buf, search_text(&l->app->search)) != 0)
		lines_search(l, here->query.buf);
	lines_list(l, lines_place_source(l), here->next);
	lines_tell_place(l);
}

const struct table *lines_table(struct lines *l)
{
	int table = l->app->tabs[lines_here(l)->tab].pane->table;

	return table < 0 ? NULL : &l->app->package->tables[table];
}

const struct lines_source *lines_place_source(struct lines *l)
{
	return lines_here(l)->record.table >= 0 ? &lines_links : lines_list_source(l);
}

const struct lines_source *lines_list_source(struct lines *l)
{
	const struct lines_place *here = lines_here(l);

	if (here->found)
		return &lines_found;
	if (lines_table(l))
		return &lines_rows;
	if (l->app->tabs[here->tab].pane->view == &view_timeline)
		return &lines_events;
	return &lines_tabs;
}

/* How many of how many: "45", under a search "3 of 45". */
static void lines_add_count(struct lines *l, size_t count, size_t total)
{
	str_addf(&l->line, " %zu", count);
	if (search_active(&l->app->search))
		str_addf(&l->line, " of %zu", total);
}

void lines_add_place(struct lines *l)
{
	const struct lines_place *here = lines_here(l);
	const struct package *p = l->app->package;

	lines_refresh(l);
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
	if (lines_table(l))
		lines_add_count(l, lines_rows.count(l), table_rows(lines_table(l)));
	else if (lines_place_source(l) == &lines_events)
		lines_add_count(l, l->event_count, l->chronicle.timeline.count);
}

static void lines_tell_list(struct lines *l, const char *noun, size_t count, size_t total)
{
	str_addf(&l->line, "%s, ", l->app->tabs[lines_here(l)->tab].title);
	if (search_active(&l->app->search))
		str_addf(&l->line, "%zu found of ", count);
	str_add_count(&l->line, total, noun, NULL);
	lines_say(l, count ? "; Enter tells them." : ".");
}

void lines_tell_place(struct lines *l)
{
	const struct lines_place *here = lines_here(l);
	const struct table *t = lines_table(l);

	lines_refresh(l);
	if (here->record.table >= 0)
		lines_tell_record(l, here->record);
	else if (here->found)
		lines_say(
			l, "Found in all tables: %zu; Enter tells them.", l->found_count);
	else if (t)
		lines_tell_list(l, "row", lines_rows.count(l), table_rows(t));
	else if (lines_place_source(l) == &lines_events)
		lines_tell_list(l, "event", l->event_count, l->chronicle.timeline.count);
	else if (l->app->tabs[here->tab].pane->view == &view_overview)
		lines_tell_overview(l);
	else
		lines_say(l, "%s is drawn, and needs a screen.",
			l->app->tabs[here->tab].title);
}

/* Prints the prompt and reads a line; false at the end of all. */
static bool lines_read(struct lines *l, char **text, size_t *size)
{
	ssize_t len;

	lines_add_place(l);
	ink_add(&l->out, &l->ink, STYLE_TEXT, (struct slice){ l->line.buf, l->line.len });
	str_clear(&l->line);
	str_add(&l->out, "> ");
	lines_write(l);
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
	lines_end(l);
	return true;
}

static void lines_greet(struct lines *l)
{
	const struct app *a = l->app;

	lines_say(l, "%s. help tells the words, tabs the tables, quit ends.",
		a->scene.title);
	lines_tell_faults(l);
	if (a->message.len)
		lines_say(l, "%s", a->message.buf);
	lines_tell_place(l);
}

/* Begins where the browser would. */
static void lines_start(struct lines *l)
{
	const struct place *here = history_here(&l->app->history);

	lines_wait(l, false);
	lines_go(l, here->tab, false, no_row);
	if (here->record)
		lines_go(l, here->tab, false, here->record->row);
	lines_greet(l);
}

static void lines_release(struct lines *l)
{
	while (l->place_count)
		str_release(&l->places[--l->place_count].query);
	free(l->places);
	rowset_release(&l->rows);
	free(l->found);
	free(l->meant);
	chronicle_release(&l->chronicle);
	free(l->events);
	recordtext_release(&l->record);
	pager_release(&l->pager);
	ink_release(&l->ink);
	str_release(&l->line);
	str_release(&l->out);
	if (l->in != stdin)
		fclose(l->in);
}

/* Who pipes in the data has to type elsewhere. */
static bool lines_open(struct lines *l, struct str *err)
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

int lines_run(struct app *a, bool ascii, struct str *err)
{
	struct lines l = { .app = a, .source = &lines_tabs };
	char *text = NULL;
	size_t size = 0;

	if (!lines_open(&l, err))
		return LINES_FAILED;
	/* A reader that has seen enough is no reason to die of: the write fails. */
	signal(SIGPIPE, SIG_IGN);
	l.echo = !isatty(fileno(l.in));
	rowset_init(&l.rows);
	chronicle_init(&l.chronicle, a->package, a->scene.today);
	pager_init(&l.pager);
	recordtext_init(&l.record, a->package, &l.pager);
	ink_init(&l.ink);
	l.ink.ascii = ascii;
	str_init(&l.line);
	str_init(&l.out);
	lines_start(&l);
	while (!l.done && !l.failed && lines_read(&l, &text, &size))
		lines_take(&l, text);
	lines_write(&l);
	if (l.failed && errno != EPIPE)
		str_addf(err, "standard output: cannot be written: %s.", strerror(errno));
	free(text);
	lines_release(&l);
	return l.failed ? LINES_FAILED : EXIT_SUCCESS;
}
