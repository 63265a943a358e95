#include "config.h"

/*
 * Keys: from the write of a key to the last byte of the repaint, which is the last one
 * before the terminal was quiet. While a table loads it may never be quiet for long:
 * there the row's number in the status line has to change first, and a short pause is
 * enough.
 */

#include <stdio.h>

#include "base/str.h"
#include "base/task.h"
#include "bench/bench.h"

enum { KEYS_STATUS_ROW = -2, KEYS_AT_ONCE = 200, KEYS_RUNS = 20 };

static const int64_t KEYS_QUIET = 10 * TASK_MS;
static const int64_t KEYS_PATIENCE = 250 * TASK_MS;

static const struct pty_key key_down = { .key = VTERM_KEY_DOWN };
static const struct pty_key key_page = { .key = VTERM_KEY_PAGEDOWN };
static const struct pty_key key_enter = { .key = VTERM_KEY_ENTER };
static const struct pty_key key_tab = { .key = VTERM_KEY_TAB };
static const struct pty_key key_escape = { .key = VTERM_KEY_ESCAPE };

/* What one kind of key cost. */
struct keys {
	struct sample times;
	struct sample bytes;
	int silent; /* presses that changed nothing on the screen */
};

static void keys_init(struct keys *k)
{
	sample_init(&k->times);
	sample_init(&k->bytes);
	k->silent = 0;
}

static void keys_release(struct keys *k)
{
	sample_release(&k->times);
	sample_release(&k->bytes);
}

static void keys_print(const char *name, struct keys *k)
{
	printf("  %-38s%8.2f%8.2f%8.2f%8lld", name,
		(double)sample_at(&k->times, 50) / TASK_MS,
		(double)sample_at(&k->times, 95) / TASK_MS,
		(double)sample_at(&k->times, 100) / TASK_MS,
		(long long)sample_at(&k->bytes, 50));
	if (k->silent)
		printf("   %d of %zu without a repaint", k->silent,
			k->times.count + (size_t)k->silent);
	putchar('\n');
}

/* Presses KEY and waits until the screen is quiet, without measuring. */
static void keys_press(struct pty *p, struct pty_key key)
{
	pty_send(p, key, 1);
	pty_settle(p, KEYS_PATIENCE, KEYS_QUIET);
}

static void keys_letter(struct pty *p, char letter)
{
	keys_press(p, (struct pty_key){ .letter = (uint32_t)letter });
}

static void keys_time(struct pty *p, struct pty_key key, struct keys *k)
{
	int64_t begin = clock_now();
	size_t bytes;

	pty_send(p, key, 1);
	bytes = pty_settle(p, KEYS_PATIENCE, KEYS_QUIET);
	if (!bytes) {
		k->silent++;
		return;
	}
	sample_add(&k->times, p->last - begin);
	sample_add(&k->bytes, (int64_t)bytes);
}

/* Times COUNT presses of KEY from the first row on, to which every EVERY presses return.
 */
static void keys_repeat(
	struct pty *p, const char *name, struct pty_key key, int count, int every)
{
	struct keys k;

	keys_init(&k);
	for (int i = 0; i < count; i++) {
		if (i % every == 0)
			keys_letter(p, 'g');
		keys_time(p, key, &k);
	}
	keys_print(name, &k);
	keys_release(&k);
}

/* Types a word into the search, again and again, until COUNT letters are timed. */
static void keys_search(struct pty *p, const char *name, int count)
{
	static const char word[] = "indonesia";
	struct keys k;

	keys_init(&k);
	for (int i = 0; i < count; i++) {
		size_t at = (size_t)i % (sizeof word - 1);

		if (at == 0) {
			if (i)
				keys_press(p, key_escape);
			keys_letter(p, '/');
		}
		keys_time(p, (struct pty_key){ .letter = (uint32_t)word[at] }, &k);
	}
	keys_press(p, key_escape);
	keys_print(name, &k);
	keys_release(&k);
}

