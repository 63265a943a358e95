/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/edtf.h"
#include "base/intl.h"
#include "base/text.h"
#include "query/edit_distance.h"

enum {
	OPTION_LONG = 256, /* the first value of an option without a letter */
	OPTION_DUMP_MAX = 1000,
	OPTION_PATH_MAX = 4096,
};

/* A command: name, arguments, what --help says. */
struct command_row {
	const char *name;
	const char *arguments;
	int least, most; /* number of arguments */
	const char *help;
};

static const struct command_row command_rows[OPTIONS_COMMANDS] = {
	[OPTIONS_FIND] = { "find", "QUERY...", 1, INT_MAX, "search all tables" },
	[OPTIONS_LIST] = { "list", "TABLE [QUERY...]", 1, INT_MAX,
		"list the rows of a table" },
	[OPTIONS_SHOW] = { "show", "RECORD", 1, INT_MAX,
		"show one record with its links" },
	[OPTIONS_TIMELINE] = { "timeline", "[QUERY...]", 0, INT_MAX,
		"list the events in order of time" },
	[OPTIONS_MAP] = { "map", "[QUERY...]", 0, INT_MAX,
		"list the places by region and distance" },
	[OPTIONS_CHECK] = { "check", "", 0, 0, "list all data problems" },
	[OPTIONS_TABLES] = { "tables", "", 0, 0, "list the tables" },
	[OPTIONS_DIFF] = { "diff", "OLD NEW", 2, 2, "list what changed between two" },
};

/* What an option is for; bits. */
enum option_use {
	USE_BROWSE = 1,  /* browsing and --dump */
	USE_COMMAND = 2, /* the commands */
	USE_ALL = 3,
	USE_DIFF = 4, /* one command alone */
	USE_FILE = 8, /* it may be in the configuration */
	USE_MAP = 16, /* one command alone */
	USE_CHECK = 32,
};

/* An option, and what it sets in struct options. */
struct option_row {
	int letter; /* 0: it has a name only */
	const char *name;
	const char *argument; /* or NULL */
	unsigned use;
	const char *help; /* "": the formats; NULL: not in --help, but for the manual */
	enum options_act act;
	size_t text, flag; /* offset of a text, the argument, or of a flag; or 0 */
	bool (*parse)(struct options *out, const char *name, const char *argument,
		struct str *err);
};

static bool parse_dump(
	struct options *out, const char *name, const char *text, struct str *err)
{
	const char *x = strchr(text, 'x');
	int64_t cols, rows;
	char first[8];

	if (x && (size_t)(x - text) < sizeof first) {
		memcpy(first, text, (size_t)(x - text));
		first[x - text] = '\0';
		if (str_parse_int64(first, &cols) && str_parse_int64(x + 1, &rows) &&
			cols > 0 && rows > 0 && cols <= OPTION_DUMP_MAX &&
			rows <= OPTION_DUMP_MAX) {
			out->act = OPTIONS_DUMP;
			out->dump_cols = (int)cols;
			out->dump_rows = (int)rows;
			return true;
		}
	}
	str_addf(err,
		"--%s takes columns x rows, each from 1 to %d, such as 80x24, not "
		"“%s”.",
		name, OPTION_DUMP_MAX, text);
	return false;
}

static const char names_none[] = "none"; /* rows are called by their labels */

static const char *const color_names[] = { "auto", "always", "never" };

static bool parse_color(
	struct options *out, const char *name, const char *text, struct str *err)
{
	for (int i = 0; i < 3; i++) {
		if (!strcmp(text, color_names[i])) {
			out->color = (enum options_color)i;
			return true;
		}
	}
	str_addf(err, "--%s takes auto, always or never, not “%s”.", name, text);
	return false;
}

static bool parse_theme(
	struct options *out, const char *name, const char *text, struct str *err)
{
	for (int i = 0; i < THEMES; i++) {
		if (!strcmp(text, theme_name((enum theme)i))) {
			out->theme = (enum theme)i;
			return true;
		}
	}
	str_addf(err, "--%s takes default, mono or contrast, not “%s”.", name, text);
	return false;
}

