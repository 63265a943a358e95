/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/json.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum { JSON_FILE_MAX = 64 * 1024 * 1024, JSON_PORTION = 64 * 1024 };

struct json_position {
	const json_t *node;
	size_t line, column;
};

/* The text and the document, which are walked in parallel. The text is known to be JSON,
 * so only its end is checked. */
struct walk {
	struct json_doc *doc;
	const char *p, *end;
	const char *line_start;
	size_t line;
	struct str key;
};

void json_init(void)
{
	json_set_alloc_funcs(xmalloc, free);
}

/* What the nodes of the document are put into that is being made. */
static struct arena *making;

static void *make_room(size_t size)
{
	return arena_alloc(making, size);
}

/* They are freed together. */
static void keep(void *memory)
{
	(void)memory;
}

static json_t *load(struct slice text, size_t flags, json_error_t *why)
{
	return json_loadb(text.text ? text.text : "", text.len, flags, why);
}

/* Makes the reals of ROOT (may be NULL) integers again that are some, of up to 2^53, where
 * doubles are exact. Returns ROOT or what takes its place. */
static json_t *restore_integers(json_t *root)
{
	double value = json_real_value(root);
	const char *key;
	json_t *item;
	size_t i;

	if (json_is_real(root) && value == floor(value) &&
		fabs(value) <= 9007199254740992) {
		json_decref(root);
		return json_integer((json_int_t)value);
	}
	json_array_foreach(root, i, item)
	{
		json_array_set_new(root, i, restore_integers(json_incref(item)));
	}
	json_object_foreach(root, key, item)
	{
		json_object_set_new(root, key, restore_integers(json_incref(item)));
	}
	return root;
}

/* Reads the file FD to its end, as far as it is not too long, into BYTES. Returns 0 or what
 * errno says. */
static int read_all(int fd, struct str *bytes)
{
	char portion[JSON_PORTION];
	ssize_t got = 1;

	while (got && bytes->len <= JSON_FILE_MAX) {
		got = read(fd, portion, sizeof portion);
		if (got > 0)
			str_add_bytes(bytes, portion, (size_t)got);
		else if (got < 0 && errno != EINTR)
			return errno;
	}
	return 0;
}

/* Appends the bytes of the file at PATH to BYTES. Opening what is no regular file, and
 * reading it, could wait for ever. */
static bool read_file(const char *path, struct str *bytes, struct json_error *error)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), failure = 0;
	const char *failed = NULL, *why = NULL;
	struct stat there;

	if (fd < 0 || fstat(fd, &there) != 0) {
		failed = "It cannot be opened";
		failure = errno;
	} else if (!S_ISREG(there.st_mode)) {
		failed = "It cannot be read";
		why = S_ISDIR(there.st_mode) ? "it is a folder"
					     : "it is not a regular file";
	} else if ((failure = read_all(fd, bytes)) != 0) {
		failed = "It cannot be read";
	} else if (bytes->len > JSON_FILE_MAX) {
		failed = "It is too long";
		why = "no descriptor needs over 64 MiB";
	}
	if (fd >= 0)
		close(fd);
	if (failed) {
		error->line = error->column = 0;
		snprintf(error->text, sizeof error->text, "%s: %s.", failed,
			why ? why : strerror(failure));
	}
	return !failed;
}

/* Makes the message of jansson, which has neither capital nor full stop, a sentence. Its
 * column counts characters; its position counts bytes, as all columns here do. */
static void set_syntax_error(
	struct json_error *error, const json_error_t *from, struct slice text)
{
	size_t offset = from->position > 0 ? (size_t)from->position : 0, start;
	const char *p = text.text;

	error->line = from->line > 0 ? (size_t)from->line : 1;
	for (size_t line = error->line; p && --line;) {
		p = memchr(p, '\n', text.len - (size_t)(p - text.text));
		p = p ? p + 1 : NULL;
	}
	start = p ? (size_t)(p - text.text) : text.len;
	error->column = offset > start ? offset - start : 1;
	snprintf(error->text, sizeof error->text, "This is not JSON: %s.", from->text);
}

