/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Preloaded into a program, has one allocation or one read of it fail. Which one:
 *
 *	FAULTS_RECORD=FILE   none; writes a line for each kind of allocation, told by the
 *	                     functions that led to it: its name and the library that asked
 *	                     for it. Each read is a line "read".
 *	FAULTS_MEMORY=NAME   the first allocation of that kind fails
 *	FAULTS_READ=N        the Nth read fails with EIO, from 1
 *	FAULTS_WAITS=FD      a byte is written to the descriptor FD whenever the program has
 *	                     nothing to do and begins to wait for a key without limit
 *
 * Needs the GNU C library. Addresses are counted from the start of their library, so that
 * names are the same in every run.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

enum { MODULES = 64, FRAMES = 16, SEEN = 1 << 16, FD_MIN = 200 };

static struct module {
	uintptr_t start, end;
	char name[64];
} modules[MODULES];
static int module_count;
static uint64_t seen[SEEN], target;
static long reads, failing_read;
static int record = -1, waits = -1;
static bool ready, inside;

static int add_module(struct dl_phdr_info *info, size_t size, void *data)
{
	const char *slash = strrchr(info->dlpi_name, '/');
	struct module *m = &modules[module_count];

	(void)size;
	(void)data;
	m->start = UINTPTR_MAX;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		uintptr_t from = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
		uintptr_t to = from + info->dlpi_phdr[i].p_memsz;

		if (info->dlpi_phdr[i].p_type != PT_LOAD)
			continue;
		m->start = from < m->start ? from : m->start;
		m->end = to > m->end ? to : m->end;
	}
	snprintf(m->name, sizeof m->name, "%s",
		*info->dlpi_name ? (slash ? slash + 1 : info->dlpi_name) : "program");
	module_count += module_count < MODULES - 1;
	return 0;
}

static void put(const char *line)
{
	ssize_t written = write(record, line, strlen(line));

	(void)written;
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULTS_RECORD"), *kind = getenv("FAULTS_MEMORY");
	const char *number = getenv("FAULTS_READ"), *fd = getenv("FAULTS_WAITS");
	void *frames[2];

	inside = true;
	backtrace(frames, 2); /* loads what it needs */
	dl_iterate_phdr(add_module, NULL);
	if (kind)
		target = strtoull(kind, NULL, 16);
	if (number)
		failing_read = strtol(number, NULL, 10);
	if (fd)
		waits = atoi(fd);
	if (path) {
		int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		record = fcntl(file, F_DUPFD_CLOEXEC, FD_MIN);
		close(file);
	}
	inside = false;
	ready = target || record >= 0;
}

static const struct module *module_of(const void *address)
{
	for (int i = 0; i < module_count; i++)
		if ((uintptr_t)address >= modules[i].start &&
			(uintptr_t)address < modules[i].end)
			return &modules[i];
	return NULL;
}

/* Returns whether the present allocation is to fail. */
static bool fails(void)
{
	const struct module *own = module_of((void *)module_of), *asking = NULL;
	uint64_t name = UINT64_C(14695981039346656037);
	void *frames[FRAMES];
	size_t slot;
	char line[128];
	int count;

	if (!ready || inside)
		return false;
	inside = true;
	count = backtrace(frames, FRAMES);
	for (int i = 0; i < count; i++) {
		const struct module *m = module_of(frames[i]);

		if (m == own)
			continue;
		asking = asking ? asking : m;
		name ^= m ? (uintptr_t)frames[i] - m->start + (uintptr_t)(m - modules)
			  : 1;
		name *= UINT64_C(1099511628211);
	}
	inside = false;
	if (record >= 0) {
		for (slot = name % SEEN; seen[slot] && seen[slot] != name;)
			slot = (slot + 1) % SEEN;
		if (!seen[slot]) {
			seen[slot] = name;
			snprintf(line, sizeof line, "%016llx %s\n",
				(unsigned long long)name, asking ? asking->name : "?");
			put(line);
		}
	}
	if (name != target)
		return false;
	ready = false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return fails() ? NULL : __libc_realloc(memory, size);
}

void *reallocarray(void *memory, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return fails() ? NULL : __libc_realloc(memory, count * size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
	static ssize_t (*real)(int, void *, size_t);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "read");
	if (fd > STDERR_FILENO && !isatty(fd)) {
		if (record >= 0)
			put("read\n");
		if (++reads == failing_read) {
			errno = EIO;
			return -1;
		}
	}
	return real(fd, bytes, size);
}

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *time,
	const sigset_t *mask)
{
	static int (*real)(
		struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
	const struct timespec none = { 0 };
	int ready;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "ppoll");
	if (time || waits < 0)
		return real(fds, count, time, mask);
	ready = real(fds, count, &none, mask);
	if (ready != 0)
		return ready;
	if (write(waits, "", 1) != 1)
		waits = -1;
	return real(fds, count, NULL, mask);
}