static bool parse_format(
	struct options *out, const char *name, const char *text, struct str *err)
{
	out->format_given = format_find(text, &out->format);
	if (out->format_given)
		return true;
	str_addf(err, "--%s takes ", name);
	format_add_names(err);
	str_addf(err, ", not “%s”.", text);
	return false;
}

static bool parse_limit(
	struct options *out, const char *name, const char *text, struct str *err)
{
	static const char units[] = "KMGT";
	const char *unit = *text ? strchr(units, text[strlen(text) - 1]) : NULL;
	char digits[20] = "";
	int shift = unit ? 10 * (int)(unit - units + 1) : 0;
	int64_t size;

	if (strlen(text) < sizeof digits)
		memcpy(digits, text, strlen(text) - (unit != NULL));
	if (str_parse_int64(digits, &size) && size > 0 && size <= INT64_MAX >> shift) {
		out->limit = (uint64_t)size << shift;
		return true;
	}
	str_addf(err, "--%s takes bytes, or so many K, M, G or T, such as 2G, not “%s”.",
		name, text);
	return false;
}

static bool parse_override(
	struct options *out, const char *name, const char *text, struct str *err)
{
	return override_set(&out->override, name, text, err);
}

/* Without an argument it is yes. */
static bool parse_watch(
	struct options *out, const char *name, const char *text, struct str *err)
{
	if (text && strcmp(text, "yes") != 0 && strcmp(text, "no") != 0) {
		str_addf(err, "--%s takes yes or no, not “%s”.", name, text);
		return false;
	}
	out->watch = text && !strcmp(text, "no") ? OPTIONS_WATCH_NO : OPTIONS_WATCH_YES;
	return true;
}

#define OF(member) offsetof(struct options, member)

static const struct option_row option_rows[] = {
	/* clang-format off */
	{ 'd', "data", "PATH", USE_ALL, "open this folder, datapackage.json or CSV file",
		.text = OF(data) },
	{ 'f', "format", "FORMAT", USE_COMMAND, "", .parse = parse_format },
	{ 'o', "output", "FILE", USE_COMMAND, "write to this file", .text = OF(output) },
	{ 0, "force", NULL, USE_COMMAND, "overwrite the file if it exists", .flag = OF(force) },
	{ 0, "from", "RECORD", USE_MAP, "map: measure distances from this record",
		.text = OF(from) },
	{ 0, "partial", NULL, USE_COMMAND, "go on without what cannot be read",
		.flag = OF(partial) },
	{ 0, "titles", NULL, USE_ALL | USE_FILE, "CSV, TSV: titles of columns instead of field names",
		.flag = OF(csv.titles) },
	{ 0, "safe-csv", NULL, USE_ALL | USE_FILE, "CSV, TSV: no cell is a formula to a spreadsheet",
		.flag = OF(csv.safe) },
	{ 0, "key", "FIELD,...", USE_DIFF, "diff: rows are the same by these fields",
		.text = OF(diff.key) },
	{ 0, "exact", NULL, USE_DIFF, "diff: compare values as they are written",
		.flag = OF(diff.exact) },
	{ 0, "order", NULL, USE_DIFF, "diff: list rows that were moved",
		.flag = OF(diff.order) },
	{ 0, "browse", NULL, USE_DIFF, "diff: browse what changed", .flag = OF(browse) },
	{ 0, "crlf", NULL, USE_COMMAND | USE_FILE, "CSV: lines end with CR LF", .flag = OF(csv.crlf) },
	{ 0, "delimiter", "C", USE_ALL, "character between fields, or tab (no descriptor)",
		.parse = parse_override },
	{ 0, "quote", "C", USE_ALL, "quote around fields, or none", .parse = parse_override },
	{ 0, "comment", "C", USE_ALL, "first character of comment lines, or none",
		.parse = parse_override },
	{ 0, "header", "N", USE_ALL, "line of the header, or none", .parse = parse_override },
	{ 0, "skip", "N", USE_ALL, "lines to skip at the start", .parse = parse_override },
	{ 0, "encoding", "NAME", USE_ALL, "encoding of the files, such as latin1",
		.parse = parse_override },
	{ 0, "limit", "SIZE", USE_ALL, "most bytes of a table, such as 500M or 2G",
		.parse = parse_limit },
	{ 0, "tab", "NAME", USE_BROWSE, "start in this tab", .text = OF(tab) },
	{ 0, "query", "TEXT", USE_BROWSE, "start with this search", .text = OF(query) },
	{ 0, "select", "RECORD", USE_BROWSE, "start on this record", .text = OF(select) },
	{ 0, "dump", "WxH", USE_BROWSE, "print a screen of this size as text",
		.parse = parse_dump },
	{ 0, "mouse", NULL, USE_BROWSE | USE_FILE, "start with the mouse on", .flag = OF(mouse) },
	{ 0, "resume", NULL, USE_BROWSE | USE_FILE, "start where the last run ended",
		.flag = OF(resume) },
	{ 0, "watch", NULL, USE_BROWSE | USE_CHECK | USE_FILE, "read files again when they change",
		.parse = parse_watch },
	{ 0, "lines", NULL, USE_BROWSE, "browse by typed commands, without a screen",
		.act = OPTIONS_LINES },
	{ 0, "ascii", NULL, USE_ALL | USE_FILE, "draw with ASCII characters only", .flag = OF(ascii) },
	{ 0, "color", "WHEN", USE_ALL | USE_FILE, "colours: auto, always or never", .parse = parse_color },
	{ 0, "theme", "NAME", USE_ALL | USE_FILE, "looks: default, mono or contrast", .parse = parse_theme },
	{ 0, "names", "LANG", USE_ALL | USE_FILE, "names in this language, such as th, or auto",
		.text = OF(names) },
	{ 0, "keys", NULL, USE_BROWSE, "list all keys", .act = OPTIONS_KEYS },
	{ 0, "print-config", NULL, USE_BROWSE, "print the options and keys in force",
		.act = OPTIONS_CONFIG },
	{ 0, "keys-manual", NULL, USE_BROWSE, NULL, .act = OPTIONS_MANUAL },
	{ 'h', "help", NULL, USE_ALL, "print this help", .act = OPTIONS_HELP },
	{ 'V', "version", NULL, USE_ALL, "print the version", .act = OPTIONS_VERSION },
	/* clang-format on */
};

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

