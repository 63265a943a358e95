#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

/* What every cmocka test includes: cmocka needs these headers in front of its own. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#endif
