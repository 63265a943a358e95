/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What is kept from one run to the next, in files of the state folder: the searches, the
 * columns that the user has chosen, the last place, and how files are read. None
 * of it is needed: what cannot be read or written is left out, and a file may hold
 * anything. A file is replaced wholly or, where that fails or it cannot be read, not
 * at all.
 */

#include "browser/app.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/smallfile.h"
#include "base/tempfile.h"
#include "base/text.h"
#include "view/column_config.h"

enum {
	KEPT_SIZE = APP_SEARCHES_MOST * (APP_SEARCHES_LINE + 1), /* bytes of a file */
	KEPT_LISTS = 200,                         /* whose columns are kept */
	KEPT_PLACES = KEPT_SIZE / APP_PLACE_MOST, /* in as many packages */
};

bool app_kept_path(const char *state, const char *home, const char *name, struct str *out)
{
	if (state && *state == '/')
		str_addf(out, "%s/bali/%s", state, name);
	else if (home && *home == '/')
		str_addf(out, "%s/.local/state/bali/%s", home, name);
	else
		return false;
	return true;
}

/* Appends the file at PATH. Returns whether that worked, or there is none; otherwise the file
 * is not to be replaced. */
static bool kept_read(const char *path, struct str *out)
{
	struct str err = STR_INIT;
	bool readable = smallfile_read(path, KEPT_SIZE, out, &err);

	str_release(&err);
	return readable;
}

/* Adds to D that PATH, a file or the folder, is not as it should be: TEXT. */
static void kept_fault(struct diag *d, const char *path, const char *text)
{
	diag_add(d, FAULT_CONFIG,
		(struct diag_place){ .file = path,
			.table = DIAG_NO_TABLE,
			.row = DIAG_NO_ROW,
			.field = -1 },
		"%s", text);
}

/* Returns 0 when files can be made in FOLDER, or it can be made in one of the two above;
 * else what errno says. */
static int kept_check_folder(const char *folder)
{
	char *path = xstrdup(folder);
	int fault = ENOENT;
	struct stat info;

	for (int i = 0; i < 3 && fault == ENOENT; i++) {
		fault = stat(path, &info) != 0           ? errno
			: !S_ISDIR(info.st_mode)         ? ENOTDIR
			: access(path, W_OK | X_OK) != 0 ? errno
							 : 0;
		*strrchr(path, '/') = '\0';
	}
	free(path);
	return fault;
}

void app_kept_check(const char *state, const char *home, struct diag *d)
{
	static const char *const names[] = { "history", "columns", "dialects", "places" };
	struct str path = STR_INIT, text = STR_INIT, err = STR_INIT;
	int fault;

	if (!app_kept_path(state, home, "", &path))
		return;
	str_truncate(&path, path.len - 1);
	fault = kept_check_folder(path.buf);
	/* Without a home there is nothing to be mended. */
	if (fault && fault != ENOENT) {
		str_addf(&text, "Nothing is kept for the next run: %s.", strerror(fault));
		kept_fault(d, path.buf, text.buf);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names && !fault; i++) {
		str_clear(&path);
		str_clear(&text);
		str_clear(&err);
		app_kept_path(state, home, names[i], &path);
		if (!smallfile_read(path.buf, KEPT_SIZE, &text, &err)) {
			str_add(&err, " It is neither used nor replaced.");
			kept_fault(d, path.buf, err.buf);
		}
	}
	str_release(&path);
	str_release(&text);
	str_release(&err);
}

/* Takes the first line from REST; false when there is none. */
static bool kept_line(struct slice *rest, struct slice *line)
{
	const char *newline = memchr(rest->text, '\n', rest->len);

	*line = *rest;
	if (newline)
		line->len = (size_t)(newline - rest->text);
	*rest = slice_from(*rest, line->len + (newline != NULL));
	return line->len || newline;
}

