/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_VIEW_FORUM_H
#define TESTS_VIEW_FORUM_H

/* A small forum for the timeline's tests: conferences with a stated rhythm, events of
 * three kinds with dates of every sort, members since some day, towns that events name.
 */

#include "unit/packed.h"

/* Opens and loads the forum. */
static inline void forum_open(struct packed *x)
{
	packed_copy(x, "forum");
	packed_load(x, NULL);
}

#endif
