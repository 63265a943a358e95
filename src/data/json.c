/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/task.h"

enum {
	JSON_FILE_MAX = 64 * 1024 * 1024,
	JSON_PORTION = 16 * 1024, /* bytes read between two looks at the clock */
};

void json_init(void)
{
	json_set_alloc_funcs(xmalloc, free);
}

static json_t *load(struct slice text, size_t flags, json_error_t *why)
{
	return json_loadb(text.text ? text.text : "", text.len, flags, why);
}

/* --- documents --- */

/* A position in a text: the byte that is next, the line that it is on, and how many objects
 * and arrays are open there. */
struct cursor {
	const char *p, *line_start;
	size_t line, depth;
};

/*
 * A document being read. Jansson can only load a text in one piece, and does not say where
 * its values are. So objects and arrays are found here, and filled with what jansson makes
 * of each name and of each other value; and where the text is not JSON, jansson says why.
 */
struct json_load {
	int fd;           /* -1: all of the file is read */
	const char *name; /* of the file */
	struct str bytes; /* the file */
	struct cursor at;
	const char *end; /* of the text */
	struct json_doc doc;
	json_t *open[JSON_PARSER_MAX_DEPTH]; /* those that are open at AT */
	struct str key;
	bool failed;
	struct json_error error; /* then */
};

/* Where the values of a document are, and what their memory is taken from. Before each piece
 * of it is the place where the value begins that it is of. */
static struct arena *making;
static struct json_place making_at;

static void *make_room(size_t size)
{
	struct json_place *place = arena_alloc(making, sizeof *place + size);

	*place = making_at;
	return place + 1;
}

/* They are freed together. */
static void keep(void *memory)
{
	(void)memory;
}

const struct json_place *json_place(const json_t *node)
{
	if (!node || json_is_boolean(node) || json_is_null(node))
		return NULL;
	return (const struct json_place *)(const void *)node - 1;
}

/* Ends the reading of L with the sentence that begins with WHAT. */
static void fail_file(struct json_load *l, const char *what, const char *why)
{
	l->failed = true;
	l->error.line = l->error.column = 0;
	snprintf(l->error.text, sizeof l->error.text, "%s: %s.", what, why);
}

/* Opening what is no regular file, and reading it, could wait for ever. */
struct json_load *json_load_new(const char *path, const char *name)
{
	struct json_load *l = xcalloc(1, sizeof *l);
	struct stat there;

	l->name = name;
	l->at.line = 1;
	str_init(&l->bytes);
	str_init(&l->key);
	l->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (l->fd < 0 || fstat(l->fd, &there) != 0)
		fail_file(l, "It cannot be opened", strerror(errno));
	else if (!S_ISREG(there.st_mode))
		fail_file(l, "It cannot be read",
			S_ISDIR(there.st_mode) ? "it is a folder"
					       : "it is not a regular file");
	return l;
}

/* Reads on in the file; a byte order mark is no column of the first line. */
static void read_portion(struct json_load *l)
{
	char portion[JSON_PORTION];
	ssize_t got = read(l->fd, portion, sizeof portion);

	if (got > 0)
		str_add_bytes(&l->bytes, portion, (size_t)got);
	if (l->bytes.len > JSON_FILE_MAX)
		fail_file(l, "It is too long", "no descriptor needs over 64 MiB");
	else if (got < 0 && errno != EINTR)
		fail_file(l, "It cannot be read", strerror(errno));
	if (got)
		return;
	close(l->fd);
	l->fd = -1;
	l->at.p = l->bytes.buf;
	l->end = l->at.p + l->bytes.len;
	if (l->bytes.len >= 3 && memcmp(l->at.p, "\xef\xbb\xbf", 3) == 0)
		l->at.p += 3;
	l->at.line_start = l->at.p;
}

static void skip_blanks(struct json_load *l)
{
	for (; l->at.p < l->end; l->at.p++) {
		if (*l->at.p == '\n') {
			l->at.line++;
			l->at.line_start = l->at.p + 1;
		} else if (*l->at.p != ' ' && *l->at.p != '\t' && *l->at.p != '\r') {
			return;
		}
	}
}

