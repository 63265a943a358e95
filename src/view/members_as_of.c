/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view/members_as_of.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "base/intl.h"
#include "base/memory.h"
#include "data/value.h"

/* Reads field FIELD of ROW, a row of T, as a date. */
static bool read_date(
	const struct table *t, const struct csvrow *row, int field, struct edtf *out)
{
	return value_date(&t->schema->fields[field], row->cells[field], out);
}

enum members_validity members_valid_on(
	const struct table *t, size_t number, int64_t day, struct csvrow *row)
{
	int to = t->schema->period_to;
	enum members_validity begun = MEMBERS_PERHAPS, lasts = MEMBERS_PERHAPS;
	struct edtf date;

	table_row(t, number, row);
	if (read_date(t, row, t->schema->period_from, &date)) {
		if (date.start.open || (!date.start.unknown && date.start.last <= day))
			begun = MEMBERS_VALID;
		else if (date.first > day)
			begun = MEMBERS_NOT;
	}
	if (to < 0 || !row->cells[to].len) {
		lasts = MEMBERS_VALID;
	} else if (read_date(t, row, to, &date)) {
		if (date.end.open || (!date.end.unknown && date.end.first >= day))
			lasts = MEMBERS_VALID;
		else if (date.last < day)
			lasts = MEMBERS_NOT;
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

const struct table *members_table(const struct package *p, size_t number)
{
	for (size_t i = 0; i < p->table_count; i++) {
		const struct table *t = &p->tables[i];

		if (t->schema->view == VIEW_TAB && t->schema->period_from >= 0 &&
			table_rows(t) <= MEMBERS_MOST && !number--)
			return t;
	}
	return NULL;
}

void members_as_of_add(const struct package *p, int64_t day, struct str *out)
{
	struct edtf date = { .start = { .first = day, .last = day } };
	struct str counts = STR_INIT, one = STR_INIT;
	const struct table *t;
	struct csvrow row;

	csvrow_init(&row);
	for (size_t i = 0; (t = members_table(p, i)); i++) {
		size_t by[3] = { 0 }; /* enum members_validity */

		for (size_t n = 0; n < table_rows(t); n++)
			by[members_valid_on(t, n, day, &row)]++;
		str_clear(&one);
		add_count(&one, by[MEMBERS_VALID], t->schema->title);
		str_add(&counts, i ? "; " : "");
		if (by[MEMBERS_PERHAPS])
			str_addf(&counts,
				/* TRANSLATORS: "38 members", a number */
				ngettext("%s, and %zu whose start date is unknown",
					"%s, and %zu whose start date is unknown",
					by[MEMBERS_PERHAPS]),
				one.buf, by[MEMBERS_PERHAPS]);
		else
			str_add(&counts, one.buf);
	}
	if (counts.len) {
		str_clear(&one);
		edtf_add_words(&one, &date);
		/* TRANSLATORS: a date, "38 members; 2 AHG" */
		str_addf(out, _("On %s: %s"), one.buf, counts.buf);
	}
	csvrow_release(&row);
	str_release(&counts);
	str_release(&one);
}

void members_over_time_release(struct members_over_time *m)
{
	free(m->steps);
	*m = (struct members_over_time){ 0 };
}

void members_over_time_read(
	struct members_over_time *out, const struct table *t, int64_t today)
{
	int to = t->schema->period_to;
	struct csvrow row;

	members_over_time_release(out);
	out->steps = xcalloc(2 * table_rows(t), sizeof *out->steps);
	csvrow_init(&row);
	for (size_t n = 0; n < table_rows(t); n++) {
		struct edtf from, until;

		out->unknown += members_valid_on(t, n, today, &row) == MEMBERS_PERHAPS;
		if (!read_date(t, &row, t->schema->period_from, &from) ||
			from.start.unknown)
			continue;
		out->steps[out->count++] = (struct members_step){
			from.start.open ? EDTF_MIN : from.start.last, 1
		};
		if (to >= 0 && read_date(t, &row, to, &until) &&
			edtf_is_known(&until.end))
			out->steps[out->count++] =
				(struct members_step){ until.end.first + 1, -1 };
	}
	csvrow_release(&row);
}
