/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/str.h"
#include "base/task.h"

enum { PTY_CHUNK = 65536, PTY_CELL = 24 };

/* A program that never stops writing is not waited for longer than this. */
static const int64_t PTY_MOST = (int64_t)5000 * TASK_MS;

/* Nor one that was asked to end. */
static const int64_t PTY_END = (int64_t)2000 * TASK_MS;

/* In the child: takes the terminal, writes the time to REPORT, becomes the program. */
static _Noreturn void pty_become(const char *tty, int report, const char *const *argv)
{
	int64_t now;
	int fd;

	setsid();
	fd = open(tty, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) < 0)
		_exit(127);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
	now = clock_now();
	if (write(report, &now, sizeof now) == (ssize_t)sizeof now)
		/* execvp does not write to the words, only its type is older than const.
		 */
		execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(127);
}

static bool pty_fork(struct pty *p, const char *const *argv)
{
	const char *tty = ptsname(p->fd);
	int report[2];

	if (!tty || pipe(report) < 0)
		return false;
	fcntl(report[0], F_SETFD, FD_CLOEXEC);
	fcntl(report[1], F_SETFD, FD_CLOEXEC);
	p->pid = fork();
	if (p->pid == 0)
		pty_become(tty, report[1], argv);
	close(report[1]);
	if (p->pid > 0 &&
		read(report[0], &p->begin, sizeof p->begin) != (ssize_t)sizeof p->begin)
		p->begin = clock_now();
	close(report[0]);
	return p->pid > 0;
}

bool pty_start(struct pty *p, int cols, int rows, const char *const *argv)
{
	struct winsize size = { .ws_col = (unsigned short)cols,
		.ws_row = (unsigned short)rows };

	*p = (struct pty){ .cols = cols, .rows = rows };
	p->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (p->fd < 0)
		return false;
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	if (grantpt(p->fd) < 0 || unlockpt(p->fd) < 0 ||
		ioctl(p->fd, TIOCSWINSZ, &size) < 0 || !pty_fork(p, argv)) {
		close(p->fd);
		return false;
	}
	p->vterm = vterm_new(rows, cols);
	vterm_set_utf8(p->vterm, 1);
	p->screen = vterm_obtain_screen(p->vterm);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	p->text_size = (size_t)cols * PTY_CELL + 1;
	p->text = xmalloc(p->text_size);
	return true;
}

/* Writes what the emulator has to say: keys, and answers to questions of the program. */
static void pty_forward(struct pty *p)
{
	char out[4096];
	size_t len;

	while ((len = vterm_output_read(p->vterm, out, sizeof out)) > 0) {
		for (size_t done = 0; done < len;) {
			ssize_t n = write(p->fd, out + done, len - done);

			if (n < 0 && errno != EINTR)
				return;
			if (n > 0)
				done += (size_t)n;
		}
	}
}

void pty_send(struct pty *p, struct pty_key key, int times)
{
	struct str keys;
	char out[64];

	str_init(&keys);
	for (int i = 0; i < times; i++) {
		if (key.key != VTERM_KEY_NONE)
			vterm_keyboard_key(p->vterm, key.key, VTERM_MOD_NONE);
		else
			vterm_keyboard_unichar(p->vterm, key.letter, VTERM_MOD_NONE);
		str_add_bytes(&keys, out, vterm_output_read(p->vterm, out, sizeof out));
	}
	if (write(p->fd, keys.buf, keys.len) != (ssize_t)keys.len)
		p->ended = true;
	str_release(&keys);
}

/* Reads what is there by the time UNTIL into the emulator. Returns the bytes, 0 for none.
 */
