#include "config.h"

#include "data/resource.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/str.h"
#include "data/schema.h"

bool resource_ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && strcasecmp(text + len - tail, end) == 0;
}

static bool has_ending(const char *path, const char *const *endings)
{
	for (; *endings; endings++)
		if (resource_ends_with(path, *endings))
			return true;
	return false;
}

/* Returns the text of "path", also when it is the only one of an array. */
static const char *path_text(const json_t *node)
{
	const json_t *path = json_object_get(node, "path");

	return json_string_value(json_is_array(path) ? json_array_get(path, 0) : path);
}

/* Version 2 says it outright, version 1 by a profile; older descriptors leave it to the
 * format and the name. */
bool resource_is_table(const json_t *node)
{
	static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt", NULL };
	const char *type = json_string_value(json_object_get(node, "type"));
	const char *profile = json_string_value(json_object_get(node, "profile"));
	const char *format = json_string_value(json_object_get(node, "format"));
	const char *path = path_text(node);

	if (json_object_get(node, "schema"))
		return true;
	if (type && strcmp(type, "table") == 0)
		return true;
	if (profile && strcmp(profile, "tabular-data-resource") == 0)
		return true;
	if (format)
		return strcasecmp(format, "csv") == 0 || strcasecmp(format, "tsv") == 0;
	return path && has_ending(path, endings);
}

