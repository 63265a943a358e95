#ifndef UI_CRASH_H
#define UI_CRASH_H

/*
 * What stands by while the terminal is taken: messages on stderr are held back, so that
 * they do not fall into the screen, and a fatal signal puts the terminal back before the
 * program dies of it. Knows bytes and modes, no curses: a handler may only write(2).
 *
 *	crash_hold();
 *	... take the terminal ...
 *	crash_arm(restore, len);
 *	... put the terminal back ...
 *	crash_release();
 */

#include <stddef.h>

/* Notes the modes of the terminal on standard output and holds back what is written to
 * stderr, when that is a terminal. */
void crash_hold(void);

/*
 * From now on SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT write the LEN bytes of RESTORE
 * (copied; what is too long is cut) to the terminal, set back its modes, show what was
 * held back and one line that names the version and what to send, and then end the
 * process as they would have.
 */
void crash_arm(const char *restore, size_t len);

/* Undoes both and shows what was held back. Harmless when nothing is held. */
void crash_release(void);

#endif
