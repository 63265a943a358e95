/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/configfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/smallfile.h"
#include "base/text.h"

enum {
	CONFIGFILE_FAULTS = 10, /* reported of a file that is something else */
	CONFIGFILE_COLUMN = 26, /* of the comments that say where lines come from */
};

bool configfile_add_path(const char *config, const char *home, struct str *out)
{
	if (config && *config == '/')
		str_addf(out, "%s/bali/config", config);
	else if (home && *home == '/')
		str_addf(out, "%s/.config/bali/config", home);
	else
		return false;
	return true;
}

/* Takes the next word from REST; it is empty at the end. */
static struct slice configfile_word(struct slice *rest)
{
	struct slice word = slice_trim(*rest);
	size_t len = 0;

	while (len < word.len && word.text[len] != ' ' && word.text[len] != '\t')
		len++;
	*rest = slice_from(word, len);
	word.len = len;
	return word;
}

/* Returns whether nothing but a comment is left of REST. */
static bool configfile_ends(struct slice rest)
{
	rest = slice_trim(rest);
	return !rest.len || rest.text[0] == '#';
}

/* Takes a key from WORDS, what follows "key" in line NUMBER. */
static bool configfile_key(
	struct configfile *c, struct slice words, size_t number, struct str *err)
{
	struct slice context = configfile_word(&words);
	struct slice key = configfile_word(&words); /* "#" is one */
	struct slice command = configfile_word(&words);

	if (!command.len || command.text[0] == '#' || !configfile_ends(words)) {
		str_add(err, "A key is set by: key CONTEXT KEY COMMAND.");
		return false;
	}
	return keymap_bind(&c->keys, context, key, command, number, err);
}

/* Takes line NUMBER, which is no comment. */
static bool configfile_line(struct configfile *c, struct options *options,
	struct slice line, size_t number, struct str *err)
{
	struct slice rest = line, first = configfile_word(&rest), name, value;
	const char *equals = memchr(line.text, '=', line.len);

	if (slice_equal(first, slice_of("key")) &&
		!slice_starts(slice_trim(rest), slice_of("=")))
		return configfile_key(c, rest, number, err);
	if (!equals) {
		str_add(err, "This is neither NAME = VALUE nor key CONTEXT KEY COMMAND.");
		return false;
	}
	name = slice_trim(slice_part(line, 0, (size_t)(equals - line.text)));
	value = slice_from(line, (size_t)(equals - line.text) + 1);
	for (size_t i = 0; i < value.len; i++)
		if (value.text[i] == '#' &&
			(!i || value.text[i - 1] == ' ' || value.text[i - 1] == '\t'))
			value.len = i;
	value = slice_trim(value);
	return options_set(options, name,
		arena_strndup(&c->keys.arena, value.text, value.len), number, err);
}

static void configfile_fault(struct configfile *c, size_t line, const struct str *text)
{
	diag_add(&c->faults, FAULT_CONFIG,
		(struct diag_place){ .file = c->name,
			.line = line,
			.table = DIAG_NO_TABLE,
			.row = DIAG_NO_ROW,
			.field = -1 },
		"%s", text->buf);
}

void configfile_read(struct configfile *c, const char *path, const char *name,
	const struct command_table *commands, struct options *options)
{
	struct str text = STR_INIT, err = STR_INIT;
	struct slice rest;

	*c = (struct configfile){ .name = name };
	keymap_init(&c->keys, commands);
	diag_init_keep(&c->faults, CONFIGFILE_FAULTS);
	if (*path && smallfile_read(path, CONFIGFILE_MOST, &text, &err) &&
		(text_check_utf8(str_slice(&text)) < text.len ||
			memchr(text.buf, '\0', text.len)))
		str_add(&err, "It is not a text in UTF-8.");
	if (err.len) {
		str_clear(&text);
		str_add(&text, "The configuration is not used. ");
		str_add(&text, err.buf);
		configfile_fault(c, 0, &text);
		str_clear(&text);
	}
	rest = str_slice(&text);
	for (size_t number = 1; rest.len; number++) {
		const char *end = memchr(rest.text, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.text) : rest.len;
		struct slice line = { rest.text, len };

		rest = slice_from(rest, len + (end != NULL));
		if (line.len && line.text[line.len - 1] == '\r')
			line.len--;
		line = slice_trim(line);
		str_clear(&err);
		if (!configfile_ends(line) &&
			!configfile_line(c, options, line, number, &err))
			configfile_fault(c, number, &err);
	}
	str_release(&text);
	str_release(&err);
}

void configfile_release(struct configfile *c)
{
	keymap_release(&c->keys);
	diag_release(&c->faults);
}

void configfile_add_faults(const struct configfile *c, struct str *out)
{
	size_t more = c->faults.found[DIAG_WARNING] - c->faults.count;

	for (size_t i = 0; i < c->faults.count; i++) {
		str_add(out, out->len ? "\n" : "");
		diag_add_line(out, &c->faults.entries[i]);
	}
	if (more) {
		str_addf(out, "\n%s: ", c->name);
		str_add_count(out, more, "more line", NULL);
		str_add(out, " cannot be used.");
	}
}

/* Ends the line that begins at START in OUT with a comment: ORIGIN (see struct options), or
 * where it is 0 the variable ENVIRONMENT of the environment (NULL: none). */
static void configfile_add_origin(const struct configfile *c, size_t start, size_t origin,
	const char *environment, struct str *out)
{
	int width = text_width(slice_from(str_slice(out), start));
	size_t blanks =
		width < CONFIGFILE_COLUMN ? (size_t)(CONFIGFILE_COLUMN - width) : 1;

	str_add_repeat(out, ' ', blanks);
	if (origin == OPTIONS_GIVEN)
		str_add(out, "# option\n");
	else if (origin)
		str_addf(out, "# %s:%zu\n", c->name, origin);
	else if (environment)
		str_addf(out, "# environment: %s\n", environment);
	else
		str_add(out, "# default\n");
}

void configfile_add_all(
	const struct configfile *c, const struct options *options, struct str *out)
{
	for (size_t i = 0; i < options_count(); i++) {
		const char *environment = NULL;
		size_t start = out->len;

		if (options_add_setting(options, i, out, &environment))
			configfile_add_origin(
				c, start, options->origin[i], environment, out);
	}
	for (size_t i = 0; i < c->keys.key_count; i++) {
		size_t start = out->len;

		str_add(out, "key ");
		keymap_add_key(out, &c->keys.keys[i]);
		configfile_add_origin(c, start, c->keys.keys[i].line, NULL, out);
	}
	str_add(out, "# bali --keys lists all keys.\n");
}
