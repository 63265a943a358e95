#include "config.h"

#include "ui/terminfo.h"

#include <string.h>
#include <unistd.h>

/* Last: it makes macros of words as common as "columns". */
#include <term.h>

const char *terminfo_string(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

void terminfo_add(struct str *out, const char *text)
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

static void terminfo_add_look(struct str *out, struct look look)
{
	const char *color = terminfo_string("setaf");

	if (look.bold)
		terminfo_add(out, terminfo_string("bold"));
	if (look.dim)
		terminfo_add(out, terminfo_string("dim"));
	if (look.underline)
		terminfo_add(out, terminfo_string("smul"));
	if (look.reverse)
		terminfo_add(out, terminfo_string("rev"));
	if (look.italic)
		terminfo_add(out, terminfo_string("sitm"));
	if (color && look.color >= 0 && look.color < tigetnum("colors"))
		terminfo_add(out, tiparm(color, look.color));
}

void terminfo_read_looks(enum theme theme, struct style_codes *styles)
{
	TERMINAL *before = cur_term;
	int error;

	if (setupterm(NULL, STDOUT_FILENO, &error) != 0)
		return;
	for (int style = 0; style < STYLE_MAX; style++)
		terminfo_add_look(
			&styles->on[style], style_look(theme, (enum style)style, 0));
	terminfo_add(&styles->off, terminfo_string("sgr0"));
	del_curterm(set_curterm(before));
}
