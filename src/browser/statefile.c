#include "config.h"

#include "browser/statefile.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/text.h"

enum {
	STATEFILE_MOST = STATEFILE_LINES * (STATEFILE_LINE + 1),
	STATEFILE_FOLDERS = 3, /* ".local/state/bali" */
};

bool statefile_path(const char *state, const char *home, struct str *out)
{
	if (state && *state == '/')
		str_addf(out, "%s/bali/history", state);
	else if (home && *home == '/')
		str_addf(out, "%s/.local/state/bali/history", home);
	else
		return false;
	return true;
}

/* A file that someone else has written may hold anything; what the prompt could not have
 * held stays out of it, and so does what would not come back as one line. */
static bool is_kept(struct slice line)
{
	if (!line.len || line.len > STATEFILE_LINE || text_check_utf8(line) < line.len)
		return false;
	while (line.len) {
		uint32_t character;
		size_t len = text_decode(line, &character);

		if (character < ' ' || (character >= 0x7f && character < 0xa0))
			return false;
		line.text += len;
		line.len -= len;
	}
	return true;
}

/* Reads the file at PATH into BYTES; a pipe of that name must not hold up the start. */
static size_t statefile_load(const char *path, char *bytes, size_t size)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat info;
	size_t len = 0;
	ssize_t got = 1;

	if (fd < 0)
		return 0;
	if (fstat(fd, &info) || !S_ISREG(info.st_mode))
		got = 0;
	while (got > 0 && len < size) {
		got = read(fd, bytes + len, size - len);
		len += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	return len;
}

void statefile_read(const char *path, struct prompt *p)
{
	char *bytes = xmalloc(STATEFILE_MOST);
	struct slice rest = { bytes, statefile_load(path, bytes, STATEFILE_MOST) };
	struct str text;

	str_init(&text);
	while (rest.len) {
		const char *end = memchr(rest.text, '\n', rest.len);
		struct slice line = { rest.text,
			end ? (size_t)(end - rest.text) : rest.len };

		rest.text += line.len + (end != NULL);
		rest.len -= line.len + (end != NULL);
		if (!is_kept(line))
			continue;
		str_clear(&text);
		str_add_bytes(&text, line.text, line.len);
		prompt_set(p, text.buf);
		prompt_remember(p);
	}
	prompt_set(p, "");
	str_release(&text);
	free(bytes);
}

/* Makes the folder of PATH and up to two above it; one that is there is no fault. */
static void statefile_make_folders(const char *path)
{
	struct str folder;
	size_t ends[STATEFILE_FOLDERS] = { 0 };
	size_t count = 0;

	str_init(&folder);
	str_add(&folder, path);
	for (size_t at = folder.len; at-- > 1 && count < STATEFILE_FOLDERS;)
		if (path[at] == '/')
			ends[count++] = at;
	while (count--) {
		str_truncate(&folder, 0);
		str_add_bytes(&folder, path, ends[count]);
		/* Where it fails, so will the making of the file. */
		(void)mkdir(folder.buf, 0700);
	}
	str_release(&folder);
}

/* Writes all of TEXT to FD and closes it; false when not all is on the disk. */
static bool statefile_store(int fd, const struct str *text)
{
	size_t done = 0;

	while (done < text->len) {
		ssize_t put = write(fd, text->buf + done, text->len - done);

		if (put <= 0)
			break;
		done += (size_t)put;
	}
	return (close(fd) == 0) && done == text->len;
}

void statefile_write(const char *path, const struct prompt *p)
{
	size_t first = p->history_count > STATEFILE_LINES
		? p->history_count - STATEFILE_LINES
		: 0;
	struct str text, beside;
	int fd;

	str_init(&text);
	str_init(&beside);
	for (size_t i = first; i < p->history_count; i++) {
		struct slice line = { p->history[i].buf, p->history[i].len };

		if (is_kept(line))
			str_addf(&text, "%s\n", line.text);
	}
	statefile_make_folders(path);
	str_addf(&beside, "%s.XXXXXX", path);
	fd = mkstemp(beside.buf);
	if (fd >= 0 && (!statefile_store(fd, &text) || rename(beside.buf, path)))
		unlink(beside.buf);
	str_release(&text);
	str_release(&beside);
}
