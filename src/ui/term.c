/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the terminal while it is open: curses, the descriptor of the keys, the mouse, and
 * what the screen shows. Nothing else writes to the terminal meanwhile (stderr is held
 * back by ui/crash.c), and term_close undoes everything in reverse order. Signals are
 * answered where term_wait waits (ui/signals.c). Also reads the terminal's description for
 * lines that are printed without a screen: no other file knows curses or terminfo.
 */

#include "config.h"

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/fail.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"
#include "ui/command.h"
#include "ui/crash.h"
#include "ui/hyperlink.h"
#include "ui/signals.h"
#include "ui/termtype.h"

/* Last: it makes macros of words as common as "columns". */
#include <term.h>

enum {
	ESC_DELAY = 25,  /* ms in which the rest of a sequence must follow its ESC */
	DRY_READS = 3,   /* a terminal that is readable and empty as often is gone */
	OVERLAYS = 16,   /* sets of bits of enum style_overlay */
	SQUARE = 0x25a1, /* drawn where curses does not know a character */
	COLS_MAX = 2000,
	ROWS_MAX = 1000,
};

_Static_assert(CELL_CHARS == CCHARW_MAX, "a cell holds what curses can show in one");

/* There is one terminal, as curses has one. */
static struct terminal {
	bool open;
	bool changed; /* the next term_wait returns TERM_RESIZE */
	bool mouse;   /* is on */
	bool plain;   /* it cannot reverse */
	bool bidi;    /* it reorders lines with letters from right to left */
	bool more;    /* curses may hold keys that poll does not see */
	bool colors;  /* curses has started its colours */
	int dry;      /* consecutive reads without a key from a readable descriptor */
	int signal;
	int keys; /* descriptor from which keys are read */
	enum text_glyphs glyphs;
	FILE *tty; /* the same as /dev/tty, or NULL: standard input */
	SCREEN *screen;
	WINDOW *input;            /* a pad: reading from it draws nothing */
	struct mouse pointed;     /* the last mouse event */
	mbstate_t partial;        /* of a character that is not complete */
	struct canvas shown;      /* the contents of the window of curses */
	bool all;                 /* the terminal shows nothing of it */
	int cursor;               /* as curs_set(3) takes it; -1 unknown */
	cchar_t *line;            /* room for a row of shown */
	struct cell *row;         /* the same, for a row with brackets */
	struct style_codes looks; /* of text with an address, which curses cannot write */
	enum theme theme;         /* in force */
	attr_t attributes[STYLE_MAX][OVERLAYS];
	short pairs[STYLE_MAX][OVERLAYS];
} term;

/* Returns the string NAME of the terminal's description that was read last, as "bold", or
 * NULL when the terminal has none; it lives as long as the description. */
static const char *term_string(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

/* Appends the string TEXT (may be NULL) of the description without the delays in it,
 * "$<5>": neither a signal handler nor a printed line can wait, and hardly any terminal
 * needs them. */
static void term_add_string(struct str *out, const char *text)
{
	while (text && *text) {
		size_t len = strcspn(text, "$");

		str_add_bytes(out, text, len);
		text += len;
		if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
			text = strchr(text, '>') + 1;
		else if (*text)
			str_add_char(out, *text++);
	}
}

/* Appends what switches LOOK on. */
static void term_add_look(struct str *out, struct look look)
{
	const char *color = term_string("setaf"), *back = term_string("setab");
	int colors = tigetnum("colors");
	struct {
		bool on;
		const char *name;
	} parts[] = { { look.bold, "bold" }, { look.dim, "dim" },
		{ look.underline, "smul" }, { look.reverse, "rev" },
		{ look.italic, "sitm" } };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].on)
			term_add_string(out, term_string(parts[i].name));
	if (color && look.color >= 0 && look.color < colors)
		term_add_string(out, tiparm(color, look.color));
	if (back && look.back >= 0 && look.back < colors)
		term_add_string(out, tiparm(back, look.back));
}

