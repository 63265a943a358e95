/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the paths of the temporary files there are: state of the process, since a signal
 * handler has no other way to find them. Nothing is allocated, for this is also needed when
 * there is no memory. A path is complete before it is in use.
 */

#include "config.h"

#include "base/tempfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEMPFILES = 4 }; /* an export, a state file; more are not written at a time */

static struct tempfile_path {
	volatile sig_atomic_t used;
	char text[PATH_MAX];
} paths[TEMPFILES];

/* The name is short, whatever that of the file is: that may be as long as a name can be. */
bool tempfile_open(struct tempfile *t, const char *path)
{
	static const char name[] = ".bali-XXXXXX";
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	struct tempfile_path *slot = paths;

	*t = (struct tempfile){ .fd = -1 };
	while (slot < paths + TEMPFILES && slot->used)
		slot++;
	if (slot == paths + TEMPFILES || folder + sizeof name > sizeof slot->text) {
		errno = folder + sizeof name > sizeof slot->text ? ENAMETOOLONG : EMFILE;
		return false;
	}
	memcpy(slot->text, path, folder);
	memcpy(slot->text + folder, name, sizeof name);
	t->fd = mkostemp(slot->text, O_CLOEXEC);
	if (t->fd < 0)
		return false;
	slot->used = 1;
	t->path = slot;
	return true;
}

void tempfile_drop(struct tempfile *t)
{
	if (!t->path)
		return;
	if (t->fd >= 0)
		close(t->fd);
	unlink(t->path->text);
	t->path->used = 0;
	*t = (struct tempfile){ .fd = -1 };
}

/* A link does not replace a file that was created meanwhile. */
int tempfile_place(struct tempfile *t, const char *path, bool replace)
{
	const char *temp = t->path->text;
	int fd = t->fd, error;

	t->fd = -1;
	/* Interrupted or not, the descriptor is closed. */
	if (close(fd) != 0 && errno != EINTR)
		error = errno;
	else if (!replace && link(temp, path) == 0)
		error = 0;
	else if (!replace && errno == EEXIST)
		error = EEXIST;
	else
		error = rename(temp, path) == 0 ? 0 : errno;
	tempfile_drop(t);
	return error;
}

void tempfile_unlink_all(void)
{
	for (struct tempfile_path *path = paths; path < paths + TEMPFILES; path++)
		if (path->used)
			unlink(path->text);
}
