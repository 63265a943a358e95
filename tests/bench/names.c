/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * How often the search of the bundled data answers what people type, by kinds of names.
 * The queries are those of names.csv, which says of each from which list it is: none of
 * these is a source of the tables. What the tables hold word for word is counted apart
 * from the rest, since only the rest shows how the search deals with what it has not seen.
 *
 *     names DATA QUERIES [-v]
 *
 * Prints the rates; -v also the queries that were not answered. Exits with 1 when a rate
 * is lower than it should be.
 *
 * What is left: names in Dhivehi, of which there is no free source; spellings that only one
 * list has (Khmer, Turkmen, Tamil); names that a list gives to the wrong country (that of
 * Nicaragua to New Zealand, of Iran to Iraq) or misspells beyond what is offered; formal
 * names in German and French that the United Nations do not use; and beginnings that many
 * names have (República).
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/casefold.h"
#include "base/memory.h"
#include "base/str.h"
#include "data/load.h"
#include "query/search.h"

enum { NAMES_TABLES = 64, NAMES_FIVE = 5 };

/* The fields of names.csv. */
enum { NAMES_CLASS, NAMES_QUERY, NAMES_KEY };

/* What counts as an answer. */
enum names_want {
	NAMES_FIRST,   /* the first row of all */
	NAMES_OFFERED, /* that, or the nearest name */
	NAMES_OWN,     /* the first row of its table */
	NAMES_SHOWN,   /* among the rows of its table that results show */
};

static struct {
	const char *name, *title;
	enum names_want want;
	double least; /* per cent */
	size_t count, good;
	size_t fresh, fresh_good; /* of these, what no row is called word for word */
} classes[] = {
	{ "everyday", "everyday names", NAMES_FIRST, 97, 0, 0, 0, 0 },
	{ "un", "UN short names", NAMES_FIRST, 95, 0, 0, 0, 0 },
	{ "formal", "formal names", NAMES_FIRST, 72, 0, 0, 0, 0 },
	{ "own", "own names", NAMES_FIRST, 93, 0, 0, 0, 0 },
	{ "demonym", "English demonyms", NAMES_FIRST, 90, 0, 0, 0, 0 },
	{ "capital", "capitals", NAMES_FIRST, 95, 0, 0, 0, 0 },
	{ "region", "regions and groups", NAMES_FIRST, 90, 0, 0, 0, 0 },
	{ "date", "dates in words", NAMES_OWN, 90, 0, 0, 0, 0 },
	{ "typo", "typos, first or offered", NAMES_OFFERED, 97, 0, 0, 0, 0 },
	{ "beginning", "beginnings from the fourth letter", NAMES_SHOWN, 97, 0, 0, 0, 0 },
};

enum { NAMES_CLASSES = sizeof classes / sizeof *classes };

static void names_load(struct package *p, const char *path)
{
	struct str err = STR_INIT;
	struct load load;

	if (!package_open(p, path, NULL, &err)) {
		fprintf(stderr, "names: %s\n", err.buf);
		exit(2);
	}
	load_init(&load, p);
	task_finish(&load.task);
	load_release(&load);
	str_release(&err);
}

static int names_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Returns what the rows of P are called, folded and sorted, COUNT of them. */
static char **names_labels(const struct package *p, struct arena *arena, size_t *count)
{
	char **labels = NULL;
	size_t alloc = 0;
	struct str label = STR_INIT, folded = STR_INIT;

	*count = 0;
	for (size_t t = 0; t < p->table_count; t++)
		for (uint32_t row = 0; row < table_rows(&p->tables[t]); row++) {
			str_clear(&label);
			str_clear(&folded);
			package_add_label(p, &p->tables[t], row, &label);
			casefold_add(&folded, str_slice(&label));
			*ARRAY_ADD(labels, *count, alloc) =
				arena_strndup(arena, folded.buf, folded.len);
		}
	qsort(labels, *count, sizeof *labels, names_compare);
	str_release(&label);
	str_release(&folded);
	return labels;
}

/* Returns whether REF is one of KEYS, "members/KH;regions/...": a star is for any row. The
 * country of a member has the key of the member. */
