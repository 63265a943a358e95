/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_PRESS_H
#define BENCH_PRESS_H

/* Keys pressed: from the write of a key to the last byte of the repaint, which is the last
 * one before the terminal was quiet. */

#include "bench/bench.h"

/* How long the terminal is silent after a repaint, and how long a key may take that changes
 * nothing, in nanoseconds. */
enum { PRESS_QUIET = 10000000, PRESS_PATIENCE = 100000000 };

#define PRESS_LETTER(c) ((struct pty_key){ .letter = (uint32_t)(c) })
#define PRESS_KEY(name) ((struct pty_key){ .key = VTERM_KEY_##name })

/* What the presses of a key took in a round. */
struct presses {
	struct sample times; /* nanoseconds */
	struct sample bytes;
};

void presses_release(struct presses *k);

/* Presses the keys of LETTERS in one write and waits until the screen is quiet. */
void press_letters(struct pty *p, const char *letters);

/* Presses KEY and waits until the screen is quiet. */
void press(struct pty *p, struct pty_key key);

/* The same, and adds what it took to K, unless nothing was written. */
void press_timed(struct pty *p, struct pty_key key, struct presses *k);

/* Presses KEY COUNT times; before every EVERY presses LETTERS, which are not timed. */
void press_repeat(struct pty *p, const char *letters, struct pty_key key, int count,
	int every, struct presses *k);

/* Adds to F the median time of KEY, pressed as press_repeat does. */
void press_figure(struct figure *f, struct pty *p, const char *letters,
	struct pty_key key, int count, int every);

#endif
