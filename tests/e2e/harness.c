/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "e2e/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/task.h"
#include "e2e/shell.h"
#include "unit/test.h"

enum { PATIENCE_MS = 30000, ENV_MAX = 32 };

struct harness {
	struct shell shell;
	int master; /* -1 after the line was cut */
	struct emulator emulator;
	struct termios modes; /* of the tty before the start */
	struct str output;    /* all that came */
	struct shell_news news;
	pid_t job;
	bool news_ended; /* all that the shell reported was read */
};

/* What a test may wait for. */
typedef bool (*harness_condition)(struct harness *h, const void *wanted);

/* Sets the entry of ENV with the name of ENTRY ("NAME=value"); "NAME" takes it out. */
static void env_set(char *env[ENV_MAX], const char *entry)
{
	size_t name = strcspn(entry, "=");
	size_t i = 0;

	while (env[i] && (strncmp(env[i], entry, name) != 0 || env[i][name] != '='))
		i++;
	assert_true(i + 1 < ENV_MAX);
	free(env[i]);
	env[i] = NULL;
	if (entry[name]) {
		env[i] = xstrdup(entry);
		return;
	}
	for (; env[i + 1]; i++) {
		env[i] = env[i + 1];
		env[i + 1] = NULL;
	}
}

/* Makes the environment of the program in ENV; the sanitizers' settings go through. */
static void env_make(char *env[ENV_MAX], const char *const more[])
{
	static const char *const fixed[] = { "LC_ALL=C.UTF-8", "TZ=UTC0",
		"TERM=xterm-256color", "HOME=/nonexistent", "PATH=/usr/bin:/bin", NULL };
	static const char *const passed[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS",
		"LSAN_OPTIONS", NULL };
	struct str entry;

	str_init(&entry);
	for (size_t i = 0; fixed[i]; i++)
		env_set(env, fixed[i]);
	for (size_t i = 0; passed[i]; i++) {
		if (!getenv(passed[i]))
			continue;
		str_clear(&entry);
		str_addf(&entry, "%s=%s", passed[i], getenv(passed[i]));
		env_set(env, entry.buf);
	}
	for (size_t i = 0; more && more[i]; i++)
		env_set(env, more[i]);
	str_release(&entry);
}

/* Fills WORDS with those of $HARNESS_UNDER, such as valgrind's, then those of ARGV. */
static void words_make(char *words[ENV_MAX], const char *const argv[])
{
	const char *under = getenv("HARNESS_UNDER");
	size_t count = 0;

	while (under && *under) {
		size_t len = strcspn(under, " \t");

		assert_true(count + 1 < ENV_MAX);
		if (len)
			words[count++] = xmemdupz(under, len);
		under += len + strspn(under + len, " \t");
	}
	for (size_t i = 0; argv[i]; i++) {
		assert_true(count + 1 < ENV_MAX);
		words[count++] = xstrdup(argv[i]);
	}
}

static void harness_open_tty(
	struct harness *h, const char *const argv[], const char *const env[])
{
	struct winsize size = { .ws_row = (unsigned short)h->emulator.rows,
		.ws_col = (unsigned short)h->emulator.cols };
	char *entries[ENV_MAX] = { NULL };
	char *words[ENV_MAX] = { NULL };
	char *tty;

	h->master = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(h->master >= 0);
	assert_int_equal(grantpt(h->master), 0);
	assert_int_equal(unlockpt(h->master), 0);
	tty = xstrdup(ptsname(h->master));
	assert_int_equal(ioctl(h->master, TIOCSWINSZ, &size), 0);
	fcntl(h->master, F_SETFL, O_NONBLOCK);
	fcntl(h->master, F_SETFD, FD_CLOEXEC);
	words_make(words, argv);
	env_make(entries, env);
	h->shell = shell_start(tty, h->master, words, entries);
	assert_int_equal(tcgetattr(h->master, &h->modes), 0);
	for (size_t i = 0; i < ENV_MAX; i++) {
		free(words[i]);
		free(entries[i]);
	}
	free(tty);
}

static void harness_order(struct harness *h)
{
	assert_int_equal(write(h->shell.order, "", 1), 1);
}

/* Reads what the program wrote, if anything; returns false at the end of the line. */
static bool harness_read(struct harness *h)
{
	char block[4096];
	ssize_t n = read(h->master, block, sizeof block);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		return false;
	str_add_bytes(&h->output, block, (size_t)n);
	emulator_write(&h->emulator, block, (size_t)n);
	return true;
}

