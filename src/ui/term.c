#include "config.h"

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/task.h"
#include "base/text.h"
#include "ui/key.h"
#include "ui/crash.h"
#include "ui/signals.h"
#include "ui/terminfo.h"

enum {
	ESC_DELAY = 25, /* ms in which the rest of a sequence must follow its ESC */
	DRY_READS = 3,  /* a terminal that is readable and empty so often is gone */
	OVERS = 8,      /* sets of bits of enum style_overlay */
	PALETTE = 16,   /* colours that every theme keeps to */
	COLS_MAX = 2000,
	ROWS_MAX = 1000,
};

_Static_assert(CELL_CHARS == CCHARW_MAX, "a cell holds what curses can show in one");

/* There is one, as curses has it. */
static struct term {
	bool open, ascii;
	bool changed; /* the next term_wait has a TERM_RESIZE to tell */
	bool mouse;   /* is on */
	bool more;    /* curses may hold keys that pselect does not see */
	bool colors;
	int palette; /* colours from the first on that have a pair, number + 1 */
	int dry;     /* reads in a row that brought nothing though all said they would */
	int signal;
	int keys;  /* descriptor that keys come from */
	FILE *tty; /* the same as /dev/tty, or NULL: standard input */
	SCREEN *screen;
	WINDOW *input;        /* a pad: reading from it draws nothing */
	struct mouse pointed; /* what the mouse did last */
	mbstate_t partial;    /* of a character whose bytes are still coming */
	struct canvas shown;  /* what stands in the window of curses */
	bool all;             /* nothing of it stands on the terminal */
	int cursor;           /* as curs_set(3) takes it; -1 unknown */
	cchar_t *line;        /* room for a row of shown */
	attr_t attributes[STYLE_MAX][OVERS];
	short pairs[STYLE_MAX][OVERS];
} term;

/* Lays by what endwin would send, for the moment at which nothing can be asked. */
static void term_arm_rescue(void)
{
	static const char *const names[] = { "sgr0", "op", "cnorm", "rmkx", "rmcup" };
	struct str restore = STR_INIT;

	/* Harmless when the mouse is off, and nothing has to be laid by anew when it is
	 * turned on. */
	if (terminfo_string("kmous"))
		str_add(&restore, "\033[?1006l\033[?1000l");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		terminfo_add(&restore, terminfo_string(names[i]));
	if (!terminfo_string("rmcup")) {
		terminfo_add(&restore, tiparm(terminfo_string("cup"), ROWS_MAX - 1, 0));
		str_add(&restore, "\r\n");
	}
	crash_arm(restore.buf, restore.len);
	str_release(&restore);
}

static attr_t term_attributes(struct look look)
{
	attr_t attributes = A_NORMAL;

	if (look.bold)
		attributes |= A_BOLD;
	if (look.dim)
		attributes |= A_DIM;
	if (look.underline)
		attributes |= A_UNDERLINE;
	if (look.reverse)
		attributes |= A_REVERSE;
	if (look.italic)
		attributes |= A_ITALIC;
	return attributes;
}

/* Makes the looks of THEME ready. Without a colour theme colours are not started at all:
 * then curses leaves those of the terminal alone on leaving, too. */
static void term_prepare_looks(enum theme theme)
{
	term.palette = 0;
	if (theme == THEME_DEFAULT && has_colors() && start_color() == OK &&
		use_default_colors() == OK)
		while (term.palette < COLORS && term.palette < PALETTE &&
			init_pair((short)(term.palette + 1), (short)term.palette, -1) ==
				OK)
			term.palette++;
	for (int style = 0; style < STYLE_MAX; style++) {
		for (unsigned over = 0; over < OVERS; over++) {
			struct look look = style_look(theme, (enum style)style, over);

			term.attributes[style][over] = term_attributes(look);
			term.pairs[style][over] =
				(short)(look.color < term.palette ? look.color + 1 : 0);
		}
	}
}

/* Shift and an arrow up or down have a name only in the extended part of terminfo. */
static void term_prepare_keys(void)
{
	static const struct {
		const char *name;
		int code;
	} extended[] = { { "kUP", KEY_SR }, { "kDN", KEY_SF } };

	keyok(KEY_MOUSE, FALSE); /* see term_read_escape */
	if (!getenv("ESCDELAY"))
		set_escdelay(ESC_DELAY);
	for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
		if (terminfo_string(extended[i].name))
			define_key(terminfo_string(extended[i].name), extended[i].code);
}

