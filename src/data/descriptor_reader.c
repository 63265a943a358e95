/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/descriptor_reader.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"

bool reader_release_step(struct reader *rd, int64_t until)
{
	size_t work = 0;

	for (; rd->doc_count; rd->doc_count--)
		if (!json_doc_release_step(&rd->docs[rd->doc_count - 1], &work, until))
			return false;
	return true;
}

void reader_release(struct reader *rd)
{
	reader_release_step(rd, INT64_MAX);
	free(rd->docs);
	json_load_free(rd->load);
	arena_release(&rd->seen_memory);
}

static struct diag_place make_place(const char *file, size_t line, size_t column)
{
	return (struct diag_place){ .file = file,
		.line = line,
		.column = column,
		.table = DIAG_NO_TABLE,
		.row = DIAG_NO_ROW,
		.field = -1 };
}

void reader_open(struct reader *rd, const char *path, const char *name)
{
	rd->load_name = arena_strdup(&rd->out->arena, name);
	rd->load = json_load_new(path, rd->load_name);
}

bool reader_opened(struct reader *rd, int64_t until, const json_t **root)
{
	struct json_doc doc = { .root = NULL };
	struct json_error error;

	if (!json_load_step(rd->load, until))
		return false;
	if (json_load_end(rd->load, &doc, &error))
		*ARRAY_ADD(rd->docs, rd->doc_count, rd->doc_alloc) = doc;
	else
		diag_add(rd->diag, error.line ? FAULT_NOT_JSON : FAULT_NO_FILE,
			make_place(rd->load_name, error.line, error.column), "%s",
			error.text);
	rd->load = NULL;
	*root = doc.root;
	return true;
}

void reader_at(struct reader *rd, const json_t *node, const json_t *holder)
{
	rd->at = node;
	rd->in = holder;
}

struct diag_place reader_place(const struct reader *rd)
{
	const struct json_place *at = json_place(rd->at);

	if (!at)
		at = json_place(rd->in);
	return at ? make_place(at->file, at->line, at->column)
		  : make_place(rd->out->file, 0, 0);
}

/* The sentence names the table and the field: a line number alone says little. */
void reader_report(struct reader *rd, enum fault fault, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	if (rd->table)
		str_addf(&text, "Table “%s”", rd->table);
	if (rd->table && rd->field)
		str_addf(&text, ", field “%s”", rd->field);
	if (rd->table)
		str_add(&text, ": ");
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	diag_add(rd->diag, fault, reader_place(rd), "%s", text.buf);
	str_release(&text);
}

/* Returns the property KEY; null counts as absent. */
static const json_t *find(struct reader *rd, const json_t *object, const char *key)
{
	const json_t *node = json_object_get(object, key);

	reader_at(rd, node, object);
	return json_is_null(node) ? NULL : node;
}

const json_t *reader_member(
	struct reader *rd, const json_t *object, const char *key, json_type type)
{
	static const char *const phrases[] = { [JSON_STRING] = "a text",
		[JSON_ARRAY] = "an array",
		[JSON_OBJECT] = "an object",
		[JSON_TRUE] = "true or false" };
	const json_t *node = find(rd, object, key);

	if (!node || json_typeof(node) == type ||
		(type == JSON_TRUE && json_is_false(node)))
		return node;
	reader_fault(rd, "“%s” must be %s. It is ignored.", key, phrases[type]);
	return NULL;
}

const char *reader_text(
	struct reader *rd, const json_t *object, const char *key, const char *fallback)
{
	const json_t *node = reader_member(rd, object, key, JSON_STRING);

	return node ? arena_strdup(&rd->out->arena, json_string_value(node)) : fallback;
}

/* Returns a copy of NODE, a string, number or boolean, as a cell would hold it; NULL for
 * all else. */
static const char *read_value(struct reader *rd, const json_t *node)
{
	struct str text = STR_INIT;
	const char *copy = NULL;

	if (json_is_string(node))
		return arena_strdup(&rd->out->arena, json_string_value(node));
	if (json_add_scalar(node, &text))
		copy = arena_strndup(&rd->out->arena, text.buf, text.len);
	str_release(&text);
	return copy;
}

