/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A row is looked up when it is shown, among the names that refer to it or to the row that
 * it is one with, and kept in a small cache, since a list asks again at every change. Of a
 * great many names of a row only the first are looked at.
 */

#include "data/localname.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "data/row_cache.h"

enum {
	LOCALNAME_CACHE = 4096, /* rows */
	LOCALNAME_LINKS = 64,   /* foreign keys to a table that are looked at */
	LOCALNAME_SEEN = 1000,  /* names of a row */
};

struct localname {
	struct row_ref row;
	struct row_ref name; /* a row of a table of names, or ROW_NOWHERE */
};

struct localnames {
	char *language;
	struct localname cache[LOCALNAME_CACHE]; /* by row; table -1: free */
};

void package_set_language(struct package *p, const char *language)
{
	localnames_free(p->local);
	p->local = NULL;
	if (!language)
		return;
	p->local = xcalloc(1, sizeof *p->local);
	p->local->language = xstrdup(language);
	for (size_t i = 0; i < LOCALNAME_CACHE; i++)
		p->local->cache[i].row = ROW_NOWHERE;
}

void localnames_free(struct localnames *l)
{
	if (l)
		free(l->language);
	free(l);
}

/* Returns whether an item of CELL, of F, is LANGUAGE, whatever its case. */
static bool is_in(const struct field *f, struct slice cell, struct slice language)
{
	char delimiter = f->type == FIELD_LIST ? f->list_delimiter : '\0';
	struct slice item;

	while (list_next(&cell, delimiter, &item))
		if (item.len == language.len &&
			!strncasecmp(item.text, language.text, item.len))
			return true;
	return false;
}

/* Returns the place in the order of R's "called" of the name that CELLS are, SIZE_MAX when
 * no row is called by it. */
static size_t called_order(const struct resource *r, const struct slice *cells)
{
	for (size_t i = 0; i < r->called_count; i++) {
		const struct field_value *by = &r->called[i];

		if (!by->value || slice_equal(cells[by->field], slice_of(by->value)))
			return i;
	}
	return r->called_count ? SIZE_MAX : 0;
}

/* Returns the name of REF in LANGUAGE, or ROW_NOWHERE. */
static struct row_ref find_name(
	const struct package *p, struct row_ref ref, struct slice language)
{
	struct back_link links[LOCALNAME_LINKS];
	size_t count = package_back_links(p, ref, links, LOCALNAME_LINKS);
	struct row_ref best = ROW_NOWHERE;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		const struct table *t = &p->tables[links[i].table];
		const struct resource *r = t->schema;

		if (!r->names || r->names_key != links[i].key || r->language < 0)
			continue;
		for (size_t k = 0; k < links[i].count && k < LOCALNAME_SEEN; k++) {
			const struct slice *cells =
				row_cache_push(p->row_cache, t, links[i].rows[k]);
			size_t order = called_order(r, cells);

			if (order < least &&
				is_in(&r->fields[r->language], cells[r->language],
					language)) {
				least = order;
				best = (struct row_ref){ t->number, links[i].rows[k] };
			}
			row_cache_pop(p->row_cache);
		}
	}
	return best;
}

/* Returns the name of REF, or of the row that it is one with, in the language of P or in
 * what its tag begins with; ROW_NOWHERE when there is none. */
static struct row_ref local_name(const struct package *p, struct row_ref ref)
{
	struct localname *kept =
		&p->local->cache[((size_t)ref.table * 31 + ref.row) % LOCALNAME_CACHE];
	struct slice language = slice_of(p->local->language);
	struct row_ref root;

	if (row_ref_equal(kept->row, ref))
		return kept->name;
	root = package_root(p, ref);
	*kept = (struct localname){ ref, ROW_NOWHERE };
	while (language.len && kept->name.table < 0) {
		kept->name = find_name(p, ref, language);
		if (kept->name.table < 0 && !row_ref_equal(root, ref))
			kept->name = find_name(p, root, language);
		while (language.len && language.text[--language.len] != '-')
			;
	}
	return kept->name;
}

size_t package_add_shown_name(
	const struct package *p, struct row_ref ref, struct str *out)
{
	size_t start = out->len, plain;
	struct row_ref name = p->local && p->linked ? local_name(p, ref) : ROW_NOWHERE;
	struct str label = STR_INIT;

	package_add_name(p, name.table < 0 ? ref : name, out);
	plain = out->len - start;
	if (name.table < 0)
		return plain;
	package_add_name(p, ref, &label);
	if (!slice_equal(str_slice(&label), slice_from(str_slice(out), start)))
		str_addf(out, LOCALNAME_GAP "%s", label.buf);
	str_release(&label);
	return plain;
}
