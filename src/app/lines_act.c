#include "config.h"

#include "app/lines_act.h"

#include <string.h>

#include "app/lines.h"
#include "app/reload.h"

static const struct row_ref no_row = { .table = -1 };

/* --- telling --- */

bool act_number(const char *text, size_t *number)
{
	long value;

	if (!str_parse_long(text, &value) || value < 0)
		return false;
	*number = (size_t)value;
	return true;
}

static void act_no_item(struct lines *l, const char *text)
{
	size_t count = l->source->count(l);

	if (!count)
		lines_say(l, "There is no number %s: no %s was told.", text,
			l->source->noun);
	else
		lines_say(l, "There is no %s %s; the numbers are %zu to %zu.",
			l->source->noun, text, lines_number(l, 0),
			lines_number(l, count - 1));
}

/* Finds the item of what was listed last that has the number TEXT; false when that was
 * answered. */
static bool act_item(struct lines *l, const char *text, size_t *item)
{
	size_t first = lines_number(l, 0);
	size_t number;

	if (act_number(text, &number) && number >= first &&
		number - first < l->source->count(l)) {
		*item = number - first;
		return true;
	}
	act_no_item(l, text);
	return false;
}

void act_list(struct lines *l, const char *argument)
{
	size_t item;

	if (*argument) {
		if (!act_item(l, argument, &item))
			return;
		l->next = item;
	} else if (l->source == lines_place_source(l) && l->next >= l->source->count(l)) {
		l->next = 0;
	}
	lines_more(l);
}

void act_first(struct lines *l, const char *argument)
{
	(void)argument;
	l->next = 0;
	lines_more(l);
}

void act_last(struct lines *l, const char *argument)
{
	size_t count = l->source->count(l);

	(void)argument;
	l->next = count > LINES_PORTION ? count - LINES_PORTION : 0;
	lines_more(l);
}

void act_page_down(struct lines *l, const char *argument)
{
	(void)argument;
	lines_more(l);
}

void act_page_up(struct lines *l, const char *argument)
{
	(void)argument;
	l->next = l->first > LINES_PORTION ? l->first - LINES_PORTION : 0;
	lines_more(l);
}

/* --- opening --- */

void act_open(struct lines *l, const char *argument)
{
	size_t item;

	if (!*argument)
		lines_say(
			l, "open needs the number of a %s, or a name.", l->source->noun);
	else if (argument[strspn(argument, "0123456789")])
		lines_open_name(l, argument);
	else if (act_item(l, argument, &item))
		lines_open_item(l, item);
}

static bool act_in_record(struct lines *l)
{
	if (lines_here(l)->record.table >= 0)
		return true;
	lines_say(l, "No record is open; the number of a row opens it.");
	return false;
}

void act_record(struct lines *l, const char *argument)
{
	(void)argument;
	if (act_in_record(l))
		lines_tell_place(l);
}

void act_all(struct lines *l, const char *argument)
{
	(void)argument;
	if (!act_in_record(l))
		return;
	l->all = !l->all;
	lines_tell_place(l);
}

static bool act_is_record(const struct lines_place *here, struct row_ref ref)
{
	return here->record.table == ref.table && here->record.row == ref.row;
}

/* Goes STEP records on, in the list from which the record was opened. */
static void act_step_record(struct lines *l, long step)
{
	const struct lines_source *list = lines_list_source(l);
	struct lines_place *here = lines_here(l);
	size_t count, at = 0;

	if (!act_in_record(l))
		return;
	count = list->ref ? list->count(l) : 0;
	while (at < count && !act_is_record(here, list->ref(l, at)))
		at++;
	if (at == count) {
		lines_say(l, "This record is not in the list one came from.");
		return;
	}
	if (step < 0 ? at == 0 : at + 1 >= count) {
		lines_say(l, "This is the %s of the list.", step < 0 ? "first" : "last");
		return;
	}
	here->record = list->ref(l, step < 0 ? at - 1 : at + 1);
	lines_tell_place(l);
}

void act_next_record(struct lines *l, const char *argument)
{
	(void)argument;
	act_step_record(l, 1);
}

void act_previous_record(struct lines *l, const char *argument)
{
	(void)argument;
	act_step_record(l, -1);
}

void act_back(struct lines *l, const char *argument)
{
	(void)argument;
	lines_step(l, -1);
}

void act_forward(struct lines *l, const char *argument)
{
	(void)argument;
	lines_step(l, 1);
}

/* --- tabs --- */

void act_tabs(struct lines *l, const char *argument)
{
	(void)argument;
	lines_list(l, &lines_tabs, 0);
	lines_more(l);
}

static void act_go_tab(struct lines *l, size_t number)
{
	lines_go(l, (int)number, false, no_row);
	lines_tell_place(l);
}

static const char *act_tab_title(const void *data, size_t i)
{
	return ((const struct app *)data)->tabs[i].title;
}

void act_tab(struct lines *l, const char *argument)
{
	const struct app *a = l->app;
	size_t number;

	if (act_number(argument, &number)) {
		number -= a->first_tab;
	} else {
		number = app_find_tab(a, argument);
		if (number == a->tab_count && *argument)
			lines_pick(argument, a->tab_count, act_tab_title, a, &number);
	}
	if (number < a->tab_count) {
		act_go_tab(l, number);
		return;
	}
	lines_say(l, "There is no tab \"%s\"; there are these:", argument);
	act_tabs(l, "");
}

/* Goes STEP tabs on, round the ends. */
static void act_step_tab(struct lines *l, size_t step)
{
	act_go_tab(l, ((size_t)lines_here(l)->tab + step) % l->app->tab_count);
}

void act_next_tab(struct lines *l, const char *argument)
{
	(void)argument;
	act_step_tab(l, 1);
}

void act_previous_tab(struct lines *l, const char *argument)
{
	(void)argument;
	act_step_tab(l, l->app->tab_count - 1);
}

/* --- data and program --- */

void act_problems(struct lines *l, const char *argument)
{
	(void)argument;
	lines_list(l, &lines_faults, 0);
	lines_more(l);
}

/* Goes where the row KEY of the tab TITLE is now, as far as both are there; the places
 * one has been to are forgotten, for their rows may have other numbers. */
static void act_settle(struct lines *l, const char *title, const char *key)
{
	size_t tab = app_find_tab(l->app, title);
	struct row_ref ref = *key ? app_find_row(l->app, key) : no_row;

	while (l->place_count)
		str_release(&l->places[--l->place_count].query);
	l->at = 0;
	l->chronicled = false;
	l->meant_count = 0;
	lines_go(l, tab < l->app->tab_count ? (int)tab : 0, false, no_row);
	if (ref.table >= 0 && ref.row != ROW_NONE)
		lines_go(l, lines_here(l)->tab, false, ref);
}

void act_reload(struct lines *l, const char *argument)
{
	struct app *a = l->app;
	const struct lines_place *here = lines_here(l);
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
	reload_start(a);
	if (a->reload) {
		lines_work(l);
		act_settle(l, title.buf, key.buf);
	}
	lines_say(l, "%s", a->message.buf);
	lines_tell_faults(l);
	str_release(&title);
	str_release(&key);
}

void act_leave(struct lines *l, const char *argument)
{
	if (l->at)
		lines_step(l, -1);
	else
		act_quit(l, argument);
}

void act_quit(struct lines *l, const char *argument)
{
	(void)argument;
	l->done = true;
}