/* Replaces the file at PATH by TEXT; up to three folders on the way are made. */
static void kept_write(const char *path, const struct str *text)
{
	struct str name = STR_INIT;
	size_t ends[3], folders = 0, done = 0;
	struct tempfile temp;
	ssize_t put = 1;
	char *real;

	/* Makes the folder of PATH and up to two above it: ".local/state/bali". Where that
	 * fails, so will the making of the file. */
	str_add(&name, path);
	for (size_t at = name.len; at-- > 1 && folders < 3;)
		if (path[at] == '/')
			ends[folders++] = at;
	while (folders--) {
		name.buf[ends[folders]] = '\0';
		(void)mkdir(name.buf, 0700);
		name.buf[ends[folders]] = '/';
	}
	str_release(&name);
	/* A link to the file, in a folder that is shared by machines, remains one. */
	real = realpath(path, NULL);
	path = real ? real : path;
	if (!tempfile_open(&temp, path))
		done = SIZE_MAX;
	while (done < text->len && (put > 0 || errno == EINTR)) {
		put = write(temp.fd, text->buf + done, text->len - done);
		done += put > 0 ? (size_t)put : 0;
	}
	if (done == text->len)
		tempfile_place(&temp, path, true);
	else
		tempfile_drop(&temp);
	free(real);
}

/* Returns whether LINE may be kept: a file that someone else has written can hold
 * anything. What the prompt could not have held stays out of it, and so does what would
 * not come back as one line. */
static bool searches_keeps(struct slice line)
{
	if (!line.len || line.len > APP_SEARCHES_LINE || text_check_utf8(line) < line.len)
		return false;
	while (line.len) {
		uint32_t character;
		size_t len = text_decode(line, &character);

		if (character < ' ' || (character >= 0x7f && character < 0xa0))
			return false;
		line = slice_from(line, len);
	}
	return true;
}

bool app_searches_read(const char *path, struct prompt *p)
{
	struct str text = STR_INIT;
	struct slice rest, line;
	bool readable = kept_read(path, &text);

	rest = str_slice(&text);
	while (kept_line(&rest, &line)) {
		char *search;

		if (!searches_keeps(line))
			continue;
		search = xmemdupz(line.text, line.len);
		prompt_set(p, search);
		prompt_remember(p);
		free(search);
	}
	prompt_set(p, "");
	str_release(&text);
	return readable;
}

void app_searches_write(const char *path, const struct prompt *p, size_t known)
{
	struct str text = STR_INIT;
	struct prompt all;
	size_t first;

	/* Another run may have written it since the start. */
	prompt_init(&all);
	if (app_searches_read(path, &all)) {
		for (size_t i = known; i < p->history_count; i++) {
			prompt_set(&all, p->history[i].buf);
			if (searches_keeps(str_slice(&all.text)))
				prompt_remember(&all);
		}
		first = all.history_count > APP_SEARCHES_MOST
			? all.history_count - APP_SEARCHES_MOST
			: 0;
		for (size_t i = first; i < all.history_count; i++)
			str_addf(&text, "%s\n", all.history[i].buf);
		kept_write(path, &text);
	}
	prompt_release(&all);
	str_release(&text);
}

/* --- columns: a line for each list, with package, table and columns parted by tabs --- */

/* Appends the name of the package, or its path when it has none, and a tab. */
static void kept_add_package(const struct app *a, struct str *out)
{
	const char *name = a->package->descriptor.name;
	char *path = *name ? NULL : realpath(a->path.buf, NULL);

	str_addf(out, "%s\t", path ? path : name);
	free(path);
}

/* Returns the tab of the list of A to which LINE belongs, and sets *REST to what it
 * says of them; NULL for another line. */
static struct tab *tab_of(struct app *a, struct slice line, struct slice *rest)
{
	struct tab *found = NULL;
	struct str key = STR_INIT;

	for (size_t i = 0; i < a->tab_count && !found; i++) {
		struct tab *tab = &a->tabs[i];

		if (tab->table < 0)
			continue;
		str_clear(&key);
		kept_add_package(a, &key);
		str_addf(&key, "%s\t", a->package->tables[tab->table].schema->name);
		if (slice_starts(line, str_slice(&key))) {
			found = tab;
			*rest = slice_from(line, key.len);
		}
	}
	str_release(&key);
	return found;
}

