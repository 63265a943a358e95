/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/result_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/localname.h"
#include "data/record.h"
#include "output/columns.h"

enum {
	RESULT_LEAST = 10,      /* columns; an answer cut to fewer says nothing */
	RESULT_LABEL_MOST = 48, /* columns of a name */
	RESULT_MEASURED = 1000, /* rows of a group that decide how wide its names are */
};

#define RESULT_BEFORE "  " /* a name */

enum result_column {
	RESULT_TABLE,
	RESULT_KEY,
	RESULT_LABEL,
	RESULT_SHOWN, /* the label, or the name in the language */
	RESULT_ANSWER,
	RESULT_REASON,
	RESULT_LINE, /* answer and reason, as they fit into a line */
	RESULT_COLUMNS
};

/* The same whatever the table, since a file has one header. */
static const struct listing_column result_columns[RESULT_COLUMNS] = {
	/* clang-format off */
	[RESULT_TABLE] = { .name = "table", .title = "Table", .use = LISTING_DATA },
	[RESULT_KEY] = { .name = "key", .title = "Key", .use = LISTING_DATA },
	[RESULT_LABEL] = { .name = "label", .title = "Name", .use = LISTING_DATA },
	[RESULT_SHOWN] = { .name = "shown", .title = "Name", .use = LISTING_SHOWN,
		.before = RESULT_BEFORE, .most = RESULT_LABEL_MOST },
	[RESULT_ANSWER] = { .name = "answer", .title = "Answer", .use = LISTING_DATA },
	[RESULT_REASON] = { .name = "reason", .title = "Found by", .use = LISTING_DATA },
	[RESULT_LINE] = { .name = "line", .title = "Answer",
		.use = LISTING_SHOWN, .style = STYLE_DIM, .fill = true },
	/* clang-format on */
};

struct result_list {
	struct listing list;
	const struct search *search; /* borrowed */
	uint64_t query_change;       /* of the search, when the listing was made */
	int *tables;                 /* in which something was found; owned */
	size_t table_count;
	size_t table;   /* of those, the one being gathered */
	uint32_t *best; /* its rows, or NULL; owned */
	size_t best_count, best_next;
	struct row_ref *rows; /* gathered, owned */
	size_t alloc;
	struct str label;        /* scratch */
	struct result_text text; /* scratch */
	int width;               /* of a line of text, or 0 */
	int measured;            /* table of the group whose names are ... */
	int name_width;          /* ... so many columns wide */
};

struct slice result_visible(struct slice text, int width)
{
	return text_width(text) <= width
		? text
		: slice_part(text, 0, text_clip(text, width > 0 ? width - 1 : 0, NULL));
}

void result_add_excerpt(
	const struct search *s, int table, struct slice reason, int room, struct str *out)
{
	struct slice rest = reason;
	struct search_hit hit;
	int wide;

	if (text_width(reason) > room && search_hits(s, table, -1, reason, &hit, 1)) {
		const char *start = reason.text + hit.start, *end = start + hit.len;

		/* Whole words go. A column is for the cut at each side. */
		while (rest.text < start &&
			((rest.text > reason.text && rest.text[-1] != ' ') ||
				text_width((struct slice){
					rest.text, (size_t)(end - rest.text) }) +
						1 + (rest.text > reason.text) >
					room))
			rest = slice_from(rest, text_cluster(rest, &wide));
	}
	/* An excerpt may begin with a sign of its own. */
	if (rest.text > reason.text && !slice_starts(rest, slice_of("…")))
		str_add(out, "…");
	str_add_bytes(out, rest.text, rest.len);
}

/* What is seen decides whether a reason is needed, and a reason takes room from what is
 * seen: the second turn is for an answer that has become shorter. */
void result_compose(const struct search *s, struct row_ref ref, struct slice name,
	int room, struct result_text *text)
{
	struct slice visible[2] = { name };

	str_clear(&text->reason);
	for (int turn = 0; turn < 2; turn++) {
		bool reasoned = text->reason.len > 0;
		int left = room;

		if (reasoned)
			left -= text_width(str_slice(&text->reason)) + RESULT_ARROW +
				RESULT_GAP;
		str_clear(&text->answer);
		str_clear(&text->reason);
		text->width = 0;
		if (left >= RESULT_LEAST) {
			answer_add(s->package, ref, left, &text->answer);
			text->width = text_width(str_slice(&text->answer));
		}
		/* A phrase that is cut is better than none, but not than a reason. */
		if (text->width > left && reasoned) {
			str_clear(&text->answer);
			text->width = 0;
		} else if (text->width > left) {
			text->width = left;
		}
		visible[1] = result_visible(str_slice(&text->answer), text->width);
		search_explain(s, ref.table, ref.row, visible, 2, &text->reason);
		if (!text->reason.len)
			break;
	}
}

static void result_list_free(struct listing *l)
{
	struct result_list *f = (struct result_list *)l;

	str_release(&f->label);
	str_release(&f->text.answer);
	str_release(&f->text.reason);
	free(f->tables);
	free(f->best);
	free(f->rows);
	free(f);
}

