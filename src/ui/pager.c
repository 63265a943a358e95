/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the spans of text and the ends of lines. Spans are kept in the order in which they
 * were added; the open line is the one after the last ended line. What the links lead to
 * is the owner's business.
 */

#include "config.h"

#include "ui/pager.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

void pager_init(struct pager *p)
{
	*p = (struct pager){ .link = -1, .open_link = -1, .hit = SIZE_MAX, .height = 1 };
}

void pager_release(struct pager *p)
{
	arena_release(&p->arena);
	free(p->spans);
	free(p->lines);
	pager_init(p);
}

void pager_clear(struct pager *p)
{
	arena_release(&p->arena);
	p->span_count = 0;
	p->line_count = 0;
	p->x = 0;
	p->fixed = 0;
	p->hit = SIZE_MAX;
	p->link_count = 0;
	p->open_link = -1;
}

/* Returns the number of the first span of LINE, which may be the open line. */
static size_t pager_first_span(const struct pager *p, size_t line)
{
	return line ? p->lines[line - 1] : 0;
}

void pager_add(struct pager *p, enum style style, struct slice text)
{
	if (!text.len)
		return;
	*ARRAY_ADD(p->spans, p->span_count, p->span_alloc) = (struct pager_span){
		.x = p->x,
		.text = { arena_strndup(&p->arena, text.text, text.len), text.len },
		.style = style,
		.link = p->open_link,
		.address = p->address,
	};
	p->x += text_width(text);
}

void pager_tab(struct pager *p, int x)
{
	const struct pager_span *last = NULL;

	if (p->span_count > pager_first_span(p, p->line_count))
		last = &p->spans[p->span_count - 1];
	if (p->x < x)
		p->x = x;
	else if (p->x > x || (last && last->x + text_width(last->text) == p->x))
		p->x++;
}

int pager_open_link(struct pager *p)
{
	p->open_link = p->link_count++;
	return p->open_link;
}

void pager_close_link(struct pager *p)
{
	p->open_link = -1;
}

void pager_set_address(struct pager *p, struct slice address)
{
	p->address = (struct slice){ NULL, 0 };
	if (address.len)
		p->address = (struct slice){
			arena_strndup(&p->arena, address.text, address.len), address.len
		};
}

void pager_end_line(struct pager *p)
{
	*ARRAY_ADD(p->lines, p->line_count, p->line_alloc) = p->span_count;
	p->x = 0;
}

void pager_add_gap(struct pager *p)
{
	if (p->line_count &&
		p->lines[p->line_count - 1] > pager_first_span(p, p->line_count - 1))
		pager_end_line(p);
}

void pager_add_columns(struct pager *p, const struct pager *blocks, size_t count,
	int width, bool numbered)
{
	size_t lines = 0;
	int links = numbered ? 0 : p->link_count;

	for (size_t i = 0; i < count; i++) {
		lines = blocks[i].line_count > lines ? blocks[i].line_count : lines;
		if (!numbered)
			p->link_count += blocks[i].link_count;
		else if (blocks[i].link_count > p->link_count)
			p->link_count = blocks[i].link_count;
	}
	for (size_t line = 0; line < lines; line++, pager_end_line(p)) {
		int first = links; /* number of the first link of the block */

		for (size_t i = 0; i < count; i++) {
			const struct pager *from = &blocks[i];
			size_t end = line < from->line_count ? from->lines[line] : 0;
			size_t k = end ? pager_first_span(from, line) : 0;

			for (; k < end; k++) {
				const struct pager_span *span = &from->spans[k];

				p->x = (int)i * width + span->x;
				p->open_link = span->link < 0 ? -1 : first + span->link;
				pager_set_address(p, span->address);
				pager_add(p, span->style, span->text);
			}
			first += numbered ? 0 : from->link_count;
		}
		p->open_link = -1;
		p->address = (struct slice){ NULL, 0 };
	}
}

static bool is_newline(char c)
{
	return c == '\n' || c == '\r';
}

void pager_flow(struct pager *p, enum style style, struct slice text, int left, int width)
{
	while (text.len) {
		int room = width - p->x;
		size_t next, len = text_wrap(text, room > 1 ? room : 1, &next);
		bool behind = p->x > left && len;
		size_t word = 0;
		struct slice gap;

		/* What does not fit behind other text is left for the next line, if it
		 * fits in a line of its own: in particular a word. */
		while (behind && word < text.len && text.text[word] != ' ' &&
			!is_newline(text.text[word]))
			word++;
		if (behind &&
			((next == len && len < word &&
				 text_width(slice_part(text, 0, word)) <= width - left) ||
				text_width(slice_part(text, 0, len)) > room))
			next = len = 0;
		gap = slice_part(text, len, next - len);
		pager_add(p, style, slice_part(text, 0, len));
		text = slice_from(text, next);
		/* Blanks at the very end separate this text from what is added next. */
		if (text.len || (gap.len && is_newline(gap.text[gap.len - 1]))) {
			pager_end_line(p);
			p->x = left;
		} else {
			p->x += text_width(gap);
		}
	}
}