/* Writes of what was typed as much as the tty takes. */
static void harness_write(struct harness *h)
{
	ssize_t n = write(h->master, h->emulator.input.buf, h->emulator.input.len);

	if (n <= 0)
		return;
	memmove(h->emulator.input.buf, h->emulator.input.buf + n,
		h->emulator.input.len - (size_t)n);
	str_truncate(&h->emulator.input, h->emulator.input.len - (size_t)n);
}

/* Reads what the shell reports. */
static void harness_hear(struct harness *h)
{
	ssize_t n = read(h->shell.news, &h->news, sizeof h->news);

	if (n != (ssize_t)sizeof h->news)
		h->news_ended = true;
	else if (h->news.kind == SHELL_STARTED)
		h->job = h->news.pid;
}

/* Moves bytes in both directions, waiting up to TIMEOUT ms for some; returns whether
 * there were any. */
static bool harness_pump(struct harness *h, int timeout)
{
	struct pollfd fds[2] = { { .fd = h->master, .events = POLLIN },
		{ .fd = h->news_ended ? -1 : h->shell.news, .events = POLLIN } };

	if (h->emulator.input.len)
		fds[0].events |= POLLOUT;
	if (poll(fds, 2, timeout) <= 0)
		return false;
	if (fds[0].revents & (POLLIN | POLLHUP | POLLERR) && !harness_read(h)) {
		close(h->master);
		h->master = -1;
	}
	if (fds[0].revents & POLLOUT && h->master >= 0)
		harness_write(h);
	if (fds[1].revents)
		harness_hear(h);
	return true;
}

/* Waits for CONDITION; when it does not come, fails the test, saying WHAT was wanted. */
static void harness_wait(struct harness *h, harness_condition condition,
	const void *wanted, const char *what)
{
	int64_t end = clock_now() + (int64_t)PATIENCE_MS * TASK_MS;
	struct str screen;

	while (!condition(h, wanted)) {
		int64_t left = end - clock_now();

		if (left > 0) {
			harness_pump(h, (int)(left / TASK_MS) + 1);
			continue;
		}
		str_init(&screen);
		emulator_add_screen(&h->emulator, &screen);
		print_error("waited in vain for %s; the screen, cursor at row %d column "
			    "%d:\n%s",
			what, h->emulator.cursor.row, h->emulator.cursor.col, screen.buf);
		str_release(&screen);
		fail();
	}
}

static bool has_started(struct harness *h, const void *wanted)
{
	(void)wanted;
	return h->job != 0;
}

struct harness *harness_start(
	int rows, int cols, const char *const argv[], const char *const env[])
{
	struct harness *h = xcalloc(1, sizeof *h);

	str_init(&h->output);
	emulator_init(&h->emulator, rows, cols);
	harness_open_tty(h, argv, env);
	harness_order(h);
	harness_wait(h, has_started, NULL, "the start of the program");
	return h;
}

void harness_free(struct harness *h)
{
	if (h->job && h->news.kind != SHELL_ENDED)
		kill(-h->job, SIGKILL);
	close(h->shell.order);
	kill(h->shell.pid, SIGKILL);
	waitpid(h->shell.pid, NULL, 0);
	close(h->shell.news);
	if (h->master >= 0)
		close(h->master);
	emulator_release(&h->emulator);
	str_release(&h->output);
	free(h);
}

void harness_key(struct harness *h, const char *name)
{
	emulator_key(&h->emulator, name);
}

void harness_type(struct harness *h, const char *text)
{
	str_add(&h->emulator.input, text);
}

void harness_send(struct harness *h, const char *bytes, size_t len)
{
	str_add_bytes(&h->emulator.input, bytes, len);
}

static bool has_text(struct harness *h, const void *wanted)
{
	struct str screen;
	bool found;

	str_init(&screen);
	emulator_add_screen(&h->emulator, &screen);
	found = strstr(screen.buf, wanted) != NULL;
	str_release(&screen);
	return found;
}

static bool has_no_text(struct harness *h, const void *wanted)
{
	return !has_text(h, wanted);
}

void harness_wait_text(struct harness *h, const char *text)
{
	harness_wait(h, has_text, text, text);
}

void harness_wait_gone(struct harness *h, const char *text)
{
	struct str what;

	str_init(&what);
	str_addf(&what, "the end of \"%s\"", text);
	harness_wait(h, has_no_text, text, what.buf);
	str_release(&what);
}

struct row_wanted {
	int row;
	const char *text;
};

static bool has_row(struct harness *h, const void *wanted)
{
	const struct row_wanted *row = wanted;
	struct str text;
	bool equal;

	str_init(&text);
	emulator_add_row(&h->emulator, row->row, &text);
	equal = strcmp(text.buf, row->text) == 0;
	str_release(&text);
	return equal;
}

