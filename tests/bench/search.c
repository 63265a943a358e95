/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* The search: of a large table, against grep(1) on the same file, and of the bundled data. */

#include "bench/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/press.h"

enum { SEARCH_WORDS = 4 };

static const int64_t SEARCH_PATIENCE = (int64_t)20000 * TASK_MS;
static const int64_t SEARCH_QUIET = (int64_t)50 * TASK_MS;

static const char search_word[] = "granite"; /* a place of gen.c, one row in ten */
static const char search_shown[] = "Granite";

long search_grep(struct bench *b, const char *path, int64_t *time)
{
	const char *counted = arena_printf(&b->arena, "%s/count", b->folder);
	char *command = arena_printf(&b->arena,
		"LC_ALL=C grep -c -i -F %s \"$table\" >'%s'", search_word, counted);
	char text[32] = "";
	FILE *file;
	int64_t hits;

	*time = bench_shell(b, path, command);
	file = fopen(counted, "r");
	if (!file || !fgets(text, sizeof text, file))
		bench_stop("%s: grep counts nothing", counted);
	fclose(file);
	text[strcspn(text, "\n")] = '\0';
	if (!str_parse_int64(text, &hits))
		bench_stop("grep counts nothing");
	return (long)hits;
}

static void search_leave(struct pty *p)
{
	pty_send(p, PRESS_KEY(ESCAPE), 1);
	pty_settle(p, SEARCH_QUIET, SEARCH_QUIET);
}

static void search_open_prompt(struct pty *p)
{
	pty_send(p, PRESS_LETTER('/'), 1);
	pty_settle(p, SEARCH_QUIET, SEARCH_QUIET);
}

void search_time(struct pty *p, long hits, int64_t *first, int64_t *count)
{
	char text[32];
	int64_t begin;

	search_open_prompt(p);
	if (pty_shows(p, BENCH_FIRST, search_shown))
		bench_stop("the first row is a hit already");
	begin = clock_now();
	for (const char *c = search_word; *c; c++)
		pty_send(p, PRESS_LETTER(*c), 1);
	if (!pty_wait(p, BENCH_FIRST, search_shown, SEARCH_PATIENCE))
		bench_stop("no hit is shown");
	*first = p->last - begin;
	snprintf(text, sizeof text, "/%ld ", hits); /* before, it ends in the number of rows */
	if (!pty_wait(p, BENCH_STATUS, text, SEARCH_PATIENCE))
		bench_stop("not the %ld hits that grep counts", hits);
	*count = p->last - begin;
	search_leave(p);
}

/* Types six letters, each as soon as the one before is in the prompt, so that the search of
 * that is at work; adds the nanoseconds of each to KEYS. */
static void search_type(struct pty *p, struct sample *keys)
{
	char typed[sizeof search_word + 1] = "/";

	search_open_prompt(p);
	for (size_t i = 0; i < 6; i++) {
		int64_t begin = clock_now();

		typed[i + 1] = search_word[i];
		pty_send(p, PRESS_LETTER(search_word[i]), 1);
		if (!pty_wait(p, -1, typed, SEARCH_PATIENCE))
			bench_stop("the prompt never shows %s", typed);
		sample_add(keys, p->last - begin);
	}
	search_leave(p);
}

static void search_many(struct bench *b)
{
	enum { COUNT, FIRST, LATEST, WORST, FIGURES };
	struct figure f[FIGURES] = {
		[COUNT] = { .name = "exact count of a word to grep -c -i -F",
			.goal = 0.5 },
		[FIRST] = { .name = "first hits of many rows", .goal = 4 },
		[LATEST] = { .name = "a letter while the one before is searched" },
		[WORST] = { .name = "the same, worst", .goal = 16 },
	};
	const char *path = bench_table(b, b->rows);
	struct pty p;

	bench_open_loaded(b, &p, b->rows);
	for (int round = 0; round < b->rounds; round++) {
		struct sample keys = { 0 };
		int64_t grep, first, count;
		long hits = search_grep(b, path, &grep);

		search_time(&p, hits, &first, &count);
		figure_add(&f[COUNT], count, grep);
		figure_add(&f[FIRST], first, 0);
		for (int i = 0; i < SEARCH_WORDS; i++)
			search_type(&p, &keys);
		figure_add(&f[LATEST], sample_at(&keys, 50), 0);
		figure_add(&f[WORST], sample_at(&keys, 100), 0);
		sample_release(&keys);
	}
	pty_stop(&p);
	figures_print(f, FIGURES);
}

/* A letter in the prompt on the bundled data, of a word that many records have. */
static void search_bundled(struct bench *b)
{
	static const char word[] = "indonesia";
	enum { MEDIAN, WORST, FIGURES };
	struct figure f[FIGURES] = {
		[MEDIAN] = { .name = "a letter in the search of the bundled data" },
		[WORST] = { .name = "the same, worst", .goal = 3 },
	};
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, SEARCH_QUIET, SEARCH_QUIET);
	press_letters(&p, "1");
	for (int round = 0; round < b->rounds; round++) {
		struct presses k = { 0 };

		for (int i = 0; i < SEARCH_WORDS; i++) {
			search_open_prompt(&p);
			for (const char *c = word; *c; c++)
				press_timed(&p, PRESS_LETTER(*c), &k);
			search_leave(&p);
		}
		figure_add(&f[MEDIAN], sample_at(&k.times, 50), 0);
		figure_add(&f[WORST], sample_at(&k.times, 100), 0);
		presses_release(&k);
	}
	pty_stop(&p);
	figures_print(f, FIGURES);
}

void bench_search(struct bench *b)
{
	search_many(b);
	search_bundled(b);
}
