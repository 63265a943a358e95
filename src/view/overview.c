/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The overview of a package: what the data are, the number of rows of each table, how the
 * rows divide by the values that the descriptor says are worth counting, the latest event,
 * and what to try; in two columns where there is room. A line that names a table, a row or
 * a value is a link to it, that of a value with the filter for it. The text is built again
 * only when rows were added or the width changed, because counting values takes time.
 */

#include "base/intl.h"
#include "view/views.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/dialect.h"
#include "data/value.h"
#include "query/value_counts.h"
#include "timeline/events.h"
#include "ui/pager.h"

enum {
	OVERVIEW_WIDEST = 116,  /* columns of the text */
	OVERVIEW_COLUMNS = 100, /* of the pane, from which on there are two columns */
	OVERVIEW_GAP = 4,       /* columns between two columns */
	OVERVIEW_NAME = 26,     /* columns of the name of a value */
	OVERVIEW_COUNT = 5,     /* columns of its count */
	OVERVIEW_BAR = 20,      /* columns of the longest bar */
	OVERVIEW_COUNTED = 2,  /* columns whose values are counted without a word of it */
	OVERVIEW_ROWS = 20000, /* of the largest table whose values are counted */
	OVERVIEW_KEY = 4,      /* columns of a key */
};

/* What Enter does: opens the record; without a row goes to the tab of the table, with the
 * filter, if there is one. */
struct overview_link {
	struct row_ref ref;
	struct filter *filter; /* a reference, or NULL */
};

struct overview_state {
	struct pager pager;
	struct overview_link *links; /* by the pager's numbers */
	size_t count, alloc;
	size_t rows;   /* of all tables, and messages, when the text was built */
	bool complete; /* all was loaded then */
};

/* A part of the page while it is built. Parts side by side are pagers of their own; their
 * links are numbered on. */
struct overview_part {
	struct overview_state *state;
	const struct view_context *ctx;
	struct pager *pager;
	int width;
};

static void overview_open(struct pane *pane)
{
	struct overview_state *state = pane->state;

	pager_init(&state->pager);
	state->pager.link = 0;
	pane->pager = &state->pager;
	pane->links_only = true;
}

static void overview_drop_links(struct overview_state *state)
{
	for (size_t i = 0; i < state->count; i++)
		filter_drop(state->links[i].filter);
	state->count = 0;
}

static void overview_close(struct pane *pane)
{
	struct overview_state *state = pane->state;

	overview_drop_links(state);
	pager_release(&state->pager);
	free(state->links);
}

/* Adds TEXT as a link to REF, with FILTER, a reference that is taken over, or NULL. */
static void part_link(const struct overview_part *part, struct row_ref ref,
	struct filter *filter, const char *text)
{
	struct overview_state *state = part->state;

	*ARRAY_ADD(state->links, state->count, state->alloc) =
		(struct overview_link){ ref, filter };
	pager_open_link(part->pager);
	pager_flow(part->pager, STYLE_LINK, slice_of(text), part->pager->x, part->width);
	pager_close_link(part->pager);
}

/* Adds TEXT as wrapped lines. */
static void part_text(
	const struct overview_part *part, enum style style, const char *text)
{
	pager_flow(part->pager, style, slice_of(text), 0, part->width);
	pager_end_line(part->pager);
}

/* Adds a heading; the first line of a column is blank already. */
static void part_heading(const struct overview_part *part, const char *text)
{
	if (part->pager->line_count > 1)
		pager_end_line(part->pager);
	part_text(part, STYLE_STRONG, text);
}

/* Appends the licences of R that are not those of the package, with the table. */
static void add_own_licenses(
	const struct descriptor *d, const struct resource *r, struct str *out)
{
	for (size_t i = 0; i < r->license_count; i++) {
		size_t k = 0;

		while (k < d->license_count &&
			strcmp(d->licenses[k].name, r->licenses[i].name) != 0)
			k++;
		if (k == d->license_count)
			str_addf(out, "%s%s (%s)", out->len ? " · " : "",
				r->licenses[i].name, r->title);
	}
}

