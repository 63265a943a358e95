#include "config.h"

/*
 * Names are looked for by walking over the descriptor, folding each anew: a few hundred
 * short texts, a tenth of a millisecond. A table of folded names would have to follow
 * tables that learn their fields while a pipe is read.
 */

#include "query/scope.h"

#include <string.h>

#include "base/casefold.h"
#include "query/edit_distance.h"

/* How near to a row a name is: the order in which a name is looked for in a table. */
enum nearness { OWN_FIELD, THE_TABLE, TO_THE_TABLE, ITS_FIELD, BY_DOT, FAR_OFF };

/* Called for every name that means something in a table; true ends the walk. */
typedef bool scope_visit(void *data, struct slice name, enum nearness nearness,
	const struct scope_path *path);

/* A walk over the names of one table. */
struct walk {
	const struct package *package;
	int table;
	scope_visit *visit;
	void *data;
	struct str name; /* folded */
};

static bool tell(struct walk *w, const char *before, const char *name,
	enum nearness nearness, const struct scope_path *path)
{
	str_clear(&w->name);
	casefold_add(&w->name, slice_of(before));
	if (w->name.len)
		str_add_char(&w->name, ' ');
	casefold_add(&w->name, slice_of(name));
	return w->name.len &&
		w->visit(w->data, (struct slice){ w->name.buf, w->name.len }, nearness,
			path);
}

static const struct resource *schema_of(const struct package *p, int table)
{
	return p->tables[table].schema;
}

/* The table that FIELD references, or -1. */
static int target_of(const struct resource *r, size_t field)
{
	int key = r->fields[field].reference;

	return key < 0 ? -1 : r->keys[key].resource;
}

static bool walk_own_fields(struct walk *w, const struct resource *r)
{
	for (size_t f = 0; f < r->field_count; f++) {
		struct scope_path path = { .fields = { f }, .count = 1 };

		if (tell(w, "", r->fields[f].name, OWN_FIELD, &path) ||
			tell(w, "", r->fields[f].title, OWN_FIELD, &path))
			return true;
	}
	return false;
}

/* The fields of the row that field F references, and F for the table it references. */
static bool walk_reference(struct walk *w, const struct resource *r, size_t f, int target)
{
	const struct resource *their = schema_of(w->package, target);
	struct scope_path self = { .fields = { f }, .count = 1 };
	bool is_source = scope_is_cited(w->package, target);

	if (tell(w, "", their->name, TO_THE_TABLE, &self) ||
		tell(w, "", their->title, TO_THE_TABLE, &self))
		return true;
	for (size_t g = 0; g < their->field_count; g++) {
		struct scope_path path = { .fields = { f, g }, .count = 2 };

		if (tell(w, r->fields[f].name, their->fields[g].name, BY_DOT, &path))
			return true;
		if (!is_source &&
			(tell(w, "", their->fields[g].name, ITS_FIELD, &path) ||
				tell(w, "", their->fields[g].title, ITS_FIELD, &path)))
			return true;
	}
	return false;
}

static bool walk_table(struct walk *w)
{
	const struct resource *r = schema_of(w->package, w->table);

	if (walk_own_fields(w, r) || tell(w, "", r->name, THE_TABLE, NULL) ||
		tell(w, "", r->title, THE_TABLE, NULL))
		return true;
	for (size_t f = 0; f < r->field_count; f++) {
		int target = target_of(r, f);

		if (target >= 0 && walk_reference(w, r, f, target))
			return true;
	}
	return false;
}

/* Walks over the names of TABLE; returns whether the walk was ended. */
static bool scope_walk(const struct package *p, int table, scope_visit *visit, void *data)
{
	struct walk w = { .package = p, .table = table, .visit = visit, .data = data };
	bool ended;

	str_init(&w.name);
	ended = walk_table(&w);
	str_release(&w.name);
	return ended;
}

/* What a word means in one table: first what is called so, then what begins so. */
struct binding {
	struct slice word; /* folded */
	bool exact;        /* only what is called just so counts */
	struct scope *scope;
	enum nearness best;
	struct str names; /* of what was found, each with a newline behind it */
	size_t count;
	struct scope_path last; /* found last: its title says nothing new */
};

static bool has_name(const struct binding *b, struct slice name)
{
	const char *at = b->names.buf;

	for (size_t i = 0; i < b->count; i++) {
		size_t len = strcspn(at, "\n");

		if (slice_equal((struct slice){ at, len }, name))
			return true;
		at += len + 1;
	}
	return false;
}

static void add_path(struct binding *b, struct slice name, const struct scope_path *path)
{
	struct scope *s = b->scope;

	if (path && s->count && memcmp(&b->last, path, sizeof *path) == 0)
		return;
	if (!has_name(b, name)) {
		str_add_bytes(&b->names, name.text, name.len);
		str_add_char(&b->names, '\n');
		b->count++;
	}
	s->kind = path ? SCOPE_FIELDS : SCOPE_ROW;
	if (!path || s->count == SCOPE_PATHS)
		return;
	b->last = *path;
	s->paths[s->count++] = *path;
}

