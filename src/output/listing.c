#include "config.h"

#include "output/listing.h"

void listing_write(const struct listing *l, enum format format,
	const struct listing_page *page, struct sink *sink)
{
	/* An empty file has no columns, and no form but JSON has a way to say so. */
	if (!l->count && format != FORMAT_JSON)
		return;
	switch (format) {
	case FORMAT_CSV:
		listing_write_csv(l, page, sink);
		break;
	case FORMAT_TSV:
		listing_write_tsv(l, page, sink);
		break;
	case FORMAT_JSON:
		listing_write_json(l, sink);
		str_add_char(&sink->text, '\n');
		break;
	case FORMAT_MARKDOWN:
		listing_write_markdown(l, sink);
		break;
	default:
		listing_write_text(l, page, sink);
		break;
	}
}
