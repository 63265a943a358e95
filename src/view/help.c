/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * The help and the palette: the table of commands as text, a line for each, which Enter
 * runs. The help has the keys of the pane below first, then the language of the search by
 * examples from the data, then all keys by groups, and finds words in all of it; the
 * palette has the commands that apply in the pane below and have every word typed, in name
 * or sentence. What a command does is not known here: the chosen one is left as a request.
 * Invariant: the links of the pager are the lines, in order.
 */

#include "base/intl.h"
#include "view/views.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/casefold.h"
#include "base/memory.h"
#include "base/text.h"
#include "query/resolve.h"
#include "timeline/events.h"
#include "ui/pager.h"

enum {
	HELP_WIDEST = 96,
	HELP_KEYS = 24,    /* columns for the keys */
	HELP_YEARS = 10,   /* of the example of a range */
	HELP_LABEL = 200,  /* bytes of the example of a name */
	PALETTE_ROWS = 20, /* by their labels, at most */
};

static const char help_searching[] = N_("Searching");

/* What Enter runs: a command, or a search; or the row that it goes to. */
struct help_line {
	const struct command *row;
	const char *example; /* in the arena of the pager; NULL with row */
	uint32_t named;      /* of the table of the pane below, where both are NULL */
};

struct help_state {
	struct pager pager;
	struct help_line *lines; /* of the links */
	size_t count, alloc;
	size_t commands;   /* of the palette's lines, those before the rows */
	uint64_t change;   /* of the words that were looked for last */
	size_t from;       /* line where their search began */
	bool typing;       /* the last hit was gone to while they were typed */
	size_t searching;  /* line of the part on the search ... */
	bool to_searching; /* ... which is to be gone to */
	/* Of the pane it was opened over; pane->ctx has those of the latest help. */
	unsigned context;
	int table;
};

static void help_open(struct pane *pane)
{
	struct help_state *state = pane->state;

	pager_init(&state->pager);
	state->pager.link = 0;
	state->context = pane->ctx->context;
	state->table = pane->ctx->table;
	pane->pager = &state->pager;
	pane->links_only = true;
}

static void help_close(struct pane *pane)
{
	struct help_state *state = pane->state;

	pager_release(&state->pager);
	free(state->lines);
}

/* Returns the number at the end of the palette's text, the argument of a command, or -1. */
static int help_number(const char *text)
{
	const char *last = strrchr(text, ' ');
	int64_t number;

	return last && str_parse_int64(last + 1, &number) && number >= 0 &&
			number <= INT_MAX
		? (int)number
		: -1;
}

/* Returns whether TEXT names a row or a day in the pane below: a number or a date. */
static bool palette_leads_below(const char *text)
{
	return (*text >= '0' && *text <= '9') || *text == '-';
}

/* Returns whether the palette has ROW, over a pane of CONTEXT: it applies there, and its
 * name and sentence have words that begin with every one of WORDS, which are TEXT folded. */
static bool palette_has(
	const struct command *row, unsigned context, const char *text, struct slice words)
{
	const char *number = memrchr(words.text, ' ', words.len);
	struct str known = STR_INIT;
	bool found = true;

	if (!(row->where & context) || palette_leads_below(text))
		return false;
	casefold_add(&known, slice_of(row->name));
	str_add_char(&known, ' ');
	casefold_add(&known, slice_of(_(row->help)));
	if (number && command_takes_number(row) && help_number(text) >= 0)
		words.len = (size_t)(number - words.text);
	while (found && words.len) {
		const char *end = memchr(words.text, ' ', words.len);
		size_t len = end ? (size_t)(end - words.text) : words.len;
		const char *at = memmem(known.buf, known.len, words.text, len);

		while (at && at > known.buf && at[-1] != ' ' && at[-1] != '-') {
			at++;
			at = memmem(at, known.len - (size_t)(at - known.buf), words.text,
				len);
		}
		found = at != NULL;
		words = slice_from(words, len + (end != NULL));
	}
	str_release(&known);
	return found;
}

/* Adds a line that Enter runs: KEYS, or an example to be typed, and what it does. */
static void help_add_line(struct help_state *state, struct help_line line,
	const char *keys, const char *text, int width)
{
	struct pager *pager = &state->pager;

	*ARRAY_ADD(state->lines, state->count, state->alloc) = line;
	pager_open_link(pager);
	pager_add(pager, STYLE_KEY, slice_of(keys));
	pager_tab(pager, HELP_KEYS);
	pager_flow(pager, STYLE_TEXT, slice_of(text), HELP_KEYS, width);
	pager_close_link(pager);
	pager_end_line(pager);
}