_Static_assert((int)OPTION_COUNT <= (int)OPTIONS_MOST, "every option has an origin");

static bool options_no_color(void)
{
	const char *no_color = getenv("NO_COLOR");

	return no_color && *no_color;
}

void options_init(struct options *out)
{
	*out = (struct options){ 0 };
}

size_t options_count(void)
{
	return OPTION_COUNT;
}

/* Sets option ROW to ARGUMENT, which is NULL where the user gave none. */
static bool options_take(struct options *out, const struct option_row *row,
	const char *argument, struct str *err)
{
	bool yes = !argument || !strcmp(argument, "yes");

	if (row->text) {
		memcpy((char *)out + row->text, &argument, sizeof argument);
	} else if (row->flag) {
		if (!yes && strcmp(argument, "no") != 0) {
			str_addf(err, "--%s takes yes or no, not “%s”.", row->name,
				argument);
			return false;
		}
		memcpy((char *)out + row->flag, &yes, sizeof yes);
	} else if (row->parse) {
		return row->parse(out, row->name, argument, err);
	} else {
		out->act = row->act;
	}
	return true;
}

/* Appends that no option of the configuration is called NAME, and which is near. */
static void options_add_unknown(struct slice name, struct str *err)
{
	const char *nearest = NULL;
	struct edit_distance distance;
	size_t least = EDIT_DISTANCE_FAR;

	edit_distance_init(&distance, name);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		size_t edits = edit_distance(&distance, slice_of(option_rows[i].name));

		if (!(option_rows[i].use & USE_FILE) || edits >= least)
			continue;
		least = edits;
		nearest = option_rows[i].name;
	}
	str_addf(err, "Unknown option “%.*s”.", (int)name.len, name.text);
	if (nearest)
		str_addf(err, " Did you mean “%s”?", nearest);
}