void app_columns_read(const char *path, struct app *a)
{
	struct str text = STR_INIT;
	struct slice rest, line, of;

	kept_read(path, &text);
	rest = str_slice(&text);
	while (!app_piped(a) && kept_line(&rest, &line)) {
		struct tab *tab = tab_of(a, line, &of);

		if (tab)
			column_config_read(
				app_tab_pane(a, (size_t)(tab - a->tabs))->columns, of);
	}
	str_release(&text);
}

void app_columns_write(const char *path, struct app *a)
{
	struct str text = STR_INIT, old = STR_INIT;
	struct slice rest, line, of;
	bool readable = kept_read(path, &old);
	size_t lines = 0;

	for (size_t i = 0; !app_piped(a) && i < a->tab_count; i++) {
		const struct pane *pane = a->tabs[i].pane;
		const struct column_config *columns = pane ? pane->columns : NULL;

		if (!columns || !columns->chosen)
			continue;
		kept_add_package(a, &text);
		str_add(&text, columns->table->schema->name);
		column_config_write(columns, &text);
		str_add_char(&text, '\n');
		lines++;
	}
	/* The lists of other packages follow, the latest first. */
	rest = str_slice(&old);
	while (kept_line(&rest, &line) && lines < KEPT_LISTS)
		if (!tab_of(a, line, &of) && line.len &&
			text_check_utf8(line) == line.len) {
			str_add_bytes(&text, line.text, line.len);
			str_add_char(&text, '\n');
			lines++;
		}
	if (readable && (text.len != old.len || memcmp(text.buf, old.buf, text.len) != 0))
		kept_write(path, &text);
	str_release(&text);
	str_release(&old);
}

/* --- places: a line for each package, with the place in JSON behind a tab --- */

void app_place_read(const char *path, struct app *a)
{
	struct str text = STR_INIT, key = STR_INIT;
	struct slice rest, line;

	kept_read(path, &text);
	kept_add_package(a, &key);
	rest = str_slice(&text);
	while (!app_piped(a) && !a->place && kept_line(&rest, &line))
		if (slice_starts(line, str_slice(&key)))
			a->place = xmemdupz(line.text + key.len, line.len - key.len);
	str_release(&text);
	str_release(&key);
}

void app_place_write(const char *path, struct app *a)
{
	struct str text = STR_INIT, old = STR_INIT, key = STR_INIT;
	bool readable = kept_read(path, &old);
	struct slice rest = str_slice(&old), line;

	kept_add_package(a, &key);
	str_add_bytes(&text, key.buf, key.len);
	app_add_place(a, &text);
	str_add_char(&text, '\n');
	readable = readable && text.len <= APP_PLACE_MOST;
	/* The places in other packages follow, the latest first. */
	for (size_t lines = 1; lines < KEPT_PLACES && kept_line(&rest, &line);) {
		if (slice_starts(line, str_slice(&key)) || !line.len ||
			line.len >= APP_PLACE_MOST || text_check_utf8(line) < line.len)
			continue;
		str_add_bytes(&text, line.text, line.len);
		str_add_char(&text, '\n');
		lines++;
	}
	if (readable && !app_piped(a))
		kept_write(path, &text);
	str_release(&text);
	str_release(&old);
	str_release(&key);
}

/* --- dialects: a line for each file, see overrides_add_line --- */

bool app_dialects_read(const char *path, struct overrides *all)
{
	struct str text = STR_INIT;
	struct slice rest, line;
	bool readable = kept_read(path, &text);

	rest = str_slice(&text);
	while (kept_line(&rest, &line))
		overrides_read_line(all, line);
	str_release(&text);
	return readable;
}

void app_dialects_write(const char *path, const struct overrides *all)
{
	struct overrides kept = { 0 };
	struct str text = STR_INIT;
	bool readable;
	size_t set = 0;

	/* Another run may have written it since the start. */
	readable = app_dialects_read(path, &kept);
	for (size_t i = 0; i < all->count; i++) {
		const struct override_file *file = &all->files[i];

		set += file->now;
		if (file->now)
			overrides_put(&kept, file->path, &file->override, true);
	}
	for (size_t i = kept.count > KEPT_LISTS ? kept.count - KEPT_LISTS : 0;
		i < kept.count; i++)
		overrides_add_line(&kept.files[i], &text);
	if (set && readable)
		kept_write(path, &text);
	overrides_release(&kept);
	str_release(&text);
}
