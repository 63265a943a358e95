/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/schema.h"

#include <string.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "base/task.h"
#include "data/value.h"

/* Part of the addresses of the date types of the Library of Congress: EDTF, and
 * EDTF-level0 to EDTF-level2. */
static const char edtf_types[] = "://id.loc.gov/datatypes/edtf/";

enum { FEW_MISSING = 8 }; /* missing values that are compared one by one */

enum { FIELDS_PORTION = 64 }; /* fields between two looks at the clock */

enum { CODE_LENGTH = 4 }; /* the longest code: those of ISO 3166 have 2 to 4 characters */

/* Reads the missing values of F; the empty text is not kept as one. Fields that have those of
 * SCHEMA share them, for there may be many. */
static void read_missing(struct reader *rd, const struct resource *r, struct field *f,
	const json_t *node, const json_t *schema)
{
	const json_t *holder = json_object_get(node, "missingValues") ? node : schema;
	const struct field *last = &rd->missing;
	const char *const *texts;
	const char **missing;
	struct namemap *names;
	size_t count;

	if (holder != rd->missing_of || r != rd->missing_in) {
		struct field own = { .empty_is_value = json_is_array(
					     json_object_get(holder, "missingValues")) };

		texts = reader_texts(rd, holder, "missingValues", &count);
		missing = arena_array(&rd->out->arena, count + 1, sizeof *missing);
		for (size_t i = 0; i < count; i++)
			if (*texts[i])
				missing[own.missing_count++] = texts[i];
			else
				own.empty_is_value = false;
		if (r->null_sequence && *r->null_sequence)
			missing[own.missing_count++] = r->null_sequence;
		own.missing = missing;
		if (own.missing_count > FEW_MISSING) {
			names = arena_alloc(&rd->out->arena, sizeof *names);
			namemap_reserve(names, own.missing_count, &rd->out->arena);
			for (size_t i = 0; i < own.missing_count; i++)
				namemap_add(
					names, slice_of(missing[i]), i, &rd->out->arena);
			own.missing_names = names;
		}
		rd->missing = own;
		rd->missing_of = holder;
		rd->missing_in = r;
	}
	f->missing = last->missing;
	f->missing_count = last->missing_count;
	f->missing_names = last->missing_names;
	f->empty_is_value = last->empty_is_value;
}

/* Reads how values are written. */
static void read_notation(struct reader *rd, const struct resource *r, struct field *f,
	const json_t *node, const json_t *schema)
{
	static const char *const yes[] = { "true", "True", "TRUE", "1" };
	static const char *const no[] = { "false", "False", "FALSE", "0" };

	read_missing(rd, r, f, node, schema);
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

/* Returns TEXT, read from NODE, as a cell of F would hold it: a JSON number has a point
 * where the field may have another decimal character. */
static const char *as_cell(
	struct reader *rd, const struct field *f, const json_t *node, const char *text)
{
	const char *point = text && json_is_number(node) ? strchr(text, '.') : NULL;
	char *copy;

	if (!point || f->decimal_char == '.')
		return text;
	copy = arena_strndup(&rd->out->arena, text, strlen(text));
	copy[point - text] = f->decimal_char;
	return copy;
}

/* Returns the bound KEY, or else EXCLUSIVE, which excludes the bound itself; or NULL. */
static const char *read_bound(struct reader *rd, const struct field *f,
	const json_t *node, const char *key, const char *exclusive, bool *excluded)
{
	const char *bound = reader_scalar(rd, node, key);

	if (!bound) {
		key = exclusive;
		bound = reader_scalar(rd, node, key);
		*excluded = bound != NULL;
	}
	return as_cell(rd, f, json_object_get(node, key), bound);
}

/* Returns ITEM, a list, object or array that "enum" allows in F, as a cell holds it; NULL
 * for all else. A list of texts with the delimiter in them cannot be written in a cell. */
static const char *read_composite(
	struct reader *rd, const struct field *f, const json_t *item)
{
	struct str text = STR_INIT;
	const char *copy;

	if (json_is_array(item) && f->type == FIELD_LIST) {
		for (size_t i = 0; i < json_array_size(item); i++) {
			if (i)
				str_add_char(&text, f->list_delimiter);
			json_add_scalar(json_array_get(item, i), &text);
		}
	} else if ((json_is_array(item) || json_is_object(item)) &&
		(f->type == FIELD_OBJECT || f->type == FIELD_ARRAY ||
			f->type == FIELD_GEOJSON)) {
		json_add_compact(item, &text);
	} else {
		return NULL;
	}
	copy = arena_strndup(&rd->out->arena, text.buf, text.len);
	str_release(&text);
	return copy;
}

/* Returns the choices of F in KEY, an array of values or of objects with "value" and
 * "label", and their number in *COUNT; NULL when there is no such array. */
static struct field_choice *read_choices(struct reader *rd, const struct field *f,
	const json_t *node, const char *key, size_t *count)
{
	const json_t *array = reader_member(rd, node, key, JSON_ARRAY);
	struct field_choice *choices = NULL;

	*count = 0;
	if (array)
		choices = arena_array(
			&rd->out->arena, json_array_size(array), sizeof *choices);
	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);
		const char *text = read_composite(rd, f, item);

		if (!text)
			text = as_cell(rd, f, item, reader_item(rd, array, i, key));
		if (text)
			choices[(*count)++] = (struct field_choice){ text,
				reader_text(rd, item, "label", text) };
	}
	return choices;
}

