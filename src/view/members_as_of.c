#include "config.h"

#include "view/members_as_of.h"

#include "base/edtf.h"

enum { MOST_ROWS = 5000 };

enum held { HELD_NOT, HELD_PERHAPS, HELD };

/* Tells whether what began at FROM (may be empty: not known) had begun on DAY. */
static enum held had_begun(struct slice from, int64_t day)
{
	struct edtf date;

	if (!edtf_parse(from, &date, NULL, NULL))
		return HELD_PERHAPS;
	if (date.start.open || (!date.start.unknown && date.start.last <= day))
		return HELD;
	return date.first <= day ? HELD_PERHAPS : HELD_NOT;
}

/* Tells whether what lasts until TO (may be empty: still) held on DAY. */
static enum held had_not_ended(struct slice to, int64_t day)
{
	struct edtf date;

	if (to.len == 0)
		return HELD;
	if (!edtf_parse(to, &date, NULL, NULL))
		return HELD_PERHAPS;
	if (date.end.open || (!date.end.unknown && date.end.first >= day))
		return HELD;
	return date.last >= day ? HELD_PERHAPS : HELD_NOT;
}

static void count_rows(const struct table *t, int64_t day, size_t counts[3])
{
	const struct slice still = { NULL, 0 };
	int from = t->schema->period_from, to = t->schema->period_to;
	struct csvrow row;

	csvrow_init(&row);
	for (size_t i = 0; i < table_rows(t); i++) {
		enum held begun, lasts;

		table_row(t, i, &row);
		begun = had_begun(row.cells[from], day);
		lasts = had_not_ended(to < 0 ? still : row.cells[to], day);
		counts[begun < lasts ? begun : lasts]++;
	}
	csvrow_release(&row);
}

static void add_day(int64_t day, struct str *out)
{
	struct edtf date = { .start = { .first = day, .last = day } };

	edtf_add_words(out, &date);
}

void members_as_of_add(const struct package *p, int64_t day, struct str *out)
{
	bool first = true;

	for (size_t i = 0; i < p->table_count; i++) {
		const struct table *t = &p->tables[i];
		size_t counts[3] = { 0 };

		if (t->schema->view != VIEW_TAB || t->schema->period_from < 0 ||
			table_rows(t) > MOST_ROWS)
			continue;
		if (first) {
			str_add(out, "As of ");
			add_day(day, out);
		}
		count_rows(t, day, counts);
		str_addf(out, "%s %s %zu", first ? ":" : ",", t->schema->title,
			counts[HELD]);
		if (counts[HELD_PERHAPS])
			str_addf(out, " (and perhaps %zu more)", counts[HELD_PERHAPS]);
		first = false;
	}
}