static void help_add_row(struct help_state *state, const struct command *row, int width)
{
	help_add_line(
		state, (struct help_line){ .row = row }, row->keys, _(row->help), width);
}

static void help_add_example(
	struct help_state *state, const struct str *typed, const char *text, int width)
{
	const char *example = arena_strdup(&state->pager.arena, typed->buf);

	help_add_line(
		state, (struct help_line){ .example = example }, example, text, width);
}

static void help_add_heading(struct help_state *state, const char *title)
{
	if (state->pager.line_count)
		pager_end_line(&state->pager);
	pager_add(&state->pager, STYLE_STRONG, slice_of(title));
	pager_end_line(&state->pager);
}

/* Sets WORD to the first word of the label of the first row of TABLE from ROW on whose
 * label begins with a word of some letters. A row far behind would be no better example. */
static void help_word(
	const struct package *p, const struct table *table, size_t row, struct str *word)
{
	enum { LEAST = 4, LOOKED = 200, LONG = 100 };
	size_t end = row + LOOKED;

	for (; row < table_rows(table) && row < end; row++) {
		str_clear(word);
		package_add_label(p, table, row, word);
		str_truncate(word, strcspn(word->buf, " ,;:()\"'|-"));
		str_truncate(word, text_part(str_slice(word), LONG).len);
		if (word->len >= LEAST)
			return;
	}
}

