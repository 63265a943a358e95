#include "config.h"

#include "timeline/events.h"

#include <stdlib.h>

#include "base/memory.h"

/* Makes the events of TABLE faint that are not among its FOUND rows. */
static void dim_table(
	struct events *c, const struct table *table, const struct rowset *found)
{
	struct timeline *t = &c->timeline;
	size_t rows = table_rows(table);
	unsigned char *bright = xcalloc(rows, 1);

	for (size_t i = 0; i < rowset_count(found, rows); i++)
		bright[rowset_at(found, i)] = 1;
	for (size_t i = 0; i < t->count; i++) {
		struct row_ref at = events_row(c, i);

		if (at.table == table->number && !bright[at.row])
			t->events[i].dimmed = true;
	}
	free(bright);
}

void events_dim(struct events *c, const struct search *s)
{
	const struct package *p = c->package;

	for (size_t i = 0; i < p->table_count; i++)
		if (events_reads(c, (int)i))
			dim_table(c, &p->tables[i], search_rows(s, (int)i));
}