size_t pager_link_line(const struct pager *p, int link, size_t from, size_t to)
{
	for (size_t line = from; line < to && line < p->line_count; line++)
		for (size_t i = pager_first_span(p, line); i < p->lines[line]; i++)
			if (p->spans[i].link == link)
				return line;
	return SIZE_MAX;
}

static size_t pager_last_top(const struct pager *p)
{
	size_t height = (size_t)p->height;

	return p->line_count > height ? p->line_count - height : 0;
}

/* Returns how many lines stay at the top; none where they would take half the screen. */
static size_t pager_fixed(const struct pager *p)
{
	return 2 * p->fixed < (size_t)p->height ? p->fixed : 0;
}

/* Returns the first line below those that stay. */
static size_t pager_first(const struct pager *p)
{
	return p->top + pager_fixed(p);
}

size_t pager_line_at(const struct pager *p, int y)
{
	return (size_t)y < pager_fixed(p) ? (size_t)y : p->top + (size_t)y;
}

static bool pager_shows_link(const struct pager *p, int link)
{
	return pager_link_line(p, link, pager_first(p), p->top + (size_t)p->height) !=
		SIZE_MAX;
}

/* Scrolls as little as needed to show LINK, or its first lines when not all fit. */
static void pager_show_link(struct pager *p, int link)
{
	size_t height = (size_t)p->height;
	size_t first = pager_link_line(p, link, 0, p->line_count);
	size_t last = first;

	if (first == SIZE_MAX)
		return;
	while (pager_link_line(p, link, last + 1, last + 2) != SIZE_MAX)
		last++;
	if (last >= p->top + height)
		p->top = last - height + 1;
	if (first < pager_first(p))
		p->top = first > pager_fixed(p) ? first - pager_fixed(p) : 0;
}

void pager_update(struct pager *p, int height)
{
	p->height = height > 1 ? height : 1;
	if (p->link >= p->link_count)
		p->link = p->link_count - 1;
	if (p->top > pager_last_top(p))
		p->top = pager_last_top(p);
	if (p->link >= 0 && !pager_shows_link(p, p->link))
		pager_show_link(p, p->link);
}

void pager_to_link(struct pager *p, int link)
{
	p->link = link < p->link_count ? link : p->link_count - 1;
	if (p->link >= 0)
		pager_show_link(p, p->link);
}

int pager_link_between(const struct pager *p, size_t from, size_t to, bool first)
{
	size_t end = to < p->line_count ? to : p->line_count;
	int found = -1;

	for (size_t i = pager_first_span(p, from); i < pager_first_span(p, end); i++) {
		if (p->spans[i].link < 0)
			continue;
		found = p->spans[i].link;
		if (first)
			break;
	}
	return found;
}

/* Scrolls to TOP or the end. A chosen link that is no longer shown is replaced by the
 * first link on the screen when it moved down, else by the last: Enter never follows a
 * link that is not on the screen. */
static void pager_scroll(struct pager *p, size_t top, bool down)
{
	p->top = top < pager_last_top(p) ? top : pager_last_top(p);
	if (p->link >= 0 && !pager_shows_link(p, p->link))
		p->link = pager_link_between(
			p, pager_first(p), p->top + (size_t)p->height, down);
}

void pager_to_hit(struct pager *p, size_t line)
{
	size_t fixed = pager_fixed(p);

	if (line >= fixed &&
		(line < pager_first(p) || line >= p->top + (size_t)p->height))
		pager_scroll(p, line - fixed, true);
	p->hit = line;
}

void pager_wheel(struct pager *p, int rows)
{
	size_t up = rows < 0 ? (size_t)-rows : 0;

	if (rows > 0)
		pager_scroll(p, p->top + (size_t)rows, true);
	else
		pager_scroll(p, p->top > up ? p->top - up : 0, false);
}

