#include "config.h"

/* The columns of a list, and the view in which they are chosen: a line for each column,
 * with a mark when it is shown. How wide a column is drawn is cell_cache's. What always
 * holds: paths and indices list the columns that are shown, in their order. */

#include "view/column_config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/bali_ext.h"
#include "ui/list.h"
#include "view/views.h"

/* Lists again what is shown. */
static void column_config_changed(struct column_config *s)
{
	s->shown = 0;
	for (size_t i = 0; i < s->count; i++) {
		if (!s->columns[i].shown)
			continue;
		s->paths[s->shown] = s->columns[i].path;
		s->indices[s->shown++] = i;
	}
	s->changes++;
}

/* Notes that the user has changed something. */
static void column_config_choose(struct column_config *s)
{
	s->chosen = true;
	column_config_changed(s);
}

/* Fills S with the table's columns, shown, and with the fields that none of them shows, or
 * for a reference the name of its row: such a column has the field's title. */
static void column_config_make(struct column_config *s)
{
	const struct resource *r = s->table->schema;
	size_t most = r->column_count + r->field_count + 1;

	s->known = r->field_count;
	s->columns = xcalloc(most, sizeof *s->columns);
	s->paths = xcalloc(most, sizeof *s->paths);
	s->indices = xcalloc(most, sizeof *s->indices);
	s->fields = xcalloc(most, sizeof *s->fields);
	s->count = 0;
	for (; s->count < r->column_count; s->count++)
		s->columns[s->count] = (struct column_config_column){
			.path = r->columns[s->count], .id = s->count, .shown = true
		};
	for (size_t i = 0; i < r->field_count; i++) {
		const struct field *field = &r->fields[i];
		size_t k = 0;

		s->fields[i] = i;
		while (k < r->column_count &&
			(r->columns[k].fields[0] != i ||
				r->columns[k].title != field->title))
			k++;
		if (k < r->column_count)
			continue;
		s->columns[s->count] = (struct column_config_column){
			.path = { .count = 1,
				.fields = &s->fields[i],
				.title = field->title,
				.last = field },
			.id = s->count,
			.shown = !r->column_count && !i,
		};
		s->count++;
	}
	column_config_changed(s);
}

void column_config_init(
	struct column_config *s, const struct package *package, const struct table *table)
{
	*s = (struct column_config){ .package = package, .table = table };
	column_config_make(s);
}

void column_config_release(struct column_config *s)
{
	free(s->columns);
	free(s->paths);
	free(s->indices);
	free(s->fields);
}

void column_config_fit(struct column_config *s)
{
	if (s->known == s->table->schema->field_count)
		return;
	column_config_release(s);
	column_config_make(s);
}

const struct column_config_column *column_config_at(
	const struct column_config *s, size_t pos)
{
	return &s->columns[s->indices[pos]];
}

/* Returns the index of column ID, or s->count. */
static size_t column_config_index(const struct column_config *s, size_t id)
{
	size_t i = 0;

	while (i < s->count && s->columns[i].id != id)
		i++;
	return i;
}

const struct column_config_column *column_config_find(
	const struct column_config *s, size_t id)
{
	size_t i = column_config_index(s, id);

	return i < s->count ? &s->columns[i] : NULL;
}

size_t column_config_pos(const struct column_config *s, size_t id)
{
	size_t index = column_config_index(s, id);
	size_t pos = 0;

	for (size_t i = 0; i < index; i++)
		pos += s->columns[i].shown;
	if (pos >= s->shown)
		pos = s->shown ? s->shown - 1 : 0;
	return pos;
}

bool column_config_toggle(struct column_config *s, size_t index)
{
	if (s->columns[index].shown && s->shown == 1)
		return false;
	s->columns[index].shown = !s->columns[index].shown;
	column_config_choose(s);
	return true;
}

bool column_config_move(struct column_config *s, size_t index, int step)
{
	size_t other = step < 0 ? index - 1 : index + 1;
	struct column_config_column column;

	if (step < 0 ? index == 0 : other >= s->count)
		return false;
	column = s->columns[index];
	s->columns[index] = s->columns[other];
	s->columns[other] = column;
	column_config_choose(s);
	return true;
}

void column_config_show_all(struct column_config *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->columns[i].shown = true;
	column_config_choose(s);
}

void column_config_reset(struct column_config *s)
{
	column_config_release(s);
	column_config_make(s);
	s->chosen = false;
}

