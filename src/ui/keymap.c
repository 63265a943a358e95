/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * A row of the table may hold in many contexts. Where a key changes in one of them, the row
 * is split: one half goes on for the other contexts, the new half, whose help says where it
 * holds, has the new keys. Invariant: the halves are neighbours, so that groups stay
 * together.
 */

#include "ui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/text.h"

/* The contexts by the names that the user writes. */
static const struct context {
	const char *name;
	unsigned bits;
} contexts[] = {
	{ "list", IN_LIST },
	{ "results", IN_RESULTS },
	{ "values", IN_VALUES },
	{ "problems", IN_PROBLEMS },
	{ "changes", IN_CHANGES },
	{ "record", IN_RECORD },
	{ "timeline", IN_EVENTS },
	{ "map", IN_PLACES },
	{ "overview", IN_OVERVIEW },
	{ "help", IN_HELP },
	{ "columns", IN_COLUMNS },
	{ "prompt", IN_PROMPT },
};

enum { CONTEXTS = sizeof contexts / sizeof *contexts };

static const char keymap_none[] = "none";

void keymap_init(struct keymap *m, const struct command_table *table)
{
	*m = (struct keymap){ .table = { .count = table->count } };
	m->rows = array_reserve(NULL, &m->alloc, table->count, sizeof *m->rows);
	memcpy(m->rows, table->rows, table->count * sizeof *m->rows);
	m->table.rows = m->rows;
}

void keymap_release(struct keymap *m)
{
	free(m->rows);
	free(m->keys);
	arena_release(&m->arena);
}

/* Returns whether KEYS, names with a blank between two, has the name KEY. */
static bool keymap_has(const char *keys, const char *key)
{
	size_t len = strlen(key);

	for (; *keys; keys += strspn(keys, " ")) {
		size_t next = strcspn(keys, " ");

		if (next == len && !memcmp(keys, key, len))
			return true;
		keys += next;
	}
	return false;
}

/* Returns KEYS without KEY, which is put in front of the others if FIRST. */
static const char *keymap_change(
	struct keymap *m, const char *keys, const char *key, bool first)
{
	struct str text = STR_INIT;
	const char *changed;

	if (first)
		str_add(&text, key);
	while (*keys) {
		size_t next = strcspn(keys, " ");

		if (next != strlen(key) || memcmp(keys, key, next) != 0)
			str_addf(&text, "%s%.*s", text.len ? " " : "", (int)next, keys);
		keys += next;
		keys += strspn(keys, " ");
	}
	changed = arena_strdup(&m->arena, text.buf);
	str_release(&text);
	return changed;
}

/* Returns the index of the row that holds in just those contexts of BITS in which row I
 * holds: I itself, or what is split off it for CONTEXT. */
static size_t keymap_split(
	struct keymap *m, size_t i, unsigned bits, const struct context *context)
{
	unsigned rest = m->rows[i].where & ~bits;
	struct command *row;

	if (!(rest & ~(unsigned)IN_UNDECLARED))
		return i;
	m->rows = array_reserve(m->rows, &m->alloc, m->table.count + 1, sizeof *m->rows);
	m->table.rows = m->rows;
	memmove(&m->rows[i + 1], &m->rows[i], (m->table.count++ - i) * sizeof *m->rows);
	m->rows[i].where = rest;
	row = &m->rows[i + 1];
	row->where &= bits | IN_UNDECLARED;
	row->help = arena_printf(&m->arena, "%s (%s)", _(row->help), context->name);
	return i + 1;
}

/* Returns whether the user may set KEY in CONTEXT, else appends why not. */
static bool keymap_allows(const struct keymap *m, const struct context *context,
	uint32_t key, struct str *err)
{
	int number;

	if (context->bits == IN_PROMPT && key >= ' ' && key < KEY_NAMED) {
		str_add(err,
			"A prompt takes letters as text. Use Ctrl and a letter, or a key "
			"with a name.");
		return false;
	}
	for (unsigned bit = 1; bit <= context->bits; bit <<= 1) {
		if (!(bit & context->bits))
			continue;
		command_for_key(&m->table, key, bit, &number);
		if (number < 0)
			continue;
		str_add(err, "Digits go to the tabs and cannot be changed.");
		return false;
	}
	return true;
}

