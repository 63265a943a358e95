#include "config.h"

/*
 * The word at the cursor of the search completed: the first press of the key puts in what
 * is nearest, each further one the next. What else there is stands in the status line.
 */

#include <string.h>

#include "browser/app.h"

/* The table that a scope is asked of first: that of the pane, of the tab it lies over, or
 * the first there is. */
static int completing_table(struct app *a)
{
	int table = app_main_pane(a)->table;

	if (table < 0 && a->tab_count)
		table = a->tabs[history_here(&a->history)->tab].pane->table;
	return table < 0 ? 0 : table;
}

bool app_complete(struct app *a)
{
	struct complete *c = &a->complete;

	if (a->completing) {
		a->complete_at = (a->complete_at + 1) % c->count;
	} else {
		if (!a->package->table_count)
			return false;
		complete_find(c, a->package, completing_table(a), a->prompt.text.buf,
			a->prompt.cursor);
		a->complete_at = 0;
		a->complete_end = c->end;
	}
	if (!c->count) {
		app_say(a, STYLE_STATUS, "Nothing completes this.");
		return false;
	}
	prompt_put(&a->prompt, c->start, a->complete_end, c->items[a->complete_at].text);
	a->complete_end = a->prompt.cursor;
	/* With nothing to choose from, the key goes on from a scope to its values. */
	a->completing = c->count > 1;
	return true;
}

void app_tell_completions(struct app *a)
{
	const struct complete *c = &a->complete;
	const char *text = c->items[a->complete_at].text;
	struct str list;

	str_init(&list);
	if (c->items[a->complete_at].count)
		str_addf(&list, "%.*s%s: ", (int)strcspn(text, ":"), text,
			c->partly ? " in the first 10,000 rows" : "");
	if (a->complete_at)
		str_add(&list, "‹ ");
	for (size_t i = a->complete_at; i < c->count; i++) {
		str_addf(&list, "%s%s", i > a->complete_at ? " · " : "",
			c->items[i].label);
		if (c->items[i].count)
			str_addf(&list, " %zu", c->items[i].count);
	}
	app_say(a, STYLE_STATUS, "%s", list.buf);
	str_release(&list);
}
