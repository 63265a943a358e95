/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench/press.h"

#include "base/task.h"

void presses_release(struct presses *k)
{
	sample_release(&k->times);
	sample_release(&k->bytes);
}

void press(struct pty *p, struct pty_key key)
{
	pty_send(p, key, 1);
	pty_settle(p, PRESS_PATIENCE, PRESS_QUIET);
}

void press_letters(struct pty *p, const char *letters)
{
	for (; *letters; letters++)
		pty_send(p, PRESS_LETTER(*letters), 1);
	/* They may change nothing: what is pressed next is not waited for so long. */
	pty_settle(p, 3 * PRESS_QUIET, PRESS_QUIET);
}

void press_timed(struct pty *p, struct pty_key key, struct presses *k)
{
	int64_t begin = clock_now();
	size_t bytes;

	pty_send(p, key, 1);
	bytes = pty_settle(p, PRESS_PATIENCE, PRESS_QUIET);
	if (!bytes)
		return;
	sample_add(&k->times, p->last - begin);
	sample_add(&k->bytes, (int64_t)bytes);
}

void press_repeat(struct pty *p, const char *letters, struct pty_key key, int count,
	int every, struct presses *k)
{
	for (int i = 0; i < count; i++) {
		if (i % every == 0)
			press_letters(p, letters);
		press_timed(p, key, k);
	}
}

void press_figure(struct figure *f, struct pty *p, const char *letters,
	struct pty_key key, int count, int every)
{
	struct presses k = { 0 };

	press_repeat(p, letters, key, count, every, &k);
	figure_add(f, sample_at(&k.times, 50), 0);
	presses_release(&k);
}
