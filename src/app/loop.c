#include "config.h"

#include "app/loop.h"

#include "ui/term.h"

enum {
	LOOP_STEP = 4 * TASK_MS,   /* a step of work: a key waits no longer */
	LOOP_FRAME = 50 * TASK_MS, /* while work goes on, a picture at most so often */
	LOOP_PIPE = 20 * TASK_MS,  /* between two looks at a pipe that brings nothing */
	LOOP_KEYS = 8 * TASK_MS,   /* keys that go on coming: a picture after this */
};

static void loop_draw(struct app *a)
{
	int cols, rows;

	term_size(&cols, &rows);
	if (a->touch)
		term_touch();
	a->touch = false;
	app_draw(a, cols, rows);
	term_draw(&a->canvas);
}

/* Carries out EVENT and the keys that wait behind it; returns false when it is over. */
static bool loop_take(struct app *a, enum term_event event, uint32_t key)
{
	int64_t until = clock_now() + LOOP_KEYS;

	while (event != TERM_NOTHING) {
		if (event == TERM_LEAVE)
			return false;
		if (event == TERM_RESIZE) {
			a->touch = true;
			app_changed(a);
		} else {
			app_key(a, key);
		}
		if (a->suspend) {
			a->suspend = false;
			term_suspend();
		}
		if (a->done)
			return false;
		if (clock_now() >= until)
			break;
		event = term_wait(0, &key);
	}
	return true;
}

/* How long to wait for a key. */
static int64_t loop_timeout(const struct app *a, bool idle)
{
	if (idle)
		return app_patience(a);
	return app_wait_fd(a) < 0 ? 0 : LOOP_PIPE;
}

void loop_run(struct app *a)
{
	int64_t drawn = 0;
	/* One portion, so that the first picture has rows; the rest comes behind it. */
	bool idle = app_work(a, 0);

	for (;;) {
		enum term_event event;
		uint32_t key = 0;

		/* What is done within a step is on the very next picture. */
		if (drawn && (a->dirty || !idle))
			idle = app_work(a, clock_now() + LOOP_STEP);
		if (!app_patience(a) || idle || clock_now() - drawn >= LOOP_FRAME) {
			loop_draw(a);
			drawn = clock_now();
		}
		event = term_wait(loop_timeout(a, idle), &key);
		if (!loop_take(a, event, key))
			return;
	}
}