const char *reader_scalar(struct reader *rd, const json_t *object, const char *key)
{
	const json_t *node = find(rd, object, key);
	const char *text = read_value(rd, node);

	if (node && !text)
		reader_fault(rd, "“%s” must be a single value. It is ignored.", key);
	return text;
}

bool reader_flag(struct reader *rd, const json_t *object, const char *key, bool fallback)
{
	const json_t *node = reader_member(rd, object, key, JSON_TRUE);

	return node ? json_is_true(node) : fallback;
}

int64_t reader_length(struct reader *rd, const json_t *object, const char *key)
{
	const char *text = reader_scalar(rd, object, key);
	int64_t length = -1;

	if (text && (!str_parse_int64(text, &length) || length < 0)) {
		reader_fault(rd, "“%s” must be a whole number, 0 or more. It is ignored.",
			key);
		return -1;
	}
	return length;
}

char reader_char(struct reader *rd, const json_t *object, const char *key, char fallback,
	bool empty)
{
	const char *text;

	if (empty && json_is_null(json_object_get(object, key)))
		return '\0';
	text = json_string_value(reader_member(rd, object, key, JSON_STRING));
	if (!text)
		return fallback;
	if (empty && !*text)
		return '\0';
	if (strlen(text) == 1 && (unsigned char)*text < 0x80)
		return *text;
	reader_fault(rd, "“%s” must be one ASCII character. It is ignored.", key);
	return fallback;
}

const char *reader_item(
	struct reader *rd, const json_t *node, size_t number, const char *key)
{
	const json_t *item = json_is_array(node) ? json_array_get(node, number) : node;
	const char *text = read_value(
		rd, json_is_object(item) ? json_object_get(item, "value") : item);

	if (text)
		return text;
	reader_at(rd, item, node);
	reader_fault(rd, "Entry %zu of “%s” must be a single value. It is ignored.",
		number + 1, key);
	return NULL;
}

/* A single value instead of an array is what version 1 allows for keys, and what many
 * write. */
const char *const *reader_list(
	struct reader *rd, const json_t *node, const char *key, size_t *count)
{
	size_t total = json_is_array(node) ? json_array_size(node) : node != NULL;
	const char **texts = arena_array(&rd->out->arena, total, sizeof *texts);

	*count = 0;
	for (size_t i = 0; i < total; i++) {
		const char *text = reader_item(rd, node, i, key);

		if (text)
			texts[(*count)++] = text;
	}
	return texts;
}

const char *const *reader_texts(
	struct reader *rd, const json_t *object, const char *key, size_t *count)
{
	return reader_list(rd, find(rd, object, key), key, count);
}

void reader_unused(struct reader *rd, const json_t *object, const char *const *names)
{
	for (; *names; names++) {
		const json_t *node = json_object_get(object, *names);

		reader_at(rd, node, object);
		if (node)
			reader_report(rd, FAULT_NOT_USED,
				"The property “%s” is not used.", *names);
	}
}

bool reader_inside(struct reader *rd, const char *path, const char *what)
{
	struct str text = STR_INIT;
	bool climbs = false, hidden = false;
	const char *why = NULL;

	for (const char *part = path; part; part = strchr(part, '/')) {
		part += *part == '/';
		climbs = climbs ||
			(strncmp(part, "..", 2) == 0 && (!part[2] || part[2] == '/'));
		hidden = hidden ||
			(part[0] == '.' && part[1] && part[1] != '/' &&
				strchr(part, '/'));
	}
	if (strstr(path, "://"))
		why = "is a web address, and nothing is ever fetched. Put the file into "
		      "the folder";
	else if (*path == '/')
		why = "is absolute. The standard wants it relative to the descriptor";
	else if (climbs)
		why = "leads out of the package's folder, which the standard forbids";
	else if (hidden)
		why = "is in a hidden folder, which the standard forbids";
	else if (!*path)
		why = "is empty";
	if (!why)
		return true;
	str_addf(&text, "The %s “%s” %s.", what, path, why);
	reader_report(rd, FAULT_OUTSIDE, "%s", text.buf);
	str_release(&text);
	return false;
}
