/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_NAMEMAP_H
#define BASE_NAMEMAP_H

/*
 * Names found by hash: each leads to a number. Also the hash itself, with a seed that
 * differs from run to run, so that nobody can write data whose keys all collide.
 *
 *	struct arena arena = { 0 };
 *	struct namemap map = { 0 };
 *
 *	namemap_add(&map, slice_of("id"), 7, &arena);
 *	if (namemap_find(&map, slice_of("id")) == 7)
 *		puts(namemap_add_free(&map, "id", 8, " (", ")", &arena));
 *	arena_release(&arena);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"

#define NAMEMAP_NONE SIZE_MAX

struct namemap_slot;
struct namemap_entry;

/* Zeroed: empty. Its memory is that of the arena given to namemap_add. */
struct namemap {
	struct namemap_slot *slots; /* a power of two of them */
	size_t size;
	struct namemap_entry *entries; /* the names in the order in which they came */
	size_t count;
};

/* Returns the hash of TEXT (SipHash-1-3, by Aumasson and Bernstein), the same for equal
 * texts within this process only. */
uint64_t hash_text(struct slice text);

/* Makes room in M for COUNT names all in all, which makes adding so many faster. */
void namemap_reserve(struct namemap *m, size_t count, struct arena *a);

/* Adds NAME, which has to live as long as M, with NUMBER (not NAMEMAP_NONE). Returns
 * NAMEMAP_NONE, or the number of the name that is there already and stays. */
size_t namemap_add(struct namemap *m, struct slice name, size_t number, struct arena *a);

/* Returns the number of NAME, or NAMEMAP_NONE. */
size_t namemap_find(const struct namemap *m, struct slice name);

/* Returns NAME without surrounding blanks and in lower case of ASCII, for names that are
 * compared so; a copy in A. */
struct slice namemap_loosen(struct slice name, struct arena *a);

/*
 * Adds NAME with NUMBER, or, when M has it, the first that it has not of NAME and a number
 * from 2 on between BEFORE and AFTER: "id (2)". Returns the name added. Many alike are no
 * more work than as many others.
 */
const char *namemap_add_free(struct namemap *m, const char *name, size_t number,
	const char *before, const char *after, struct arena *a);

#endif
