#ifndef BROWSER_EXPORT_H
#define BROWSER_EXPORT_H

/*
 * What is shown written into a file: the name is typed, one that is there already is
 * replaced only when a person says so, and the writing goes on in steps while keys are
 * answered. What it is made of is taken when the name is accepted.
 */

#include <stdbool.h>
#include <stdint.h>

#include "browser/app.h"

/* Appends to NAME what the file may be called. Returns false, and says why, when there is
 * nothing to write. */
bool export_open(struct app *a, struct str *name);

/* Takes the name in the prompt: begins to write, or asks whether a file may be replaced.
 * The prompt stays open when the name will not do, and the status line says why. */
void export_accept(struct app *a);

/* Takes KEY for the answer to that question. */
void export_answer(struct app *a, uint32_t key);

/* Goes on until the clock reaches UNTIL; returns true when nothing is left to write. */
bool export_work(struct app *a, int64_t until);

/* Tells whether a file is being written. */
bool export_runs(const struct app *a);

/* Gives up what is being written, if anything is; no file of it stays. */
void export_stop(struct app *a);

/* Appends how far the writing is: "writing members.csv 43 %"; nothing when it has only
 * begun. */
void export_add_progress(const struct app *a, struct str *out);

#endif
