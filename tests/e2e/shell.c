/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "e2e/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/test.h"

/* Undoes what the process inherited: under nohup or in the background of a script, the test
 * runs with signals ignored. */
static void shell_default_signals(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_DFL); /* fails for those that cannot be ignored */
}

/* The job: takes the foreground and becomes the program. */
static _Noreturn void shell_become_job(char *const argv[], char *const env[])
{
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid()); /* SIGTTOU is still ignored */
	shell_default_signals();
	execve(argv[0], argv, env);
	_exit(127);
}

/* Waits for an order; the test is gone when there will be none. */
static void shell_wait_order(int order)
{
	char byte;
	ssize_t n;

	do
		n = read(order, &byte, 1);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		_exit(1);
}

static void shell_report(int news, int kind, pid_t pid, int status)
{
	struct shell_news message = { .kind = kind, .pid = pid, .status = status };

	if (write(news, &message, sizeof message) != sizeof message)
		_exit(1);
}

static _Noreturn void shell_run(
	int news, int order, char *const argv[], char *const env[])
{
	pid_t job;
	int status;

	shell_default_signals();
	signal(SIGTTOU, SIG_IGN); /* it hands the foreground over and takes it back */
	signal(SIGHUP, SIG_IGN);  /* it reports what the job does when the line is lost */
	shell_wait_order(order);
	job = fork();
	if (job == 0)
		shell_become_job(argv, env);
	setpgid(job, job);
	shell_report(news, SHELL_STARTED, job, 0);
	for (;;) {
		while (waitpid(job, &status, WUNTRACED) < 0)
			if (errno != EINTR)
				_exit(1);
		tcsetpgrp(STDIN_FILENO, getpgrp());
		if (!WIFSTOPPED(status))
			break;
		shell_report(news, SHELL_STOPPED, job, status);
		shell_wait_order(order);
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
	shell_report(news, SHELL_ENDED, job, status);
	shell_wait_order(order); /* till then the terminal stays, to be looked at */
	_exit(0);
}

/* Makes TTY the terminal of this new process. */
static void shell_take_tty(const char *tty)
{
	int fd;

	setsid();
	fd = open(tty, O_RDWR);
	if (fd < 0)
		_exit(1);
#ifdef TIOCSCTTY
	ioctl(fd, TIOCSCTTY, 0);
#endif
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
}

struct shell shell_start(
	const char *tty, int master, char *const argv[], char *const env[])
{
	int news[2];
	int order[2];
	struct shell shell;

	assert_int_equal(pipe(news), 0);
	assert_int_equal(pipe(order), 0);
	/* none of these is for the job */
	fcntl(news[1], F_SETFD, FD_CLOEXEC);
	fcntl(order[0], F_SETFD, FD_CLOEXEC);
	shell.pid = fork();
	assert_true(shell.pid >= 0);
	if (shell.pid == 0) {
		close(master);
		close(news[0]);
		close(order[1]);
		shell_take_tty(tty);
		shell_run(news[1], order[0], argv, env);
	}
	close(news[1]);
	close(order[0]);
	shell.news = news[0];
	shell.order = order[1];
	return shell;
}
