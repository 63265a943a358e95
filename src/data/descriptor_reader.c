#include "config.h"

#include "data/descriptor_reader.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"
#include "data/json_positions.h"

struct reader_doc {
	struct json_t *doc;
	const char *name;
	struct json_positions map;
};

void reader_release(struct reader *rd)
{
	for (size_t i = 0; i < rd->doc_count; i++) {
		json_positions_release(&rd->docs[i].map);
		json_close(rd->docs[i].doc);
	}
	free(rd->docs);
	free(rd->tables);
}

static void tell_unreadable(
	struct reader *rd, const char *name, const struct json_error *error)
{
	diag_add(rd->diag, error->line ? FAULT_NOT_JSON : FAULT_NO_FILE,
		(struct diag_place){ .file = name,
			.line = error->line,
			.column = error->column,
			.table = DIAG_NO_TABLE,
			.row = DIAG_NO_ROW,
			.field = -1 },
		"%s", error->text);
}

const struct json_t *reader_open(struct reader *rd, const char *path, const char *name)
{
	struct json_error error;
	struct str bytes;
	struct json_t *doc;
	struct reader_doc *entry;

	str_init(&bytes);
	doc = json_open(path, &bytes, &error);
	if (doc) {
		rd->docs = array_reserve(
			rd->docs, &rd->doc_alloc, rd->doc_count + 1, sizeof *rd->docs);
		entry = &rd->docs[rd->doc_count++];
		entry->doc = doc;
		entry->name = arena_strdup(&rd->out->arena, name);
		json_positions_init(
			&entry->map, doc, (struct slice){ bytes.buf, bytes.len });
	} else {
		tell_unreadable(rd, name, &error);
	}
	str_release(&bytes);
	return doc;
}

void reader_at(struct reader *rd, const struct json_t *node, const struct json_t *holder)
{
	rd->at = node;
	rd->in = holder;
}

static bool find_spot(
	const struct reader *rd, const struct json_t *node, struct descriptor_spot *out)
{
	struct json_positions_spot spot;

	for (size_t i = 0; i < rd->doc_count; i++) {
		if (!json_positions_find(&rd->docs[i].map, node, &spot))
			continue;
		*out = (struct descriptor_spot){ rd->docs[i].name, spot.line,
			spot.column };
		return true;
	}
	return false;
}

struct descriptor_spot reader_spot(const struct reader *rd)
{
	struct descriptor_spot spot = { rd->out->file, 0, 0 };

	if (!find_spot(rd, rd->at, &spot))
		find_spot(rd, rd->in, &spot);
	return spot;
}

/* The table and the field are named too: a line of a long descriptor says little. */
void reader_fault(struct reader *rd, enum fault fault, const char *format, ...)
{
	struct descriptor_spot spot = reader_spot(rd);
	struct str text;
	va_list args;

	str_init(&text);
	if (rd->table)
		str_addf(&text, "Table \"%s\"", rd->table);
	if (rd->table && rd->field)
		str_addf(&text, ", field \"%s\"", rd->field);
	if (rd->table)
		str_add(&text, ": ");
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	diag_add(rd->diag, fault,
		(struct diag_place){ .file = spot.file,
			.line = spot.line,
			.column = spot.column,
			.table = DIAG_NO_TABLE,
			.row = DIAG_NO_ROW,
			.field = -1 },
		"%s", text.buf);
	str_release(&text);
}

static const char *kind_phrase(enum json_kind kind)
{
	switch (kind) {
	case JSON_KIND_BOOL:
		return "true or false";
	case JSON_KIND_NUMBER:
		return "a number";
	case JSON_KIND_TEXT:
		return "a text";
	case JSON_KIND_ARRAY:
		return "an array";
	case JSON_KIND_OBJECT:
		return "an object";
	case JSON_KIND_NONE:
	case JSON_KIND_NULL:
		break;
	}
	return "nothing";
}

/* Returns the member KEY; null counts as absent. */
static const struct json_t *present(
	struct reader *rd, const struct json_t *object, const char *key)
{
	const struct json_t *node = json_get(object, key);

	reader_at(rd, node, object);
	return json_kind(node) == JSON_KIND_NULL ? NULL : node;
}

const struct json_t *reader_member(struct reader *rd, const struct json_t *object,
	const char *key, enum json_kind kind)
{
	const struct json_t *node = present(rd, object, key);

	if (!node || json_kind(node) == kind)
		return node;
	reader_fault(rd, FAULT_DESCRIPTOR, "\"%s\" must be %s; it is left out.", key,
		kind_phrase(kind));
	return NULL;
}

