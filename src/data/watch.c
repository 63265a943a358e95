/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the names of the files, and what they were at the last look and when they were
 * taken: an event only says that it is time to look. So nothing depends on what events
 * there are, and a missed one is made good by the next. All files are looked at in rounds,
 * in steps, for there may be thousands.
 */

#include "data/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef HAVE_SYS_INOTIFY_H
#include <sys/inotify.h>
#endif

#include "base/task.h"

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
	bool known;              /* it was looked at, and then ... */
	bool link;               /* ... a link */
	struct watch_state seen, taken;
};

/* Returns how the file at PATH is; *LINK becomes whether PATH is a link. */
static struct watch_state watch_stat(const char *path, bool *link)
{
	struct watch_state state = { .there = false };
	struct stat info;

	state.there = lstat(path, &info) == 0;
	*link = state.there && S_ISLNK(info.st_mode);
	if (*link)
		state.there = stat(path, &info) == 0;
	if (!state.there)
		return state;
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

/* Watches the folder of PATH, unless LAST (may be NULL) is a path in the same one. A folder
 * that is watched already stays so. */
static void watch_folder(const struct watch *w, const char *path, const char *last)
{
#ifdef HAVE_SYS_INOTIFY_H
	enum { EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE };
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : 0;
	const char *before = last ? strrchr(last, '/') : NULL;
	char *folder;

	if (w->fd < 0 ||
		(last && (before ? (size_t)(before - last) + 1 : 0) == len &&
			memcmp(path, last, len) == 0))
		return;
	folder = xmemdupz(path, len);
	inotify_add_watch(w->fd, len ? folder : ".", EVENTS);
	free(folder);
#else
	(void)w;
	(void)path;
	(void)last;
#endif
}

/* Watches the folder of file NUMBER, and where it is a link to another folder, that as well:
 * either may be a new one of the same name. */
static void watch_folders(const struct watch *w, size_t number, bool link)
{
	const struct watch_file *file = &w->files[number];
	char *real = link && w->fd >= 0 ? realpath(file->path, NULL) : NULL;

	watch_folder(w, file->path, number ? file[-1].path : NULL);
	if (real)
		watch_folder(w, real, NULL);
	free(real);
}

/* Goes on with the round until the clock reaches UNTIL. The first only notes how new files
 * are; in the others folders are watched, before a file is looked at. */
static void watch_step(struct watch *w, int64_t until)
{
	size_t work = 0;

	while (w->next < w->count) {
		struct watch_file *file = &w->files[w->next];
		struct watch_state state;

		if (!w->fresh)
			watch_folders(w, w->next, file->link);
		w->next++;
		if (w->fresh && file->known)
			continue;
		state = watch_stat(file->path, &file->link);
		if (!file->known)
			file->taken = state;
		else
			w->changed |= !state_equal(&state, &file->seen);
		file->seen = state;
		file->known = true;
		if (task_is_late(&work, 0, until))
			return;
	}
	w->again |= w->fresh;
	w->fresh = false;
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
	if (number != NAMEMAP_NONE) {
		file->known = old->files[number].known;
		file->link = old->files[number].link;
		file->seen = old->files[number].seen;
		file->taken = old->files[number].taken;
	}
}

void watch_set(struct watch *w, const struct package *p, int64_t until)
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
	watch_step(w, until);
	free(old.files);
	arena_release(&old.arena);
	str_release(&path);
}

bool watch_looks(const struct watch *w)
{
	return w->fresh || w->again || w->next < w->count;
}

bool watch_look(struct watch *w, int64_t until)
{
	bool changed;
	char events[4096];

	w->again |= w->fd < 0 && !watch_looks(w);
	while (w->fd >= 0 && read(w->fd, events, sizeof events) > 0)
		w->again = true;
	if (w->again && !w->fresh && w->next == w->count) {
		w->again = false;
		w->next = 0;
	}
	watch_step(w, until);
	changed = w->changed;
	w->changed = false;
	return changed;
}

const char *watch_take(struct watch *w, uint64_t *size)
{
	const struct watch_file *largest = NULL;

	for (size_t i = 0; i < w->count; i++) {
		struct watch_file *file = &w->files[i];

		if (!state_equal(&file->seen, &file->taken) &&
			(!largest || file->seen.size > largest->seen.size))
			largest = file;
		file->taken = file->seen;
	}
	if (largest && size)
		*size = largest->seen.size;
	return largest ? largest->name : NULL;
}
