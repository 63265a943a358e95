/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

/*
 * What every cmocka test includes: cmocka needs these headers in front of its own. Versions
 * 1.1 to 2 are the same to the tests.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A macro of version 2, for a function that no test calls. */
#undef stop

/* In version 2 it is deprecated under its old name; both compare without sign. */
#ifdef assert_uint_in_range
#undef assert_in_range
#define assert_in_range assert_uint_in_range
#else
/* Version 1 reports a skipped test as one that failed: as TAP has it, by “not ok”. */
#undef skip
#define skip()                                                                           \
	do {                                                                             \
		print_message("# skipped\n");                                            \
		return;                                                                  \
	} while (0)
#endif

#endif
