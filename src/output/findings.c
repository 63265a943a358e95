#include "config.h"

#include "output/findings.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/xalloc.h"
#include "query/group.h"

enum findings_column {
	FINDINGS_TABLE,
	FINDINGS_KEY,
	FINDINGS_LABEL,
	FINDINGS_REASON,
	FINDINGS_COLUMNS
};

/* The same whatever the table, since a file has one header. */
static const struct listing_column findings_columns[FINDINGS_COLUMNS] = {
	[FINDINGS_TABLE] = { .name = "table", .title = "Table", .style = STYLE_DIM },
	[FINDINGS_KEY] = { .name = "key", .title = "Key", .style = STYLE_DIM },
	[FINDINGS_LABEL] = { .name = "label", .title = "Name", .style = STYLE_TEXT },
	[FINDINGS_REASON] = { .name = "reason",
		.title = "Found by",
		.style = STYLE_NOTE },
};

void findings_init(struct findings *f, const struct search *s)
{
	size_t most = s->package->table_count;

	*f = (struct findings){ .search = s };
	str_init(&f->label);
	f->tables = xcalloc(most, sizeof *f->tables);
	f->table_count = group_order(s, f->tables, most);
}

void findings_release(struct findings *f)
{
	free(f->tables);
	free(f->best);
	free(f->rows);
	str_release(&f->label);
}

static void findings_begin_table(struct findings *f)
{
	int table = f->tables[f->table];
	size_t count = search_count(f->search, table);

	f->best = xcalloc(count, sizeof *f->best);
	f->best_count = search_best(f->search, table, f->best, count);
	f->best_next = 0;
}

static void findings_end_table(struct findings *f)
{
	free(f->best);
	f->best = NULL;
	f->table++;
}

bool findings_step(struct findings *f, size_t rows)
{
	for (; f->table < f->table_count && rows; rows--) {
		struct row_ref ref = { .table = f->tables[f->table] };

		if (!f->best)
			findings_begin_table(f);
		if (f->best_next == f->best_count) {
			findings_end_table(f);
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

static void findings_cell(void *data, size_t row, size_t column, struct str *out)
{
	struct findings *f = data;
	const struct package *p = f->search->package;
	struct row_ref ref = f->rows[row];
	const struct table *t = &p->tables[ref.table];
	struct slice label;

	str_clear(out);
	switch ((enum findings_column)column) {
	case FINDINGS_TABLE:
		str_add(out, t->schema->name);
		break;
	case FINDINGS_KEY:
		table_add_key(t, ref.row, out);
		break;
	case FINDINGS_LABEL:
		package_add_label(p, t, ref.row, out);
		break;
	default:
		str_clear(&f->label);
		package_add_label(p, t, ref.row, &f->label);
		label = (struct slice){ f->label.buf, f->label.len };
		search_add_reason(f->search, ref.table, ref.row, &label, 1, out);
	}
}

const struct listing *findings_list(struct findings *f)
{
	f->list = (struct listing){ .columns = findings_columns,
		.count = FINDINGS_COLUMNS,
		.rows = f->count,
		.cell = findings_cell,
		.data = f };
	return &f->list;
}
