/* What the user sets of how files are written: its values as text, and for which files it
 * holds. Reading the files is csvfile's. */

#include "config.h"

#include "data/override.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "data/dialect.h"

/* The properties: their names, and what is said of a value that they cannot have. */
static const struct {
	const char *name;
	const char *takes;
} properties[OVERRIDE_PROPERTIES] = {
	[OVERRIDE_DELIMITER] = { "delimiter",
		"The delimiter is one ASCII character, or tab" },
	[OVERRIDE_QUOTE] = { "quote", "The quote is one ASCII character, or none" },
	[OVERRIDE_COMMENT] = { "comment",
		"Comments begin with one ASCII character, or none" },
	[OVERRIDE_HEADER] = { "header",
		"The header is the number of a line, from 1 on, or none" },
	[OVERRIDE_SKIP] = { "skip", "The number of lines to skip is 0 or more" },
	[OVERRIDE_ENCODING] = { "encoding",
		"The encoding is a name that iconv -l lists" },
};

/* Characters that are hard to type or to see. */
static const struct {
	const char *name;
	char character;
} named[] = {
	{ "tab", '\t' },
	{ "\\t", '\t' },
	{ "space", ' ' },
	{ "comma", ',' },
	{ "semicolon", ';' },
	{ "pipe", '|' },
	{ "none", '\0' },
};

enum {
	NAMED = sizeof named / sizeof *named,
	OVERRIDE_LINES_MAX = 1000000000,
};

const char *override_name(enum override_property property)
{
	return properties[property].name;
}

/* Reads one character, by itself, by its name or as "U+0001"; '\0' is none. */
static bool parse_character(const char *text, bool none, char *out)
{
	char *end;

	for (int i = 0; i < NAMED; i++)
		if (strcasecmp(text, named[i].name) == 0) {
			*out = named[i].character;
			return *out || none;
		}
	*out = *text;
	if (strncasecmp(text, "U+", 2) == 0 && text[2]) {
		long code = strtol(text + 2, &end, 16);

		*out = code > 0 && code < 0x80 ? (char)code : '\0';
		text = end - 1;
	}
	return *out && (unsigned char)*out < 0x80 && !text[1] && *out != '\n' &&
		*out != '\r';
}

static bool parse_line(const char *text, long least, size_t *out)
{
	long number;

	if (!str_parse_long(text, &number) || number < least ||
		number > OVERRIDE_LINES_MAX)
		return false;
	*out = (size_t)number;
	return true;
}

/* Takes NAME where iconv knows it. A slash begins what is not the name, but a wish for how
 * to convert. */
static bool parse_encoding(const char *name, char *out)
{
	iconv_t converter;

	if (!*name || strlen(name) >= OVERRIDE_ENCODING_MAX || strpbrk(name, "/\t\n"))
		return false;
	converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1)
		return false;
	iconv_close(converter);
	memcpy(out, name, strlen(name) + 1);
	return true;
}

bool override_set(
	struct override *o, const char *name, const char *value, struct str *err)
{
	struct override new = *o;
	int i = 0;
	bool good = true;

	while (i < OVERRIDE_PROPERTIES && strcmp(name, properties[i].name) != 0)
		i++;
	if (i == OVERRIDE_PROPERTIES) {
		str_addf(err, "Unknown property “%s”.", name);
		return false;
	}
	if (i < OVERRIDE_CHARACTERS)
		good = parse_character(
			value, i != OVERRIDE_DELIMITER, &new.characters[i]);
	else if (i == OVERRIDE_ENCODING)
		good = parse_encoding(value, new.encoding);
	else if (i == OVERRIDE_SKIP)
		good = parse_line(value, 0, &new.skip);
	else if (strcasecmp(value, "none") == 0)
		new.header = 0;
	else
		good = parse_line(value, 1, &new.header);
	if (!good) {
		str_addf(err, "%s, not “%s”.", properties[i].takes, value);
		return false;
	}
	new.set |= 1U << i;
	*o = new;
	return true;
}

static bool is_set(const struct override *o, enum override_property property)
{
	return o->set & 1U << property;
}

bool override_check(const struct override *o, struct str *err)
{
	/* One of these is the delimiter by the name of the file, when none is set. */
	static const char defaults[] = ",\t";
	struct csvfile_dialect d = csvfile_rfc4180;
	bool distinct = true;

	override_apply(o, &d);
	for (int i = 0; i < 2; i++) {
		if (!is_set(o, OVERRIDE_DELIMITER))
			d.delimiter = defaults[i];
		distinct = distinct && dialect_is_distinct(&d);
	}
	if (!distinct)
		str_add(err,
			"Delimiter, quote and comment character must differ from each "
			"other.");
	else if (is_set(o, OVERRIDE_HEADER) && o->header && o->header <= o->skip)
		str_addf(err, "The header is in line %zu, but %zu lines are skipped.",
			o->header, o->skip);
	else
		return true;
	return false;
}

