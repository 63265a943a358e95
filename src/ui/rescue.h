#ifndef UI_RESCUE_H
#define UI_RESCUE_H

/*
 * What stands by while the terminal is taken: messages on stderr are held back, so that
 * they do not fall into the screen, and a fatal signal puts the terminal back before the
 * program dies of it. Knows bytes and modes, no curses: a handler may only write(2).
 *
 *	rescue_hold();
 *	... take the terminal ...
 *	rescue_arm(restore, len);
 *	... put the terminal back ...
 *	rescue_release();
 */

#include <stddef.h>

/* Notes the modes of the terminal on standard output and holds back what is written to
 * stderr, when that is a terminal. */
void rescue_hold(void);

/*
 * From now on SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT write the LEN bytes of RESTORE
 * (copied; what is too long is cut) to the terminal, set back its modes, show what was
 * held back and one line that names the version and what to send, and then end the
 * process as they would have.
 */
void rescue_arm(const char *restore, size_t len);

/* Undoes both and shows what was held back. Harmless when nothing is held. */
void rescue_release(void);

#endif
