#include "config.h"

#include "app/options.h"

#include <getopt.h>
#include <string.h>

enum { OPTION_LONG = 256, OPTIONS_DUMP_MOST = 1000 };

/* An option: name, argument, what --help says. */
struct option_row {
	int letter; /* or OPTION_LONG and more */
	const char *name;
	const char *argument; /* or NULL */
	const char *help;
};

enum {
	OPTION_TAB = OPTION_LONG,
	OPTION_QUERY,
	OPTION_SELECT,
	OPTION_DUMP,
	OPTION_ASCII,
	OPTION_COLOR,
	OPTION_KEYS,
	OPTION_KEYS_MANUAL,
};

static const struct option_row option_rows[] = {
	{ 'd', "data", "PATH", "folder, datapackage.json or CSV file to open" },
	{ OPTION_TAB, "tab", "NAME", "start in this tab" },
	{ OPTION_QUERY, "query", "TEXT", "start with this search" },
	{ OPTION_SELECT, "select", "RECORD", "start on this record: TABLE/KEY" },
	{ OPTION_DUMP, "dump", "WxH", "print the screen as text instead of browsing" },
	{ OPTION_ASCII, "ascii", NULL, "draw with ASCII only" },
	{ OPTION_COLOR, "color", "WHEN", "auto, always or never" },
	{ OPTION_KEYS, "keys", NULL, "print the table of keys" },
	{ OPTION_KEYS_MANUAL, "keys-manual", NULL, NULL },
	{ 'h', "help", NULL, "print this help" },
	{ 'V', "version", NULL, "print the version" },
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

bool options_read(struct options *out, int argc, char **argv, struct str *err)
{
	struct option rows[OPTION_COUNT + 1] = { 0 };
	int letter;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		rows[i] = (struct option){ option_rows[i].name,
			option_rows[i].argument ? required_argument : no_argument, NULL,
			option_rows[i].letter };
	*out = (struct options){ 0 };
	opterr = 0;
	optind = 1;
	while ((letter = getopt_long(argc, argv, ":d:hV", rows, NULL)) != -1) {
		const char *wrong = argv[optind > 1 ? optind - 1 : 1];

		if (letter == ':') {
			str_addf(err, "%s needs an argument.", wrong);
			return false;
		}
		if (letter == '?') {
			str_addf(err, "There is no option %s.", wrong);
			return false;
		}
		if (!options_take(out, letter, optarg, err))
			return false;
	}
	if (optind < argc) {
		str_addf(err, "\"%s\" is no option; to open other data use --data PATH.",
			argv[optind]);
		return false;
	}
	return true;
}

void options_add_help(struct str *out)
{
	str_add(out,
		"Usage: bali [OPTION]...\n"
		"Browse the members, participants, organizations, meetings and events of "
		"the\n"
		"Bali Process, or any other tables that come as a data package or as "
		"CSV.\n\n");
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		char letter[5] = "    ";
		struct str name;

		if (!row->help)
			continue;
		if (row->letter < OPTION_LONG)
			memcpy(letter, (char[]){ '-', (char)row->letter, ',', ' ' }, 4);
		str_init(&name);
		str_addf(&name, "--%s%s%s", row->name, row->argument ? "=" : "",
			row->argument ? row->argument : "");
		str_addf(out, "  %s%-16s %s\n", letter, name.buf, row->help);
		str_release(&name);
	}
	str_add(out,
		"\nWithout --data, $BALI_DATA is opened, else the Bali Process data that "
		"came\n"
		"with the program. NO_COLOR is honoured.\n"
		"\nExamples:\n"
		"  bali                                 browse; ? shows the keys\n"
		"  bali --query holland                 where is the Netherlands?\n"
		"  bali --tab meetings --dump 100x30    the conferences as text\n"
		"  bali -d tables/                      a folder of CSV files of your "
		"own\n");
}