/* Adds the language of the search, by examples from TABLE that find something. */
static void help_add_examples(struct help_state *state, const struct pane *pane,
	const struct table *table, int width)
{
	/* W and X are the first words of two rows, L is the label of the first row, B how
	 * W begins. */
	static const char names[] = "WXLB";
	static const struct {
		const char *form, *text;
	} examples[] = {
		{ "W", N_("rows with this word, in any case, accents or not") },
		{ "W|X", N_("either of them") },
		{ "-W", N_("rows without it") },
		{ "'W", N_("as a whole word, not as the beginning of one") },
		{ "\"L\"", N_("these words together, in this order") },
		{ "re:/^B/", N_("a regular expression") },
	};
	const struct package *p = pane->ctx->package;
	int year = (int)calendar_civil(pane->ctx->today).year;
	struct str words[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	struct str text = STR_INIT;

	help_word(p, table, 0, &words[0]);
	help_word(p, table, 1, &words[1]);
	if (table_rows(table))
		package_add_label(p, table, 0, &words[2]);
	str_truncate(&words[2], text_part(str_slice(&words[2]), HELP_LABEL).len);
	str_add_bytes(&words[3], words[0].buf, text_clip(str_slice(&words[0]), 2, NULL));
	for (size_t i = 0; words[1].len && i < sizeof examples / sizeof *examples; i++) {
		str_clear(&text);
		for (const char *c = examples[i].form; *c; c++) {
			const char *word = strchr(names, *c);

			if (word)
				str_add(&text, words[word - names].buf);
			else
				str_add_char(&text, *c);
		}
		help_add_example(state, &text, _(examples[i].text), width);
	}
	/* The first column that holds kinds, not names. */
	for (size_t i = 0; i < table->schema->column_count; i++) {
		const struct field *field = table->schema->columns[i].last;

		if (table->schema->columns[i].count > 1 ||
			(field->type != FIELD_BOOLEAN && !field->choices))
			continue;
		str_clear(&text);
		str_addf(&text, "%s:", field->name);
		package_add_value(p, table, 0, &table->schema->columns[i], &text);
		help_add_example(state, &text,
			_("this value in this field; Tab lists fields and values"),
			width);
		break;
	}
	if (events_any(p)) {
		str_clear(&text);
		str_addf(&text, "year:%d..%d", year - HELP_YEARS, year);
		help_add_example(
			state, &text, _("a date in these years, both included"), width);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		str_release(&words[i]);
	str_release(&text);
}

/* Writes all of the help under headings. */
static void help_build(struct pane *pane, int width)
{
	struct help_state *state = pane->state;
	const struct command_table *table = pane->ctx->commands;
	const struct package *p = pane->ctx->package;
	const char *search = command_find(table, COMMAND_SEARCH, IN_LIST)->group;
	const char *heading = search;
	int of = state->table; /* the table of the examples */

	/* What the key bar may show is what is most used in the pane. */
	help_add_heading(state, _("In this pane"));
	for (size_t i = 0; i < table->count; i++)
		if (command_in_bar(&table->rows[i], state->context))
			help_add_row(state, &table->rows[i], width);
	help_add_heading(state, _(help_searching));
	state->searching = state->pager.line_count - 1;
	for (size_t i = 0; i < p->table_count && of < 0; i++)
		if (p->tables[i].schema->view == VIEW_TAB)
			of = (int)i;
	if (of >= 0)
		help_add_examples(state, pane, &p->tables[of], width);
	for (size_t i = 0; i < table->count; i++)
		if (!strcmp(table->rows[i].group, search))
			help_add_row(state, &table->rows[i], width);
	for (size_t i = 0; i < table->count; i++) {
		const struct command *row = &table->rows[i];

		if (!strcmp(row->group, search))
			continue;
		if (strcmp(heading, row->group) != 0)
			help_add_heading(state, _(row->group));
		heading = row->group;
		help_add_row(state, row, width);
	}
}

/* Chooses the link in or below LINE: a heading has none, and what was meant is the first
 * command below it. */
static void help_to_line(struct pager *pager, size_t line)
{
	int link = pager_link_between(pager, line, pager->line_count, true);

	if (link >= 0)
		pager_to_link(pager, link);
}

/* Returns the first line of the chosen link. */
static size_t help_line_of(const struct pager *pager)
{
	size_t line = pager_link_line(pager, pager->link, 0, pager->line_count);

	return line == SIZE_MAX ? 0 : line;
}

static bool help_has_words(struct slice text, void *search)
{
	return search_fits(search, text);
}

/* Returns the next line with the words from FROM on (BACK: before it), or SIZE_MAX. */
static size_t help_find(const struct pane *pane, size_t from, bool back)
{
	void *words = (void *)(uintptr_t)pane->ctx->find;

	return pager_find(pane->pager, from, back, help_has_words, words);
}

static void help_update(struct pane *pane)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->pager;
	const struct search *find = pane->ctx->find;
	int width = pane_text_rect(pane).w;
	size_t line;

	if (pane->changed) {
		pager_clear(pager);
		state->count = 0;
		help_build(pane, width < HELP_WIDEST ? width : HELP_WIDEST);
		pane->changed = false;
	}
	pager_update(pager, pane->rect.h);
	if (state->to_searching) {
		help_to_line(pager, state->searching);
		pager->top = state->searching;
		state->from = state->searching;
		state->to_searching = false;
	}
	if (state->change == find->query_change)
		return;
	/* While words are typed, goes to the first line that has them, from that on where
	 * the user was before. */
	state->change = find->query_change;
	state->typing = search_active(find);
	line = state->typing ? help_find(pane, state->from, false) : SIZE_MAX;
	if (state->typing && line == SIZE_MAX)
		line = help_find(pane, 0, false);
	if (state->typing)
		help_to_line(pager, line != SIZE_MAX ? line : state->from);
}

static void help_draw(const struct pane *pane, struct canvas *canvas)
{
	pane_draw_text(pane, canvas);
	pane_draw_words(pane, canvas, pane->ctx->find);
}

/* Leaves what the chosen line runs as a request. */
static void help_run(struct pane *pane)
{
	struct help_state *state = pane->state;
	int link = state->pager.link;
	const struct help_line *line =
		link >= 0 && (size_t)link < state->count ? &state->lines[link] : NULL;

	if (line && !line->row && !line->example) {
		pane_request(
			pane, REQUEST_TAB, (struct row_ref){ state->table, line->named });
		return;
	}
	pane->request.kind = line && line->example ? REQUEST_SEARCH : REQUEST_COMMAND;
	pane->request.command = line && line->row ? line->row->id : COMMAND_NONE;
	pane->request.number = -1;
	str_clear(&pane->request.text);
	str_add(&pane->request.text, line && line->example ? line->example : "");
}

static bool help_command(struct pane *pane, enum command_id command)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->pager;
	bool back = command == COMMAND_PREVIOUS_HIT;
	bool typing = state->typing;
	size_t line, at;

	state->typing = false;
	switch (command) {
	case COMMAND_OPEN:
		help_run(pane);
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		if (!search_active(pane->ctx->find)) {
			pane_say_no_search(pane);
			return true;
		}
		/* Enter behind the words stays where typing them has led. */
		at = help_line_of(pager);
		line = help_find(pane, back || typing ? at : at + 1, back);
		if (line == SIZE_MAX) {
			line = help_find(pane, back ? pager->line_count : 0, back);
			if (line == SIZE_MAX)
				pane_say(pane, _("No match for “%s” in the help."),
					search_text(pane->ctx->find));
			else
				pane_say_wrapped(pane, !back);
		}
		if (line != SIZE_MAX)
			help_to_line(pager, line);
		break;
	default:
		if (!pane_move(pane, command))
			return false;
	}
	state->from = help_line_of(pager);
	return true;
}

