/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Back and Forward bring back what one saw, wherever one went in between. */

#include "unit/random.h"
#include "unit/test.h"
#include "view/made.h"

enum { SMALL_WALKS = 40, DATA_WALKS = 12, STEPS = 120, LARGE = 30000 };

/* What a walk remembers: the picture of each place as one last saw it. */
struct walk {
	struct stage stage;
	uint64_t seed;
	char *seen[HISTORY_MOST + 1];
	struct str keys; /* pressed so far, for the report */
};

/* What may be done anywhere; a word in the middle is a search with its Enter. */
static const char *const actions[] = { "Down", "Down", "Down", "Up", "PgDn", "PgUp", "G",
	"g", "l", "l", "h", "s", "S", "Enter", "Enter", "Enter", "Tab", "Tab", "Tab", "J",
	"K", "a", "0", "1", "2", "3", "4", "5", "6", "]", "[", "t", "!", "?", "f",
	"/ a Enter", "/ i n Enter", "/ z z z z Enter", "C", "Esc", ": 7 Enter", "<", "<",
	"<", "<", "<", ">", ">" };

/* The picture without the passing message of the status line, and where the cursor
 * is, which shows the chosen link. */
static const char *picture(struct walk *w)
{
	const struct canvas *canvas = &w->stage.app.canvas;

	str_clear(&w->stage.app.message);
	stage_resize(&w->stage, w->stage.cols, w->stage.rows);
	str_addf(&w->stage.screen, "cursor in column %d of line %d\n", canvas->cursor_x,
		canvas->cursor_y);
	return w->stage.screen.buf;
}

static void forget(struct walk *w, size_t from)
{
	for (size_t i = from; i <= HISTORY_MOST; i++) {
		free(w->seen[i]);
		w->seen[i] = NULL;
	}
}

static void remember(struct walk *w)
{
	size_t at = w->stage.app.history.at;

	free(w->seen[at]);
	w->seen[at] = strdup(picture(w));
	assert_non_null(w->seen[at]);
}

static void compare(struct walk *w)
{
	const char *seen = w->seen[w->stage.app.history.at];
	const char *now = picture(w);

	if (!seen || !strcmp(seen, now))
		return;
	/* fail_msg has no room for all of it. */
	fprintf(stderr, "after%s\nit was\n%sand is\n%s", w->keys.buf, seen, now);
	fail_msg("not the place one left");
}

/* Does one of the actions and sees to it that going back or forward changes nothing. Enter
 * in the help may open a prompt, or quit: then it returns false. */
static bool walk_on(struct walk *w)
{
	const struct history *h = &w->stage.app.history;
	size_t before = h->at;
	const char *deed =
		actions[random_below(&w->seed, sizeof actions / sizeof *actions)];
	bool back = *deed == '<' || *deed == '>' || !strcmp(deed, "Esc");

	str_addf(&w->keys, " %s", deed);
	stage_keys(&w->stage, deed);
	if (w->stage.app.prompting != APP_PROMPT_NONE)
		stage_keys(&w->stage, "Enter");
	if (w->stage.app.done)
		return false;
	if (back && h->at != before) {
		compare(w);
	} else {
		if (h->at != before)
			forget(w, h->at + 1);
		/* The list goes along with the record, so that one finds it there. */
		if ((*deed == 'J' || *deed == 'K') && h->at) {
			free(w->seen[h->at - 1]);
			w->seen[h->at - 1] = NULL;
		}
	}
	remember(w);
	return true;
}

static void walk(const char *path, int cols, int rows, uint64_t seed)
{
	struct walk w = { .seed = seed };

	stage_open(&w.stage, path, cols, rows);
	str_init(&w.keys);
	remember(&w);
	for (int i = 0; i < STEPS && walk_on(&w); i++)
		;
	forget(&w, 0);
	str_release(&w.keys);
	stage_close(&w.stage);
}

static void test_walks_through_a_small_package(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < SMALL_WALKS; seed++)
		walk(stage_small(), 80, 12, seed);
}

static void test_walks_with_the_record_shown(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < SMALL_WALKS; seed++)
		walk(stage_small(), 120, 12, seed);
}

static void test_walks_through_the_data(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < DATA_WALKS; seed++)
		walk(stage_data(), seed % 2 ? 80 : 130, 24, seed);
}

/* The same by hand: tab, search, sort, cursor and scroll are those one left. */
static void test_back_restores_search_and_sort(void **state)
{
	struct stage s;
	char list[8192];

	(void)state;
	stage_open(&s, stage_data(), 80, 14);
	stage_keys(&s, "1 /");
	stage_type(&s, "asia");
	stage_keys(&s, "Enter l l l S G Up Up l l");
	/* Widths of columns that were scrolled away are not of the place. */
	stage_resize(&s, 80, 14);
	assert_true(s.screen.len < sizeof list);
	memcpy(list, s.screen.buf, s.screen.len + 1);
	stage_keys(&s, "Enter 2 C /");
	stage_type(&s, "europe");
	stage_keys(&s, "Enter s Down Enter 1 C s g");
	stage_keys(&s, "< < < <");
	stage_expect_screen(&s, list);
	stage_close(&s);
}

