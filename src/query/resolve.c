/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Asks the keys of the tables, then the search, and keeps the records of the best level.
 * Ranks come from query/rank.h; what is decided here is which row represents a record,
 * and which records come after all others.
 */

#include "query/resolve.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/intl.h"
#include "base/memory.h"
#include "query/scope.h"

enum { JOINED_MOST = 16 }; /* rows that are one to one with a row */

void resolve_init(struct resolve *r, struct search *search)
{
	*r = (struct resolve){ .search = search, .table = -1 };
}

void resolve_release(struct resolve *r)
{
	free(r->rows);
	r->rows = NULL;
}

static const struct resource *schema_of(const struct resolve *r, int table)
{
	return r->search->package->tables[table].schema;
}

/* Replaces *REF by the row of its record in the first table that does not come after the
 * others. Returns false, *REF unchanged, when there is none: rows of tables that are only
 * looked up, or that most others cite. */
static bool find_main_row(const struct resolve *r, struct row_ref *ref)
{
	const struct package *p = r->search->package;
	struct row_ref joined[JOINED_MOST + 1];
	size_t count = 1;
	bool found = false;

	joined[0] = package_root(p, *ref);
	count += package_joined_rows(p, joined[0], joined + 1, JOINED_MOST);
	for (size_t i = 0; i < count; i++) {
		int table = joined[i].table;

		if (schema_of(r, table)->view == VIEW_LOOKUP ||
			scope_is_cited(p, table) || (found && ref->table < table))
			continue;
		*ref = joined[i];
		found = true;
	}
	return found;
}

/* Adds the record of REF, which has RANK; a better level removes all others. With a table
 * named a row of that one is meant. */
static void add(struct resolve *r, struct row_ref ref, enum search_rank rank)
{
	int level = (int)rank;

	if (r->table < 0 && !find_main_row(r, &ref))
		level += RANK_NONE;
	if (r->count && level > r->level)
		return;
	if (level < r->level) {
		r->count = 0;
		r->more = false;
	}
	r->level = level;
	for (size_t i = 0; i < r->count; i++)
		if (row_ref_equal(r->rows[i], ref))
			return;
	r->more = r->count == RESOLVE_MOST;
	if (r->more)
		return;
	*ARRAY_ADD(r->rows, r->count, r->alloc) = ref;
}

/* Names find what they name: a table of names is searched only when it is named. */
static bool is_searched(const struct resolve *r, int table)
{
	return r->table < 0 ? !schema_of(r, table)->names : r->table == table;
}

/* Adds the rows of TABLE that the search found, as long as they have a rank that names. */
static void find_ranked(struct resolve *r, int table)
{
	size_t count = search_count(r->search, table);
	uint32_t *best = xcalloc(count + 1, sizeof *best);

	count = search_best(r->search, table, best, count);
	for (size_t i = 0; i < count; i++) {
		enum search_rank rank = search_rank(r->search, table, best[i]);

		if (rank > RANK_ALIAS || (r->more && (int)rank >= r->level))
			break;
		add(r, (struct row_ref){ table, best[i] }, rank);
	}
	free(best);
}

/* Returns whether TEXT is one word of letters: it has no sign of the query language. */
static bool is_word(struct slice text)
{
	size_t at = 0;

	while (at < text.len &&
		(isalpha((unsigned char)text.text[at]) || text.text[at] & 0x80))
		at++;
	return at == text.len;
}

/* Searches for TEXT, and when that means nothing without what parts its letters ("U.A.E.",
 * "UN-HCR"). Folded it has no sign of the query language: the words are meant, "and/or" no
 * less than "Timor-Leste". With signs that count ("C#") it is a phrase. A single word is
 * searched for as it is, since accents count: "Mỹ" is no code. */
