/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef BASE_FAIL_H
#define BASE_FAIL_H

/*
 * The one way out of the program when it cannot continue: no memory, or an invariant that
 * does not hold. Bad input never ends here (see data/diag.h).
 *
 *	size_t row = 7;
 *
 *	fail("the index lost row %zu", row);
 */

#include <stddef.h>

/*
 * Registers what has to be done before a message can be read: term_open registers
 * term_close. There is one hook, the last one set; NULL removes it. It may be called from
 * a failing allocation: it must not allocate.
 */
void fail_set_hook(void (*hook)(void));

/*
 * The same for want of memory, which is nobody's mistake: SIZE bytes were asked for, or 0
 * where that is not known. Every allocation that fails ends here, those of libraries too.
 */
_Noreturn void fail_memory(size_t size);

/*
 * Calls the hook, removes temporary files, writes "bali: MESSAGE" and a line that asks
 * for a report on stderr, and ends the process with status 3. Does not return.
 */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