/* Reports the constraints of FIELD that are not checked: "jsonSchema", and unknown ones. */
static void report_constraints(struct reader *rd, const json_t *field)
{
	json_t *c = json_object_get(field, "constraints");
	static const char *const known[] = { "required", "unique", "pattern", "minimum",
		"maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
		"maxLength", "enum" };
	const char *name;
	json_t *node;

	json_object_foreach(c, name, node)
	{
		size_t i = 0;

		while (i < sizeof known / sizeof *known && strcmp(known[i], name) != 0)
			i++;
		reader_at(rd, node, c);
		if (i == sizeof known / sizeof *known)
			reader_report(rd, FAULT_NOT_CHECKED,
				"The constraint “%s” is not checked.", name);
	}
}

/* Constraints that make no sense for the type are read too, and not checked later. An
 * enum narrows the categories, which alone have labels. */
static void read_constraints(struct reader *rd, struct field *f, const json_t *node)
{
	const json_t *c = reader_member(rd, node, "constraints", JSON_OBJECT);
	struct field_choice *categories, *choices;
	struct namemap numbers = { .size = 0 };
	size_t count;

	report_constraints(rd, node);
	f->required = reader_flag(rd, c, "required", false);
	f->unique = reader_flag(rd, c, "unique", false);
	f->pattern = reader_text(rd, c, "pattern", NULL);
	f->minimum =
		read_bound(rd, f, c, "minimum", "exclusiveMinimum", &f->minimum_excluded);
	f->maximum =
		read_bound(rd, f, c, "maximum", "exclusiveMaximum", &f->maximum_excluded);
	f->min_length = reader_length(rd, c, "minLength");
	f->max_length = reader_length(rd, c, "maxLength");
	categories = read_choices(rd, f, node, "categories", &count);
	choices = read_choices(rd, f, c, "enum", &f->choice_count);
	for (size_t k = 0; choices && k < count; k++)
		namemap_add(&numbers, slice_of(categories[k].value), k, &rd->out->arena);
	for (size_t i = 0; i < f->choice_count && count; i++) {
		size_t k = namemap_find(&numbers, slice_of(choices[i].value));

		if (k != NAMEMAP_NONE)
			choices[i].label = categories[k].label;
		else
			reader_fault(rd, "“%s” in “enum” is not one of the “categories”.",
				choices[i].value);
	}
	if (!choices) {
		choices = categories;
		f->choice_count = count;
	}
	namemap_reserve(&f->choice_numbers, f->choice_count, &rd->out->arena);
	for (size_t i = 0; i < f->choice_count; i++)
		namemap_add(&f->choice_numbers, slice_of(choices[i].value), i,
			&rd->out->arena);
	f->choices = choices;
	f->choices_closed = choices != NULL;
	f->choices_ordered = reader_flag(rd, node, "categoriesOrdered", false);
}

/* A field without a name still has its cell, so it is kept under a made-up one. A field
 * without a type is a string in version 1 and any in version 2 ("Field Types"). */