/* Adds what the descriptor says of the package. */
static void add_head(const struct overview_part *part)
{
	const struct descriptor *d = &part->ctx->package->descriptor;
	struct slice day = { d->created, strcspn(d->created, "T") };
	struct str text = STR_INIT, date = STR_INIT;
	struct edtf created;

	part_text(part, STYLE_STRONG, part->ctx->title);
	if (*d->description)
		part_text(part, STYLE_TEXT, d->description);
	if (*d->version)
		str_addf(&text, _("Version %s"), d->version);
	if (day.len) {
		if (edtf_parse(day, &created, NULL, NULL))
			edtf_add_words(&date, &created);
		else
			str_add_bytes(&date, day.text, day.len);
		if (text.len) {
			str_add(&text, " · ");
			str_addf(&text, _("as of %s"), date.buf);
		} else {
			str_addf(&text, _("As of %s"), date.buf);
		}
	}
	for (size_t i = 0; i < d->license_count; i++)
		str_addf(&text, "%s%s", text.len ? " · " : "", d->licenses[i].name);
	for (size_t i = 0; i < d->resource_count; i++)
		add_own_licenses(d, &d->resources[i], &text);
	for (size_t i = 0; i < d->contributor_count; i++)
		str_addf(&text, "%s%s", text.len ? " · " : "", d->contributors[i].title);
	/* An address is not broken for others in its line. */
	if (*d->homepage && text.len &&
		text_width(str_slice(&text)) + 3 + text_width(slice_of(d->homepage)) >
			part->width) {
		part_text(part, STYLE_DIM, text.buf);
		str_clear(&text);
	}
	if (*d->homepage)
		str_addf(&text, "%s%s", text.len ? " · " : "", d->homepage);
	if (text.len)
		part_text(part, STYLE_DIM, text.buf);
	str_release(&text);
	str_release(&date);
}

/* Adds the tables with their numbers of rows, as links to their tabs, in as many columns as
 * there is room for. */
static void add_tables(const struct overview_part *part)
{
	const struct package *package = part->ctx->package;
	struct pager *columns;
	struct str count = STR_INIT;
	size_t tables = 0, width = 0, many, high, next = 0;
	int digits = 0;

	for (size_t i = 0; i < package->table_count; i++) {
		const struct table *table = &package->tables[i];
		size_t title = (size_t)text_width(slice_of(table->schema->title));

		if (table->schema->view != VIEW_TAB)
			continue;
		tables++;
		width = title > width ? title : width;
		str_clear(&count);
		str_add_number(&count, table_rows(table));
		digits = (int)count.len > digits ? (int)count.len : digits;
	}
	width += (size_t)digits + 2;
	many = ((size_t)part->width + OVERVIEW_GAP) / (width + OVERVIEW_GAP);
	many = many < 1 ? 1 : many > tables ? tables : many;
	high = many ? (tables + many - 1) / many : 0;
	columns = xcalloc(many + 1, sizeof *columns);
	for (size_t i = 0; i < many; i++)
		pager_init(&columns[i]);
	for (size_t i = 0; i < package->table_count; i++) {
		const struct table *table = &package->tables[i];
		struct overview_part column = *part;

		if (table->schema->view != VIEW_TAB)
			continue;
		column.pager = &columns[next++ / high];
		part_link(&column, (struct row_ref){ (int)i, ROW_NONE }, NULL,
			table->schema->title);
		str_clear(&count);
		str_add_number(&count, table_rows(table));
		pager_tab(column.pager, (int)width - (int)count.len);
		pager_add(column.pager, STYLE_TEXT, str_slice(&count));
		pager_end_line(column.pager);
	}
	pager_end_line(part->pager);
	pager_add_columns(part->pager, columns, many, (int)width + OVERVIEW_GAP, false);
	for (size_t i = 0; i < many; i++)
		pager_release(&columns[i]);
	free(columns);
	str_release(&count);
}

/* Adds how files are read that no descriptor declares, where that is not as usual. */
static void add_dialects(const struct overview_part *part)
{
	const struct package *package = part->ctx->package;
	struct str text = STR_INIT;
	bool any = false;
	int names = 0;

	for (size_t i = 0; i < package->table_count; i++) {
		const struct resource *r = package->tables[i].schema;
		int width = text_width(slice_of(r->title));

		str_clear(&text);
		dialect_add_report(&text, r);
		if (text.len && width > names && width <= part->width / 3)
			names = width;
	}
	for (size_t i = 0; i < package->table_count; i++) {
		const struct resource *r = package->tables[i].schema;

		str_clear(&text);
		dialect_add_report(&text, r);
		if (!text.len)
			continue;
		if (!any)
			part_heading(part, _("How files are read"));
		any = true;
		part_link(part, (struct row_ref){ (int)i, ROW_NONE }, NULL, r->title);
		pager_tab(part->pager, names + 2);
		pager_flow(part->pager, STYLE_TEXT, str_slice(&text), names + 2,
			part->width);
		pager_end_line(part->pager);
	}
	if (any)
		pager_end_line(part->pager);
	str_release(&text);
}

