#include "config.h"

#include "data/path.h"

#include <string.h>

enum { PATH_STEPS = 8 }; /* more references in a row than anyone follows by eye */

/* NAME is a piece of a path, so it is not terminated. */
static int find_field(const struct resource *r, const char *name, size_t len)
{
	for (size_t i = 0; i < r->field_count; i++)
		if (strncmp(r->fields[i].name, name, len) == 0 && !r->fields[i].name[len])
			return (int)i;
	return -1;
}

/* Returns the table that field FIELD of R refers to, or NULL. */
static const struct resource *reached(
	const struct descriptor *d, const struct resource *r, size_t field)
{
	int reference = r->fields[field].reference;

	return reference < 0 ? NULL : &d->resources[r->keys[reference].resource];
}

/*
 * Finds TEXT from R on into STEPS and returns how many there are, 0 for none; *LAST gets
 * the table of the last one. A dot may belong to a field's name, so each is tried.
 */
static size_t find_steps(const struct descriptor *d, const struct resource *r,
	const char *text, size_t *steps, size_t room, const struct resource **last)
{
	int field = find_field(r, text, strlen(text));

	if (!room)
		return 0;
	if (field >= 0) {
		*steps = (size_t)field;
		*last = r;
		return 1;
	}
	for (const char *dot = strchr(text, '.'); dot; dot = strchr(dot + 1, '.')) {
		const struct resource *next;
		size_t count;

		field = find_field(r, text, (size_t)(dot - text));
		next = field < 0 ? NULL : reached(d, r, (size_t)field);
		count = next ? find_steps(d, next, dot + 1, steps + 1, room - 1, last)
			     : 0;
		if (count) {
			*steps = (size_t)field;
			return count + 1;
		}
	}
	return 0;
}

bool path_find(struct path *out, const struct descriptor *d, const struct resource *r,
	const char *text, struct arena *arena, struct str *err)
{
	size_t steps[PATH_STEPS];
	const struct resource *last = NULL;
	size_t count = find_steps(d, r, text, steps, PATH_STEPS, &last);
	size_t *fields;

	if (!count) {
		str_addf(err,
			"\"%s\" is neither a field of table \"%s\" nor a path through "
			"references to one.",
			text, r->name);
		return false;
	}
	fields = arena_array(arena, count, sizeof *fields);
	memcpy(fields, steps, count * sizeof *steps);
	out->count = count;
	out->fields = fields;
	out->last = &last->fields[fields[count - 1]];
	out->title = out->last->title;
	return true;
}

void path_set_field(
	struct path *out, const struct resource *r, size_t field, struct arena *arena)
{
	size_t *fields = arena_array(arena, 1, sizeof *fields);

	*fields = field;
	out->count = 1;
	out->fields = fields;
	out->last = &r->fields[field];
	out->title = out->last->title;
}

void path_add_name(const struct path *path, const struct descriptor *d,
	const struct resource *r, struct str *out)
{
	for (size_t i = 0; i < path->count; i++) {
		str_addf(out, "%s%s", i ? "." : "", r->fields[path->fields[i]].name);
		if (i + 1 < path->count)
			r = reached(d, r, path->fields[i]);
	}
}

void path_set_title(
	struct path *path, const struct descriptor *d, const struct resource *r)
{
	const struct field *reference = NULL;

	for (size_t i = 0; i + 1 < path->count; i++) {
		reference = &r->fields[path->fields[i]];
		r = reached(d, r, path->fields[i]);
	}
	path->title = path->last->title;
	if (reference && r->label.count == 1 && r->label.last == path->last)
		path->title = reference->title;
}
