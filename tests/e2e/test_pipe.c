/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* A table that comes through standard input, and keys from the terminal all the same. */

#include "e2e/harness.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <zlib.h>

#include "unit/folder.h"
#include "unit/test.h"

/* A program at the end of a pipe into which the test writes. */
struct slow {
	struct folder folder;
	struct harness *h;
	int pipe;
};

/* Runs COMMAND by the shell. */
static struct harness *run(const char *command)
{
	const char *const argv[] = { "/bin/sh", "-c", command, NULL };

	return harness_start(24, 80, argv, NULL);
}

static void finish(struct harness *h)
{
	harness_key(h, "Q");
	assert_int_equal(harness_wait_exit(h), 0);
	harness_check_restored(h);
	harness_free(h);
}

/* Starts the browser, with OPTIONS, on a pipe with nothing in it. */
static void slow_begin(struct slow *s, const char *options)
{
	char command[600];

	folder_make(&s->folder);
	assert_int_equal(mkfifo(folder_file(&s->folder, "pipe"), 0600), 0);
	snprintf(command, sizeof command, "exec ./bali -d - %s <%s", options,
		s->folder.file);
	s->h = run(command);
	/* For both ways, so as not to wait for the other side; and only now, for the
	 * harness's own shell would keep it open. */
	s->pipe = open(s->folder.file, O_RDWR | O_CLOEXEC);
	assert_true(s->pipe >= 0);
}

static void slow_write(struct slow *s, const char *text)
{
	assert_int_equal(write(s->pipe, text, strlen(text)), strlen(text));
}

static void slow_end(struct slow *s)
{
	harness_free(s->h);
	if (s->pipe >= 0)
		close(s->pipe);
	folder_remove(&s->folder);
}

static void test_a_piped_table_is_browsed(void **state)
{
	struct harness *h =
		run("printf 'city,country\\nRome,Italy\\nOslo,Norway\\n' | ./bali -d -");

	(void)state;
	harness_wait_text(h, "1 Standard input 2");
	harness_wait_text(h, "city");
	harness_key(h, "Down");
	harness_wait_row(h, 22, " 2/2  city");
	harness_key(h, "Enter");
	harness_wait_text(h, "Norway");
	harness_wait_gone(h, "Rome");
	harness_key(h, "Esc");
	harness_wait_text(h, "Rome");
	harness_key(h, "r");
	harness_wait_text(h, "Standard input cannot be read again.");
	finish(h);
}

static void test_stops_goes_on_and_resizes(void **state)
{
	struct harness *h = run("printf 'city\\nRome\\nOslo\\n' | ./bali -d -");

	(void)state;
	harness_wait_text(h, "Oslo");
	harness_key(h, "Ctrl-Z");
	harness_wait_stopped(h);
	harness_check_restored(h);
	harness_continue(h);
	harness_wait_text(h, "Oslo");
	harness_resize(h, 20, 60);
	harness_wait_row(h, 18, " 1/2  city");
	harness_key(h, "Down");
	harness_wait_row(h, 18, " 2/2  city");
	finish(h);
}

static void test_a_slow_pipe_shows_what_came(void **state)
{
	struct slow s;

	(void)state;
	slow_begin(&s, "");
	harness_wait_text(s.h, "Loading Standard input");
	slow_write(&s, "id,name\n1,one\n");
	harness_wait_text(s.h, "one");
	harness_wait_text(s.h, "waiting for stdin");
	harness_key(s.h, "?");
	harness_wait_text(s.h, "Help. Enter runs the selected command");
	harness_key(s.h, "q");
	slow_write(&s, "2,two\n");
	harness_wait_text(s.h, "two");
	harness_key(s.h, "G");
	harness_wait_text(s.h, " 2/2 ");
	harness_key(s.h, "S");
	harness_wait_text(
		s.h, "Will be sorted by id, largest first, when all rows are there.");
	harness_wait_row(s.h, 3, "   1   one");
	close(s.pipe);
	s.pipe = -1;
	harness_wait_row(s.h, 3, " ▌ 2   two");
	harness_key(s.h, "Q");
	assert_int_equal(harness_wait_exit(s.h), 0);
	slow_end(&s);
}

static void test_reading_is_stopped_and_gone_on_with(void **state)
{
	struct slow s;

	(void)state;
	slow_begin(&s, "");
	slow_write(&s, "id,name\n1,one\n");
	harness_wait_text(s.h, "one");
	harness_key(s.h, "Ctrl-C");
	harness_wait_text(s.h,
		"Loading stopped: rows, links and checks are incomplete. r continues.");
	slow_write(&s, "2,two\n");
	harness_key(s.h, "Down");
	harness_wait_row(s.h, 22, " 1/1  id");
	harness_key(s.h, "r");
	harness_wait_text(s.h, "two");
	/* Nothing runs any more when it was stopped again: then it leaves. */
	harness_key(s.h, "Ctrl-C");
	harness_wait_text(s.h, "Loading stopped: rows");
	harness_key(s.h, "Ctrl-C");
	harness_wait_text(s.h, "Q quits.");
	harness_key(s.h, "Ctrl-C");
	assert_int_equal(harness_wait_exit(s.h), 0);
	harness_check_restored(s.h);
	slow_end(&s);
}

