#include "config.h"

#include "output/format.h"

#include <string.h>
#include <strings.h>

#include "output/listing.h"
#include "output/record_form.h"

static const struct format_row {
	const char *name;
	const char *ending; /* of a file's name */
	const struct listing_form *listing;
	record_form *record;
} format_rows[FORMAT_MAX] = {
	[FORMAT_TEXT] = { "text", ".txt", &listing_text, NULL },
	[FORMAT_CSV] = { "csv", ".csv", &listing_csv, NULL },
	[FORMAT_TSV] = { "tsv", ".tsv", &listing_tsv, NULL },
	[FORMAT_JSON] = { "json", ".json", &listing_json, record_json_add },
	[FORMAT_MARKDOWN] = { "markdown", ".md", &listing_markdown, record_markdown_add },
};

const char *format_name(enum format format)
{
	return format_rows[format].name;
}

const char *format_ending(enum format format)
{
	return format_rows[format].ending;
}

const struct listing_form *format_listing(enum format format)
{
	return format_rows[format].listing;
}

record_form *format_record(enum format format)
{
	return format_rows[format].record;
}

bool format_find(const char *name, enum format *out)
{
	for (int i = 0; i < FORMAT_MAX; i++) {
		if (!strcmp(name, format_rows[i].name)) {
			*out = (enum format)i;
			return true;
		}
	}
	return false;
}

bool format_of_file(const char *path, enum format *out)
{
	size_t length = strlen(path);

	for (int i = 0; i < FORMAT_MAX; i++) {
		size_t ending = strlen(format_rows[i].ending);

		if (length > ending &&
			!strcasecmp(path + length - ending, format_rows[i].ending)) {
			*out = (enum format)i;
			return true;
		}
	}
	return false;
}

/* Returns the separator before item I of an enumeration of all formats. */
static const char *format_joint(int i)
{
	if (i == 0)
		return "";
	return i + 1 < FORMAT_MAX ? ", " : " or ";
}

void format_add_names(struct str *out)
{
	for (int i = 0; i < FORMAT_MAX; i++)
		str_addf(out, "%s%s", format_joint(i), format_rows[i].name);
}

void format_add_endings(struct str *out)
{
	for (int i = 0; i < FORMAT_MAX; i++)
		str_addf(out, "%s%s", format_joint(i), format_rows[i].ending);
}
