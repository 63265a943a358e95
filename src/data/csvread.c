/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the file descriptor, the buffer, the unpacker and the converter. Bytes go from the
 * file through the unpacker and then the converter, where these are needed. Reading a pipe
 * never waits: poll(2) is asked first.
 *
 * Which files are open is state of the process, as descriptors are: there may be more tables
 * than descriptors, so the file opened longest ago is closed for the next one. Pipes and
 * standard input stay open, for they cannot be opened again.
 */

#include "data/csvread.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/memory.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* The bytes on their way from a file in another encoding to the buffer. */
struct csvread_converter {
	iconv_t handle;
	size_t unit; /* bytes to skip at a bad one, so as to stay in step */
	char *raw;   /* bytes of the file */
	size_t raw_have;
	size_t raw_used; /* of them converted */
	size_t raw_alloc;
	size_t bad;
	size_t first_bad; /* offset into the buffer */
};

enum {
	PACKED = 64 << 10, /* compressed bytes read at a time */
	OPEN = 8,          /* files that are open at the same time */
	FIRST = 1 << 20,   /* bytes there is room for at first */
	LARGE_PAGE = 2 << 20,
	FEW_PAGES = 4, /* large ones that are worth it */
};

static struct csvread *opened[OPEN]; /* NULL: none */
static size_t opened_next;           /* the one opened longest ago, or none */

static void reset(struct csvread *r)
{
	*r = (struct csvread){ .fd = -1, .limit = CSVREAD_MOST };
}

/* Closes the file opened longest ago, until more of it is read. Returns whether there was
 * one. */
static bool close_oldest(void)
{
	for (size_t i = 0; i < OPEN; i++) {
		struct csvread **oldest = &opened[(opened_next + i) % OPEN];

		if (!*oldest)
			continue;
		(*oldest)->offset = lseek((*oldest)->fd, 0, SEEK_CUR);
		close((*oldest)->fd);
		(*oldest)->fd = -1;
		*oldest = NULL;
		return true;
	}
	return false;
}

/* Opens the file of R, closing another if need be. Returns false, with errno, when it cannot
 * be opened. */
static bool open_path(struct csvread *r)
{
	/* To open a FIFO would otherwise wait for a writer. */
	do
		r->fd = open(r->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	while (r->fd < 0 && (errno == EMFILE || errno == ENFILE) && close_oldest());
	return r->fd >= 0;
}

/* Has R, whose regular file is open, be closed when another needs its place. */
static void lend(struct csvread *r)
{
	if (opened[opened_next])
		close_oldest();
	opened[opened_next] = r;
	opened_next = (opened_next + 1) % OPEN;
}

/* Opens PATH as the file of R and sets *SIZE to its size, 0 when that is not known. */
static bool open_file(struct csvread *r, const char *path, uint64_t *size)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat st;

	*size = 0;
	r->path = path;
	r->fd = STDIN_FILENO;
	if (!standard && !open_path(r))
		return false;
	if (fstat(r->fd, &st) != 0 || S_ISDIR(st.st_mode)) {
		int error = S_ISDIR(st.st_mode) ? EISDIR : errno;

		csvread_close(r);
		errno = error;
		return false;
	}
	r->regular = S_ISREG(st.st_mode);
	if (r->regular && st.st_size > 0)
		*size = (uint64_t)st.st_size;
	r->device = st.st_dev;
	r->inode = st.st_ino;
	r->changed = st.st_mtim;
	if (r->regular && !standard)
		lend(r);
	return true;
}

bool csvread_open(struct csvread *r, const char *path)
{
	reset(r);
	/* What is read is looked at also where there is nothing, and C has no NULL + 0. */
	r->bytes = xcalloc(1, 1);
	return open_file(r, path, &r->total);
}

void csvread_open_memory(struct csvread *r, char *bytes, size_t size)
{
	reset(r);
	r->regular = r->memory = true;
	r->bytes = bytes ? bytes : xcalloc(1, 1);
	r->alloc = size;
	r->total = size;
}

size_t csvread_unconverted(const struct csvread *r, size_t *first)
{
	if (!r->converter || !r->converter->bad)
		return 0;
	*first = r->converter->first_bad;
	return r->converter->bad;
}

/* Doubles BYTES until NEED fit, so that reading a pipe takes linear time; the new half
 * takes no memory before it is written. Near the most that there may be, NEED must do. */
static char *grow(char *bytes, size_t *alloc, size_t need)
{
	size_t size = *alloc ? *alloc : 4096;

	if (need <= *alloc)
		return bytes;
	while (size < need)
		size = size < CSVREAD_MOST ? size * 2 : need;
	*alloc = size;
	return xreallocarray(bytes, size, 1);
}

