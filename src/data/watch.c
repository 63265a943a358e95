/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the names of the files, and what they were at the last look and when they were
 * taken: an event only says that it is time to look. So nothing depends on what events
 * there are, and a missed one is made good by the next.
 */

#include "data/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef HAVE_SYS_INOTIFY_H
#include <sys/inotify.h>
#endif

/* By what a changed file is recognized. */
struct watch_state {
	bool there;
	dev_t device;
	ino_t inode;
	uint64_t size;
	struct timespec changed;
};

struct watch_file {
	const char *path, *name; /* name: as faults call it */
	struct watch_state seen, taken;
};

static struct watch_state watch_stat(const char *path)
{
	struct watch_state state;
	struct stat info;

	memset(&state, 0, sizeof state); /* padding is compared, too */
	if (stat(path, &info) != 0)
		return state;
	state.there = true;
	state.device = info.st_dev;
	state.inode = info.st_ino;
	state.size = (uint64_t)info.st_size;
	state.changed = info.st_mtim;
	return state;
}

static bool state_equal(const struct watch_state *a, const struct watch_state *b)
{
	return a->there == b->there && a->device == b->device && a->inode == b->inode &&
		a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
		a->changed.tv_nsec == b->changed.tv_nsec;
}

void watch_init(struct watch *w)
{
	*w = (struct watch){ .fd = -1 };
#ifdef HAVE_SYS_INOTIFY_H
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
#endif
}

void watch_release(struct watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	free(w->files);
	arena_release(&w->arena);
	*w = (struct watch){ .fd = -1 };
}

/* Watches the folder of PATH, unless that is LAST, a path in the same one, and where a link
 * leads to another folder, that as well. A folder that is watched already stays so. */
static void watch_folder(const struct watch *w, const char *path, const char *last)
{
#ifdef HAVE_SYS_INOTIFY_H
	enum { EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE };
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : 0;
	const char *before = last ? strrchr(last, '/') : NULL;
	struct stat info;
	char *folder, *real;

	if (w->fd < 0)
		return;
	if (!last || (before ? (size_t)(before - last) + 1 : 0) != len ||
		memcmp(path, last, len) != 0) {
		folder = xmemdupz(path, len);
		inotify_add_watch(w->fd, len ? folder : ".", EVENTS);
		free(folder);
	}
	if (lstat(path, &info) != 0 || !S_ISLNK(info.st_mode))
		return;
	real = realpath(path, NULL);
	if (real)
		watch_folder(w, real, NULL);
	free(real);
#else
	(void)w;
	(void)path;
	(void)last;
#endif
}

/* Watches the folders of all files. */
static void watch_folders(const struct watch *w)
{
	for (size_t i = 0; i < w->count; i++)
		watch_folder(w, w->files[i].path, i ? w->files[i - 1].path : NULL);
}

/* Adds the file PATH, which is as it was in OLD when it was watched before. */
static void watch_add(
	struct watch *w, const struct watch *old, const char *path, const char *name)
{
	size_t number = namemap_find(&old->paths, slice_of(path));
	struct watch_file *file;

	path = arena_strdup(&w->arena, path);
	if (namemap_add(&w->paths, slice_of(path), w->count, &w->arena) != NAMEMAP_NONE)
		return;
	file = ARRAY_ADD(w->files, w->count, w->alloc);
	*file = (struct watch_file){ .path = path,
		.name = arena_strdup(&w->arena, name) };
	if (number == NAMEMAP_NONE) {
		file->seen = file->taken = watch_stat(path);
	} else {
		file->seen = old->files[number].seen;
		file->taken = old->files[number].taken;
	}
}

void watch_set(struct watch *w, const struct package *p)
{
	const struct descriptor *d = &p->descriptor;
	struct watch old = *w;
	struct str path = STR_INIT;

	*w = (struct watch){ .fd = old.fd, .fresh = true };
	if (d->file) {
		str_addf(&path, "%s%s%s", d->folder, *d->folder ? "/" : "", d->file);
		watch_add(w, &old, path.buf, d->file);
	}
	for (size_t i = 0; i < d->resource_count; i++) {
		const struct resource *r = &d->resources[i];

		for (size_t k = 0; k < r->file_count; k++)
			watch_add(w, &old, r->files[k].path, r->files[k].name);
	}
	free(old.files);
	arena_release(&old.arena);
	str_release(&path);
}

bool watch_look(struct watch *w)
{
	bool any = w->fd < 0 || w->fresh, changed = false;
	char events[4096];

	while (w->fd >= 0 && read(w->fd, events, sizeof events) > 0)
		any = true;
	/* Before the files are looked at; a folder may be a new one of the same name. */
	if (any)
		watch_folders(w);
	w->fresh = false;
	for (size_t i = 0; any && i < w->count; i++) {
		struct watch_state state = watch_stat(w->files[i].path);

		changed |= !state_equal(&state, &w->files[i].seen);
		w->files[i].seen = state;
	}
	return changed;
}

const char *watch_take(struct watch *w, uint64_t *size)
{
	const struct watch_file *largest = NULL;

	for (size_t i = 0; i < w->count; i++) {
		struct watch_file *file = &w->files[i];

		file->seen = watch_stat(file->path);
		if (!state_equal(&file->seen, &file->taken) &&
			(!largest || file->seen.size > largest->seen.size))
			largest = file;
		file->taken = file->seen;
	}
	if (largest && size)
		*size = largest->seen.size;
	return largest ? largest->name : NULL;
}