static bool names_is_one(const struct package *p, struct row_ref ref, struct slice keys)
{
	struct str key = STR_INIT;
	const char *table = p->tables[ref.table].schema->name;
	bool found = false;
	struct slice item;

	table_add_key(&p->tables[ref.table], ref.row, &key);
	while (!found && list_next(&keys, ';', &item)) {
		const char *slash = memchr(item.text, '/', item.len);
		struct slice own = { item.text, (size_t)(slash - item.text) };
		struct slice its = slice_from(item, own.len + 1);

		found = slice_equal(its, slice_of("*"))
			? slice_equal(own, slice_of(table))
			: slice_equal(its, str_slice(&key)) &&
				(slice_equal(own, slice_of(table)) ||
					strcmp(table, "countries") == 0);
	}
	str_release(&key);
	return found;
}

/* Returns the table of the first of KEYS. */
static int names_table(const struct package *p, struct slice keys)
{
	struct str name = STR_INIT;
	int table;

	str_add_bytes(&name, keys.text, strcspn(keys.text, "/"));
	table = descriptor_find(&p->descriptor, name.buf);
	str_release(&name);
	return table;
}

/* Returns whether S answers what it was set to with one of KEYS. */
static bool names_answers(struct search *s, struct slice keys, enum names_want want)
{
	int tables[NAMES_TABLES];
	uint32_t rows[NAMES_FIVE];
	size_t most = want == NAMES_SHOWN ? NAMES_FIVE : 1;
	struct str text = STR_INIT;
	struct row_ref ref;
	bool found = false;

	if (!search_tables(s, tables, NAMES_TABLES))
		tables[0] = -1;
	if (want == NAMES_OWN || want == NAMES_SHOWN)
		tables[0] = names_table(s->package, keys);
	if (tables[0] >= 0)
		most = search_best(s, tables[0], rows, most);
	for (size_t i = 0; tables[0] >= 0 && i < most && !found; i++)
		found = names_is_one(
			s->package, (struct row_ref){ tables[0], rows[i] }, keys);
	if (!found && want == NAMES_OFFERED && search_nearest(s, &text, &ref))
		found = names_is_one(s->package, ref, keys);
	str_release(&text);
	return found;
}

static void names_print(void)
{
	printf("%-35s %8s %7s %7s   %s\n", "", "queries", "found", "least",
		"not in the tables word for word");
	for (size_t i = 0; i < NAMES_CLASSES; i++)
		printf("%-35s %8zu %6.1f%% %6.0f%%   %zu of %zu\n", classes[i].title,
			classes[i].count,
			100.0 * (double)classes[i].good / (double)classes[i].count,
			classes[i].least, classes[i].fresh_good, classes[i].fresh);
}

int main(int argc, char **argv)
{
	struct package data, queries;
	struct arena arena = { .blocks = NULL };
	struct search search;
	struct str folded = STR_INIT;
	struct csvrow row;
	char **labels;
	size_t count;
	int status = 0;

	if (argc < 3)
		return 2;
	names_load(&data, argv[1]);
	names_load(&queries, argv[2]);
	labels = names_labels(&data, &arena, &count);
	search_init(&search, &data);
	csvrow_init(&row);
	for (uint32_t i = 0; i < table_rows(&queries.tables[0]); i++) {
		struct slice query, keys;
		size_t c = 0;
		bool good, fresh;

		table_row(&queries.tables[0], i, &row);
		query = row.cells[NAMES_QUERY];
		keys = row.cells[NAMES_KEY];
		while (c < NAMES_CLASSES &&
			!slice_equal(row.cells[NAMES_CLASS], slice_of(classes[c].name)))
			c++;
		if (c == NAMES_CLASSES)
			return 2;
		str_clear(&folded);
		casefold_add(&folded, query);
		fresh = !bsearch(
			&folded.buf, labels, count, sizeof *labels, names_compare);
		str_clear(&folded);
		str_add_bytes(&folded, query.text, query.len);
		search_set(&search, folded.buf, -1, NULL, NULL);
		task_finish(&search.task);
		good = names_answers(&search, keys, classes[c].want);
		classes[c].count++;
		classes[c].good += good;
		classes[c].fresh += fresh;
		classes[c].fresh_good += good && fresh;
		if (!good && argc > 3)
			printf("%s: %s (%.*s)\n", classes[c].name, folded.buf,
				(int)keys.len, keys.text);
	}
	names_print();
	for (size_t c = 0; c < NAMES_CLASSES; c++)
		if ((double)classes[c].good <
			classes[c].least / 100 * (double)classes[c].count)
			status = 1;
	csvrow_release(&row);
	search_release(&search);
	package_release(&queries);
	package_release(&data);
	arena_release(&arena);
	str_release(&folded);
	free(labels);
	return status;
}
