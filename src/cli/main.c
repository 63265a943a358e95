#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "browser/app.h"
#include "cli/linemode.h"
#include "cli/options.h"
#include "cli/run.h"
#include "cli/paths.h"
#include "base/text.h"
#include "ui/command.h"
#include "ui/term.h"

enum { MAIN_FAILED = 2 };

/* Prints TEXT on stdout; a full disk or a closed pipe is a failure. */
static int main_print(const struct str *text)
{
	size_t written = fwrite(text->buf, 1, text->len, stdout);

	if (written == text->len && fflush(stdout) == 0)
		return EXIT_SUCCESS;
	perror("bali: cannot write the output");
	return MAIN_FAILED;
}

static int main_complain(const struct str *err)
{
	fprintf(stderr, "bali: %s\n", err->buf);
	return MAIN_FAILED;
}

static int main_dump(struct app *a, const struct options *options)
{
	struct str text;
	int status;

	str_init(&text);
	app_finish(a);
	app_draw(a, options->dump_cols, options->dump_rows);
	canvas_add_text(&a->canvas, options->ascii || !text_locale_is_utf8(), &text);
	status = main_print(&text);
	str_release(&text);
	return status;
}

static bool main_has_table(const struct app *a, struct str *err)
{
	if (!app_piped(a) || !isatty(STDIN_FILENO))
		return true;
	str_add(err,
		"Standard input is to bring the table, but it is the terminal: pipe one "
		"in, or name a file.");
	return false;
}

static int main_browse(struct app *a, const struct options *options)
{
	struct str err, path;
	size_t known;
	int number;

	str_init(&err);
	if (!main_has_table(a, &err) ||
		!term_open(options_theme(options),
			options->ascii || !text_locale_is_utf8(), &err)) {
		int status = main_complain(&err);

		str_release(&err);
		return status;
	}
	str_init(&path);
	if (app_searches_path(getenv("XDG_STATE_HOME"), getenv("HOME"), &path))
		app_searches_read(path.buf, &a->prompt);
	known = a->prompt.history_count;
	a->mouse = options->mouse;
	app_run(a);
	number = term_signal();
	term_close();
	if (!number && path.len && a->prompt.history_count > known)
		app_searches_write(path.buf, &a->prompt);
	str_release(&path);
	str_release(&err);
	if (number) {
		/* Whoever started the program is to see that a signal ended it. */
		signal(number, SIG_DFL);
		raise(number);
	}
	return EXIT_SUCCESS;
}

static int main_lines(struct app *a, const struct options *options)
{
	struct str err;
	int status = MAIN_FAILED;

	str_init(&err);
	if (main_has_table(a, &err))
		status = linemode_run(a, options->ascii || !text_locale_is_utf8(), &err);
	if (err.len)
		main_complain(&err);
	str_release(&err);
	return status;
}

/* A terminal that cannot place the cursor is no reason to send anybody away. */
static bool main_wants_lines(const struct app *a, const struct options *options)
{
	const char *type = getenv("TERM");

	if (options->act == OPTIONS_LINES)
		return true;
	return (!type || !*type || !strcmp(type, "dumb")) &&
		(app_piped(a) || isatty(STDIN_FILENO)) && isatty(STDOUT_FILENO);
}

static int main_open(const struct options *options, const char *argv0)
{
	struct str path, err;
	struct app a;
	int status;

	str_init(&path);
	str_init(&err);
	paths_data(options->data, argv0, &path);
	if (options->act == OPTIONS_RUN) {
		status = run_command(options, path.buf, paths_today());
	} else if (!app_init(&a, &app_commands, path.buf, paths_today(), &err)) {
		status = main_complain(&err);
	} else {
		a.safe = options->safe;
		if (!app_start(&a, options->tab, options->query, options->select, &err))
			status = main_complain(&err);
		else if (options->act == OPTIONS_DUMP)
			status = main_dump(&a, options);
		else if (main_wants_lines(&a, options))
			status = main_lines(&a, options);
		else
			status = main_browse(&a, options);
		app_release(&a);
	}
	str_release(&path);
	str_release(&err);
	return status;
}

/* A number below 3 that nobody has opened would be the next file's, and what is meant for
 * the terminal would go into it. */
static void main_fill_standard(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	struct options options;
	struct str text;
	int status;

	main_fill_standard();
	/* Characters only: numbers and order are the data's, not the locale's. */
	setlocale(LC_CTYPE, "");
	str_init(&text);
	if (!options_read(&options, argc, argv, &text)) {
		str_add(&text, " bali --help tells what there is.");
		status = main_complain(&text);
	} else if (options.act == OPTIONS_BROWSE || options.act == OPTIONS_DUMP ||
		options.act == OPTIONS_LINES || options.act == OPTIONS_RUN) {
		status = main_open(&options, argv[0]);
	} else {
		if (options.act == OPTIONS_HELP)
			options_add_help(&text);
		else if (options.act == OPTIONS_KEYS)
			command_add_keys(&app_commands, &text);
		else if (options.act == OPTIONS_MANUAL)
			command_add_manual(&app_commands, &text);
		else
			str_add(&text,
				PACKAGE_STRING
				"\nLicence: GPL-3.0-or-later. This is free "
				"software; there is no warranty.\n");
		status = main_print(&text);
	}
	str_release(&text);
	return status;
}
