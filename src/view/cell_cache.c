#include "config.h"

#include "view/cell_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { SHOWN_BYTES = 4096 }; /* of a text; a screen shows less */

void cell_cache_release(struct cell_cache *c)
{
	free(c->spans);
	str_release(&c->texts);
}

struct slice cell_cache_text(const struct cell_cache *c, size_t row, size_t place)
{
	const struct cell_span *span = &c->spans[row * c->columns + place];

	return (struct slice){ c->texts.buf + span->start, span->len };
}

struct slice cell_cache_reason(const struct cell_cache *c, size_t row)
{
	return cell_cache_text(c, row, c->columns - 2);
}

struct slice cell_cache_summary(const struct cell_cache *c, size_t row)
{
	return cell_cache_text(c, row, c->columns - 1);
}

/* Cuts the text from START on to what a row can show of it. */
static void cut(struct str *texts, size_t start)
{
	struct slice text = slice_from(str_slice(texts), start);
	struct slice part = text_part(text, SHOWN_BYTES);

	if (part.len == text.len)
		return;
	str_truncate(texts, start + part.len);
	str_add(texts, "…");
}

void cell_cache_read(struct cell_cache *c, const struct table_layout *layout,
	const uint32_t *rows, size_t count, const struct search *search, bool summary)
{
	const struct table *table = c->cells->table;
	struct str reason = STR_INIT; /* not written into the texts that it looks at */
	struct slice *visible = xcalloc(layout->placed + 1, sizeof *visible);
	struct cell_span *span;

	c->columns = layout->placed + 2;
	c->rows = count;
	c->spans = array_reserve(
		c->spans, &c->alloc, count * c->columns + 1, sizeof *c->spans);
	str_clear(&c->texts);
	span = c->spans;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < c->columns; k++, span++) {
			span->start = c->texts.len;
			if (k < layout->placed) {
				size_t column = layout->places[k].column;

				cell_text_add(c->cells, rows[i],
					&layout->set->paths[column], &c->texts);
			} else if (k == layout->placed && search_active(search)) {
				for (size_t j = 0; j < layout->placed; j++)
					visible[j] = cell_cache_text(c, i, j);
				str_clear(&reason);
				search_explain(search, table->number, rows[i], visible,
					layout->placed, &reason);
				str_add_bytes(&c->texts, reason.buf, reason.len);
			} else if (k > layout->placed && summary) {
				package_add_field(c->cells->package, table, rows[i],
					(size_t)table->schema->summary, &c->texts);
			}
			cut(&c->texts, span->start);
			span->len = c->texts.len - span->start;
		}
	}
	str_release(&reason);
	free(visible);
}
