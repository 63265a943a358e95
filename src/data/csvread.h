#ifndef DATA_CSVREAD_H
#define DATA_CSVREAD_H

/*
 * The bytes of one file, read portion by portion into one buffer, as UTF-8 when the
 * file's encoding was named. Never waits for a pipe: the loop has keys to answer.
 *
 *	struct csvread in;
 *
 *	if (csvread_open(&in, "a.csv")) {
 *		while (csvread_more(&in, 65536) == CSVREAD_MORE)
 *			printf("%zu bytes\n", in.have);
 *		csvread_release(&in);
 *	}
 */

#include <stdbool.h>
#include <stddef.h>

struct csvread_converter;

struct csvread {
	char *bytes;  /* may move whenever csvread_more is called */
	size_t have;  /* bytes there so far */
	size_t alloc; /* bytes that fit */
	size_t taken; /* bytes taken from the file; differs from have when converting */
	size_t total; /* bytes of the file; 0 when not known */
	int fd;       /* -1: memory, or closed */
	bool regular; /* a file whose reading never waits */
	bool eof;
	struct csvread_converter *converter; /* NULL: bytes are kept as they are */
};

enum csvread_status {
	CSVREAD_MORE,   /* bytes were added, or may be with the next call */
	CSVREAD_WAIT,   /* nothing yet: a pipe whose writer is slow */
	CSVREAD_END,    /* all is there */
	CSVREAD_FAILED, /* reading broke off, errno says why; there will be no more */
};

/* Opens PATH ("-": standard input). Returns false, with errno, when it cannot be read. */
bool csvread_open(struct csvread *r, const char *path);

/* Takes over SIZE bytes of heap memory as the file. */
void csvread_open_memory(struct csvread *r, char *bytes, size_t size);

/*
 * Has what is read converted from ENCODING to UTF-8; to be called before the first read.
 * Returns false, and nothing is converted, when iconv(3) does not know it.
 */
bool csvread_convert(struct csvread *r, const char *encoding);

/* Returns how many pieces could not be converted, each now U+FFFD; when there are any,
 * sets *FIRST to the offset of the first in the buffer. */
size_t csvread_unconverted(const struct csvread *r, size_t *first);

/* Takes up to PORTION bytes more of the file. */
enum csvread_status csvread_more(struct csvread *r, size_t portion);

/* Closes the file and frees what only reading needs; the bytes stay. */
void csvread_close(struct csvread *r);

/* Closes the file and frees the bytes. */
void csvread_release(struct csvread *r);

#endif
