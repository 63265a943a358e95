/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/sort.h"
#include "data/value.h"
#include "view/map_state.h"
#include "view/members_as_of.h"

/*
 * The map as of a day: that of an event of the first lane of the timeline. Rows of tables
 * with a period are hidden while they are not valid; all others are shown on every day.
 */

/* Returns the first table whose rows are said to be events, or NULL. */
static const struct table *event_table(const struct package *p)
{
	for (size_t i = 0; i < p->table_count; i++)
		if (p->tables[i].schema->timeline &&
			p->tables[i].schema->view == VIEW_TAB)
			return &p->tables[i];
	return NULL;
}

static int compare_days(const void *a, const void *b, const void *context)
{
	const struct map_day *x = a, *y = b;

	(void)context;
	return (x->day > y->day) - (x->day < y->day);
}

/* Reads the days again: rows may have come. */
static void read_days(const struct pane *pane)
{
	struct map_state *state = pane->state;
	const struct table *t = event_table(pane->ctx->package);
	struct csvrow row;

	state->day_count = 0;
	if (!t)
		return;
	csvrow_init(&row);
	for (size_t i = 0; i < table_rows(t); i++) {
		int field = t->schema->timeline_date;
		struct edtf date;

		table_row(t, i, &row);
		if (value_date(&t->schema->fields[field], row.cells[field], &date) &&
			!date.start.open && !date.start.unknown)
			*ARRAY_ADD(state->days, state->day_count, state->day_alloc) =
				(struct map_day){ date.first,
					{ t->number, (uint32_t)i } };
	}
	csvrow_release(&row);
	sort_all(state->days, state->day_count, sizeof *state->days, compare_days, NULL);
}

/* Says as of which event the map is, and if FIRST how to go on. */
static void say_day(struct pane *pane, bool first)
{
	const struct map_state *state = pane->state;
	struct str event = STR_INIT;

	package_add_name(pane->ctx->package, state->days[state->day].event, &event);
	if (first)
		pane_say(pane, _("%s. , and . go to others, d shows all again."),
			event.buf);
	else
		pane_say(pane, "%s.", event.buf);
	str_release(&event);
}

void map_time_toggle(struct pane *pane)
{
	struct map_state *state = pane->state;

	if (state->as_of) {
		state->as_of = false;
		pane_say(pane, _("All rows are shown again."));
		return;
	}
	read_days(pane);
	if (!members_table(pane->ctx->package, 0)) {
		pane_say(pane, _("No table has start dates for its rows."));
		return;
	}
	if (!state->day_count) {
		pane_say(pane, _("No event has a date."));
		return;
	}
	state->as_of = true;
	state->day = 0;
	while (state->day + 1 < state->day_count &&
		state->days[state->day + 1].day <= pane->ctx->today)
		state->day++;
	say_day(pane, true);
}

void map_time_step(struct pane *pane, int step)
{
	struct map_state *state = pane->state;

	if (!state->as_of) {
		map_time_toggle(pane);
		return;
	}
	if (step > 0 ? state->day + 1 == state->day_count : !state->day) {
		pane_say(pane, "%s",
			step > 0 ? _("This is the last event.")
				 : _("This is the first event."));
		return;
	}
	state->day += step > 0 ? 1 : (size_t)-1;
	say_day(pane, false);
}

void map_time_hide(const struct pane *pane)
{
	struct map_state *state = pane->state;
	struct csvrow row;

	if (!state->as_of)
		return;
	csvrow_init(&row);
	for (size_t i = 0; i < state->places.count; i++) {
		struct row_ref ref = places_row(&state->places, i);
		const struct table *t = &pane->ctx->package->tables[ref.table];
		enum members_validity valid = MEMBERS_VALID;

		if (t->schema->period_from >= 0 && table_rows(t) <= MEMBERS_MOST)
			valid = members_valid_on(
				t, ref.row, state->days[state->day].day, &row);
		state->spots[i].hidden |= valid == MEMBERS_NOT;
		state->spots[i].dimmed |= valid == MEMBERS_PERHAPS;
	}
	csvrow_release(&row);
}
