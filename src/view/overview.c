#include "config.h"

/*
 * The overview of a package: title, date and licence, the number of rows of each table,
 * how the rows of the first table divide by their values, the latest event, and what to
 * try. Every line that names a table or a row is a link to it. The text is built again
 * only when rows were added or the width changed, because counting values takes time.
 */

#include "view/views.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/memory.h"
#include "base/text.h"
#include "query/value_counts.h"
#include "ui/pager.h"

enum {
	OVERVIEW_WIDEST = 100, /* columns of the text */
	OVERVIEW_NAME = 28,    /* columns of the name of what is counted */
	OVERVIEW_BAR = 30,     /* columns of the longest bar */
	OVERVIEW_COUNTED = 2,  /* columns of the first table whose values are counted */
	OVERVIEW_ROWS = 20000, /* of the largest table whose values are counted */
	OVERVIEW_KEY = 8,      /* columns of a key */
};

struct overview_state {
	struct pager pager;
	struct row_ref
		*links; /* by the pager's numbers; .row ROW_NONE: the table's tab */
	size_t count, alloc;
	size_t rows;   /* of all tables, and messages, when the text was built */
	bool complete; /* all was loaded then */
	int width;
};

static void overview_open(struct pane *pane)
{
	struct overview_state *state = pane->state;

	pager_init(&state->pager);
	pane->pager = &state->pager;
	pane->links_only = true;
}

static void overview_close(struct pane *pane)
{
	struct overview_state *state = pane->state;

	pager_release(&state->pager);
	free(state->links);
}

static void open_link(struct overview_state *state, struct row_ref ref)
{
	state->links = array_reserve(
		state->links, &state->alloc, state->count + 1, sizeof *state->links);
	state->links[state->count++] = ref;
	pager_open_link(&state->pager);
}

/* Adds TEXT as wrapped lines. */
static void add_text(struct overview_state *state, enum style style, const char *text)
{
	pager_flow(&state->pager, style, slice_of(text), 0, state->width);
	pager_end_line(&state->pager);
}

/* Adds COUNT with its bar and ends the line; MOST gets the longest bar. */
static void add_bar(struct overview_state *state, size_t count, size_t most)
{
	int room = state->width - OVERVIEW_NAME - 10;
	size_t full = room > OVERVIEW_BAR ? OVERVIEW_BAR : room > 0 ? (size_t)room : 0;
	size_t bar = most ? (count * full + most - 1) / most : 0;
	struct str text = STR_INIT;

	str_addf(&text, "%7zu  ", count);
	pager_add(&state->pager, STYLE_TEXT, slice_of(text.buf));
	str_clear(&text);
	while (bar--)
		str_add(&text, "▪");
	pager_add(&state->pager, STYLE_MARK, slice_of(text.buf));
	pager_end_line(&state->pager);
	str_release(&text);
}

/* Adds what the descriptor says of the package. */
static void add_head(struct overview_state *state, const struct view_context *ctx)
{
	const struct descriptor *d = &ctx->package->descriptor;
	struct str text = STR_INIT;

	add_text(state, STYLE_STRONG, ctx->title);
	if (*d->description)
		add_text(state, STYLE_TEXT, d->description);
	if (*d->version)
		str_addf(&text, "Version %s", d->version);
	if (*d->created)
		str_addf(&text, "%s%.10s", text.len ? " of " : "As of ", d->created);
	for (size_t i = 0; i < d->license_count; i++)
		str_addf(&text, "%s%s", text.len ? " · " : "",
			d->licenses[i].name ? d->licenses[i].name : d->licenses[i].title);
	if (*d->homepage)
		str_addf(&text, "%s%s", text.len ? " · " : "", d->homepage);
	if (text.len)
		add_text(state, STYLE_DIM, text.buf);
	str_release(&text);
}

/* Adds V with its bar, unless it is the empty value. */
static void add_value(struct overview_state *state, const struct value_counts *counts,
	struct value_count v)
{
	struct str name = STR_INIT;

	value_range_add(&counts->column, counts->exponent, &v.value, &name);
	if (!v.value.text || *v.value.text) {
		str_truncate(
			&name, text_clip(str_slice(&name), OVERVIEW_NAME - 2, NULL));
		pager_add(&state->pager, STYLE_TEXT, str_slice(&name));
		pager_tab(&state->pager, OVERVIEW_NAME);
		add_bar(state, v.count, counts->most);
	}
	str_release(&name);
}