bool pager_command(struct pager *p, enum command_id command)
{
	int rows = p->height - (int)pager_fixed(p);
	int page = rows > 2 ? rows - 1 : 1;
	int half = (page + 1) / 2;
	const int steps[COMMAND_MAX] = { [COMMAND_UP] = -1,
		[COMMAND_DOWN] = 1,
		[COMMAND_PAGE_UP] = -page,
		[COMMAND_PAGE_DOWN] = page,
		[COMMAND_HALF_UP] = -half,
		[COMMAND_HALF_DOWN] = half };
	int link = p->link;

	if (steps[command]) {
		pager_wheel(p, steps[command]);
		return true;
	}
	switch (command) {
	case COMMAND_FIRST:
		pager_scroll(p, 0, true);
		return true;
	case COMMAND_LAST:
		pager_scroll(p, p->line_count, false);
		return true;
	/* Without a chosen link the nearest from the screen on is chosen, so that the user
	 * keeps the position in the text. */
	case COMMAND_NEXT_LINK:
		link = link < 0
			? pager_link_between(p, pager_first(p), p->line_count, true)
			: link + 1;
		pager_to_link(p, link < 0 || link >= p->link_count ? 0 : link);
		return true;
	case COMMAND_PREVIOUS_LINK:
		link = link < 0
			? pager_link_between(p, 0, p->top + (size_t)p->height, false)
			: link - 1;
		pager_to_link(p, link < 0 ? p->link_count - 1 : link);
		return true;
	default:
		return false;
	}
}

void pager_to_side(struct pager *p, bool right)
{
	enum { LINE = 1000 }; /* a line away is further than any column */
	long line = 0, from = -1, best = -1;
	int link = -1, x = 0;

	for (size_t i = 0; i < p->span_count && from < 0; i++) {
		while (i >= p->lines[line])
			line++;
		if (p->spans[i].link == p->link && p->link >= 0) {
			from = line;
			x = p->spans[i].x;
		}
	}
	line = 0;
	for (size_t i = 0; i < p->span_count && from >= 0; i++) {
		long far = right ? p->spans[i].x - x : x - p->spans[i].x;

		while (i >= p->lines[line])
			line++;
		if (p->spans[i].link < 0 || far <= 0)
			continue;
		far += LINE * labs(line - from);
		if (best < 0 || far < best) {
			best = far;
			link = p->spans[i].link;
		}
	}
	if (link >= 0)
		pager_to_link(p, link);
}

int pager_link_at(const struct pager *p, int x, int y)
{
	size_t line = pager_line_at(p, y > 0 ? y : 0);
	int found = -1; /* the link of the span left of X */

	if (y < 0 || y >= p->height || line >= p->line_count)
		return -1;
	for (size_t i = pager_first_span(p, line); i < p->lines[line]; i++) {
		const struct pager_span *span = &p->spans[i];

		if (x < span->x)
			return span->link == found ? found : -1;
		if (x < span->x + text_width(span->text))
			return span->link;
		found = span->link;
	}
	return -1;
}

size_t pager_find(const struct pager *p, size_t from, bool back,
	bool (*match)(struct slice text, void *data), void *data)
{
	size_t line = from, found = SIZE_MAX;
	struct str text = STR_INIT;

	if (back && line > p->line_count)
		line = p->line_count;
	while (found == SIZE_MAX && (back ? line-- > 0 : line < p->line_count)) {
		int end = 0;

		/* Spans that are apart get a blank between them. */
		str_clear(&text);
		for (size_t i = pager_first_span(p, line); i < p->lines[line]; i++) {
			const struct pager_span *span = &p->spans[i];

			if (text.len && span->x > end)
				str_add_char(&text, ' ');
			str_add_bytes(&text, span->text.text, span->text.len);
			end = span->x + text_width(span->text);
		}
		if (match((struct slice){ text.buf, text.len }, data))
			found = line;
		line += !back;
	}
	str_release(&text);
	return found;
}

void pager_draw(
	const struct pager *p, struct canvas *canvas, struct rect rect, bool focused)
{
	bool placed = false;

	for (int y = 0; y < rect.h && pager_line_at(p, y) < p->line_count; y++) {
		size_t line = pager_line_at(p, y);

		if (focused && line == p->hit && p->link < 0) {
			canvas_cursor(canvas, rect, 0, y, false);
			placed = true;
		}
		for (size_t i = pager_first_span(p, line); i < p->lines[line]; i++) {
			const struct pager_span *span = &p->spans[i];

			canvas_text(canvas, rect, span->x, y, span->text, span->style);
			if (span->address.len)
				canvas_link(canvas, rect, span->x, y,
					text_width(span->text), span->address);
			if (!focused || span->link < 0 || span->link != p->link)
				continue;
			canvas_overlay(canvas, rect, span->x, y, text_width(span->text),
				OVERLAY_CURSOR);
			if (!placed)
				canvas_cursor(canvas, rect, span->x, y, false);
			placed = true;
		}
	}
	if (focused && !placed)
		canvas_cursor(canvas, rect, 0, 0, false);
}