void term_read_looks(enum theme theme, struct style_codes *styles)
{
	TERMINAL *before = cur_term;
	int error;

	if (!before && setupterm(NULL, STDOUT_FILENO, &error) != 0)
		return;
	if (theme == THEME_DEFAULT && tigetnum("colors") <= 0)
		theme = THEME_MONO;
	for (enum style style = 0; style < STYLE_MAX; style++) {
		str_clear(&styles->on[style]);
		term_add_look(&styles->on[style], style_look(theme, style, 0));
	}
	str_clear(&styles->off);
	term_add_string(&styles->off, term_string("sgr0"));
	styles->hyperlinks = hyperlink_known();
	if (!before)
		del_curterm(set_curterm(NULL));
}

/* Prepares what endwin would send, for crashes, in which nothing can be looked up. */
static void term_arm_crash(void)
{
	static const char *const names[] = { "sgr0", "op", "cnorm", "rmkx", "rmcup" };
	struct str restore = STR_INIT;

	/* Harmless when the mouse is off; so nothing changes when it is turned on. */
	if (term_string("kmous"))
		str_add(&restore, "\033[?1006l\033[?1000l");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		term_add_string(&restore, term_string(names[i]));
	if (!term_string("rmcup")) {
		/* A terminal that gets numbers as single characters takes no more than the
		 * lines it has. */
		const char *cup = term_string("cup");
		int last = strncmp(cup, "\033[", 2) == 0 ? ROWS_MAX : LINES;

		term_add_string(&restore, tiparm(cup, last - 1, 0));
		str_add(&restore, "\r\n");
	}
	crash_arm(restore.buf, restore.len);
	str_release(&restore);
}

void term_set_theme(enum theme theme)
{
	/* Only a theme with colours starts those of curses: else curses leaves the colours
	 * of the terminal alone, also on leaving. */
	if (theme == THEME_DEFAULT && !term.colors)
		term.colors =
			has_colors() && start_color() == OK && use_default_colors() == OK;
	if (theme == THEME_DEFAULT && !term.colors)
		theme = THEME_MONO;
	term.theme = theme;
	if (hyperlink_known())
		term_read_looks(theme, &term.looks);
	for (int style = 0; style < STYLE_MAX; style++) {
		for (unsigned overlay = 0; overlay < OVERLAYS; overlay++) {
			struct look look = style_look(theme, (enum style)style, overlay);
			bool own = look.color < 0 || look.color >= COLORS;

			term.attributes[style][overlay] =
				(look.bold ? A_BOLD : A_NORMAL) |
				(look.dim ? A_DIM : A_NORMAL) |
				(look.underline ? A_UNDERLINE : A_NORMAL) |
				(look.reverse ? A_REVERSE : A_NORMAL) |
				(look.italic ? A_ITALIC : A_NORMAL);
			term.pairs[style][overlay] =
				(short)(own ? 0 : alloc_pair(look.color, look.back));
		}
	}
	term.all = true;
}

/* Gives curses the present size of the terminal; returns whether it is another one. */
static bool term_fit(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
		return false;
	if (size.ws_row > ROWS_MAX)
		size.ws_row = ROWS_MAX;
	if (size.ws_col > COLS_MAX)
		size.ws_col = COLS_MAX;
	if (size.ws_row == LINES && size.ws_col == COLS)
		return false;
	resize_term(size.ws_row, size.ws_col);
	return true;
}

/* Sets the modes and tables of the terminal that curses has just opened. */
static void term_prepare(enum theme theme)
{
	/* Shift and an arrow up or down have a name only in the extended part of the
	 * description. */
	static const struct {
		const char *name;
		int code;
	} extended[] = { { "kUP", KEY_SR }, { "kDN", KEY_SF } };

	raw();
	noecho();
	nonl();
	typeahead(-1); /* else curses stops in the middle of a screen when a key comes */
	term.input = newpad(1, 1);
	if (!term.input)
		fail_memory(0);
	keypad(term.input, TRUE);
	nodelay(term.input, TRUE);
	scrollok(stdscr, FALSE);
	term_set_theme(theme);
	term.plain = !(termattrs() & A_REVERSE);
	keyok(KEY_MOUSE, FALSE); /* see term_read_escape */
	if (!getenv("ESCDELAY"))
		set_escdelay(ESC_DELAY);
	for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
		if (term_string(extended[i].name))
			define_key(term_string(extended[i].name), extended[i].code);
	term_fit();
	canvas_init(&term.shown);
}

/*
 * Finds out where keys are read from. Not from standard error, as pagers do: that may be
 * open for writing only, and is held back.
 */
