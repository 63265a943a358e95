/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_SPAWN_H
#define BASE_SPAWN_H

/*
 * Another program, started without a shell. Nothing here ever waits for it: spawn_poll is
 * called from time to time. The program has a session of its own, so that keys and the
 * end of the terminal do not reach it; its output goes to /dev/null, its input is a text.
 * SIGPIPE has to be ignored: the program may end before it has read all.
 *
 *	const char *const argv[] = { "xclip", NULL };
 *	struct spawn s;
 *
 *	spawn_init(&s);
 *	if (spawn_start(&s, argv, slice_of("text")))
 *		while (spawn_poll(&s) == SPAWN_RUNNING)
 *			continue;
 *	spawn_release(&s);
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/slice.h"
#include "base/str.h"

enum spawn_state {
	SPAWN_IDLE, /* nothing was started, or its end has been reported */
	SPAWN_RUNNING,
	SPAWN_DONE,   /* it read all of the text and exited with status 0 */
	SPAWN_FAILED, /* it ended in any other way, or could not be executed */
};

struct spawn {
	pid_t pid;       /* 0: none */
	int input;       /* a pipe to it, or -1 */
	struct str text; /* its input */
	size_t written;  /* bytes of text */
};

/* Makes S idle. */
void spawn_init(struct spawn *s);

/* Frees what S owns; a running program continues by itself. */
void spawn_release(struct spawn *s);

/*
 * Starts the program ARGV[0], found in PATH, with the arguments ARGV up to NULL; it reads
 * INPUT (copied). S must be idle. Returns false, with nothing changed, when there is no
 * such program.
 */
bool spawn_start(struct spawn *s, const char *const argv[], struct slice input);

/* Writes as much of the text as the program takes now, and returns its state. The end is
 * reported once, and S is idle then. */
enum spawn_state spawn_poll(struct spawn *s);

/* Kills the program with all that it has started; S becomes idle. */
void spawn_stop(struct spawn *s);

#endif