static void test_a_search_does_not_wait_for_the_end(void **state)
{
	struct slow s;

	(void)state;
	slow_begin(&s, "--query two");
	slow_write(&s, "id,name\n1,one\n2,two\n3,three\n");
	harness_wait_text(s.h, " ▌ 2   two");
	harness_wait_text(s.h, "[two ×]");
	slow_write(&s, "4,two too\n");
	harness_wait_text(s.h, "two too");
	harness_key(s.h, "Q");
	assert_int_equal(harness_wait_exit(s.h), 0);
	slow_end(&s);
}

/* Of the first rows alone a comma parts thousands. */
static void test_a_range_means_what_all_rows_show(void **state)
{
	struct slow s;

	(void)state;
	slow_begin(&s, "--query 'v:<3'");
	slow_write(&s, "v,n\n\"1,000\",a\n\"2,000\",b\n\"9,500\",c\n");
	harness_wait_text(s.h, "No row matches");
	slow_write(&s, "\"0,5\",d\n\"12,5\",e\n");
	close(s.pipe);
	s.pipe = -1;
	harness_wait_text(s.h, " ▌ 1,000  a");
	harness_wait_text(s.h, " 1/3  v");
	harness_key(s.h, "Q");
	assert_int_equal(harness_wait_exit(s.h), 0);
	slow_end(&s);
}

/* Cells beyond the header have columns before the end, which may never come; and a header
 * that comes alone says how fields are parted. */
static void test_an_open_pipe_hides_no_cell(void **state)
{
	struct slow s;

	(void)state;
	slow_begin(&s, "");
	slow_write(&s, "a;b\n");
	harness_wait_text(s.h, "; between fields");
	slow_write(&s, "1;2,5\n3;4,5;five\n");
	harness_wait_text(s.h, "column 3");
	harness_wait_text(s.h, " ▌ 1  2,5");
	harness_wait_text(s.h, "   3  4,5  five");
	slow_write(&s, "6;7;8;nine\n");
	harness_wait_text(s.h, "column 4");
	harness_wait_text(s.h, "nine");
	harness_key(s.h, "/");
	harness_type(s.h, "nine");
	harness_wait_text(s.h, " ▌ 6  7");
	harness_key(s.h, "Enter");
	harness_key(s.h, "Q");
	assert_int_equal(harness_wait_exit(s.h), 0);
	slow_end(&s);
}

static void test_leaves_while_the_pipe_is_open(void **state)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };
	struct slow s;

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		slow_begin(&s, "");
		slow_write(&s, "id\n1\n");
		harness_wait_text(s.h, "1/1");
		harness_signal(s.h, numbers[i]);
		assert_int_equal(harness_wait_exit(s.h), HARNESS_SIGNALLED + numbers[i]);
		harness_check_restored(s.h);
		slow_end(&s);
	}
	slow_begin(&s, "");
	harness_wait_text(s.h, "Loading");
	harness_key(s.h, "q");
	assert_int_equal(harness_wait_exit(s.h), 0);
	harness_check_restored(s.h);
	slow_end(&s);
}

static void test_ends_with_its_terminal(void **state)
{
	struct slow s;
	int status;

	(void)state;
	slow_begin(&s, "");
	harness_wait_text(s.h, "Loading");
	harness_hang_up(s.h);
	status = harness_wait_exit(s.h);
	assert_true(status == 0 || status == HARNESS_SIGNALLED + SIGHUP);
	slow_end(&s);
}

static void test_an_endless_pipe_leaves_the_keys_free(void **state)
{
	struct harness *h = run("yes 'a,b' | ./bali -d -");

	(void)state;
	harness_wait_text(h, " 1/");
	harness_key(h, "Down");
	harness_wait_text(h, " 2/");
	harness_key(h, "Ctrl-C");
	harness_wait_text(h,
		"Loading stopped: rows, links and checks are incomplete. r continues.");
	finish(h);
}

static void test_keys_come_from_the_terminal_without_a_standard_input(void **state)
{
	static const char *const commands[] = { "./bali --tab members </dev/null",
		"./bali --tab members <&-" };

	(void)state;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		struct harness *h = run(commands[i]);

		harness_wait_text(h, "Afghanistan");
		harness_key(h, "Down");
		harness_wait_text(h, " 2/45");
		finish(h);
	}
}

