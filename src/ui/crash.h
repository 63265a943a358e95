#ifndef UI_CRASH_H
#define UI_CRASH_H

/*
 * Protects the terminal while the program has it: messages on stderr are held back, so
 * that they do not appear on the screen, and a fatal signal restores the terminal before
 * it ends the program. Called around taking the terminal and giving it back:
 *
 *	crash_hold();
 *	crash_arm("\033[?1049l", 8);
 *	crash_release();
 */

#include <stddef.h>

/* Saves the modes of the terminal on standard output and holds back what is written to
 * stderr, if that is a terminal. */
void crash_hold(void);

/*
 * Makes SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT write the LEN bytes of RESTORE (copied
 * and cut to 256 bytes) to the terminal, restore its modes, show what was held back and
 * one line with the version and what to report, and then end the process as usual.
 */
void crash_arm(const char *restore, size_t len);

/* Undoes both and shows what was held back. Harmless when nothing is held. */
void crash_release(void);

#endif
