#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_LONG = 256, OPTIONS_DUMP_MOST = 1000 };

/* A command: name, arguments, what --help says. */
struct command_row {
	const char *name;
	const char *arguments;
	int least, most; /* how many there have to be, and may be */
	const char *help;
};

static const struct command_row command_rows[OPTIONS_COMMANDS] = {
	[OPTIONS_FIND] = { "find", "QUERY...", 1, INT_MAX, "rows of all tables" },
	[OPTIONS_LIST] = { "list", "TABLE [QUERY...]", 1, INT_MAX, "rows of one table" },
	[OPTIONS_SHOW] = { "show", "RECORD", 1, INT_MAX, "one record and what names it" },
	[OPTIONS_TIMELINE] = { "timeline", "[QUERY...]", 0, INT_MAX,
		"events in time order" },
	[OPTIONS_CHECK] = { "check", "", 0, 0, "every fault of the data" },
	[OPTIONS_TABLES] = { "tables", "", 0, 0, "the tables with their rows" },
};

/* What an option is for; bits. */
enum option_use {
	USE_BROWSE = 1,  /* browsing and --dump */
	USE_COMMAND = 2, /* the commands */
	USE_ALL = 3,
	USE_HIDDEN = 4, /* for the making of the manual: --help is silent on it */
};

/* An option: name, argument, what for, what --help says. */
struct option_row {
	int letter; /* or OPTION_LONG and more */
	const char *name;
	const char *argument; /* or NULL */
	unsigned use;
	const char *help; /* or NULL */
};

enum {
	OPTION_TAB = OPTION_LONG,
	OPTION_QUERY,
	OPTION_SELECT,
	OPTION_DUMP,
	OPTION_MOUSE,
	OPTION_LINES,
	OPTION_ASCII,
	OPTION_COLOR,
	OPTION_FORCE,
	OPTION_CRLF,
	OPTION_SAFE,
	OPTION_KEYS,
	OPTION_KEYS_MANUAL,
};

/* A row without a help shares the line of the next: all of it is to fit a screen. */
static const struct option_row option_rows[] = {
	{ 'd', "data", "PATH", USE_ALL, "folder, datapackage.json or CSV file to open" },
	{ 'f', "format", "FORMAT", USE_COMMAND, "text, csv, tsv, json or markdown" },
	{ 'o', "output", "FILE", USE_COMMAND, "write there" },
	{ OPTION_FORCE, "force", NULL, USE_COMMAND, "even if the file is there already" },
	{ OPTION_CRLF, "crlf", NULL, USE_COMMAND, NULL },
	{ OPTION_SAFE, "safe-csv", NULL, USE_ALL, "CSV: CR LF; no cell is a formula" },
	{ OPTION_TAB, "tab", "NAME", USE_BROWSE, NULL },
	{ OPTION_QUERY, "query", "TEXT", USE_BROWSE, NULL },
	{ OPTION_SELECT, "select", "RECORD", USE_BROWSE, "where to start" },
	{ OPTION_DUMP, "dump", "WxH", USE_BROWSE, "print the screen as text" },
	{ OPTION_MOUSE, "mouse", NULL, USE_BROWSE, NULL },
	{ OPTION_LINES, "lines", NULL, USE_BROWSE,
		"mouse on; browse by words, no screen" },
	{ OPTION_ASCII, "ascii", NULL, USE_ALL, NULL },
	{ OPTION_COLOR, "color", "WHEN", USE_ALL,
		"no more than ASCII; auto, always, never" },
	{ OPTION_KEYS, "keys", NULL, USE_BROWSE, "print the table of keys" },
	{ OPTION_KEYS_MANUAL, "keys-manual", NULL, USE_BROWSE | USE_HIDDEN, NULL },
	{ 'h', "help", NULL, USE_ALL, NULL },
	{ 'V', "version", NULL, USE_ALL, "print this help; the version" },
};

enum { OPTION_COUNT = sizeof option_rows / sizeof *option_rows };