static bool term_open_keys(struct str *err)
{
	int fd;

	if (isatty(STDIN_FILENO))
		return true;
	fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	term.tty = fd >= 0 ? fdopen(fd, "r+") : NULL;
	if (term.tty) {
		term.keys = fd;
		return true;
	}
	str_addf(err,
		_("Browsing needs a terminal for the keys: standard input is not a "
		  "terminal, and /dev/tty cannot be opened (%s)."),
		strerror(errno));
	if (fd >= 0)
		close(fd);
	return false;
}

bool term_open(enum theme theme, bool ascii, struct str *err)
{
	const char *type = getenv("TERM");

	if (term.open)
		return true;
	if (!isatty(STDOUT_FILENO)) {
		str_add(err,
			_("Browsing needs a terminal to draw on, and standard output is "
			  "not one. --dump prints a screen as text."));
		return false;
	}
	if (!type || !*type || strcmp(type, "dumb") == 0) {
		str_add(err,
			_("Browsing needs a terminal that can place the cursor. "
			  "According to TERM this one cannot."));
		return false;
	}
	term = (struct terminal){ .keys = STDIN_FILENO, .cursor = -1 };
	term.bidi = termtype_reorders(type);
	term.glyphs = ascii ? TEXT_GLYPHS_ASCII : termtype_glyphs(type);
	style_codes_init(&term.looks);
	if (!term_open_keys(err))
		return false;
	signals_catch(term.keys);
	crash_hold();
	errno = 0;
	term.screen = newterm(NULL, stdout, term.tty ? term.tty : stdin);
	if (!term.screen && errno == ENOMEM)
		fail_memory(0);
	if (!term.screen || !term_string("cup")) {
		str_addf(err,
			term.screen
				? _("The terminal type “%s” (TERM) cannot place the "
				    "cursor.")
				: _("The terminal type “%s” (TERM) is not known on this "
				    "machine. Set TERM to one that is, for example "
				    "xterm."),
			type);
		if (term.screen) {
			endwin();
			delscreen(term.screen);
		}
		crash_release();
		signals_release();
		if (term.tty)
			fclose(term.tty);
		return false;
	}
	term.open = true;
	fail_set_hook(term_close);
	term_arm_crash();
	term_prepare(theme);
	return true;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	signals_rest();
	endwin();
	crash_release();
	delwin(term.input);
	delscreen(term.screen);
	if (term.tty)
		fclose(term.tty);
	canvas_release(&term.shown);
	style_codes_release(&term.looks);
	free(term.line);
	free(term.row);
	fail_set_hook(NULL);
	signals_release();
}

void term_size(int *cols, int *rows)
{
	/* Many terminals wrap late although their description does not say so
	 * (TERM=ansi), and curses would be a line off: the last column is left blank
	 * there. */
	int unused = tigetflag("am") > 0 && tigetflag("xenl") <= 0;

	*cols = COLS > unused ? COLS - unused : 1;
	*rows = LINES > 0 ? LINES : 1;
}

void term_touch(void)
{
	term.all = true;
}

/*
 * Converts CELL for curses. What curses would draw in another width is replaced, or the
 * rest of the line would be elsewhere than it believes. For what is newer than the C library
 * it would draw a blank: that becomes a square, which term_add_newer draws over and which an
 * attribute that no terminal has distinguishes from one of the data. */
static void term_convert(const struct cell *cell, cchar_t *out)
{
	wchar_t text[CELL_CHARS + 1] = { ' ' };
	unsigned overlay = cell->overlay % OVERLAYS;
	bool newer = cell_is_newer(cell) || !cell->width;

	if (newer)
		text[0] = cell->width ? SQUARE : ' ';
	else if (cell->chars[0] && wcwidth((wchar_t)cell->chars[0]) != cell->width)
		text[0] = TEXT_BAD;
	else if (cell->chars[0])
		for (int i = 0; i < CELL_CHARS; i++)
			text[i] = (wchar_t)cell->chars[i];
	setcchar(out, text,
		term.attributes[cell->style][overlay] | (newer ? WA_VERTICAL : WA_NORMAL),
		term.pairs[cell->style][overlay], NULL);
}

