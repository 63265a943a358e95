/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_WATCH_H
#define DATA_WATCH_H

/*
 * The files of a package, watched for changes: by inotify(7) on their folders, so that the
 * program sleeps until there is one; elsewhere by their times, whenever it looks. An editor
 * that writes another file and renames it changes the file once more; what is going on in a
 * folder otherwise is no change.
 *
 *	extern const struct package *package;
 *	struct watch watch;
 *
 *	watch_init(&watch);
 *	watch_set(&watch, package, INT64_MAX);
 *	if (watch_look(&watch, INT64_MAX))
 *		puts(watch_take(&watch, NULL));
 *	watch_release(&watch);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "data/package.h"

struct watch_file;

struct watch {
	int fd; /* becomes readable when a file may have changed; -1: it is looked for */
	bool fresh; /* the round is the first: their folders are not watched yet */
	struct watch_file *files; /* owned */
	size_t count, alloc;
	size_t next;          /* to be looked at in this round */
	bool changed;         /* one was another in it, which was not returned yet */
	bool again;           /* another round is to follow */
	struct namemap paths; /* their numbers */
	struct arena arena;   /* their names */
};

/* Makes W watch nothing. */
void watch_init(struct watch *w);

/* Frees what W owns. */
void watch_release(struct watch *w);

/* Has W watch the files of P, its descriptor among them, instead of others; those that it
 * watched already are as they were taken last, the others as they are when they are first
 * looked at. Does that until the clock reaches UNTIL. P may be freed. */
void watch_set(struct watch *w, const struct package *p, int64_t until);

/* Looks at files until the clock reaches UNTIL, at least at some; returns whether any is
 * another than at the last look. Never waits. */
bool watch_look(struct watch *w, int64_t until);

/* Returns whether there are files that watch_look would have looked at with more time. */
bool watch_looks(const struct watch *w);

/*
 * Returns the name of a file that is another than when it was taken last, the largest of
 * them, or NULL; it lives until watch_set. *SIZE (may be NULL) becomes its bytes, 0 where
 * it is not there. All files are taken as they were at the last look.
 */
const char *watch_take(struct watch *w, uint64_t *size);

#endif
