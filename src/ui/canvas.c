/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the cells. All writing goes through a lane, a row cut to the clip rectangle and to
 * the canvas. Writing over one half of a wide glyph makes the other a blank.
 */

#include "config.h"

#include "ui/canvas.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/memory.h"
#include "base/text.h"

enum { LAST_ASCII = 0x7f, ELLIPSIS = 0x2026 };

/* The columns of a row that a call may write to: from left up to, not including, right. */
struct lane {
	struct cell *cells; /* the whole row; NULL when no column may be written */
	int left, right;    /* columns of the canvas */
	int cols;           /* of the canvas */
};

void canvas_init(struct canvas *c)
{
	*c = (struct canvas){ .cursor_x = -1, .cursor_y = -1 };
}

void canvas_release(struct canvas *c)
{
	free(c->cells);
	str_release(&c->addresses);
	canvas_init(c);
}

void canvas_resize(struct canvas *c, int cols, int rows)
{
	free(c->cells);
	c->cols = cols;
	c->rows = rows;
	c->cells = xcalloc((size_t)cols * (size_t)rows, sizeof *c->cells);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	size_t count = (size_t)c->cols * (size_t)c->rows;

	for (size_t i = 0; i < count; i++)
		c->cells[i] = (struct cell){ .width = 1 };
	c->cursor_x = -1;
	c->cursor_y = -1;
	c->cursor_shown = false;
	str_clear(&c->addresses);
	c->link_count = 0;
}

struct rect canvas_rect(const struct canvas *c)
{
	return (struct rect){ 0, 0, c->cols, c->rows };
}

static int int_min(int a, int b)
{
	return a < b ? a : b;
}

static int int_max(int a, int b)
{
	return a > b ? a : b;
}

/* Returns row Y of CLIP, cut to the canvas. */
static struct lane canvas_lane(struct canvas *c, struct rect clip, int y)
{
	struct lane lane = { .cols = c->cols };
	int row = clip.y + y;

	if (y < 0 || y >= clip.h || row < 0 || row >= c->rows)
		return lane;
	lane.left = int_max(clip.x, 0);
	lane.right = int_min(clip.x + clip.w, c->cols);
	if (lane.left < lane.right)
		lane.cells = c->cells + (size_t)row * (size_t)c->cols;
	return lane;
}

/* Replaces the glyph of which column X is the right half, if any, by blanks. */
static void lane_split(const struct lane *lane, int x)
{
	struct cell *cell = lane->cells + x;

	if (x <= 0 || x >= lane->cols || cell->width != 0)
		return;
	for (int i = -1; i <= 0; i++) {
		memset(cell[i].chars, 0, sizeof cell[i].chars);
		cell[i].width = 1;
	}
}

/* Writes CHARACTER, of one column, 0 or ' ' for a blank, from column FROM up to, not
 * including, TO. */
static void lane_fill(
	const struct lane *lane, int from, int to, uint32_t character, enum style style)
{
	struct cell cell = { .chars = { character == ' ' ? 0 : character },
		.width = 1,
		.style = (uint8_t)style };

	from = int_max(from, lane->left);
	to = int_min(to, lane->right);
	if (from >= to)
		return;
	lane_split(lane, from);
	lane_split(lane, to);
	for (int i = from; i < to; i++)
		lane->cells[i] = cell;
}

/* Writes TEXT, printable ASCII, at column X: most of what is written. */
static void lane_add_ascii(
	const struct lane *lane, int x, struct slice text, enum style style)
{
	int from = int_max(x, lane->left);
	int to = int_min(x + (int)text.len, lane->right);

	lane_fill(lane, from, to, 0, style);
	for (int i = from; i < to; i++)
		if (text.text[i - x] != ' ')
			lane->cells[i].chars[0] = (unsigned char)text.text[i - x];
}

/* Writes a glyph of WIDTH 1 or 2 at column X; when half of it is outside of the lane, a
 * blank is written in the other half. */
static void lane_set(
	const struct lane *lane, int x, uint32_t character, int width, enum style style)
{
	int from = int_max(x, lane->left);
	int to = int_min(x + width, lane->right);

	lane_fill(lane, from, to, 0, style);
	if (to - from != width || character == ' ')
		return;
	lane->cells[from].chars[0] = character;
	lane->cells[from].width = (uint8_t)width;
	if (width == 2)
		lane->cells[from + 1].width = 0;
}

/* Adds CHARACTER, which has no columns, to the glyph that ends before column X. */
static void lane_join(const struct lane *lane, int x, uint32_t character)
{
	struct cell *cell;
	int at = x - 1;

	if (at >= lane->left && at < lane->right && lane->cells[at].width == 0)
		at--;
	if (at < lane->left || at >= lane->right)
		return;
	cell = lane->cells + at;
	if (!cell->chars[0])
		cell->chars[0] = ' ';
	for (int i = 1; i < CELL_CHARS; i++) {
		if (!cell->chars[i]) {
			cell->chars[i] = character;
			return;
		}
	}
}

