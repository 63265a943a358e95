#include "config.h"

/* The timeline told: an event a line, with what lies between the conferences. */

#include "cli/linemode.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "cli/linemode_commands.h"
#include "base/edtf.h"
#include "base/memory.h"
#include "view/views.h"

/* Reads the dated rows; again when another package has come. */
static void events_read(struct linemode *l)
{
	if (l->events_read)
		return;
	events_release(&l->events);
	events_init(&l->events, l->app->package, l->app->ctx.today);
	while (!events_step(&l->events, INT64_MAX))
		;
	l->events_read = true;
}

static bool events_wanted(const struct linemode *l, size_t event)
{
	struct row_ref ref = events_row(&l->events, event);
	const struct search *search = &l->app->search;

	return !search_active(search) ||
		rowset_place(search_rows(search, ref.table), ref.row, true) != SIZE_MAX;
}

void linemode_refresh_events(struct linemode *l)
{
	size_t count;

	events_read(l);
	count = l->events.timeline.count;
	free(l->found_events);
	l->found_events = xcalloc(count + 1, sizeof *l->found_events);
	l->event_count = 0;
	for (size_t i = 0; i < count; i++)
		if (events_wanted(l, i))
			l->found_events[l->event_count++] = i;
}

static size_t events_count(struct linemode *l)
{
	linemode_refresh(l);
	return l->event_count;
}

/* Appends the length of GAP; its sign for "about" is one that is not read aloud. */
static void events_add_gap(struct linemode *l, const struct timeline_gap *gap)
{
	struct str text;

	str_init(&text);
	calendar_add_gap(&text, &gap->length, false);
	str_addf(&l->line, " %s%s", *text.buf == '~' ? "about " : "",
		text.buf + (*text.buf == '~'));
	str_release(&text);
}

static void events_tell(struct linemode *l, size_t i)
{
	const struct timeline *t = &l->events.timeline;
	size_t event = l->found_events[i];
	const struct timeline_event *e = &t->events[event];
	struct timeline_gap gap;

	edtf_add_words(&l->line, &e->date);
	str_add(&l->line, ": ");
	events_add_title(&l->events, event, &l->line);
	linemode_stop(l);
	str_addf(&l->line, " %s", events_lane_name(&l->events, e->lane));
	linemode_stop(l);
	if (e->lane == 0 && timeline_gap_before(t, event, &gap)) {
		events_add_gap(l, &gap);
		str_addf(&l->line, " after the one before%s.", gap.late ? ", late" : "");
	}
	if (i + 1 < l->event_count || !timeline_gap_today(t, &gap))
		return;
	linemode_end(l);
	str_addf(&l->line, "%s to today:", events_lane_name(&l->events, 0));
	events_add_gap(l, &gap);
	str_add(&l->line, gap.late ? ", late." : ".");
}

static struct row_ref events_ref(struct linemode *l, size_t i)
{
	return events_row(&l->events, l->found_events[i]);
}

const struct linemode_source linemode_events = {
	.noun = "event", .count = events_count, .tell = events_tell, .ref = events_ref
};

void linemode_tell_timeline(struct linemode *l, int64_t day)
{
	size_t i = 0;

	linemode_refresh(l);
	while (i < l->event_count &&
		timeline_anchor(&l->events.timeline.events[l->found_events[i]]) < day)
		i++;
	if (i && i == l->event_count) {
		linemode_say(l, "No event begins then or later.");
		i = 0;
	}
	linemode_list(l, &linemode_events, i);
	if (i < l->event_count || !l->event_count)
		linemode_more(l);
}

/* Tells in *DAY from when on the timeline is wanted: from ARGUMENT, or from the record
 * one is in when that has a date. Returns false when that was answered. */
static bool cmd_day(struct linemode *l, const char *argument, int64_t *day)
{
	struct row_ref ref = linemode_here(l)->record;
	struct edtf date;
	size_t event;

	*day = EDTF_MIN;
	if (!*argument) {
		linemode_refresh_events(l);
		event = ref.table < 0 ? TIMELINE_NONE : events_event(&l->events, ref);
		if (event != TIMELINE_NONE)
			*day = timeline_anchor(&l->events.timeline.events[event]);
		return true;
	}
	if (!edtf_parse(slice_of(argument), &date, NULL, NULL)) {
		linemode_say(l,
			"\"%s\" is no date; one reads 2016, 2016-03 or 2016-03-23.",
			argument);
		return false;
	}
	*day = date.first;
	return true;
}

void cmd_timeline(struct linemode *l, const char *argument)
{
	const struct app *a = l->app;
	size_t tab = 0;
	int64_t day;

	while (tab < a->tab_count && a->tabs[tab].pane->view != &view_timeline)
		tab++;
	if (tab == a->tab_count) {
		linemode_say(l, "Nothing here has a timeline.");
		return;
	}
	if (!cmd_day(l, argument, &day))
		return;
	if (linemode_place_source(l) != &linemode_events)
		linemode_go(l, (int)tab, false, ROW_NOWHERE);
	linemode_tell_timeline(l, day);
}