static void keys_bundled(const struct bench *b)
{
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, KEYS_PATIENCE, KEYS_PATIENCE);
	keys_letter(&p, '1');
	keys_repeat(&p, "Down, bundled data", key_down, b->keys, 40);
	keys_repeat(&p, "PageDown, bundled data", key_page, b->keys, 1);
	keys_letter(&p, 'v');
	keys_repeat(&p, "Down, without the record beside", key_down, b->keys, 40);
	keys_letter(&p, 'v');
	keys_search(&p, "a letter in the search, bundled data", b->keys);
	keys_letter(&p, 'f');
	keys_letter(&p, 'a');
	keys_press(&p, key_enter);
	keys_repeat(&p, "Down in the results, bundled data", key_down, b->keys, 40);
	keys_letter(&p, 'C');
	keys_letter(&p, '1');
	keys_repeat(&p, "Tab, bundled data", key_tab, b->keys, b->keys);
	pty_stop(&p);
}

/* Presses many Downs in one write and prints how much of it was painted. */
static void keys_at_once(struct pty *p)
{
	size_t bytes, bursts;
	int64_t begin, one;
	char text[32];

	keys_letter(p, 'g');
	pty_send(p, key_down, 1);
	one = (int64_t)pty_settle(p, KEYS_PATIENCE, KEYS_QUIET);
	bytes = p->bytes;
	bursts = p->bursts;
	begin = clock_now();
	pty_send(p, key_down, KEYS_AT_ONCE);
	snprintf(text, sizeof text, "%d/", 2 + KEYS_AT_ONCE);
	if (!pty_wait(p, KEYS_STATUS_ROW, text, 4 * KEYS_PATIENCE)) {
		printf("  %d Downs at once: the cursor did not arrive\n", KEYS_AT_ONCE);
		return;
	}
	pty_settle(p, KEYS_QUIET, KEYS_QUIET);
	bytes = p->bytes - bytes;
	printf("  %d Downs in one write: %.2f ms, %zu bytes (one Down: %lld), in %zu "
	       "bursts\n",
		KEYS_AT_ONCE, (double)(p->last - begin) / TASK_MS, bytes, (long long)one,
		p->bursts - bursts);
}

/* Opens the values of the current column: the time until the first are seen, and until
 * all rows are counted. */
static void keys_open_values(struct pty *p, const char *column)
{
	int64_t begin = clock_now(), first;

	pty_send(p, (struct pty_key){ .letter = 'F' }, 1);
	if (!pty_wait(p, PTY_ANY, "[ ]", 40 * KEYS_PATIENCE)) {
		printf("  F, %s: no values came\n", column);
		return;
	}
	first = clock_now() - begin;
	if (!pty_wait(p, PTY_ANY, "values in", 400 * KEYS_PATIENCE)) {
		printf("  F, %s: the counting did not end\n", column);
		return;
	}
	printf("  F, %s: first values %.2f ms, all %.2f ms, peak %lld MB\n", column,
		(double)first / TASK_MS, (double)(clock_now() - begin) / TASK_MS,
		(long long)pty_peak(p) / 1000000);
}

/* The values of a column with a different one in each row, of one with five. */
static void keys_values(const struct bench *b, struct pty *p)
{
	struct str name = STR_INIT;

	keys_letter(p, 'g');
	printf("  peak before F %lld MB\n", (long long)pty_peak(p) / 1000000);
	keys_open_values(p, "as many values as are kept");
	str_addf(&name, "Down in F, %ld rows", b->rows);
	keys_repeat(p, name.buf, key_down, b->keys, b->keys);
	keys_press(p, key_escape);
	keys_letter(p, 'l');
	keys_letter(p, 'l');
	keys_open_values(p, "five values");
	keys_press(p, key_escape);
	str_release(&name);
}

static void keys_big(const struct bench *b)
{
	struct str name;
	struct pty p;

	str_init(&name);
	bench_open(b, &p, b->big, "row 00000001");
	bench_wait_loaded(b, &p);
	pty_settle(&p, 8 * KEYS_PATIENCE, 2 * KEYS_PATIENCE);
	str_addf(&name, "Down, %ld rows", b->rows);
	keys_repeat(&p, name.buf, key_down, b->keys, b->keys);
	str_clear(&name);
	str_addf(&name, "PageDown, %ld rows", b->rows);
	keys_repeat(&p, name.buf, key_page, b->keys, b->keys);
	keys_at_once(&p);
	keys_values(b, &p);
	pty_stop(&p);
	str_release(&name);
}

