/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BROWSER_EXPORT_H
#define BROWSER_EXPORT_H

/*
 * Writes what is shown into a file: the user types the name, an existing file is replaced
 * only when the user says so, and the writing goes on in steps while keys are answered.
 * The content is taken when the name is accepted. One export runs at a time.
 */

#include <stdbool.h>
#include <stdint.h>

#include "browser/app.h"

/* Appends to NAME a name proposed for the file. Returns false, and says why, when there is
 * nothing to write. */
bool export_open(struct app *a, struct str *name);

/* Replaces C by what the name of a file that ends at byte CURSOR of TEXT may become: names
 * in its folder that begin so, hidden ones only after a dot, those of folders with a
 * slash. */
void export_complete(struct complete *c, const char *text, size_t cursor);

/* Takes the name in the prompt: begins to write, or asks whether a file may be replaced.
 * The prompt stays open when the name will not do, and the status line says why. */
void export_accept(struct app *a);

/* Takes KEY as the answer to that question. */
void export_answer(struct app *a, uint32_t key);

/* Goes on until the clock reaches UNTIL; returns true when nothing is left to write. */
bool export_work(struct app *a, int64_t until);

/* Returns whether a file is being written. */
bool export_runs(const struct app *a);

/* Gives up what is being written, if anything is; no file of it remains. */
void export_stop(struct app *a);

/* Appends how far the writing is: "writing members.csv 43 %"; nothing when it has only
 * begun. */
void export_add_progress(const struct app *a, struct str *out);

#endif
