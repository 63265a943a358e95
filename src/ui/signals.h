#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

/*
 * The signals that the browser answers: they are blocked but while signals_wait waits,
 * and their handlers only set flags, so that nothing is ever interrupted in its midst.
 */

#include <stdbool.h>
#include <stdint.h>

/* Blocks SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT and SIGWINCH, and notes who
 * handled them. To be called before curses, which takes some. */
void signals_block(void);

/* Handles them from now on. */
void signals_catch(void);

/* Gives them back to who handled them; what waits arrives there. */
void signals_release(void);

/* Waits up to NANOSECONDS (-1: for ever) until FD or ALSO (-1: none) can be read or a
 * signal came. Returns whether FD can be read, and in *OTHER whether ALSO can. */
bool signals_wait(int fd, int also, int64_t nanoseconds, bool *other);

/* Returns the first signal that asked to leave, or 0. */
int signals_leave(void);

/* Each tells whether the signal came since the last call. */
bool signals_take_stop(void);     /* SIGTSTP */
bool signals_take_continue(void); /* SIGCONT, but not for signals_stop */
bool signals_take_resize(void);   /* SIGWINCH */

/* Stops the whole job, as the terminal does on Ctrl-Z; returns when it goes on. */
void signals_stop(void);

#endif
