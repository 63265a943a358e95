#include "config.h"

#include "view/members_as_of.h"

#include <string.h>

#include "base/edtf.h"

enum { MOST_ROWS = 5000 };

enum validity { NOT_VALID, PERHAPS_VALID, VALID };

/* Returns whether a row from FROM (empty: unknown) to TO (empty: still) is valid on DAY. */
static enum validity validity_on(int64_t day, struct slice from, struct slice to)
{
	enum validity begun = PERHAPS_VALID, lasts = PERHAPS_VALID;
	struct edtf date;

	if (edtf_parse(from, &date, NULL, NULL)) {
		if (date.start.open || (!date.start.unknown && date.start.last <= day))
			begun = VALID;
		else if (date.first > day)
			begun = NOT_VALID;
	}
	if (to.len == 0) {
		lasts = VALID;
	} else if (edtf_parse(to, &date, NULL, NULL)) {
		if (date.end.open || (!date.end.unknown && date.end.first >= day))
			lasts = VALID;
		else if (date.last < day)
			lasts = NOT_VALID;
	}
	return begun < lasts ? begun : lasts;
}

/* Appends COUNT and TITLE as it is inside of a sentence: "38 members", "1 member", but
 * "2 AHG". */
static void add_count(struct str *out, size_t count, const char *title)
{
	char *word;

	str_addf(out, "%zu %s", count, title);
	word = out->buf + out->len - strlen(title);
	if (*word < 'A' || *word > 'Z' || word[1] < 'a' || word[1] > 'z')
		return;
	*word += 'a' - 'A';
	if (count == 1 && out->buf[out->len - 1] == 's')
		str_truncate(out, out->len - 1);
}

void members_as_of_add(const struct package *p, int64_t day, struct str *out)
{
	const struct slice still = { NULL, 0 };
	struct edtf date = { .start = { .first = day, .last = day } };
	bool first = true;
	struct csvrow row;

	csvrow_init(&row);
	for (size_t i = 0; i < p->table_count; i++) {
		const struct table *t = &p->tables[i];
		int from = t->schema->period_from;
		int to = t->schema->period_to;
		size_t counts[3] = { 0 }; /* by enum validity */

		if (t->schema->view != VIEW_TAB || from < 0 || table_rows(t) > MOST_ROWS)
			continue;
		for (size_t n = 0; n < table_rows(t); n++) {
			table_row(t, n, &row);
			counts[validity_on(
				day, row.cells[from], to < 0 ? still : row.cells[to])]++;
		}
		if (first) {
			str_add(out, "On ");
			edtf_add_words(out, &date);
		}
		str_add(out, first ? ": " : "; ");
		add_count(out, counts[VALID], t->schema->title);
		if (counts[PERHAPS_VALID])
			str_addf(out, ", and %zu whose start date is unknown",
				counts[PERHAPS_VALID]);
		first = false;
	}
	csvrow_release(&row);
}