static void read_field(struct reader *rd, const struct resource *r, struct field *f,
	const json_t *node, const json_t *schema, size_t number)
{
	const char *name = json_string_value(json_object_get(node, "name"));
	const char *type, *item;

	f->reference = -1;
	reader_at(rd, node, schema);
	f->place = reader_place(rd);
	if (name && *name) {
		f->name = arena_strdup(&rd->out->arena, name);
	} else {
		f->name = arena_printf(&rd->out->arena, "field%zu", number + 1);
		reader_fault(rd, "Field %zu has no name. It is called “%s”.", number + 1,
			f->name);
	}
	rd->field = f->name;
	f->label = f->name;
	f->title = reader_text(rd, node, "title", f->name);
	f->description = reader_text(rd, node, "description", "");
	type = reader_text(rd, node, "type", NULL);
	f->untyped = !type;
	f->type = rd->version_2 ? FIELD_ANY : FIELD_STRING;
	if (type && !value_find_type(type, &f->type)) {
		f->type = FIELD_ANY;
		reader_fault(rd, "Unknown type “%s”. The field is read as any.", type);
	}
	item = reader_text(rd, node, "itemType", NULL);
	f->item_type = FIELD_STRING;
	if (item && !value_find_type(item, &f->item_type))
		reader_fault(
			rd, "Unknown type “%s”. The items are read as string.", item);
	f->edtf = strstr(reader_text(rd, node, "rdfType", ""), edtf_types) &&
		(f->type == FIELD_STRING || f->type == FIELD_ANY);
	f->format = reader_text(rd, node, "format", "default");
	if (f->type == FIELD_GEOJSON && !strcmp(f->format, "topojson"))
		reader_report(rd, FAULT_NOT_USED,
			"Shapes in the format “topojson” are not shown on a map.");
	f->list_delimiter = reader_char(rd, node, "delimiter", ',', false);
	read_notation(rd, r, f, node, schema);
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

		if (field >= 0) {
			fields[i] = (size_t)field;
			continue;
		}
		reader_fault(rd, "“%s” names “%s”, which is not a field of table “%s”.",
			key, names[i], r->name);
		all = false;
	}
	return all ? fields : NULL;
}

/* Reads "primaryKey", whose fields are required, and "uniqueKeys". A code identifies its
 * row in few letters, so the search takes it as a whole word. */
static void read_keys(
	struct reader *rd, struct resource *r, struct field *fields, const json_t *schema)
{
	size_t count;
	const char *const *names = reader_texts(rd, schema, "primaryKey", &count);
	const size_t *key = schema_find_fields(rd, r, names, count, "primaryKey");
	const json_t *array = reader_member(rd, schema, "uniqueKeys", JSON_ARRAY);
	size_t total = json_array_size(array);
	const size_t **uniques = arena_array(&rd->out->arena, total, sizeof *uniques);
	size_t *counts = arena_array(&rd->out->arena, total, sizeof *counts);

	r->key = key;
	r->key_count = key ? count : 0;
	for (size_t i = 0; i < r->key_count; i++)
		fields[key[i]].required = true;
	r->uniques = uniques;
	r->unique_counts = counts;
	for (size_t i = 0; i < total; i++) {
		names = reader_list(rd, json_array_get(array, i), "uniqueKeys", &count);
		reader_at(rd, json_array_get(array, i), array);
		key = schema_find_fields(rd, r, names, count, "uniqueKeys");
		if (!count)
			reader_fault(
				rd, "Entry %zu of “uniqueKeys” names no field.", i + 1);
		if (!key || !count)
			continue;
		uniques[r->unique_count] = key;
		counts[r->unique_count++] = count;
	}
	for (size_t i = 0; i < r->field_count; i++) {
		bool sole_key = r->key_count == 1 && r->key[0] == i;

		fields[i].code = fields[i].type == FIELD_STRING &&
			fields[i].max_length >= 0 &&
			fields[i].max_length <= CODE_LENGTH &&
			(fields[i].unique || sole_key);
	}
}

/* The standard allows that fields have one name; here they are found by their names, which
 * therefore get a number. The name in the file stays. */
static void name_field(
	struct reader *rd, struct resource *r, struct field *f, size_t number)
{
	struct arena *arena = &rd->out->arena;

	f->name = namemap_add_free(&r->field_numbers, f->label, number, " (", ")", arena);
	if (f->name == f->label)
		return;
	if (f->title == f->label)
		f->title = f->name;
	reader_report(rd, FAULT_TWIN_FIELD,
		"Two fields are called “%s”. The later one is called “%s” here.",
		f->label, f->name);
}

/* Reads "fieldsMatch" of SCHEMA: a string, and in the first drafts of version 2 an array of
 * one. */
static void read_match(struct reader *rd, struct resource *r, const json_t *schema)
{
	static const char *const known[] = { "exact", "equal", "subset", "superset",
		"partial", NULL };
	const char *const *name = known;
	const json_t *node = json_object_get(schema, "fieldsMatch");
	const char *match =
		json_string_value(json_is_array(node) ? json_array_get(node, 0) : node);

	if (!match)
		match = "exact";
	while (*name && strcmp(*name, match) != 0)
		name++;
	reader_at(rd, node, schema);
	if (!*name)
		reader_fault(rd,
			"Unknown “fieldsMatch” “%s”. The fields are matched as by "
			"“exact”.",
			match);
	r->fields_in_order = !*name || name == known;
	r->order_matters = r->fields_in_order && (node || rd->version_2);
	r->fields_may_lack =
		strcmp(match, "superset") == 0 || strcmp(match, "partial") == 0;
	r->fields_may_exceed =
		strcmp(match, "subset") == 0 || strcmp(match, "partial") == 0;
}