static void find_names(struct resolve *r, struct slice text)
{
	struct str words = STR_INIT, bare = STR_INIT;

	str_add(&words, casefold_has_signs(text) ? "\"" : "");
	if (is_word(text))
		str_add_bytes(&words, text.text, text.len);
	else
		(words.len ? casefold_add_signs : casefold_add)(&words, text);
	if (!search_set(r->search, words.buf, r->table, NULL, NULL))
		search_set(r->search, "", -1, NULL, NULL);
	str_release(&words);
	if (!search_active(r->search))
		return;
	task_finish(&r->search->task);
	/* A part of the text is no more than near. */
	for (size_t i = 0; i < r->search->package->table_count; i++)
		if (is_searched(r, (int)i) && !search_took_run(r->search))
			find_ranked(r, (int)i);
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] != '.' && text.text[i] != '-')
			str_add_char(&bare, text.text[i]);
	if (!r->count && bare.len < text.len)
		find_names(r, str_slice(&bare));
	str_release(&bare);
}

static bool same_folded(struct slice a, const char *b)
{
	struct str first = STR_INIT, second = STR_INIT;
	bool same;

	casefold_add(&first, a);
	casefold_add(&second, slice_of(b));
	same = strcmp(first.buf, second.buf) == 0;
	str_release(&first);
	str_release(&second);
	return same;
}

/* Returns the table whose name or title NAME is, by its name first, or -1. */
static int find_table(const struct resolve *r, struct slice name)
{
	const struct package *p = r->search->package;

	for (size_t i = 0; i < p->table_count; i++)
		if (slice_equal(name, slice_of(p->tables[i].schema->name)))
			return (int)i;
	for (size_t i = 0; i < p->table_count; i++)
		if (same_folded(name, p->tables[i].schema->name) ||
			same_folded(name, p->tables[i].schema->title))
			return (int)i;
	return -1;
}

void resolve_find(struct resolve *r, struct slice text)
{
	const struct package *p = r->search->package;
	const char *slash;
	size_t len;
	uint32_t row;

	text = slice_trim(text);
	slash = text.len ? memchr(text.text, '/', text.len) : NULL;
	len = slash ? (size_t)(slash - text.text) : 0;
	r->count = 0;
	r->more = false;
	r->level = INT_MAX;
	r->table = slash ? find_table(r, slice_part(text, 0, len)) : -1;
	/* Without a primary key a row has a number, which names nothing; a key of a names
	 * table is a name. */
	for (size_t i = 0; r->table < 0 && i < p->table_count; i++) {
		const struct resource *schema = p->tables[i].schema;

		row = schema->key_count && !schema->names
			? table_find(&p->tables[i], text)
			: ROW_NONE;
		if (row != ROW_NONE)
			add(r, (struct row_ref){ (int)i, row }, RANK_KEY);
	}
	if (r->table < 0) {
		/* Only a key of a record that comes before others is better than names. */
		if (!r->count || r->level != RANK_KEY)
			find_names(r, text);
		return;
	}
	/* TABLE/KEY means that very row; else what follows is a name in that table. */
	text = slice_from(text, len + 1);
	row = table_find(&p->tables[r->table], text);
	if (row != ROW_NONE)
		add(r, (struct row_ref){ r->table, row }, RANK_KEY);
	else
		find_names(r, text);
}

/* Finds the row with the best rank among those that have all words somewhere. */
static bool find_beginning(const struct resolve *r, struct row_ref *ref)
{
	enum search_rank best = RANK_OTHER;

	for (size_t i = 0; i < r->search->package->table_count; i++) {
		enum search_rank rank;
		uint32_t row;

		if (!is_searched(r, (int)i) || !search_best(r->search, (int)i, &row, 1))
			continue;
		rank = search_rank(r->search, (int)i, row);
		if (rank >= best)
			continue;
		best = rank;
		*ref = (struct row_ref){ (int)i, row };
	}
	return best < RANK_OTHER;
}

