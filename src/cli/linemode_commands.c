#include "config.h"

#include "cli/linemode_commands.h"

#include <string.h>

#include "cli/linemode.h"

/* --- telling --- */

bool cmd_number(const char *text, size_t *number)
{
	long value;

	if (!str_parse_long(text, &value) || value < 0)
		return false;
	*number = (size_t)value;
	return true;
}

static void cmd_no_item(struct linemode *l, const char *text)
{
	size_t count = l->source->count(l);

	if (!count)
		linemode_say(l, "There is no number %s: no %s was told.", text,
			l->source->noun);
	else
		linemode_say(l, "There is no %s %s; the numbers are %zu to %zu.",
			l->source->noun, text, linemode_number(l, 0),
			linemode_number(l, count - 1));
}

/* Finds the item of what was listed last that has the number TEXT; false when that was
 * answered. */
static bool cmd_item(struct linemode *l, const char *text, size_t *item)
{
	size_t first = linemode_number(l, 0);
	size_t number;

	if (cmd_number(text, &number) && number >= first &&
		number - first < l->source->count(l)) {
		*item = number - first;
		return true;
	}
	cmd_no_item(l, text);
	return false;
}

void cmd_list(struct linemode *l, const char *argument)
{
	size_t item;

	if (*argument) {
		if (!cmd_item(l, argument, &item))
			return;
		l->next = item;
	} else if (l->source == linemode_place_source(l) &&
		l->next >= l->source->count(l)) {
		l->next = 0;
	}
	linemode_more(l);
}

void cmd_first(struct linemode *l, const char *argument)
{
	(void)argument;
	l->next = 0;
	linemode_more(l);
}

void cmd_last(struct linemode *l, const char *argument)
{
	size_t count = l->source->count(l);

	(void)argument;
	l->next = count > LINEMODE_PORTION ? count - LINEMODE_PORTION : 0;
	linemode_more(l);
}

void cmd_page_down(struct linemode *l, const char *argument)
{
	(void)argument;
	linemode_more(l);
}

void cmd_page_up(struct linemode *l, const char *argument)
{
	(void)argument;
	l->next = l->first > LINEMODE_PORTION ? l->first - LINEMODE_PORTION : 0;
	linemode_more(l);
}

/* --- opening --- */

void cmd_open(struct linemode *l, const char *argument)
{
	size_t item;

	if (!*argument)
		linemode_say(
			l, "open needs the number of a %s, or a name.", l->source->noun);
	else if (argument[strspn(argument, "0123456789")])
		linemode_open_name(l, argument);
	else if (cmd_item(l, argument, &item))
		linemode_open_item(l, item);
}

static bool cmd_in_record(struct linemode *l)
{
	if (linemode_here(l)->record.table >= 0)
		return true;
	linemode_say(l, "No record is open; the number of a row opens it.");
	return false;
}

void cmd_record(struct linemode *l, const char *argument)
{
	(void)argument;
	if (cmd_in_record(l))
		linemode_tell_place(l);
}

void cmd_all(struct linemode *l, const char *argument)
{
	(void)argument;
	if (!cmd_in_record(l))
		return;
	l->all = !l->all;
	linemode_tell_place(l);
}

static bool cmd_is_record(const struct linemode_place *here, struct row_ref ref)
{
	return row_ref_equal(here->record, ref);
}

/* Goes STEP records on, in the list from which the record was opened. */
static void cmd_step_record(struct linemode *l, long step)
{
	const struct linemode_source *list = linemode_list_source(l);
	struct linemode_place *here = linemode_here(l);
	size_t count, at = 0;

	if (!cmd_in_record(l))
		return;
	count = list->ref ? list->count(l) : 0;
	while (at < count && !cmd_is_record(here, list->ref(l, at)))
		at++;
	if (at == count) {
		linemode_say(l, "This record is not in the list one came from.");
		return;
	}
	if (step < 0 ? at == 0 : at + 1 >= count) {
		linemode_say(
			l, "This is the %s of the list.", step < 0 ? "first" : "last");
		return;
	}
	here->record = list->ref(l, step < 0 ? at - 1 : at + 1);
	linemode_tell_place(l);
}

