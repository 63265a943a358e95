#include "config.h"

#include "browser/helper.h"

#include <stdlib.h>
#include <string.h>

#include "ui/term.h"

enum {
	/* A helper that works is done long before; one that hangs on a display that does
	 * not answer is given up for the terminal. */
	HELPER_COPY_PATIENCE = 2000, /* ms */
	HELPER_OPEN_PATIENCE = 5000, /* ms; after this a failure is the browser's own */
	HELPER_KILO = 1000,
};

static void errand_init(struct helper_process *e)
{
	*e = (struct helper_process){ .next = 0 };
	spawn_init(&e->spawn);
	str_init(&e->text);
	str_init(&e->note);
}

static void errand_release(struct helper_process *e)
{
	spawn_release(&e->spawn);
	str_release(&e->text);
	str_release(&e->note);
}

void helper_init(struct helper *h, const struct clipboard_env *env, const char *browser)
{
	*h = (struct helper){ .env = *env, .browser = browser };
	errand_init(&h->copy);
	errand_init(&h->open);
}

void helper_init_here(struct helper *h)
{
	const char *connection = getenv("SSH_CONNECTION");
	struct clipboard_env env = { .term = getenv("TERM"),
		.tmux = getenv("TMUX"),
		.sty = getenv("STY"),
		.ssh = connection ? connection : getenv("SSH_TTY"),
		.display = getenv("DISPLAY"),
		.wayland_display = getenv("WAYLAND_DISPLAY") };

	helper_init(h, &env, getenv("BROWSER"));
}

void helper_release(struct helper *h)
{
	errand_release(&h->copy);
	errand_release(&h->open);
}

/* Tells that the text WENT ("sent", "gave") to WHOM, and what it is of. */
static void helper_say_copied(
	const struct helper_process *e, struct app *a, const char *went, const char *whom)
{
	struct str said;

	str_init(&said);
	str_add_count(&said, e->text.len, "byte", NULL);
	app_say(a, STYLE_STATUS, "%s %s to %s%s%s", went, said.buf, whom,
		e->note.len ? ": " : "", e->note.buf);
	str_release(&said);
}

/* Appends the key that exports in CONTEXT, where there is one. */
static void helper_add_export(struct app *a, struct str *out)
{
	unsigned context = app_focus_pane(a)->view->context;
	const struct command *row =
		command_find(a->ctx.commands, COMMAND_EXPORT, context);

	if (row && row->where & context)
		str_addf(out, ": %.*s exports", (int)strcspn(row->keys, " "), row->keys);
}

/* Tells that the text goes nowhere, and what takes more. */
static void helper_say_long(
	const struct helper_process *e, struct app *a, const char *failed)
{
	struct str other;

	str_init(&other);
	helper_add_export(a, &other);
	app_say(a, STYLE_WARNING, "%stoo long for the terminal (%zu kB)%s", failed,
		(e->text.len + HELPER_KILO / 2) / HELPER_KILO, other.buf);
	str_release(&other);
}

/* Sends the text to the terminal; FAILED, "" or "wl-copy failed; ", is told first. */
static void helper_send(struct helper *h, struct app *a, const char *failed)
{
	struct helper_process *e = &h->copy;
	struct str sequence, went;

	str_init(&sequence);
	str_init(&went);
	str_addf(&went, "%ssent", failed);
	if (clipboard_add_sequence(&sequence, clipboard_wrap(&h->env),
		    (struct slice){ e->text.buf, e->text.len })) {
		term_send(sequence.buf, sequence.len);
		helper_say_copied(e, a, went.buf, "the terminal's clipboard (OSC 52)");
	} else {
		helper_say_long(e, a, failed);
	}
	str_release(&sequence);
	str_release(&went);
}

static void errand_begin(struct helper_process *e, const char *name, int patience)
{
	e->name = name;
	e->watched = true;
	e->until = clock_now() + patience * (int64_t)TASK_MS;
}

/* Gives the text to the next helper that can be started, else to the terminal. */
static void helper_copy_next(struct helper *h, struct app *a, const char *failed)
{
	struct helper_process *e = &h->copy;
	const char *const *words;

	while ((words = clipboard_helper(&h->env, e->next++))) {
		if (!spawn_start(
			    &e->spawn, words, (struct slice){ e->text.buf, e->text.len }))
			continue;
		errand_begin(e, words[0], HELPER_COPY_PATIENCE);
		helper_say_copied(e, a, "giving", e->name);
		return;
	}
	helper_send(h, a, failed);
}