enum csvread_status csvread_break(struct csvread *r, const char *why)
{
	snprintf(r->trouble, sizeof r->trouble, "%s", why);
	r->eof = true;
	return CSVREAD_FAILED;
}

/* Breaks reading off at the limit. */
static enum csvread_status cut(struct csvread *r)
{
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
	uint64_t size = r->limit;
	char why[100];
	int unit = 0;

	for (; size % 1024 == 0 && unit < 4; unit++)
		size /= 1024;
	snprintf(why, sizeof why,
		r->limit < CSVREAD_MOST
			? "a table may have %" PRIu64 " %s, unless --limit allows more"
			: "a table may have %" PRIu64 " %s where addresses have 32 bits",
		size, units[unit]);
	return csvread_break(r, why);
}

/* Goes on with the file of R where it was closed. Bytes of two files, or of two states of
 * one, would make rows that neither has. */
static enum csvread_status reopen(struct csvread *r)
{
	struct stat st;

	if (!open_path(r))
		return csvread_break(r, strerror(errno));
	lend(r);
	if (fstat(r->fd, &st) != 0 || lseek(r->fd, r->offset, SEEK_SET) < 0)
		return csvread_break(r, strerror(errno));
	if (st.st_dev != r->device || st.st_ino != r->inode ||
		st.st_mtim.tv_sec != r->changed.tv_sec ||
		st.st_mtim.tv_nsec != r->changed.tv_nsec)
		return csvread_break(r, "it was changed meanwhile");
	return CSVREAD_MORE;
}

/* Reads up to SIZE bytes into OUT and sets *GOT to how many. */
static enum csvread_status read_some(
	struct csvread *r, char *out, size_t size, size_t *got)
{
	struct pollfd ready = { .events = POLLIN };
	ssize_t n;

	*got = 0;
	if (r->fd < 0 && reopen(r) == CSVREAD_FAILED)
		return CSVREAD_FAILED;
	ready.fd = r->fd;
	if (!r->regular && poll(&ready, 1, 0) <= 0)
		return CSVREAD_WAIT;
	do {
		n = read(r->fd, out, size);
	} while (n < 0 && errno == EINTR);
	if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return CSVREAD_WAIT;
	if (n < 0)
		return csvread_break(r, strerror(errno));
	r->eof = n == 0;
	if (r->eof)
		return CSVREAD_END;
	*got = (size_t)n;
	r->taken += *got;
	return CSVREAD_MORE;
}

/* Reads the first bytes, to see whether they are a compressed stream. */
static enum csvread_status look(struct csvread *r)
{
	enum csvread_status status = CSVREAD_MORE;
	enum unpack_form form = UNPACK_UNKNOWN;

	while (status == CSVREAD_MORE && form == UNPACK_UNKNOWN) {
		size_t got;

		status = read_some(r, r->first + r->first_have,
			sizeof r->first - r->first_have, &got);
		r->first_have += got;
		form = unpack_find(r->first, r->first_have);
	}
	r->looked = form != UNPACK_UNKNOWN || r->eof;
	if (form == UNPACK_GZIP || form == UNPACK_ZSTD) {
		r->unpack = unpack_new(form);
		r->packed = xmalloc(PACKED);
		memcpy(r->packed, r->first, r->first_have);
		r->unpack->next = r->packed;
		r->unpack->left = r->first_have;
		r->first_have = 0;
	}
	return status;
}

/* As read_some, unpacked: a piece at a time. There may be none in MORE. */
static enum csvread_status unpack_some(
	struct csvread *r, char *out, size_t size, size_t *got)
{
	struct unpack *u = r->unpack;
	enum csvread_status status;

	if (!u->left && !u->filled) {
		status = read_some(r, r->packed, PACKED, &u->left);
		u->next = r->packed;
		if (status == CSVREAD_END && !unpack_finish(u))
			return csvread_break(r, u->trouble);
		if (status != CSVREAD_MORE)
			return status;
	}
	if (!unpack_step(u, out, size, got) && !*got)
		return csvread_break(r, u->trouble);
	return CSVREAD_MORE;
}

/* As read_some, unpacked if need be. The first bytes, which were looked at, come first. */
static enum csvread_status take(struct csvread *r, char *out, size_t size, size_t *got)
{
	enum csvread_status status = CSVREAD_MORE;
	size_t first;