/* Adds the last event of TABLE that is not after today, and how long ago it was. */
static void add_latest(const struct overview_part *part, const struct table *table)
{
	const struct view_context *ctx = part->ctx;
	struct edtf today = { .start = { .first = ctx->today, .last = ctx->today } };
	int field = table->schema->timeline_date;
	struct edtf latest = { .first = 0 };
	uint32_t row = ROW_NONE;
	struct calendar_gap gap;
	struct csvrow cells;
	struct str text = STR_INIT, length = STR_INIT;
	int left;

	csvrow_init(&cells);
	for (size_t i = 0; i < table_rows(table); i++) {
		struct edtf date;

		table_row(table, i, &cells);
		if (!value_date(
			    &table->schema->fields[field], cells.cells[field], &date) ||
			date.first > ctx->today ||
			(row != ROW_NONE &&
				edtf_compare_instants(
					edtf_instant(&date.start, date.first),
					edtf_instant(&latest.start, latest.first)) < 0))
			continue;
		latest = date;
		row = (uint32_t)i;
	}
	csvrow_release(&cells);
	if (row == ROW_NONE)
		return;
	pager_end_line(part->pager);
	pager_add(part->pager, STYLE_DIM, slice_of(_("Latest")));
	left = text_width(slice_of(_("Latest"))) + 2;
	pager_tab(part->pager, left);
	package_add_label(ctx->package, table, row, &text);
	part_link(part, (struct row_ref){ table->number, row }, NULL, text.buf);
	str_clear(&text);
	str_add(&text, "  ");
	edtf_add_brief(&text, &latest);
	if (calendar_distance(&latest, &today, &gap)) {
		calendar_add_gap(&length, &gap, false);
		str_add(&text, ", ");
		/* TRANSLATORS: "2 years" */
		str_addf(&text, _("%s ago"), length.buf);
	}
	pager_flow(part->pager, STYLE_TEXT, str_slice(&text), left, part->width);
	pager_end_line(part->pager);
	str_release(&length);
	str_release(&text);
}

/* Returns a filter for value V of COUNTS. */
static struct filter *filter_of(
	const struct value_counts *counts, const struct value_range *v)
{
	struct filter *filter = filter_new(&counts->column, counts->exponent);

	filter_add(filter, v);
	return filter;
}

/* Adds the values of COUNTS, each with a bar, as links to the rows of TABLE that have it. */
static void add_values(const struct overview_part *part, const struct table *table,
	const struct value_counts *counts)
{
	int bars = part->width - OVERVIEW_NAME - OVERVIEW_COUNT - 2;
	size_t full = bars > OVERVIEW_BAR ? OVERVIEW_BAR : bars > 0 ? (size_t)bars : 0;
	struct str name = STR_INIT, bar = STR_INIT, count = STR_INIT;

	for (size_t i = 0; i < counts->count; i++) {
		struct value_count v = value_counts_at(counts, i);
		size_t length = (v.count * full + counts->most - 1) / counts->most;

		str_clear(&name);
		str_clear(&bar);
		str_clear(&count);
		value_range_add(&counts->column, counts->exponent, &v.value, &name);
		str_truncate(&name, text_clip(str_slice(&name), OVERVIEW_NAME - 1, NULL));
		part_link(part, (struct row_ref){ table->number, ROW_NONE },
			filter_of(counts, &v.value), name.buf);
		str_add_number(&count, v.count);
		pager_tab(part->pager, OVERVIEW_NAME + OVERVIEW_COUNT - (int)count.len);
		pager_add(part->pager, STYLE_TEXT, str_slice(&count));
		while (length--)
			str_add(&bar, "▪");
		pager_tab(part->pager, OVERVIEW_NAME + OVERVIEW_COUNT + 2);
		pager_add(part->pager, STYLE_MARK, str_slice(&bar));
		pager_end_line(part->pager);
	}
	str_release(&name);
	str_release(&bar);
	str_release(&count);
}

