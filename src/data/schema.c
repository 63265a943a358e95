#include "config.h"

#include "data/schema.h"

#include <string.h>

#include "base/memory.h"
#include "data/fieldtype.h"

/* Where the types of dates as the Library of Congress specifies them have their names:
 * EDTF itself and EDTF-level0 to 2. */
static const char edtf_types[] = "://id.loc.gov/datatypes/edtf/";

enum { CODE_LENGTH = 4 }; /* the longest code: ISO 3166's have 2 to 4 characters */

/* Version 1 takes a field without a type for a string, version 2 for any. */
static void read_type(struct reader *rd, struct field *f, const json_t *node)
{
	const char *name = reader_text(rd, node, "type", NULL);
	const char *item, *rdf;

	f->type = rd->version_2 ? FIELD_ANY : FIELD_STRING;
	if (name && !fieldtype_find(name, &f->type)) {
		f->type = FIELD_ANY;
		reader_fault(
			rd, "There is no type \"%s\"; the field is read as any.", name);
	}
	item = reader_text(rd, node, "itemType", NULL);
	f->item_type = FIELD_STRING;
	if (item && !fieldtype_find(item, &f->item_type))
		reader_fault(rd, "There is no type \"%s\"; the items are read as string.",
			item);
	rdf = reader_text(rd, node, "rdfType", "");
	f->edtf = strstr(rdf, edtf_types) != NULL &&
		(f->type == FIELD_STRING || f->type == FIELD_ANY);
	f->format = reader_text(rd, node, "format", "default");
	f->list_delimiter = reader_char(rd, node, "delimiter", ',', false);
}

static void read_numbers(struct reader *rd, struct field *f, const json_t *node)
{
	static const char *const yes[] = { "true", "True", "TRUE", "1" };
	static const char *const no[] = { "false", "False", "FALSE", "0" };

	f->decimal_char = reader_char(rd, node, "decimalChar", '.', false);
	f->group_char = reader_text(rd, node, "groupChar", "");
	f->bare_number = reader_flag(rd, node, "bareNumber", true);
	f->true_values = reader_texts(rd, node, "trueValues", &f->true_count);
	f->false_values = reader_texts(rd, node, "falseValues", &f->false_count);
	if (!f->true_count) {
		f->true_values = yes;
		f->true_count = sizeof yes / sizeof *yes;
	}
	if (!f->false_count) {
		f->false_values = no;
		f->false_count = sizeof no / sizeof *no;
	}
}

/* The empty text is left out: it stands for no value whatever the descriptor says. */
static void read_missing(
	struct reader *rd, struct field *f, const json_t *node, const json_t *schema)
{
	const json_t *from = json_object_get(node, "missingValues") ? node : schema;
	size_t count, kept = 0;
	const char *const *texts = reader_texts(rd, from, "missingValues", &count);
	const char **missing = arena_array(&rd->out->arena, count, sizeof *missing);

	for (size_t i = 0; i < count; i++)
		if (*texts[i])
			missing[kept++] = texts[i];
	f->missing = missing;
	f->missing_count = kept;
}

/* Returns the bound KEY, or the one that excludes itself, EXCLUSIVE. */
static const char *read_bound(struct reader *rd, const json_t *node, const char *key,
	const char *exclusive, bool *excluded)
{
	const char *bound = reader_scalar(rd, node, key);

	*excluded = false;
	if (bound)
		return bound;
	bound = reader_scalar(rd, node, exclusive);
	*excluded = bound != NULL;
	return bound;
}

/* Fills the choices from KEY, an array of values or of { value, label }. */
static void add_choices(
	struct reader *rd, struct field *f, const json_t *node, const char *key)
{
	const json_t *array = reader_member(rd, node, key, JSON_ARRAY);
	struct field_choice *choices;

	if (!array)
		return;
	choices = arena_array(&rd->out->arena, json_array_size(array), sizeof *choices);
	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);
		const json_t *value = json_object_get(item, "value");
		const char *text = reader_value(rd, value ? value : item);

		if (!text) {
			reader_at(rd, item, array);
			reader_fault(rd,
				"Entry %zu of \"%s\" must be a single value; it is left "
				"out.",
				i + 1, key);
			continue;
		}
		choices[f->choice_count++] = (struct field_choice){ text,
			reader_text(rd, item, "label", text) };
	}
	f->choices = choices;
	f->choices_closed = true;
}

/* An enum narrows the categories, which alone have labels. */
static void read_choices(
	struct reader *rd, struct field *f, const json_t *node, const json_t *constraints)
{
	struct field categories = { .choice_count = 0 };
	struct field_choice *narrowed;

