#include "config.h"

#include "output/format.h"

#include <string.h>
#include <strings.h>

#include "output/listing.h"
#include "output/record_form.h"

const struct format_row formats[FORMAT_MAX] = {
	[FORMAT_TEXT] = { "text", ".txt", &listing_text, NULL },
	[FORMAT_CSV] = { "csv", ".csv", &listing_csv, NULL },
	[FORMAT_TSV] = { "tsv", ".tsv", &listing_tsv, NULL },
	[FORMAT_JSON] = { "json", ".json", &listing_json, record_json_add },
	[FORMAT_MARKDOWN] = { "markdown", ".md", &listing_markdown, record_markdown_add },
};

bool format_find(const char *name, enum format *out)
{
	for (int i = 0; i < FORMAT_MAX; i++) {
		if (!strcmp(name, formats[i].name)) {
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
		size_t ending = strlen(formats[i].ending);

		if (length > ending &&
			!strcasecmp(path + length - ending, formats[i].ending)) {
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
		str_addf(out, "%s%s", format_joint(i), formats[i].name);
}

void format_add_endings(struct str *out)
{
	for (int i = 0; i < FORMAT_MAX; i++)
		str_addf(out, "%s%s", format_joint(i), formats[i].ending);
}