/* Adds how the rows of TABLE divide by the values of a few of its columns. */
static void add_value_counts(struct overview_state *state, const struct package *package,
	const struct table *table)
{
	struct value_counts counts;
	int shown = 0;
	struct str text = STR_INIT;

	for (size_t i = 0; i < table->schema->column_count && shown < OVERVIEW_COUNTED &&
		table_rows(table) <= OVERVIEW_ROWS;
		i++) {
		const struct path *path = &table->schema->columns[i];

		if (path->last->edtf)
			continue;
		value_counts_init(&counts, package, NULL, table->number, path);
		task_finish(&counts.task);
		if (value_counts_divide(&counts)) {
			shown++;
			pager_end_line(&state->pager);
			str_clear(&text);
			str_addf(&text, "%s by %s", table->schema->title, path->title);
			add_text(state, STYLE_STRONG, text.buf);
			for (size_t k = 0; k < counts.count; k++)
				add_value(state, &counts, value_counts_at(&counts, k));
		}
		value_counts_release(&counts);
	}
	str_release(&text);
}

/* Adds the last event of TABLE that is not after today, and how long ago it was. */
static void add_latest(struct overview_state *state, const struct view_context *ctx,
	const struct table *table)
{
	struct edtf today = { .start = { .first = ctx->today, .last = ctx->today } };
	struct edtf latest = { .first = EDTF_MIN };
	uint32_t row = ROW_NONE;
	struct calendar_gap gap;
	struct csvrow cells;
	struct str text = STR_INIT;

	csvrow_init(&cells);
	for (size_t i = 0; i < table_rows(table); i++) {
		struct edtf date;

		table_row(table, i, &cells);
		if (!edtf_parse(cells.cells[table->schema->timeline_date], &date, NULL,
			    NULL) ||
			date.first < latest.first || date.first > ctx->today)
			continue;
		latest = date;
		row = (uint32_t)i;
	}
	csvrow_release(&cells);
	if (row == ROW_NONE)
		return;
	pager_end_line(&state->pager);
	pager_add(&state->pager, STYLE_DIM, slice_of("Latest  "));
	package_add_label(ctx->package, table, row, &text);
	open_link(state, (struct row_ref){ table->number, row });
	pager_add(&state->pager, STYLE_LINK, slice_of(text.buf));
	pager_close_link(&state->pager);
	str_clear(&text);
	str_add(&text, "  ");
	edtf_add_words(&text, &latest);
	if (calendar_distance(&latest, &today, &gap)) {
		str_add(&text, ", ");
		calendar_add_gap(&text, &gap, false);
		str_add(&text, " ago");
	}
	pager_flow(&state->pager, STYLE_TEXT, slice_of(text.buf), OVERVIEW_KEY,
		state->width);
	pager_end_line(&state->pager);
	str_release(&text);
}

/* Adds a key and what it is good for. */
static void add_key(
	struct overview_state *state, const char *key, enum style style, const char *text)
{
	pager_add(&state->pager, STYLE_KEY, slice_of(key));
	pager_tab(&state->pager, OVERVIEW_KEY);
	pager_flow(&state->pager, style, slice_of(text), OVERVIEW_KEY, state->width);
	pager_end_line(&state->pager);
}

/* Adds all tables, each with a bar for its rows, as links to their tabs. */
static void add_tables(struct overview_state *state, const struct package *package)
{
	size_t most = 1;

	for (size_t i = 0; i < package->table_count; i++)
		if (package->tables[i].schema->view == VIEW_TAB &&
			table_rows(&package->tables[i]) > most)
			most = table_rows(&package->tables[i]);
	pager_end_line(&state->pager);
	for (size_t i = 0; i < package->table_count; i++) {
		const struct table *table = &package->tables[i];

		if (table->schema->view != VIEW_TAB)
			continue;
		open_link(state, (struct row_ref){ (int)i, ROW_NONE });
		pager_add(&state->pager, STYLE_LINK, slice_of(table->schema->title));
		pager_close_link(&state->pager);
		pager_tab(&state->pager, OVERVIEW_NAME);
		add_bar(state, table_rows(table), most);
	}
}

