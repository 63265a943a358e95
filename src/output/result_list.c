#include "config.h"

#include "output/result_list.h"

#include <stdlib.h>

#include "base/memory.h"
#include "query/group.h"

enum result_list_column {
	RESULT_LIST_TABLE,
	RESULT_LIST_KEY,
	RESULT_LIST_LABEL,
	RESULT_LIST_REASON,
	RESULT_LIST_COLUMNS
};

/* The same whatever the table, since a file has one header. */
static const struct listing_column result_list_columns[RESULT_LIST_COLUMNS] = {
	[RESULT_LIST_TABLE] = { .name = "table", .title = "Table", .style = STYLE_DIM },
	[RESULT_LIST_KEY] = { .name = "key", .title = "Key", .style = STYLE_DIM },
	[RESULT_LIST_LABEL] = { .name = "label", .title = "Name", .style = STYLE_TEXT },
	[RESULT_LIST_REASON] = { .name = "reason",
		.title = "Found by",
		.style = STYLE_NOTE },
};

void result_list_init(struct result_list *f, const struct search *s)
{
	size_t most = s->package->table_count;

	*f = (struct result_list){ .search = s };
	str_init(&f->label);
	f->tables = xcalloc(most, sizeof *f->tables);
	f->table_count = group_order(s, f->tables, most);
}

void result_list_release(struct result_list *f)
{
	free(f->tables);
	free(f->best);
	free(f->rows);
	str_release(&f->label);
}

static void result_list_begin_table(struct result_list *f)
{
	int table = f->tables[f->table];
	size_t count = search_count(f->search, table);

	f->best = xcalloc(count, sizeof *f->best);
	f->best_count = search_best(f->search, table, f->best, count);
	f->best_next = 0;
}

static void result_list_end_table(struct result_list *f)
{
	free(f->best);
	f->best = NULL;
	f->table++;
}

bool result_list_step(struct result_list *f, size_t rows)
{
	for (; f->table < f->table_count && rows; rows--) {
		struct row_ref ref = { .table = f->tables[f->table] };

		if (!f->best)
			result_list_begin_table(f);
		if (f->best_next == f->best_count) {
			result_list_end_table(f);
			continue;
		}
		ref.row = f->best[f->best_next++];
		if (!group_tells(f->search, ref))
			continue;
		f->rows =
			array_reserve(f->rows, &f->alloc, f->count + 1, sizeof *f->rows);
		f->rows[f->count++] = ref;
	}
	return f->table == f->table_count;
}

static void result_list_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct result_list *f = data;
	const struct package *p = f->search->package;
	struct row_ref ref = f->rows[row];
	const struct table *t = &p->tables[ref.table];
	struct slice label;

	str_clear(out);
	switch ((enum result_list_column)column) {
	case RESULT_LIST_TABLE:
		str_add(out, t->schema->name);
		break;
	case RESULT_LIST_KEY:
		table_add_key(t, ref.row, out);
		break;
	case RESULT_LIST_LABEL:
		package_add_label(p, t, ref.row, out);
		break;
	default:
		str_clear(&f->label);
		package_add_label(p, t, ref.row, &f->label);
		label = (struct slice){ f->label.buf, f->label.len };
		search_explain(f->search, ref.table, ref.row, &label, 1, out);
	}
}

const struct listing *result_list_list(struct result_list *f)
{
	f->list = (struct listing){ .columns = result_list_columns,
		.count = RESULT_LIST_COLUMNS,
		.rows = f->count,
		.cell = result_list_cell,
		.data = f };
	return &f->list;
}