bool resolve_nearest(const struct resolve *r, struct str *out, struct row_ref *ref)
{
	if (!search_active(r->search))
		return false;
	if (!find_beginning(r, ref))
		return search_nearest_in(r->search, r->table, out, ref);
	package_add_name(r->search->package, *ref, out);
	return true;
}

/* Appends TABLE/KEY of REF, by which it can be asked for again. */
static void add_key(const struct resolve *r, struct row_ref ref, struct str *out)
{
	str_addf(out, "%s/", schema_of(r, ref.table)->name);
	table_add_key(&r->search->package->tables[ref.table], ref.row, out);
}

void resolve_add_fault(const struct resolve *r, const char *text, struct str *out)
{
	const struct package *p = r->search->package;
	struct str nearest = STR_INIT, key = STR_INIT;
	struct row_ref ref;

	if (r->count) {
		str_addf(out,
			r->more ? ngettext("“%s” is the name of more than %zu record.",
					  "“%s” is the name of more than %zu records.",
					  r->count)
				: ngettext("“%s” is the name of %zu record.",
					  "“%s” is the name of %zu records.", r->count),
			text, r->count);
		str_add_char(out, ' ');
		str_add(out, _("Choose one of these:"));
		for (size_t i = 0; i < r->count; i++) {
			ref = r->rows[i];
			str_add(out, "\n  ");
			add_key(r, ref, out);
			str_add(out, "  ");
			package_add_name(p, ref, out);
		}
		return;
	}
	if (r->table >= 0)
		str_addf(out, _("There is no record “%s” in %s."), text,
			schema_of(r, r->table)->title);
	else
		str_addf(out, _("There is no record “%s”."), text);
	if (resolve_nearest(r, &nearest, &ref)) {
		add_key(r, ref, &key);
		str_add_char(out, ' ');
		/* TRANSLATORS: the name of a record, and its table/key */
		str_addf(out, _("Nearest: %s, %s."), nearest.buf, key.buf);
	}
	str_release(&nearest);
	str_release(&key);
}

/* --- rows by the beginning of their label --- */

enum { LABELS_SAME, LABELS_START, LABELS_WORD, LABELS_NONE };

/* Returns how TEXT fits LABEL; both are folded. */
static int labels_rank(const struct str *label, const struct str *text)
{
	const char *at = label->buf;

	if (!strcmp(label->buf, text->buf))
		return LABELS_SAME;
	if (!strncmp(label->buf, text->buf, text->len))
		return LABELS_START;
	while ((at = strchr(at, ' ')))
		if (!strncmp(++at, text->buf, text->len))
			return LABELS_WORD;
	return LABELS_NONE;
}

size_t resolve_labels(
	const struct package *p, int table, struct slice text, uint32_t *rows, size_t max)
{
	const struct table *t = &p->tables[table];
	size_t ends[LABELS_NONE] = { 0 }; /* of the rows of each rank in ROWS */
	struct str wanted = STR_INIT, label = STR_INIT, folded = STR_INIT;

	casefold_add(&wanted, text);
	for (size_t i = 0; wanted.len && i < table_rows(t) && i < RESOLVE_LABELS; i++) {
		size_t at;
		int rank;

		str_clear(&label);
		str_clear(&folded);
		package_add_label(p, t, i, &label);
		casefold_add(&folded, str_slice(&label));
		rank = labels_rank(&folded, &wanted);
		if (rank == LABELS_NONE || ends[rank] == max)
			continue;
		at = ends[rank];
		memmove(&rows[at + 1], &rows[at],
			((ends[LABELS_WORD] < max ? ends[LABELS_WORD] : max - 1) - at) *
				sizeof *rows);
		rows[at] = (uint32_t)i;
		for (; rank < LABELS_NONE; rank++)
			ends[rank] += ends[rank] < max;
	}
	str_release(&wanted);
	str_release(&label);
	str_release(&folded);
	return ends[LABELS_WORD];
}
