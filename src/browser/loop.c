#include "config.h"

#include "browser/loop.h"

#include "browser/helper.h"
#include "ui/term.h"

enum {
	LOOP_STEP = 4 * TASK_MS,    /* a step of work: a key waits no longer */
	LOOP_FRAME = 50 * TASK_MS,  /* while work goes on, a picture at most so often */
	LOOP_HELPER = 10 * TASK_MS, /* between two looks at another program */
	LOOP_KEYS = 8 * TASK_MS,    /* keys that go on coming: a picture after this */
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

/* Brings the terminal in line with what is wanted of the mouse. */
static void loop_set_mouse(struct app *a)
{
	struct str err;

	str_init(&err);
	if (!term_set_mouse(a->mouse, &err)) {
		a->mouse = false;
		app_say(a, STYLE_WARNING, "%s", err.buf);
	}
	str_release(&err);
}

/* Carries out EVENT and the keys that wait behind it; returns false when it is over. */
static bool loop_take(
	struct app *a, struct helper *h, enum term_event event, uint32_t key)
{
	int64_t until = clock_now() + LOOP_KEYS;

	while (event != TERM_NOTHING) {
		if (event == TERM_LEAVE)
			return false;
		if (event == TERM_RESIZE) {
			a->touch = true;
			app_changed(a);
		} else {
			if (event == TERM_MOUSE)
				app_mouse(a, term_mouse());
			else
				app_key(a, key);
			helper_take(h, a);
			loop_set_mouse(a);
		}
		if (a->suspend) {
			a->suspend = false;
			term_suspend();
		}
		if (a->done)
			return false;
		if (clock_now() >= until)
			break;
		event = term_wait(0, -1, &key);
	}
	return true;
}

/*
 * Waits for a key, and for what a pipe brings when there is nothing to do before; CURRENT
 * says that what was worked out stands on the screen, HELPED that another program is to
 * be looked after.
 */
static enum term_event loop_wait(
	const struct app *a, bool idle, bool current, bool helped, uint32_t *key)
{
	int pipe = app_wait_fd(a);
	int64_t patience = pipe >= 0 ? LOOP_FRAME : 0;

	if (idle || (pipe >= 0 && current))
		patience = app_patience(a);
	if (helped && (patience < 0 || patience > LOOP_HELPER))
		patience = LOOP_HELPER;
	return term_wait(patience, pipe, key);
}

static void loop_turn(struct app *a, struct helper *h)
{
	int64_t drawn = 0;
	/* One portion, so that the first picture has rows; the rest comes behind it. */
	bool idle = app_work(a, 0);
	bool current = false;

	for (;;) {
		enum term_event event;
		uint32_t key = 0;
		bool helped = helper_look(h, a);

		/* What is done within a step is on the very next picture. */
		if (drawn && (a->dirty || !idle)) {
			idle = app_work(a, clock_now() + LOOP_STEP);
			current = false;
		}
		if (!app_patience(a) || idle || clock_now() - drawn >= LOOP_FRAME) {
			loop_draw(a);
			drawn = clock_now();
			current = true;
		}
		event = loop_wait(a, idle, current, helped, &key);
		if (!loop_take(a, h, event, key))
			return;
	}
}

void loop_run(struct app *a)
{
	struct helper helper;

	helper_init_here(&helper);
	loop_set_mouse(a);
	loop_turn(a, &helper);
	helper_release(&helper);
}
