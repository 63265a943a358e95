/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The form in which the user says how a file is read that no descriptor declares: a line
 * for each property with its value and where that is from, and the first rows as they would
 * be read. A value that is typed or chosen is set; an empty one is left to the guess. What
 * is set takes effect in the form at once, and on Enter, as a request, in the browser.
 */

#include "base/intl.h"
#include "view/views.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "ui/list.h"
#include "ui/prompt.h"

enum {
	DIALECT_X = 3,       /* of the names */
	DIALECT_VALUE = 21,  /* of the values */
	DIALECT_WIDTH = 18,  /* of a value */
	DIALECT_ROWS = 4,    /* of the file that are shown, at most */
	DIALECT_CELLS = 32,  /* of a row */
	DIALECT_WIDEST = 24, /* column of a row */
	DIALECT_AIRY = 15,   /* rows from which blank lines part the form */
	DIALECT_CHOICES = 9,
};

static const struct {
	const char *title;
	const char *choices[DIALECT_CHOICES]; /* none: a number, which goes up and down */
} properties[OVERRIDE_PROPERTIES] = {
	/* TRANSLATORS: at most 17 columns */
	[OVERRIDE_DELIMITER] = { N_("Delimiter"), { ",", ";", "tab", "|" } },
	/* TRANSLATORS: at most 17 columns */
	[OVERRIDE_QUOTE] = { N_("Quote"), { "\"", "'", "none" } },
	/* TRANSLATORS: at most 17 columns */
	[OVERRIDE_COMMENT] = { N_("Comments begin"), { "none", "#", "%" } },
	/* TRANSLATORS: at most 17 columns */
	[OVERRIDE_HEADER] = { N_("Header in line"), { NULL } },
	/* TRANSLATORS: at most 17 columns */
	[OVERRIDE_SKIP] = { N_("Lines skipped"), { NULL } },
	/* TRANSLATORS: at most 17 columns */
	[OVERRIDE_ENCODING] = { N_("Encoding"),
		{ "UTF-8", "windows-1252", "ISO-8859-1", "UTF-16", "UTF-16LE",
			"windows-1251", "Shift_JIS", "GB18030" } },
};

struct dialect_state {
	const struct resource *resource;
	struct list list;
	struct prompt values[OVERRIDE_PROPERTIES];
	unsigned set;                   /* bits of those that are not left to the guess */
	struct override override;       /* what they say, when there is no error */
	struct csvfile_dialect dialect; /* that of the rows shown */
	struct str error;               /* a sentence, or "" */
	struct csvfile *file;           /* its first rows, as the values say */
	struct diag diag;               /* of that file; shown to nobody */
};

/* Shows what the properties WHICH, bits, are in D. */
static void dialect_show(
	struct dialect_state *state, const struct csvfile_dialect *d, unsigned which)
{
	struct str value = STR_INIT;

	for (int i = 0; i < OVERRIDE_PROPERTIES; i++) {
		if (!(which & 1U << i))
			continue;
		str_clear(&value);
		override_add_value(d, (enum override_property)i, &value);
		prompt_set_selected(&state->values[i], value.buf);
	}
	str_release(&value);
}

/* Reads the first rows as the values that are set say, and shows in the others what is
 * guessed then. What is wrong changes nothing. */
static void dialect_read_rows(struct pane *pane)
{
	struct dialect_state *state = pane->state;
	struct override override = { 0 };
	struct str path = STR_INIT;

	str_clear(&state->error);
	for (int i = 0; i < OVERRIDE_PROPERTIES && !state->error.len; i++)
		if (state->set & 1U << i)
			override_set(&override, override_name((enum override_property)i),
				state->values[i].text.buf, &state->error);
	if (state->error.len || !override_check(&override, &state->error))
		return;
	state->override = override;
	state->dialect = state->resource->default_dialect;
	override_apply(&state->override, &state->dialect);
	descriptor_add_path(&pane->ctx->package->descriptor, state->resource, &path);
	csvfile_free(state->file);
	diag_release(&state->diag);
	diag_init(&state->diag);
	state->file = csvfile_open(path.buf, path.buf, 0, &state->dialect, &state->diag);
	csvfile_begin(state->file);
	if (csvfile_dialect(state->file))
		state->dialect = *csvfile_dialect(state->file);
	else
		state->dialect.guess = 0;
	dialect_show(state, &state->dialect, ~state->set);
	str_release(&path);
}

