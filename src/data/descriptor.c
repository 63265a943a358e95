/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads the package at a path: a descriptor with its package and its resources (Data
 * Package v2, "Data Package" and "Data Resource"; v2 "Table Dialect"), or, where there
 * is none, the CSV files themselves. The schema of a table is read by schema.c, its
 * object "bali" by bali_ext.c.
 */

#include "config.h"

#include "data/descriptor.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "data/bali_ext.h"
#include "data/descriptor_reader.h"
#include "data/dialect.h"
#include "data/resource_data.h"
#include "data/schema.h"
#include "data/value.h"

static const char descriptor_name[] = "datapackage.json";

static bool is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* Returns the part of PATH after the last slash. */
static const char *file_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Returns the folder that the file at PATH is in. */
static const char *folder_of(struct descriptor *d, const char *path)
{
	size_t len = (size_t)(file_of(path) - path);

	if (!len)
		return is_stdin(path) ? "" : ".";
	return arena_strndup(&d->arena, path, len > 1 ? len - 1 : 1);
}

/* Strings are never NULL, so that their users need not ask. */
static void init(struct descriptor *d)
{
	*d = (struct descriptor){ .folder = "",
		.name = "",
		.title = "",
		.description = "",
		.version = "",
		.created = "",
		.homepage = "" };
}

void descriptor_release(struct descriptor *d)
{
	arena_release(&d->arena);
	init(d);
}

void descriptor_add_path(
	const struct descriptor *d, const struct resource *r, struct str *out)
{
	if (*d->folder)
		str_addf(out, "%s/", d->folder);
	str_add(out, r->path);
}

int descriptor_find(const struct descriptor *d, const char *name)
{
	size_t number = namemap_find(&d->resource_numbers, slice_of(name));

	return number == NAMEMAP_NONE ? -1 : (int)number;
}

int resource_field(const struct resource *r, const char *name)
{
	return resource_find_field(r, slice_of(name));
}

int resource_find_field(const struct resource *r, struct slice name)
{
	size_t number = namemap_find(&r->field_numbers, name);

	return number == NAMEMAP_NONE ? -1 : (int)number;
}

/* Names R, which is the next resource of D, NAME or, when there is one of that name, NAME
 * with a number. */
static void name_resource(struct descriptor *d, struct resource *r, const char *name)
{
	r->name = namemap_add_free(&d->resource_numbers, name,
		(size_t)(r - d->resources), "-", "", &d->arena);
}

bool resource_in_key(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->key_count; i++)
		if (r->key[i] == field)
			return true;
	return false;
}

bool fields_same(const size_t *a, size_t a_count, const size_t *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++) {
		size_t k = 0;

		while (k < b_count && a[i] != b[k])
			k++;
		if (k == b_count)
			return false;
	}
	return a_count == b_count;
}

bool resource_key_is(const struct resource *r, const size_t *fields, size_t count)
{
	return count == r->key_count &&
		memcmp(fields, r->key, count * sizeof *fields) == 0;
}

