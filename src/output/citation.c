#include "config.h"

#include "output/citation.h"

#include <string.h>

#include "base/text.h"
#include "output/sources.h"
#include "output/weblink.h"

enum { CITATION_SOURCES = 256 };

static struct slice whole(const struct str *s)
{
	return (struct slice){ s->buf, s->len };
}

void citation_add_row(const struct package *p, struct row_ref ref,
	const struct path *columns, size_t count, struct str *out)
{
	struct str value;

	str_init(&value);
	for (size_t i = 0; i < count; i++) {
		str_clear(&value);
		package_add_value(p, &p->tables[ref.table], ref.row, &columns[i], &value);
		if (i)
			str_add_char(out, '\t');
		text_add_visible(out, whole(&value));
	}
	str_release(&value);
}

/* Appends what the package is called, in which version of which day. */
static void add_package(const struct descriptor *d, struct str *out)
{
	const char *title = *d->title ? d->title : d->name;

	if (*title) {
		str_add_char(out, ' ');
		text_add_visible(out, slice_of(title));
	}
	if (*d->version) {
		str_add(out, *title ? ", version " : " Version ");
		text_add_visible(out, slice_of(d->version));
	}
	if (*d->created) {
		str_add(out, *title || *d->version ? ", " : " ");
		text_add_visible(
			out, (struct slice){ d->created, strcspn(d->created, "T") });
	}
	if (*title || *d->version || *d->created)
		str_add_char(out, '.');
	if (*d->homepage) {
		str_add_char(out, ' ');
		text_add_visible(out, slice_of(d->homepage));
	}
	str_add_char(out, '\n');
}

/* Appends a source: its TITLE, then its address when it has one. */
static void add_source(struct slice title, struct slice url, struct str *out)
{
	text_add_visible(out, title);
	if (title.len && url.len)
		str_add(out, ": ");
	text_add_visible(out, url);
	str_add_char(out, '\n');
}

static void add_row_source(const struct package *p, struct row_ref ref, struct str *out)
{
	struct str title, url;

	str_init(&title);
	str_init(&url);
	package_add_label(p, &p->tables[ref.table], ref.row, &title);
	weblink_of_row(p, ref, &url);
	add_source(whole(&title), whole(&url), out);
	str_release(&title);
	str_release(&url);
}

void citation_add_citation(const struct package *p, struct row_ref ref, struct str *out)
{
	const struct descriptor *d = &p->descriptor;
	struct row_ref sources[CITATION_SOURCES];
	size_t count = sources_of_row(p, ref, sources, CITATION_SOURCES);
	struct str label;

	str_init(&label);
	package_add_label(p, &p->tables[ref.table], ref.row, &label);
	text_add_visible(out, whole(&label));
	str_add(out, " (");
	text_add_visible(out, slice_of(p->tables[ref.table].schema->title));
	str_add(out, ").");
	str_release(&label);
	add_package(d, out);
	if (count || d->source_count)
		str_add(out, "Sources:\n");
	for (size_t i = 0; i < count; i++)
		add_row_source(p, sources[i], out);
	for (size_t i = 0; !count && i < d->source_count; i++)
		add_source(slice_of(*d->sources[i].title ? d->sources[i].title
							 : d->sources[i].name),
			slice_of(d->sources[i].path), out);
}
