/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads the package at a path, in steps: a descriptor with its package and its resources
 * (Data Package v2, "Data Package" and "Data Resource"; v2 "Table Dialect"), or, where there
 * is none, the CSV files themselves. The schema of a table is read by schema.c, its object
 * "bali" by bali_ext.c.
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
#include "base/task.h"
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

/* Names R, which is the next resource of D, NAME or, when there is one of that name, NAME
 * with a number. */
static void name_resource(struct descriptor *d, struct resource *r, const char *name)
{
	r->name = namemap_add_free(&d->resource_numbers, name, (size_t)(r - d->resources),
		"-", "", &d->arena);
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

/* Reads the object KEY of NODE into *OBJECT (NULL: there is none), also when it is in a file
 * of its own, which may take more steps: returns whether it is read. */
static bool read_elsewhere(struct reader *rd, const json_t *node, const char *key,
	int64_t until, const json_t **object)
{
	const char *name = json_string_value(json_object_get(node, key));
	struct str path = STR_INIT;

	*object = NULL;
	if (!name) {
		*object = reader_member(rd, node, key, JSON_OBJECT);
		return true;
	}
	if (!rd->load) {
		reader_at(rd, json_object_get(node, key), node);
		str_addf(&path, "%s/%s", rd->out->folder, file_of(name));
		if (strstr(name, "://") && access(path.buf, R_OK) == 0) {
			reader_report(rd, FAULT_LOCAL_COPY,
				"The %s “%s” is read from the file “%s” in the folder. "
				"Nothing is ever fetched.",
				key, name, file_of(name));
			name = file_of(name);
		}
		str_clear(&path);
		str_addf(&path, "%s/%s", rd->out->folder, name);
		if (reader_inside(rd, name, key))
			reader_open(rd, path.buf, name);
		str_release(&path);
		if (!rd->load)
			return true;
	}
	if (!reader_opened(rd, until, object))
		return false;
	if (*object && !json_is_object(*object)) {
		reader_fault(rd, "The %s in “%s” must be an object.", key,
			json_place(*object)->file);
		*object = NULL;
	}
	return true;
}

/* Reads DIALECT (NULL: there is none; some versions have an object "csv" in it), and the
 * "encoding" of NODE. Returns whether rows can be read by it. */
static bool read_dialect(
	struct reader *rd, struct resource *r, const json_t *node, const json_t *dialect)
{
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

/* Makes NODE, an entry of "resources", the next table. Tables are found by their names, which
 * therefore must differ. */
static void begin_resource(struct reader *rd, const json_t *node)
{
	struct resource *r = &rd->out->resources[rd->out->resource_count++];
	const char *name = reader_text(rd, node, "name", NULL);
	const char *path = resource_path(node);

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

/* --- steps --- */

/* The package, then each table by itself; when all are known, the references between them,
 * what their rows are called, which a column that leads to a row needs, and how they are
 * shown. */
enum stage {
	STAGE_OPEN,
	STAGE_PACKAGE,
	STAGE_ENTRY,
	STAGE_DIALECT,
	STAGE_SCHEMA,
	STAGE_FIELDS,
	STAGE_DATA,
	STAGE_REFERENCES,
	STAGE_LABELS,
	STAGE_VIEWS,
	STAGE_FILES,
	STAGE_RELEASE,
	STAGE_DONE,
};

struct descriptor_reading {
	const char *path;
	const struct overrides *overrides;
	int failure; /* what errno says of PATH, or 0 */
	bool folder; /* PATH is one */
	enum stage stage;
	struct reader rd;
	const json_t *package, *resources;
	size_t number; /* of the entry of RESOURCES, later of the table, that is next */
	bool readable; /* the rows of the table being read */
	struct resource_data *data; /* they are in the descriptor, and are read now */
};

/* Returns the table being read. */
static struct resource *reading_resource(const struct descriptor_reading *g)
{
	return &g->rd.out->resources[g->rd.out->resource_count - 1];
}

static enum stage read_file(struct descriptor_reading *g, int64_t until)
{
	if (!reader_opened(&g->rd, until, &g->package))
		return STAGE_OPEN;
	return g->package ? STAGE_PACKAGE : STAGE_FILES;
}

/* The profile decides what a field without a type is, and nothing else. */
static enum stage read_package(struct descriptor_reading *g, int64_t until)
{
	static const char *const unused[] = { "id", "image", NULL };
	struct reader *rd = &g->rd;
	const json_t *package = g->package;
	struct descriptor *d = rd->out;
	const char *profile = json_string_value(json_object_get(package, "$schema"));
	size_t count;

	(void)until;
	reader_at(rd, package, NULL);
	if (!json_is_object(package))
		reader_fault(rd, "A data package must be a JSON object.");
	rd->tabular = names(package, "profile", "tabular-data-package");
	rd->version_2 = profile && strstr(profile, "/2.");
	d->name = reader_text(rd, package, "name", "");
	d->title = reader_text(rd, package, "title", d->name);
	d->description = reader_text(rd, package, "description", "");
	d->version = reader_text(rd, package, "version", "");
	read_created(rd, package);
	/* For catalogues of packages: only their form matters here. */
	reader_member(rd, package, "keywords", JSON_ARRAY);
	reader_unused(rd, package, unused);
	d->homepage = reader_text(rd, package, "homepage", "");
	d->licenses = read_attributions(rd, package, "licenses", &d->license_count);
	d->sources = read_attributions(rd, package, "sources", &d->source_count);
	d->contributors =
		read_attributions(rd, package, "contributors", &d->contributor_count);
	g->resources = reader_member(rd, package, "resources", JSON_ARRAY);
	count = json_array_size(g->resources);
	d->resources = arena_array(&d->arena, count, sizeof *d->resources);
	rd->tables = arena_array(&d->arena, count, sizeof *rd->tables);
	return STAGE_ENTRY;
}

static enum stage read_entry(struct descriptor_reading *g, int64_t until)
{
	struct reader *rd = &g->rd;
	const json_t *node = json_array_get(g->resources, g->number);

	(void)until;
	if (!node) {
		g->number = 0;
		return STAGE_REFERENCES;
	}
	reader_at(rd, node, g->resources);
	if (json_is_object(node) && is_table(rd, node)) {
		begin_resource(rd, node);
		return STAGE_DIALECT;
	}
	g->number++;
	if (!json_is_object(node))
		reader_fault(rd,
			"Entry %zu of “resources” must be an object. It is ignored.",
			g->number);
	else if (!has_rows(node))
		reader_fault(rd,
			"Entry %zu of “resources” has neither a “path” nor “data”. It is "
			"ignored.",
			g->number);
	return STAGE_ENTRY;
}

static enum stage read_writing(struct descriptor_reading *g, int64_t until)
{
	static const char *const unused[] = { "sources", NULL };
	const json_t *node = json_array_get(g->resources, g->number), *dialect;
	struct resource *r = reading_resource(g);

	if (!read_elsewhere(&g->rd, node, "dialect", until, &dialect))
		return STAGE_DIALECT;
	g->readable = read_dialect(&g->rd, r, node, dialect);
	r->licenses = read_attributions(&g->rd, node, "licenses", &r->license_count);
	reader_unused(&g->rd, node, unused);
	return STAGE_SCHEMA;
}

static enum stage read_schema(struct descriptor_reading *g, int64_t until)
{
	const json_t *node = json_array_get(g->resources, g->number);
	struct reader_table *table = &g->rd.tables[g->rd.out->resource_count - 1];

	if (!read_elsewhere(&g->rd, node, "schema", until, &table->schema))
		return STAGE_SCHEMA;
	return table->schema ? STAGE_FIELDS : STAGE_DATA;
}

static enum stage read_fields(struct descriptor_reading *g, int64_t until)
{
	return schema_read(&g->rd, g->rd.out->resource_count - 1, until) ? STAGE_DATA
									 : STAGE_FIELDS;
}

/* Ends the reading of a table by itself. */
static enum stage read_data(struct descriptor_reading *g, int64_t until)
{
	const json_t *node = json_array_get(g->resources, g->number);
	struct resource *r = reading_resource(g);

	r->guessed = r->field_count == 0;
	if (g->readable && !g->data)
		g->data = resource_data_new(&g->rd, r, node);
	if (g->data && !resource_data_step(g->data, until))
		return STAGE_DATA;
	if (g->data)
		resource_data_end(g->data);
	g->data = NULL;
	g->number++;
	g->rd.tables[r - g->rd.out->resources].bali =
		reader_member(&g->rd, node, "bali", JSON_OBJECT);
	g->rd.table = NULL;
	return STAGE_ENTRY;
}

/* Reads of the next table what needs all of them. */
static enum stage read_table(struct descriptor_reading *g, int64_t until)
{
	bool done = true;

	if (g->number == g->rd.out->resource_count) {
		g->number = 0;
		return g->stage + 1;
	}
	g->rd.table = g->rd.out->resources[g->number].name;
	if (g->stage == STAGE_REFERENCES)
		done = schema_read_references(&g->rd, g->number, until);
	else if (g->stage == STAGE_LABELS)
		bali_ext_read_label(&g->rd, g->number);
	else
		bali_ext_read(&g->rd, g->number);
	g->number += done;
	g->rd.table = NULL;
	return g->stage;
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
	/* Two files of one stem get numbers, or could not both be named. */
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

/* Makes the files that no descriptor declares tables: those of a folder in which it has no
 * table that can be read, or the one that was asked for. */
static enum stage read_files(struct descriptor_reading *g, int64_t until)
{
	struct reader *rd = &g->rd;
	struct descriptor *d = rd->out;

	(void)until;
	reader_at(rd, json_object_get(g->package, "resources"), g->package);
	if (g->package && !d->resource_count)
		reader_fault(rd, "The package has no table in “resources”.");
	if (g->folder && !d->resource_count)
		read_folder(d, g->overrides);
	if (d->file || g->folder)
		return STAGE_RELEASE;
	d->resources = arena_array(&d->arena, 1, sizeof *d->resources);
	d->resource_count = 1;
	d->lone = true;
	init_file(
		d, d->resources, arena_strdup(&d->arena, file_of(g->path)), g->overrides);
	name_resource(d, d->resources, d->resources->name);
	d->title = d->resources->title;
	return STAGE_RELEASE;
}

/* Frees the documents, which may have hundreds of megabytes. */
static enum stage release_documents(struct descriptor_reading *g, int64_t until)
{
	return reader_release_step(&g->rd, until) ? STAGE_DONE : STAGE_RELEASE;
}

struct descriptor_reading *descriptor_reading_new(struct descriptor *out,
	const char *path, const struct overrides *overrides, struct diag *diag)
{
	static const char *const endings[] = { ".json", NULL };
	struct descriptor_reading *g = xcalloc(1, sizeof *g);
	struct stat info;
	const char *file;

	descriptor_init(out);
	*g = (struct descriptor_reading){ .path = arena_strdup(&out->arena, path),
		.overrides = overrides,
		.folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode),
		.stage = STAGE_FILES,
		.rd = { .out = out, .diag = diag } };
	if (!is_stdin(path) && access(path, F_OK) != 0) {
		g->failure = errno;
		g->stage = STAGE_DONE;
		return g;
	}
	out->folder = g->folder ? g->path : folder_of(out, path);
	file = g->folder ? arena_printf(&out->arena, "%s/%s", path, descriptor_name)
			 : g->path;
	if (g->folder ? access(file, F_OK) == 0 : path_has_ending(path, endings)) {
		out->file = arena_strdup(&out->arena, file_of(file));
		reader_open(&g->rd, file, out->file);
		g->stage = STAGE_OPEN;
	}
	return g;
}

bool descriptor_reading_step(struct descriptor_reading *g, int64_t until)
{
	static enum stage (*const stages[])(
		struct descriptor_reading * g, int64_t until) = {
		[STAGE_OPEN] = read_file,
		[STAGE_PACKAGE] = read_package,
		[STAGE_ENTRY] = read_entry,
		[STAGE_DIALECT] = read_writing,
		[STAGE_SCHEMA] = read_schema,
		[STAGE_FIELDS] = read_fields,
		[STAGE_DATA] = read_data,
		[STAGE_REFERENCES] = read_table,
		[STAGE_LABELS] = read_table,
		[STAGE_VIEWS] = read_table,
		[STAGE_FILES] = read_files,
		[STAGE_RELEASE] = release_documents,
	};

	while (g->stage < STAGE_DONE) {
		g->stage = stages[g->stage](g, until);
		if (clock_now() >= until)
			break;
	}
	return g->stage == STAGE_DONE;
}

/* Appends to ERR why what G has read is no package that can be shown; nothing when it is.
 * Nobody sees the faults of a package that is not opened, so the first of them is the
 * reason. */
static void explain(const struct descriptor_reading *g, struct str *err)
{
	const struct descriptor *d = g->rd.out;
	const struct diag *diag = g->rd.diag;

	if (g->failure) {
		str_addf(err, "%s cannot be opened: %s.", g->path, strerror(g->failure));
	} else if (d->resource_count) {
		if (!d->resources->undeclared && g->overrides && g->overrides->every.set)
			str_addf(err,
				"%s%s%s declares how its files are written. Change "
				"“dialect” or “encoding” there, or open the file by "
				"itself.",
				g->path, g->folder ? "/" : "",
				g->folder ? descriptor_name : "");
	} else if (g->folder && access(g->path, R_OK | X_OK) != 0) {
		str_addf(err, "%s cannot be read: %s.", g->path, strerror(errno));
	} else if (diag->count) {
		str_addf(err, "%s has no table that can be read. ", g->path);
		diag_add_line(err, &diag->entries[0]);
	} else {
		str_addf(err, "%s has no table: neither %s nor a CSV file is there.",
			g->path, descriptor_name);
	}
}

bool descriptor_reading_end(struct descriptor_reading *g, struct str *err)
{
	struct str why = STR_INIT;
	bool read = g->stage == STAGE_DONE;

	if (read)
		explain(g, &why);
	read = read && !why.len;
	str_add_bytes(err, why.buf, why.len);
	str_release(&why);
	resource_data_free(g->data);
	reader_release(&g->rd);
	if (!read)
		descriptor_release(g->rd.out);
	free(g);
	return read;
}
