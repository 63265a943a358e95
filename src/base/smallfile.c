/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/smallfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Appends the bytes of FD; returns false with errno when reading fails. */
static bool smallfile_append(int fd, size_t most, struct str *out)
{
	size_t before = out->len;
	char bytes[4096];
	ssize_t got = 1;

	while (got != 0 && out->len - before <= most) {
		got = read(fd, bytes, sizeof bytes);
		if (got > 0)
			str_add_bytes(out, bytes, (size_t)got);
		else if (got < 0 && errno != EINTR)
			return false;
	}
	return true;
}

bool smallfile_read(const char *path, size_t most, struct str *out, struct str *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	size_t before = out->len;
	struct stat info;
	bool done = false;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		if (lstat(path, &info) != 0)
			return true;
		str_add(err, "It is a link to nothing.");
		return false;
	}
	if (fd < 0 || fstat(fd, &info) != 0)
		str_addf(err, "It cannot be read: %s.", strerror(errno));
	else if (!S_ISREG(info.st_mode))
		str_add(err, "It is not a regular file.");
	else if (!smallfile_append(fd, most, out))
		str_addf(err, "It cannot be read: %s.", strerror(errno));
	else if (out->len - before > most)
		str_addf(err, "It has more than %zu bytes.", most);
	else
		done = true;
	if (!done)
		str_truncate(out, before);
	if (fd >= 0)
		close(fd);
	return done;
}
