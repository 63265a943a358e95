/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Owns the seed: state of the process, set when it is first needed. The slots, which are
 * looked at in no order, are small, so that those of many names stay in the cache.
 */

#include "config.h"

#include "base/namemap.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"

struct namemap_slot {
	uint32_t hash;  /* half of it */
	uint32_t entry; /* its number, from 1; 0: free */
};

struct namemap_entry {
	struct slice name;
	size_t number;
	size_t next; /* the number to try next behind this name, or 0 */
};

/* Where the system has no random bytes, the time and an address differ from run to run. */
static const uint64_t *hash_seed(void)
{
	static uint64_t seed[2];
	struct timespec now = { 0 };
	int fd;

	if (seed[1])
		return seed;
	fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, seed, sizeof seed) != sizeof seed) {
		clock_gettime(CLOCK_REALTIME, &now);
		seed[0] = (uint64_t)now.tv_sec << 32 ^ (uint64_t)now.tv_nsec;
		seed[1] = (uint64_t)(uintptr_t)&now ^ (uint64_t)getpid() << 40;
	}
	if (fd >= 0)
		close(fd);
	seed[1] |= 1;
	return seed;
}

static inline uint64_t rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static inline void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

uint64_t hash_text(struct slice text)
{
	const uint64_t *seed = hash_seed();
	uint64_t v[4] = { seed[0] ^ UINT64_C(0x736f6d6570736575),
		seed[1] ^ UINT64_C(0x646f72616e646f6d),
		seed[0] ^ UINT64_C(0x6c7967656e657261),
		seed[1] ^ UINT64_C(0x7465646279746573) };
	const char *at = text.text;
	size_t left = text.len;
	uint64_t word;

	for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
		memcpy(&word, at, sizeof word);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = 0;
	if (left)
		memcpy(&word, at, left);
	word ^= (uint64_t)text.len << 56;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Returns the slot of NAME, or the free one where it belongs; M has a free one. */
static struct namemap_slot *find_slot(
	const struct namemap *m, struct slice name, uint32_t hash)
{
	size_t i = hash & (m->size - 1);

	while (m->slots[i].entry &&
		(m->slots[i].hash != hash ||
			!slice_equal(m->entries[m->slots[i].entry - 1].name, name)))
		i = (i + 1) & (m->size - 1);
	return &m->slots[i];
}

/* Returns the entry of NAME, or NULL. */
static struct namemap_entry *find_entry(const struct namemap *m, struct slice name)
{
	const struct namemap_slot *slot =
		m->size ? find_slot(m, name, (uint32_t)hash_text(name)) : NULL;

	return slot && slot->entry ? &m->entries[slot->entry - 1] : NULL;
}

/* Makes SIZE slots of them, and entries for two thirds. The old ones stay in the arena: all
 * in all as much as the new. */
static void grow(struct namemap *m, size_t size, struct arena *a)
{
	struct namemap old = *m;

	if (size > UINT32_MAX)
		fail_memory(SIZE_MAX);
	m->size = size;
	m->slots = arena_array(a, size, sizeof *m->slots);
	m->entries = arena_array(a, size - size / 3, sizeof *m->entries);
	if (old.count)
		memcpy(m->entries, old.entries, old.count * sizeof *m->entries);
	for (size_t i = 0; i < old.size; i++) {
		size_t at = old.slots[i].hash & (size - 1);

		if (!old.slots[i].entry)
			continue;
		while (m->slots[at].entry)
			at = (at + 1) & (size - 1);
		m->slots[at] = old.slots[i];
	}
}

/* Returns whether COUNT names leave a third of M's slots free. */
static bool has_room(const struct namemap *m, size_t count)
{
	return count + count / 2 < m->size;
}

void namemap_reserve(struct namemap *m, size_t count, struct arena *a)
{
	struct namemap larger = { .size = 16 };

	while (!has_room(&larger, count))
		larger.size *= 2;
	if (larger.size > m->size)
		grow(m, larger.size, a);
}

size_t namemap_add(struct namemap *m, struct slice name, size_t number, struct arena *a)
{
	uint32_t hash = (uint32_t)hash_text(name);
	struct namemap_slot *slot;

	if (!has_room(m, m->count))
		grow(m, m->size ? 2 * m->size : 16, a);
	slot = find_slot(m, name, hash);
	if (slot->entry)
		return m->entries[slot->entry - 1].number;
	m->entries[m->count++] = (struct namemap_entry){ name, number, 0 };
	*slot = (struct namemap_slot){ hash, (uint32_t)m->count };
	return NAMEMAP_NONE;
}

size_t namemap_find(const struct namemap *m, struct slice name)
{
	const struct namemap_entry *entry = find_entry(m, name);

	return entry ? entry->number : NAMEMAP_NONE;
}

struct slice namemap_loosen(struct slice name, struct arena *a)
{
	struct slice trimmed = slice_trim(name);
	char *text = arena_strndup(a, trimmed.text, trimmed.len);

	for (size_t i = 0; i < trimmed.len; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] += 'a' - 'A';
	return (struct slice){ text, trimmed.len };
}

const char *namemap_add_free(struct namemap *m, const char *name, size_t number,
	const char *before, const char *after, struct arena *a)
{
	struct slice text = slice_of(name);
	struct namemap_entry *entry;
	size_t next;

	if (namemap_add(m, text, number, a) == NAMEMAP_NONE)
		return name;
	entry = &m->entries[find_slot(m, text, (uint32_t)hash_text(text))->entry - 1];
	next = entry->next ? entry->next : 2;
	do
		name = arena_printf(a, "%s%s%zu%s", text.text, before, next++, after);
	while (namemap_find(m, slice_of(name)) != NAMEMAP_NONE);
	entry->next = next;
	namemap_add(m, slice_of(name), number, a);
	return name;
}
