/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dirent.h>

#include "fuzz/fuzz.h"

/* In memory where that can be had: what the program writes it synchronises, and would wait
 * for the disk. */
static char folders[][32] = { "/dev/shm/bali-fuzz-XXXXXX", "/tmp/bali-fuzz-XXXXXX" };
static const char *folder;
static pid_t owner;

static void folder_clear(void)
{
	DIR *dir = opendir(".");
	const struct dirent *entry;

	fuzz_require(dir);
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			fuzz_require(!unlink(entry->d_name));
	closedir(dir);
}

static void folder_remove(void)
{
	if (getpid() != owner || chdir(folder))
		return;
	folder_clear();
	rmdir(folder);
}

void fuzz_folder(void)
{
	if (owner) {
		folder_clear();
		return;
	}
	folder = mkdtemp(folders[0]);
	if (!folder)
		folder = mkdtemp(folders[1]);
	fuzz_require(folder && !chdir(folder));
	owner = getpid();
	atexit(folder_remove);
}

void fuzz_write(const char *name, struct slice bytes)
{
	FILE *file = fopen(name, "wb");

	fuzz_require(file);
	fuzz_require(fwrite(bytes.text, 1, bytes.len, file) == bytes.len);
	fuzz_require(!fclose(file));
}