bool options_set(struct options *out, struct slice name, const char *value, size_t line,
	struct str *err)
{
	const struct option_row *row = option_rows;
	size_t i = 0;

	while (i < OPTION_COUNT && !slice_equal(name, slice_of(option_rows[i].name)))
		i++;
	row += i;
	if (i == OPTION_COUNT)
		options_add_unknown(name, err);
	else if (!(row->use & USE_FILE))
		str_addf(err, "--%s is for the command line only.", row->name);
	else if (out->origin[i])
		str_addf(
			err, "%s is set by line %zu already.", row->name, out->origin[i]);
	else if (options_take(out, row, value, err))
		out->origin[i] = line;
	else
		return false;
	return i < OPTION_COUNT && out->origin[i] == line;
}

bool options_add_setting(const struct options *options, size_t number, struct str *out,
	const char **environment)
{
	const struct option_row *row = &option_rows[number];
	enum options_color color = options->color;
	bool flag = false;

	if (!(row->use & USE_FILE))
		return false;
	str_addf(out, "%s = ", row->name);
	if (row->flag)
		memcpy(&flag, (const char *)options + row->flag, sizeof flag);
	if (!options->origin[number] && row->parse == parse_color && options_no_color()) {
		color = COLOR_NEVER;
		*environment = "NO_COLOR";
	} else if (!options->origin[number] && row->flag == OF(ascii) &&
		!text_locale_is_utf8()) {
		flag = true;
		*environment = "LC_CTYPE";
	}
	if (row->parse == parse_color)
		str_add(out, color_names[color]);
	else if (row->parse == parse_theme)
		str_add(out, theme_name(options->theme));
	else if (row->text)
		str_add(out, options->names ? options->names : names_none);
	else if (row->parse == parse_watch)
		str_add(out, options->watch == OPTIONS_WATCH_NO ? "no" : "yes");
	else
		str_add(out, flag ? "yes" : "no");
	return true;
}

/* Takes what diff compares: the new side is the package that is opened. ACT: what the options
 * ask for, browsing unless they say more. */
static bool options_take_sides(struct options *out, enum options_act act, struct str *err)
{
	if (out->data)
		str_add(err, "diff opens what is named after it, and takes no --data.");
	else if (!strcmp(out->words[0], "-") && !strcmp(out->words[1], "-"))
		str_add(err, "Only one of the two can be standard input.");
	out->data = out->words[1];
	if (out->browse) {
		out->act = act;
		out->former = out->words[0];
		out->word_count = 0;
	}
	return !err->len;
}

/* Takes the first of the words as a command, or, when it is none, as what to open: a user
 * types "bali table.csv". */
static bool options_take_command(struct options *out, struct str *err)
{
	const char *name = out->words[0];
	enum options_act act = out->act;

	for (int i = 0; i < OPTIONS_COMMANDS; i++) {
		const struct command_row *row = &command_rows[i];

		if (strcmp(name, row->name) != 0)
			continue;
		out->act = OPTIONS_RUN;
		out->command = (enum options_command)i;
		out->words++;
		out->word_count--;
		if (out->word_count >= row->least && out->word_count <= row->most)
			return i != OPTIONS_DIFF || options_take_sides(out, act, err);
		str_addf(err, "%s: bali %s%s%s.",
			row->most ? "An argument is missing" : "Too many arguments", name,
			*row->arguments ? " " : "", row->arguments);
		return false;
	}
	if (out->word_count == 1 && !out->data &&
		(!strcmp(name, "-") || access(name, F_OK) == 0)) {
		out->data = name;
		out->word_count = 0;
		return true;
	}
	if (access(name, F_OK) == 0)
		str_addf(err,
			"“%s” is a file, not a command. Type the command first: bali %s "
			"-d FILE.",
			name, out->words[1]);
	else
		str_addf(err, "Unknown command “%s”, and there is no such file.", name);
	return false;
}