	add_choices(rd, &categories, node, "categories");
	add_choices(rd, f, constraints, "enum");
	f->choices_ordered = reader_flag(rd, node, "categoriesOrdered", false);
	if (!f->choices_closed) {
		f->choices = categories.choices;
		f->choice_count = categories.choice_count;
		f->choices_closed = categories.choices_closed;
		return;
	}
	narrowed = arena_array(&rd->out->arena, f->choice_count, sizeof *narrowed);
	for (size_t i = 0; i < f->choice_count; i++) {
		narrowed[i] = f->choices[i];
		for (size_t j = 0; j < categories.choice_count; j++)
			if (strcmp(narrowed[i].value, categories.choices[j].value) == 0)
				narrowed[i].label = categories.choices[j].label;
	}
	f->choices = narrowed;
}

/* Also those that make no sense for the type: they are not demanded then. */
static void read_constraints(struct reader *rd, struct field *f, const json_t *node)
{
	const json_t *c = reader_member(rd, node, "constraints", JSON_OBJECT);

	f->required = reader_flag(rd, c, "required", false);
	f->unique = reader_flag(rd, c, "unique", false);
	f->pattern = reader_text(rd, c, "pattern", NULL);
	f->minimum =
		read_bound(rd, c, "minimum", "exclusiveMinimum", &f->minimum_excluded);
	f->maximum =
		read_bound(rd, c, "maximum", "exclusiveMaximum", &f->maximum_excluded);
	f->min_length = reader_length(rd, c, "minLength");
	f->max_length = reader_length(rd, c, "maxLength");
	read_choices(rd, f, node, c);
}

/* A field without a name still has its cell, so it is kept under a made-up one. */
static void read_field(struct reader *rd, struct field *f, const json_t *node,
	const json_t *schema, size_t number)
{
	const char *name = json_string_value(json_object_get(node, "name"));

	f->reference = -1;
	reader_at(rd, node, schema);
	f->place = reader_place(rd);
	if (name && *name) {
		f->name = arena_strdup(&rd->out->arena, name);
	} else {
		f->name = arena_printf(&rd->out->arena, "field%zu", number + 1);
		reader_fault(rd, "Field %zu has no name; it is called \"%s\".",
			number + 1, f->name);
	}
	rd->field = f->name;
	f->title = reader_text(rd, node, "title", f->name);
	f->description = reader_text(rd, node, "description", "");
	read_type(rd, f, node);
	read_numbers(rd, f, node);
	read_missing(rd, f, node, schema);
	read_constraints(rd, f, node);
	rd->field = NULL;
}

const size_t *schema_find_fields(struct reader *rd, const struct resource *r,
	const char *const *names, size_t count, const char *key)
{
	size_t *fields = arena_array(&rd->out->arena, count, sizeof *fields);
	bool all = true;

	for (size_t i = 0; i < count; i++) {
		int field = resource_field(r, names[i]);

		if (field < 0) {
			reader_fault(rd,
				"\"%s\" names \"%s\", which is no field of table \"%s\".",
				key, names[i], r->name);
			all = false;
		} else {
			fields[i] = (size_t)field;
		}
	}
	return all ? fields : NULL;
}

static void read_primary_key(
	struct reader *rd, struct resource *r, struct field *fields, const json_t *schema)
{
	size_t count;
	const char *const *names = reader_texts(rd, schema, "primaryKey", &count);
	const size_t *key = schema_find_fields(rd, r, names, count, "primaryKey");

	if (!key || !count)
		return;
	r->key = key;
	r->key_count = count;
	for (size_t i = 0; i < count; i++)
		fields[key[i]].required = true;
}

/* A code identifies its row in few letters, so the search takes it as a whole word. */
static void mark_codes(const struct resource *r, struct field *fields)
{
	for (size_t i = 0; i < r->field_count; i++) {
		bool sole_key = r->key_count == 1 && r->key[0] == i;

		fields[i].code = fields[i].type == FIELD_STRING &&
			fields[i].max_length >= 0 &&
			fields[i].max_length <= CODE_LENGTH &&
			(fields[i].unique || sole_key);
	}
}

static void read_unique_keys(struct reader *rd, struct resource *r, const json_t *schema)
{
	const json_t *array = reader_member(rd, schema, "uniqueKeys", JSON_ARRAY);
	size_t total = json_array_size(array);
	const size_t **uniques = arena_array(&rd->out->arena, total, sizeof *uniques);
	size_t *counts = arena_array(&rd->out->arena, total, sizeof *counts);

	for (size_t i = 0; i < total; i++) {
		size_t count;
		const char *const *names =
			reader_list(rd, json_array_get(array, i), "uniqueKeys", &count);
		const size_t *fields;

		reader_at(rd, json_array_get(array, i), array);
		fields = schema_find_fields(rd, r, names, count, "uniqueKeys");
		if (!fields || !count)
			continue;
		uniques[r->unique_count] = fields;
		counts[r->unique_count++] = count;
	}
	r->uniques = uniques;
	r->unique_counts = counts;
}