void override_apply(const struct override *o, struct csvfile_dialect *d)
{
	char *const characters[] = { &d->delimiter, &d->quote, &d->comment };

	for (int i = 0; i < OVERRIDE_CHARACTERS; i++)
		if (is_set(o, (enum override_property)i))
			*characters[i] = o->characters[i];
	if (is_set(o, OVERRIDE_SKIP))
		d->skip = o->skip;
	if (is_set(o, OVERRIDE_HEADER)) {
		d->header = o->header > 0;
		if (o->header)
			d->skip = o->header - 1;
	}
	if (is_set(o, OVERRIDE_ENCODING))
		d->encoding = o->encoding;
	d->guess &= ~o->set;
	if (is_set(o, OVERRIDE_HEADER))
		d->guess &= ~(unsigned)CSVFILE_SKIP;
}

/* Appends CHARACTER ('\0': none), by its name where it cannot be seen. */
static void add_character(char character, struct str *out)
{
	for (int i = 0; i < NAMED; i++)
		if (character == named[i].character &&
			(character <= ' ' || character == 0x7f)) {
			str_add(out, named[i].name);
			return;
		}
	if (character < ' ' || character == 0x7f)
		str_addf(out, "U+%04X", (unsigned)character);
	else
		str_add_char(out, character);
}

void override_add_value(
	const struct csvfile_dialect *d, enum override_property property, struct str *out)
{
	const char characters[] = { d->delimiter, d->quote, d->comment };

	if (property < OVERRIDE_HEADER)
		add_character(characters[property], out);
	else if (property == OVERRIDE_HEADER && !d->header)
		str_add(out, "none");
	else if (property == OVERRIDE_ENCODING)
		str_add(out, d->encoding ? d->encoding : "UTF-8");
	else
		str_addf(out, "%zu", d->skip + (property == OVERRIDE_HEADER));
}

void overrides_release(struct overrides *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->files[i].path);
	free(all->files);
	*all = (struct overrides){ 0 };
}

/* Returns the number of the file at the absolute PATH, or the number of files. */
static size_t find_file(const struct overrides *all, const char *path)
{
	size_t i = 0;

	while (i < all->count && strcmp(all->files[i].path, path) != 0)
		i++;
	return i;
}

struct override overrides_find(const struct overrides *all, const char *path)
{
	char *absolute = all->count ? realpath(path, NULL) : NULL;
	size_t i = absolute ? find_file(all, absolute) : all->count;

	free(absolute);
	if (i < all->count && (all->files[i].now || !all->every.set))
		return all->files[i].override;
	return all->every;
}

void overrides_put(struct overrides *all, const char *path,
	const struct override *override, bool now)
{
	char *absolute = realpath(path, NULL);
	size_t i = absolute ? find_file(all, absolute) : 0;

	if (!absolute)
		return;
	if (i == all->count)
		*ARRAY_ADD(all->files, all->count, all->alloc) =
			(struct override_file){ .path = absolute };
	else
		free(absolute);
	all->files[i].override = *override;
	all->files[i].now = now;
}

void overrides_read_line(struct overrides *all, struct slice line)
{
	char *text = xmemdupz(line.text, line.len), *rest = text, *item;
	const char *path = strsep(&rest, "\t");
	struct override override = { 0 };
	struct str err = STR_INIT;
	bool good = *path == '/';

	while (good && (item = strsep(&rest, "\t"))) {
		const char *name = strsep(&item, "=");

		good = item && override_set(&override, name, item, &err);
	}
	if (good && override_check(&override, &err))
		overrides_put(all, path, &override, false);
	str_release(&err);
	free(text);
}

void overrides_add_line(const struct override_file *file, struct str *out)
{
	struct csvfile_dialect d = csvfile_rfc4180;

	if (strpbrk(file->path, "\t\n") || !file->override.set)
		return;
	override_apply(&file->override, &d);
	str_add(out, file->path);
	for (int i = 0; i < OVERRIDE_PROPERTIES; i++) {
		if (!is_set(&file->override, (enum override_property)i))
			continue;
		str_addf(out, "\t%s=", properties[i].name);
		override_add_value(&d, (enum override_property)i, out);
	}
	str_add_char(out, '\n');
}