/* Skips blanks, and C if it is next. Returns whether it was. */
static bool take(struct json_load *l, char c)
{
	skip_blanks(l);
	if (l->at.p == l->end || *l->at.p != c)
		return false;
	l->at.p++;
	return true;
}

/* Takes the string that is next, from its first quote. Returns false when it is not one. RAW
 * is what is between the quotes, with its escapes if it has some. */
static bool take_string(struct json_load *l, struct slice *raw, bool *escaped)
{
	const char *start = ++l->at.p;

	*escaped = false;
	while (l->at.p < l->end && *l->at.p != '"' && (unsigned char)*l->at.p >= ' ') {
		bool escape = *l->at.p == '\\' && l->at.p + 1 < l->end;

		*escaped = *escaped || escape;
		l->at.p += escape ? 2 : 1;
	}
	*raw = (struct slice){ start, (size_t)(l->at.p - start) };
	return l->at.p < l->end && *l->at.p++ == '"';
}

/* Returns the string RAW, between its quotes; NULL when it is not one. */
static json_t *make_string(struct slice raw, bool escaped)
{
	return escaped
		? load((struct slice){ raw.text - 1, raw.len + 2 }, JSON_DECODE_ANY, NULL)
		: json_stringn(raw.text, raw.len);
}

/* Takes the number, true, false or null that is next. An integer beyond those of jansson is
 * JSON all the same. */