/* Returns program NUMBER of those that open an address, or NULL behind the last. */
static const char *helper_opener(const struct helper *h, size_t number)
{
	const char *found[3];
	size_t count = 0;
	const struct clipboard_env *env = &h->env;
	bool display = (env->display && *env->display) ||
		(env->wayland_display && *env->wayland_display);

#ifdef __APPLE__
	display = !env->ssh;
#endif
	if (!display)
		return NULL;
	if (clipboard_is_program(h->browser))
		found[count++] = h->browser;
	found[count++] = "xdg-open";
#ifdef __APPLE__
	found[count++] = "open"; /* elsewhere that is another program */
#endif
	return number < count ? found[number] : NULL;
}

/* Gives the address to the next program that can be started, else tells it in full. */
static void helper_open_next(struct helper *h, struct app *a, const char *failed)
{
	struct helper_process *e = &h->open;
	struct str note;
	const char *name;

	str_init(&note);
	if (e->note.len)
		str_addf(&note, " (%s)", e->note.buf);
	while ((name = helper_opener(h, e->next++))) {
		const char *words[] = { name, e->text.buf, NULL };

		if (spawn_start(&e->spawn, words, slice_of("")))
			break;
	}
	if (name) {
		errand_begin(e, name, HELPER_OPEN_PATIENCE);
		app_say(a, STYLE_STATUS, "%sgave to %s: %s%s", failed, name, e->text.buf,
			note.buf);
	} else {
		app_say(a, STYLE_STATUS, "%sno browser here: %s%s", failed, e->text.buf,
			note.buf);
	}
	str_release(&note);
}

/* Makes E ready for what A has outgoing; what it did before is not waited for. */
static void errand_take(struct helper_process *e, const struct app *a)
{
	spawn_release(&e->spawn);
	spawn_init(&e->spawn);
	str_clear(&e->text);
	str_clear(&e->note);
	str_add_bytes(&e->text, a->outgoing_text.buf, a->outgoing_text.len);
	str_add(&e->note, a->outgoing_note.buf);
	e->next = 0;
}

void helper_take(struct helper *h, struct app *a)
{
	enum app_outgoing kind = a->outgoing;

	a->outgoing = APP_OUTGOING_NONE;
	if (kind == APP_OUTGOING_COPY) {
		/* Else the one before might come second and win. */
		spawn_stop(&h->copy.spawn);
		errand_take(&h->copy, a);
		helper_copy_next(h, a, "");
	} else if (kind == APP_OUTGOING_OPEN) {
		errand_take(&h->open, a);
		helper_open_next(h, a, "");
	}
}

/* Goes on with NEXT, told that the program that ran failed. */
static void errand_fail(const struct helper_process *e, struct helper *h, struct app *a,
	void (*next)(struct helper *h, struct app *a, const char *failed))
{
	struct str failed;

	str_init(&failed);
	str_addf(&failed, "%s failed; ", e->name);
	next(h, a, failed.buf);
	str_release(&failed);
}

static bool helper_look_copy(struct helper *h, struct app *a)
{
	struct helper_process *e = &h->copy;
	enum spawn_state state = spawn_look(&e->spawn);

	if (state == SPAWN_RUNNING && clock_now() >= e->until) {
		spawn_stop(&e->spawn);
		state = SPAWN_FAILED;
	}
	if (state == SPAWN_DONE)
		helper_say_copied(e, a, "gave", e->name);
	else if (state == SPAWN_FAILED)
		errand_fail(e, h, a, helper_copy_next);
	return e->spawn.pid != 0;
}

/* A browser may run for hours: its end is of interest only at the start. */
static bool helper_look_open(struct helper *h, struct app *a)
{
	struct helper_process *e = &h->open;
	enum spawn_state state = spawn_look(&e->spawn);

	if (state == SPAWN_RUNNING && clock_now() >= e->until)
		e->watched = false;
	else if (state == SPAWN_FAILED && e->watched)
		errand_fail(e, h, a, helper_open_next);
	return e->spawn.pid && e->watched;
}

bool helper_look(struct helper *h, struct app *a)
{
	bool copying = helper_look_copy(h, a);
	bool opening = helper_look_open(h, a);

	return copying || opening;
}
