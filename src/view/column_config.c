#include "config.h"

#include "view/column_config.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/bali_ext.h"

/* Lists anew what is shown. */
static void column_config_changed(struct column_config *s)
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
static bool column_config_has(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->column_count; i++)
		if (r->columns[i].fields[0] == field &&
			r->columns[i].title == r->fields[field].title)
			return true;
	return false;
}

static void column_config_add(
	struct column_config *s, const struct path *path, bool shown)
{
	s->columns[s->count] = (struct column_config_column){
		.path = *path,
		.id = s->count,
		.shown = shown,
	};
	s->count++;
}

static void column_config_make(struct column_config *s)
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
		column_config_add(s, &r->columns[i], true);
	for (size_t i = 0; i < r->field_count; i++) {
		s->fields[i] = i;
		if (!column_config_has(r, i))
			column_config_add(s,
				&(struct path){ 1, &s->fields[i], r->fields[i].title,
					&r->fields[i] },
				!r->column_count && !i);
	}
	column_config_changed(s);
}

void column_config_init(
	struct column_config *s, const struct package *package, const struct table *table)
{
	*s = (struct column_config){ .package = package, .table = table };
	column_config_make(s);
}

void column_config_release(struct column_config *s)
{
	free(s->columns);
	free(s->paths);
	free(s->places);
	free(s->fields);
}

void column_config_fit(struct column_config *s)
{
	if (s->known == s->table->schema->field_count)
		return;
	column_config_release(s);
	column_config_make(s);
}

const struct path *column_config_paths(const struct column_config *s, size_t *count)
{
	*count = s->shown;
	return s->paths;
}

const struct column_config_column *column_config_at(
	const struct column_config *s, size_t place)
{
	return &s->columns[s->places[place]];
}

const struct column_config_column *column_config_find(
	const struct column_config *s, size_t id)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->columns[i].id == id)
			return &s->columns[i];
	return NULL;
}

size_t column_config_place(const struct column_config *s, size_t id)
{
	size_t place = 0;

	for (size_t i = 0; i < s->count && s->columns[i].id != id; i++)
		place += s->columns[i].shown;
	if (place >= s->shown)
		place = s->shown ? s->shown - 1 : 0;
	return place;
}

bool column_config_toggle(struct column_config *s, size_t number)
{
	if (s->columns[number].shown && s->shown == 1)
		return false;
	s->columns[number].shown = !s->columns[number].shown;
	s->chosen = true;
	column_config_changed(s);
	return true;
}

bool column_config_move(struct column_config *s, size_t number, int step)
{
	size_t other = step < 0 ? number - 1 : number + 1;
	struct column_config_column column;

	if (step < 0 ? number == 0 : other >= s->count)
		return false;
	column = s->columns[number];
	s->columns[number] = s->columns[other];
	s->columns[other] = column;
	s->chosen = true;
	column_config_changed(s);
	return true;
}

void column_config_show_all(struct column_config *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->columns[i].shown = true;
	s->chosen = true;
	column_config_changed(s);
}

void column_config_reset(struct column_config *s)
{
	column_config_release(s);
	column_config_make(s);
	s->chosen = false;
}

void column_config_set_wide(struct column_config *s, size_t id, int wide)
{
	if (wide && wide < COLUMN_CONFIG_NARROWEST)
		wide = COLUMN_CONFIG_NARROWEST;
	if (wide > COLUMN_CONFIG_WIDEST)
		wide = COLUMN_CONFIG_WIDEST;
	for (size_t i = 0; i < s->count; i++)
		if (s->columns[i].id == id)
			s->columns[i].wide = wide;
	s->chosen = true;
	column_config_changed(s);
}

/* Tells whether COLUMN of S is what WANTED of OLD was. */
static bool column_config_same(const struct column_config *s,
	const struct column_config_column *column, const struct column_config *old,
	const struct column_config_column *wanted)
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

void column_config_adopt(struct column_config *s, const struct column_config *old)
{
	size_t next = 0; /* those before it are OLD's, in its order */
	bool any = false;

	if (!old->chosen)
		return;
	s->chosen = true;
	for (size_t i = 0; i < old->count; i++) {
		const struct column_config_column *wanted = &old->columns[i];
		struct column_config_column column;
		size_t at = next;

		while (at < s->count &&
			!column_config_same(s, &s->columns[at], old, wanted))
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
		column_config_reset(s);
	column_config_changed(s);
}