/* fieldsMatch stands as a text, and in the first drafts as an array of one. */
struct field *schema_read(struct reader *rd, struct resource *r, const json_t *schema)
{
	const json_t *array = reader_member(rd, schema, "fields", JSON_ARRAY);
	const char *match = json_string_value(json_object_get(schema, "fieldsMatch"));
	struct field *fields;

	if (json_is_array(json_object_get(schema, "fieldsMatch")))
		match = json_string_value(
			json_array_get(json_object_get(schema, "fieldsMatch"), 0));
	if (!match)
		match = "exact";
	r->fields_may_lack =
		strcmp(match, "superset") == 0 || strcmp(match, "partial") == 0;
	r->fields_may_exceed =
		strcmp(match, "subset") == 0 || strcmp(match, "partial") == 0;
	fields = arena_array(&rd->out->arena, json_array_size(array), sizeof *fields);
	r->fields = fields;
	for (size_t i = 0; i < json_array_size(array); i++) {
		read_field(rd, &fields[i], json_array_get(array, i), schema, i);
		reader_at(rd, json_array_get(array, i), array);
		if (resource_field(r, fields[i].name) >= 0)
			reader_fault(rd,
				"Two fields are called \"%s\"; names find the first "
				"only.",
				fields[i].name);
		r->field_count++;
	}
	read_primary_key(rd, r, fields, schema);
	read_unique_keys(rd, r, schema);
	mark_codes(r, fields);
	return fields;
}

/* Fills KEY from NODE, an entry of table NUMBER's foreignKeys; false after a fault. */
static bool read_reference(
	struct reader *rd, struct foreign_key *key, size_t number, const json_t *node)
{
	const struct resource *own = &rd->out->resources[number];
	const json_t *reference = reader_member(rd, node, "reference", JSON_OBJECT);
	const char *name = reader_text(rd, reference, "resource", "");
	size_t count;
	const char *const *fields = reader_texts(rd, node, "fields", &key->count);
	const char *const *their = reader_texts(rd, reference, "fields", &count);

	reader_at(rd, node, NULL);
	key->resource = *name ? descriptor_find(rd->out, name) : (int)number;
	if (key->resource < 0) {
		reader_fault(rd,
			"A foreign key points to \"%s\", which is no table of this "
			"package; it is left out.",
			name);
		return false;
	}
	if (!key->count || count != key->count) {
		reader_fault(rd,
			"A foreign key needs as many \"fields\" in its \"reference\" as "
			"of its own; it is left out.");
		return false;
	}
	key->fields = schema_find_fields(rd, own, fields, count, "foreignKeys");
	key->their = schema_find_fields(
		rd, &rd->out->resources[key->resource], their, count, "foreignKeys");
	if (!key->fields || !key->their)
		return false;
	key->list = own->fields[key->fields[0]].type == FIELD_LIST && count == 1;
	return true;
}

/* Tells whether A and B are the same COUNT fields, in any order. */
static bool same_fields(const size_t *a, const size_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t j = 0;

		while (j < count && b[j] != a[i])
			j++;
		if (j == count)
			return false;
	}
	return true;
}

/* Tells whether KEY makes each row of R one with the row that it names. */
static bool is_one_to_one(const struct descriptor *d, const struct resource *r,
	const struct foreign_key *key)
{
	const struct resource *other = &d->resources[key->resource];

	return !key->list && other != r && key->count == r->key_count &&
		key->count == other->key_count &&
		same_fields(key->fields, r->key, key->count) &&
		same_fields(key->their, other->key, key->count);
}

/* Tells whether one-to-one keys lead from table FROM to table TO. */
static bool leads_to(const struct descriptor *d, int from, int to)
{
	while (from != to && d->resources[from].one_to_one >= 0)
		from = d->resources[from].keys[d->resources[from].one_to_one].resource;
	return from == to;
}

void schema_read_references(struct reader *rd, size_t number)
{
	struct resource *r = &rd->out->resources[number];
	const json_t *array =
		reader_member(rd, rd->tables[number].schema, "foreignKeys", JSON_ARRAY);
	struct foreign_key *keys =
		arena_array(&rd->out->arena, json_array_size(array), sizeof *keys);

	r->keys = keys;
	for (size_t i = 0; i < json_array_size(array); i++) {
		struct foreign_key *key = &keys[r->foreign_count];
		int place = (int)r->foreign_count;

		if (!read_reference(rd, key, number, json_array_get(array, i)))
			continue;
		r->foreign_count++;
		for (size_t j = 0; j < key->count; j++) {
			/* The arena is ours: fields are const for those who read them
			 * later. */
			struct field *f = &rd->tables[number].fields[key->fields[j]];

			if (f->reference < 0)
				f->reference = place;
		}
		if (r->one_to_one < 0 && is_one_to_one(rd->out, r, key) &&
			!leads_to(rd->out, key->resource, (int)number))
			r->one_to_one = place;
	}
}
