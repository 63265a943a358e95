/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_LOAD_H
#define DATA_LOAD_H

/*
 * The task that fills a package: first a portion of every table, so that the first screen
 * has rows everywhere, then all rows (tables of tabs before lookups), then columns for
 * cells beyond the header, the keys that others refer to, the links both ways, and last
 * the checks of every cell against the schema. The package can be shown from the first
 * step on.
 */

#include "base/task.h"
#include "data/package.h"

enum load_phase { LOAD_ROWS, LOAD_WIDTHS, LOAD_KEYS, LOAD_LINKS, LOAD_CHECKS, LOAD_DONE };

struct load {
	struct task task; /* done and total in bytes while rows are read, else in rows */
	struct package *package;
	enum load_phase phase;
	enum load_phase end; /* the load is done when it gets there */
	int table;           /* the table being worked on: for the progress text */
	size_t row;          /* where in it */
	/* Nobody looks before all is there: reading is not cut into steps, and a pipe is
	 * judged by all that it brings. */
	bool unseen;
	struct load_state *state; /* of the phase */
};

/* Prepares the loading of P, which must outlive L. */
void load_init(struct load *l, struct package *p);

/* Frees what L holds; P stays, as far as it got. */
void load_release(struct load *l);

/* Appends what is being done: "loading members 43 %", "waiting for stdin", "linking
 * events", "checking names"; nothing when all is done. */
void load_add_progress(const struct load *l, struct str *out);

/*
 * Returns the descriptor of a pipe to wait for, when all that is left to read comes from
 * pipes that had nothing to give at the last step; -1 when a step has work to do.
 */
int load_wait_fd(const struct load *l);

/* Returns how long to wait for it at most, in milliseconds; -1: until something comes. */
int load_wait_most(const struct load *l);

#endif
