/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Names are found by a walk over the descriptor that folds each of them again: a few
 * hundred short texts, a tenth of a millisecond. Nothing is kept: a table of folded names
 * would have to follow tables that learn their fields while a pipe is read.
 */

#include "query/scope.h"

#include <string.h>

#include "base/casefold.h"
#include "base/intl.h"
#include "query/edit_distance.h"
#include "query/match.h"
#include "query/range.h"

/* How near to a row a name is: the order in which a name is looked for in a table. */
enum nearness { OWN_FIELD, THE_TABLE, TO_THE_TABLE, ITS_FIELD, BY_DOT, FAR_OFF };

/* Called with every name, folded, that means something in a table. */
typedef void scope_visit(void *data, struct slice name, enum nearness nearness,
	const struct scope_path *path);

/* A walk over the names of a table. */
struct walk {
	scope_visit *visit;
	void *data;
	struct str name; /* scratch */
};

/* Visits NAME, after BEFORE when it is not "". */
static void visit(struct walk *w, const char *before, const char *name,
	enum nearness nearness, const struct scope_path *path)
{
	str_clear(&w->name);
	casefold_add(&w->name, slice_of(before));
	if (w->name.len)
		str_add_char(&w->name, ' ');
	casefold_add(&w->name, slice_of(name));
	if (w->name.len)
		w->visit(w->data, str_slice(&w->name), nearness, path);
}

/* Visits the table that field F of R references, and its fields. */
static void walk_reference(
	struct walk *w, const struct package *p, const struct resource *r, size_t f)
{
	int target = r->keys[r->fields[f].reference].resource;
	const struct resource *their = p->tables[target].schema;
	struct scope_path self = { .fields = { f }, .count = 1 };
	bool is_source = scope_is_cited(p, target);

	visit(w, "", their->name, TO_THE_TABLE, &self);
	visit(w, "", their->title, TO_THE_TABLE, &self);
	for (size_t g = 0; g < their->field_count; g++) {
		struct scope_path path = { .fields = { f, g }, .count = 2 };

		visit(w, r->fields[f].name, their->fields[g].name, BY_DOT, &path);
		if (is_source)
			continue;
		visit(w, "", their->fields[g].name, ITS_FIELD, &path);
		visit(w, "", their->fields[g].title, ITS_FIELD, &path);
	}
}

/* Calls FUNCTION with every name that means something in TABLE. */
static void walk_names(
	const struct package *p, int table, scope_visit *function, void *data)
{
	struct walk w = { .visit = function, .data = data, .name = STR_INIT };
	const struct resource *r = p->tables[table].schema;

	for (size_t f = 0; f < r->field_count; f++) {
		struct scope_path path = { .fields = { f }, .count = 1 };

		visit(&w, "", r->fields[f].name, OWN_FIELD, &path);
		visit(&w, "", r->fields[f].title, OWN_FIELD, &path);
	}
	visit(&w, "", r->name, THE_TABLE, NULL);
	visit(&w, "", r->title, THE_TABLE, NULL);
	for (size_t f = 0; f < r->field_count; f++)
		if (r->fields[f].reference >= 0)
			walk_reference(&w, p, r, f);
	str_release(&w.name);
}

/* Which names count for a word, tried in this order. */
enum round { IS_WORD, STARTS_SO, HAS_A_WORD, NO_MORE };

/* What a word means in one table. */
struct binding {
	struct slice word; /* folded */
	enum round round;
	struct scope *scope;
	enum nearness best;
	struct str names; /* of what was found, each followed by a newline */
	size_t count;
	struct scope_path last; /* found last: its title adds nothing */
};