/* Returns the name of a table at PATH that has none: that of the file. */
static const char *name_of_path(struct arena *arena, const char *path)
{
	const char *name = file_of(path_unpacked(arena, path));
	const char *dot = strrchr(name, '.');

	if (is_stdin(path))
		return "stdin";
	return arena_strndup(
		arena, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* In text/tab-separated-values (IANA) a quote is a letter. */
static void set_default_dialect(
	struct descriptor *d, struct resource *r, const char *path)
{
	static const char *const tabbed[] = { ".tsv", ".tab", NULL };

	r->dialect = csvfile_rfc4180;
	r->dialect.guess = CSVFILE_ANY;
	if (path && path_has_ending(path_unpacked(&d->arena, path), tabbed)) {
		r->dialect.delimiter = '\t';
		r->dialect.quote = '\0';
		r->dialect.guess &= ~(unsigned)(CSVFILE_DELIMITER | CSVFILE_QUOTE);
	}
}

/* Makes R a table of the CSV file at PATH (may be NULL), of which nothing else is
 * known. */
static void init_resource(struct descriptor *d, struct resource *r, const char *path)
{
	*r = (struct resource){ .bytes = -1,
		.description = "",
		.header_join = " ",
		.guessed = true,
		.summary = -1,
		.names_key = -1,
		.language = -1,
		.joins = { { -1 }, { -1 } },
		.one_to_one = -1,
		.outlines = -1,
		.outlines_tolerance = -1,
		.timeline_lane = -1,
		.map_point = -1,
		.map_latitude = -1,
		.map_longitude = -1,
		.period_from = -1,
		.period_to = -1 };
	r->name = name_of_path(&d->arena, path ? path : "table");
	r->title = path && is_stdin(path) ? "Standard input" : r->name;
	set_default_dialect(d, r, path);
	resource_set_files(d, r, &path, path != NULL);
}

/* Returns whether the string KEY of NODE has WORD in it. */
static bool names(const json_t *node, const char *key, const char *word)
{
	const char *text = json_string_value(json_object_get(node, key));

	return text && strcasestr(text, word);
}

/* Returns whether NODE, an entry of "resources", describes a table; a package may
 * contain other files too. v2 has "type" for it, v1 a profile ("Tabular Data Resource"),
 * by its name or its address; older descriptors leave it to the format and the name. */
static bool is_table(const struct reader *rd, const json_t *node)
{
	static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt", NULL };
	const json_t *data = json_object_get(node, "data");
	const char *type = json_string_value(json_object_get(node, "type"));
	const char *path = resource_path(node);

	if (rd->tabular || json_object_get(node, "schema") ||
		(type && strcmp(type, "table") == 0) ||
		names(node, "profile", "tabular-data-resource") ||
		names(node, "profile", "tableresource") || json_is_array(data) ||
		names(node, "mediatype", "text/csv") ||
		names(node, "mediatype", "text/tab-separated-values"))
		return true;
	if (json_object_get(node, "format"))
		return names(node, "format", "csv") || names(node, "format", "tsv");
	return path && path_has_ending(path_unpacked(&rd->out->arena, path), endings);
}

/* Returns the object KEY of NODE, also when it is in a file of its own. */
static const json_t *read_elsewhere(
	struct reader *rd, const json_t *node, const char *key)
{
	const char *name = json_string_value(json_object_get(node, key));
	struct str path = STR_INIT;
	const json_t *root;

	if (!name)
		return reader_member(rd, node, key, JSON_OBJECT);
	reader_at(rd, json_object_get(node, key), node);
	if (strstr(name, "://")) {
		str_addf(&path, "%s/%s", rd->out->folder, file_of(name));
		if (access(path.buf, R_OK) == 0) {
			reader_report(rd, FAULT_LOCAL_COPY,
				"The %s “%s” is read from the file “%s” in the folder. "
				"Nothing is ever fetched.",
				key, name, file_of(name));
			name = file_of(name);
		}
		str_clear(&path);
	}
	if (!reader_inside(rd, name, key)) {
		str_release(&path);
		return NULL;
	}
	str_addf(&path, "%s/%s", rd->out->folder, name);
	root = reader_open(rd, path.buf, name);
	str_release(&path);
	if (!root || json_is_object(root))
		return root;
	reader_fault(rd, "The %s in “%s” must be an object.", key, name);
	return NULL;
}

/* Reads "dialect" (some versions have an object "csv" in it) and "encoding". Returns whether rows
 * can be read by it. */
static bool read_dialect(struct reader *rd, struct resource *r, const json_t *node)
{
	const json_t *dialect = read_elsewhere(rd, node, "dialect");
	const char *encoding;
	bool well;

	set_default_dialect(rd->out, r, r->path);
	r->dialect.guess = 0;
	if (names(node, "format", "tsv") || names(node, "mediatype", "tab-separated")) {
		r->dialect.delimiter = '\t';
		r->dialect.quote = '\0';
	}
	if (dialect)
		r->dialect.quote = csvfile_rfc4180.quote;
	if (json_is_object(json_object_get(dialect, "csv")))
		dialect = json_object_get(dialect, "csv");
	well = dialect_read(rd, r, dialect);
	if (!well)
		r->path = NULL;
	encoding = reader_text(rd, node, "encoding", NULL);
	if (encoding && *encoding && strcasecmp(encoding, "utf-8") != 0 &&
		strcasecmp(encoding, "utf8") != 0)
		r->dialect.encoding = encoding;
	return well;
}

/* Returns the entries of KEY ("licenses", "sources"), their number in *COUNT. */
static const struct attribution *read_attributions(
	struct reader *rd, const json_t *holder, const char *key, size_t *count)
{
	const json_t *array = reader_member(rd, holder, key, JSON_ARRAY);
	struct attribution *all =
		arena_array(&rd->out->arena, json_array_size(array), sizeof *all);

	*count = json_array_size(array);
	for (size_t i = 0; i < *count; i++) {
		const json_t *node = json_array_get(array, i);

		reader_at(rd, node, array);
		if (!json_object_get(node, "title") && !json_object_get(node, "name") &&
			!json_object_get(node, "path"))
			reader_fault(rd,
				"Entry %zu of “%s” has neither a name, a title "
				"nor a path.",
				i + 1, key);
		all[i].title = reader_text(rd, node, "title", "");
		all[i].name = reader_text(rd, node, "name", all[i].title);
		all[i].path = reader_text(rd, node, "path", "");
	}
	return all;
}

/* Makes NODE, an entry of "resources", the next table; its references and its object
 * "bali" are read when all tables are known. Tables are found by their names, which
 * therefore must differ. */
static void read_resource(struct reader *rd, const json_t *node)
{
	static const char *const unused[] = { "sources", NULL };
	size_t number = rd->out->resource_count++;
	struct resource *r = &rd->out->resources[number];
	struct reader_table *table = &rd->tables[number];
	const char *name = reader_text(rd, node, "name", NULL);
	const char *path = resource_path(node);
	bool dialect;

	init_resource(rd->out, r, NULL);
	if (!name || !*name) {
		name = name_of_path(&rd->out->arena, path && *path ? path : "table");
		reader_fault(rd, "A table has no name. It is called “%s” after its file.",
			name);
	}
	name_resource(rd->out, r, name);
	if (r->name != name)
		reader_fault(rd,
			"Two tables are called “%s”. The second one is called “%s” here.",
			name, r->name);
	r->title = reader_text(rd, node, "title", r->name);
	rd->table = r->name;
	r->description = reader_text(rd, node, "description", "");
	resource_read_files(rd, r, node);
	r->bytes = reader_length(rd, node, "bytes");
	if (json_object_get(node, "hash"))
		reader_report(rd, FAULT_NO_HASH,
			"The “hash” of the file is not checked. Its “bytes” are.");
	dialect = read_dialect(rd, r, node);
	r->licenses = read_attributions(rd, node, "licenses", &r->license_count);
	reader_unused(rd, node, unused);
	table->schema = read_elsewhere(rd, node, "schema");
	if (table->schema)
		table->fields = schema_read(rd, r, table->schema);
	r->guessed = r->field_count == 0;
	if (dialect)
		resource_read_data(rd, r, node);
	table->bali = reader_member(rd, node, "bali", JSON_OBJECT);
	rd->table = NULL;
}

/* Reads "created", a date and time of RFC 3339 as the standard asks for. A date alone is
 * common, and as clear. */
static void read_created(struct reader *rd, const json_t *package)
{
	static const struct field moment = { .type = FIELD_DATETIME,
		.format = "default" };
	static const struct field day = { .type = FIELD_DATE, .format = "default" };
	const char *text = reader_text(rd, package, "created", "");

	if (*text && !value_check(&moment, slice_of(text), NULL) &&
		!value_check(&day, slice_of(text), NULL))
		reader_fault(rd,
			"“created” must be a date and a time, such as "
			"2013-04-02T09:30:00Z (RFC 3339).");
	rd->out->created = text;
}

/* Returns whether NODE, an entry of "resources", says where its data are; version 0 called
 * "path" by the name "url". */
static bool has_rows(const json_t *node)
{
	const json_t *path = json_object_get(node, "path");

	return json_is_string(path) || json_array_size(path) ||
		json_is_string(json_object_get(node, "url")) ||
		json_object_get(node, "data");
}

/* Reads the descriptor PATH: the package, the tables by themselves, then the references
 * between them, then how they are shown. The profile decides what a field without a type
 * is, and nothing else. */
static void read_descriptor(struct descriptor *d, const char *path, struct diag *diag)
{
	struct reader rd = { .out = d, .diag = diag };
	static const char *const unused[] = { "id", "image", NULL };
	const json_t *package, *resources;
	const char *profile;

	d->file = arena_strdup(&d->arena, file_of(path));
	package = reader_open(&rd, path, d->file);
	if (!package)
		return;
	reader_at(&rd, package, NULL);
	if (!json_is_object(package))
		reader_fault(&rd, "A data package must be a JSON object.");
	profile = json_string_value(json_object_get(package, "$schema"));
	rd.tabular = names(package, "profile", "tabular-data-package");
	rd.version_2 = profile && strstr(profile, "/2.");
	d->name = reader_text(&rd, package, "name", "");
	d->title = reader_text(&rd, package, "title", d->name);
	d->description = reader_text(&rd, package, "description", "");
	d->version = reader_text(&rd, package, "version", "");
	read_created(&rd, package);
	/* For catalogues of packages: only their form matters here. */
	reader_member(&rd, package, "keywords", JSON_ARRAY);
	reader_unused(&rd, package, unused);
	d->homepage = reader_text(&rd, package, "homepage", "");
	d->licenses = read_attributions(&rd, package, "licenses", &d->license_count);
	d->sources = read_attributions(&rd, package, "sources", &d->source_count);
	d->contributors =
		read_attributions(&rd, package, "contributors", &d->contributor_count);
	resources = reader_member(&rd, package, "resources", JSON_ARRAY);
	d->resources =
		arena_array(&d->arena, json_array_size(resources), sizeof *d->resources);
	rd.tables = xcalloc(json_array_size(resources), sizeof *rd.tables);
	for (size_t i = 0; i < json_array_size(resources); i++) {
		const json_t *node = json_array_get(resources, i);

		reader_at(&rd, node, resources);
		if (!json_is_object(node))
			reader_fault(&rd,
				"Entry %zu of “resources” must be an object. It is "
				"ignored.",
				i + 1);
		else if (is_table(&rd, node))
			read_resource(&rd, node);
		else if (!has_rows(node))
			reader_fault(&rd,
				"Entry %zu of “resources” has neither a “path” nor "
				"“data”. It is ignored.",
				i + 1);
	}
	schema_read_references(&rd);
	bali_ext_read(&rd);
	reader_at(&rd, json_object_get(package, "resources"), package);
	if (!d->resource_count)
		reader_fault(&rd, "The package has no table in “resources”.");
	reader_release(&rd);
}

/* By bytes: the order of tabs must not depend on the locale. */
static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Makes R the table of FILE in the folder of D, which no descriptor declares. */
static void init_file(struct descriptor *d, struct resource *r, const char *file,
	const struct overrides *overrides)
{
	struct str path = STR_INIT;

	init_resource(d, r, file);
	r->undeclared = true;
	r->default_dialect = r->dialect;
	if (!overrides)
		return;
	descriptor_add_path(d, r, &path);
	r->override = overrides_find(overrides, path.buf);
	override_apply(&r->override, &r->dialect);
	str_release(&path);
}

/* Makes every CSV file of the folder of D a table. */
static void read_folder(struct descriptor *d, const struct overrides *overrides)
{
	static const char *const endings[] = { ".csv", ".tsv", NULL };
	DIR *dir = opendir(d->folder);
	const char **names = NULL;
	size_t count = 0, alloc = 0, end = strlen(d->folder), start;
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *name = path_unpacked(&d->arena, entry->d_name);

		if (entry->d_name[0] == '.' || !path_has_ending(name, endings))
			continue;
		*ARRAY_ADD(names, count, alloc) = arena_strdup(&d->arena, entry->d_name);
	}
	if (dir)
		closedir(dir);
	if (count)
		qsort(names, count, sizeof *names, compare_names);
	d->resources = arena_array(&d->arena, count, sizeof *d->resources);
	/* Two files of one stem are told apart by a number, or could not both be named. */
	for (size_t i = 0; i < count; i++) {
		struct resource *r = &d->resources[i];

		init_file(d, r, names[i], overrides);
		name_resource(d, r, r->name);
		r->title = r->name;
		d->resource_count++;
	}
	free(names);
	if (*d->title)
		return;
	while (end > 1 && d->folder[end - 1] == '/')
		end--;
	for (start = end; start > 0 && d->folder[start - 1] != '/'; start--)
		;
	d->title = arena_strndup(&d->arena, d->folder + start, end - start);
}

/* Nobody sees the faults of a package that is not opened, so the first of them is the
 * reason. */
bool descriptor_read(struct descriptor *out, const char *path,
	const struct overrides *overrides, struct diag *diag, struct str *err)
{
	static const char *const endings[] = { ".json", NULL };
	struct stat info;
	bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
	const char *file = path;

	init(out);
	if (!is_stdin(path) && access(path, F_OK) != 0) {
		str_addf(err, "%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	if (folder || path_has_ending(path, endings)) {
		out->folder =
			folder ? arena_strdup(&out->arena, path) : folder_of(out, path);
		if (folder)
			file = arena_printf(&out->arena, "%s/%s", path, descriptor_name);
		if (!folder || access(file, F_OK) == 0)
			read_descriptor(out, file, diag);
		if (!out->resource_count && folder)
			read_folder(out, overrides);
	} else {
		out->folder = folder_of(out, path);
		out->resources = arena_array(&out->arena, 1, sizeof *out->resources);
		out->resource_count = 1;
		out->lone = true;
		init_file(out, out->resources, arena_strdup(&out->arena, file_of(path)),
			overrides);
		name_resource(out, out->resources, out->resources->name);
		out->title = out->resources->title;
	}
	if (out->resource_count && !out->resources->undeclared && overrides &&
		overrides->every.set) {
		str_addf(err,
			"%s declares how its files are written. Change “dialect” or "
			"“encoding” there, or open the file by itself.",
			file);
		descriptor_release(out);
		return false;
	}
	if (out->resource_count)
		return true;
	if (folder && access(path, R_OK | X_OK) != 0) {
		str_addf(err, "%s cannot be read: %s.", path, strerror(errno));
	} else if (diag->count) {
		str_addf(err, "%s has no table that can be read. ", path);
		diag_add_line(err, &diag->entries[0]);
	} else {
		str_addf(err, "%s has no table: neither %s nor a CSV file is there.",
			path, descriptor_name);
	}
	descriptor_release(out);
	return false;
}

/* Adds a field of type any to G: CELL is its name in the header. */
static void add_field(struct descriptor *d, const struct resource *r,
	struct descriptor_guess *g, const char *cell)
{
	const char *name =
		namemap_add_free(&g->numbers, cell, g->count, " (", ")", &d->arena);

	g->fields[g->count++] = (struct field){ .name = name,
		.label = cell,
		.missing = &r->null_sequence,
		.missing_count = r->null_sequence != NULL,
		.title = name,
		.description = "",
		.format = "default",
		.item_type = FIELD_STRING,
		.list_delimiter = ',',
		.min_length = -1,
		.max_length = -1,
		.decimal_char = '.',
		.group_char = "",
		.bare_number = true,
		.reference = -1 };
}

void descriptor_guess_begin(
	struct descriptor *d, struct descriptor_guess *g, size_t count)
{
	*g = (struct descriptor_guess){ .fields = arena_array(
						&d->arena, count, sizeof *g->fields) };
	namemap_reserve(&g->numbers, count, &d->arena);
}

void descriptor_guess_field(
	struct descriptor *d, int number, struct descriptor_guess *g, struct slice cell)
{
	const struct resource *r = &d->resources[number];

	add_field(d, r, g,
		r->dialect.header && slice_trim(cell).len
			? arena_strndup(&d->arena, cell.text, cell.len)
			: arena_printf(&d->arena, "column %zu", g->count + 1));
}

void descriptor_guess(struct descriptor *d, int number, const struct descriptor_guess *g)
{
	struct resource *r = &d->resources[number];

	r->fields = g->fields;
	r->field_count = g->count;
	r->field_numbers = g->numbers;
	bali_ext_guess(d, r);
}

void descriptor_widen(struct descriptor *d, int number, size_t first, size_t end)
{
	struct resource *r = &d->resources[number];
	size_t count = r->field_count;
	struct descriptor_guess g = { .count = count, .numbers = r->field_numbers };

	g.fields = arena_array(&d->arena, count + end - first, sizeof *g.fields);
	/* What points to the fields that were there before may go on to do so. */
	if (count)
		memcpy(g.fields, r->fields, count * sizeof *g.fields);
	for (size_t i = first; i < end; i++)
		add_field(d, r, &g, arena_printf(&d->arena, "column %zu", i + 1));
	r->fields = g.fields;
	r->field_count = g.count;
	r->field_numbers = g.numbers;
	bali_ext_add_columns(d, r, count);
}