static bool options_size(struct options *out, const char *text, struct str *err)
{
	const char *x = strchr(text, 'x');
	long cols, rows;
	char first[8];

	if (x && (size_t)(x - text) < sizeof first) {
		memcpy(first, text, (size_t)(x - text));
		first[x - text] = '\0';
		if (str_parse_long(first, &cols) && str_parse_long(x + 1, &rows) &&
			cols > 0 && rows > 0 && cols <= OPTIONS_DUMP_MOST &&
			rows <= OPTIONS_DUMP_MOST) {
			out->act = OPTIONS_DUMP;
			out->dump_cols = (int)cols;
			out->dump_rows = (int)rows;
			return true;
		}
	}
	str_addf(err,
		"--dump takes columns x rows, each from 1 to %d, such as 80x24; not "
		"\"%s\".",
		OPTIONS_DUMP_MOST, text);
	return false;
}

static bool options_color(struct options *out, const char *text, struct str *err)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++) {
		if (!strcmp(text, names[i])) {
			out->color = (enum options_color)i;
			return true;
		}
	}
	str_addf(err, "--color takes auto, always or never; not \"%s\".", text);
	return false;
}

static bool options_format(struct options *out, const char *text, struct str *err)
{
	out->format_given = format_find(text, &out->format);
	if (out->format_given)
		return true;
	str_add(err, "--format takes ");
	format_add_names(err);
	str_addf(err, "; not \"%s\".", text);
	return false;
}

/* Takes one option with its ARGUMENT. */
static bool options_take(
	struct options *out, int letter, const char *argument, struct str *err)
{
	switch (letter) {
	case 'd':
		out->data = argument;
		return true;
	case 'h':
		out->act = OPTIONS_HELP;
		return true;
	case 'V':
		out->act = OPTIONS_VERSION;
		return true;
	case 'f':
		return options_format(out, argument, err);
	case 'o':
		out->output = argument;
		return true;
	case OPTION_FORCE:
		out->force = true;
		return true;
	case OPTION_CRLF:
		out->crlf = true;
		return true;
	case OPTION_SAFE:
		out->safe = true;
		return true;
	case OPTION_TAB:
		out->tab = argument;
		return true;
	case OPTION_QUERY:
		out->query = argument;
		return true;
	case OPTION_SELECT:
		out->select = argument;
		return true;
	case OPTION_DUMP:
		return options_size(out, argument, err);
	case OPTION_MOUSE:
		out->mouse = true;
		return true;
	case OPTION_LINES:
		out->act = OPTIONS_LINES;
		return true;
	case OPTION_ASCII:
		out->ascii = true;
		return true;
	case OPTION_COLOR:
		return options_color(out, argument, err);
	case OPTION_KEYS:
		out->act = OPTIONS_KEYS;
		return true;
	default:
		out->act = OPTIONS_MANUAL;
		return true;
	}
}

/* Takes the first of WORDS for a command. */
static bool options_take_command(struct options *out, struct str *err)
{
	const char *name = out->words[0];

	for (int i = 0; i < OPTIONS_COMMANDS; i++) {
		const struct command_row *row = &command_rows[i];

		if (strcmp(name, row->name) != 0)
			continue;
		out->act = OPTIONS_RUN;
		out->command = (enum options_command)i;
		out->words++;
		out->word_count--;
		if (out->word_count >= row->least && out->word_count <= row->most)
			return true;
		str_addf(err, "There are too %s words; it is bali %s%s%s.",
			row->most ? "few" : "many", name, *row->arguments ? " " : "",
			row->arguments);
		return false;
	}
	str_addf(err, "There is no command \"%s\"; to open other data use --data PATH.",
		name);
	return false;
}

/* Nothing that was asked for is left undone in silence: an option that means nothing to
 * what is done is refused. USED are the rows of the options given. */
