/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_CITED_H
#define TESTS_UNIT_CITED_H

/* A package whose rows cite sources, with addresses good and bad. */

#include "unit/packed.h"

enum { CITED_PORTS, CITED_SHIPS, CITED_SOURCES };

/* Opens the package, loaded. */
static inline void cited_open(struct packed *x)
{
	packed_copy(x, "cited");
	packed_load(x, NULL);
}

#endif
