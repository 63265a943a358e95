#include "config.h"

#include "query/group.h"

bool group_tells(const struct search *s, struct row_ref ref)
{
	const struct resource *schema = s->package->tables[ref.table].schema;
	struct row_ref joined_row;

	if (schema->names)
		return false;
	if (schema->view != VIEW_LOOKUP)
		return true;
	return package_joined_rows(s->package, ref, &joined_row, 1) == 0;
}

static enum search_rank group_best_rank(const struct search *s, int table)
{
	uint32_t best;

	if (s->package->tables[table].schema->names || !search_best(s, table, &best, 1))
		return RANK_NONE;
	return search_rank(s, table, best);
}

size_t group_order(const struct search *s, int *out, size_t max)
{
	size_t count = 0;

	if (!search_active(s))
		return 0;
	for (enum search_rank rank = RANK_NAME; rank < RANK_NONE; rank++)
		for (size_t i = 0; i < s->package->table_count && count < max; i++)
			if (group_best_rank(s, (int)i) == rank)
				out[count++] = (int)i;
	return count;
}