/* Appends what draws CELL, in column X of row Y, past curses. */
static void term_add_newer(const struct cell *cell, int x, int y, struct str *out)
{
	str_addf(out, "\033[%d;%dH", y + 1, x + 1);
	term_add_look(
		out, style_look(term.theme, (enum style)cell->style, cell->overlay));
	for (int i = 0; i < CELL_CHARS && cell->chars[i]; i++)
		text_encode(out, cell->chars[i]);
	term_add_string(out, term_string("sgr0"));
}

/* Gives curses the cells of row Y of C that differ from those it has. What is to be
 * written over them when curses has is appended to OVER. */
static void term_draw_row(const struct canvas *c, int y, struct str *over)
{
	const struct cell *row = c->cells + (size_t)y * (size_t)c->cols;
	struct cell *shown = term.shown.cells + (size_t)y * (size_t)c->cols;
	size_t bytes = (size_t)c->cols * sizeof *row;
	int x = 0;

	if (term.plain) {
		canvas_bracket(row, c->cols, term.row);
		row = term.row;
	}
	if (term.glyphs != TEXT_GLYPHS_ALL) {
		canvas_narrow(row, c->cols, term.glyphs, term.row);
		row = term.row;
	}
	if (term.bidi) {
		canvas_isolate(row, c->cols, term.row);
		row = term.row;
	}
	if (memcmp(row, shown, bytes) == 0)
		return;
	while (x < c->cols) {
		int start = x;
		int count = 0;

		while (x < c->cols && !cell_equal(&row[x], &shown[x])) {
			if (row[x].width || (x && cell_is_newer(&row[x - 1])))
				term_convert(&row[x], &term.line[count++]);
			else if (!count)
				start++; /* the glyph of which this is the right half */
			x++;
		}
		if (count)
			mvwadd_wchnstr(stdscr, y, start, term.line, count);
		else
			x++;
	}
	memcpy(shown, row, bytes);
	if (term.looks.hyperlinks)
		hyperlink_add_row(over, c, y, &term.looks);
	for (x = 0; x < c->cols; x++)
		if (cell_is_newer(&row[x]))
			term_add_newer(&row[x], x, y, over);
}

/* The cursor stays visible where it is placed: screen readers and braille displays follow
 * it, and some terminals do not report a hidden one. */
void term_draw(const struct canvas *c)
{
	bool placed = c->cursor_x >= 0 && c->cursor_y >= 0;
	struct str over = STR_INIT;

	if (!term.open)
		return;
	if (term.all || c->cols != term.shown.cols || c->rows != term.shown.rows) {
		canvas_resize(&term.shown, c->cols, c->rows);
		term.line =
			xreallocarray(term.line, (size_t)c->cols + 1, sizeof *term.line);
		term.row = xreallocarray(term.row, (size_t)c->cols + 1, sizeof *term.row);
		werase(stdscr);
		clearok(curscr, TRUE);
		keypad(term.input, TRUE); /* endwin has turned it off */
		term.all = false;
	}
	for (int y = 0; y < c->rows; y++)
		term_draw_row(c, y, &over);
	wmove(stdscr, placed ? c->cursor_y : 0, placed ? c->cursor_x : 0);
	if (placed != term.cursor)
		curs_set(placed);
	term.cursor = placed;
	wnoutrefresh(stdscr);
	doupdate();
	/* Between DECSC and DECRC, so that curses finds its cursor and look again. */
	if (over.len) {
		term_send("\0337", 2);
		term_send(over.buf, over.len);
		term_send("\0338", 2);
	}
	str_release(&over);
}

/* Writes past curses, which would look for delays in the bytes. Nothing can come out of
 * order: doupdate leaves nothing in its buffer. */
void term_send(const char *bytes, size_t len)
{
	while (term.open && len) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);
		struct pollfd ready = { .fd = STDOUT_FILENO, .events = POLLOUT };

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			poll(&ready, 1, -1);
		} else if (n == 0 || errno != EINTR) {
			return; /* the terminal is gone, as term_wait will report */
		}
	}
}

