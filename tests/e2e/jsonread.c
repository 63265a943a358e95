/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads JSON on standard input by a parser that is not the program's own use of it and
 * prints the value at PATH ("rows.0.country"), a string bare, all else as JSON;
 * "NAME.#" is how many there are. Exit status 1: not JSON, or nothing there.
 */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LENGTH = 200, DIGITS = 15 };

/* Returns the member or element NAME of NODE, to be freed by the caller, or NULL. */
static json_t *step(json_t *node, const char *name)
{
	if (!strcmp(name, "#"))
		return json_integer(
			(json_int_t)(json_is_array(node) ? json_array_size(node)
							 : json_object_size(node)));
	if (json_is_array(node))
		return json_incref(json_array_get(node, (size_t)strtoul(name, NULL, 10)));
	return json_incref(json_object_get(node, name));
}

static void print(const json_t *node)
{
	char *text;

	if (json_is_string(node)) {
		puts(json_string_value(node));
		return;
	}
	text = json_dumps(
		node, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
	puts(text);
	free(text);
}

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *node = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
	const char *path = argc > 1 ? argv[1] : "";

	if (!node) {
		fprintf(stderr, "line %d: %s\n", error.line, error.text);
		return EXIT_FAILURE;
	}
	while (node && *path) {
		size_t length = strcspn(path, ".");
		char name[NAME_LENGTH];
		json_t *next;

		snprintf(name, sizeof name, "%.*s", (int)length, path);
		next = step(node, name);
		json_decref(node);
		node = next;
		path += length + (path[length] == '.');
	}
	if (!node)
		return EXIT_FAILURE;
	if (argc > 1)
		print(node);
	json_decref(node);
	return EXIT_SUCCESS;
}
