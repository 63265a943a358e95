#ifndef OUTPUT_OUTFILE_H
#define OUTPUT_OUTFILE_H

/*
 * Where a listing goes: standard output, or a file that is written beside its place and
 * renamed when it is whole, so that nobody ever finds half of one. Writers append to
 * sink->text and spill now and then; after a failure they may stop early or go on, all
 * that comes is dropped.
 *
 *	outfile_open_output(&s, true);
 *	while (...) {
 *		str_add(&s.text, ...);
 *		if (!outfile_spill(&s))
 *			break;
 *	}
 *	if (!outfile_close(&s, &err))
 *		...
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct outfile {
	struct str text; /* to be written */
	int fd;
	bool gate;       /* it goes to a terminal as it is: what would drive that is made
			  * visible, all but line ends and tabs */
	bool replace;    /* a file of that name gives way */
	uint64_t size;   /* bytes written by now; also valid when closed */
	int error;       /* of the first write that failed, as errno has it; 0 for none */
	struct str path; /* of the file, "" for standard output */
	struct str beside; /* what is written until it is whole */
};

/* Makes S standard output. GATE as in the struct. */
void outfile_open_output(struct outfile *s, bool gate);

/*
 * Makes S the file PATH, to be written beside it first. One that is there already is
 * replaced only if REPLACE, and only a plain file is; of a link to one, that file.
 * Returns false with a sentence in ERR, and *EXISTS (may be NULL) telling whether that
 * was the reason; S is not to be closed then.
 */
bool outfile_open_file(
	struct outfile *s, const char *path, bool replace, bool *exists, struct str *err);

/* Writes sink->text out when much has come together; false when writing has failed. */
bool outfile_spill(struct outfile *s);

/*
 * Writes the rest out and puts the file in its place, or takes it away after a failure.
 * Frees what S holds. Returns false when anything failed, with a sentence in ERR; with
 * none when whoever reads the pipe has gone away, which is no news to anybody.
 */
bool outfile_close(struct outfile *s, struct str *err);

/* Leaves S: what was not written is dropped, the file is taken away. */
void outfile_abandon(struct outfile *s);

#endif