/* Adds how many rows of TABLE have the one value of C: "46 points where sources differ ›". */
static void add_one_value(const struct overview_part *part, const struct table *table,
	const struct counted *c, const struct value_counts *counts)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < counts->count; i++) {
		struct value_count v = value_counts_at(counts, i);

		str_clear(&text);
		value_range_add(&counts->column, counts->exponent, &v.value, &text);
		if (strcmp(text.buf, c->value) != 0)
			continue;
		str_clear(&text);
		str_add_number(&text, v.count);
		str_addf(&text, " %s ›", c->title);
		part_link(part, (struct row_ref){ table->number, ROW_NONE },
			filter_of(counts, &v.value), text.buf);
		pager_end_line(part->pager);
	}
	str_release(&text);
}

/*
 * Adds what the descriptor says is to be counted: in one value of a column, if ONE, else
 * in all values. Where it says nothing, columns of the first table that divide its rows
 * are counted.
 */
static void add_counts(const struct overview_part *part, bool one)
{
	const struct package *package = part->ctx->package;
	const struct table *first = NULL;
	struct str title = STR_INIT;
	bool said = false;

	for (size_t i = 0; i < package->table_count; i++) {
		said |= package->tables[i].schema->counted_count > 0;
		if (!first && package->tables[i].schema->view == VIEW_TAB)
			first = &package->tables[i];
	}
	for (size_t i = 0; i < package->table_count; i++) {
		const struct table *table = &package->tables[i];
		const struct resource *schema = table->schema;
		size_t shown = 0, count = schema->counted_count;

		if (!said)
			count = table == first && !one ? schema->column_count : 0;
		if (!table_complete(table) || table_rows(table) > OVERVIEW_ROWS)
			continue;
		for (size_t k = 0; k < count; k++) {
			struct counted c = said
				? schema->counted[k]
				: (struct counted){ .path = schema->columns[k] };
			struct value_counts counts;

			if (one != !!c.value || (!said && shown == OVERVIEW_COUNTED) ||
				(!said && c.path.last->edtf))
				continue;
			value_counts_init(&counts, package, NULL, table->number, &c.path);
			task_finish(&counts.task);
			str_clear(&title);
			/* TRANSLATORS: a table, a column of it: "Members by Region" */
			str_addf(&title, _("%s by %s"), schema->title, c.path.title);
			if (one && counts.count) {
				add_one_value(part, table, &c, &counts);
			} else if (counts.count &&
				(said || value_counts_divide(&counts))) {
				part_heading(part, c.title ? c.title : title.buf);
				add_values(part, table, &counts);
				shown++;
			}
			value_counts_release(&counts);
		}
	}
	str_release(&title);
}

/* Adds a key and what it is good for. */
static void add_key(const struct overview_part *part, const char *key, enum style style,
	const char *text)
{
	pager_add(part->pager, STYLE_KEY, slice_of(key));
	pager_tab(part->pager, OVERVIEW_KEY);
	pager_flow(part->pager, style, slice_of(text), OVERVIEW_KEY, part->width);
	pager_end_line(part->pager);
}

/* Adds the tables, the latest event, what differs, problems, and what to try. */
static void add_contents(const struct overview_part *part)
{
	const struct package *package = part->ctx->package;
	size_t faults =
		package->diag.found[DIAG_ERROR] + package->diag.found[DIAG_WARNING];
	struct str text = STR_INIT;

	add_tables(part);
	add_dialects(part);
	for (size_t i = 0; i < package->table_count; i++)
		if (package->tables[i].schema->timeline &&
			package->tables[i].schema->timeline_cadence)
			add_latest(part, &package->tables[i]);
	add_counts(part, true);
	if (faults) {
		str_addf(&text,
			ngettext("%s problem in the data", "%s problems in the data",
				faults),
			number_text(faults).text);
		add_key(part, "!", STYLE_WARNING, text.buf);
	}
	pager_end_line(part->pager);
	add_key(part, "/", STYLE_TEXT,
		_("search: a name in any language or spelling, a code, a year"));
	if (events_any(package))
		add_key(part, "t", STYLE_TEXT,
			_("timeline: all events, and the time between"));
	add_key(part, "?", STYLE_TEXT, _("help: all keys"));
	str_release(&text);
}

