#ifndef BROWSER_RELOAD_H
#define BROWSER_RELOAD_H

/*
 * Reading the package again: a new one is built beside the old, which stays on the screen
 * until the new one is whole and nothing is being typed. Then it takes its place, and one
 * stays on the same row by its key. When it cannot be read, the old one stays and that is
 * said.
 */

#include <stdbool.h>
#include <stdint.h>

struct app;

/* Starts reading; does nothing when that goes on already. */
void reload_start(struct app *a);

/* Gives up a reading that goes on. */
void reload_stop(struct app *a);

/* Reads on until the clock reaches UNTIL and takes the new package over when it is whole;
 * returns true when nothing is left to do. */
bool reload_work(struct app *a, int64_t until);

#endif
