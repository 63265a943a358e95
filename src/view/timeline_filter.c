#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "view/timeline_view.h"

/* Which events are faint: those that the search did not find, or that do not name the row
 * whose events were asked for. */

enum { MOST_LINKS = 64 }; /* foreign keys that can name a row, and its facets */

/* Tells whether ROW is among the COUNT ascending ROWS. */
static bool has_row(const uint32_t *rows, size_t count, uint32_t row)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && rows[low] == row;
}

/* Writes into LINKS what names ROW or one of those that are one with it. */
static size_t collect_links(
	const struct package *p, struct row_ref row, struct back_link *links)
{
	struct row_ref root = package_root(p, row);
	struct row_ref joined[MOST_LINKS];
	size_t facet_count = package_joined_rows(p, root, joined, MOST_LINKS);
	size_t count = package_back_links(p, root, links, MOST_LINKS);

	for (size_t i = 0; i < facet_count; i++)
		count += package_back_links(
			p, joined[i], links + count, MOST_LINKS - count);
	return count;
}

static void dim_by_row(const struct package *p, struct timeline_view *state)
{
	struct timeline *t = &state->events.timeline;
	struct back_link *links = xcalloc(MOST_LINKS, sizeof *links);
	size_t count = collect_links(p, state->about, links);

	for (size_t i = 0; i < t->count; i++) {
		struct row_ref at = events_row(&state->events, i);
		bool named = false;

		for (size_t k = 0; k < count && !named; k++)
			named = links[k].table == at.table &&
				has_row(links[k].rows, links[k].count, at.row);
		t->events[i].dimmed = !named;
	}
	free(links);
}

/* Returns how many rows the search found by now. */
static size_t found_by_now(const struct pane *pane)
{
	const struct view_context *ctx = pane->ctx;
	size_t found = 0;

	for (size_t i = 0; i < ctx->package->table_count; i++)
		if (search_active(ctx->search))
			found += search_count(ctx->search, (int)i);
	return found;
}

bool timeline_filter_update(
	const struct pane *pane, struct timeline_view *state, bool anew)
{
	const struct search *search = pane->ctx->search;
	struct timeline *t = &state->events.timeline;
	size_t found = found_by_now(pane);

	if (!anew && found == state->found &&
		!strcmp(state->text.buf, search_text(search)))
		return false;
	state->found = found;
	str_clear(&state->text);
	str_add(&state->text, search_text(search));
	for (size_t i = 0; i < t->count; i++)
		t->events[i].dimmed = false;
	if (state->about.table >= 0)
		dim_by_row(pane->ctx->package, state);
	if (search_active(search))
		events_dim(&state->events, search);
	state->hits = 0;
	for (size_t i = 0; i < t->count; i++)
		state->hits += !t->events[i].dimmed;
	return true;
}