/* Brings curses to the size that the terminal has now. */
static void term_fit(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
		return;
	if (size.ws_row > ROWS_MAX)
		size.ws_row = ROWS_MAX;
	if (size.ws_col > COLS_MAX)
		size.ws_col = COLS_MAX;
	if (size.ws_row != LINES || size.ws_col != COLS)
		resize_term(size.ws_row, size.ws_col);
}

/* Sets modes and tables of the terminal that curses has just opened. */
static void term_prepare(enum theme theme)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* else curses stops in the midst of a screen when a key comes */
	term.input = newpad(1, 1);
	if (!term.input)
		fail("curses has no memory for a window");
	keypad(term.input, TRUE);
	nodelay(term.input, TRUE);
	scrollok(stdscr, FALSE);
	term_prepare_looks(theme);
	term_prepare_keys();
	term_fit();
	canvas_init(&term.shown);
	term.all = true;
	term.cursor = -1;
}

/*
 * Finds where keys come from. Not from standard error, as pagers do it: that may be only
 * written to, and is held back besides.
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
		"Browsing needs a terminal for the keys: standard input is none, and "
		"/dev/tty cannot be opened (%s).",
		strerror(errno));
	if (fd >= 0)
		close(fd);
	return false;
}

static void term_close_keys(void)
{
	if (term.tty)
		fclose(term.tty);
	term.tty = NULL;
}

/* Opens the terminal for curses and returns whether it can do what is needed. */
static bool term_open_screen(const char *type, struct str *err)
{
	term.screen = newterm(NULL, stdout, term.tty ? term.tty : stdin);
	if (term.screen && terminfo_string("cup"))
		return true;
	if (term.screen) {
		endwin();
		delscreen(term.screen);
		str_addf(err,
			"The terminal type \"%s\" (TERM) cannot place the cursor, so "
			"nothing "
			"can be browsed on it.",
			type);
	} else {
		str_addf(err,
			"The terminal type \"%s\" (TERM) is not known on this machine; "
			"set "
			"TERM to one that is, for example xterm.",
			type);
	}
	return false;
}

bool term_open(enum theme theme, bool ascii, struct str *err)
{
	const char *type = getenv("TERM");

	if (term.open)
		return true;
	if (!isatty(STDOUT_FILENO)) {
		str_add(err,
			"Browsing needs a terminal to draw on, and standard output is "
			"none; --dump prints a screen as text.");
		return false;
	}
	if (!type || !*type || strcmp(type, "dumb") == 0) {
		str_add(err,
			"Browsing needs a terminal that can place the cursor; TERM says "
			"that this one cannot.");
		return false;
	}
	term = (struct term){ .ascii = ascii, .keys = STDIN_FILENO };
	if (!term_open_keys(err))
		return false;
	signals_block();
	crash_hold();
	if (!term_open_screen(type, err)) {
		crash_release();
		signals_release();
		term_close_keys();
		return false;
	}
	term.open = true;
	fail_set_hook(term_close);
	term_prepare(theme);
	signals_catch();
	term_arm_rescue();
	return true;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	endwin();
	crash_release();
	delwin(term.input);
	delscreen(term.screen);
	term_close_keys();
	canvas_release(&term.shown);
	free(term.line);
	term.line = NULL;
	fail_set_hook(NULL);
	signals_release();
}

void term_size(int *cols, int *rows)
{
	*cols = COLS > 0 ? COLS : 1;
	*rows = LINES > 0 ? LINES : 1;
}

void term_touch(void)
{
	term.all = true;
}

static bool cell_equal(const struct cell *a, const struct cell *b)
{
	return memcmp(a->chars, b->chars, sizeof a->chars) == 0 && a->width == b->width &&
		a->style == b->style && a->over == b->over;
}

/*
 * Makes of CELL what curses takes. What the C library has no width for, the terminal may
 * draw in any: it is replaced, or the rest of the line would stand elsewhere than curses
 * believes.
 */