static void test_a_closed_standard_input_is_an_empty_table(void **state)
{
	struct harness *h = run("./bali -d - <&-");

	(void)state;
	harness_wait_text(h, "Standard input: no rows.");
	harness_wait_text(h, "The file is empty.");
	finish(h);
}

static void test_the_terminal_itself_is_no_table(void **state)
{
	struct harness *h = run("./bali -d -");

	(void)state;
	harness_wait_text(h, "bali: Standard input should be a table");
	assert_int_equal(harness_wait_exit(h), 2);
	harness_check_restored(h);
	harness_free(h);
}

/* Becomes the browser in a session that has no terminal, though it writes to one. */
static _Noreturn void become_homeless(const char *tty, int messages)
{
	int null = open("/dev/null", O_RDONLY);
	int out;

	setsid();
	out = open(tty, O_RDWR | O_NOCTTY);
	dup2(null, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(messages, STDERR_FILENO);
	execl("./bali", "./bali", (char *)NULL);
	_exit(127);
}

static void test_says_that_there_are_no_keys(void **state)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	char text[512] = "";
	size_t len = 0;
	ssize_t got;
	int messages[2];
	int status;
	pid_t pid;

	(void)state;
	assert_true(master >= 0);
	assert_int_equal(grantpt(master), 0);
	assert_int_equal(unlockpt(master), 0);
	assert_int_equal(pipe(messages), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		setenv("TERM", "xterm", 1);
		become_homeless(ptsname(master), messages[1]);
	}
	close(messages[1]);
	/* It may come in pieces. */
	while ((got = read(messages[0], text + len, sizeof text - 1 - len)) > 0)
		len += (size_t)got;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_non_null(strstr(text, "bali: Browsing needs a terminal for the keys"));
	assert_non_null(strstr(text, "/dev/tty"));
	close(messages[0]);
	close(master);
}

/* The browser shows nothing of it: it puts the terminal back, says what it is, and ends. */
static void test_what_is_no_text_is_no_table(void **state)
{
	struct slow s;

	(void)state;
	slow_begin(&s, "");
	harness_wait_text(s.h, "Standard input");
	slow_write(&s, "PK\003\004\nrest");
	assert_int_equal(harness_wait_exit(s.h), 2);
	harness_check_restored(s.h);
	harness_wait_text(s.h, "standard input: This is a zip archive");
	slow_end(&s);
}

/* A table in gzip shows its rows while the stream goes on. */
static void test_a_compressed_pipe_shows_what_came(void **state)
{
	static const char text[] = "id,town\n1,Lund\n2,Ystad\n";
	char bytes[200];
	z_stream z = { .next_in = (Bytef *)(uintptr_t)text,
		.avail_in = sizeof text - 1,
		.next_out = (Bytef *)bytes,
		.avail_out = sizeof bytes };
	struct slow s;

	(void)state;
	assert_int_equal(
		deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY),
		Z_OK);
	assert_int_equal(deflate(&z, Z_SYNC_FLUSH), Z_OK);
	slow_begin(&s, "");
	assert_int_equal(write(s.pipe, bytes, z.total_out), z.total_out);
	harness_wait_text(s.h, "Ystad");
	deflateEnd(&z);
	harness_key(s.h, "Q");
	assert_int_equal(harness_wait_exit(s.h), 0);
	slow_end(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_piped_table_is_browsed),
		cmocka_unit_test(test_stops_goes_on_and_resizes),
		cmocka_unit_test(test_a_slow_pipe_shows_what_came),
		cmocka_unit_test(test_reading_is_stopped_and_gone_on_with),
		cmocka_unit_test(test_a_search_does_not_wait_for_the_end),
		cmocka_unit_test(test_a_range_means_what_all_rows_show),
		cmocka_unit_test(test_an_open_pipe_hides_no_cell),
		cmocka_unit_test(test_leaves_while_the_pipe_is_open),
		cmocka_unit_test(test_ends_with_its_terminal),
		cmocka_unit_test(test_an_endless_pipe_leaves_the_keys_free),
		cmocka_unit_test(
			test_keys_come_from_the_terminal_without_a_standard_input),
		cmocka_unit_test(test_a_closed_standard_input_is_an_empty_table),
		cmocka_unit_test(test_the_terminal_itself_is_no_table),
		cmocka_unit_test(test_says_that_there_are_no_keys),
		cmocka_unit_test(test_what_is_no_text_is_no_table),
		cmocka_unit_test(test_a_compressed_pipe_shows_what_came),
	};

	return cmocka_run_group_tests_name("pipe", tests, NULL, NULL);
}
