#ifndef BROWSER_LOOP_H
#define BROWSER_LOOP_H

/*
 * The one loop: draws when the picture is stale, waits for keys and signals, and gives
 * the long work its steps while no key waits. Keys that wait are all carried out before
 * the next picture.
 */

#include "browser/app.h"

/* Runs A on the open terminal until a person leaves or a signal says so. */
void loop_run(struct app *a);

#endif
