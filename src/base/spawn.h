#ifndef BASE_SPAWN_H
#define BASE_SPAWN_H

/*
 * Another program, started without a shell and looked after in passing: nothing here ever
 * waits for it. It has a session of its own, so that keys and the end of the terminal do
 * not reach it, writes to nowhere, and reads the text it is given.
 *
 *	struct spawn s;
 *
 *	spawn_init(&s);
 *	if (spawn_start(&s, argv, text))
 *		while (spawn_look(&s) == SPAWN_RUNNING)
 *			... something else for a while ...
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/slice.h"
#include "base/str.h"

enum spawn_state {
	SPAWN_IDLE, /* nothing was started, or its end has been told */
	SPAWN_RUNNING,
	SPAWN_DONE,   /* it took all of the text, and ended with 0 */
	SPAWN_FAILED, /* anything else; also when it could not be executed */
};

struct spawn {
	pid_t pid;       /* 0: none */
	int input;       /* a pipe to it, or -1 */
	struct str text; /* for it, from given on still to be written */
	size_t given;
};

/* Makes S idle. */
void spawn_init(struct spawn *s);

/* Lets go of what S runs, which goes on by itself, and frees what S owns. */
void spawn_release(struct spawn *s);

/*
 * Starts the program ARGV[0], found in PATH, with the words ARGV up to NULL; INPUT
 * (copied) is what it reads. S must be idle. Returns false, with nothing changed, when
 * there is no such program.
 */
bool spawn_start(struct spawn *s, const char *const argv[], struct slice input);

/* Gives on what it takes by now of the text and tells how it stands; an end is told once.
 */
enum spawn_state spawn_look(struct spawn *s);

/* Ends what S runs, with all that it started; S is idle. */
void spawn_stop(struct spawn *s);

#endif
