/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Has each kind of allocation, and each read, of a program fail in turn, in its commands
 * and in a session on a terminal, and looks what comes of it:
 *
 *	told      it ended with a status of trouble and a sentence; a terminal is restored
 *	harmless  status and output are those of a run without trouble
 *	foreign   neither, but it was the C library or curses that asked for the memory: the
 *	          terminal is restored, and it ended with a status of trouble, or drew with
 *	          ASCII, as without a locale, which then cannot be found
 *	wrong     anything else
 *
 *	faults BALI SHIM FOLDER DATA STEP
 *
 * FOLDER is for what it writes, DATA is what the program opens, of STEP allocations and
 * reads one is tried. Ends with 1 when something is wrong.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS = 8, SECONDS = 20, WAITS = 210, LINE = 128 };

enum kind {
	COMMAND,
	BROWSER, /* which marks what could not be read, and goes on */
	SCREEN,  /* the same on a terminal: INPUT is typed piece by piece */
};

/* What is run. */
static const struct scene {
	const char *name, *arguments[ARGUMENTS];
	const char *input; /* of standard input, or NULL */
	enum kind kind;
} scenes[] = {
	{ "check", { "check" }, NULL, COMMAND },
	{ "tables", { "tables", "-f", "json" }, NULL, COMMAND },
	{ "list", { "list", "towns", "-f", "csv" }, NULL, COMMAND },
	{ "list, by an expression", { "list", "towns", "re:/^l.*d/", "people:>3" }, NULL,
		COMMAND },
	{ "list, to a file", { "list", "towns", "-o", "list.csv", "--force" }, NULL,
		COMMAND },
	{ "find", { "find", "lund" }, NULL, COMMAND },
	{ "show", { "show", "towns/1", "-f", "json" }, NULL, COMMAND },
	{ "timeline", { "timeline" }, NULL, COMMAND },
	{ "--dump", { "--dump", "80x24", "--query", "lund" }, NULL, BROWSER },
	{ "--lines", { "--lines" }, "tabs\ntab towns\nfind lund\nopen 1\nquit\n",
		BROWSER },
	{ "a session", { "--tab", "towns" },
		"j|\r|<|s|/"
		"|lu|nd\r|\033[6~|f|\r|t|+|0|1|e|\025x.csv\r|F|q|r|?|q|:|help\r|"
		"qqqqqq",
		SCREEN },
};

/* What a run came to. */
struct result {
	int status; /* that of waitpid(2); -1: it had to be killed */
	char *out;  /* what it wrote on standard output, or on the terminal */
	char *err;
	char *file; /* what it exported */
	bool restored;
};

static const char *bali, *shim, *folder, *data;
static char paths[3][4096]; /* of standard output, standard error and the record */

static _Noreturn void give_up(const char *what)
{
	perror(what);
	exit(2);
}

/* Returns the bytes of the file PATH; "" when there is none. */
static char *slurp(const char *path)
{
	FILE *file = fopen(path, "re");
	char *bytes = NULL;
	size_t size = 0, got;
	FILE *text = open_memstream(&bytes, &size);
	char portion[4096];

	if (!text)
		give_up("memory");
	while (file && (got = fread(portion, 1, sizeof portion, file)) > 0)
		fwrite(portion, 1, got, text);
	if (file)
		fclose(file);
	fclose(text);
	return bytes;
}

static void release(struct result *r)
{
	free(r->out);
	free(r->err);
	free(r->file);
}

/* Becomes the program, with FAULT, "NAME=value", in its environment. */
static _Noreturn void become(const struct scene *s, const char *fault)
{
	char *arguments[ARGUMENTS + 4] = { strdup(bali), strdup("-d"), strdup(data) };
	char preload[4096], state[4096], variable[LINE * 4];

	snprintf(preload, sizeof preload, "LD_PRELOAD=%s", shim);
	snprintf(variable, sizeof variable, "%s", fault);
	putenv(variable);
	putenv(preload);
	snprintf(state, sizeof state, "%d", WAITS);
	setenv("FAULTS_WAITS", state, 1);
	snprintf(state, sizeof state, "%s/state", folder);
	setenv("XDG_STATE_HOME", state, 1);
	for (int i = 0; i < ARGUMENTS && s->arguments[i]; i++)
		arguments[3 + i] = strdup(s->arguments[i]);
	if (chdir(folder) != 0)
		_exit(126);
	alarm(SECONDS);
	execv(bali, arguments);
	_exit(127);
}