static void term_convert(const struct cell *cell, cchar_t *out)
{
	wchar_t text[CELL_CHARS + 1] = { ' ' };
	unsigned over = cell->over % OVERS;

	if (cell->chars[0] && term.ascii)
		text[0] = (wchar_t)text_ascii(cell->chars[0]);
	else if (cell->chars[0] && wcwidth((wchar_t)cell->chars[0]) != cell->width)
		text[0] = TEXT_BAD;
	else if (cell->chars[0])
		for (int i = 0; i < CELL_CHARS; i++)
			text[i] = (wchar_t)cell->chars[i];
	setcchar(out, text, term.attributes[cell->style][over],
		term.pairs[cell->style][over], NULL);
}

/* Tells curses what of row Y of C differs from what it has. */
static void term_draw_row(const struct canvas *c, int y)
{
	const struct cell *row = c->cells + (size_t)y * (size_t)c->cols;
	struct cell *shown = term.shown.cells + (size_t)y * (size_t)c->cols;
	size_t bytes = (size_t)c->cols * sizeof *row;
	int x = 0;

	if (memcmp(row, shown, bytes) == 0)
		return;
	while (x < c->cols) {
		int start = x;
		int count = 0;

		while (x < c->cols && !cell_equal(&row[x], &shown[x])) {
			if (row[x].width || term.ascii)
				term_convert(&row[x], &term.line[count++]);
			else if (!count)
				start++; /* the glyph whose half this is stands there */
			x++;
		}
		if (count)
			mvwadd_wchnstr(stdscr, y, start, term.line, count);
		else
			x++;
	}
	memcpy(shown, row, bytes);
}

/* The cursor stays visible where it is placed: speech and braille follow it, and some
 * terminals tell them nothing of a hidden one. */
static void term_place_cursor(const struct canvas *c)
{
	bool placed = c->cursor_x >= 0 && c->cursor_y >= 0;

	wmove(stdscr, placed ? c->cursor_y : 0, placed ? c->cursor_x : 0);
	if (placed != term.cursor)
		curs_set(placed);
	term.cursor = placed;
}

void term_draw(const struct canvas *c)
{
	if (!term.open)
		return;
	if (term.all || c->cols != term.shown.cols || c->rows != term.shown.rows) {
		canvas_resize(&term.shown, c->cols, c->rows);
		term.line =
			xreallocarray(term.line, (size_t)c->cols + 1, sizeof *term.line);
		werase(stdscr);
		clearok(curscr, TRUE);
		keypad(term.input, TRUE); /* endwin has turned it off */
		term.all = false;
	}
	for (int y = 0; y < c->rows; y++)
		term_draw_row(c, y);
	term_place_cursor(c);
	wnoutrefresh(stdscr);
	doupdate();
}

/* Past curses, which would look for delays in them: doupdate leaves nothing behind that
 * could come out of order. */
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
			return; /* the terminal is gone, as term_wait will tell */
		}
	}
}

/* Returns the key that curses calls CODE. */
static uint32_t term_named_key(int code)
{
	static const struct {
		int code;
		enum key key;
	} keys[] = {
		{ KEY_UP, KEY_UP_ARROW },
		{ KEY_DOWN, KEY_DOWN_ARROW },
		{ KEY_LEFT, KEY_LEFT_ARROW },
		{ KEY_RIGHT, KEY_RIGHT_ARROW },
		{ KEY_SR, KEY_SHIFT_UP },
		{ KEY_SF, KEY_SHIFT_DOWN },
		{ KEY_SLEFT, KEY_SHIFT_LEFT },
		{ KEY_SRIGHT, KEY_SHIFT_RIGHT },
		{ KEY_PPAGE, KEY_PAGE_UP },
		{ KEY_NPAGE, KEY_PAGE_DOWN },
		{ KEY_HOME, KEY_HOME_KEY },
		{ KEY_FIND, KEY_HOME_KEY },
		{ KEY_END, KEY_END_KEY },
		{ KEY_SELECT, KEY_END_KEY },
		{ KEY_IC, KEY_INSERT },
		{ KEY_DC, KEY_DELETE },
		{ KEY_BACKSPACE, KEY_BACK },
		{ KEY_BTAB, KEY_BACK_TAB },
		{ KEY_ENTER, KEY_ENTER_CHAR },
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].code == code)
			return keys[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEY_F_FIRST + (uint32_t)(code - KEY_F(1));
	return KEY_NONE;
}

