#include "config.h"

#include "query/resolve.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "query/scope.h"

enum {
	RESOLVE_JOINED = 16, /* rows that are one with a row */
	RESOLVE_KEY = 0,     /* levels: a key, then by RANK_NAME, _CODE and _ALIAS */
	RESOLVE_RANKED = 1,  /* level of the first of these */
	RESOLVE_BEHIND = 8,  /* added for a record that stands behind others */
};

void resolve_init(struct resolve *m, struct search *search)
{
	*m = (struct resolve){ .search = search, .table = -1 };
}

void resolve_release(struct resolve *m)
{
	free(m->rows);
	m->rows = NULL;
}

static const struct resource *schema_of(const struct resolve *m, int table)
{
	return m->search->package->tables[table].schema;
}

/* Tells whether rows of TABLE stand behind others that are called the same: they are only
 * looked up from them, or cited by most of them, as a page about a conference is. */
static bool stands_behind(const struct resolve *m, int table)
{
	return schema_of(m, table)->view == VIEW_LOOKUP ||
		scope_is_cited(m->search->package, table);
}

/* Returns the row of REF's record in the first table that does not stand behind others;
 * REF when there is none, and *TOLD false. */
static struct row_ref main_row(const struct resolve *m, struct row_ref ref, bool *told)
{
	struct row_ref joined[RESOLVE_JOINED + 1];
	size_t count = 1;
	struct row_ref best = ref;

	joined[0] = package_root(m->search->package, ref);
	count += package_joined_rows(
		m->search->package, joined[0], joined + 1, RESOLVE_JOINED);
	*told = false;
	for (size_t i = 0; i < count; i++) {
		int table = joined[i].table;

		if (stands_behind(m, table) || (*told && best.table < table))
			continue;
		best = joined[i];
		*told = true;
	}
	return best;
}

/* Adds the record of REF, meant at LEVEL; a better one puts all others out. Whoever names
 * a table means a row of that. */
static void add(struct resolve *m, struct row_ref ref, int level)
{
	bool told = true;

	if (m->table < 0)
		ref = main_row(m, ref, &told);
	if (!told)
		level += RESOLVE_BEHIND;
	if (m->count && level > m->level)
		return;
	if (level < m->level) {
		m->count = 0;
		m->more = false;
	}
	m->level = level;
	for (size_t i = 0; i < m->count; i++)
		if (row_ref_equal(m->rows[i], ref))
			return;
	m->more = m->count == RESOLVE_MOST;
	if (m->more)
		return;
	m->rows = array_reserve(m->rows, &m->alloc, m->count + 1, sizeof *m->rows);
	m->rows[m->count++] = ref;
}

/* Without a primary key a row has a number, which is no name to call it by; a key of a
 * names table is a name. */
static void find_keys(struct resolve *m, struct slice text)
{
	for (size_t i = 0; i < m->search->package->table_count; i++) {
		const struct table *t = &m->search->package->tables[i];
		bool called = t->schema->key_count && !t->schema->names;
		uint32_t row = called ? table_find(t, text) : ROW_NONE;

		if (row != ROW_NONE)
			add(m, (struct row_ref){ (int)i, row }, RESOLVE_KEY);
	}
}

static bool is_searched(const struct resolve *m, int table)
{
	/* Names find what they name. */
	return m->table < 0 ? !schema_of(m, table)->names : m->table == table;
}

static void find_ranked(struct resolve *m, int table)
{
	size_t count = search_count(m->search, table);
	uint32_t *best = xcalloc(count + 1, sizeof *best);

	count = search_best(m->search, table, best, count);
	for (size_t i = 0; i < count; i++) {
		enum search_rank rank = search_rank(m->search, table, best[i]);
		int level = RESOLVE_RANKED + (int)rank;

		if (rank > RANK_ALIAS || (m->more && level >= m->level))
			break;
		add(m, (struct row_ref){ table, best[i] }, level);
	}
	free(best);
}