/* Returns what a table at PATH is called when nothing says so: the file's name. */
static const char *name_of_path(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	if (strcmp(path, "-") == 0)
		return "stdin";
	return arena_strndup(
		arena, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static void set_default_dialect(struct resource *r, const char *path)
{
	static const char *const tabbed[] = { ".tsv", ".tab", NULL };

	r->dialect = (struct csvfile_dialect){
		.delimiter = path && has_ending(path, tabbed) ? '\t' : ',',
		.quote = '"',
		.double_quote = true,
		.header = true,
	};
}

void resource_init(struct descriptor *d, struct resource *r, const char *path)
{
	*r = (struct resource){ .path = path, .description = "", .header = true };
	r->name = name_of_path(&d->arena, path ? path : "table");
	r->title = path && strcmp(path, "-") == 0 ? "Standard input" : r->name;
	r->guessed = true;
	r->names_key = -1;
	r->one_to_one = -1;
	r->timeline_lane = -1;
	r->period_from = -1;
	r->period_to = -1;
	set_default_dialect(r, path);
}

static void read_path(struct reader *rd, struct resource *r, const json_t *node)
{
	static const char *const packed[] = { ".gz", ".zip", ".bz2", ".xz", ".zst",
		NULL };
	const json_t *path = json_object_get(node, "path");
	const char *text = path_text(node);

	reader_at(rd, path, node);
	if (!text) {
		reader_fault(rd,
			"It has no \"path\" of a file, so it has no rows; data in the "
			"descriptor itself are not read.");
		return;
	}
	if (json_array_size(path) > 1)
		reader_fault(rd, "It lies in %zu files; only the first is read.",
			json_array_size(path));
	if (!reader_inside(rd, text, "path"))
		return;
	if (has_ending(text, packed)) {
		reader_fault(rd, "The file \"%s\" is compressed; unpack it first.", text);
		return;
	}
	r->path = arena_strdup(&rd->out->arena, text);
}

/* Names of tables are how everything else finds them, so they must differ. */
static void read_name(struct reader *rd, struct resource *r, const json_t *node)
{
	const char *name = reader_text(rd, node, "name", NULL);
	const char *path = path_text(node);

	if (!name || !*name) {
		name = name_of_path(&rd->out->arena, path && *path ? path : "table");
		reader_fault(rd,
			"A table has no name; it is called \"%s\" after its file.", name);
	}
	r->name = NULL;
	for (int i = 2; descriptor_find(rd->out, name) >= 0; i++) {
		const char *other = arena_printf(&rd->out->arena, "%s-%d", name, i);

		if (descriptor_find(rd->out, other) >= 0)
			continue;
		reader_fault(rd,
			"Two tables are called \"%s\"; the later one is called \"%s\" "
			"here.",
			name, other);
		name = other;
	}
	r->name = name;
	r->title = reader_text(rd, node, "title", name);
}

/* Returns the object KEY of NODE, also when it stands in a file of its own. */
static const json_t *read_elsewhere(
	struct reader *rd, const json_t *node, const char *key)
{
	const char *name = json_string_value(json_object_get(node, key));
	const json_t *doc;
	struct str path;

	if (!name)
		return reader_member(rd, node, key, JSON_OBJECT);
	reader_at(rd, json_object_get(node, key), node);
	if (!reader_inside(rd, name, key))
		return NULL;
	str_init(&path);
	str_addf(&path, "%s/%s", rd->out->folder, name);
	doc = reader_open(rd, path.buf, name);
	str_release(&path);
	if (!doc || json_is_object(doc))
		return doc;
	reader_fault(rd, "The %s in \"%s\" must be an object.", key, name);
	return NULL;
}

/* UTF-8 needs no conversion and is what NULL stands for. */
static void read_encoding(struct reader *rd, struct resource *r, const json_t *node)
{
	const char *encoding = reader_text(rd, node, "encoding", NULL);

	if (encoding && *encoding && strcasecmp(encoding, "utf-8") != 0 &&
		strcasecmp(encoding, "utf8") != 0)
		r->dialect.encoding = encoding;
}

/* What the reader of rows relies on: its characters tell themselves apart. */
static void check_characters(struct reader *rd, struct resource *r)
{
	struct csvfile_dialect *d = &r->dialect;

	if (d->delimiter == '\n' || d->delimiter == '\r' || d->delimiter == d->quote ||
		d->delimiter == d->comment || d->quote == '\n' || d->quote == '\r' ||
		d->comment == '\n' || d->comment == '\r' ||
		(d->quote && d->quote == d->comment)) {
		reader_fault(rd,
			"The delimiter, the quote and the comment character must differ "
			"from each other and from line ends; those of RFC 4180 are "
			"used.");
		d->delimiter = ',';
		d->quote = '"';
		d->comment = '\0';
	}
}

/* Some versions put the CSV dialect into an object of its own. */
static void read_dialect(struct reader *rd, struct resource *r, const json_t *node)
{
	const json_t *dialect = read_elsewhere(rd, node, "dialect");
	const char *format = json_string_value(json_object_get(node, "format"));

	set_default_dialect(r, r->path);
	if (format && strcasecmp(format, "tsv") == 0)
		r->dialect.delimiter = '\t';
	if (json_is_object(json_object_get(dialect, "csv")))
		dialect = json_object_get(dialect, "csv");
	r->header = reader_flag(rd, dialect, "header", true);
	r->dialect.delimiter =
		reader_char(rd, dialect, "delimiter", r->dialect.delimiter, false);
	r->dialect.quote = reader_char(rd, dialect, "quoteChar", '"', true);
	r->dialect.comment = reader_char(rd, dialect, "commentChar", '\0', true);
	r->dialect.header = r->header;
	r->dialect.double_quote = reader_flag(rd, dialect, "doubleQuote", true);
	reader_at(rd, dialect, node);
	check_characters(rd, r);
	if (reader_char(rd, dialect, "escapeChar", '\0', true))
		reader_fault(rd,
			"\"escapeChar\" is not heeded; quotes are doubled as in RFC "
			"4180.");
	reader_at(rd, json_object_get(dialect, "headerRows"), dialect);
	if (json_array_size(rd->at) > 1)
		reader_fault(rd, "Only the first of its header rows is read as one.");
	read_encoding(rd, r, node);
}

void resource_read(struct reader *rd, size_t number, const json_t *node)
{
	struct resource *r = &rd->out->resources[number];
	const json_t *schema;

	resource_init(rd->out, r, NULL);
	read_name(rd, r, node);
	rd->table = r->name;
	r->description = reader_text(rd, node, "description", "");
	read_path(rd, r, node);
	read_dialect(rd, r, node);
	schema = read_elsewhere(rd, node, "schema");
	rd->tables[number].resource = node;
	rd->tables[number].schema = schema;
	if (schema)
		rd->tables[number].fields = schema_read(rd, r, schema);
	r->guessed = r->field_count == 0;
	rd->table = NULL;
}