void harness_wait_row(struct harness *h, int row, const char *text)
{
	struct row_wanted wanted = { row, text };
	struct str what;

	str_init(&what);
	str_addf(&what, "row %d to be \"%s\"", row, text);
	harness_wait(h, has_row, &wanted, what.buf);
	str_release(&what);
}

static bool has_cursor(struct harness *h, const void *wanted)
{
	const VTermPos *pos = wanted;
	VTermPos cursor = h->emulator.cursor;

	return cursor.row == pos->row && (pos->col < 0 || cursor.col == pos->col);
}

void harness_wait_cursor(struct harness *h, int row, int col)
{
	VTermPos wanted = { .row = row, .col = col };
	struct str what;

	str_init(&what);
	str_addf(&what, "the cursor at row %d column %d", row, col);
	harness_wait(h, has_cursor, &wanted, what.buf);
	str_release(&what);
}

static bool has_output(struct harness *h, const void *wanted)
{
	return strstr(h->output.buf, wanted) != NULL;
}

void harness_wait_output(struct harness *h, const char *bytes)
{
	harness_wait(h, has_output, bytes, "bytes of the program");
}

void harness_add_row(struct harness *h, int row, struct str *out)
{
	emulator_add_row(&h->emulator, row, out);
}

void harness_add_screen(struct harness *h, struct str *out)
{
	emulator_add_screen(&h->emulator, out);
}

void harness_add_output(const struct harness *h, struct str *out)
{
	str_add_bytes(out, h->output.buf, h->output.len);
}

struct emulator_look harness_look(struct harness *h, int row, int col)
{
	return emulator_look(&h->emulator, row, col);
}

bool harness_cursor_visible(struct harness *h)
{
	return h->emulator.cursor_visible;
}

/* By the bytes: of several modes in one sequence libvterm 0.1 takes the first alone, and
 * programs ask for clicks and for how they are combined. */
bool harness_mouse(struct harness *h)
{
	const char *at = h->output.buf;
	bool on = false;

	while ((at = strstr(at, "1000")) != NULL) {
		at += strlen("1000");
		if (*at == 'h' || *at == 'l')
			on = *at == 'h';
	}
	return on;
}

size_t harness_bytes(const struct harness *h)
{
	return h->output.len;
}

void harness_resize(struct harness *h, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	/* What was written for the old size must not be read at the new one. */
	while (harness_pump(h, 0))
		;
	emulator_resize(&h->emulator, rows, cols);
	assert_int_equal(ioctl(h->master, TIOCSWINSZ, &size), 0);
}

void harness_signal(struct harness *h, int number)
{
	assert_int_equal(kill(h->job, number), 0);
}

void harness_hang_up(struct harness *h)
{
	close(h->master);
	h->master = -1;
}

static bool has_stopped(struct harness *h, const void *wanted)
{
	(void)wanted;
	return h->news.kind == SHELL_STOPPED;
}

/* Reads what the program had written when the shell reported that it stopped or ended. */
static void harness_drain(struct harness *h)
{
	while (h->master >= 0 && harness_pump(h, 0))
		;
}

void harness_wait_stopped(struct harness *h)
{
	harness_wait(h, has_stopped, NULL, "the program to stop");
	harness_drain(h);
}

void harness_continue(struct harness *h)
{
	assert_int_equal(h->news.kind, SHELL_STOPPED);
	h->news.kind = SHELL_STARTED;
	harness_order(h);
}

static bool has_ended(struct harness *h, const void *wanted)
{
	(void)wanted;
	return h->news.kind == SHELL_ENDED;
}

bool harness_ended(struct harness *h, int ms)
{
	int64_t end = clock_now() + (int64_t)ms * TASK_MS;

	while (!has_ended(h, NULL) && clock_now() < end)
		harness_pump(h, ms);
	return has_ended(h, NULL);
}

int harness_wait_exit(struct harness *h)
{
	int status;

	harness_wait(h, has_ended, NULL, "the end of the program");
	harness_drain(h);
	status = h->news.status;
	return WIFSIGNALED(status) ? HARNESS_SIGNALLED + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

void harness_check_restored(struct harness *h)
{
	struct termios modes;

	emulator_check_restored(&h->emulator);
	assert_false(harness_mouse(h));
	assert_int_equal(tcgetattr(h->master, &modes), 0);
	assert_int_equal(modes.c_iflag, h->modes.c_iflag);
	assert_int_equal(modes.c_oflag, h->modes.c_oflag);
	assert_int_equal(modes.c_cflag, h->modes.c_cflag);
	assert_int_equal(modes.c_lflag, h->modes.c_lflag);
	assert_memory_equal(modes.c_cc, h->modes.c_cc, sizeof modes.c_cc);
}