/* Presses KEY, which goes down, and waits until the status line shows a later row. */
static void keys_time_moved(struct pty *p, struct pty_key key, struct keys *k)
{
	long before = pty_number(p, KEYS_STATUS_ROW);
	int64_t begin = clock_now();
	size_t bytes = p->bytes;

	pty_send(p, key, 1);
	while (pty_number(p, KEYS_STATUS_ROW) <= before) {
		if (clock_now() - begin > KEYS_PATIENCE) {
			k->silent++;
			return;
		}
		pty_settle(p, TASK_MS, 0);
	}
	pty_settle(p, TASK_MS, TASK_MS);
	sample_add(&k->times, p->last - begin);
	sample_add(&k->bytes, (int64_t)(p->bytes - bytes));
}

/* Presses Down and PageDown in turn from the first screen until all rows are known, in as
 * many runs as it takes to have enough of both. */
static void keys_loading(const struct bench *b)
{
	struct keys down, page;
	char all[32];

	keys_init(&down);
	keys_init(&page);
	snprintf(all, sizeof all, "/%ld", b->rows);
	for (int run = 0; run < KEYS_RUNS && (int)page.times.count < b->keys; run++) {
		struct pty p;

		bench_open(b, &p, b->big, "row 00000001");
		while (!pty_shows(&p, KEYS_STATUS_ROW, all) && !p.ended &&
			down.silent + page.silent < KEYS_RUNS) {
			keys_time_moved(&p, key_down, &down);
			keys_time_moved(&p, key_page, &page);
		}
		pty_stop(&p);
	}
	printf("  while they load (%zu presses each)\n", page.times.count);
	keys_print("  Down", &down);
	keys_print("  PageDown", &page);
	keys_release(&down);
	keys_release(&page);
}

/* Puts the timeline where KEY does something: fitted, at the first event; zoomed in
 * before zooming out; a lane down before going up. */
static void keys_prepare(struct pty *p, struct pty_key key)
{
	keys_letter(p, 'z');
	if (key.key == VTERM_KEY_UP) {
		keys_press(p, key_down);
	} else if (key.key == VTERM_KEY_DOWN) {
		keys_press(p, (struct pty_key){ .key = VTERM_KEY_UP });
	} else {
		keys_letter(p, 'g');
	}
	for (int i = 0; key.letter == '-' && i < 4; i++)
		keys_letter(p, '+');
}

/* The timeline, once it is laid out: what moves, and what lays all out again. */
static void keys_on_timeline(const struct bench *b, struct pty *p, const char *what)
{
	static const struct {
		const char *name;
		struct pty_key key;
		int every;
	} keys[] = {
		{ "Right", { .key = VTERM_KEY_RIGHT }, 7 },
		{ "Down", { .key = VTERM_KEY_DOWN }, 1 },
		{ "Up", { .key = VTERM_KEY_UP }, 1 },
		{ "+", { .letter = '+' }, 4 },
		{ "-", { .letter = '-' }, 4 },
	};
	struct str name;

	str_init(&name);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct keys k;

		keys_init(&k);
		for (int press = 0; press < b->keys; press++) {
			if (press % keys[i].every == 0)
				keys_prepare(p, keys[i].key);
			keys_time(p, keys[i].key, &k);
		}
		str_clear(&name);
		str_addf(&name, "%s, timeline of %s", keys[i].name, what);
		keys_print(name.buf, &k);
		keys_release(&k);
	}
	str_release(&name);
}

static void keys_timeline(const struct bench *b)
{
	struct pty p;

	bench_open(b, &p, b->data, "");
	pty_settle(&p, KEYS_PATIENCE, KEYS_PATIENCE);
	keys_letter(&p, '5');
	keys_on_timeline(b, &p, "the bundled data");
	pty_stop(&p);
	bench_open_sized(b, &p, b->events, "row 00000001", BENCH_WIDE, BENCH_TALL);
	pty_settle(&p, 4 * KEYS_PATIENCE, 2 * KEYS_PATIENCE);
	keys_letter(&p, '2');
	pty_settle(&p, 4 * KEYS_PATIENCE, 2 * KEYS_PATIENCE);
	keys_on_timeline(b, &p, "100,000 events");
	pty_stop(&p);
}

void keys_measure(const struct bench *b)
{
	printf("\n%-40s%8s%8s%8s%8s\n", "key to the last byte of the repaint", "median",
		"p95", "worst", "bytes");
	keys_bundled(b);
	keys_big(b);
	keys_loading(b);
	keys_timeline(b);
}