bool schema_read(struct reader *rd, size_t number, int64_t until)
{
	struct resource *r = &rd->out->resources[number];
	struct reader_table *table = &rd->tables[number];
	const json_t *array = json_object_get(table->schema, "fields");
	size_t count = json_array_size(array);

	if (!table->fields) {
		reader_member(rd, table->schema, "fields", JSON_ARRAY);
		read_match(rd, r, table->schema);
		table->fields =
			arena_array(&rd->out->arena, count, sizeof *table->fields);
		r->fields = table->fields;
	}
	while (r->field_count < count) {
		size_t i = r->field_count++;

		read_field(rd, r, &table->fields[i], json_array_get(array, i),
			table->schema, i);
		reader_at(rd, json_array_get(array, i), array);
		name_field(rd, r, &table->fields[i], i);
		if (r->field_count % FIELDS_PORTION == 0 && clock_now() >= until)
			return false;
	}
	read_keys(rd, r, table->fields, table->schema);
	return true;
}

/* Fills KEY from NODE, an entry of table NUMBER's "foreignKeys". Returns false after a
 * fault. */
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
			"A foreign key points to “%s”, which is not a table of this "
			"package. It is ignored.",
			name);
		return false;
	}
	if (!key->count || count != key->count) {
		reader_fault(rd,
			"A foreign key needs as many “fields” in its “reference” as of "
			"its own. It is ignored.");
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

/* Returns whether KEY joins each row of table NUMBER to one other row: both sides are
 * the whole primary key, and no one-to-one keys lead back to the table. */
static bool is_one_to_one(
	const struct descriptor *d, size_t number, const struct foreign_key *key)
{
	const struct resource *r = &d->resources[number];
	const struct resource *other = &d->resources[key->resource];

	if (key->list || !fields_same(key->fields, key->count, r->key, r->key_count) ||
		!fields_same(key->their, key->count, other->key, other->key_count))
		return false;
	while (other != r && other->one_to_one >= 0)
		other = &d->resources[other->keys[other->one_to_one].resource];
	return other != r;
}

/* Adds KEY to those that were seen; returns whether none of them says the same. */
static bool is_new(struct reader *rd, const struct foreign_key *key)
{
	size_t size = key->count * sizeof *key->fields;
	size_t len = sizeof key->resource + 2 * size;
	char *bytes = arena_array(&rd->seen_memory, len, 1);

	memcpy(bytes, &key->resource, sizeof key->resource);
	memcpy(bytes + sizeof key->resource, key->fields, size);
	memcpy(bytes + sizeof key->resource + size, key->their, size);
	return namemap_add(&rd->seen_keys, (struct slice){ bytes, len }, 0,
		       &rd->seen_memory) == NAMEMAP_NONE;
}

/* Reads NODE, the next entry of "foreignKeys" of table NUMBER. */
static void read_key(struct reader *rd, size_t number, const json_t *node)
{
	struct resource *r = &rd->out->resources[number];
	struct reader_table *table = &rd->tables[number];
	int next = (int)r->foreign_count;
	struct foreign_key *key = &table->keys[next];

	*key = (struct foreign_key){ .count = 0 };
	if (!read_reference(rd, key, number, node))
		return;
	if (!is_new(rd, key)) {
		reader_report(rd, FAULT_TWIN_KEY,
			"A foreign key repeats an earlier one. It is ignored.");
		return;
	}
	r->foreign_count++;
	for (size_t i = 0; i < key->count; i++) {
		/* Fields are const for all later readers. */
		struct field *f = &table->fields[key->fields[i]];

		if (f->reference < 0)
			f->reference = next;
	}
	if (r->one_to_one < 0 && is_one_to_one(rd->out, number, key))
		r->one_to_one = next;
}

/* Returns how many fields NODE, an entry of "foreignKeys", names on both sides. */
static size_t count_key_fields(const json_t *node)
{
	const json_t *reference = json_object_get(node, "reference");

	return json_array_size(json_object_get(node, "fields")) +
		json_array_size(json_object_get(reference, "fields"));
}

bool schema_read_references(struct reader *rd, size_t number, int64_t until)
{
	struct reader_table *table = &rd->tables[number];
	const json_t *array = json_object_get(table->schema, "foreignKeys");
	size_t count = json_array_size(array), work = 0;

	if (!table->keys) {
		reader_member(rd, table->schema, "foreignKeys", JSON_ARRAY);
		table->keys = arena_array(&rd->out->arena, count, sizeof *table->keys);
		rd->out->resources[number].keys = table->keys;
	}
	while (table->next_key < count) {
		const json_t *node = json_array_get(array, table->next_key++);

		read_key(rd, number, node);
		if (task_is_late(&work, count_key_fields(node) * TASK_ITEM, until))
			return false;
	}
	rd->seen_keys = (struct namemap){ .size = 0 };
	arena_release(&rd->seen_memory);
	return true;
}