bool options_read(struct options *out, int argc, char **argv, struct str *err)
{
	struct option rows[OPTION_COUNT + 1] = { 0 };
	unsigned use;
	int value;

	for (int i = 0; i < OPTION_COUNT; i++)
		rows[i] = (struct option){ option_rows[i].name,
			option_rows[i].argument                 ? required_argument
				: option_rows[i].use & USE_FILE ? optional_argument
								: no_argument,
			NULL,
			option_rows[i].letter ? option_rows[i].letter : OPTION_LONG + i };
	opterr = 0;
	optind = 0; /* starts over, whatever an earlier call left */
	while ((value = getopt_long(argc, argv, ":d:f:o:hV", rows, NULL)) != -1) {
		const char *wrong = argv[optind > 1 ? optind - 1 : 1];
		const struct option_row *row = option_rows;

		if (value == ':' || value == '?') {
			str_addf(err,
				value == ':'
					? "%s needs an argument."
					: "Unknown option %s. Put words that begin with "
					  "- after --.",
				wrong);
			return false;
		}
		while (rows[row - option_rows].val != value)
			row++;
		out->origin[row - option_rows] = OPTIONS_GIVEN;
		if (!options_take(out, row, optarg, err))
			return false;
	}
	out->words = argv + optind;
	out->word_count = argc - optind;
	if (out->act == OPTIONS_HELP || out->act == OPTIONS_VERSION)
		return true;
	if (!override_check(&out->override, err) ||
		(out->word_count && !options_take_command(out, err)))
		return false;
	/* Nothing that was asked for is left undone in silence. */
	use = out->act == OPTIONS_RUN ? USE_COMMAND : USE_BROWSE;
	if (out->former || (out->act == OPTIONS_RUN && out->command == OPTIONS_DIFF))
		use |= USE_DIFF;
	if (out->act == OPTIONS_RUN && out->command == OPTIONS_MAP)
		use |= USE_MAP;
	if (out->act == OPTIONS_RUN && out->command == OPTIONS_CHECK)
		use |= USE_CHECK;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		/* A command waits for changes only when the option is given. */
		if (out->origin[i] != OPTIONS_GIVEN &&
			option_rows[i].parse == parse_watch && out->act == OPTIONS_RUN)
			out->watch = OPTIONS_WATCH_DEFAULT;
		if (out->origin[i] != OPTIONS_GIVEN || (option_rows[i].use & use))
			continue;
		if (option_rows[i].use == USE_DIFF || option_rows[i].use == USE_MAP)
			str_addf(err, "--%s is for bali %s.", option_rows[i].name,
				option_rows[i].use == USE_DIFF ? "diff" : "map");
		else if (out->act == OPTIONS_RUN)
			str_addf(err, "--%s is for browsing; %s does not take it.",
				option_rows[i].name, command_rows[out->command].name);
		else
			str_addf(err, "--%s is for a command, such as bali list TABLE.",
				option_rows[i].name);
		return false;
	}
	return true;
}

bool options_given(const struct options *options, const char *name)
{
	size_t i = 0;

	while (i < OPTION_COUNT && strcmp(option_rows[i].name, name) != 0)
		i++;
	return i < OPTION_COUNT && options->origin[i] == OPTIONS_GIVEN;
}

const char *options_language(const struct options *options, char *buffer, size_t size)
{
	const char *text = options->names;
	size_t len;

	if (!text || !strcmp(text, names_none))
		return NULL;
	if (strcmp(text, "auto") != 0)
		return text;
	text = intl_locale("LC_MESSAGES");
	len = strcspn(text, ".@");
	/* C and POSIX are no language. */
	if (len < 2 || len >= size || !strncmp(text, "POSIX", len))
		return NULL;
	for (size_t i = 0; i < len; i++)
		buffer[i] = text[i];
	buffer[len] = '\0';
	if (strchr(buffer, '_'))
		*strchr(buffer, '_') = '-';
	return buffer;
}

enum theme options_theme(const struct options *options)
{
	if (options->theme != THEME_DEFAULT)
		return options->theme;
	if (options->color == COLOR_ALWAYS)
		return THEME_DEFAULT;
	if (options->color == COLOR_NEVER || options_no_color())
		return THEME_MONO;
	return THEME_DEFAULT;
}

bool options_colors(const struct options *options, bool terminal)
{
	const char *term = getenv("TERM");

	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	return terminal && !options_no_color() && term && strcmp(term, "dumb") != 0;
}

