#include "config.h"

/*
 * The words one types: one table, from which also the help is made. A word may be cut
 * short as long as no other begins so; a key of the screen stands for its command.
 */

#include "cli/linemode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/linemode_commands.h"
#include "base/casefold.h"
#include "query/edit_distance.h"
#include "ui/key.h"

static void cmd_help(struct linemode *l, const char *argument);

static const struct verb words[] = {
	/* clang-format off */
	{ COMMAND_NONE, "list", "[NUMBER]",
		"Tell the next rows, or those from this one on; Enter alone does too",
		cmd_list },
	{ COMMAND_FIRST, NULL, "", "Tell the rows from the first on", cmd_first },
	{ COMMAND_LAST, NULL, "", "Tell the last rows", cmd_last },
	{ COMMAND_PAGE_DOWN, NULL, "", "Tell the next rows", cmd_page_down },
	{ COMMAND_PAGE_UP, NULL, "", "Tell the rows before those told last", cmd_page_up },
	{ COMMAND_OPEN, NULL, "NUMBER or NAME",
		"Open what has this number; the number alone does too", cmd_open },
	{ COMMAND_NONE, "record", "", "Tell the record again", cmd_record },
	{ COMMAND_ALL_FIELDS, NULL, "", NULL, cmd_all },
	{ COMMAND_NEXT_RECORD, NULL, "", NULL, cmd_next_record },
	{ COMMAND_PREVIOUS_RECORD, NULL, "", NULL, cmd_previous_record },
	{ COMMAND_BACK, NULL, "", NULL, cmd_back },
	{ COMMAND_FORWARD, NULL, "", NULL, cmd_forward },

	{ COMMAND_NONE, "tabs", "", "Tell the tabs and their numbers", cmd_tabs },
	{ COMMAND_NONE, "tab", "NUMBER or NAME", "Go to this tab", cmd_tab },
	{ COMMAND_NEXT_TAB, NULL, "", NULL, cmd_next_tab },
	{ COMMAND_PREVIOUS_TAB, NULL, "", NULL, cmd_previous_tab },
	{ COMMAND_SHOW_TIMELINE, "timeline", "[DATE]",
		"Tell the timeline, from this date or this record on", cmd_timeline },

	{ COMMAND_SEARCH, NULL, "WORDS",
		"Keep the rows with these words in every table; /WORDS does too",
		cmd_search },
	{ COMMAND_SEARCH_ALL, "find", "[WORDS]", NULL, cmd_find },
	{ COMMAND_CLEAR_FILTERS, NULL, "", NULL, cmd_clear },
	{ COMMAND_SORT, NULL, "[COLUMN]",
		"Sort by this column; alone, tell the columns", cmd_sort },
	{ COMMAND_SORT_REVERSE, NULL, "[COLUMN]", NULL, cmd_sort_reverse },

	{ COMMAND_EXPORT, NULL, "FILE",
		"Write the rows that are listed into this file, by the end of its name",
		cmd_export },
	{ COMMAND_PROBLEMS, NULL, "", NULL, cmd_problems },
	{ COMMAND_RELOAD, NULL, "", NULL, cmd_reload },
	{ COMMAND_HELP, NULL, "[WORD]", "Tell the words, or what this one does", cmd_help },
	{ COMMAND_LEAVE, NULL, "", NULL, cmd_leave },
	{ COMMAND_QUIT, NULL, "", NULL, cmd_quit },
	/* clang-format on */
};

enum { WORDS = sizeof words / sizeof *words };

const struct verb *verb_table(size_t *count)
{
	*count = WORDS;
	return words;
}

const char *verb_name(const struct verb *word)
{
	return word->name ? word->name
			  : command_find(&app_commands, word->command, IN_PANES)->name;
}

const char *verb_help(const struct verb *word)
{
	return word->help ? word->help
			  : command_find(&app_commands, word->command, IN_PANES)->help;
}

static const char *words_name(const void *data, size_t i)
{
	(void)data;
	return verb_name(&words[i]);
}

size_t linemode_pick(const char *word, size_t count,
	const char *(*name)(const void *data, size_t i), const void *data, size_t *number)
{
	size_t len = strlen(word);
	size_t found = 0, last = 0;

	for (size_t i = 0; i < count; i++) {
		if (strncasecmp(name(data, i), word, len) != 0)
			continue;
		found++;
		last = i;
		if (name(data, i)[len] == '\0') {
			found = 1;
			break;
		}
	}
	if (found == 1)
		*number = last;
	return found;
}