static size_t pty_read(struct pty *p, int64_t until)
{
	static const int64_t ms = TASK_MS;
	struct pollfd poll_fd = { .fd = p->fd, .events = POLLIN };
	char chunk[PTY_CHUNK];
	int64_t left = until - clock_now();
	int64_t now;
	ssize_t n;

	if (p->ended ||
		poll(&poll_fd, 1, left > 0 ? (int)((left + ms - 1) / ms) : 0) <= 0)
		return 0;
	n = read(p->fd, chunk, sizeof chunk);
	now = clock_now();
	if (n <= 0) {
		p->ended = !(n < 0 && errno == EINTR);
		return 0;
	}
	if (now - p->last >= PTY_PAUSE)
		p->bursts++;
	p->last = now;
	p->bytes += (size_t)n;
	vterm_input_write(p->vterm, chunk, (size_t)n);
	pty_forward(p);
	return (size_t)n;
}

/* A program that ends by itself writes all it has to say. */
void pty_stop(struct pty *p)
{
	int64_t until = clock_now() + PTY_END;

	kill(p->pid, SIGTERM);
	while (!p->ended && clock_now() < until)
		pty_read(p, until);
	kill(p->pid, SIGKILL);
	close(p->fd);
	waitpid(p->pid, NULL, 0);
	vterm_free(p->vterm);
	free(p->text);
}

/* Drops the commas between the digits of TEXT, which group thousands. */
static void pty_ungroup(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		bool digits = from > text && from[-1] >= '0' && from[-1] <= '9' &&
			from[1] >= '0' && from[1] <= '9';

		if (*from != ',' || !digits)
			*to++ = *from;
	}
	*to = '\0';
}

/* Reads row ROW, from the bottom when below 0, into p->text. */
static void pty_get_row(struct pty *p, int row)
{
	VTermRect rect = { .start_col = 0, .end_col = p->cols };
	size_t len;

	rect.start_row = row < 0 ? p->rows + row : row;
	rect.end_row = rect.start_row + 1;
	len = vterm_screen_get_text(p->screen, p->text, p->text_size - 1, rect);
	p->text[len < p->text_size ? len : p->text_size - 1] = '\0';
	pty_ungroup(p->text);
}

long pty_number(struct pty *p, int row)
{
	char *end;
	long number;

	pty_get_row(p, row);
	number = strtol(p->text, &end, 10);
	return end == p->text ? -1 : number;
}

bool pty_shows(struct pty *p, int row, const char *text)
{
	int first = row == PTY_ANY ? 0 : row;
	int last = row == PTY_ANY ? p->rows - 1 : row;

	for (int i = first; i <= last; i++) {
		pty_get_row(p, i);
		if (strstr(p->text, text))
			return true;
	}
	return false;
}

bool pty_wait(struct pty *p, int row, const char *text, int64_t ns)
{
	int64_t until = clock_now() + ns;

	while (!pty_shows(p, row, text)) {
		if (!pty_read(p, until) && (p->ended || clock_now() >= until))
			return false;
	}
	return true;
}

size_t pty_settle(struct pty *p, int64_t first, int64_t quiet)
{
	int64_t begin = clock_now();
	int64_t until = begin + first;
	size_t before = p->bytes;

	while (!p->ended && clock_now() < until && clock_now() - begin < PTY_MOST) {
		if (pty_read(p, until))
			until = p->last + quiet;
	}
	return p->bytes - before;
}

int64_t pty_cpu(const struct pty *p)
{
	struct timespec used;
	clockid_t clock;

	if (clock_getcpuclockid(p->pid, &clock) != 0 || clock_gettime(clock, &used) < 0)
		return -1;
	return (int64_t)used.tv_sec * 1000 * TASK_MS + used.tv_nsec;
}

int64_t pty_peak(const struct pty *p)
{
	char name[64], line[256];
	long kib = -1;
	FILE *file;

	snprintf(name, sizeof name, "/proc/%ld/status", (long)p->pid);
	file = fopen(name, "r");
	if (!file)
		return -1;
	while (kib < 0 && fgets(line, sizeof line, file)) {
		if (sscanf(line, "VmHWM: %ld", &kib) != 1)
			kib = -1;
	}
	fclose(file);
	return kib < 0 ? -1 : (int64_t)kib * 1024;
}