/* Where the program runs: in its build tree, from a folder it is installed in, or
 * elsewhere. */
enum options_home { HOME_BUILD, HOME_INSTALLED, HOME_ELSEWHERE };

/* Appends the folder of the program, by which that is known, and a slash; nothing when it is
 * elsewhere. */
static enum options_home options_add_home(const char *argv0, struct str *out)
{
	/* What proves it, from that folder. */
	static const char *const proofs[] = { "config.status",
		"../share/bali/datapackage.json" };
	char path[OPTION_PATH_MAX] = "";
	const char *slash;
	struct str proof = STR_INIT;
	int home = 0;

	if (readlink("/proc/self/exe", path, sizeof path - 1) <= 0 &&
		strlen(argv0) < sizeof path)
		memcpy(path, argv0, strlen(argv0) + 1);
	slash = strrchr(path, '/');
	for (; home < HOME_ELSEWHERE; home++) {
		str_clear(&proof);
		str_addf(&proof, "%.*s/%s", slash ? (int)(slash - path) : 0, path,
			proofs[home]);
		if (slash && slash > path && access(proof.buf, R_OK) == 0)
			break;
	}
	if (home < HOME_ELSEWHERE)
		str_addf(out, "%.*s/", (int)(slash - path), path);
	str_release(&proof);
	return home;
}

void options_add_bundled_path(const char *argv0, struct str *out)
{
	static const char *const paths[] = { "data", "../share/bali", PKGDATADIR };

	str_add(out, paths[options_add_home(argv0, out)]);
}

void options_add_locale_path(const char *argv0, struct str *out)
{
	static const char *const paths[] = { "po", "../share/locale", LOCALEDIR };

	str_add(out, paths[options_add_home(argv0, out)]);
}

void options_add_data_path(
	const struct options *options, const char *argv0, struct str *out)
{
	const char *given = options->data ? options->data : getenv("BALI_DATA");

	if (options->data || (given && *given))
		str_add(out, given);
	else
		options_add_bundled_path(argv0, out);
}

int64_t options_today(void)
{
	const char *variable = getenv("BALI_TODAY");
	time_t now = time(NULL);
	struct edtf date;
	struct tm local;

	if (variable && edtf_parse(slice_of(variable), &date, NULL, NULL) &&
		date.kind == EDTF_DATE)
		return date.start.first;
	if (!localtime_r(&now, &local))
		return 0;
	return calendar_day(
		(int64_t)local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/* Appends a line of two columns. */
static void help_add_line(struct str *out, const char *left, const char *right)
{
	str_addf(out, "  %-24s %s\n", left, right);
}

void options_add_help(struct str *out)
{
	struct str left = STR_INIT, names = STR_INIT;

	format_add_names(&names);
	str_add(out,
		"Usage: bali [OPTION]...            browse the Bali Process (? lists the "
		"keys)\n"
		"       bali [OPTION]... COMMAND    print part of it\n\n"
		"Commands:\n");
	for (int i = 0; i < OPTIONS_COMMANDS; i++) {
		str_clear(&left);
		str_addf(&left, "%s %s", command_rows[i].name, command_rows[i].arguments);
		help_add_line(out, left.buf, command_rows[i].help);
	}
	str_add(out, "\nOptions:\n");
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		if (!row->help)
			continue;
		str_clear(&left);
		str_addf(&left, row->letter ? "-%c, " : "    ", row->letter);
		str_addf(&left, "--%s%s%s", row->name, row->argument ? "=" : "",
			row->argument ? row->argument : "");
		help_add_line(out, left.buf, *row->help ? row->help : names.buf);
	}
	str_add(out,
		"\nExamples:\n"
		"  bali --query holland       browse, starting with a search\n"
		"  bali find kampuchea        find everything known under that name\n"
		"  bali list members -f csv   print a table for a spreadsheet\n"
		"  bali -d tables/ check      check a folder of your own CSV files\n"
		"\nWithout --data, $BALI_DATA is opened, else the Bali Process data.\n");
	str_release(&left);
	str_release(&names);
}