static void skip_blanks(struct walk *w)
{
	for (; w->p < w->end; w->p++) {
		if (*w->p == '\n') {
			w->line++;
			w->line_start = w->p + 1;
		} else if (*w->p != ' ' && *w->p != '\t' && *w->p != '\r') {
			return;
		}
	}
}

/* Skips blanks, and C if it is next. Returns whether it was. */
static bool take(struct walk *w, char c)
{
	skip_blanks(w);
	if (w->p == w->end || *w->p != c)
		return false;
	w->p++;
	return true;
}

/* Skips a string, which is next. Returns it raw, without its quotes. */
static struct slice take_string(struct walk *w)
{
	const char *start;

	take(w, '"');
	start = w->p;
	while (w->p < w->end && *w->p != '"')
		w->p += *w->p == '\\' && w->p + 1 < w->end ? 2 : 1;
	if (w->p < w->end)
		w->p++;
	return (struct slice){ start, (size_t)(w->p - start) - (w->p > start) };
}

/* Adds the positions of NODE (NULL: it has none), which is next, and of what it holds. A
 * key with escapes finds no node: its value has no position. The recursion is as deep as
 * that of the parser, which has a limit. */
static void walk_value(struct walk *w, const json_t *node)
{
	struct json_doc *doc = w->doc;

	skip_blanks(w);
	if (node && !json_is_null(node) && !json_is_boolean(node)) {
		*ARRAY_ADD(doc->positions, doc->count, doc->alloc) =
			(struct json_position){ node, w->line,
				(size_t)(w->p - w->line_start) + 1 };
	}
	if (take(w, '{') || take(w, '[')) {
		bool object = w->p[-1] == '{';
		char close = object ? '}' : ']';
		size_t index = 0;

		if (take(w, close))
			return;
		do {
			const json_t *value = json_array_get(node, index++);

			if (object) {
				struct slice key = take_string(w);

				take(w, ':');
				str_clear(&w->key);
				str_add_bytes(&w->key, key.text, key.len);
				value = json_object_get(node, w->key.buf);
			}
			walk_value(w, value);
		} while (take(w, ','));
		take(w, close);
	} else if (w->p < w->end && *w->p == '"') {
		take_string(w);
	} else {
		while (w->p < w->end && !strchr(",]} \t\r\n", *w->p))
			w->p++;
	}
}

static int compare_nodes(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct json_position *)a)->node;
	uintptr_t y = (uintptr_t)((const struct json_position *)b)->node;

	return (x > y) - (x < y);
}

bool json_doc_open(struct json_doc *doc, const char *path, struct json_error *error)
{
	struct json_doc made = { .bytes = STR_INIT };
	json_error_t why;

	if (!read_file(path, &made.bytes, error)) {
		str_release(&made.bytes);
		return false;
	}
	made.text = str_slice(&made.bytes);
	/* A byte order mark is no column of the first line. */
	if (made.text.len >= 3 && memcmp(made.text.text, "\xef\xbb\xbf", 3) == 0)
		made.text = slice_part(made.text, 3, made.text.len - 3);
	making = &made.arena;
	json_set_alloc_funcs(make_room, keep);
	made.root = load(made.text, 0, &why);
	/* An integer beyond those of jansson is JSON all the same. */
	if (!made.root)
		made.root = restore_integers(
			load(made.text, JSON_DECODE_INT_AS_REAL, NULL));
	json_init();
	if (!made.root) {
		set_syntax_error(error, &why, made.text);
		json_doc_release(&made);
		return false;
	}
	*doc = made;
	return true;
}

void json_doc_release(struct json_doc *doc)
{
	arena_release(&doc->arena);
	free(doc->positions);
	str_release(&doc->bytes);
	*doc = (struct json_doc){ .root = NULL };
}

