/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench/sample.h"

#include <stdlib.h>

#include "base/memory.h"

void sample_release(struct sample *s)
{
	free(s->values);
	*s = (struct sample){ 0 };
}

void sample_add(struct sample *s, int64_t value)
{
	s->values = array_reserve(s->values, &s->alloc, s->count + 1, sizeof *s->values);
	s->values[s->count++] = value;
}

static int sample_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int64_t sample_at(struct sample *s, int per_cent)
{
	if (!s->count)
		return 0;
	qsort(s->values, s->count, sizeof *s->values, sample_compare);
	return s->values[(s->count - 1) * (size_t)per_cent / 100];
}
