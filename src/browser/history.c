#include "config.h"

#include "browser/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void place_release(struct place *place)
{
	pane_drop(place->over);
	pane_drop(place->record);
	str_release(&place->query);
}

static void history_add(
	struct history *h, int tab, struct pane *over, struct pane *record)
{
	struct place *place;

	h->places = array_reserve(h->places, &h->alloc, h->count + 1, sizeof *h->places);
	place = &h->places[h->count++];
	*place = (struct place){ .tab = tab, .over = over, .record = record };
	str_init(&place->query);
	if (over)
		over->refcount++;
	if (record)
		record->refcount++;
}

void history_init(struct history *h, int tab)
{
	*h = (struct history){ 0 };
	history_add(h, tab, NULL, NULL);
}

void history_release(struct history *h)
{
	for (size_t i = 0; i < h->count; i++)
		place_release(&h->places[i]);
	free(h->places);
	*h = (struct history){ 0 };
}

struct place *history_here(struct history *h)
{
	return &h->places[h->at];
}

static void history_cut(struct history *h)
{
	while (h->count > h->at + 1)
		place_release(&h->places[--h->count]);
}

void history_go(struct history *h, int tab, struct pane *over, struct pane *record)
{
	history_cut(h);
	if (h->count == HISTORY_MOST) {
		place_release(&h->places[0]);
		memmove(h->places, h->places + 1, --h->count * sizeof *h->places);
	}
	history_add(h, tab, over, record);
	h->at = h->count - 1;
}

bool history_back(struct history *h)
{
	if (h->at == 0)
		return false;
	h->at--;
	return true;
}

bool history_forward(struct history *h)
{
	if (h->at + 1 >= h->count)
		return false;
	h->at++;
	return true;
}

bool history_leave(struct history *h)
{
	bool moved = history_back(h);

	history_cut(h);
	return moved;
}