static json_t *take_word(struct json_load *l)
{
	struct slice word = { l->at.p, 0 };
	json_t *node;

	while (l->at.p < l->end && !strchr(",]} \t\r\n", *l->at.p))
		l->at.p++;
	word.len = (size_t)(l->at.p - word.text);
	node = load(word, JSON_DECODE_ANY, NULL);
	return node ? node : load(word, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
}

/* Takes the value that is next, of an object or array as much as its first bracket. */
static json_t *take_value(struct json_load *l)
{
	struct slice raw;
	bool escaped;
	json_t *node;

	skip_blanks(l);
	making_at = (struct json_place){ l->name, (uint32_t)l->at.line,
		(uint32_t)(l->at.p - l->at.line_start) + 1 };
	if (l->at.p == l->end || l->at.depth == JSON_PARSER_MAX_DEPTH)
		return NULL;
	if (*l->at.p == '"')
		return take_string(l, &raw, &escaped) ? make_string(raw, escaped) : NULL;
	if (*l->at.p != '{' && *l->at.p != '[')
		return take_word(l);
	node = *l->at.p++ == '{' ? json_object() : json_array();
	l->open[l->at.depth++] = node;
	return node;
}

/* Takes the name that is next, with its colon, into the key of L. */
static bool take_key(struct json_load *l)
{
	struct slice raw;
	bool escaped;
	json_t *name;

	skip_blanks(l);
	if (l->at.p == l->end || *l->at.p != '"' || !take_string(l, &raw, &escaped))
		return false;
	name = escaped ? make_string(raw, true) : NULL;
	if (name)
		raw = slice_of(json_string_value(name));
	str_clear(&l->key);
	str_add_bytes(&l->key, raw.text, raw.len);
	return (name || !escaped) && take(l, ':');
}

/* Takes the next member or item of the innermost object or array, with the comma before it,
 * or its end. Of members of one name the last is kept. */
static bool take_element(struct json_load *l)
{
	json_t *in = l->open[l->at.depth - 1], *node;
	bool object = json_is_object(in);

	if (take(l, object ? '}' : ']')) {
		l->at.depth--;
		return true;
	}
	if ((json_object_size(in) || json_array_size(in)) && !take(l, ','))
		return false;
	if (object && !take_key(l))
		return false;
	node = take_value(l);
	return object ? json_object_set_new(in, l->key.buf, node) == 0
		      : json_array_append_new(in, node) == 0;
}

/* What jansson is given to say what is wrong, a piece after the other. */
struct pieces {
	struct slice first, second;
};

static size_t give_piece(void *buffer, size_t size, void *data)
{
	struct pieces *pieces = data;
	struct slice *piece = pieces->first.len ? &pieces->first : &pieces->second;

	if (size > piece->len)
		size = piece->len;
	if (size)
		memcpy(buffer, piece->text, size);
	*piece = slice_part(*piece, size, piece->len - size);
	return size;
}

/*
 * Ends the reading of L, whose text is not JSON: what is wrong is behind FROM, where the
 * innermost object or array goes on. Jansson is given as little as has the same objects and
 * arrays open, and the rest. Its message, which has neither capital nor full stop, becomes a
 * sentence. Its column counts characters; its position counts bytes, as all columns here do.
 */
static void fail_syntax(struct json_load *l, struct cursor from)
{
	struct str opened = STR_INIT;
	struct pieces pieces;
	json_error_t why;
	size_t lines, offset;

	if (l->doc.root && !from.depth)
		str_add(&opened, "[]");
	for (size_t i = 0; i < from.depth; i++) {
		bool object = json_is_object(l->open[i]), last = i + 1 == from.depth;
		bool filled = json_object_size(l->open[i]) || json_array_size(l->open[i]);

		str_add(&opened, object ? "{" : "[");
		if (object && (filled || !last))
			str_add(&opened, "\"\":");
		if (filled && last)
			str_add(&opened, "\"\"");
	}
	pieces = (struct pieces){ str_slice(&opened),
		{ from.p, (size_t)(l->end - from.p) } };
	json_decref(json_load_callback(give_piece, &pieces, 0, &why));
	offset = why.position > 0 ? (size_t)why.position : 0;
	from.p += offset > opened.len ? offset - opened.len : 0;
	lines = why.line > 0 ? (size_t)why.line - 1 : 0;
	l->failed = true;
	l->error.line = from.line + lines;
	while (lines-- && from.line_start) {
		from.line_start =
			memchr(from.line_start, '\n', (size_t)(l->end - from.line_start));
		from.line_start += from.line_start != NULL;
	}
	l->error.column = from.line_start && from.p > from.line_start
		? (size_t)(from.p - from.line_start)
		: 1;
	snprintf(l->error.text, sizeof l->error.text, "This is not JSON: %s.", why.text);
	str_release(&opened);
}

/* Parses the next piece of the text; returns whether nothing is left to do. */
static bool parse(struct json_load *l)
{
	struct cursor from = l->at;

	if (l->doc.root && l->at.depth) {
		if (!take_element(l))
			fail_syntax(l, from);
		return l->failed;
	}
	if (!l->doc.root) {
		l->doc.root = take_value(l);
		if (l->at.depth)
			return false;
		l->doc.root = NULL;
	}
	skip_blanks(l);
	if (!l->doc.root || l->at.p < l->end)
		fail_syntax(l, from);
	return true;
}

bool json_load_step(struct json_load *l, int64_t until)
{
	size_t work = 0;
	bool done;

	while (!l->failed && l->fd >= 0) {
		read_portion(l);
		if (clock_now() >= until)
			return l->failed;
	}
	done = l->failed;
	/* What else is made with jansson meanwhile has nothing to do with it. */
	making = &l->doc.arena;
	json_set_alloc_funcs(make_room, keep);
	while (!done) {
		const char *from = l->at.p;

		done = parse(l);
		if (task_is_late(&work, (size_t)(l->at.p - from), until))
			break;
	}
	json_init();
	return done && (!l->failed || json_doc_release_step(&l->doc, &work, until));
}

bool json_load_end(struct json_load *l, struct json_doc *doc, struct json_error *error)
{
	bool loaded = !l->failed;

	if (loaded) {
		*doc = l->doc;
		l->doc = (struct json_doc){ .root = NULL };
	} else {
		*error = l->error;
	}
	json_load_free(l);
	return loaded;
}

void json_load_free(struct json_load *l)
{
	if (!l)
		return;
	if (l->fd >= 0)
		close(l->fd);
	json_doc_release(&l->doc);
	str_release(&l->bytes);
	str_release(&l->key);
	free(l);
}

bool json_doc_release_step(struct json_doc *doc, size_t *work, int64_t until)
{
	doc->root = NULL;
	return arena_release_step(&doc->arena, work, until);
}

void json_doc_release(struct json_doc *doc)
{
	arena_release(&doc->arena);
	*doc = (struct json_doc){ .root = NULL };
}

/* --- values --- */

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
