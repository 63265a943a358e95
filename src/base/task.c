#include "config.h"

#include "base/task.h"

#include <time.h>

int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 * TASK_MS + now.tv_nsec;
}

void task_finish(struct task *task)
{
	while (!task->step(task, INT64_MAX))
		;
}