static void dialect_open(struct pane *pane)
{
	struct dialect_state *state = pane->state;
	struct csvfile_dialect dialect = csvfile_rfc4180;

	pane->table = pane->ctx->table;
	pane->list = &state->list;
	list_resize(&state->list, OVERRIDE_PROPERTIES, 1);
	state->resource = pane->ctx->package->tables[pane->table].schema;
	state->set = state->resource->override.set;
	str_init(&state->error);
	diag_init(&state->diag);
	override_apply(&state->resource->override, &dialect);
	for (int i = 0; i < OVERRIDE_PROPERTIES; i++)
		prompt_init(&state->values[i]);
	dialect_show(state, &dialect, state->set);
	dialect_read_rows(pane);
}

static void dialect_close(struct pane *pane)
{
	struct dialect_state *state = pane->state;

	for (int i = 0; i < OVERRIDE_PROPERTIES; i++)
		prompt_release(&state->values[i]);
	csvfile_free(state->file);
	diag_release(&state->diag);
	str_release(&state->error);
}

static void dialect_update(struct pane *pane)
{
	struct dialect_state *state = pane->state;

	pane->head = pane->rect.h >= DIALECT_AIRY ? 3 : 1;
	list_resize(&state->list, OVERRIDE_PROPERTIES, pane->rect.h - pane->head);
}

/* Returns where the value of property I is from. */
static const char *dialect_origin(const struct dialect_state *state, size_t i)
{
	unsigned guess = state->dialect.guess;

	if (state->set & 1U << i)
		return _("set");
	if (i == OVERRIDE_SKIP && state->set & CSVFILE_HEADER)
		return _("above the header");
	/* The lines skipped decide which line the header is. */
	if (i == OVERRIDE_HEADER && guess & CSVFILE_SKIP)
		return _("guessed");
	return guess & 1U << i ? _("guessed") : _("default");
}

static void dialect_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	const struct dialect_state *state = pane->state;

	canvas_put(canvas, pane->rect, DIALECT_X, y, _(properties[i].title), STYLE_LABEL);
	canvas_field(canvas, pane->rect, DIALECT_VALUE, y, DIALECT_WIDTH,
		str_slice(&state->values[i].text), false, STYLE_TEXT);
	canvas_put(canvas, pane->rect, DIALECT_VALUE + DIALECT_WIDTH + 1, y,
		dialect_origin(state, i), STYLE_NOTE);
}

/* Draws the first rows from row TOP of the pane on, as wide as their cells are. */
static void dialect_draw_rows(const struct pane *pane, struct canvas *canvas, int top)
{
	const struct dialect_state *state = pane->state;
	size_t header = state->dialect.header;
	size_t rows = csvfile_rows(state->file);
	int widths[DIALECT_CELLS] = { 0 };
	struct csvrow row;

	rows = rows < DIALECT_ROWS ? rows : DIALECT_ROWS;
	/* A first row may be longer than what is read of the file. */
	if (!rows && csvfile_complete(state->file))
		canvas_put(canvas, pane->rect, DIALECT_X, top, _("No rows."), STYLE_NOTE);
	csvrow_init(&row);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < rows; i++) {
			int x = DIALECT_X;

			csvfile_cells(state->file, i, DIALECT_CELLS, &row);
			for (size_t k = 0; k < row.count && k < DIALECT_CELLS; k++) {
				int width, room = pane->rect.w - x - 1;

				text_clip(row.cells[k], DIALECT_WIDEST, &width);
				if (widths[k] < width)
					widths[k] = width;
				width = widths[k] < room ? widths[k] : room;
				if (pass && width > 0)
					canvas_field(canvas, pane->rect, x, top + (int)i,
						width, row.cells[k], false,
						i < header ? STYLE_HEAD : STYLE_TEXT);
				x += widths[k] + 2;
			}
		}
	csvrow_release(&row);
}