static int open_output(const char *path)
{
	return open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static void run_command(const struct scene *s, const char *fault, struct result *r)
{
	int out = open_output(paths[0]), err = open_output(paths[1]), ends[2];
	pid_t pid;

	if (out < 0 || err < 0 || pipe(ends) != 0)
		give_up("files");
	pid = fork();
	if (pid < 0)
		give_up("fork");
	if (pid == 0) {
		dup2(ends[0], STDIN_FILENO);
		dup2(out, STDOUT_FILENO);
		dup2(err, STDERR_FILENO);
		close(ends[1]);
		close(ends[0]);
		become(s, fault);
	}
	close(ends[0]);
	if (s->input && write(ends[1], s->input, strlen(s->input)) < 0 && errno != EPIPE)
		give_up("pipe");
	close(ends[1]);
	waitpid(pid, &r->status, 0);
	close(out);
	close(err);
	r->out = slurp(paths[0]);
	r->err = slurp(paths[1]);
	r->restored = true;
}

/* Appends what the program has written on TERMINAL to TEXT. Returns false when it has gone. */
static bool take_output(int terminal, FILE *text)
{
	struct pollfd ready = { .fd = terminal, .events = POLLIN };
	char portion[4096];

	while (poll(&ready, 1, 0) > 0) {
		ssize_t got = read(terminal, portion, sizeof portion);

		if (got <= 0)
			return false;
		fwrite(portion, 1, (size_t)got, text);
	}
	return true;
}

/* Takes what the program writes on TERMINAL until it waits for a key, as a byte from WAITS
 * says, or its time is up. Returns false when it has ended. */
static bool listen_to(int terminal, int waits, FILE *text)
{
	struct pollfd ready[] = { { .fd = terminal, .events = POLLIN },
		{ .fd = waits, .events = POLLIN } };
	char byte;

	while (poll(ready, 2, SECONDS * 1000) > 0) {
		if (!take_output(terminal, text))
			return false;
		if (ready[1].revents)
			return read(waits, &byte, 1) == 1;
	}
	return true;
}

/* Returns the last place of PIECE in TEXT; NULL: there is none. */
static const char *last_of(const char *text, const char *piece)
{
	const char *last = NULL;

	for (const char *p = strstr(text, piece); p; p = strstr(p + 1, piece))
		last = p;
	return last;
}

static bool is_restored(const char *text, const struct termios *before, int line)
{
	const char *enters = last_of(text, "\033[?1049h"), *leaves;
	struct termios after;

	leaves = last_of(text, "\033[?1049l");
	return tcgetattr(line, &after) == 0 && after.c_lflag == before->c_lflag &&
		after.c_iflag == before->c_iflag && after.c_oflag == before->c_oflag &&
		(!enters || (leaves && leaves > enters));
}

static void run_session(const struct scene *s, const char *fault, struct result *r)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), line, waits[2];
	char *text = NULL, *keys = strdup(s->input), *rest = keys, *piece;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	struct termios before;
	bool there = true;
	pid_t pid;

	if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0 || !keys)
		give_up("terminal");
	if (pipe2(waits, O_CLOEXEC) != 0)
		give_up("pipe");
	line = open(ptsname(terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
	ioctl(line, TIOCSWINSZ, &size);
	tcgetattr(line, &before);
	pid = fork();
	if (pid < 0)
		give_up("fork");
	if (pid == 0) {
		setsid();
		ioctl(line, TIOCSCTTY, 0);
		for (int fd = 0; fd < 3; fd++)
			dup2(line, fd);
		dup2(waits[1], WAITS);
		become(s, fault);
	}
	close(waits[1]);
	there = listen_to(terminal, waits[0], out);
	while (there && (piece = strsep(&rest, "|")))
		there = write(terminal, piece, strlen(piece)) > 0 &&
			listen_to(terminal, waits[0], out);
	waitpid(pid, &r->status, 0);
	take_output(terminal, out);
	fclose(out);
	close(waits[0]);
	r->restored = is_restored(text, &before, line);
	r->out = text;
	r->err = strdup("");
	close(line);
	close(terminal);
	free(keys);
}

static void run(const struct scene *s, const char *fault, struct result *r)
{
	static const char *const kept[] = { "history", "columns", "dialects" };
	const char *name = s->kind == SCREEN ? "x.csv" : "list.csv";
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
	/* Nothing is kept from one run to the next. */
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/state/bali/%s", folder, kept[i]);
		unlink(path);
	}
	*r = (struct result){ .status = -1 };
	(s->kind == SCREEN ? run_session : run_command)(s, fault, r);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	r->file = slurp(path);
}