/* Adds the rows of the tables that are listed here, as links. */
static void add_rows(const struct overview_part *part)
{
	const struct package *package = part->ctx->package;
	struct str text = STR_INIT;

	for (size_t i = 0; i < package->table_count; i++) {
		const struct table *table = &package->tables[i];

		if (table->schema->view != VIEW_OVERVIEW || !table_rows(table))
			continue;
		part_heading(part, table->schema->title);
		for (size_t row = 0; row < table_rows(table); row++) {
			str_clear(&text);
			package_add_label(package, table, row, &text);
			part_link(part, (struct row_ref){ (int)i, (uint32_t)row }, NULL,
				text.buf);
			pager_end_line(part->pager);
		}
	}
	str_release(&text);
}

static void overview_build(struct pane *pane)
{
	struct overview_state *state = pane->state;
	int width = pane_text_rect(pane).w;
	bool two = pane->rect.w >= OVERVIEW_COLUMNS;
	struct pager columns[2];
	struct overview_part part;

	if (width > OVERVIEW_WIDEST)
		width = OVERVIEW_WIDEST;
	part = (struct overview_part){ state, pane->ctx, &state->pager, width };
	overview_drop_links(state);
	pager_clear(&state->pager);
	add_head(&part);
	if (!two) {
		add_contents(&part);
		add_counts(&part, false);
		add_rows(&part);
		return;
	}
	part.width = (width - OVERVIEW_GAP) / 2;
	for (size_t i = 0; i < 2; i++) {
		part.pager = &columns[i];
		pager_init(part.pager);
		if (i == 0) {
			add_contents(&part);
			add_rows(&part);
		} else {
			/* The left column begins with a blank line, too. */
			pager_end_line(part.pager);
			add_counts(&part, false);
		}
	}
	pager_add_columns(&state->pager, columns, 2, part.width + OVERVIEW_GAP, false);
	pager_release(&columns[0]);
	pager_release(&columns[1]);
}

static void overview_update(struct pane *pane)
{
	struct overview_state *state = pane->state;
	const struct package *package = pane->ctx->package;
	size_t rows = package->diag.count + package_rows(package);

	if (pane->changed || rows != state->rows ||
		package->complete != state->complete) {
		state->rows = rows;
		state->complete = package->complete;
		overview_build(pane);
	}
	pane->changed = false;
	pager_update(&state->pager, pane->rect.h);
}

static bool overview_command(struct pane *pane, enum command_id command)
{
	struct overview_state *state = pane->state;
	int link = state->pager.link;

	if (command == COMMAND_LEFT || command == COMMAND_RIGHT) {
		pager_to_side(&state->pager, command == COMMAND_RIGHT);
		return true;
	}
	if (command != COMMAND_OPEN)
		return pane_move(pane, command);
	if (link < 0 || (size_t)link >= state->count) {
		pane_say(pane, _("Press Down to select a link."));
		return true;
	}
	if (state->links[link].filter) {
		pane->request.kind = REQUEST_FILTER;
		pane->request.filter = state->links[link].filter;
		pane->request.filter->refcount++;
	} else if (state->links[link].ref.row == ROW_NONE) {
		pane_request(pane, REQUEST_TAB,
			(struct row_ref){ state->links[link].ref.table, 0 });
	} else {
		pane_request(pane, REQUEST_RECORD, state->links[link].ref);
	}
	return true;
}

static void overview_position(const struct pane *pane, struct str *out)
{
	const struct overview_state *state = pane->state;
	size_t last = state->pager.top + (size_t)pane->rect.h;

	if (last < state->pager.line_count)
		str_addf(out, _("lines %zu–%zu of %zu"), state->pager.top + 1, last,
			state->pager.line_count);
}

const struct view view_overview = {
	.name = N_("Overview"),
	.context = IN_OVERVIEW,
	.state_size = sizeof(struct overview_state),
	.open = overview_open,
	.close = overview_close,
	.update = overview_update,
	.draw = pane_draw_text,
	.command = overview_command,
	.save = pane_save_text,
	.restore = pane_restore_text,
	.position = overview_position,
};
