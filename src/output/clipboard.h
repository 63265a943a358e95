#ifndef OUTPUT_CLIPBOARD_H
#define OUTPUT_CLIPBOARD_H

/*
 * How a text gets into the clipboard: as the sequence OSC 52, which the terminal itself
 * takes, also at the far end of a connection; or by a program that knows the display.
 * Nothing is sent or started here, and the environment is a parameter.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"

/* Bytes of text that a terminal is sent at most. Many silently drop a sequence of more
 * than 100,000 bytes: without "ESC ] 52 ; c ;" and BEL that leaves 99,992 of base64, and
 * so many of text. */
enum { CLIPBOARD_MOST = 74994 };

/* What is between the program and the terminal and has to pass the sequence on. */
enum clipboard_wrap { CLIPBOARD_PLAIN, CLIPBOARD_TMUX, CLIPBOARD_SCREEN };

/* The environment, as far as it matters; NULL for what is not set. */
struct clipboard_env {
	const char *term;            /* TERM */
	const char *tmux;            /* TMUX */
	const char *sty;             /* STY */
	const char *ssh;             /* SSH_CONNECTION, or SSH_TTY */
	const char *display;         /* DISPLAY */
	const char *wayland_display; /* WAYLAND_DISPLAY */
};

/* Returns what has to pass a sequence on to the terminal. */
enum clipboard_wrap clipboard_wrap(const struct clipboard_env *env);

/*
 * Returns the words, with NULL behind the last, of program NUMBER (0, 1, ...) that may
 * take the text at its standard input, the most promising first. Returns NULL behind the
 * last program, or when the display is not the user's own. Constant.
 */
const char *const *clipboard_helper(const struct clipboard_env *env, size_t number);

/* Returns whether NAME, as the variable BROWSER holds it, is a program and nothing more:
 * no list, no arguments, nothing that a shell would have to read. NAME may be NULL. */
bool clipboard_is_program(const char *name);

/* Appends BYTES in base64 (RFC 4648, section 4), padded, in one line. */
void clipboard_add_base64(struct str *out, struct slice bytes);

/*
 * Appends the sequence that puts TEXT into the terminal's clipboard, so that WRAP passes
 * it on. Returns false, with nothing appended, when TEXT is longer than CLIPBOARD_MOST.
 */
bool clipboard_add_sequence(struct str *out, enum clipboard_wrap wrap, struct slice text);

#endif
