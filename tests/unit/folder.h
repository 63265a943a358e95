/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

/*
 * A folder of files that lasts for one test.
 *
 *	struct folder folder;
 *
 *	folder_make(&folder);
 *	folder_write(&folder, "a.csv", "id\n1\n");
 *	package_open(&package, folder.path, NULL, &err);
 *	folder_remove(&folder);
 */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit/test.h"

struct folder {
	char path[64];
	char file[400]; /* of the last folder_file */
};

static inline void folder_make(struct folder *f)
{
	snprintf(f->path, sizeof f->path, "/tmp/bali-test-XXXXXX");
	assert_non_null(mkdtemp(f->path));
}

/* Returns the path of NAME in F; it lives until the next call. */
static inline const char *folder_file(struct folder *f, const char *name)
{
	snprintf(f->file, sizeof f->file, "%s/%s", f->path, name);
	return f->file;
}

static inline void folder_write_bytes(
	struct folder *f, const char *name, const char *bytes, size_t size)
{
	FILE *file = fopen(folder_file(f, name), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static inline void folder_write(struct folder *f, const char *name, const char *text)
{
	folder_write_bytes(f, name, text, strlen(text));
}

/* Writes TEXT with " for each ', as a descriptor can be read in a test's source. */
static inline void folder_write_quoted(
	struct folder *f, const char *name, const char *text)
{
	char *copy = strdup(text);

	assert_non_null(copy);
	for (char *c = copy; *c; c++)
		if (*c == '\'')
			*c = '"';
	folder_write(f, name, copy);
	free(copy);
}

/* Copies the files of tests/fixtures/NAME into F. */
static inline void folder_copy(struct folder *f, const char *name)
{
	const char *srcdir = getenv("srcdir");
	char path[1000], bytes[65536];
	const struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof path, "%s/tests/fixtures/%s", srcdir ? srcdir : ".", name);
	dir = opendir(path);
	if (!dir)
		fail_msg("%s cannot be read: use make check, or set srcdir", path);
	while ((entry = readdir(dir))) {
		FILE *file;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/tests/fixtures/%s/%s",
			srcdir ? srcdir : ".", name, entry->d_name);
		file = fopen(path, "rb");
		assert_non_null(file);
		folder_write_bytes(
			f, entry->d_name, bytes, fread(bytes, 1, sizeof bytes, file));
		assert_true(feof(file));
		fclose(file);
	}
	closedir(dir);
}

/* Returns how many files are in F, hidden ones too. */
static inline int folder_count(const struct folder *f)
{
	DIR *dir = opendir(f->path);
	int count = -2; /* . and .. */

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

static inline void folder_remove(struct folder *f)
{
	DIR *dir = opendir(f->path);
	const struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			unlink(folder_file(f, entry->d_name));
	closedir(dir);
	assert_int_equal(rmdir(f->path), 0);
}

#endif
