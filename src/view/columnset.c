#include "config.h"

#include "view/columnset.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "data/path.h"

/* Lists anew what is shown. */
static void columnset_changed(struct columnset *s)
{
	s->shown = 0;
	for (size_t i = 0; i < s->count; i++) {
		if (!s->columns[i].shown)
			continue;
		s->paths[s->shown] = s->columns[i].path;
		s->places[s->shown++] = i;
	}
	s->changes++;
}

/* Tells whether one of R's columns shows FIELD as it is: itself, or, of a reference, what
 * the row referred to is called. Then it bears the field's title. */
static bool columnset_has(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->column_count; i++)
		if (r->columns[i].fields[0] == field &&
			r->columns[i].title == r->fields[field].title)
			return true;
	return false;
}

static void columnset_add(struct columnset *s, const struct path *path, bool shown)
{
	s->columns[s->count] = (struct columnset_column){
		.path = *path,
		.id = s->count,
		.shown = shown,
	};
	s->count++;
}

static void columnset_make(struct columnset *s)
{
	const struct resource *r = s->table->schema;
	size_t most = r->column_count + r->field_count;

	s->known = r->field_count;
	s->columns = xcalloc(most + 1, sizeof *s->columns);
	s->paths = xcalloc(most + 1, sizeof *s->paths);
	s->places = xcalloc(most + 1, sizeof *s->places);
	s->fields = xcalloc(r->field_count + 1, sizeof *s->fields);
	s->count = 0;
	for (size_t i = 0; i < r->column_count; i++)
		columnset_add(s, &r->columns[i], true);
	for (size_t i = 0; i < r->field_count; i++) {
		s->fields[i] = i;
		if (!columnset_has(r, i))
			columnset_add(s,
				&(struct path){ 1, &s->fields[i], r->fields[i].title,
					&r->fields[i] },
				!r->column_count && !i);
	}
	columnset_changed(s);
}

void columnset_init(
	struct columnset *s, const struct package *package, const struct table *table)
{
	*s = (struct columnset){ .package = package, .table = table };
	columnset_make(s);
}

void columnset_release(struct columnset *s)
{
	free(s->columns);
	free(s->paths);
	free(s->places);
	free(s->fields);
}

void columnset_fit(struct columnset *s)
{
	if (s->known == s->table->schema->field_count)
		return;
	columnset_release(s);
	columnset_make(s);
}

const struct path *columnset_paths(const struct columnset *s, size_t *count)
{
	*count = s->shown;
	return s->paths;
}

const struct columnset_column *columnset_at(const struct columnset *s, size_t place)
{
	return &s->columns[s->places[place]];
}

const struct columnset_column *columnset_find(const struct columnset *s, size_t id)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->columns[i].id == id)
			return &s->columns[i];
	return NULL;
}

size_t columnset_place(const struct columnset *s, size_t id)
{
	size_t place = 0;

	for (size_t i = 0; i < s->count && s->columns[i].id != id; i++)
		place += s->columns[i].shown;
	if (place >= s->shown)
		place = s->shown ? s->shown - 1 : 0;
	return place;
}

bool columnset_toggle(struct columnset *s, size_t number)
{
	if (s->columns[number].shown && s->shown == 1)
		return false;
	s->columns[number].shown = !s->columns[number].shown;
	s->chosen = true;
	columnset_changed(s);
	return true;
}

bool columnset_move(struct columnset *s, size_t number, int step)
{
	size_t other = step < 0 ? number - 1 : number + 1;
	struct columnset_column column;

	if (step < 0 ? number == 0 : other >= s->count)
		return false;
	column = s->columns[number];
	s->columns[number] = s->columns[other];
	s->columns[other] = column;
	s->chosen = true;
	columnset_changed(s);
	return true;
}

void columnset_show_all(struct columnset *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->columns[i].shown = true;
	s->chosen = true;
	columnset_changed(s);
}

void columnset_reset(struct columnset *s)
{
	columnset_release(s);
	columnset_make(s);
	s->chosen = false;
}

void columnset_set_wide(struct columnset *s, size_t id, int wide)
{
	if (wide && wide < COLUMNSET_NARROWEST)
		wide = COLUMNSET_NARROWEST;
	if (wide > COLUMNSET_WIDEST)
		wide = COLUMNSET_WIDEST;
	for (size_t i = 0; i < s->count; i++)
		if (s->columns[i].id == id)
			s->columns[i].wide = wide;
	s->chosen = true;
	columnset_changed(s);
}

/* Tells whether COLUMN of S is what WANTED of OLD was. */
static bool columnset_same(const struct columnset *s,
	const struct columnset_column *column, const struct columnset *old,
	const struct columnset_column *wanted)
{
	struct str one, other;
	bool same;

	str_init(&one);
	str_init(&other);
	path_add_name(&column->path, &s->package->descriptor, s->table->schema, &one);
	path_add_name(
		&wanted->path, &old->package->descriptor, old->table->schema, &other);
	same = !strcmp(one.buf, other.buf);
	str_release(&one);
	str_release(&other);
	return same;
}

void columnset_adopt(struct columnset *s, const struct columnset *old)
{
	size_t next = 0; /* those before it are OLD's, in its order */
	bool any = false;

	if (!old->chosen)
		return;
	s->chosen = true;
	for (size_t i = 0; i < old->count; i++) {
		const struct columnset_column *wanted = &old->columns[i];
		struct columnset_column column;
		size_t at = next;

		while (at < s->count && !columnset_same(s, &s->columns[at], old, wanted))
			at++;
		if (at == s->count)
			continue;
		column = s->columns[at];
		column.shown = wanted->shown;
		column.wide = wanted->wide;
		memmove(&s->columns[next + 1], &s->columns[next],
			(at - next) * sizeof column);
		s->columns[next++] = column;
	}
	for (size_t i = 0; i < s->count; i++)
		any = any || s->columns[i].shown;
	if (!any)
		columnset_reset(s);
	columnset_changed(s);
}