/* Returns what a key of the screen means where one is, or NULL: a line of one letter is
 * one, as well as the "f" of "f words". */
static const struct verb *words_for_key(struct linemode *l, const char *text)
{
	const struct linemode_source *source = linemode_place_source(l);
	unsigned context = source == &linemode_links ? IN_RECORD
		: source == &linemode_events         ? IN_TIMELINE
						     : IN_LIST;
	enum command_id command;

	if (strlen(text) != 1)
		return NULL;
	command =
		command_for_key(&app_commands, key_parse(slice_of(text)), context, NULL);
	for (size_t i = 0; i < WORDS && command != COMMAND_NONE; i++)
		if (words[i].command == command)
			return &words[i];
	return NULL;
}

static void words_tell_several(struct linemode *l, const char *text)
{
	size_t len = strlen(text);
	size_t told = 0;

	str_addf(&l->line, "\"%s\" may be ", text);
	for (size_t i = 0; i < WORDS; i++)
		if (!strncasecmp(verb_name(&words[i]), text, len))
			str_addf(&l->line, "%s%s", told++ ? ", " : "",
				verb_name(&words[i]));
	linemode_stop(l);
	linemode_end(l);
}

static const char *words_nearest(const char *text)
{
	const char *best = NULL;
	size_t edits = EDIT_DISTANCE_FAR;
	struct edit_distance nearest;
	struct str folded;

	str_init(&folded);
	casefold_add(&folded, slice_of(text));
	edit_distance_init(&nearest, slice_of(folded.buf));
	for (size_t i = 0; i < WORDS; i++) {
		size_t distance;

		str_clear(&folded);
		casefold_add(&folded, slice_of(verb_name(&words[i])));
		distance = edit_distance(&nearest, slice_of(folded.buf));
		if (distance >= edits)
			continue;
		edits = distance;
		best = verb_name(&words[i]);
	}
	str_release(&folded);
	return best;
}

/* Who types a name where a word should stand wants to go there, or to find it. */
static void words_tell_none(struct linemode *l, const char *text)
{
	const char *nearest = words_nearest(text);

	str_addf(&l->line, "There is no word \"%s\"", text);
	if (app_find_tab(l->app, text) < l->app->tab_count)
		str_addf(&l->line, "; tab %s goes to that tab.", text);
	else if (nearest)
		str_addf(&l->line, "; did you mean %s?", nearest);
	else
		str_addf(&l->line, "; find %s looks for it, help tells the words.", text);
	linemode_end(l);
}

/* Returns the word that TEXT means; NULL when that was answered. */
static const struct verb *words_find(struct linemode *l, const char *text)
{
	const struct verb *word = words_for_key(l, text);
	size_t number, found;

	if (word)
		return word;
	found = linemode_pick(text, WORDS, words_name, NULL, &number);
	if (found == 1)
		return &words[number];
	if (found)
		words_tell_several(l, text);
	else
		words_tell_none(l, text);
	return NULL;
}

static void words_tell(struct linemode *l, const struct verb *word)
{
	linemode_say(l, "%s%s%s: %s.", verb_name(word), *word->argument ? " " : "",
		word->argument, verb_help(word));
}

static void cmd_help(struct linemode *l, const char *argument)
{
	const struct verb *word;

	if (*argument) {
		word = words_find(l, argument);
		if (word)
			words_tell(l, word);
		return;
	}
	for (size_t i = 0; i < WORDS; i++)
		words_tell(l, &words[i]);
	linemode_say(l,
		"A number opens the row, the link or the tab that was told with it; "
		"Enter alone goes on. A word may be cut short: li for list.");
}

/* Cuts the blanks off both ends of TEXT. */
static char *words_trim(char *text)
{
	size_t len = strlen(text);

	while (len && isspace((unsigned char)text[len - 1]))
		text[--len] = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

void linemode_take(struct linemode *l, char *text)
{
	const struct verb *word;
	char *argument;

	text = words_trim(text);
	/* Where the screen asks for a number or a name behind ":", both are understood
	 * by themselves here. */
	if (*text == ':')
		text = words_trim(text + 1);
	if (*text == '/') {
		cmd_search(l, words_trim(text + 1));
		return;
	}
	if (!*text) {
		linemode_more(l);
		return;
	}
	if (!text[strspn(text, "0123456789")]) {
		cmd_open(l, text);
		return;
	}
	argument = text + strcspn(text, " \t");
	if (*argument)
		*argument++ = '\0';
	word = words_find(l, text);
	if (word)
		word->act(l, words_trim(argument));
}