/* Searches for TEXT. Folded it holds no sign of the language of the search: what is meant
 * are the words, "and/or" no less than "Timor-Leste". */
static void find_names(struct resolve *m, struct slice text)
{
	struct str words;

	str_init(&words);
	casefold_add(&words, text);
	if (!search_set(m->search, words.buf, m->table, NULL, NULL))
		search_set(m->search, "", -1, NULL, NULL);
	str_release(&words);
	if (!search_active(m->search))
		return;
	task_finish(&m->search->task);
	for (size_t i = 0; i < m->search->package->table_count; i++)
		if (is_searched(m, (int)i))
			find_ranked(m, (int)i);
}

static bool same_folded(struct slice a, const char *b)
{
	struct str first, second;
	bool same;

	str_init(&first);
	str_init(&second);
	casefold_add(&first, a);
	casefold_add(&second, slice_of(b));
	same = strcmp(first.buf, second.buf) == 0;
	str_release(&first);
	str_release(&second);
	return same;
}

/* Returns the table whose name or title NAME is, by its name first, or -1. */
static int find_table(const struct resolve *m, struct slice name)
{
	const struct package *p = m->search->package;

	for (size_t i = 0; i < p->table_count; i++)
		if (slice_equal(name, slice_of(p->tables[i].schema->name)))
			return (int)i;
	for (size_t i = 0; i < p->table_count; i++)
		if (same_folded(name, p->tables[i].schema->name) ||
			same_folded(name, p->tables[i].schema->title))
			return (int)i;
	return -1;
}

/* Finds TABLE/KEY, which means that very row, or a name in that table. */
static void find_in_table(struct resolve *m, struct slice text)
{
	const char *slash = text.len ? memchr(text.text, '/', text.len) : NULL;
	struct slice key;
	uint32_t row;

	if (!slash)
		return;
	key = (struct slice){ slash + 1, text.len - (size_t)(slash - text.text) - 1 };
	m->table = find_table(m, (struct slice){ text.text, text.len - key.len - 1 });
	if (m->table < 0)
		return;
	row = table_find(&m->search->package->tables[m->table], key);
	if (row == ROW_NONE) {
		find_names(m, key);
		return;
	}
	m->rows = array_reserve(m->rows, &m->alloc, 1, sizeof *m->rows);
	m->rows[0] = (struct row_ref){ m->table, row };
	m->count = 1;
}

void resolve_find(struct resolve *m, struct slice text)
{
	text = slice_trim(text);
	m->count = 0;
	m->more = false;
	m->level = INT_MAX;
	m->table = -1;
	find_in_table(m, text);
	if (m->count || m->table >= 0)
		return;
	find_keys(m, text);
	/* Only a key of a record that stands behind none is more than any name. */
	if (!m->count || m->level != RESOLVE_KEY)
		find_names(m, text);
}

/* Finds the row that comes nearest to the words among those that hold all of them. */
static bool find_beginning(const struct resolve *m, struct row_ref *ref)
{
	enum search_rank best = RANK_OTHER;

	for (size_t i = 0; i < m->search->package->table_count; i++) {
		enum search_rank rank;
		uint32_t row;

		if (!is_searched(m, (int)i) || !search_best(m->search, (int)i, &row, 1))
			continue;
		rank = search_rank(m->search, (int)i, row);
		if (rank >= best)
			continue;
		best = rank;
		*ref = (struct row_ref){ (int)i, row };
	}
	return best < RANK_OTHER;
}

bool resolve_nearest(const struct resolve *m, struct str *out, struct row_ref *ref)
{
	if (!search_active(m->search))
		return false;
	if (!find_beginning(m, ref))
		return search_nearest_in(m->search, m->table, out, ref);
	package_add_label(m->search->package, &m->search->package->tables[ref->table],
		ref->row, out);
	return true;
}