const char *reader_text(struct reader *rd, const struct json_t *object, const char *key,
	const char *fallback)
{
	const char *text = json_text(reader_member(rd, object, key, JSON_KIND_TEXT));

	return text ? arena_strdup(&rd->out->arena, text) : fallback;
}

const char *reader_value(struct reader *rd, const struct json_t *node)
{
	struct str text;
	const char *copy = NULL;

	str_init(&text);
	if (json_add_scalar(node, &text))
		copy = arena_strndup(&rd->out->arena, text.buf, text.len);
	str_release(&text);
	return copy;
}

const char *reader_scalar(struct reader *rd, const struct json_t *object, const char *key)
{
	const struct json_t *node = present(rd, object, key);
	const char *text = reader_value(rd, node);

	if (node && !text)
		reader_fault(rd, FAULT_DESCRIPTOR,
			"\"%s\" must be a single value; it is left out.", key);
	return text;
}

bool reader_flag(
	struct reader *rd, const struct json_t *object, const char *key, bool fallback)
{
	const struct json_t *node = reader_member(rd, object, key, JSON_KIND_BOOL);

	return node ? json_truth(node) : fallback;
}

long reader_length(struct reader *rd, const struct json_t *object, const char *key)
{
	const char *text = reader_scalar(rd, object, key);
	long length = -1;

	if (text && (!str_parse_long(text, &length) || length < 0)) {
		reader_fault(rd, FAULT_DESCRIPTOR,
			"\"%s\" must be a whole number from 0; it is left out.", key);
		return -1;
	}
	return length;
}

char reader_char(struct reader *rd, const struct json_t *object, const char *key,
	char fallback, bool empty)
{
	const struct json_t *node = json_get(object, key);
	const char *text;

	if (empty && json_kind(node) == JSON_KIND_NULL)
		return '\0';
	text = json_text(reader_member(rd, object, key, JSON_KIND_TEXT));
	if (!text)
		return fallback;
	if (empty && !*text)
		return '\0';
	if (strlen(text) == 1 && (unsigned char)*text < 0x80)
		return *text;
	reader_fault(rd, FAULT_DESCRIPTOR,
		"\"%s\" must be one ASCII character; it is left out.", key);
	return fallback;
}

/* One value where an array is wanted is what version 1 and careless hands write. */
const char *const *reader_list(
	struct reader *rd, const struct json_t *node, const char *key, size_t *count)
{
	bool array = json_kind(node) == JSON_KIND_ARRAY;
	size_t total = array ? json_count(node) : node != NULL;
	const char **texts;

	*count = 0;
	texts = arena_array(&rd->out->arena, total, sizeof *texts);
	for (size_t i = 0; i < total; i++) {
		const struct json_t *item = array ? json_item(node, i) : node;
		const char *text;

		if (json_kind(item) == JSON_KIND_OBJECT)
			item = json_get(item, "value");
		text = reader_value(rd, item);
		if (text) {
			texts[(*count)++] = text;
		} else {
			reader_at(rd, array ? json_item(node, i) : node, node);
			reader_fault(rd, FAULT_DESCRIPTOR,
				"Entry %zu of \"%s\" must be a single value; it is left "
				"out.",
				i + 1, key);
		}
	}
	return texts;
}

const char *const *reader_texts(
	struct reader *rd, const struct json_t *object, const char *key, size_t *count)
{
	return reader_list(rd, present(rd, object, key), key, count);
}

/* Tells whether one of PATH's parts between slashes is "..". */
static bool climbs(const char *path)
{
	while (path) {
		if (strncmp(path, "..", 2) == 0 && (path[2] == '/' || path[2] == '\0'))
			return true;
		path = strchr(path, '/');
		if (path)
			path++;
	}
	return false;
}

bool reader_inside(struct reader *rd, const char *path, const char *what)
{
	const char *why = NULL;

	if (strstr(path, "://"))
		why = "is an address; nothing is ever fetched, so put the file into the "
		      "folder";
	else if (*path == '/')
		why = "is absolute; the standard wants it relative to the descriptor";
	else if (climbs(path))
		why = "leads out of the package's folder, which the standard forbids";
	else if (!*path)
		why = "is empty";
	if (why)
		reader_fault(rd, FAULT_OUTSIDE, "The %s \"%s\" %s.", what, path, why);
	return !why;
}