/* Returns the contexts of CONTEXT in which COMMAND can be carried out, or 0 with a sentence
 * in ERR. */
static unsigned keymap_where(const struct keymap *m, const struct context *context,
	struct slice command, struct str *err)
{
	unsigned where = 0;
	bool known = false;

	if (slice_equal(command, slice_of(keymap_none)))
		return context->bits;
	for (size_t i = 0; i < m->table.count; i++) {
		if (!slice_equal(command, slice_of(m->rows[i].name)))
			continue;
		known = true;
		where |= m->rows[i].where & context->bits;
	}
	if (!known)
		str_addf(err, "Unknown command “%.*s”. : lists the commands.",
			(int)command.len, command.text);
	else if (!where)
		str_addf(err, "%.*s is no command of the context %s.", (int)command.len,
			command.text, context->name);
	return where;
}

/* Returns the context called NAME, or NULL with a sentence in ERR. */
static const struct context *keymap_context(struct slice name, struct str *err)
{
	for (size_t i = 0; i < CONTEXTS; i++)
		if (slice_equal(name, slice_of(contexts[i].name)))
			return &contexts[i];
	str_addf(err, "Unknown context “%.*s”; there are", (int)name.len, name.text);
	for (size_t i = 0; i < CONTEXTS; i++)
		str_addf(err, "%s %s", i ? "," : "", contexts[i].name);
	str_add_char(err, '.');
	return NULL;
}

bool keymap_bind(struct keymap *m, struct slice context, struct slice key,
	struct slice command, size_t line, struct str *err)
{
	const struct context *in = keymap_context(context, err);
	struct keymap_key set = { .key = key_parse(key), .line = line };
	struct str name = STR_INIT;
	unsigned where;

	if (!in)
		return false;
	set.context = (size_t)(in - contexts);
	/* A character that would not be seen is no key to be shown in the help. */
	if (set.key == KEY_NONE ||
		(set.key >= 0x7f && set.key < KEY_NAMED &&
			(text_visible(set.key) != set.key ||
				text_char_width(set.key) < 1))) {
		str_addf(err, "No key is called “%.*s”. ? lists the keys.", (int)key.len,
			key.text);
		return false;
	}
	if (!keymap_allows(m, in, set.key, err))
		return false;
	where = keymap_where(m, in, command, err);
	if (!where)
		return false;
	for (size_t i = 0; i < m->key_count; i++) {
		const struct keymap_key *other = &m->keys[i];

		if (other->context != set.context || other->key != set.key)
			continue;
		if (slice_equal(command, slice_of(other->command)))
			return true;
		str_addf(err,
			"%.*s is already the key of %s in the context %s (line %zu).",
			(int)key.len, key.text, other->command, in->name, other->line);
		return false;
	}
	set.command = arena_strndup(&m->arena, command.text, command.len);
	*ARRAY_ADD(m->keys, m->key_count, m->key_alloc) = set;
	/* One key may have several names. */
	key_add_name(&name, set.key);
	for (size_t i = 0; i < m->table.count; i++) {
		bool own = slice_equal(command, slice_of(m->rows[i].name));
		unsigned bits = m->rows[i].where & where;

		if (!bits || (!own && !keymap_has(m->rows[i].keys, name.buf)))
			continue;
		i = keymap_split(m, i, bits, in);
		m->rows[i].keys = keymap_change(m, m->rows[i].keys, name.buf, own);
	}
	str_release(&name);
	return true;
}

void keymap_add_key(struct str *out, const struct keymap_key *k)
{
	str_addf(out, "%s ", contexts[k->context].name);
	key_add_name(out, k->key);
	str_addf(out, " %s", k->command);
}