void column_config_set_width(struct column_config *s, size_t id, int width)
{
	size_t i = column_config_index(s, id);

	if (width && width < COLUMN_CONFIG_NARROWEST)
		width = COLUMN_CONFIG_NARROWEST;
	if (width > COLUMN_CONFIG_WIDEST)
		width = COLUMN_CONFIG_WIDEST;
	if (i < s->count)
		s->columns[i].user_width = width;
	column_config_choose(s);
}

static void column_config_add_name(
	const struct column_config *s, size_t i, struct str *out)
{
	path_add_name(
		&s->columns[i].path, &s->package->descriptor, s->table->schema, out);
}

void column_config_adopt(struct column_config *s, const struct column_config *old)
{
	struct str name = STR_INIT, wanted = STR_INIT;
	size_t next = 0; /* those before it are OLD's, in its order */

	if (!old->chosen)
		return;
	s->chosen = true;
	for (size_t i = 0; i < old->count; i++) {
		struct column_config_column column;
		size_t at;

		str_clear(&wanted);
		column_config_add_name(old, i, &wanted);
		for (at = next; at < s->count; at++) {
			str_clear(&name);
			column_config_add_name(s, at, &name);
			if (!strcmp(name.buf, wanted.buf))
				break;
		}
		if (at == s->count)
			continue;
		column = s->columns[at];
		column.shown = old->columns[i].shown;
		column.user_width = old->columns[i].user_width;
		memmove(&s->columns[next + 1], &s->columns[next],
			(at - next) * sizeof column);
		s->columns[next++] = column;
	}
	str_release(&name);
	str_release(&wanted);
	column_config_changed(s);
	if (!s->shown)
		column_config_reset(s);
}

enum {
	COLUMNS_X = 3,    /* of the marks */
	COLUMNS_MARK = 4, /* the mark and a blank */
	COLUMNS_TITLE = 30,
	COLUMNS_NAME = 28,
	COLUMNS_LEAST = 8, /* narrower than this nothing can be read */
	COLUMNS_AIRY = 16, /* rows from which a blank line follows the head */
};

struct columns_state {
	struct column_config *set; /* of the list below */
	struct list list;
};

static void columns_open(struct pane *pane)
{
	struct columns_state *state = pane->state;

	state->set = pane->ctx->columns;
	list_resize(&state->list, state->set->count, 1);
	pane->list = &state->list;
}

static void columns_update(struct pane *pane)
{
	struct columns_state *state = pane->state;

	column_config_fit(state->set);
	pane->head = pane->rect.h >= COLUMNS_AIRY ? 3 : 1;
	list_resize(&state->list, state->set->count, pane->rect.h - pane->head);
}

/* Draws TEXT at column X, WIDTH wide where there is room for that, and returns the first
 * free column. */
static int columns_draw_field(const struct pane *pane, struct canvas *canvas, int x,
	int y, int width, const char *text, enum style style)
{
	int room = pane->rect.w - x - 1;

	if (room >= COLUMNS_LEAST)
		canvas_field(canvas, pane->rect, x, y, width < room ? width : room,
			slice_of(text), false, style);
	return x + width + 1;
}

static void columns_draw_line(
	const struct pane *pane, struct canvas *canvas, int y, size_t i)
{
	const struct columns_state *state = pane->state;
	const struct column_config_column *column = &state->set->columns[i];
	enum style style = column->shown ? STYLE_TEXT : STYLE_DIM;
	int x = COLUMNS_X + COLUMNS_MARK;
	struct str text = STR_INIT;

	canvas_put(
		canvas, pane->rect, COLUMNS_X, y, column->shown ? "[x]" : "[ ]", style);
	pane_draw_hits(canvas, pane->rect, x, y, COLUMNS_TITLE, pane->ctx->find, -1, -1,
		slice_of(column->path.title));
	x = columns_draw_field(
		pane, canvas, x, y, COLUMNS_TITLE, column->path.title, style);
	column_config_add_name(state->set, i, &text);
	x = columns_draw_field(pane, canvas, x, y, COLUMNS_NAME, text.buf, STYLE_DIM);
	str_clear(&text);
	if (column->user_width)
		str_addf(&text, "%d wide", column->user_width);
	columns_draw_field(pane, canvas, x, y, COLUMNS_LEAST, text.buf, STYLE_NOTE);
	str_release(&text);
}

