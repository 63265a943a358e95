#include "config.h"

#include "ui/keybar.h"

#include <stddef.h>
#include <string.h>

#include "base/slice.h"
#include "base/text.h"
#include "ui/command.h"

enum {
	KEYBAR_MARGIN = 1, /* columns at both sides */
	KEYBAR_GAP = 3,    /* columns between two commands */
};

/* Returns the command of the lowest rank above RANK that is shown in CONTEXT, or NULL.
 * Help, which has a place of its own, is left out. */
static const struct command *keybar_next(unsigned context, int rank)
{
	size_t count;
	const struct command *table = command_table(&count);
	const struct command *next = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct command *row = &table[i];

		if (!row->label || !(row->where & context) || row->id == COMMAND_HELP)
			continue;
		if (row->rank > rank && (!next || row->rank < next->rank))
			next = row;
	}
	return next;
}

/* Returns the first key of ROW, the one that is shown. */
static struct slice keybar_key(const struct command *row)
{
	return (struct slice){ row->keys, strcspn(row->keys, " ") };
}

static int keybar_width(const struct command *row)
{
	return text_width(keybar_key(row)) + 1 + text_width(slice_of(row->label));
}

/* Draws ROW at column X and returns the column at which the next one starts. */
static int keybar_draw_command(
	struct canvas *canvas, struct rect rect, int x, const struct command *row)
{
	int key = canvas_text(canvas, rect, x, 0, keybar_key(row), STYLE_KEY);

	canvas_put(canvas, rect, x + key + 1, 0, row->label, STYLE_BAR);
	return x + keybar_width(row) + KEYBAR_GAP;
}

void keybar_draw(struct canvas *canvas, struct rect rect, unsigned context)
{
	const struct command *help = command_find(COMMAND_HELP, context);
	const struct command *row = keybar_next(context, 0);
	int room = rect.w - KEYBAR_MARGIN;
	int x = KEYBAR_MARGIN;

	if (!(help->where & context))
		help = NULL;
	if (help)
		room -= keybar_width(help);
	for (; row; row = keybar_next(context, row->rank)) {
		int end = x + keybar_width(row);

		if (end + (help ? KEYBAR_GAP : 0) > room)
			break;
		x = keybar_draw_command(canvas, rect, x, row);
	}
	if (help && x <= room)
		keybar_draw_command(canvas, rect, x, help);
}