/*
 * Writes one cluster at column X. A terminal gives each character with a width cells of
 * its own, so a cluster of several of them (a flag, a family) is in several cells.
 */
static void lane_add_cluster(
	const struct lane *lane, int x, struct slice cluster, enum style style)
{
	int at = x;

	while (cluster.len) {
		uint32_t character;
		size_t len = text_decode(cluster, &character);
		int width;

		character = text_visible(character);
		width = text_char_width(character);
		if (width)
			lane_set(lane, at, character, width, style);
		else if (at > x)
			lane_join(lane, at, character);
		at += width;
		cluster = slice_from(cluster, len);
	}
}

/* Returns how many bytes TEXT begins with, at most MOST, that are glyphs of printable
 * ASCII. */
static size_t ascii_run(struct slice text, size_t most)
{
	size_t len = 0;

	while (len < text.len && len < most && text.text[len] >= ' ' &&
		text.text[len] < LAST_ASCII)
		len++;
	/* A mark may follow the last and join it. */
	if (len && len < text.len && (unsigned char)text.text[len] > LAST_ASCII)
		len--;
	return len;
}

int canvas_text(struct canvas *c, struct rect clip, int x, int y, struct slice text,
	enum style style)
{
	struct lane lane = canvas_lane(c, clip, y);
	int at = x;

	while (text.len && at < clip.w) {
		struct slice run = { text.text,
			ascii_run(text, (size_t)(clip.w - at)) };
		int width = (int)run.len;

		if (run.len) {
			lane_add_ascii(&lane, clip.x + at, run, style);
		} else {
			run.len = text_cluster(text, &width);
			if (at + width > clip.w) {
				canvas_run(c, clip, at, y, ' ', clip.w - at, style);
				return clip.w - x;
			}
			lane_add_cluster(&lane, clip.x + at, run, style);
		}
		at += width;
		text = slice_from(text, run.len);
	}
	return at - x;
}

int canvas_put(struct canvas *c, struct rect clip, int x, int y, const char *text,
	enum style style)
{
	return canvas_text(c, clip, x, y, slice_of(text), style);
}

int canvas_field(struct canvas *c, struct rect clip, int x, int y, int width,
	struct slice text, bool right, enum style style)
{
	int used, pad;
	size_t fits;

	if (width <= 0)
		return 0;
	fits = text_clip(text, width, &used);
	if (fits < text.len) {
		text.len = text_clip(text, width - 1, &used);
		canvas_text(c, clip, x, y, text, style);
		canvas_run(c, clip, x + used, y, ' ', width - 1 - used, style);
		canvas_run(c, clip, x + width - 1, y, ELLIPSIS, 1, style);
		return width;
	}
	pad = width - used;
	canvas_run(c, clip, right ? x : x + used, y, ' ', pad, STYLE_TEXT);
	canvas_text(c, clip, right ? x + pad : x, y, text, style);
	return width;
}

void canvas_run(struct canvas *c, struct rect clip, int x, int y, uint32_t character,
	int count, enum style style)
{
	struct lane lane = canvas_lane(c, clip, y);
	int from = int_max(x, 0);
	int to = int_min(x + count, clip.w);

	character = text_visible(character);
	if (!lane.cells || text_char_width(character) != 1)
		return;
	lane_fill(&lane, clip.x + from, clip.x + to, character, style);
}

void canvas_column(struct canvas *c, struct rect clip, int x, int y, uint32_t character,
	int count, enum style style)
{
	int from = int_max(y, 0);
	int to = int_min(y + count, clip.h);

	for (int i = from; i < to; i++)
		canvas_run(c, clip, x, i, character, 1, style);
}

void canvas_overlay(
	struct canvas *c, struct rect clip, int x, int y, int width, unsigned overlay)
{
	struct lane lane = canvas_lane(c, clip, y);
	int from = int_max(clip.x + x, lane.left);
	int to = int_min(clip.x + x + width, lane.right);

	if (!lane.cells)
		return;
	for (int i = from; i < to; i++)
		lane.cells[i].overlay |= (uint8_t)overlay;
}

struct slice canvas_link_address(const struct canvas *c, int link)
{
	const char *at = c->addresses.buf;

	while (--link > 0)
		at += strlen(at) + 1;
	return slice_of(at);
}

/* The parts of an address that is wrapped follow each other, and share a number. */
void canvas_link(
	struct canvas *c, struct rect clip, int x, int y, int width, struct slice address)
{
	struct lane lane = canvas_lane(c, clip, y);
	int from = int_max(clip.x + x, lane.left);
	int to = int_min(clip.x + x + width, lane.right);

