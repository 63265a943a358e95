#ifndef BROWSER_HELPER_H
#define BROWSER_HELPER_H

/*
 * What leaves the program: text for the clipboard, an address for a browser. The browser
 * leaves it in struct app (outgoing); here another program gets it, which is looked after
 * in passing, or the terminal. The status line reports the result, in words that promise
 * no more than is known.
 *
 *	struct helper h;
 *
 *	helper_init_here(&h);
 *	helper_take(&h, app);
 *	helper_look(&h, app);
 *	helper_release(&h);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/spawn.h"
#include "browser/app.h"
#include "output/clipboard.h"

/* An attempt, by one program after the other. */
struct helper_process {
	struct spawn spawn;
	size_t next;      /* number of the program to try when this one fails */
	const char *name; /* of the one that runs */
	int64_t until;    /* clock at which it should have ended */
	bool watched;     /* its end is reported */
	struct str text;
	struct str note;
};

struct helper {
	struct clipboard_env env;
	const char *browser; /* BROWSER, or NULL */
	struct helper_process copy, open;
};

/* Makes H ready in the environment ENV; BROWSER is that variable. All must outlive H. */
void helper_init(struct helper *h, const struct clipboard_env *env, const char *browser);

/* The same in the environment of the process. */
void helper_init_here(struct helper *h);

/* Frees what H owns; programs that still run are left to themselves. */
void helper_release(struct helper *h);

/* Takes what A has outgoing and begins to carry it out. */
void helper_take(struct helper *h, struct app *a);

/* Looks after what was begun. Returns whether it is to be looked after again soon. */
bool helper_look(struct helper *h, struct app *a);

#endif
