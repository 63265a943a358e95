#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

/*
 * The signals that the browser answers. They are blocked except while signals_wait waits,
 * and their handlers only set flags, so that nothing is interrupted halfway.
 */

#include <stdbool.h>
#include <stdint.h>

/* Blocks SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT and SIGWINCH, and saves their
 * handlers. Must be called before curses starts, which handles some of them. */
void signals_block(void);

/* Installs the handlers of this module. */
void signals_catch(void);

/* Restores the saved handlers, which get the signals that are pending. */
void signals_release(void);

/* Waits up to NANOSECONDS (-1: without limit) until FD or ALSO (-1: none) can be read or a
 * signal arrives. Returns whether FD can be read, and in *OTHER whether ALSO can. */
bool signals_wait(int fd, int also, int64_t nanoseconds, bool *other);

/* Returns the first signal that asked to leave, or 0. */
int signals_leave(void);

/* Returns whether signal NUMBER, SIGTSTP, SIGWINCH or, other than in signals_stop, SIGCONT,
 * has arrived since the last call with this number. */
bool signals_take(int number);

/* Stops the whole job, as the terminal does on Ctrl-Z; returns when it continues. */
void signals_stop(void);

#endif