void cmd_next_record(struct linemode *l, const char *argument)
{
	(void)argument;
	cmd_step_record(l, 1);
}

void cmd_previous_record(struct linemode *l, const char *argument)
{
	(void)argument;
	cmd_step_record(l, -1);
}

void cmd_back(struct linemode *l, const char *argument)
{
	(void)argument;
	linemode_step(l, -1);
}

void cmd_forward(struct linemode *l, const char *argument)
{
	(void)argument;
	linemode_step(l, 1);
}

/* --- tabs --- */

void cmd_tabs(struct linemode *l, const char *argument)
{
	(void)argument;
	linemode_list(l, &linemode_tabs, 0);
	linemode_more(l);
}

static void cmd_go_tab(struct linemode *l, size_t number)
{
	linemode_go(l, (int)number, false, ROW_NOWHERE);
	linemode_tell_place(l);
}

static const char *cmd_tab_title(const void *data, size_t i)
{
	return ((const struct app *)data)->tabs[i].title;
}

void cmd_tab(struct linemode *l, const char *argument)
{
	const struct app *a = l->app;
	size_t number;

	if (cmd_number(argument, &number)) {
		number -= a->first_tab;
	} else {
		number = app_find_tab(a, argument);
		if (number == a->tab_count && *argument)
			linemode_pick(argument, a->tab_count, cmd_tab_title, a, &number);
	}
	if (number < a->tab_count) {
		cmd_go_tab(l, number);
		return;
	}
	linemode_say(l, "There is no tab \"%s\"; there are these:", argument);
	cmd_tabs(l, "");
}

/* Goes STEP tabs on, round the ends. */
static void cmd_step_tab(struct linemode *l, size_t step)
{
	cmd_go_tab(l, ((size_t)linemode_here(l)->tab + step) % l->app->tab_count);
}

void cmd_next_tab(struct linemode *l, const char *argument)
{
	(void)argument;
	cmd_step_tab(l, 1);
}

void cmd_previous_tab(struct linemode *l, const char *argument)
{
	(void)argument;
	cmd_step_tab(l, l->app->tab_count - 1);
}

/* --- data and program --- */

void cmd_problems(struct linemode *l, const char *argument)
{
	(void)argument;
	linemode_list(l, &linemode_faults, 0);
	linemode_more(l);
}

/* Goes where the row KEY of the tab TITLE is now, as far as both are there; the places
 * one has been to are forgotten, for their rows may have other numbers. */
static void cmd_settle(struct linemode *l, const char *title, const char *key)
{
	size_t tab = app_find_tab(l->app, title);
	struct row_ref ref = *key ? app_find_row(l->app, key) : ROW_NOWHERE;

	while (l->place_count)
		str_release(&l->places[--l->place_count].query);
	l->at = 0;
	l->events_read = false;
	l->meant_count = 0;
	linemode_go(l, tab < l->app->tab_count ? (int)tab : 0, false, ROW_NOWHERE);
	if (ref.table >= 0 && ref.row != ROW_NONE)
		linemode_go(l, linemode_here(l)->tab, false, ref);
}

void cmd_reload(struct linemode *l, const char *argument)
{
	struct app *a = l->app;
	const struct linemode_place *here = linemode_here(l);
	struct str title, key;

	(void)argument;
	str_init(&title);
	str_init(&key);
	str_add(&title, a->tabs[here->tab].title);
	if (here->record.table >= 0) {
		const struct table *t = &a->package->tables[here->record.table];

		str_addf(&key, "%s/", t->schema->name);
		table_add_key(t, here->record.row, &key);
	}
	app_reload(a);
	if (a->reload) {
		linemode_work(l);
		cmd_settle(l, title.buf, key.buf);
	}
	linemode_say(l, "%s", a->message.buf);
	linemode_tell_faults(l);
	str_release(&title);
	str_release(&key);
}

void cmd_leave(struct linemode *l, const char *argument)
{
	if (l->at)
		linemode_step(l, -1);
	else
		cmd_quit(l, argument);
}

void cmd_quit(struct linemode *l, const char *argument)
{
	(void)argument;
	l->done = true;
}
