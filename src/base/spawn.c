/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the process and the pipe to its standard input. The pipe never blocks and closes on
 * exec.
 */

#include "config.h"

#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

extern char **environ;

/* The programs that were let go and may still run: state of the process, as its children
 * are. Until one is waited for, the system keeps its status. */
static struct {
	pid_t *pids;
	size_t count, alloc;
} left;

/* Waits for those that have ended. */
static void spawn_reap(void)
{
	size_t still = 0;

	for (size_t i = 0; i < left.count; i++)
		if (waitpid(left.pids[i], NULL, WNOHANG) == 0)
			left.pids[still++] = left.pids[i];
	left.count = still;
}

/* Lets the program of S go. */
static void spawn_leave(struct spawn *s)
{
	if (s->pid)
		*ARRAY_ADD(left.pids, left.count, left.alloc) = s->pid;
	s->pid = 0;
	spawn_reap();
	if (left.count)
		return;
	free(left.pids);
	left.pids = NULL;
	left.alloc = 0;
}

void spawn_init(struct spawn *s)
{
	*s = (struct spawn){ .input = -1, .text = STR_INIT };
}

static void spawn_close(struct spawn *s)
{
	if (s->input >= 0)
		close(s->input);
	s->input = -1;
	str_clear(&s->text);
	s->written = 0;
}

void spawn_release(struct spawn *s)
{
	spawn_close(s);
	str_release(&s->text);
	spawn_leave(s);
}

/* Writes what the pipe takes; closes it when all is written or nothing reads any more. */
static void spawn_feed(struct spawn *s)
{
	ssize_t n = 0;

	if (s->input < 0)
		return;
	while (s->written < s->text.len && n >= 0) {
		n = write(s->input, s->text.buf + s->written, s->text.len - s->written);
		if (n > 0)
			s->written += (size_t)n;
	}
	if (s->written < s->text.len && (errno == EAGAIN || errno == EINTR))
		return;
	close(s->input);
	s->input = -1;
}

bool spawn_start(struct spawn *s, const char *const argv[], struct slice input)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
	sigset_t none, all;
	int ends[2];
	int error;

	spawn_reap();
	if (pipe(ends) != 0)
		return false;
	/* No other program inherits the pipe, and writing to it never blocks. */
	for (int i = 0; i < 2; i++)
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
	posix_spawn_file_actions_addopen(
		&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
	posix_spawnattr_init(&attributes);
	/* No signal is blocked or ignored in the program, whatever this process inherited
	 * or ignores. */
	sigemptyset(&none);
	sigfillset(&all);
	sigdelset(&all, SIGKILL);
	sigdelset(&all, SIGSTOP);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
#ifdef POSIX_SPAWN_SETSID
	flags |= POSIX_SPAWN_SETSID;
#else
	flags |= POSIX_SPAWN_SETPGROUP;
	posix_spawnattr_setpgroup(&attributes, 0);
#endif
	posix_spawnattr_setflags(&attributes, flags);
	/* The arguments are not changed; the prototype is older than const. */
	error = posix_spawnp(&s->pid, argv[0], &actions, &attributes,
		(char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	close(ends[0]);
	if (error) {
		close(ends[1]);
		s->pid = 0;
		return false;
	}
	s->input = ends[1];
	str_add_bytes(&s->text, input.text, input.len);
	spawn_feed(s);
	return true;
}

enum spawn_state spawn_poll(struct spawn *s)
{
	pid_t ended;
	int status = 0;
	bool whole;

	spawn_reap();
	if (!s->pid)
		return SPAWN_IDLE;
	spawn_feed(s);
	ended = waitpid(s->pid, &status, WNOHANG);
	if (ended == 0 || (ended < 0 && errno == EINTR))
		return SPAWN_RUNNING;
	whole = s->written == s->text.len;
	s->pid = 0;
	spawn_close(s);
	return ended > 0 && whole && WIFEXITED(status) && WEXITSTATUS(status) == 0
		? SPAWN_DONE
		: SPAWN_FAILED;
}

void spawn_stop(struct spawn *s)
{
	if (s->pid)
		kill(-s->pid, SIGKILL);
	spawn_leave(s);
	spawn_close(s);
}