static bool bind(void *data, struct slice name, enum nearness nearness,
	const struct scope_path *path)
{
	struct binding *b = data;

	if (nearness > b->best || name.len < b->word.len ||
		(b->exact ? name.len != b->word.len : nearness == BY_DOT) ||
		memcmp(name.text, b->word.text, b->word.len) != 0)
		return false;
	if (nearness < b->best) {
		b->best = nearness;
		b->scope->count = 0;
		b->count = 0;
		str_clear(&b->names);
	}
	add_path(b, name, path);
	return false;
}

/* Binds WORD, folded; NAMES gets what it means, each with a newline behind it. */
static void bind_folded(const struct package *p, int table, struct slice word,
	struct scope *out, struct str *names)
{
	struct binding b = { .word = word, .exact = true, .scope = out };

	out->kind = slice_equal(word, slice_of("table")) ? SCOPE_TABLES : SCOPE_NONE;
	str_init(&b.names);
	for (int round = 0; round < 2 && word.len && out->kind == SCOPE_NONE; round++) {
		b.exact = round == 0;
		b.best = FAR_OFF;
		out->count = 0;
		scope_walk(p, table, bind, &b);
	}
	if (b.count > 1)
		out->kind = SCOPE_SEVERAL;
	str_add_bytes(names, b.names.buf, b.names.len);
	str_release(&b.names);
}

void scope_bind(const struct package *p, int table, struct slice word, struct scope *out)
{
	struct str folded;
	struct str names;

	str_init(&folded);
	str_init(&names);
	casefold_add(&folded, word);
	bind_folded(p, table, (struct slice){ folded.buf, folded.len }, out, &names);
	str_release(&folded);
	str_release(&names);
}

struct near_name {
	struct edit_distance nearest;
	size_t edits;
	struct str name;
};

static bool come_near(void *data, struct slice name, enum nearness nearness,
	const struct scope_path *path)
{
	struct near_name *near = data;
	size_t edits = edit_distance_distance(&near->nearest, name);

	(void)path;
	if (nearness != BY_DOT && edits < near->edits) {
		near->edits = edits;
		str_clear(&near->name);
		str_add_bytes(&near->name, name.text, name.len);
	}
	return false;
}

static void suggest_nearest(
	const struct package *p, struct slice typed, struct slice word, struct str *err)
{
	struct near_name near = { .edits = EDIT_DISTANCE_FAR };

	str_init(&near.name);
	edit_distance_init(&near.nearest, word);
	for (size_t t = 0; t < p->table_count; t++)
		scope_walk(p, (int)t, come_near, &near);
	if (near.edits < EDIT_DISTANCE_FAR)
		str_addf(err, "No field is called \"%.*s\"; the nearest is \"%s\".",
			(int)typed.len, typed.text, near.name.buf);
	str_release(&near.name);
}

/* NAMES are at least two, each with a newline behind it. */
static void tell_several(struct slice typed, const char *names, struct str *err)
{
	enum { SHOWN = 4 };
	size_t shown = 0;

	str_addf(err, "\"%.*s:\" may be ", (int)typed.len, typed.text);
	while (*names && shown < SHOWN) {
		size_t len = strcspn(names, "\n");

		if (shown++)
			str_add(err, names[len + 1] ? ", " : " or ");
		str_addf(err, "%.*s", (int)len, names);
		names += len + 1;
	}
	str_add(err, *names ? " or others." : ".");
}

bool scope_known(const struct package *p, int first, struct slice word, struct str *err)
{
	struct str folded;
	struct str several; /* what it may mean, in the table that counts most */
	bool known = false;
	bool here = false; /* it may mean several things in table FIRST */

	str_init(&folded);
	str_init(&several);
	casefold_add(&folded, word);
	for (size_t t = 0; t < p->table_count; t++) {
		struct scope scope;
		struct str names;

		str_init(&names);
		bind_folded(p, (int)t, (struct slice){ folded.buf, folded.len }, &scope,
			&names);
		known |= scope.kind > SCOPE_SEVERAL;
		if (scope.kind == SCOPE_SEVERAL && (int)t == first) {
			str_clear(&several);
			here = true;
		}
		if (scope.kind == SCOPE_SEVERAL && !several.len)
			str_add(&several, names.buf);
		str_release(&names);
	}
	if (several.len && (!known || here))
		tell_several(word, several.buf, err);
	else if (!known)
		suggest_nearest(p, word, (struct slice){ folded.buf, folded.len }, err);
	str_release(&folded);
	str_release(&several);
	return known;
}

static bool begins(const char *text, struct slice name)
{
	struct str folded;
	bool result;

	str_init(&folded);
	casefold_add(&folded, slice_of(text));
	result = folded.len >= name.len && memcmp(folded.buf, name.text, name.len) == 0;
	str_release(&folded);
	return result;
}

bool scope_names_table(const struct package *p, int table, struct slice name)
{
	const struct resource *r = schema_of(p, table);

	return begins(r->name, name) || begins(r->title, name);
}

bool scope_is_cited(const struct package *p, int table)
{
	size_t others = 0;
	size_t citing = 0;

	if (schema_of(p, table)->foreign_count)
		return false;
	for (size_t t = 0; t < p->table_count; t++) {
		const struct resource *r = schema_of(p, (int)t);
		bool cites = false;

		for (size_t k = 0; k < r->foreign_count; k++)
			cites |= r->keys[k].list && r->keys[k].resource == table;
		citing += cites;
		others += t != (size_t)table;
	}
	return citing >= 3 && citing * 2 > others;
}
