#include "config.h"

#include "cli/run.h"

#include "base/task.h"
#include "output/event_list.h"

/* bali timeline [QUERY...]: the events in time order, with the gaps in the first lane;
 * with a query those that match. */

enum { TIMELINE_STEP = 100 * TASK_MS };

/* Reads all events; those that the query does not match are faint. */
static bool timeline_read(struct run *r, struct events *c)
{
	run_load(r, false);
	if (r->options->word_count &&
		!run_search(r, r->options->words, r->options->word_count, -1))
		return false;
	while (!events_step(c, clock_now() + TIMELINE_STEP))
		;
	if (search_active(&r->search))
		events_dim(c, &r->search);
	return true;
}

/* Appends why there is nothing to tell. */
static void timeline_tell_nothing(struct run *r, const struct events *c)
{
	if (c->timeline.count && search_active(&r->search))
		str_addf(&r->err, "No event matches \"%s\".", search_text(&r->search));
	else if (events_any(&r->package))
		str_add(&r->err, "There are no events: no row has a date.");
	else
		str_add(&r->err,
			"There are no events: no table has a date (man 5 bali-data tells "
			"how a table says so).");
}

static int timeline_write(struct run *r, const struct events *c)
{
	struct event_list a;
	bool any;

	event_list_init(&a, c);
	any = a.count > 0;
	if (any || (r->format != FORMAT_TEXT && r->format != FORMAT_MARKDOWN))
		event_list_write(&a, r->format, &r->page, &r->outfile);
	event_list_release(&a);
	if (!any)
		timeline_tell_nothing(r, c);
	/* They are in the table, and nowhere here: that is not to be found out by
	 * counting. */
	else if (c->undated && !search_active(&r->search)) {
		str_add_count(&r->err, c->undated, "row", NULL);
		str_addf(&r->err, " without a date that can be read %s left out.",
			c->undated == 1 ? "is" : "are");
	}
	return any ? RUN_FOUND : RUN_NOTHING;
}

int run_timeline(struct run *r)
{
	struct events c;
	int status = RUN_FAILED;

	events_init(&c, &r->package, r->today);
	if (timeline_read(r, &c))
		status = timeline_write(r, &c);
	events_release(&c);
	return status;
}
