#include "config.h"

/*
 * The search of many rows, against grep(1) on the same file. The word occurs at most once
 * in a row and never across lines, so that both count the same: what grep counts is what
 * bali has to show.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/bench.h"

enum { SEARCHES_PASSES = 7, SEARCHES_STATUS_ROW = -2, SEARCHES_FIRST_ROW = 4 };

static const int64_t SEARCHES_PATIENCE = (int64_t)10000 * TASK_MS;
static const int64_t SEARCHES_QUIET = (int64_t)100 * TASK_MS;

static const char searches_word[] = "granite"; /* a place of gen.c, one row in ten */
static const char searches_shown[] = "Granite";

static const struct pty_key key_escape = { .key = VTERM_KEY_ESCAPE };

/* What is measured in each pass. */
struct searches {
	struct sample utf8, ascii; /* grep */
	struct sample first, count, key;
	long hits;
};

/* Runs grep on PATH; returns the nanoseconds from fork to its end, with the lines that it
 * has counted in *HITS. */
static int64_t searches_grep(const char *path, const char *locale, long *hits)
{
	int64_t begin = clock_now();
	char text[32] = "";
	ssize_t len = 0;
	int ends[2];
	pid_t pid;

	if (pipe(ends))
		bench_stop("no pipe is to be had");
	pid = fork();
	if (pid == 0) {
		setenv("LC_ALL", locale, 1);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execlp("grep", "grep", "-c", "-i", "-F", searches_word, path, NULL);
		_exit(127);
	}
	close(ends[1]);
	if (pid > 0)
		len = read(ends[0], text, sizeof text - 1);
	close(ends[0]);
	if (pid < 0 || waitpid(pid, NULL, 0) != pid || len < 2)
		bench_stop("grep cannot be run");
	text[len - 1] = '\0';
	if (!str_parse_long(text, hits))
		bench_stop("grep counts nothing");
	return clock_now() - begin;
}

static void searches_leave(struct pty *p)
{
	pty_send(p, key_escape, 1);
	pty_settle(p, SEARCHES_QUIET, SEARCHES_QUIET);
}

static void searches_open_prompt(struct pty *p)
{
	pty_send(p, (struct pty_key){ .letter = '/' }, 1);
	pty_settle(p, SEARCHES_QUIET, SEARCHES_QUIET);
}

/* Types the whole word at once: every hit is to be found from the first row on. */
static void searches_count(struct pty *p, struct searches *s)
{
	char text[32];
	int64_t begin;

	searches_open_prompt(p);
	if (pty_shows(p, SEARCHES_FIRST_ROW, searches_shown))
		bench_stop("the first row is a hit already");
	begin = clock_now();
	for (const char *c = searches_word; *c; c++)
		pty_send(p, (struct pty_key){ .letter = (uint32_t)*c }, 1);
	if (!pty_wait(p, SEARCHES_FIRST_ROW, searches_shown, SEARCHES_PATIENCE))
		bench_stop("no hit is shown");
	sample_add(&s->first, p->last - begin);
	snprintf(text, sizeof text, "/%ld", s->hits);
	if (!pty_wait(p, SEARCHES_STATUS_ROW, text, SEARCHES_PATIENCE))
		bench_stop("not the %ld hits that grep counts", s->hits);
	sample_add(&s->count, p->last - begin);
	searches_leave(p);
}

/* Types six letters, each as soon as the one before is in the prompt. */
static void searches_type(struct pty *p, struct searches *s)
{
	char typed[sizeof searches_word + 1] = "/";

	searches_open_prompt(p);
	for (size_t i = 0; i < 6; i++) {
		int64_t begin = clock_now();

		typed[i + 1] = searches_word[i];
		pty_send(p, (struct pty_key){ .letter = (uint32_t)searches_word[i] }, 1);
		if (!pty_wait(p, -1, typed, SEARCHES_PATIENCE))
			bench_stop("the prompt never shows %s", typed);
		sample_add(&s->key, p->last - begin);
	}
	searches_leave(p);
}

static void searches_print(struct searches *s)
{
	printf("\n%-40s%8s%8s%8s\n", "search of many rows", "median", "p95", "worst");
	bench_print("first hits on the screen", &s->first);
	bench_print("exact count", &s->count);
	bench_print("grep -c -i -F, UTF-8", &s->utf8);
	bench_print("grep -c -i -F, LC_ALL=C", &s->ascii);
	bench_print_ratio("exact count to grep, UTF-8", sample_at(&s->count, 50),
		sample_at(&s->utf8, 50));
	bench_print_ratio("exact count to grep, LC_ALL=C", sample_at(&s->count, 50),
		sample_at(&s->ascii, 50));
	bench_print("a letter in the prompt, six in a row", &s->key);
}

void searches_measure(const struct bench *b)
{
	struct sample *samples[5];
	struct searches s;
	struct pty p;

	samples[0] = &s.utf8;
	samples[1] = &s.ascii;
	samples[2] = &s.first;
	samples[3] = &s.count;
	samples[4] = &s.key;
	for (size_t i = 0; i < 5; i++)
		sample_init(samples[i]);
	bench_open(b, &p, b->big, "row 00000001");
	bench_wait_loaded(b, &p);
	pty_settle(&p, 10 * SEARCHES_QUIET, 5 * SEARCHES_QUIET);
	for (int i = 0; i < SEARCHES_PASSES; i++) {
		sample_add(&s.utf8, searches_grep(b->big, "C.UTF-8", &s.hits));
		sample_add(&s.ascii, searches_grep(b->big, "C", &s.hits));
		searches_count(&p, &s);
		searches_type(&p, &s);
	}
	pty_stop(&p);
	searches_print(&s);
	for (size_t i = 0; i < 5; i++)
		sample_release(samples[i]);
}