/* Finds the positions of all values of DOC. */
static void find_positions(struct json_doc *doc)
{
	struct walk w = { .doc = doc,
		.p = doc->text.text,
		.end = doc->text.text + doc->text.len,
		.line_start = doc->text.text,
		.line = 1,
		.key = STR_INIT };

	walk_value(&w, doc->root);
	qsort(doc->positions, doc->count, sizeof *doc->positions, compare_nodes);
	str_release(&w.key);
}

bool json_doc_find(
	struct json_doc *doc, const json_t *node, size_t *line, size_t *column)
{
	const struct json_position key = { .node = node };
	const struct json_position *found;

	if (!doc->positions)
		find_positions(doc);
	found = bsearch(&key, doc->positions, doc->count, sizeof key, compare_nodes);
	if (!found)
		return false;
	*line = found->line;
	*column = found->column;
	return true;
}

json_t *json_load_cell(struct slice text, size_t flags)
{
	return load(text,
		flags | JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
}

/* The writer of jansson has a decimal point in every locale. The fewest digits that mean
 * the same number are enough. */
bool json_add_scalar(const json_t *node, struct str *out)
{
	char *text = NULL;

	if (json_is_string(node)) {
		str_add(out, json_string_value(node));
		return true;
	}
	if (!json_is_number(node) && !json_is_boolean(node))
		return false;
	for (size_t digits = 15; digits <= 17; digits++) {
		free(text);
		text = json_dumps(node, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
		if (!json_is_real(node) || strtod(text, NULL) == json_real_value(node))
			break;
	}
	str_add(out, text);
	free(text);
	return true;
}

void json_add_compact(const json_t *node, struct str *out)
{
	char *text = json_dumps(node, JSON_COMPACT);

	str_add(out, text);
	free(text);
}

bool json_check(struct slice text, json_type type)
{
	json_t *value = json_load_cell(text, 0);
	bool ok = value && json_typeof(value) == type;

	json_decref(value);
	return ok;
}

bool json_check_geo(struct slice text, bool topology)
{
	static const char *const members[][2] = {
		{ "Point", "coordinates" },
		{ "MultiPoint", "coordinates" },
		{ "LineString", "coordinates" },
		{ "MultiLineString", "coordinates" },
		{ "Polygon", "coordinates" },
		{ "MultiPolygon", "coordinates" },
		{ "GeometryCollection", "geometries" },
		{ "FeatureCollection", "features" },
	};
	json_t *value = json_load_cell(text, 0);
	const char *type = json_string_value(json_object_get(value, "type"));
	bool ok = false;

	if (type && topology)
		ok = strcmp(type, "Topology") == 0 &&
			json_is_object(json_object_get(value, "objects")) &&
			json_is_array(json_object_get(value, "arcs"));
	else if (type && strcmp(type, "Feature") == 0) /* its geometry may be null */
		ok = json_object_get(value, "geometry") != NULL;
	for (size_t i = 0; type && !topology && i < sizeof members / sizeof *members; i++)
		if (strcmp(type, members[i][0]) == 0)
			ok = json_is_array(json_object_get(value, members[i][1]));
	json_decref(value);
	return ok;
}

bool json_same(struct slice a, struct slice b)
{
	json_t *first = json_load_cell(a, 0), *second = json_load_cell(b, 0);
	bool same = first && second && json_equal(first, second);

	json_decref(first);
	json_decref(second);
	return same;
}

size_t json_length(struct slice text)
{
	json_t *value = json_load_cell(text, 0);
	size_t length =
		json_is_object(value) ? json_object_size(value) : json_array_size(value);

	json_decref(value);
	return length;
}

bool json_read_point(struct slice text, double *lon, double *lat)
{
	json_t *value = json_load_cell(text, 0);
	const json_t *x = json_object_get(value, "lon");
	const json_t *y = json_object_get(value, "lat");
	bool ok;

	if (json_array_size(value) == 2 || json_array_size(value) == 3) {
		x = json_array_get(value, 0);
		y = json_array_get(value, 1);
	}
	ok = json_is_number(x) && json_is_number(y);
	if (ok) {
		*lon = json_number_value(x);
		*lat = json_number_value(y);
	}
	json_decref(value);
	return ok;
}