static bool result_list_gather(struct listing *l, size_t rows)
{
	struct result_list *f = (struct result_list *)l;

	for (; f->table < f->table_count && rows; rows--) {
		struct row_ref ref = { .table = f->tables[f->table] };

		if (!f->best) {
			size_t count = search_count(f->search, ref.table);

			f->best = xcalloc(count, sizeof *f->best);
			f->best_count = search_best(f->search, ref.table, f->best, count);
			f->best_next = 0;
		}
		if (f->best_next == f->best_count) {
			free(f->best);
			f->best = NULL;
			f->table++;
			continue;
		}
		ref.row = f->best[f->best_next++];
		if (!search_lists(f->search, ref))
			continue;
		*ARRAY_ADD(f->rows, l->rows, f->alloc) = ref;
	}
	return f->table == f->table_count;
}

/* Returns the columns of the names in the group that ROW is in, as listing_text.c divides a
 * line. */
static int result_list_names(struct result_list *f, size_t row)
{
	const struct package *p = f->search->package;
	int table = f->rows[row].table;
	int most = f->width * 3 / 5;

	if (f->measured != table) {
		f->measured = table;
		f->name_width = 0;
		while (row && f->rows[row - 1].table == table)
			row--;
		for (size_t i = row; i < f->list.rows && i < row + RESULT_MEASURED &&
			f->rows[i].table == table;
			i++) {
			int width;

			str_clear(&f->label);
			package_add_shown_name(p, f->rows[i], &f->label);
			width = text_width(str_slice(&f->label));
			if (width > f->name_width)
				f->name_width = width;
		}
	}
	most = most < RESULT_LABEL_MOST ? most : RESULT_LABEL_MOST;
	return most < f->name_width ? most : f->name_width;
}

static void result_list_cell(
	struct listing *l, size_t row, size_t column, struct str *out)
{
	struct result_list *f = (struct result_list *)l;
	const struct package *p = f->search->package;
	struct row_ref ref = f->rows[row];
	const struct table *t = &p->tables[ref.table];
	struct result_text *text = &f->text;
	struct slice label;
	int names = 0, room = ANSWER_WHOLE;

	switch ((enum result_column)column) {
	case RESULT_TABLE:
		str_add(out, t->schema->name);
		return;
	case RESULT_KEY:
		table_add_key(t, ref.row, out);
		return;
	case RESULT_LABEL:
		package_add_label(p, t, ref.row, out);
		return;
	case RESULT_SHOWN:
		package_add_shown_name(p, ref, out);
		return;
	case RESULT_ANSWER:
		answer_add(p, ref, ANSWER_WHOLE, out);
		return;
	default:
		break;
	}
	if (column == RESULT_LINE && f->width > 0) {
		names = result_list_names(f, row);
		room = f->width - (int)strlen(RESULT_BEFORE) - names - COLUMN_GAP;
	}
	str_clear(&f->label);
	if (column == RESULT_LINE)
		package_add_shown_name(p, ref, &f->label);
	else
		package_add_label(p, t, ref.row, &f->label);
	label = str_slice(&f->label);
	if (column == RESULT_REASON) {
		search_explain(f->search, ref.table, ref.row, &label, 1, out);
		return;
	}
	if (names)
		label = result_visible(label, names);
	result_compose(f->search, ref, label, room, text);
	str_add_bytes(out, text->answer.buf, text->answer.len);
	if (text->reason.len && f->width == RESULT_READ_ALOUD) {
		str_add(out, text->answer.len ? ". " : "");
		/* TRANSLATORS: what of a row a search found, such as "alias: Burma" */
		str_addf(out, _("Found by %s"), text->reason.buf);
	} else if (text->reason.len) {
		room -= RESULT_ARROW + (text->answer.len ? text->width + RESULT_GAP : 0);
		str_addf(out, "%*s← ", text->answer.len ? RESULT_GAP : 0, "");
		result_add_excerpt(
			f->search, ref.table, str_slice(&text->reason), room, out);
	}
}

static struct row_ref result_list_ref(struct listing *l, size_t row)
{
	return ((struct result_list *)l)->rows[row];
}

/* The heading of a table, before the first of its rows. */
static bool result_list_line(struct listing *l, size_t row, struct listing_line *line)
{
	const struct result_list *f = (const struct result_list *)l;
	int table = row < l->rows ? f->rows[row].table : -1;

	if (table < 0 || (row && f->rows[row - 1].table == table))
		return false;
	str_add(&line->text, f->search->package->tables[table].schema->title);
	line->style = STYLE_STRONG;
	for (size_t i = row; i < l->rows && f->rows[i].table == table; i++)
		line->rows++;
	return true;
}

static const char *result_list_resume(struct listing *l)
{
	const struct result_list *f = (const struct result_list *)l;
	bool same = f->search->query_change == f->query_change;

	return same ? NULL : N_("the search is another one now");
}

struct listing *result_list_new(const struct search *s, int width)
{
	static const struct listing_kind kind = { .free = result_list_free,
		.cell = result_list_cell,
		.ref = result_list_ref,
		.line = result_list_line,
		.gather = result_list_gather,
		.resume = result_list_resume };
	struct result_list *f = xcalloc(1, sizeof *f);
	size_t most = s->package->table_count;

	f->list = (struct listing){ .kind = &kind,
		.columns = result_columns,
		.count = RESULT_COLUMNS,
		.layout = LISTING_LINES,
		.package = s->package };
	f->search = s;
	f->query_change = s->query_change;
	f->width = width;
	f->measured = -1;
	str_init(&f->label);
	str_init(&f->text.answer);
	str_init(&f->text.reason);
	f->tables = xcalloc(most, sizeof *f->tables);
	f->table_count = search_tables(s, f->tables, most);
	return &f->list;
}
