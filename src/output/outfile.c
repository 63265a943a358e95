/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "output/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/slice.h"
#include "base/text.h"
#include "output/style.h"

enum { OUTFILE_FULL = 64 << 10 };

static void outfile_release(struct outfile *s)
{
	str_release(&s->text);
	str_release(&s->path);
}

void outfile_open_output(struct outfile *s, bool gate)
{
	*s = (struct outfile){
		.text = STR_INIT, .fd = STDOUT_FILENO, .gate = gate, .path = STR_INIT
	};
}

static bool outfile_fail(struct outfile *s, struct str *err, int error)
{
	if (error == ENOENT)
		str_add(err, _("Cannot write: folder does not exist."));
	else if (error == EEXIST)
		str_addf(err, _("%s exists."), s->path.buf);
	else if (error == ELOOP)
		str_addf(err, _("Cannot write %s: it is a broken symbolic link."),
			s->path.buf);
	else if (error == EMLINK)
		str_addf(err,
			_("Cannot write %s: it has other names (hard links), which would "
			  "keep the old contents. Remove it first."),
			s->path.buf);
	else
		str_addf(err, _("Cannot write %s: %s."), s->path.buf, strerror(error));
	outfile_release(s);
	return false;
}

/* Opens the temporary file, which keeps the mode of the one that it replaces and, where
 * the system allows that, its owner. */
static bool outfile_open_temp(struct outfile *s, const struct stat *old, struct str *err)
{
	mode_t mask = umask(0);

	umask(mask);
	if (!tempfile_open(&s->temp, s->path.buf))
		return outfile_fail(s, err, errno);
	s->fd = s->temp.fd;
	if (old && (old->st_uid != geteuid() || old->st_gid != getegid()) &&
		fchown(s->fd, old->st_uid, old->st_gid) != 0)
		old = fchown(s->fd, (uid_t)-1, old->st_gid) == 0 ? old : NULL;
	if (fchmod(s->fd, old ? old->st_mode & 0777 : 0666 & ~mask) != 0) {
		int error = errno;

		tempfile_drop(&s->temp);
		return outfile_fail(s, err, error);
	}
	return true;
}

bool outfile_open_file(
	struct outfile *s, const char *path, bool replace, bool *exists, struct str *err)
{
	struct stat there;
	bool old = stat(path, &there) == 0;
	char *real;

	if (exists)
		*exists = false;
	*s = (struct outfile){
		.text = STR_INIT, .fd = -1, .replace = replace, .path = STR_INIT
	};
	str_add(&s->path, path);
	if (old && S_ISDIR(there.st_mode))
		return outfile_fail(s, err, EISDIR);
	if (!old && lstat(path, &there) == 0)
		return outfile_fail(s, err, ELOOP);
	/* What is no plain file (a device, a pipe) is not replaced but written to: renaming
	 * over it would remove it. */
	if (old && !S_ISREG(there.st_mode)) {
		s->fd = open(path, O_WRONLY | O_CLOEXEC);
		if (s->fd < 0)
			return outfile_fail(s, err, errno);
		s->gate = isatty(s->fd);
		return true;
	}
	/* A new file under one name of several is not what overwriting means, and writing
	 * in place would leave half a file where writing fails. */
	if (old && there.st_nlink > 1)
		return outfile_fail(s, err, EMLINK);
	if (old && !replace) {
		if (exists)
			*exists = true;
		return outfile_fail(s, err, EEXIST);
	}
	if (old && access(path, W_OK) != 0)
		return outfile_fail(s, err, errno);
	/* The path becomes that of the file itself, so that a link to it remains one. */
	if (old && (real = realpath(path, NULL)) != NULL) {
		str_clear(&s->path);
		str_add(&s->path, real);
		free(real);
	}
	return outfile_open_temp(s, old ? &there : NULL, err);
}

static void outfile_write(struct outfile *s, const char *bytes, size_t len)
{
	while (len && !s->error) {
		ssize_t written = write(s->fd, bytes, len);

		if (written >= 0) {
			bytes += written;
			s->size += (uint64_t)written;
			len -= (size_t)written;
		} else if (errno != EINTR) {
			s->error = errno;
		}
	}
}

/* Writes the text out, for a terminal with all but line ends and tabs made visible. */
static void outfile_flush(struct outfile *s)
{
	struct style_codes plain;
	struct str shown = STR_INIT;
	const char *at = s->text.buf, *end = at + s->text.len;

	if (!s->gate) {
		outfile_write(s, s->text.buf, s->text.len);
		str_clear(&s->text);
		return;
	}
	/* To a terminal with 8-bit controls, bytes of UTF-8 can be some. */
	style_codes_init(&plain);
	plain.ascii = !text_locale_is_utf8();
	while (at < end) {
		size_t len = 0;

		while (at + len < end && at[len] != '\n' && at[len] != '\t')
			len++;
		style_add(&shown, &plain, STYLE_TEXT, (struct slice){ at, len });
		at += len;
		if (at < end)
			str_add_char(&shown, *at++);
	}
	outfile_write(s, shown.buf, shown.len);
	style_codes_release(&plain);
	str_release(&shown);
	str_clear(&s->text);
}

bool outfile_spill(struct outfile *s)
{
	if (s->text.len >= OUTFILE_FULL)
		outfile_flush(s);
	return !s->error;
}

bool outfile_close(struct outfile *s, struct str *err)
{
	bool well;

	outfile_flush(s);
	/* The bytes are synchronised first: a name that leads to a file without them would
	 * be half a file after all. */
	while (s->temp.path && !s->error && fsync(s->fd) != 0 && errno != EINVAL &&
		errno != ENOTSUP)
		s->error = errno == EINTR ? 0 : errno;
	if (s->temp.path && s->error)
		tempfile_drop(&s->temp);
	else if (s->temp.path)
		s->error = tempfile_place(&s->temp, s->path.buf, s->replace);
	else if (s->path.len && close(s->fd) != 0 && errno != EINTR && !s->error)
		s->error = errno;
	well = !s->error;
	if (!well && s->error != EPIPE && s->path.len)
		str_addf(err, _("Cannot write %s: %s."), s->path.buf, strerror(s->error));
	else if (!well && s->error != EPIPE)
		str_addf(err, _("Cannot write standard output: %s."), strerror(s->error));
	outfile_release(s);
	return well;
}

void outfile_abandon(struct outfile *s)
{
	if (s->temp.path)
		tempfile_drop(&s->temp);
	else if (s->path.len)
		close(s->fd);
	outfile_release(s);
}
