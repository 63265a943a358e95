/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_RANDOM_H
#define TESTS_UNIT_RANDOM_H

/* Numbers for property tests: the same on every machine for the same seed. */

#include <stdint.h>

/* Steps *SEED (any value) and returns a number from 0 to BELOW - 1; BELOW is over 0. */
static inline unsigned random_below(uint64_t *seed, unsigned below)
{
	uint64_t mixed = *seed += 0x9e3779b97f4a7c15u;

	mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((mixed ^ (mixed >> 31)) % below);
}

#endif
