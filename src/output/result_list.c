#include "config.h"

#include "output/result_list.h"

#include <stdlib.h>

#include "base/memory.h"

enum result_column {
	RESULT_TABLE,
	RESULT_KEY,
	RESULT_LABEL,
	RESULT_REASON,
	RESULT_COLUMNS
};

/* The same whatever the table, since a file has one header. */
static const struct listing_column result_columns[RESULT_COLUMNS] = {
	[RESULT_TABLE] = { .name = "table", .title = "Table", .use = LISTING_DATA },
	[RESULT_KEY] = { .name = "key", .title = "Key", .use = LISTING_DATA },
	[RESULT_LABEL] = { .name = "label", .title = "Name", .before = "  ", .most = 48 },
	[RESULT_REASON] = { .name = "reason",
		.title = "Found by",
		.style = STYLE_NOTE,
		.before = "← ",
		.fill = true },
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
	struct str label; /* scratch */
};

static void result_list_free(struct listing *l)
{
	struct result_list *f = (struct result_list *)l;

	str_release(&f->label);
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
		f->rows = array_reserve(f->rows, &f->alloc, l->rows + 1, sizeof *f->rows);
		f->rows[l->rows++] = ref;
	}
	return f->table == f->table_count;
}

static void result_list_cell(
	struct listing *l, size_t row, size_t column, struct str *out)
{
	struct result_list *f = (struct result_list *)l;
	const struct package *p = f->search->package;
	struct row_ref ref = f->rows[row];
	const struct table *t = &p->tables[ref.table];
	struct slice label;

	switch ((enum result_column)column) {
	case RESULT_TABLE:
		str_add(out, t->schema->name);
		break;
	case RESULT_KEY:
		table_add_key(t, ref.row, out);
		break;
	case RESULT_LABEL:
		package_add_label(p, t, ref.row, out);
		break;
	default:
		str_clear(&f->label);
		package_add_label(p, t, ref.row, &f->label);
		label = str_slice(&f->label);
		search_explain(f->search, ref.table, ref.row, &label, 1, out);
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

	return same ? NULL : "the search is another one now";
}

struct listing *result_list_new(const struct search *s)
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
		.noun = "row",
		.layout = LISTING_LINES };
	f->search = s;
	f->query_change = s->query_change;
	str_init(&f->label);
	f->tables = xcalloc(most, sizeof *f->tables);
	f->table_count = search_tables(s, f->tables, most);
	return &f->list;
}