	if (!lane.cells || memchr(address.text, '\0', address.len))
		return;
	if (!c->link_count ||
		!slice_equal(canvas_link_address(c, c->link_count), address)) {
		if (c->link_count == UINT8_MAX)
			return;
		str_add_bytes(&c->addresses, address.text, address.len);
		str_add_char(&c->addresses, '\0');
		c->link_count++;
	}
	for (int i = from; i < to; i++)
		lane.cells[i].link = (uint8_t)c->link_count;
}

void canvas_bracket(const struct cell *row, int cols, struct cell *out)
{
	unsigned mark = OVERLAY_CURSOR;

	memcpy(out, row, (size_t)cols * sizeof *row);
	for (int x = 0; x < cols; x++)
		if (row[x].overlay & OVERLAY_CELL)
			mark = OVERLAY_CELL;
	for (int x = 0; x < cols; x++) {
		bool before = x + 1 < cols && row[x + 1].overlay & mark;
		bool after = x > 0 && row[x - 1].overlay & mark;

		if (!row[x].chars[0] && row[x].width == 1 && !(row[x].overlay & mark) &&
			(before || after))
			out[x].chars[0] = before ? '[' : ']';
	}
}

void canvas_cursor(struct canvas *c, struct rect clip, int x, int y, bool shown)
{
	struct lane lane = canvas_lane(c, clip, y);

	if (!lane.cells || clip.x + x < lane.left || clip.x + x >= lane.right)
		return;
	c->cursor_x = clip.x + x;
	c->cursor_y = clip.y + y;
	c->cursor_shown = shown;
}

bool cell_is_newer(const struct cell *cell)
{
	for (int i = 0; i < CELL_CHARS && cell->chars[i]; i++)
		if (cell->chars[i] > LAST_ASCII && wcwidth((wchar_t)cell->chars[i]) < 0)
			return true;
	return false;
}

/* Drops the marks of CELL that GLYPHS have not. The Linux console puts them in columns of
 * their own. */
static void cell_drop_marks(struct cell *cell, enum text_glyphs glyphs)
{
	for (int i = 1; i < CELL_CHARS && cell->chars[i]; i++)
		if (glyphs == TEXT_GLYPHS_CONSOLE ||
			text_glyph(cell->chars[i], 0, glyphs) != cell->chars[i])
			memset(cell->chars + i, 0,
				sizeof cell->chars - (size_t)i * sizeof *cell->chars);
}

void canvas_narrow(
	const struct cell *row, int cols, enum text_glyphs glyphs, struct cell *out)
{
	for (int x = 0; x < cols; x++) {
		int width = row[x].width;
		uint32_t sign = width ? row[x].chars[0] : 0;
		uint32_t drawn = sign ? text_glyph(sign, width, glyphs) : 0;

		out[x] = row[x];
		if (width && drawn == sign) {
			cell_drop_marks(&out[x], glyphs);
			if (width == 2 && ++x < cols)
				out[x] = row[x];
			continue;
		}
		memset(out[x].chars, 0, sizeof out[x].chars);
		out[x].width = 1;
		out[x].chars[0] = drawn;
		if (sign == ELLIPSIS && x && out[x - 1].width)
			out[x - 1].chars[0] = '.';
	}
}

void canvas_isolate(const struct cell *row, int cols, struct cell *out)
{
	enum { LEFT_TO_RIGHT_MARK = 0x200e };

	for (int x = 0; x < cols; x++) {
		int next = x + 1 < cols && !row[x + 1].chars[0] ? x + 2 : x + 1;
		int i = 1;

		out[x] = row[x];
		if (!text_is_rtl(row[x].chars[0]) ||
			(next < cols && text_is_rtl(row[next].chars[0])))
			continue;
		while (i < CELL_CHARS && row[x].chars[i])
			i++;
		if (i < CELL_CHARS)
			out[x].chars[i] = LEFT_TO_RIGHT_MARK;
	}
}

void canvas_add_text(const struct canvas *c, bool ascii, struct str *out)
{
	struct cell *plain = xcalloc((size_t)c->cols, sizeof *plain);

	for (int y = 0; y < c->rows; y++) {
		const struct cell *row = c->cells + (size_t)y * (size_t)c->cols;
		size_t end = out->len;

		if (ascii) {
			canvas_narrow(row, c->cols, TEXT_GLYPHS_ASCII, plain);
			row = plain;
		}

		for (int x = 0; x < c->cols; x++) {
			const struct cell *cell = &row[x];

			if (cell->width == 0)
				continue;
			if (!cell->chars[0])
				str_add_char(out, ' ');
			for (int i = 0; i < CELL_CHARS && cell->chars[i]; i++)
				text_encode(out, cell->chars[i]);
			if (out->buf[out->len - 1] != ' ')
				end = out->len;
		}
		str_truncate(out, end);
		str_add_char(out, '\n');
	}
	free(plain);
}
