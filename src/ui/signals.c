/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the handlers and the flags that they set, the handlers and the mask from before,
 * which signals_release restores, and the clock of the piece of work that is being done.
 * Flags are state of the process, since a handler has no other way to pass anything on.
 */

#include "config.h"

#include "ui/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/task.h"
#include "ui/crash.h"

enum {
	SIGNAL_COUNT = 8,
	SIGNALS_PATIENCE = 2,   /* s that a signal waits for its answer */
	SIGNALS_LONG = 500000,  /* us of work, after which Ctrl-C is a signal */
	SIGNALS_INTERRUPTS = 3, /* of them end the process */
};

static const int handled[SIGNAL_COUNT] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP,
	SIGCONT, SIGWINCH, SIGALRM };

static volatile sig_atomic_t asked_leave, asked_stop, asked_continue, asked_resize;
static volatile sig_atomic_t interrupts;  /* SIGINT from the keys */
static volatile sig_atomic_t keys_signal; /* Ctrl-C is a signal now */
static volatile sig_atomic_t working;     /* a piece of work is being done */

/* What signals_release restores; signals_wait waits with this mask. */
static sigset_t mask, all;
static struct sigaction before[SIGNAL_COUNT];

static int keys;             /* descriptor of the terminal */
static struct termios modes; /* its modes, without those signals */

/* Lets Ctrl-C send SIGINT: a program that does not look at its keys any more is ended by it
 * all the same. Not from the start, since the signal would end the other programs of a
 * pipe, too. */
static void signals_let_keys(void)
{
	struct termios own;

	if (tcgetattr(keys, &modes) != 0)
		return;
	own = modes;
	own.c_lflag |= ISIG | NOFLSH;
	own.c_cc[VINTR] = 3;
	own.c_cc[VQUIT] = own.c_cc[VSUSP] = _POSIX_VDISABLE;
	keys_signal = tcsetattr(keys, TCSANOW, &own) == 0;
}

/* The time of the work, or of the answer, is up. */
static void signals_on_clock(void)
{
	if (asked_leave)
		crash_end(asked_leave);
	if (working) /* else it was up just when the work ended */
		signals_let_keys();
}

static void signals_on(int number, siginfo_t *info, void *context)
{
	int error = errno;

	(void)context;
	if (number == SIGWINCH)
		asked_resize = 1;
	else if (number == SIGTSTP)
		asked_stop = 1;
	else if (number == SIGCONT)
		asked_continue = 1;
	else if (number == SIGALRM && info->si_code != SI_USER)
		signals_on_clock(); /* one that was sent asks to leave, as others do */
	else if (number == SIGINT && keys_signal && ++interrupts >= SIGNALS_INTERRUPTS)
		crash_end(number);
	else if ((number != SIGINT || !keys_signal) && !asked_leave) {
		asked_leave = number;
		alarm(SIGNALS_PATIENCE);
	}
	errno = error;
}

/* Starts the clock of a piece of work, of MICROSECONDS, or stops it (0). A signal that
 * waits for its answer has set the clock to its own time. The signals are blocked. */
static void signals_time(long microseconds)
{
	struct itimerval time = { .it_value.tv_usec = microseconds };

	if (!asked_leave)
		setitimer(ITIMER_REAL, &time, NULL);
}

static void signals_install(void)
{
	struct sigaction action = { .sa_sigaction = signals_on, .sa_flags = SA_SIGINFO };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(handled[i], &action, NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

void signals_catch(int fd)
{
	keys = fd;
	asked_leave = asked_stop = asked_continue = asked_resize = 0;
	interrupts = keys_signal = 0;
	sigemptyset(&all);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaddset(&all, handled[i]);
	sigprocmask(SIG_BLOCK, &all, &mask);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(handled[i], NULL, &before[i]);
	signals_install();
}

void signals_release(void)
{
	sigprocmask(SIG_BLOCK, &all, NULL);
	alarm(0);
	for (size_t i = 0; i < SIGNAL_COUNT; i++)
		sigaction(handled[i], &before[i], NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

/* Blocks the signals: no piece of work is being done, and the keys are keys. */
static void signals_hold(void)
{
	sigprocmask(SIG_BLOCK, &all, NULL);
	working = 0;
	signals_time(0);
	if (keys_signal)
		tcsetattr(keys, TCSANOW, &modes);
	keys_signal = 0;
}

void signals_rest(void)
{
	signals_hold();
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

bool signals_wait(int also, int64_t nanoseconds, bool *other)
{
	struct pollfd fds[] = { { .fd = keys, .events = POLLIN },
		{ .fd = also, .events = POLLIN } };
	struct timespec time = { 0 };
	bool some;

	signals_hold();
	if (asked_leave || asked_stop || asked_continue || asked_resize || interrupts)
		nanoseconds = 0;
	time.tv_sec = (time_t)(nanoseconds / (1000 * TASK_MS));
	time.tv_nsec = (long)(nanoseconds % (1000 * TASK_MS));
	some = ppoll(fds, 2, nanoseconds < 0 ? NULL : &time, &mask) > 0;
	working = 1;
	signals_time(SIGNALS_LONG);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	*other = some && fds[1].revents;
	return some && fds[0].revents;
}

int signals_leave(void)
{
	return asked_leave;
}

bool signals_take(int number)
{
	volatile sig_atomic_t *flag = number == SIGTSTP ? &asked_stop
		: number == SIGCONT                     ? &asked_continue
		: number == SIGINT                      ? &interrupts
							: &asked_resize;

	/* A flag is not cleared that may be set just now. */
	if (!*flag)
		return false;
	*flag = 0;
	return true;
}

void signals_stop(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t stop;

	signals_hold();
	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, NULL);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	signals_install();
	/* The signal that ended the stop was blocked until now. */
	asked_continue = 0;
}