static bool options_check_uses(
	const struct options *out, const bool *used, struct str *err)
{
	unsigned use = out->act == OPTIONS_RUN ? USE_COMMAND : USE_BROWSE;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (!used[i] || (option_rows[i].use & use))
			continue;
		if (out->act == OPTIONS_RUN)
			str_addf(err, "--%s is for browsing; %s does not take it.",
				option_rows[i].name, options_command_name(out->command));
		else
			str_addf(err, "--%s is for a command, such as bali list TABLE.",
				option_rows[i].name);
		return false;
	}
	return true;
}

static size_t options_row(int letter)
{
	size_t i = 0;

	while (option_rows[i].letter != letter)
		i++;
	return i;
}

bool options_read(struct options *out, int argc, char **argv, struct str *err)
{
	struct option rows[OPTION_COUNT + 1] = { 0 };
	bool used[OPTION_COUNT] = { false };
	int letter;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		rows[i] = (struct option){ option_rows[i].name,
			option_rows[i].argument ? required_argument : no_argument, NULL,
			option_rows[i].letter };
	*out = (struct options){ 0 };
	opterr = 0;
	optind = 0; /* begin anew, whatever an earlier call left */
	while ((letter = getopt_long(argc, argv, ":d:f:o:hV", rows, NULL)) != -1) {
		const char *wrong = argv[optind > 1 ? optind - 1 : 1];

		if (letter == ':') {
			str_addf(err, "%s needs an argument.", wrong);
			return false;
		}
		if (letter == '?') {
			str_addf(err,
				"There is no option %s (words behind -- are taken as "
				"they are).",
				wrong);
			return false;
		}
		if (!options_take(out, letter, optarg, err))
			return false;
		used[options_row(letter)] = true;
	}
	out->words = argv + optind;
	out->word_count = argc - optind;
	if (out->act == OPTIONS_HELP || out->act == OPTIONS_VERSION)
		return true;
	if (out->word_count && !options_take_command(out, err))
		return false;
	return options_check_uses(out, used, err);
}

const char *options_command_name(enum options_command command)
{
	return command_rows[command].name;
}

static bool options_no_color(void)
{
	const char *no_color = getenv("NO_COLOR");

	return no_color && *no_color;
}

enum theme options_theme(const struct options *options)
{
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

/* Appends a line of two columns; a left side that is too long pushes the right one on. */
static void options_add_line(struct str *out, const char *left, const char *right)
{
	str_addf(out, "  %-27s%s%s\n", left, strlen(left) < 27 ? " " : "  ", right);
}

static void options_add_commands(struct str *out)
{
	struct str left;

	str_init(&left);
	for (int i = 0; i < OPTIONS_COMMANDS; i++) {
		str_clear(&left);
		str_addf(&left, "%s %s", command_rows[i].name, command_rows[i].arguments);
		options_add_line(out, left.buf, command_rows[i].help);
	}
	str_release(&left);
}

static void options_add_options(struct str *out)
{
	struct str left;

	str_init(&left);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->use & USE_HIDDEN)
			continue;
		str_add(&left, left.len ? ", " : row->letter < OPTION_LONG ? "" : "    ");
		if (row->letter < OPTION_LONG)
			str_addf(&left, "-%c, ", row->letter);
		str_addf(&left, "--%s%s%s", row->name, row->argument ? "=" : "",
			row->argument ? row->argument : "");
		if (!row->help)
			continue;
		options_add_line(out, left.buf, row->help);
		str_clear(&left);
	}
	str_release(&left);
}

void options_add_help(struct str *out)
{
	str_add(out,
		"Usage: bali [OPTION]...             browse the Bali Process; ? shows "
		"the keys\n"
		"       bali [OPTION]... COMMAND     or print it\n\n"
		"Commands:\n");
	options_add_commands(out);
	str_add(out, "\nOptions:\n");
	options_add_options(out);
	str_add(out,
		"\nExamples:\n"
		"  bali --query holland           browse; where is the Netherlands?\n"
		"  bali find kampuchea            what is known under that name\n"
		"  bali list members -f csv       a table for a spreadsheet\n"
		"  bali -d tables/ check          a folder of CSV files of your own\n"
		"\nWithout --data, $BALI_DATA is opened, else the Bali Process data.\n");
}
