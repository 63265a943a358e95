/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/intl.h"
#include "base/task.h"
#include "base/text.h"
#include "browser/app.h"
#include "cli/configfile.h"
#include "cli/linemode.h"
#include "cli/options.h"
#include "cli/run.h"
#include "data/json.h"
#include "output/outfile.h"
#include "ui/command.h"
#include "ui/crash.h"
#include "ui/term.h"

/*
 * The start of the program: the options decide whether a command runs, the browser opens
 * with or without a screen, or a text about the program is printed. Sentences for stderr
 * get the program's name here.
 */

enum {
	MAIN_FAILED = 2,
	MAIN_SIZE = 10000, /* no terminal has more columns or lines */
};

/* Prints TEXT on stdout; a full disk or a closed pipe is a failure. Returns the exit
 * status; a sentence in ERR goes with a failure. */
static int main_print(const struct str *text, struct str *err)
{
	struct outfile out;

	outfile_open_output(&out, false);
	str_add_bytes(&out.text, text->buf, text->len);
	return outfile_close(&out, err) ? EXIT_SUCCESS : MAIN_FAILED;
}

/* Appends how long A worked between two looks at the keys, at most, in milliseconds, to
 * the file that $BALI_LONGEST names: for make bench. */
static void main_note_longest(const struct app *a)
{
	const char *path = getenv("BALI_LONGEST");
	FILE *file = path ? fopen(path, "a") : NULL;

	if (!file)
		return;
	fprintf(file, "%.2f\n", (double)a->longest / TASK_MS);
	fclose(file);
}

/* Browses on the screen until the user leaves. Returns the exit status; a sentence in ERR
 * goes with a failure. */
static int main_browse(struct app *a, const struct options *options, struct str *err)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct str path = STR_INIT, columns = STR_INIT, places = STR_INIT;
	bool start = options->tab || options->query || options->select;
	size_t known;
	int number;

	if (!term_open(options_theme(options), options->ascii, err))
		return MAIN_FAILED;
	if (app_kept_path(state, home, "history", &path))
		app_searches_read(path.buf, &a->prompt);
	if (app_kept_path(state, home, "columns", &columns))
		app_columns_read(columns.buf, a);
	if (app_kept_path(state, home, "places", &places) && options->resume && !start)
		app_place_read(places.buf, a);
	known = a->prompt.history_count;
	a->mouse = options->mouse;
	a->watched = options->watch != OPTIONS_WATCH_NO && !app_piped(a);
	if (!options->ascii && !text_locale_is_utf8() && !a->message.len)
		app_say(a, STYLE_STATUS,
			_("No UTF-8 locale (LANG): some letters appear as ?."));
	app_run(a);
	number = term_signal();
	term_close();
	main_note_longest(a);
	if (!number && path.len && a->prompt.history_count > known)
		app_searches_write(path.buf, &a->prompt, known);
	if (!number && columns.len)
		app_columns_write(columns.buf, a);
	if (!number && places.len)
		app_place_write(places.buf, a);
	str_release(&path);
	str_release(&columns);
	str_release(&places);
	if (number)
		crash_end(number); /* the parent process is to see that it was a signal */
	return EXIT_SUCCESS;
}

/* Opens the package at PATH in the browser, with the keys of CONFIG. Returns the exit
 * status; a sentence in ERR goes with a failure. */
static int main_app(const struct options *options, struct configfile *config,
	const char *path, struct str *err)
{
	bool ascii = options->ascii || !text_locale_is_utf8();
	const char *type = getenv("TERM");
	bool dumb = !type || !*type || !strcmp(type, "dumb");
	int status = MAIN_FAILED;
	struct str text = STR_INIT, dialects = STR_INIT;
	char tag[OPTIONS_TAG];
	struct overrides overrides = {
		.every = options->override, .limit = options->limit, .land = options->land
	};
	struct app a;

	/* What is printed does not depend on what was done on the screen. */
	if (options->act == OPTIONS_BROWSE &&
		app_kept_path(
			getenv("XDG_STATE_HOME"), getenv("HOME"), "dialects", &dialects))
		app_dialects_read(dialects.buf, &overrides);
	if (!app_init(&a, &config->keys.table, path, &overrides, options_today(), err)) {
		overrides_release(&overrides);
		str_release(&dialects);
		return MAIN_FAILED;
	}
	a.csv = options->csv;
	a.theme = options_theme(options);
	if (options->act == OPTIONS_BROWSE)
		app_kept_check(getenv("XDG_STATE_HOME"), getenv("HOME"), &config->faults);
	app_set_faults(&a, &config->faults);
	app_set_language(&a, options_language(options, tag, sizeof tag),
		options->names && strcmp(options->names, "auto") != 0);
	if (options->former && !app_compare(&a, options->former, &options->diff, err)) {
		/* ERR has the sentence. */
	} else if (!app_start(&a, options->tab, options->query, options->select, err)) {
		/* ERR has the sentence. */
	} else if (options->act == OPTIONS_DUMP) {
		app_finish(&a);
		app_draw(&a, options->dump_cols, options->dump_rows);
		canvas_add_text(&a.canvas, ascii, &text);
		if (!package_refused(a.package, NULL))
			status = main_print(&text, err);
	} else if (app_piped(&a) && isatty(STDIN_FILENO)) {
		str_add(err,
			_("Standard input should be a table, but it is the terminal. "
			  "Pipe a table in, or name a file."));
	} else if (options->act == OPTIONS_LINES ||
		(dumb && (app_piped(&a) || isatty(STDIN_FILENO)) &&
			isatty(STDOUT_FILENO))) {
		/* A terminal that cannot position the cursor is no reason to turn the user
		 * away. */
		status = linemode_run(&a, ascii, err);
	} else {
		status = main_browse(&a, options, err);
		if (dialects.len)
			app_dialects_write(dialects.buf, &a.overrides);
	}
	if (!err->len && package_refused(a.package, err))
		status = MAIN_FAILED;
	str_release(&dialects);
	str_release(&text);
	app_release(&a);
	return status;
}