static void bind_name(void *data, struct slice name, enum nearness nearness,
	const struct scope_path *path)
{
	struct binding *b = data;
	struct scope *s = b->scope;
	bool is_new = true;

	if (nearness > b->best ||
		!(b->round == HAS_A_WORD ? match_starts(name, b->word)
					 : slice_starts(name, b->word)) ||
		(b->round == IS_WORD ? name.len != b->word.len : nearness == BY_DOT))
		return;
	if (nearness < b->best) {
		b->best = nearness;
		s->count = 0;
		b->count = 0;
		str_clear(&b->names);
	}
	if (path && s->count && memcmp(&b->last, path, sizeof *path) == 0)
		return;
	for (const char *at = b->names.buf; *at && is_new; at += strcspn(at, "\n") + 1)
		is_new = !slice_equal((struct slice){ at, strcspn(at, "\n") }, name);
	if (is_new) {
		str_add_bytes(&b->names, name.text, name.len);
		str_add_char(&b->names, '\n');
		b->count++;
	}
	s->kind = path ? SCOPE_FIELDS : SCOPE_ROW;
	if (path && s->count < SCOPE_PATHS) {
		b->last = *path;
		s->paths[s->count++] = *path;
	}
}

void scope_bind_dates(const struct package *p, int table, struct scope *out)
{
	const struct resource *r = p->tables[table].schema;

	*out = (struct scope){ .kind = SCOPE_NONE };
	for (size_t f = 0; f < r->field_count && out->count < SCOPE_PATHS; f++)
		if (range_of_dates(&r->fields[f])) {
			out->kind = SCOPE_FIELDS;
			out->paths[out->count++] =
				(struct scope_path){ .fields = { f }, .count = 1 };
		}
}

/* Returns the name, the first that is in all of NAMES, each followed by a newline: "ad hoc
 * group" of that and "ad hoc group from". Its len is 0 when there is none. */
static struct slice common_name(const struct str *names)
{
	for (const char *at = names->buf; *at; at += strcspn(at, "\n") + 1) {
		struct slice name = { at, strcspn(at, "\n") };
		const char *other = names->buf;

		while (*other &&
			match_word((struct slice){ other, strcspn(other, "\n") }, name,
				true, 0) != SIZE_MAX)
			other += strcspn(other, "\n") + 1;
		if (!*other)
			return name;
	}
	return (struct slice){ "", 0 };
}

/* Binds WORD, folded; sets NAMES to what it means, each followed by a newline. */
static void bind_folded(const struct package *p, int table, struct slice word,
	struct scope *out, struct str *names)
{
	struct binding b = { .word = word, .scope = out, .names = *names };
	bool for_dates = slice_equal(word, slice_of("date")) ||
		slice_equal(word, slice_of("year"));
	struct scope dates;

	out->kind = slice_equal(word, slice_of("table")) ? SCOPE_TABLES : SCOPE_NONE;
	for (; b.round < NO_MORE && word.len && out->kind == SCOPE_NONE; b.round++) {
		b.best = FAR_OFF;
		out->count = 0;
		walk_names(p, table, bind_name, &b);
		if (b.round != IS_WORD || !for_dates || b.best <= TO_THE_TABLE)
			continue;
		scope_bind_dates(p, table, &dates);
		if (dates.count) {
			*out = dates;
			b.count = 1;
		}
	}
	*names = b.names;
	if (b.count < 2)
		return;
	out->kind = SCOPE_SEVERAL;
	/* A word inside of names that all have one of them means that one. */
	if (b.round == HAS_A_WORD + 1 && common_name(names).len) {
		struct str common = STR_INIT, again = STR_INIT;

		str_add_bytes(&common, common_name(names).text, common_name(names).len);
		bind_folded(p, table, str_slice(&common), out, &again);
		str_release(&common);
		str_release(&again);
	}
}

void scope_bind(const struct package *p, int table, struct slice word, struct scope *out)
{
	struct str folded = STR_INIT, names = STR_INIT;

	casefold_add(&folded, word);
	bind_folded(p, table, str_slice(&folded), out, &names);
	str_release(&folded);
	str_release(&names);
}

struct near_name {
	struct edit_distance distance;
	size_t edits;
	struct str name;
};

static void compare_name(void *data, struct slice name, enum nearness nearness,
	const struct scope_path *path)
{
	struct near_name *near = data;
	size_t edits = edit_distance(&near->distance, name);

	(void)path;
	if (nearness == BY_DOT || edits >= near->edits)
		return;
	near->edits = edits;
	str_clear(&near->name);
	str_add_bytes(&near->name, name.text, name.len);
}