static void dialect_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct dialect_state *state = pane->state;
	const struct prompt *value = &state->values[state->list.cursor];
	int y = pane->head + (int)(state->list.cursor - state->list.top);
	int below = pane->head + state->list.height < pane->head + OVERRIDE_PROPERTIES
		? pane->rect.h
		: pane->head + OVERRIDE_PROPERTIES;
	int x = text_width((struct slice){ value->text.buf, value->cursor });
	struct str text = STR_INIT;

	str_addf(&text, _("How %s is read"), state->resource->path);
	canvas_field(canvas, pane->rect, DIALECT_X, 0, pane->rect.w - DIALECT_X - 1,
		str_slice(&text), false, STYLE_STRONG);
	if (pane->head > 1)
		canvas_field(canvas, pane->rect, DIALECT_X, 1,
			pane->rect.w - DIALECT_X - 1,
			slice_of(_("What you set is kept for this file. What you leave "
				   "empty is guessed.")),
			false, STYLE_NOTE);
	pane_draw_list(pane, canvas, DIALECT_X, dialect_draw_line);
	if (pane->focused)
		canvas_cursor(canvas, pane->rect,
			DIALECT_VALUE + (x < DIALECT_WIDTH ? x : DIALECT_WIDTH), y, true);
	below += pane->head > 1;
	if (state->error.len)
		canvas_field(canvas, pane->rect, DIALECT_X, below,
			pane->rect.w - DIALECT_X - 1, str_slice(&state->error), false,
			STYLE_ERROR);
	else
		dialect_draw_rows(pane, canvas, below);
	str_release(&text);
}

/* Takes in the value of the line under the cursor, which has changed. */
static void dialect_changed(struct pane *pane)
{
	struct dialect_state *state = pane->state;
	size_t i = state->list.cursor;

	if (state->values[i].text.len)
		state->set |= 1U << i;
	else
		state->set &= ~(1U << i);
	dialect_read_rows(pane);
}

static void dialect_type(struct pane *pane, uint32_t character)
{
	struct dialect_state *state = pane->state;

	prompt_insert(&state->values[state->list.cursor], character);
	dialect_changed(pane);
}

/* Sets the usual value that is STEP behind the present one. */
static void dialect_choose(struct pane *pane, int step)
{
	struct dialect_state *state = pane->state;
	size_t i = state->list.cursor;
	struct prompt *value = &state->values[i];
	const char *const *choices = properties[i].choices;
	struct str text = STR_INIT;
	int count = 0, at = -1;
	int64_t number;

	while (choices[count]) {
		if (strcasecmp(choices[count], value->text.buf) == 0)
			at = count;
		count++;
	}
	if (count) {
		at = at < 0 && step < 0 ? 0 : at;
		str_add(&text, choices[(at + step + count) % count]);
	} else {
		number = str_parse_int64(value->text.buf, &number) ? number + step : step;
		if (i == OVERRIDE_HEADER && number < 1)
			str_add(&text, "none");
		else
			str_addf(&text, "%" PRId64, number < 0 ? 0 : number);
	}
	prompt_set_selected(value, text.buf);
	str_release(&text);
	dialect_changed(pane);
}

static bool dialect_command(struct pane *pane, enum command_id command)
{
	struct dialect_state *state = pane->state;
	struct prompt *value = &state->values[state->list.cursor];
	bool changed = false;

	switch (command) {
	case COMMAND_LEFT:
		dialect_choose(pane, -1);
		return true;
	case COMMAND_RIGHT:
	case COMMAND_OPEN: /* a click on the line under the cursor */
		dialect_choose(pane, 1);
		return true;
	case COMMAND_GUESS:
		state->set = 0;
		dialect_read_rows(pane);
		return true;
	case COMMAND_INTERRUPT: /* stops what is running, from below */
		pane_request(pane, REQUEST_COMMAND, ROW_NOWHERE);
		pane->request.command = command;
		return true;
	case COMMAND_ACCEPT:
		if (state->error.len) {
			pane_say(pane, "%s", state->error.buf);
			return true;
		}
		pane_request(pane, REQUEST_DIALECT, (struct row_ref){ pane->table, 0 });
		pane->request.override = state->override;
		return true;
	case COMMAND_DELETE_BACK:
	case COMMAND_DELETE_LINE:
		prompt_command(value, command, &changed);
		if (changed)
			dialect_changed(pane);
		return true;
	default:
		return pane_move(pane, command);
	}
}

const struct view view_dialect = {
	.name = N_("How it is read"),
	.context = IN_FORM,
	.state_size = sizeof(struct dialect_state),
	.open = dialect_open,
	.close = dialect_close,
	.update = dialect_update,
	.draw = dialect_draw,
	.command = dialect_command,
	.type = dialect_type,
};
