/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/spawn.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/task.h"
#include "unit/test.h"

enum { PATIENCE_MS = 20000, LONG = 300000 };

/* Starts SCRIPT in a shell of its own with TEXT to read. */
static void start(struct spawn *s, const char *script, struct slice text)
{
	const char *argv[] = { "sh", "-c", script, NULL };

	spawn_init(s);
	assert_true(spawn_start(s, argv, text));
}

/* Returns the state in which S ends. */
static enum spawn_state ending(struct spawn *s)
{
	int64_t end = clock_now() + (int64_t)PATIENCE_MS * TASK_MS;
	enum spawn_state state;

	do {
		assert_true(clock_now() < end);
		poll(NULL, 0, 1);
		state = spawn_poll(s);
	} while (state == SPAWN_RUNNING);
	assert_int_equal(spawn_poll(s), SPAWN_IDLE);
	return state;
}

/* Returns the state in which SCRIPT ends, with TEXT as its input. */
static enum spawn_state run(const char *script, const char *text)
{
	struct spawn s;
	enum spawn_state state;

	start(&s, script, slice_of(text));
	state = ending(&s);
	spawn_release(&s);
	return state;
}

static void test_the_end_is_told(void **state)
{
	struct spawn s;

	(void)state;
	spawn_init(&s);
	assert_int_equal(spawn_poll(&s), SPAWN_IDLE);
	spawn_release(&s);
	assert_int_equal(run("exit 0", ""), SPAWN_DONE);
	assert_int_equal(run("exit 3", ""), SPAWN_FAILED);
	assert_int_equal(run("kill -9 $$", ""), SPAWN_FAILED);
	assert_int_equal(run("test \"$(cat)\" = abc", "abc"), SPAWN_DONE);
	assert_int_equal(run("test \"$(cat)\" = abc", "abd"), SPAWN_FAILED);
}

static void test_what_is_not_there_is_not_started(void **state)
{
	static const char *const argv[] = { "no-such-program-as-this", NULL };
	struct spawn s;

	(void)state;
	/* Its vfork is a fork, so that posix_spawn cannot know. */
	if (getenv("UNDER_VALGRIND"))
		skip();
	spawn_init(&s);
	assert_false(spawn_start(&s, argv, slice_of("text")));
	assert_int_equal(spawn_poll(&s), SPAWN_IDLE);
	spawn_release(&s);
}

static void test_more_than_a_pipe_holds_arrives(void **state)
{
	struct spawn s;
	struct str text = STR_INIT;

	(void)state;
	str_add_repeat(&text, 'x', LONG);
	start(&s, "test $(wc -c) = 300000", (struct slice){ text.buf, text.len });
	assert_int_equal(ending(&s), SPAWN_DONE);
	spawn_release(&s);
	/* A program that does not read all has failed; the writer survives it. */
	start(&s, "exit 0", (struct slice){ text.buf, text.len });
	assert_int_equal(ending(&s), SPAWN_FAILED);
	spawn_release(&s);
	str_release(&text);
}

static void test_no_words_are_read_by_a_shell(void **state)
{
	static const char *const argv[] = { "test", "$(exit 1) ;*", "=", "$(exit 1) ;*",
		NULL };
	struct spawn s;

	(void)state;
	spawn_init(&s);
	assert_true(spawn_start(&s, argv, slice_of("")));
	assert_int_equal(ending(&s), SPAWN_DONE);
	spawn_release(&s);
}

/* A program that never reads gets what fits into the pipe, and blocks nothing. */
static void test_what_hangs_is_ended(void **state)
{
	struct spawn s;
	struct str text = STR_INIT;

	(void)state;
	str_add_repeat(&text, 'x', LONG);
	start(&s, "exec sleep 1000", (struct slice){ text.buf, text.len });
	assert_int_equal(spawn_poll(&s), SPAWN_RUNNING);
	assert_true(s.written > 0 && s.written < text.len);
	spawn_stop(&s);
	assert_int_equal(spawn_poll(&s), SPAWN_IDLE);
	spawn_release(&s);
	str_release(&text);
}

/* The program inherits neither blocked signals nor the terminal. */
static void test_it_stands_by_itself(void **state)
{
	sigset_t term, before;
	struct spawn s;

	(void)state;
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &before);
	start(&s, "kill -TERM $$; exit 0", slice_of(""));
	sigprocmask(SIG_SETMASK, &before, NULL);
	assert_int_equal(ending(&s), SPAWN_FAILED);
	spawn_release(&s);
	start(&s, "exec sleep 1000", slice_of(""));
	assert_int_not_equal(getpgid(s.pid), getpgrp());
	spawn_stop(&s);
	spawn_release(&s);
	assert_int_equal(run("test ! -t 1 && test ! -t 2", ""), SPAWN_DONE);
}

/* What was let go is waited for when it has ended, by the next call. */
static void test_none_that_ended_remains(void **state)
{
	struct spawn s, next;
	siginfo_t info;
	pid_t pid;

	(void)state;
	start(&s, "exit 0", slice_of(""));
	pid = s.pid;
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	spawn_release(&s);
	start(&next, "exec sleep 1000", slice_of(""));
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	pid = next.pid;
	spawn_stop(&next);
	assert_int_equal(run("exit 0", ""), SPAWN_DONE);
	while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) == 0)
		assert_int_equal(run("exit 0", ""), SPAWN_DONE);
	assert_int_equal(errno, ECHILD);
	spawn_release(&s);
	spawn_release(&next);
}

/* No other program need be started for that. */
static void test_a_look_waits_for_what_was_let_go(void **state)
{
	struct spawn s;
	siginfo_t info;
	pid_t pid;

	(void)state;
	start(&s, "exec sleep 1000", slice_of(""));
	pid = s.pid;
	spawn_release(&s);
	kill(pid, SIGKILL);
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	assert_int_equal(spawn_poll(&s), SPAWN_IDLE);
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_end_is_told),
		cmocka_unit_test(test_what_is_not_there_is_not_started),
		cmocka_unit_test(test_more_than_a_pipe_holds_arrives),
		cmocka_unit_test(test_no_words_are_read_by_a_shell),
		cmocka_unit_test(test_what_hangs_is_ended),
		cmocka_unit_test(test_it_stands_by_itself),
		cmocka_unit_test(test_none_that_ended_remains),
		cmocka_unit_test(test_a_look_waits_for_what_was_let_go),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("spawn", tests, NULL, NULL);
}