static void columns_draw(const struct pane *pane, struct canvas *canvas)
{
	const struct columns_state *state = pane->state;
	int width = pane->rect.w - COLUMNS_X - 1;
	struct str text = STR_INIT;

	str_addf(&text, "Columns of %s", state->set->table->schema->title);
	canvas_field(canvas, pane->rect, COLUMNS_X, 0, width, slice_of(text.buf), false,
		STYLE_STRONG);
	if (pane->head > 1)
		canvas_field(canvas, pane->rect, COLUMNS_X, 1, width,
			slice_of("The first one shown stays where it is when the others "
				 "are scrolled."),
			false, STYLE_NOTE);
	str_release(&text);
	if (!state->list.count && pane->focused)
		canvas_cursor(canvas, pane->rect, COLUMNS_X, 0, false);
	pane_draw_list(pane, canvas, COLUMNS_X, columns_draw_line);
}

/* Goes to the next column that has the words looked for, round the ends. */
static void columns_next_hit(struct pane *pane, bool back)
{
	struct columns_state *state = pane->state;
	const struct search *find = pane->ctx->find;
	size_t count = state->set->count;
	size_t at = state->list.cursor;

	if (!search_active(find)) {
		pane_say(pane, "Nothing is being looked for; / looks for a column.");
		return;
	}
	for (size_t i = 0; i < count; i++) {
		at = (at + (back ? count - 1 : 1)) % count;
		if (!search_fits(find, slice_of(state->set->columns[at].path.title)))
			continue;
		list_show(&state->list, at);
		return;
	}
	pane_say(pane, "No column is called “%s”.", search_text(find));
}

static bool columns_command(struct pane *pane, enum command_id command)
{
	struct columns_state *state = pane->state;
	struct column_config *set = state->set;
	int step = command == COMMAND_COLUMN_UP ? -1 : 1;

	if (pane_move(pane, command))
		return true;
	switch (command) {
	case COMMAND_TOGGLE_COLUMN:
	case COMMAND_OPEN:
		if (state->list.count && !column_config_toggle(set, state->list.cursor))
			pane_say(pane, "This is the only column; one has to stay.");
		return true;
	case COMMAND_COLUMN_UP:
	case COMMAND_COLUMN_DOWN:
		if (!state->list.count)
			return true;
		if (column_config_move(set, state->list.cursor, step))
			pane_move(pane, step < 0 ? COMMAND_UP : COMMAND_DOWN);
		else
			pane_say(pane,
				step < 0 ? "This is the first column."
					 : "This is the last column.");
		return true;
	case COMMAND_ALL_COLUMNS:
		if (set->shown < set->count) {
			column_config_show_all(set);
			pane_say(pane,
				"All %zu columns; a again: those the table has of its "
				"own.",
				set->count);
		} else {
			column_config_reset(set);
			pane_say(pane, "The table's own columns, order and widths.");
		}
		return true;
	case COMMAND_NEXT_HIT:
	case COMMAND_PREVIOUS_HIT:
		columns_next_hit(pane, command == COMMAND_PREVIOUS_HIT);
		return true;
	default:
		return false;
	}
}

static void columns_save(const struct pane *pane, struct saved_pos *out)
{
	const struct columns_state *state = pane->state;

	*out = (struct saved_pos){ .row = ROW_NOWHERE,
		.list = { .top = state->list.top } };
	if (state->list.cursor < state->set->count)
		out->list.column = (int)state->set->columns[state->list.cursor].id;
}

static void columns_restore(struct pane *pane, const struct saved_pos *pos)
{
	struct columns_state *state = pane->state;
	size_t index = column_config_index(state->set, (size_t)pos->list.column);

	if (index < state->set->count)
		list_show(&state->list, index);
}

static void columns_position(const struct pane *pane, struct str *out)
{
	const struct columns_state *state = pane->state;

	pane_position(pane, out);
	str_addf(out, ", %zu shown", state->set->shown);
}

const struct view view_columns = {
	.name = "Columns",
	.context = IN_COLUMNS,
	.state_size = sizeof(struct columns_state),
	.open = columns_open,
	.update = columns_update,
	.draw = columns_draw,
	.command = columns_command,
	.click = pane_click,
	.scroll = pane_scroll,
	.go = pane_go,
	.save = columns_save,
	.restore = columns_restore,
	.position = columns_position,
};
