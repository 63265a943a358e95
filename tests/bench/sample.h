/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BENCH_SAMPLE_H
#define BENCH_SAMPLE_H

/* Numbers measured again and again: what is typical, what is bad. */

#include <stddef.h>
#include <stdint.h>

struct sample {
	int64_t *values; /* owned; sorted once sample_at was called */
	size_t count, alloc;
};

void sample_release(struct sample *s);
void sample_add(struct sample *s, int64_t value);

/* Returns the value below which PER_CENT of the values lie: 50 is the median, 0 the smallest,
 * 100 the largest. 0 for no values. */
int64_t sample_at(struct sample *s, int per_cent);

#endif