	*got = 0;
	if (!r->looked)
		status = look(r);
	if (r->unpack && status == CSVREAD_MORE)
		return unpack_some(r, out, size, got);
	if (!r->looked)
		return status;
	first = r->first_have < size ? r->first_have : size;
	memcpy(out, r->first, first);
	memmove(r->first, r->first + first, r->first_have - first);
	r->first_have -= first;
	if (first < size && status == CSVREAD_MORE)
		status = read_some(r, out + first, size - first, got);
	*got += first;
	if (r->first_have) /* the end is found again */
		r->eof = false;
	return first && (r->first_have || status == CSVREAD_WAIT) ? CSVREAD_MORE : status;
}

/* Takes up to PORTION more bytes of the memory as read. */
static enum csvread_status take_memory(struct csvread *r, size_t portion, size_t *have)
{
	uint64_t rest = r->total - r->taken;

	if (portion > rest)
		portion = (size_t)rest;
	r->taken += portion;
	*have = (size_t)r->taken;
	r->eof = r->taken == r->total;
	return r->eof ? CSVREAD_END : CSVREAD_MORE;
}

/* Makes room for SIZE bytes, all of the file of R, in large pages where the system has such:
 * to be given small ones takes longer than to read. Returns false where it has none. */
static bool make_large_room(struct csvread *r, size_t size)
{
#ifdef MADV_HUGEPAGE
	size_t pages = size / LARGE_PAGE;
	char *bytes = aligned_alloc(LARGE_PAGE, (pages + 1) * LARGE_PAGE);

	if (!bytes)
		return false;
	madvise(bytes, pages * LARGE_PAGE, MADV_HUGEPAGE);
	memcpy(bytes, r->bytes, r->have);
	free(r->bytes);
	r->bytes = bytes;
	r->alloc = size;
	return true;
#else
	return false;
#endif
}

/* Returns how many bytes the file of R has and one, with which read(2) shows its end, but
 * not PORTION more than the limit; UINT64_MAX when that is not known. */
static uint64_t all_bytes(const struct csvread *r, size_t portion)
{
	if (r->unpack || !r->total || r->total < r->have)
		return UINT64_MAX;
	return r->total + 1 > portion && r->total + 1 - portion > r->limit
		? r->limit + portion
		: r->total + 1;
}

/* Makes room for ALL bytes of the file of R while there is room for a few, if they are worth
 * it; returns whether it did. */
static bool make_all_room(struct csvread *r, uint64_t all)
{
	return all < UINT64_MAX && r->alloc == FIRST && all / LARGE_PAGE >= FEW_PAGES &&
		make_large_room(r, (size_t)all);
}

/* Makes room for bytes of the file of R: for all when there are more of them than at first,
 * else twice as many as there are, but for no more than the file has and one, with which
 * read(2) shows its end. What it claims to have is not taken at its word: memory is needed
 * when bytes arrive. */
static void make_room(struct csvread *r, size_t portion)
{
	uint64_t all = all_bytes(r, portion);
	size_t need = r->have + portion;

	if (r->have < r->alloc || make_all_room(r, all))
		return;
	if (need < FIRST)
		need = FIRST;
	if (need < r->alloc * 2)
		need = r->alloc * 2;
	if (need > all)
		need = (size_t)all;
	r->bytes = xreallocarray(r->bytes, need, 1);
	r->alloc = need;
}

static void add_replacement(struct csvread *r, size_t skip)
{
	struct csvread_converter *c = r->converter;
	size_t rest = c->raw_have - c->raw_used;

	if (!c->bad++)
		c->first_bad = r->have;
	r->bytes = grow(r->bytes, &r->alloc, r->have + sizeof replacement);
	memcpy(r->bytes + r->have, replacement, sizeof replacement - 1);
	r->have += sizeof replacement - 1;
	c->raw_used += skip < rest ? skip : rest;
}

/* Converts the raw bytes. A character that their end cuts is left for the next call, if
 * more will come. */
static void convert_raw(struct csvread *r)
{
	struct csvread_converter *c = r->converter;

	while (c->raw_used < c->raw_have) {
		char *in = c->raw + c->raw_used;
		size_t in_left = c->raw_have - c->raw_used;
		char *out;
		size_t out_left;
		size_t result;

		r->bytes = grow(r->bytes, &r->alloc, r->have + in_left + 16);
		out = r->bytes + r->have;
		out_left = r->alloc - r->have;
		result = iconv(c->handle, &in, &in_left, &out, &out_left);
		c->raw_used = c->raw_have - in_left;
		r->have = r->alloc - out_left;
		if (result != (size_t)-1)
			break;
		if (errno == EILSEQ)
			add_replacement(r, c->unit);
		else if (errno == EINVAL && r->eof)
			add_replacement(r, in_left);
		else if (errno == EINVAL)
			break;
	}
}

