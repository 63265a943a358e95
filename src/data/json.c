#include "config.h"

#include "data/json.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_FILE_MAX = 64 * 1024 * 1024, JSON_PORTION = 64 * 1024 };

/* For errors that have no place in the file. */
static void set_error(struct json_error *error, const char *text, const char *detail)
{
	*error = (struct json_error){ .line = 0 };
	snprintf(error->text, sizeof error->text, "%s: %s.", text, detail);
}

/* Reads the whole file into BYTES. */
static bool read_file(const char *path, struct str *bytes, struct json_error *error)
{
	FILE *file = fopen(path, "rb");
	char portion[JSON_PORTION];
	size_t got;
	bool ok;

	if (!file) {
		set_error(error, "It cannot be opened", strerror(errno));
		return false;
	}
	while (bytes->len <= JSON_FILE_MAX &&
		(got = fread(portion, 1, sizeof portion, file)) > 0)
		str_add_bytes(bytes, portion, got);
	ok = !ferror(file) && bytes->len <= JSON_FILE_MAX;
	if (ferror(file))
		set_error(error, "It cannot be read", strerror(errno));
	else if (!ok)
		set_error(error, "It is too long", "no descriptor needs over 64 MiB");
	fclose(file);
	return ok;
}

/* Returns the offset in TEXT at which LINE, from 1, starts. */
static size_t find_line(struct slice text, size_t line)
{
	const char *p = text.text;

	while (--line && (p = memchr(p, '\n', text.len - (size_t)(p - text.text))))
		p++;
	return p ? (size_t)(p - text.text) : text.len;
}

/* Makes jansson's message, which has neither capital nor full stop, a sentence. Its
 * column counts characters, its position bytes as all columns here do. */
static void set_syntax_error(
	struct json_error *error, const json_error_t *from, struct slice text)
{
	size_t start, position = from->position > 0 ? (size_t)from->position : 0;

	error->line = from->line > 0 ? (size_t)from->line : 1;
	start = find_line(text, error->line);
	error->column = position > start ? position - start : 1;
	snprintf(error->text, sizeof error->text, "This is not JSON: %s.", from->text);
}

struct json_t *json_open(const char *path, struct str *bytes, struct json_error *error)
{
	struct slice text;
	json_error_t why;
	json_t *doc;

	if (!read_file(path, bytes, error))
		return NULL;
	text = (struct slice){ bytes->buf, bytes->len };
	if (text.len >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0) {
		text.text += 3;
		text.len -= 3;
	}
	doc = json_loadb(text.text, text.len, 0, &why);
	if (!doc)
		set_syntax_error(error, &why, text);
	return doc;
}

void json_close(struct json_t *doc)
{
	json_decref(doc);
}

enum json_kind json_kind(const struct json_t *node)
{
	if (!node)
		return JSON_KIND_NONE;
	switch (json_typeof(node)) {
	case JSON_OBJECT:
		return JSON_KIND_OBJECT;
	case JSON_ARRAY:
		return JSON_KIND_ARRAY;
	case JSON_STRING:
		return JSON_KIND_TEXT;
	case JSON_INTEGER:
	case JSON_REAL:
		return JSON_KIND_NUMBER;
	case JSON_TRUE:
	case JSON_FALSE:
		return JSON_KIND_BOOL;
	case JSON_NULL:
		break;
	}
	return JSON_KIND_NULL;
}

const struct json_t *json_get(const struct json_t *node, const char *key)
{
	return json_object_get(node, key);
}

size_t json_count(const struct json_t *node)
{
	return json_array_size(node);
}

const struct json_t *json_item(const struct json_t *node, size_t index)
{
	return json_array_get(node, index);
}

const char *json_text(const struct json_t *node)
{
	return json_string_value(node);
}

bool json_truth(const struct json_t *node)
{
	return node && json_typeof(node) == JSON_TRUE;
}

/* jansson's own writer gives the shortest digits and a decimal point in every locale. */
static void add_real(const struct json_t *node, struct str *out)
{
	json_t *copy = json_real(json_real_value(node));
	char *text =
		copy ? json_dumps(copy, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)) : NULL;

	if (text)
		str_add(out, text);
	free(text);
	json_decref(copy);
}

bool json_add_scalar(const struct json_t *node, struct str *out)
{
	if (!node)
		return false;
	switch (json_typeof(node)) {
	case JSON_STRING:
		str_add(out, json_string_value(node));
		return true;
	case JSON_INTEGER:
		str_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(node));
		return true;
	case JSON_REAL:
		add_real(node, out);
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		str_add(out, json_typeof(node) == JSON_TRUE ? "true" : "false");
		return true;
	default:
		return false;
	}
}

/* A cell may hold numbers of any size and NUL escapes: it is only asked for its form. */
static json_t *read_value(struct slice text)
{
	return json_loadb(text.text ? text.text : "", text.len,
		JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
}

bool json_check(struct slice text, enum json_kind kind)
{
	json_t *value = read_value(text);
	bool ok = value && json_kind(value) == kind;

	json_decref(value);
	return ok;
}

/* The types of GeoJSON, and where each has its content. */
static const struct {
	const char *type, *member;
} geo_types[] = {
	{ "Point", "coordinates" },
	{ "MultiPoint", "coordinates" },
	{ "LineString", "coordinates" },
	{ "MultiLineString", "coordinates" },
	{ "Polygon", "coordinates" },
	{ "MultiPolygon", "coordinates" },
	{ "GeometryCollection", "geometries" },
	{ "FeatureCollection", "features" },
};

/* A feature's geometry may be null. */
static bool is_geo(const json_t *value, const char *type)
{
	if (strcmp(type, "Feature") == 0)
		return json_object_get(value, "geometry") != NULL;
	for (size_t i = 0; i < sizeof geo_types / sizeof *geo_types; i++)
		if (strcmp(type, geo_types[i].type) == 0)
			return json_is_array(json_object_get(value, geo_types[i].member));
	return false;
}

static bool is_topology(const json_t *value, const char *type)
{
	return strcmp(type, "Topology") == 0 &&
		json_is_object(json_object_get(value, "objects")) &&
		json_is_array(json_object_get(value, "arcs"));
}

bool json_check_geo(struct slice text, bool topology)
{
	json_t *value = read_value(text);
	const char *type = json_string_value(json_object_get(value, "type"));
	bool ok = type && (topology ? is_topology(value, type) : is_geo(value, type));

	json_decref(value);
	return ok;
}

size_t json_length(struct slice text)
{
	json_t *value = read_value(text);
	size_t length =
		json_is_object(value) ? json_object_size(value) : json_array_size(value);

	json_decref(value);
	return length;
}

bool json_read_point(struct slice text, double *lon, double *lat)
{
	json_t *value = read_value(text);
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
