/*
 * Owns the handlers and the flags that they set, and the handlers and the mask from before,
 * which signals_release restores. Flags are state of the process, since a handler has no
 * other way to pass anything on.
 */

#include "config.h"

#include "ui/signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <time.h>

#include "base/task.h"

enum { SIGNAL_COUNT = 7, SIGNAL_BLIND = 20 * TASK_MS };

static const int handled[SIGNAL_COUNT] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP,
	SIGCONT, SIGWINCH };

static volatile sig_atomic_t asked_leave, asked_stop, asked_continue, asked_resize;

/* What signals_release restores; signals_wait waits with this mask. */
static sigset_t mask;
static struct sigaction before[SIGNAL_COUNT];

static void signals_on(int number)
{
	if (number == SIGWINCH)
		asked_resize = 1;
	else if (number == SIGTSTP)
		asked_stop = 1;
	else if (number == SIGCONT)
		asked_continue = 1;
	else if (!asked_leave)
		asked_leave = number;
}

void signals_block(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaddset(&set, handled[i]);
	sigprocmask(SIG_BLOCK, &set, &mask);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(handled[i], NULL, &before[i]);
	asked_leave = asked_stop = asked_continue = asked_resize = 0;
}

void signals_catch(void)
{
	struct sigaction action = { .sa_handler = signals_on };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(handled[i], &action, NULL);
}

void signals_release(void)
{
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(handled[i], &before[i], NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

bool signals_wait(int fd, int also, int64_t nanoseconds, bool *other)
{
	/* pselect takes no larger descriptor: the caller looks at it from time to time. */
	bool blind = also >= FD_SETSIZE;
	struct timespec time = { 0 };
	fd_set set;
	bool some;

	FD_ZERO(&set);
	FD_SET(fd, &set);
	if (blind && (nanoseconds < 0 || nanoseconds > SIGNAL_BLIND))
		nanoseconds = SIGNAL_BLIND;
	if (also >= 0 && !blind)
		FD_SET(also, &set);
	time.tv_sec = (time_t)(nanoseconds / (1000 * TASK_MS));
	time.tv_nsec = (long)(nanoseconds % (1000 * TASK_MS));
	some = pselect((also > fd && !blind ? also : fd) + 1, &set, NULL, NULL,
		       nanoseconds < 0 ? NULL : &time, &mask) > 0;
	*other = blind || (some && also >= 0 && FD_ISSET(also, &set));
	return some && FD_ISSET(fd, &set);
}

int signals_leave(void)
{
	return asked_leave;
}

bool signals_take(int number)
{
	volatile sig_atomic_t *flag = number == SIGTSTP ? &asked_stop
		: number == SIGCONT                     ? &asked_continue
							: &asked_resize;
	bool asked = *flag;

	*flag = 0;
	return asked;
}

void signals_stop(void)
{
	struct sigaction action = { .sa_handler = SIG_IGN };
	sigset_t stop;

	/* SIGCONT continues the job also when it is ignored, and sets no flag then. */
	sigemptyset(&action.sa_mask);
	sigaction(SIGCONT, &action, NULL);
	action.sa_handler = SIG_DFL;
	sigaction(SIGTSTP, &action, NULL);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	signals_catch();
}