/* Returns the key for CODE of curses. */
static uint32_t term_named_key(int code)
{
	static const struct {
		int code;
		enum key key;
	} keys[] = { { KEY_UP, KEY_UP_ARROW }, { KEY_DOWN, KEY_DOWN_ARROW },
		{ KEY_LEFT, KEY_LEFT_ARROW }, { KEY_RIGHT, KEY_RIGHT_ARROW },
		{ KEY_SR, KEY_SHIFT_UP }, { KEY_SF, KEY_SHIFT_DOWN },
		{ KEY_SLEFT, KEY_SHIFT_LEFT }, { KEY_SRIGHT, KEY_SHIFT_RIGHT },
		{ KEY_PPAGE, KEY_PAGE_UP }, { KEY_NPAGE, KEY_PAGE_DOWN },
		{ KEY_HOME, KEY_HOME_KEY }, { KEY_FIND, KEY_HOME_KEY },
		{ KEY_END, KEY_END_KEY }, { KEY_SELECT, KEY_END_KEY },
		{ KEY_IC, KEY_INSERT }, { KEY_DC, KEY_DELETE },
		{ KEY_BACKSPACE, KEY_BACK }, { KEY_BTAB, KEY_BACK_TAB },
		{ KEY_ENTER, KEY_ENTER_CHAR } };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].code == code)
			return keys[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEY_F_FIRST + (uint32_t)(code - KEY_F(1));
	return KEY_NONE;
}

/*
 * Reads the rest of a report of the mouse, up to *BYTE: ESC [ < button ; column ; row M,
 * with m when a button is released, or the old form ESC [ M and three bytes, which ends at
 * column 223. Records the event and returns whether it means something; *BYTE gets the
 * last byte read, or ERR.
 */
static bool term_read_report(int *byte)
{
	enum { SHIFT_META_CONTROL = 4 | 8 | 16, LEFT = 0, WHEEL_UP = 64, WHEEL_DOWN };
	bool old = *byte == 'M';
	int numbers[3] = { 0, 0, 0 };
	int button;

	for (int i = 0; i < 3 && old && *byte != ERR; i++) {
		*byte = wgetch(term.input);
		numbers[i] = *byte - ' ';
	}
	for (int i = 0; i < 3 && !old; i++) {
		while ((*byte = wgetch(term.input)) >= '0' && *byte <= '9')
			if (numbers[i] < COLS_MAX)
				numbers[i] = numbers[i] * 10 + (*byte - '0');
		if (*byte != ';')
			break;
	}
	if (!term.mouse || (old ? *byte == ERR : *byte != 'M'))
		return false;
	button = numbers[0] & ~SHIFT_META_CONTROL;
	term.pointed = (struct mouse){ MOUSE_CLICK, numbers[1] - 1, numbers[2] - 1 };
	if (button == WHEEL_UP)
		term.pointed.act = MOUSE_WHEEL_UP;
	else if (button == WHEEL_DOWN)
		term.pointed.act = MOUSE_WHEEL_DOWN;
	else if (button != LEFT)
		return false;
	return term.pointed.x >= 0 && term.pointed.y >= 0;
}

/*
 * Reads what follows an ESC that curses does not know as the start of a key: a key, a
 * report of the mouse, or a sequence without meaning, which is dropped as a whole, since
 * its end would be taken for letters otherwise. What only follows quickly (Esc and a
 * letter, over a slow line) is left for the next call. curses could read reports by
 * itself, but would wait for the rest of one without limit, and answer nothing meanwhile.
 */
static enum term_event term_read_escape(uint32_t *key)
{
	int introducer = wgetch(term.input);
	int byte;
	bool report = false, pointed = false;

	*key = KEY_ESC_CHAR;
	if (introducer == ERR)
		return TERM_KEY;
	if (introducer != '[' && introducer != 'O') {
		ungetch(introducer);
		return TERM_KEY;
	}
	wtimeout(term.input, ESC_DELAY);
	byte = wgetch(term.input);
	report = introducer == '[' && (byte == '<' || byte == 'M');
	if (byte == ERR)
		ungetch(introducer);
	else if (report)
		pointed = term_read_report(&byte);
	else if (introducer == '[' && byte == '[')
		wgetch(term.input); /* the Linux console's function keys */
	else if (introducer == '[')
		while (byte >= ' ' && byte < '@')
			byte = wgetch(term.input);
	nodelay(term.input, TRUE);
	if (report)
		return pointed ? TERM_MOUSE : TERM_NOTHING;
	*key = byte == ERR ? KEY_ESC_CHAR : KEY_NONE;
	return TERM_KEY;
}

