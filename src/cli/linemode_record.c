#include "config.h"

/* A record, read from the page that the screen shows, and the overview. */

#include "cli/linemode.h"

#include <string.h>

#include "base/text.h"

enum {
	RECORD_WIDTH = 100000, /* columns: nothing is wrapped but by its own newlines */
};

/* --- links --- */

static size_t links_count(struct linemode *l)
{
	return l->record.link_count;
}

static struct row_ref links_ref(struct linemode *l, size_t i)
{
	return l->record.links[i];
}

const struct linemode_source linemode_links = {
	.noun = "link", .count = links_count, .ref = links_ref
};

/* --- the page as sentences --- */

/* What stands between two texts of a page. */
enum join { JOIN_NONE, JOIN_COMMA, JOIN_COLON };

static bool span_is_blank(struct slice text)
{
	return slice_trim(text).len == 0;
}

/* Appends TEXT; the dots that part things on the page are commas to the ear. */
static void record_add(struct linemode *l, const struct pager_span *span)
{
	static const char dot[] = " · ";
	struct slice text = slice_trim(span->text);

	while (text.len) {
		const char *at = span->style == STYLE_DIM
			? memmem(text.text, text.len, dot, sizeof dot - 1)
			: NULL;
		size_t len = at ? (size_t)(at - text.text) : text.len;

		str_add_bytes(&l->line, text.text, len);
		if (!at)
			break;
		str_add(&l->line, ", ");
		len += sizeof dot - 1;
		text.text += len;
		text.len -= len;
	}
}

static void record_add_join(struct linemode *l, enum join join, bool blank)
{
	str_trim_end(&l->line);
	if (join == JOIN_COLON)
		str_add(&l->line, ": ");
	else if (join == JOIN_COMMA && l->line.len &&
		!strchr(",:", l->line.buf[l->line.len - 1]))
		str_add(&l->line, ", ");
	else if (l->line.len && (blank || join == JOIN_COMMA))
		str_add_char(&l->line, ' ');
}

/* Appends the spans FIRST to END, a line. A gap on the page is a comma, behind a label a
 * colon. */
static void record_add_line(struct linemode *l, size_t first, size_t end)
{
	const struct pager *p = &l->pager;
	enum join join = l->line.len ? JOIN_COLON : JOIN_NONE;
	int x = -1;

	for (size_t i = first; i < end; i++) {
		const struct pager_span *span = &p->spans[i];
		bool blank;

		if (span_is_blank(span->text)) {
			join = JOIN_COMMA;
			continue;
		}
		if (x >= 0 && span->x > x + 1 && join == JOIN_NONE)
			join = i > first && p->spans[i - 1].style == STYLE_LABEL
				? JOIN_COLON
				: JOIN_COMMA;
		blank = *span->text.text == ' ' || (x >= 0 && span->x > x) ||
			(i > first && p->spans[i - 1].text.len &&
				p->spans[i - 1].text.text[p->spans[i - 1].text.len - 1] ==
					' ');
		record_add_join(l, join, blank);
		record_add(l, span);
		x = span->x + text_width(span->text);
		join = JOIN_NONE;
		if (span->link >= 0 &&
			(i + 1 == p->span_count || p->spans[i + 1].link != span->link))
			str_addf(&l->line, " (link %d)", span->link + 1);
	}
}

/* Tells whether the spans FIRST to END are a label whose value stands below it. */
static bool record_is_label(const struct pager *p, size_t first, size_t end)
{
	return end == first + 1 && p->spans[first].style == STYLE_LABEL;
}

void linemode_tell_record(struct linemode *l, struct row_ref ref)
{
	size_t first = 0;

	record_page_release(&l->record);
	record_page_init(&l->record, l->app->package, &l->pager);
	record_page_build(
		&l->record, ref, RECORD_WIDTH, l->all ? RECORD_ALL : RECORD_SHORT);
	for (size_t i = 0; i < l->pager.line_count; i++) {
		size_t end = l->pager.lines[i];

		record_add_line(l, first, end);
		if (!record_is_label(&l->pager, first, end)) {
			linemode_stop(l);
			linemode_end(l);
		}
		first = end;
	}
	linemode_end(l);
	linemode_list(l, &linemode_links, 0);
}

void linemode_tell_overview(struct linemode *l)
{
	const struct app *a = l->app;
	const struct descriptor *d = &a->package->descriptor;
	const char *tab = a->tabs[linemode_here(l)->tab].title;

	linemode_say(l, "%s.", tab);
	if (*d->description)
		linemode_say(l, "%s", d->description);
	if (*d->version)
		str_addf(&l->line, "Version %s", d->version);
	if (*d->created)
		str_addf(
			&l->line, "%s%.10s", l->line.len ? " of " : "As of ", d->created);
	linemode_stop(l);
	linemode_end(l);
	linemode_list(l, &linemode_tabs, 0);
	linemode_say(l, "There are %zu tabs; Enter tells them.", a->tab_count);
}
