/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Owns the list of terminals that are known to take OSC 8, and how its sequences look. */

#include "ui/hyperlink.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { HYPERLINK_VTE = 5000 }; /* VTE has them from 0.50 on */

bool hyperlink_known(void)
{
	static const char *const terms[] = { "xterm-kitty", "xterm-ghostty", "foot",
		"alacritty", "wezterm", "contour" };
	static const char *const programs[] = { "iTerm.app", "WezTerm", "vscode",
		"ghostty", "mintty" };
	const char *term = getenv("TERM"), *program = getenv("TERM_PROGRAM");
	const char *vte = getenv("VTE_VERSION");
	int64_t version = 0;

	if (!term || getenv("TMUX") || getenv("STY"))
		return false;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (!strncmp(term, terms[i], strlen(terms[i])))
			return true;
	if (strncmp(term, "xterm", 5) != 0)
		return false;
	for (size_t i = 0; program && i < sizeof programs / sizeof *programs; i++)
		if (!strcmp(program, programs[i]))
			return true;
	return getenv("WT_SESSION") ||
		(vte && str_parse_int64(vte, &version) && version >= HYPERLINK_VTE);
}

/* The id joins the parts of an address that is wrapped: it is a sum of its bytes. */
void hyperlink_add_open(struct str *out, struct slice address)
{
	unsigned id = 0;

	for (size_t i = 0; i < address.len; i++)
		id = id * 31 + (unsigned char)address.text[i];
	str_addf(out, "\033]8;id=%x;", id);
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.text[i];

		if (c <= ' ' || c >= 0x7f)
			str_addf(out, "%%%02X", c);
		else
			str_add_char(out, (char)c);
	}
	str_add(out, "\033\\");
}

void hyperlink_add_close(struct str *out)
{
	str_add(out, "\033]8;;\033\\");
}

void hyperlink_add_row(
	struct str *out, const struct canvas *c, int y, const struct style_codes *codes)
{
	const struct cell *row = c->cells + (size_t)y * (size_t)c->cols;
	struct str text = STR_INIT;

	for (int x = 0; x < c->cols;) {
		int start = x;

		str_clear(&text);
		while (x < c->cols && row[x].link && row[x].link == row[start].link &&
			row[x].style == row[start].style && !row[x].overlay) {
			for (int i = 0; i < CELL_CHARS && row[x].chars[i]; i++)
				text_encode(&text, row[x].chars[i]);
			x++;
		}
		if (x == start) {
			x++;
			continue;
		}
		str_addf(out, "\033[%d;%dH", y + 1, start + 1);
		hyperlink_add_open(out, canvas_link_address(c, row[start].link));
		style_add(out, codes, (enum style)row[start].style, str_slice(&text));
		hyperlink_add_close(out);
	}
	str_release(&text);
}
