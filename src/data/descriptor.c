#include "config.h"

#include "data/descriptor.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "data/bali_ext.h"
#include "data/json.h"
#include "data/descriptor_reader.h"
#include "data/resource.h"
#include "data/schema.h"

static const char descriptor_name[] = "datapackage.json";

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool exists(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0;
}

/* Texts are never NULL, so that those who show them need not ask. */
static void init(struct descriptor *d)
{
	*d = (struct descriptor){ .folder = "",
		.name = "",
		.title = "",
		.description = "",
		.version = "",
		.created = "",
		.homepage = "" };
	arena_init(&d->arena);
}

void descriptor_release(struct descriptor *d)
{
	arena_release(&d->arena);
	init(d);
}

int descriptor_find(const struct descriptor *d, const char *name)
{
	for (size_t i = 0; i < d->resource_count; i++)
		if (d->resources[i].name && strcmp(d->resources[i].name, name) == 0)
			return (int)i;
	return -1;
}

int resource_field(const struct resource *r, const char *name)
{
	for (size_t i = 0; i < r->field_count; i++)
		if (strcmp(r->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

bool resource_in_key(const struct resource *r, size_t field)
{
	for (size_t i = 0; i < r->key_count; i++)
		if (r->key[i] == field)
			return true;
	return false;
}

/* Returns the entries of KEY ("licenses", "sources"), their number in *COUNT. */
static const struct attribution *read_attributions(
	struct reader *rd, const json_t *package, const char *key, size_t *count)
{
	const json_t *array = reader_member(rd, package, key, JSON_ARRAY);
	struct attribution *all =
		arena_array(&rd->out->arena, json_array_size(array), sizeof *all);

	*count = json_array_size(array);
	for (size_t i = 0; i < *count; i++) {
		const json_t *node = json_array_get(array, i);

		all[i].title = reader_text(rd, node, "title", "");
		all[i].name = reader_text(rd, node, "name", all[i].title);
		all[i].path = reader_text(rd, node, "path", "");
	}
	return all;
}

/* The profile decides what a field without a type is; all else is told by its form. */
static void read_package(struct reader *rd, const json_t *package)
{
	struct descriptor *d = rd->out;
	const char *profile = json_string_value(json_object_get(package, "$schema"));

	rd->version_2 = profile && strstr(profile, "/2.");
	d->name = reader_text(rd, package, "name", "");
	d->title = reader_text(rd, package, "title", d->name);
	d->description = reader_text(rd, package, "description", "");
	d->version = reader_text(rd, package, "version", "");
	d->created = reader_text(rd, package, "created", "");
	d->homepage = reader_text(rd, package, "homepage", "");
	d->licenses = read_attributions(rd, package, "licenses", &d->license_count);
	d->sources = read_attributions(rd, package, "sources", &d->source_count);
}

/* First the tables by themselves, then what runs between them, then how they are shown.
 */
static void read_tables(struct reader *rd, const json_t *package)
{
	struct descriptor *d = rd->out;
	const json_t *array = reader_member(rd, package, "resources", JSON_ARRAY);
	size_t total = json_array_size(array);

	d->resources = arena_array(&d->arena, total, sizeof *d->resources);
	rd->tables = xcalloc(total, sizeof *rd->tables);
	for (size_t i = 0; i < total; i++) {
		const json_t *node = json_array_get(array, i);

		reader_at(rd, node, array);
		if (!json_is_object(node))
			reader_fault(rd,
				"Entry %zu of \"resources\" must be an object; it is "
				"left out.",
				i + 1);
		else if (resource_is_table(node))
			resource_read(rd, d->resource_count++, node);
	}
	for (size_t i = 0; i < d->resource_count; i++) {
		rd->table = d->resources[i].name;
		schema_read_references(rd, i);
	}
	for (size_t i = 0; i < d->resource_count; i++) {
		rd->table = d->resources[i].name;
		bali_ext_read(rd, i);
	}
	rd->table = NULL;
	bali_ext_set_titles(d);
}

/* Reads the descriptor PATH; its faults call it by its last part. */
static void read_file(struct descriptor *d, const char *path, struct diag *diag)
{
	struct reader rd = { .out = d, .diag = diag };
	const char *slash = strrchr(path, '/');
	const json_t *package;

	d->file = arena_strdup(&d->arena, slash ? slash + 1 : path);
	package = reader_open(&rd, path, d->file);
	reader_at(&rd, package, NULL);
	if (package && !json_is_object(package))
		reader_fault(&rd, "A data package must be a JSON object.");
	if (package) {
		read_package(&rd, package);
		read_tables(&rd, package);
		reader_at(&rd, json_object_get(package, "resources"), package);
		if (!d->resource_count)
			reader_fault(&rd, "The package has no table in \"resources\".");
	}
	reader_release(&rd);
}

/* Returns the last part of PATH that is a name, for a title. */
static const char *last_part(struct arena *arena, const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/'; start--)
		;
	return arena_strndup(arena, path + start, end - start);
}

/* By bytes: the order of tabs must not depend on the locale. */
static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Returns the names of the tables in FOLDER, sorted; theirs and the array's memory is the
 * arena's. */
static const char **list_tables(struct descriptor *d, const char *folder, size_t *count)
{
	DIR *dir = opendir(folder);
	const char **names = NULL, **kept;
	size_t alloc = 0;
	const struct dirent *entry;

	*count = 0;
	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' ||
			(!resource_ends_with(entry->d_name, ".csv") &&
				!resource_ends_with(entry->d_name, ".tsv")))
			continue;
		names = array_reserve(names, &alloc, *count + 1, sizeof *names);
		names[(*count)++] = arena_strdup(&d->arena, entry->d_name);
	}
	if (dir)
		closedir(dir);
	if (*count)
		qsort(names, *count, sizeof *names, compare_names);
	kept = arena_array(&d->arena, *count, sizeof *kept);
	if (*count)
		memcpy(kept, names, *count * sizeof *kept);
	free(names);
	return kept;
}

/* Makes every CSV file of FOLDER a table. */
static void read_folder(struct descriptor *d, const char *folder)
{
	size_t count;
	const char **names = list_tables(d, folder, &count);

	if (!*d->title)
		d->title = last_part(&d->arena, folder);
	d->resources = arena_array(&d->arena, count, sizeof *d->resources);
	for (size_t i = 0; i < count; i++)
		resource_init(d, &d->resources[d->resource_count++], names[i]);
}

/* The folder is where the file lies, so that a path in a fault is short. */
static void read_lone_table(struct descriptor *d, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	if (slash == path)
		d->folder = "/";
	else if (slash)
		d->folder = arena_strndup(&d->arena, path, (size_t)(slash - path));
	else if (strcmp(path, "-") != 0)
		d->folder = ".";
	d->resources = arena_array(&d->arena, 1, sizeof *d->resources);
	resource_init(d, d->resources, arena_strdup(&d->arena, name));
	d->resource_count = 1;
	d->title = d->resources->title;
}

/* Reads what PATH, a folder or a descriptor, describes; else the folder's CSV files. */
static void read_described(struct descriptor *d, const char *path, struct diag *diag)
{
	const char *slash = strrchr(path, '/');
	const char *file = path;

	if (is_folder(path)) {
		d->folder = arena_strdup(&d->arena, path);
		file = arena_printf(&d->arena, "%s/%s", path, descriptor_name);
	} else {
		d->folder = slash ? arena_strndup(&d->arena, path, (size_t)(slash - path))
				  : ".";
		if (slash == path)
			d->folder = "/";
	}
	if (file == path || exists(file))
		read_file(d, file, diag);
	if (!d->resource_count)
		read_folder(d, d->folder);
}

/* Nobody sees the faults of what is not opened, so the first stands in for them. */
static void tell_nothing(const char *path, const struct diag *diag, struct str *err)
{
	if (is_folder(path) && access(path, R_OK | X_OK) != 0) {
		str_addf(err, "%s cannot be read: %s.", path, strerror(errno));
	} else if (diag->count) {
		str_addf(err, "%s holds no table that can be read; ", path);
		diag_add_line(err, &diag->entries[0]);
	} else {
		str_addf(err,
			"%s holds no table: no %s that describes one, and no CSV file.",
			path, descriptor_name);
	}
}

bool descriptor_read(
	struct descriptor *out, const char *path, struct diag *diag, struct str *err)
{
	init(out);
	if (strcmp(path, "-") != 0 && !exists(path)) {
		str_addf(err, "%s cannot be opened: %s.", path, strerror(errno));
		return false;
	}
	if (is_folder(path) || resource_ends_with(path, ".json"))
		read_described(out, path, diag);
	else
		read_lone_table(out, path);
	if (out->resource_count)
		return true;
	tell_nothing(path, diag, err);
	descriptor_release(out);
	return false;
}

/* Returns a name for the field of cell NUMBER that no field of R has yet. */
static const char *guess_name(
	struct arena *arena, const struct resource *r, struct slice cell, size_t number)
{
	const char *name = r->header && cell.len
		? arena_strndup(arena, cell.text, cell.len)
		: arena_printf(arena, "column %zu", number + 1);
	const char *unlike = name;

	for (int i = 2; resource_field(r, unlike) >= 0; i++)
		unlike = arena_printf(arena, "%s (%d)", name, i);
	return unlike;
}

void descriptor_guess(
	struct descriptor *d, int number, const struct slice *cells, size_t count)
{
	struct resource *r = &d->resources[number];
	struct field *fields = arena_array(&d->arena, count, sizeof *fields);

	r->fields = fields;
	for (size_t i = 0; i < count; i++) {
		fields[i] = (struct field){ .description = "",
			.format = "default",
			.item_type = FIELD_STRING,
			.list_delimiter = ',',
			.min_length = -1,
			.max_length = -1,
			.decimal_char = '.',
			.group_char = "",
			.bare_number = true,
			.reference = -1 };
		fields[i].name = guess_name(&d->arena, r, cells[i], i);
		fields[i].title = fields[i].name;
		r->field_count++;
	}
	bali_ext_guess(d, r);
}