/* So many rows that searching and sorting them takes longer than going back may. */
static void make_large(struct made *m)
{
	struct str text;

	made_begin(m);
	made_write(m, "datapackage.json",
		"{'name':'large','resources':["
		"{'name':'a','path':'a.csv','title':'Large','schema':{'fields':["
		"{'name':'id','type':'string'},{'name':'n','type':'integer'}]}},"
		"{'name':'b','path':'b.csv','title':'Small','schema':{'fields':["
		"{'name':'id','type':'string'}]}}]}");
	made_write(m, "b.csv", "id\nrow\n");
	str_init(&text);
	str_add(&text, "id,n\n");
	for (int i = 0; i < LARGE; i++)
		str_addf(&text, "row %d,%d\n", i, (i * 7919) % LARGE);
	made_write(m, "a.csv", text.buf);
	str_release(&text);
	made_open(m, 80, 16);
}

static void test_back_restores_a_large_list(void **state)
{
	struct made m;
	char list[8192];

	(void)state;
	make_large(&m);
	stage_keys(&m.stage, "1 /");
	stage_type(&m.stage, "row");
	stage_keys(&m.stage, "Enter l S : 7 7 7 7 Enter Up Up");
	stage_resize(&m.stage, 80, 16);
	assert_true(m.stage.screen.len < sizeof list);
	memcpy(list, m.stage.screen.buf, m.stage.screen.len + 1);
	stage_keys(&m.stage, "2 C 1 s G C <");
	stage_keys(&m.stage, "<");
	stage_expect_screen(&m.stage, list);
	made_end(&m);
}

/* Two hundred of the large table are shown, and behind them the small one. */
static void test_back_restores_what_was_found(void **state)
{
	struct made m;
	char list[8192];

	(void)state;
	make_large(&m);
	stage_keys(&m.stage, "f");
	stage_type(&m.stage, "row");
	stage_keys(&m.stage, "Enter PgDn PgDn Down");
	assert_true(m.stage.screen.len < sizeof list);
	memcpy(list, m.stage.screen.buf, m.stage.screen.len + 1);
	stage_keys(&m.stage, "2 C <");
	stage_expect_screen(&m.stage, list);
	made_end(&m);
}

/* A label may hold any byte; the trail is cut at whole titles. */
static void test_the_trail_takes_any_label(void **state)
{
	static const char file[] = "name,n\n"
				   "a\0 and a name that is longer than the screen,1\n"
				   "b,2\n";
	struct made m;

	(void)state;
	made_begin(&m);
	folder_write_bytes(&m.folder, "t.csv", file, sizeof file - 1);
	made_open(&m, 50, 12);
	stage_keys(&m.stage, "1 Enter !");
	stage_expect(&m.stage, "… › Problems");
	made_end(&m);
}

static void test_overview_keeps_its_link(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_small(), 80, 16);
	stage_keys(&s, "Down 1 0 Up < < Enter");
	stage_expect(&s, " ▌ Visby");
	stage_close(&s);
}

static void test_help_keeps_the_keys_of_its_pane(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_small(), 80, 16);
	stage_keys(&s, "1 ?");
	stage_expect(&s, "Sort by the current column");
	stage_keys(&s, "0 ? < <");
	stage_expect(&s, "Sort by the current column");
	stage_close(&s);
}

/* In the chart, too, the user may have scrolled away from the cursor. */
static void test_timeline_keeps_its_window(void **state)
{
	struct stage s;
	char chart[16384];

	(void)state;
	stage_open(&s, stage_data(), 120, 24);
	stage_keys(&s, "5 PgDn");
	assert_true(s.screen.len < sizeof chart);
	memcpy(chart, s.screen.buf, s.screen.len + 1);
	stage_keys(&s, "1 <");
	stage_expect_screen(&s, chart);
	stage_close(&s);
}

static void test_the_ends_are_reported(void **state)
{
	struct stage s;

	(void)state;
	stage_open(&s, stage_small(), 80, 12);
	stage_keys(&s, "<");
	stage_expect(&s, "Nothing to go back to.");
	stage_keys(&s, "1 2 >");
	stage_expect(&s, "Nothing to go forward to.");
	stage_keys(&s, "< < > 0 >");
	stage_expect(&s, "Nothing to go forward to.");
	stage_keys(&s, "<");
	stage_expect(&s, " ▌ Gotland");
	stage_close(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_walks_through_a_small_package),
		cmocka_unit_test(test_walks_with_the_record_shown),
		cmocka_unit_test(test_walks_through_the_data),
		cmocka_unit_test(test_back_restores_search_and_sort),
		cmocka_unit_test(test_back_restores_a_large_list),
		cmocka_unit_test(test_back_restores_what_was_found),
		cmocka_unit_test(test_the_trail_takes_any_label),
		cmocka_unit_test(test_overview_keeps_its_link),
		cmocka_unit_test(test_help_keeps_the_keys_of_its_pane),
		cmocka_unit_test(test_timeline_keeps_its_window),
		cmocka_unit_test(test_the_ends_are_reported),
	};

	return cmocka_run_group_tests_name("navigate", tests, NULL, NULL);
}