bool csvread_convert(struct csvread *r, const char *encoding, size_t from)
{
	iconv_t handle = iconv_open("UTF-8", encoding);
	struct csvread_converter *c;
	uint64_t all;
	bool two = strncasecmp(encoding, "utf-16", 6) == 0 ||
		strncasecmp(encoding, "ucs-2", 5) == 0;
	bool four = strncasecmp(encoding, "utf-32", 6) == 0 ||
		strncasecmp(encoding, "ucs-4", 5) == 0;

	/* Where it could not load what it needs, for want of memory or descriptors, the C
	 * library says that there is no such encoding. */
	if (handle == (iconv_t)-1)
		handle = iconv_open("UTF-8", encoding);
	if (handle == (iconv_t)-1 && errno == ENOMEM)
		fail_memory(0);
	if (handle == (iconv_t)-1)
		return false;
	c = xcalloc(1, sizeof *c);
	c->handle = handle;
	c->unit = two ? 2 : four ? 4 : 1;
	c->raw_have = r->have;
	c->raw_used = from;
	if (r->memory) { /* it is raw to its end */
		c->raw = r->bytes;
		c->raw_alloc = r->alloc;
		r->alloc = 0;
		r->bytes = grow(NULL, &r->alloc, from + 1);
		if (from)
			memcpy(r->bytes, c->raw, from);
	} else if (r->have > from) {
		c->raw_have -= from;
		c->raw_used = 0;
		c->raw = grow(NULL, &c->raw_alloc, c->raw_have);
		memcpy(c->raw, r->bytes + from, c->raw_have);
	}
	r->have = from;
	r->converter = c;
	/* Hardly a text gets more than twice as long; what is not used takes no memory. */
	all = r->memory ? UINT64_MAX : all_bytes(r, 0);
	make_all_room(r, all < UINT64_MAX ? 2 * all : all);
	convert_raw(r);
	return true;
}

static enum csvread_status convert_more(struct csvread *r, size_t portion)
{
	struct csvread_converter *c = r->converter;
	enum csvread_status status;
	size_t got;

	if (r->memory) {
		status = take_memory(r, portion, &c->raw_have);
	} else {
		c->raw = grow(c->raw, &c->raw_alloc, c->raw_have + portion);
		memmove(c->raw, c->raw + c->raw_used, c->raw_have - c->raw_used);
		c->raw_have -= c->raw_used;
		c->raw_used = 0;
		status = take(r, c->raw + c->raw_have, portion, &got);
		c->raw_have += got;
	}
	if (status != CSVREAD_WAIT)
		convert_raw(r);
	return status;
}

enum csvread_status csvread_more(struct csvread *r, size_t portion)
{
	size_t before = r->have, room, got;
	enum csvread_status status;

	if (r->eof)
		return CSVREAD_END;
	if (r->converter) {
		status = convert_more(r, portion);
	} else if (r->memory) {
		return take_memory(r, portion, &r->have);
	} else {
		make_room(r, portion);
		room = r->alloc - r->have;
		status = take(
			r, r->bytes + r->have, portion < room ? portion : room, &got);
		r->have += got;
	}
	if (r->have <= r->limit)
		return status;
	r->have = before < r->limit ? (size_t)r->limit : before;
	return cut(r);
}

void csvread_close(struct csvread *r)
{
	if (r->fd > STDIN_FILENO)
		close(r->fd);
	for (size_t i = 0; i < OPEN; i++)
		if (opened[i] == r)
			opened[i] = NULL;
	r->fd = -1;
	r->eof = true;
	if (r->converter) {
		iconv_close(r->converter->handle);
		free(r->converter->raw);
		free(r->converter);
		r->converter = NULL;
	}
	unpack_free(r->unpack);
	r->unpack = NULL;
	free(r->packed);
	r->packed = NULL;
}

bool csvread_next(struct csvread *r, const char *path)
{
	uint64_t size;

	csvread_close(r);
	if (r->have && r->bytes[r->have - 1] != '\n' && r->bytes[r->have - 1] != '\r') {
		r->bytes = grow(r->bytes, &r->alloc, r->have + 1);
		r->bytes[r->have++] = '\n';
	}
	r->looked = false;
	r->first_have = 0;
	*r->trouble = '\0';
	r->eof = !open_file(r, path, &size);
	return !r->eof;
}

void csvread_release(struct csvread *r)
{
	csvread_close(r);
	free(r->bytes);
	reset(r);
}
