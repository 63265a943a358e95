#ifndef APP_HANDOVER_H
#define APP_HANDOVER_H

/*
 * What leaves the program: text for the clipboard, an address for a browser. The browser
 * asks for it in struct app (outgoing); here it is carried out, by another program that
 * is looked after in passing, or by the terminal. What became of it is told in the status
 * line, in words that promise no more than is known.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "base/spawn.h"
#include "output/clipboard.h"

/* An attempt, by one program after the other. */
struct errand {
	struct spawn spawn;
	size_t next;      /* number of the program to try when this one fails */
	const char *name; /* of the one that runs */
	int64_t until;    /* clock at which it should have ended */
	bool watched;     /* its end is news */
	struct str text;
	struct str note;
};

struct handover {
	struct clipboard_env env;
	const char *browser; /* BROWSER, or NULL */
	struct errand copy, open;
};

/* Makes H ready in the environment ENV; BROWSER is that variable. All must outlive H. */
void handover_init(
	struct handover *h, const struct clipboard_env *env, const char *browser);

/* The same in the environment of the process. */
void handover_init_here(struct handover *h);

/* Frees what H owns; programs that still run are left to themselves. */
void handover_release(struct handover *h);

/* Takes what A has outgoing and begins to carry it out. */
void handover_take(struct handover *h, struct app *a);

/* Looks after what was begun. Returns whether something is to be looked after again soon.
 */
bool handover_look(struct handover *h, struct app *a);

#endif
