/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

/*
 * Keys of the user's own, laid over a table of commands. A key that gets a command in a
 * context loses the one that it had there; the other keys of both stay. So in one context
 * a key still means one command, and all that reads the table has the new keys.
 *
 *	struct str err = STR_INIT;
 *	struct keymap map;
 *
 *	keymap_init(&map, &app_commands);
 *	keymap_bind(&map, slice_of("list"), slice_of("x"), slice_of("sort"), 3, &err);
 *	command_add_keys(&map.table, out);
 *	keymap_release(&map);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "ui/command.h"

/* A key as the user has set it. */
struct keymap_key {
	size_t context; /* index of the context's name */
	uint32_t key;
	const char *command; /* its name, or "none" */
	size_t line;         /* of the configuration */
};

struct keymap {
	struct command_table
		table;        /* the rows are rows; valid until the next keymap_bind */
	struct command *rows; /* owned; their texts are the given table's or ARENA's */
	size_t alloc;
	struct keymap_key *keys; /* in the order in which they were set; owned */
	size_t key_count, key_alloc;
	struct arena arena;
};

/* Makes M a copy of TABLE, whose texts must outlive it. */
void keymap_init(struct keymap *m, const struct command_table *table);

/* Frees what M owns. */
void keymap_release(struct keymap *m);

/*
 * Gives KEY, a name as of key_parse, in the context called CONTEXT the command called
 * COMMAND, as its first key there; "none": no command. LINE is where the user says so.
 * Returns false with a sentence in ERR, and changes nothing, when one of the names is
 * unknown, the context has no such command, or another line has given it another one.
 */
bool keymap_bind(struct keymap *m, struct slice context, struct slice key,
	struct slice command, size_t line, struct str *err);

/* Appends K as the user has set it: "list x sort". */
void keymap_add_key(struct str *out, const struct keymap_key *k);

#endif
