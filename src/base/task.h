/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_TASK_H
#define BASE_TASK_H

/*
 * Work that may take long, cut into steps. A step does a little, looks at the clock and
 * returns; the loop gives a task another step while no key is waiting. So one thread is
 * enough, and an abandoned task is simply not stepped any more.
 *
 *	extern struct task *task;
 *
 *	while (!task->step(task, clock_now() + 10 * TASK_MS))
 *		printf("%llu of %llu\n", (unsigned long long)task->done,
 *			(unsigned long long)task->total);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* First member of the struct that holds the work. */
struct task {
	/* Works until clock_now() reaches UNTIL, at least one small portion. Returns true
	 * when nothing is left to do. It is not called again then, unless the owner of
	 * the task allows it because there may be more work later (query/search.h). */
	bool (*step)(struct task *task, int64_t until);
	uint64_t done;  /* progress, in units that the owner defines */
	uint64_t total; /* in the same unit; 0 while it is not known */
};

enum {
	TASK_MS = 1000000, /* nanoseconds in a millisecond, for deadlines */
	TASK_PORTION =
		1 << 16, /* work between two looks at the clock: bytes gone through */
	TASK_ITEM = 512, /* work for an item, as a row, besides its bytes */
};

/* Returns the monotonic clock in nanoseconds. */
static inline int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 * TASK_MS + now.tv_nsec;
}

/* Returns the processor time that the process has used so far, in nanoseconds: what its work
 * costs, however busy the machine is. */
static inline int64_t clock_used(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (int64_t)used.tv_sec * 1000 * TASK_MS + used.tv_nsec;
}

/* Counts the work for an item of SIZE bytes into *WORK, that since the clock was looked at;
 * returns whether UNTIL is reached, for which it looks once in a portion of work. */
static inline bool task_is_late(size_t *work, size_t size, int64_t until)
{
	*work += TASK_ITEM + size;
	if (*work < TASK_PORTION)
		return false;
	*work = 0;
	return clock_now() >= until;
}

/* Steps TASK until it is done: for tests, for the command line, for small work. */
static inline void task_finish(struct task *task)
{
	while (!task->step(task, INT64_MAX))
		continue;
}

#endif
