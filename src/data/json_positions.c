#include "config.h"

#include "data/json_positions.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"

struct json_positions_entry {
	const struct json_t *node;
	struct json_positions_spot spot;
};

/* The text and the document are gone through side by side. The text is known to be JSON,
 * so only its end is watched for. */
struct walk {
	struct json_positions *map;
	const char *p, *end;
	const char *line_start;
	size_t line;
	struct str key;
};

static void skip_blanks(struct walk *w)
{
	for (; w->p < w->end && strchr(" \t\r\n", *w->p) && *w->p; w->p++) {
		if (*w->p == '\n') {
			w->line++;
			w->line_start = w->p + 1;
		}
	}
}

/* Steps behind C when it stands next. */
static bool take(struct walk *w, char c)
{
	skip_blanks(w);
	if (w->p == w->end || *w->p != c)
		return false;
	w->p++;
	return true;
}

/* Steps behind a text and returns it as it is written, without its quotes. */
static struct slice take_text(struct walk *w)
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

static void walk_value(struct walk *w, const struct json_t *node);

/* A key written with escapes finds nothing, and what it holds has no place. */
static void walk_member(struct walk *w, const struct json_t *object)
{
	struct slice key;

	skip_blanks(w);
	key = take_text(w);
	take(w, ':');
	str_clear(&w->key);
	str_add_bytes(&w->key, key.text, key.len);
	walk_value(w, json_get(object, w->key.buf));
}

static void walk_object(struct walk *w, const struct json_t *object)
{
	if (take(w, '}'))
		return;
	do {
		walk_member(w, object);
	} while (take(w, ','));
	take(w, '}');
}

static void walk_array(struct walk *w, const struct json_t *array)
{
	size_t index = 0;

	if (take(w, ']'))
		return;
	do {
		walk_value(w, json_item(array, index++));
	} while (take(w, ','));
	take(w, ']');
}

static void add(struct walk *w, const struct json_t *node)
{
	struct json_positions *m = w->map;
	enum json_kind kind = json_kind(node);

	if (kind == JSON_KIND_NONE || kind == JSON_KIND_NULL || kind == JSON_KIND_BOOL)
		return;
	m->entries =
		array_reserve(m->entries, &m->alloc, m->count + 1, sizeof *m->entries);
	m->entries[m->count++] = (struct json_positions_entry){ node,
		{ w->line, (size_t)(w->p - w->line_start) + 1 } };
}

/* As deep as the parser went, which has a bound. */
static void walk_value(struct walk *w, const struct json_t *node)
{
	skip_blanks(w);
	add(w, node);
	if (take(w, '{'))
		walk_object(w, node);
	else if (take(w, '['))
		walk_array(w, node);
	else if (w->p < w->end && *w->p == '"')
		take_text(w);
	else
		while (w->p < w->end && !strchr(",]} \t\r\n", *w->p))
			w->p++;
}

static int compare_nodes(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct json_positions_entry *)a)->node;
	uintptr_t y = (uintptr_t)((const struct json_positions_entry *)b)->node;

	return (x > y) - (x < y);
}

/* A byte order mark is no column of the first line. */
void json_positions_init(
	struct json_positions *m, const struct json_t *doc, struct slice text)
{
	struct walk w = { .map = m, .p = text.text, .line = 1 };

	*m = (struct json_positions){ .count = 0 };
	if (!text.len)
		return;
	w.end = text.text + text.len;
	if (text.len >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0)
		w.p += 3;
	w.line_start = w.p;
	str_init(&w.key);
	walk_value(&w, doc);
	str_release(&w.key);
	if (m->count)
		qsort(m->entries, m->count, sizeof *m->entries, compare_nodes);
}

void json_positions_release(struct json_positions *m)
{
	free(m->entries);
	*m = (struct json_positions){ .count = 0 };
}

bool json_positions_find(const struct json_positions *m, const struct json_t *node,
	struct json_positions_spot *out)
{
	const struct json_positions_entry key = { .node = node };
	const struct json_positions_entry *entry = m->count
		? bsearch(&key, m->entries, m->count, sizeof key, compare_nodes)
		: NULL;

	if (entry)
		*out = entry->spot;
	return entry;
}