/* Takes the locale of the environment: its characters only, for numbers and order are the
 * data's. Where none is set, as in a service or over a bare line, or one that is not
 * installed, UTF-8 is more likely than ASCII. */
static void main_set_locale(void)
{
	const char *name = intl_locale("LC_CTYPE");

	errno = 0;
	if (*name &&
		(setlocale(LC_CTYPE, "") ||
			!(strstr(name, "UTF") || strstr(name, "utf"))))
		return;
	if (errno == ENOMEM)
		fail_memory(0);
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8"); /* where that is not known */
}

/* Takes the size NAME out of the environment when it cannot be one: curses believes it,
 * whatever the terminal says. */
static void main_check_size(const char *name)
{
	const char *text = getenv(name);
	long size = text ? strtol(text, NULL, 10) : 1;

	if (size < 1 || size > MAIN_SIZE)
		unsetenv(name);
}

/* Returns whether OPTIONS ask for something that the user looks at. */
static bool main_has_screen(const struct options *options)
{
	return options->act == OPTIONS_BROWSE || options->act == OPTIONS_DUMP ||
		options->act == OPTIONS_LINES;
}

/* Takes the language of the environment if there will be a screen: before the configuration
 * is read, whose keys the help shows. */
static void main_start_language(int argc, char **argv)
{
	struct options options;
	struct str text = STR_INIT;

	options_init(&options);
	if (options_read(&options, argc, argv, &text) && main_has_screen(&options)) {
		str_clear(&text);
		options_add_locale_path(argv[0], &text);
		intl_start(text.buf);
	}
	str_release(&text);
}

/* Reads the configuration into CONFIG and OPTIONS; NAME is to become the name of its file,
 * short where it is at home. */
static void main_read_config(
	struct configfile *config, struct options *options, struct str *name)
{
	const char *home = getenv("HOME");
	struct str path = STR_INIT;
	size_t len = home ? strlen(home) : 0;

	configfile_add_path(getenv("XDG_CONFIG_HOME"), home, &path);
	if (len && !strncmp(path.buf, home, len) && path.buf[len] == '/')
		str_addf(name, "~%s", path.buf + len);
	else
		str_add(name, path.buf);
	configfile_read(config, path.buf, name->buf, &app_commands, options);
	str_release(&path);
}

/* Prints the text about the program that OPTIONS ask for. Returns the exit status; a
 * sentence in ERR goes with a failure. */
static int main_about(
	const struct options *options, const struct configfile *config, struct str *err)
{
	struct str text = STR_INIT;
	int status;

	if (options->act == OPTIONS_HELP)
		options_add_help(&text);
	else if (options->act == OPTIONS_KEYS)
		command_add_keys(&config->keys.table, &text);
	else if (options->act == OPTIONS_MANUAL)
		command_add_manual(&app_commands, &text);
	else if (options->act == OPTIONS_CONFIG)
		configfile_add_all(config, options, &text);
	else
		str_add(&text,
			PACKAGE_STRING
			"\nCopyright (C) 2026 the bali authors"
			"\nLicence: GPL-3.0-or-later. This is free software; there is no "
			"warranty.\n");
	status = main_print(&text, err);
	str_release(&text);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;
	struct configfile config;
	struct str text = STR_INIT, err = STR_INIT, name = STR_INIT, land = STR_INIT;
	int status = MAIN_FAILED;

	/* Standard descriptors that the parent has closed are opened. A number below 3
	 * would else be the next file's, and what is meant for the terminal would go into
	 * that. They cannot be written to: an answer that nobody gets is a failure. */
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
			return MAIN_FAILED;
	crash_guard();
	json_init();
	main_check_size("COLUMNS");
	main_check_size("LINES");
	main_set_locale();
	main_start_language(argc, argv);
	options_init(&options);
	main_read_config(&config, &options, &name);
	if (!options_read(&options, argc, argv, &err)) {
		str_add(&err, " bali --help lists all commands and options.");
	} else if (main_has_screen(&options)) {
		options_add_data_path(&options, argv[0], &text);
		options_add_bundled_path(argv[0], &land);
		str_add(&land, "/shapes.csv");
		options.land = land.buf;
		status = main_app(&options, &config, text.buf, &err);
	} else {
		/* Where there are no problems to list them among. */
		if (options.act == OPTIONS_RUN || options.act == OPTIONS_KEYS ||
			options.act == OPTIONS_CONFIG)
			configfile_add_faults(&config, &text);
		run_complain(&options, &text);
		str_clear(&text);
		if (options.act == OPTIONS_RUN) {
			options_add_data_path(&options, argv[0], &text);
			status = run_command(&options, text.buf, options_today());
		} else {
			status = main_about(&options, &config, &err);
		}
	}
	run_complain(&options, &err);
	configfile_release(&config);
	str_release(&name);
	str_release(&land);
	str_release(&text);
	str_release(&err);
	return status;
}