static void overview_build(struct overview_state *state, const struct view_context *ctx)
{
	const struct package *package = ctx->package;
	size_t faults =
		package->diag.found[DIAG_ERROR] + package->diag.found[DIAG_WARNING];
	const struct table *first = NULL;
	struct str text = STR_INIT;

	state->count = 0;
	pager_clear(&state->pager);
	add_head(state, ctx);
	add_tables(state, package);
	for (size_t i = 0; i < package->table_count; i++)
		if (package->tables[i].schema->timeline &&
			package->tables[i].schema->timeline_cadence)
			add_latest(state, ctx, &package->tables[i]);
	pager_end_line(&state->pager);
	add_key(state, "/", STYLE_TEXT,
		"type a name, in any language or spelling, a code, a year");
	add_key(state, "Enter", STYLE_TEXT,
		"open what the cursor is on; Backspace goes back");
	add_key(state, "?", STYLE_TEXT, "all keys, those of the present pane first");
	if (faults) {
		str_add_count(&text, faults, "problem", NULL);
		str_add(&text, " in the data");
		add_key(state, "!", STYLE_WARNING, text.buf);
	}
	for (size_t i = 0; i < package->table_count && !first; i++)
		if (package->tables[i].schema->view == VIEW_TAB)
			first = &package->tables[i];
	if (first && table_complete(first))
		add_value_counts(state, package, first);
	for (size_t i = 0; i < package->table_count; i++) {
		const struct table *table = &package->tables[i];

		/* A table of this view is listed here, row by row. */
		if (table->schema->view != VIEW_OVERVIEW || !table_rows(table))
			continue;
		pager_end_line(&state->pager);
		add_text(state, STYLE_STRONG, table->schema->title);
		for (size_t row = 0; row < table_rows(table); row++) {
			str_clear(&text);
			package_add_label(package, table, row, &text);
			open_link(state, (struct row_ref){ (int)i, (uint32_t)row });
			pager_flow(&state->pager, STYLE_LINK, slice_of(text.buf), 2,
				state->width);
			pager_close_link(&state->pager);
			pager_end_line(&state->pager);
		}
	}
	str_release(&text);
}

static void overview_update(struct pane *pane)
{
	struct overview_state *state = pane->state;
	const struct package *package = pane->ctx->package;
	int width = pane_text_rect(pane).w;
	size_t rows = package->diag.count;

	for (size_t i = 0; i < package->table_count; i++)
		rows += table_rows(&package->tables[i]);
	if (pane->changed || rows != state->rows ||
		package->complete != state->complete) {
		state->width = width < OVERVIEW_WIDEST ? width : OVERVIEW_WIDEST;
		state->rows = rows;
		state->complete = package->complete;
		overview_build(state, pane->ctx);
	}
	pane->changed = false;
	pager_update(&state->pager, pane->rect.h);
}

static bool overview_command(struct pane *pane, enum command_id command)
{
	struct overview_state *state = pane->state;
	int link = state->pager.link;

	if (command != COMMAND_OPEN)
		return pane_move(pane, command);
	if (link < 0 || (size_t)link >= state->count)
		pane_say(pane, "Down goes to the next line that leads somewhere.");
	else if (state->links[link].row == ROW_NONE)
		pane_request(pane, REQUEST_TAB,
			(struct row_ref){ state->links[link].table, 0 });
	else
		pane_request(pane, REQUEST_RECORD, state->links[link]);
	return true;
}

static void overview_position(const struct pane *pane, struct str *out)
{
	const struct overview_state *state = pane->state;
	size_t last = state->pager.top + (size_t)pane->rect.h;

	if (last < state->pager.line_count)
		str_addf(out, "lines %zu–%zu of %zu", state->pager.top + 1, last,
			state->pager.line_count);
}

const struct view view_overview = {
	.name = "overview",
	.context = IN_OVERVIEW,
	.state_size = sizeof(struct overview_state),
	.open = overview_open,
	.close = overview_close,
	.update = overview_update,
	.draw = pane_draw_text,
	.command = overview_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.save = pane_save_text,
	.restore = pane_restore_text,
	.position = overview_position,
};