static void help_position(const struct pane *pane, struct str *out)
{
	const struct help_state *state = pane->state;
	size_t at = help_line_of(&state->pager), number = 0, count = 0;

	if (!search_active(pane->ctx->find)) {
		str_add(out, _("Help. Enter runs the selected command, Esc closes"));
		return;
	}
	for (size_t line = 0; (line = help_find(pane, line, false)) != SIZE_MAX; line++) {
		count++;
		number += line <= at;
	}
	str_addf(out, "%zu/%zu  “%s”  %s", number, count, search_text(pane->ctx->find),
		_("Enter runs the selected command, Esc closes"));
}

/* Goes to the part on the search, TEXT, as soon as it is written. */
static bool help_go(struct pane *pane, const char *text)
{
	struct help_state *state = pane->state;

	state->to_searching = pane->changed = !strcmp(text, help_searching);
	return state->to_searching;
}

const struct view view_help = {
	.name = N_("Help"),
	.context = IN_HELP,
	.state_size = sizeof(struct help_state),
	.open = help_open,
	.close = help_close,
	.update = help_update,
	.draw = help_draw,
	.command = help_command,
	.save = pane_save_text,
	.restore = pane_restore_text,
	.go = help_go,
	.position = help_position,
};

/* Adds the rows of the table below whose label begins with TEXT. */
static void palette_add_rows(struct pane *pane, const char *text, int width)
{
	struct help_state *state = pane->state;
	const struct package *p = pane->ctx->package;
	uint32_t rows[PALETTE_ROWS];
	size_t count = 0;
	struct str number = STR_INIT, label = STR_INIT;

	if (state->table >= 0 && !palette_leads_below(text))
		count = resolve_labels(
			p, state->table, slice_of(text), rows, PALETTE_ROWS);
	for (size_t i = 0; i < count; i++) {
		str_clear(&number);
		str_clear(&label);
		/* TRANSLATORS: a command, in a column of 22 */
		str_addf(&number, _("go to row %u"), (unsigned)rows[i] + 1);
		package_add_label(p, &p->tables[state->table], rows[i], &label);
		help_add_line(state, (struct help_line){ .named = rows[i] }, number.buf,
			label.buf, width);
	}
	str_release(&number);
	str_release(&label);
}

/* Writes the commands that the palette has, then the rows. */
static void palette_update(struct pane *pane)
{
	struct help_state *state = pane->state;
	struct pager *pager = &state->pager;
	const struct command_table *table = pane->ctx->commands;
	const char *text = search_text(pane->ctx->find);
	int width = pane_text_rect(pane).w;
	struct str words = STR_INIT;

	if (width > HELP_WIDEST)
		width = HELP_WIDEST;
	if (pane->changed) {
		pager_clear(pager);
		state->count = 0;
		casefold_add(&words, slice_of(text));
		for (size_t i = 0; i < table->count; i++)
			if (palette_has(&table->rows[i], state->context, text,
				    str_slice(&words)))
				help_add_row(state, &table->rows[i], width);
		str_release(&words);
		state->commands = state->count;
		palette_add_rows(pane, text, width);
		pager->link = state->count ? 0 : -1;
		pager->top = 0;
		pane->changed = false;
	}
	pager_update(pager, pane->rect.h);
}

static void palette_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct help_state *state = pane->state;
	const char *typed = search_text(pane->ctx->find);
	struct str note = STR_INIT;

	if (palette_leads_below(typed))
		str_add(&note,
			_("Enter goes to this row, or on the timeline to this date."));
	else if (!state->count)
		str_addf(&note, _("No command matches “%s”. Esc closes."), typed);
	canvas_put(canvas, pane_text_rect(pane), 0, 0, note.buf, STYLE_TEXT);
	pane_draw_text(pane, canvas);
	str_release(&note);
}

static bool palette_command(struct pane *pane, enum command_id command)
{
	if (command != COMMAND_OPEN)
		return pane_move(pane, command);
	help_run(pane);
	pane->request.number = help_number(search_text(pane->ctx->find));
	return true;
}

static void palette_position(const struct pane *pane, struct str *out)
{
	const struct help_state *state = pane->state;
	size_t rows = state->count - state->commands;

	if (!state->count) {
		str_add(out, _("No matching command. Type a row number or a date."));
		return;
	}
	if (state->commands)
		str_addf(out, ngettext("%s command", "%s commands", state->commands),
			number_text(state->commands).text);
	if (rows) {
		str_add(out, state->commands ? ", " : "");
		str_addf(
			out, ngettext("%s row", "%s rows", rows), number_text(rows).text);
	}
}

const struct view view_palette = {
	.name = N_("Commands"),
	.context = IN_HELP,
	.state_size = sizeof(struct help_state),
	.open = help_open,
	.close = help_close,
	.update = palette_update,
	.draw = palette_draw,
	.command = palette_command,
	.position = palette_position,
};
