#include "config.h"

#include "data/csvsingle.h"

void csvsingle_init(struct csvsingle *p, char delimiter, char quote)
{
	p->state = CSVSINGLE_ROW;
	p->delimiter = delimiter;
	p->quote = quote;
	str_init(&p->cell);
}

void csvsingle_release(struct csvsingle *p)
{
	str_release(&p->cell);
}

static void end_cell(struct csvsingle *p, const struct csvsingle_calls *calls)
{
	calls->cell(p->cell.buf, p->cell.len, calls->data);
	str_clear(&p->cell);
	p->state = CSVSINGLE_FIELD;
}

static void end_row(struct csvsingle *p, int end, const struct csvsingle_calls *calls)
{
	if (p->state != CSVSINGLE_ROW) {
		end_cell(p, calls);
		calls->row(end, calls->data);
	}
	p->state = CSVSINGLE_ROW;
}

/* Takes C as text; false when it is stray. */
static bool add_text(struct csvsingle *p, char c)
{
	bool begins = p->state == CSVSINGLE_ROW || p->state == CSVSINGLE_FIELD;
	bool stray = p->state == CSVSINGLE_BEHIND ||
		(p->state == CSVSINGLE_TEXT && c == p->quote);

	if (begins && c == p->quote) {
		p->state = CSVSINGLE_QUOTED;
		return true;
	}
	p->state = CSVSINGLE_TEXT;
	str_add_char(&p->cell, c);
	return !stray;
}

static bool feed_byte(struct csvsingle *p, char c, const struct csvsingle_calls *calls)
{
	if (p->state == CSVSINGLE_QUOTED) {
		if (c == p->quote)
			p->state = CSVSINGLE_BEHIND;
		else
			str_add_char(&p->cell, c);
		return true;
	}
	if (c == '\n' || c == '\r') {
		end_row(p, c, calls);
		return true;
	}
	if (c == p->delimiter) {
		end_cell(p, calls);
		return true;
	}
	return add_text(p, c);
}

size_t csvsingle_feed(struct csvsingle *p, const char *text, size_t len,
	const struct csvsingle_calls *calls)
{
	size_t stray = len;

	for (size_t i = 0; i < len; i++)
		if (!feed_byte(p, text[i], calls) && stray == len)
			stray = i;
	return stray;
}

bool csvsingle_finish(struct csvsingle *p, const struct csvsingle_calls *calls)
{
	bool closed = p->state != CSVSINGLE_QUOTED;

	end_row(p, -1, calls);
	return closed;
}
