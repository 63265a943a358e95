#include "config.h"

/* The timeline told: an event a line, with what lies between the conferences. */

#include "app/lines.h"

#include <stdlib.h>

#include "app/lines_act.h"
#include "base/edtf.h"
#include "base/xalloc.h"
#include "view/views.h"

/* Reads the dated rows; again when another package has come. */
static void events_read(struct lines *l)
{
	if (l->chronicled)
		return;
	chronicle_release(&l->chronicle);
	chronicle_init(&l->chronicle, l->app->package, l->app->scene.today);
	while (!chronicle_step(&l->chronicle, INT64_MAX))
		;
	l->chronicled = true;
}

static bool events_wanted(const struct lines *l, size_t event)
{
	struct row_ref ref = chronicle_row(&l->chronicle, event);
	const struct search *search = &l->app->search;

	return !search_active(search) ||
		rowset_place(search_rows(search, ref.table), ref.row, true) != SIZE_MAX;
}

void lines_refresh_events(struct lines *l)
{
	size_t count;

	events_read(l);
	count = l->chronicle.timeline.count;
	free(l->events);
	l->events = xcalloc(count + 1, sizeof *l->events);
	l->event_count = 0;
	for (size_t i = 0; i < count; i++)
		if (events_wanted(l, i))
			l->events[l->event_count++] = i;
}

static size_t events_count(struct lines *l)
{
	lines_refresh(l);
	return l->event_count;
}

/* Appends the length of GAP; its sign for "about" is one that is not read aloud. */
static void events_add_gap(struct lines *l, const struct timeline_gap *gap)
{
	struct str text;

	str_init(&text);
	edtf_add_gap(&text, &gap->length, false);
	str_addf(&l->line, " %s%s", *text.buf == '~' ? "about " : "",
		text.buf + (*text.buf == '~'));
	str_release(&text);
}

static void events_tell(struct lines *l, size_t i)
{
	const struct timeline *t = &l->chronicle.timeline;
	size_t event = l->events[i];
	const struct timeline_event *e = &t->events[event];
	struct timeline_gap gap;

	edtf_add_words(&l->line, &e->date);
	str_add(&l->line, ": ");
	chronicle_add_title(&l->chronicle, event, &l->line);
	lines_stop(l);
	str_addf(&l->line, " %s", chronicle_lane_name(&l->chronicle, e->lane));
	lines_stop(l);
	if (e->lane == 0 && timeline_gap_before(t, event, &gap)) {
		events_add_gap(l, &gap);
		str_addf(&l->line, " after the one before%s.", gap.late ? ", late" : "");
	}
	if (i + 1 < l->event_count || !timeline_gap_today(t, &gap))
		return;
	lines_end(l);
	str_addf(&l->line, "%s to today:", chronicle_lane_name(&l->chronicle, 0));
	events_add_gap(l, &gap);
	str_add(&l->line, gap.late ? ", late." : ".");
}

static struct row_ref events_ref(struct lines *l, size_t i)
{
	return chronicle_row(&l->chronicle, l->events[i]);
}

const struct lines_source lines_events = {
	.noun = "event", .count = events_count, .tell = events_tell, .ref = events_ref
};

void lines_tell_timeline(struct lines *l, int64_t day)
{
	size_t i = 0;

	lines_refresh(l);
	while (i < l->event_count &&
		timeline_anchor(&l->chronicle.timeline.events[l->events[i]]) < day)
		i++;
	if (i && i == l->event_count) {
		lines_say(l, "No event begins then or later.");
		i = 0;
	}
	lines_list(l, &lines_events, i);
	if (i < l->event_count || !l->event_count)
		lines_more(l);
}

/* Tells in *DAY from when on the timeline is wanted: from ARGUMENT, or from the record
 * one is in when that has a date. Returns false when that was answered. */
static bool act_day(struct lines *l, const char *argument, int64_t *day)
{
	struct row_ref ref = lines_here(l)->record;
	struct edtf date;
	size_t event;

	*day = EDTF_MIN;
	if (!*argument) {
		lines_refresh_events(l);
		event = ref.table < 0 ? TIMELINE_NONE
				      : chronicle_event(&l->chronicle, ref);
		if (event != TIMELINE_NONE)
			*day = timeline_anchor(&l->chronicle.timeline.events[event]);
		return true;
	}
	if (!edtf_parse(slice_of(argument), &date, NULL, NULL)) {
		lines_say(l, "\"%s\" is no date; one reads 2016, 2016-03 or 2016-03-23.",
			argument);
		return false;
	}
	*day = date.first;
	return true;
}

void act_timeline(struct lines *l, const char *argument)
{
	const struct app *a = l->app;
	size_t tab = 0;
	int64_t day;

	while (tab < a->tab_count && a->tabs[tab].pane->view != &view_timeline)
		tab++;
	if (tab == a->tab_count) {
		lines_say(l, "Nothing here has a timeline.");
		return;
	}
	if (!act_day(l, argument, &day))
		return;
	if (lines_place_source(l) != &lines_events)
		lines_go(l, (int)tab, false, (struct row_ref){ .table = -1 });
	lines_tell_timeline(l, day);
}