/*
 * Adds BYTE to the character that is being read; returns whether *KEY is complete. A byte
 * that cannot continue the character begins the next one, so that nothing typed is lost.
 */
static bool term_add_byte(int byte, uint32_t *key)
{
	bool begun = !mbsinit(&term.partial);
	wchar_t character = 0;
	char c = (char)byte;
	size_t got = mbrtowc(&character, &c, 1, &term.partial);

	if (got == (size_t)-2)
		return false;
	/* Some libraries decode numbers above those of Unicode, which name keys here. */
	*key = got == (size_t)-1 || (uint32_t)character >= KEY_NAMED
		? KEY_NONE
		: (uint32_t)character;
	if (got == (size_t)-1) {
		memset(&term.partial, 0, sizeof term.partial);
		return begun ? term_add_byte(byte, key) : true;
	}
	return true;
}

bool term_set_mouse(bool on, struct str *err)
{
	const char *type = getenv("TERM");

	if (!term.open)
		return true;
	if (on && !term_string("kmous")) {
		str_addf(err, _("The terminal type “%s” (TERM) has no mouse."),
			type ? type : "");
		return false;
	}
	if (on != term.mouse)
		mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0,
			NULL);
	term.mouse = on;
	return true;
}

struct mouse term_mouse(void)
{
	return term.pointed;
}

/* Reads a key or a mouse event without waiting; TERM_NOTHING when none is complete. */
static enum term_event term_read(uint32_t *key)
{
	int code;

	/* curses wants the reports again whenever it turns the mouse on, which it also
	 * does by itself after a stop; see term_read_escape. */
	if (term.mouse)
		keyok(KEY_MOUSE, FALSE);
	code = wgetch(term.input);
	term.more = code != ERR;
	term.dry = term.more ? 0 : term.dry + 1;
	if (code == ERR)
		return TERM_NOTHING;
	if (code > UCHAR_MAX)
		*key = term_named_key(code);
	else if (code == KEY_ESC_CHAR)
		return term_read_escape(key);
	else if (code == '\n')
		*key = KEY_ENTER_CHAR;
	else if (code == '\b' || code == 0x7f)
		*key = KEY_BACK;
	else if (!term_add_byte(code, key))
		return TERM_NOTHING;
	return TERM_KEY;
}

/* Redraws the terminal after others used it. Its modes are not left to the next
 * picture, as curses would: what is typed until then is not echoed, and the modes that a
 * long piece of work changes and restores (ui/signals.c) are those of the program. */
static void term_take_back(void)
{
	reset_prog_mode();
	term.changed = true;
}

enum term_event term_wait(int64_t timeout, int also, uint32_t *key)
{
	int64_t end = timeout < 0 ? INT64_MAX : clock_now() + timeout;

	for (;;) {
		int64_t left = timeout < 0 ? -1 : end - clock_now();
		bool readable, other;

		if (term.more || term.changed || (timeout >= 0 && left < 0))
			left = 0;
		readable = signals_wait(also, left, &other);
		term.signal = signals_leave();
		if (term.signal)
			return TERM_LEAVE;
		if (key && signals_take(SIGINT)) {
			*key = KEY_CTRL_C;
			return TERM_KEY;
		}
		if (signals_take(SIGTSTP))
			term_suspend();
		if (signals_take(SIGCONT)) {
			signals_rest();
			endwin(); /* another program may have used the terminal */
			term_take_back();
		}
		/* A key may be there before the signal of the size it was typed at. */
		if (term_fit() || signals_take(SIGWINCH) || term.changed) {
			term.changed = false;
			term_touch();
			return TERM_RESIZE;
		}
		if (key && (readable || term.more)) {
			enum term_event event = term_read(key);

			if (event != TERM_NOTHING)
				return event;
			if (!readable)
				term.dry = 0;
			else if (term.dry >= DRY_READS)
				return TERM_LEAVE;
		} else if (left == 0 || other) {
			return TERM_NOTHING;
		}
	}
}

void term_suspend(void)
{
	if (!term.open)
		return;
	signals_rest();
	endwin();
	signals_stop();
	term_take_back();
}

int term_signal(void)
{
	return term.signal;
}