/* Notes what a report of the mouse says; returns false when it means nothing here. */
static bool term_point(int buttons, int x, int y)
{
	enum { SHIFT_META_CONTROL = 4 | 8 | 16, WHEEL_UP = 64, WHEEL_DOWN = 65 };

	term.pointed = (struct mouse){ MOUSE_CLICK, x, y };
	buttons &= ~SHIFT_META_CONTROL;
	if (buttons == WHEEL_UP)
		term.pointed.act = MOUSE_WHEEL_UP;
	else if (buttons == WHEEL_DOWN)
		term.pointed.act = MOUSE_WHEEL_DOWN;
	else if (buttons != 0)
		return false;
	return term.mouse && x >= 0 && y >= 0;
}

/* Reads the rest of ESC [ < buttons ; column ; row M, with m when a button is let go. The
 * last byte read, or ERR, comes back in *BYTE. */
static bool term_read_sgr(int *byte)
{
	int numbers[3] = { 0, 0, 0 };

	for (int i = 0; i < 3; i++) {
		while ((*byte = wgetch(term.input)) >= '0' && *byte <= '9')
			if (numbers[i] < COLS_MAX)
				numbers[i] = numbers[i] * 10 + (*byte - '0');
		if (*byte != ';')
			break;
	}
	return *byte == 'M' && term_point(numbers[0], numbers[1] - 1, numbers[2] - 1);
}

/* Reads the three bytes behind ESC [ M, the old form, which ends at column 223. */
static bool term_read_x10(int *byte)
{
	int numbers[3] = { 0, 0, 0 };

	for (int i = 0; i < 3 && *byte != ERR; i++) {
		*byte = wgetch(term.input);
		numbers[i] = *byte - ' ';
	}
	return *byte != ERR && term_point(numbers[0], numbers[1] - 1, numbers[2] - 1);
}

/*
 * Reads what follows an ESC that curses does not know as the start of a key: a key, a
 * report of the mouse, or nothing that means anything. A sequence is swallowed whole:
 * else its end would be typed as letters. What only follows quickly (Esc and a letter,
 * over a slow line) is left for the next call. curses would read reports by itself, but
 * waits for the rest of one without end, and nothing else is answered meanwhile.
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
		pointed = byte == '<' ? term_read_sgr(&byte) : term_read_x10(&byte);
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
 * Adds BYTE to the character that is being read and returns whether *KEY is whole. A byte
 * that cannot go on a character begins the next one, so that nothing typed is lost.
 */
static bool term_add_byte(int byte, uint32_t *key)
{
	bool begun = !mbsinit(&term.partial);
	wchar_t character = 0;
	char c = (char)byte;
	size_t got = mbrtowc(&character, &c, 1, &term.partial);

	if (got == (size_t)-2)
		return false;
	*key = got == (size_t)-1 ? KEY_NONE : (uint32_t)character;
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
	if (on && !terminfo_string("kmous")) {
		str_addf(err,
			"The terminal type \"%s\" (TERM) has no mouse that is known of.",
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

/* Reads what was typed, or what the mouse did, without waiting; TERM_NOTHING when nothing
 * is whole. */
static enum term_event term_read(uint32_t *key)
{
	int code;

	/* curses takes the reports back whenever it turns the mouse on, also by itself
	 * after a stop; see term_read_escape. */
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

/* Does what the signals ask for and returns what of it the caller must know. */
static enum term_event term_answer_signals(void)
{
	term.signal = signals_leave();
	if (term.signal)
		return TERM_LEAVE;
	if (signals_take_stop())
		term_suspend();
	if (signals_take_continue()) {
		endwin(); /* someone else may have had the terminal: take it anew */
		term.changed = true;
	}
	if (!signals_take_resize() && !term.changed)
		return TERM_NOTHING;
	term.changed = false;
	term_fit();
	term_touch();
	return TERM_RESIZE;
}

enum term_event term_wait(int64_t timeout, int also, uint32_t *key)
{
	int64_t end = timeout < 0 ? INT64_MAX : clock_now() + timeout;

	for (;;) {
		int64_t left = timeout < 0 ? -1 : end - clock_now();
		enum term_event event;
		bool readable, other;

		if (term.more || term.changed || (timeout >= 0 && left < 0))
			left = 0;
		readable = signals_wait(term.keys, also, left, &other);
		event = term_answer_signals();
		if (event != TERM_NOTHING)
			return event;
		if (readable || term.more) {
			event = term_read(key);
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
	endwin();
	signals_stop();
	term.changed = true;
}

int term_signal(void)
{
	return term.signal;
}