/* Returns whether what is written tells of the trouble. */
static bool tells(const struct scene *s, const struct result *r, bool memory)
{
	const char *texts[] = { r->out, r->err };

	for (int i = 0; i < 2; i++)
		if (memory ? strstr(texts[i], "Not enough memory") ||
					strstr(texts[i], strerror(ENOMEM))
			   : strstr(texts[i], strerror(EIO)) ||
					(s->kind != COMMAND &&
						(strstr(texts[i], "1 problem") ||
							strstr(texts[i], "1 error"))))
			return true;
	return false;
}

enum verdict { TOLD, HARMLESS, FOREIGN, WRONG, VERDICTS };

static enum verdict judge(const struct scene *s, const struct result *r,
	const struct result *good, bool memory, bool foreign)
{
	bool ended = WIFEXITED(r->status);
	bool trouble = ended && WEXITSTATUS(r->status) > 1;
	bool same = r->status == good->status && !strcmp(r->file, good->file);

	/* check has it in its answer. A file that the answer has no row of is an error in the
	 * data, and no more. */
	if (!memory)
		trouble = ended && (s->kind != COMMAND || WEXITSTATUS(r->status) != 0);
	if (s->kind != SCREEN)
		same = same && !strcmp(r->out, good->out) &&
			(!memory || !strcmp(r->err, good->err));
	else
		same = same && !strstr(r->out, "! 1 problem");
	if (r->restored && trouble && tells(s, r, memory))
		return TOLD;
	if (r->restored && same)
		return HARMLESS;
	if (foreign && r->restored &&
		(!ended || WEXITSTATUS(r->status) != 0 || s->kind == BROWSER))
		return FOREIGN;
	return WRONG;
}

int main(int argc, char **argv)
{
	static const char *const foreign[] = { "libc.so", "libncurses", "libtinfo",
		"ld-linux", "libgcc" };
	long tried[2] = { 0 }, counts[2][VERDICTS] = { { 0 } };
	int step = argc == 6 ? atoi(argv[5]) : 0;

	if (step < 1)
		return fputs("usage: faults BALI SHIM FOLDER DATA STEP\n", stderr), 2;
	bali = argv[1];
	shim = argv[2];
	folder = argv[3];
	data = argv[4];
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	snprintf(paths[0], sizeof paths[0], "%s/stdout", folder);
	snprintf(paths[1], sizeof paths[1], "%s/stderr", folder);
	snprintf(paths[2], sizeof paths[2], "%s/record", folder);
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		const struct scene *s = &scenes[i];
		struct result good, r;
		char fault[LINE * 4], *record, *rest, *kind;
		long reads = 0, number = 0;

		snprintf(fault, sizeof fault, "FAULTS_RECORD=%.400s", paths[2]);
		run(s, fault, &r);
		release(&r);
		record = rest = slurp(paths[2]);
		run(s, "FAULTS_READ=0", &good);
		if (!WIFEXITED(good.status) || WEXITSTATUS(good.status) > 1 ||
			(s->kind == SCREEN && !*good.file)) {
			printf("%s does not even run without trouble: %s\n", s->name,
				good.err);
			return 2;
		}
		while ((kind = strsep(&rest, "\n")) && *kind) {
			bool memory = strcmp(kind, "read") != 0, other = false;
			enum verdict verdict;

			if (memory ? number++ % step : reads++ % ((step + 9) / 10))
				continue;
			for (size_t k = 0; k < sizeof foreign / sizeof *foreign; k++)
				other |= memory && strstr(kind, foreign[k]);
			if (memory)
				snprintf(
					fault, sizeof fault, "FAULTS_MEMORY=%.16s", kind);
			else
				snprintf(fault, sizeof fault, "FAULTS_READ=%ld", reads);
			run(s, fault, &r);
			verdict = judge(s, &r, &good, memory, other);
			if (verdict == WRONG)
				printf("wrong: %s: %s%s: status %x%s: %.300s\n", s->name,
					fault, memory ? kind + 16 : "",
					(unsigned)r.status,
					r.restored ? "" : ", terminal not restored",
					s->kind == SCREEN ? "" : r.err);
			counts[memory][verdict]++;
			tried[memory]++;
			release(&r);
		}
		release(&good);
		free(record);
	}
	for (int i = 1; i >= 0; i--)
		printf("%s: %ld tried, %ld told, %ld harmless, %ld foreign, %ld wrong\n",
			i ? "allocations" : "reads", tried[i], counts[i][TOLD],
			counts[i][HARMLESS], counts[i][FOREIGN], counts[i][WRONG]);
	return counts[0][WRONG] || counts[1][WRONG];
}