/* Appends to ERR the name nearest to RAW, whose folded form is WORD, if any is near. */
static void add_nearest(
	const struct package *p, struct slice raw, struct slice word, struct str *err)
{
	struct near_name near = { .edits = EDIT_DISTANCE_FAR, .name = STR_INIT };

	edit_distance_init(&near.distance, word);
	for (size_t t = 0; t < p->table_count; t++)
		walk_names(p, (int)t, compare_name, &near);
	if (near.edits < EDIT_DISTANCE_FAR)
		str_addf(err, _("Unknown field “%.*s”. Did you mean “%s”?"), (int)raw.len,
			raw.text, near.name.buf);
	str_release(&near.name);
}

/* Appends to ERR what RAW may mean: the names NAMES, at least two, each followed by a
 * newline. */
static void add_several(struct slice raw, const char *names, struct str *err)
{
	enum { SHOWN = 4 };
	struct str list = STR_INIT;
	size_t shown = 0;

	while (*names && shown < SHOWN) {
		size_t len = strcspn(names, "\n");

		if (shown++)
			str_add(&list, ", ");
		str_add_bytes(&list, names, len);
		names += len + 1;
	}
	str_addf(err,
		*names ? _("“%.*s:” is ambiguous: %s, …")
		       : _("“%.*s:” is ambiguous: %s."),
		(int)raw.len, raw.text, list.buf);
	str_release(&list);
}

bool scope_known(const struct package *p, int first, struct slice word, struct str *err)
{
	struct str folded = STR_INIT, names = STR_INIT;
	struct str several =
		STR_INIT; /* what it may mean, in the table that counts most */
	bool known = false;
	bool here = false; /* it may mean several things in table FIRST */

	casefold_add(&folded, word);
	for (size_t t = 0; t < p->table_count; t++) {
		struct scope scope;

		str_clear(&names);
		bind_folded(p, (int)t, str_slice(&folded), &scope, &names);
		known |= scope.kind > SCOPE_SEVERAL;
		if (scope.kind != SCOPE_SEVERAL)
			continue;
		if ((int)t == first) {
			str_clear(&several);
			here = true;
		}
		if (!several.len)
			str_add(&several, names.buf);
	}
	if (several.len && (!known || here))
		add_several(word, several.buf, err);
	else if (!known)
		add_nearest(p, word, str_slice(&folded), err);
	str_release(&folded);
	str_release(&names);
	str_release(&several);
	return known;
}

bool scope_reads(
	const struct package *p, struct slice word, struct range *b, struct str *example)
{
	bool any = false;

	for (size_t t = 0; t < p->table_count; t++) {
		const struct resource *r = p->tables[t].schema;
		struct scope scope;

		scope_bind(p, (int)t, word, &scope);
		for (size_t i = 0; scope.kind == SCOPE_FIELDS && i < scope.count; i++) {
			const struct scope_path *path = &scope.paths[i];
			size_t of = t;

			any = true;
			if (path->count > 1)
				of = (size_t)r->keys[r->fields[path->fields[0]].reference]
					     .resource;
			if (range_fits(b, &p->tables[of], path->fields[path->count - 1],
				    example))
				return true;
		}
	}
	return !any && (b->is_number || b->is_date);
}

bool scope_names_table(const struct package *p, int table, struct slice name)
{
	const struct resource *r = p->tables[table].schema;
	const char *const texts[] = { r->name, r->title };
	struct str folded = STR_INIT;
	bool found = false;

	for (size_t i = 0; i < 2 && !found; i++) {
		str_clear(&folded);
		casefold_add(&folded, slice_of(texts[i]));
		found = slice_starts(str_slice(&folded), name);
	}
	str_release(&folded);
	return found;
}

size_t scope_citing(const struct package *p, int table)
{
	size_t citing = 0;

	for (size_t i = 0; i < p->table_count; i++) {
		const struct resource *r = p->tables[i].schema;
		bool cites = false;

		for (size_t k = 0; k < r->foreign_count; k++)
			cites |= r->keys[k].list && r->keys[k].resource == table;
		citing += cites;
	}
	return citing;
}

bool scope_is_cited(const struct package *p, int table)
{
	size_t citing = scope_citing(p, table);

	return citing >= 3 && citing * 2 > p->table_count - 1 &&
		!p->tables[table].schema->foreign_count;
}
