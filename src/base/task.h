#ifndef BASE_TASK_H
#define BASE_TASK_H

/*
 * Work that may take long, cut into steps. A task does a little, looks at the clock
 * and returns; the loop gives it another step while no key is waiting. So one thread
 * is enough, and an abandoned task is simply not stepped any more.
 *
 *	static bool count_step(struct task *task, int64_t until)
 *	{
 *		struct count *c = (struct count *)task;
 *
 *		while (c->next < c->end) {
 *			...
 *			if (c->next % 1024 == 0 && clock_now() >= until)
 *				return false;
 *		}
 *		return true;
 *	}
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* First member of the struct that holds the work. */
struct task {
	/* Works until the clock reaches UNTIL, at least one small portion; returns true
	 * when all is done. Is not called again after that. */
	bool (*step)(struct task *task, int64_t until);
	uint64_t done;  /* how far the work is, in units of its own */
	uint64_t total; /* the same unit; 0 while it is not known */
};

enum { TASK_MS = 1000000 }; /* nanoseconds in a millisecond, for deadlines */

/* Returns the monotonic clock in nanoseconds. */
int64_t clock_now(void);

/* Steps TASK until it is done: for tests, for the command line, for small work. */
void task_finish(struct task *task);

#endif
