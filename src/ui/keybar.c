/* Drawing the bar and finding the command at a column: both from the same layout, which
 * depends on the arguments and the command table only. */

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
	KEYBAR_MOST = 32,  /* commands shown; no context has as many */
};

/* Returns the command of the lowest rank above RANK that is shown in CONTEXT, or NULL.
 * Help, which is always last, is left out. */
static const struct command *keybar_next(
	const struct command_table *t, unsigned context, int rank)
{
	const struct command *next = NULL;

	for (size_t i = 0; i < t->count; i++) {
		const struct command *row = &t->rows[i];

		if (!command_in_bar(row, context) || row->id == COMMAND_HELP)
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

/* A command that is shown, and its column. */
struct keybar_item {
	const struct command *row;
	int x;
};

/* Sets ITEMS to what is shown of CONTEXT in RECT; returns how many they are. */
static size_t keybar_lay_out(struct rect rect, const struct command_table *t,
	unsigned context, struct keybar_item items[KEYBAR_MOST])
{
	const struct command *help = command_find(t, COMMAND_HELP, context);
	const struct command *row = keybar_next(t, context, 0);
	int room = rect.w - KEYBAR_MARGIN;
	int x = KEYBAR_MARGIN;
	size_t count = 0;

	if (!(help->where & context))
		help = NULL;
	if (help)
		room -= keybar_width(help);
	for (; row && count + 1 < KEYBAR_MOST; row = keybar_next(t, context, row->rank)) {
		int end = x + keybar_width(row);

		if (end + (help ? KEYBAR_GAP : 0) > room)
			break;
		items[count++] = (struct keybar_item){ row, x };
		x = end + KEYBAR_GAP;
	}
	if (help && x <= room)
		items[count++] = (struct keybar_item){ help, x };
	return count;
}

void keybar_draw(struct canvas *canvas, struct rect rect, const struct command_table *t,
	unsigned context)
{
	struct keybar_item items[KEYBAR_MOST];
	size_t count = keybar_lay_out(rect, t, context, items);

	for (size_t i = 0; i < count; i++) {
		int key = canvas_text(
			canvas, rect, items[i].x, 0, keybar_key(items[i].row), STYLE_KEY);

		canvas_put(canvas, rect, items[i].x + key + 1, 0, items[i].row->label,
			STYLE_BAR);
	}
}

enum command_id keybar_at(
	struct rect rect, const struct command_table *t, unsigned context, int x)
{
	struct keybar_item items[KEYBAR_MOST];
	size_t count = keybar_lay_out(rect, t, context, items);

	for (size_t i = 0; i < count; i++)
		if (x >= items[i].x && x < items[i].x + keybar_width(items[i].row))
			return items[i].row->id;
	return COMMAND_NONE;
}
