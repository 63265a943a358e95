#ifndef OUTPUT_WRITING_H
#define OUTPUT_WRITING_H

/*
 * What is shown, on its way into a file. A view puts in what there is to write; whoever
 * asked opens the file and steps until all is written. What is written is as it was when
 * it was put in: searching, sorting and loading may go on meanwhile.
 *
 *	writing_init(&w, FORMAT_CSV);
 *	s = writing_sheet(&w, package, table, rows);
 *	sheet_add_columns(s);
 *	if (!writing_open(&w, "members.csv", false, &exists, &err))
 *		...
 *	task_finish(&w.task);
 *	if (!writing_close(&w, &err))
 *		...
 *	writing_release(&w);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/task.h"
#include "output/annals.h"
#include "output/findings.h"
#include "output/grid.h"
#include "output/sheet.h"

enum writing_kind {
	WRITING_NOTHING,
	WRITING_SHEET,
	WRITING_ANNALS,
	WRITING_FINDINGS,
	WRITING_GRID,
	WRITING_TEXT,
};

struct writing {
	struct task task; /* done and total in records */
	enum format format;
	enum format proposed; /* in which such a thing is mostly wanted */
	enum writing_kind kind;
	struct str name;    /* what a file of it may be called, without an ending */
	struct str what;    /* what it is, where that is not so many rows or events */
	bool partial;       /* there was more to come when it was put in */
	struct sheet sheet; /* of the kind that there is */
	struct rowset rows; /* of the sheet */
	struct annals annals;
	unsigned edition; /* of the chronicle of the annals */
	struct findings findings;
	struct str query; /* that the findings are of */
	struct grid grid;
	struct str text;
	struct ink ink;
	struct listing_page page;
	struct sink sink;
	struct listing_writer writer;
	bool open;        /* the sink is */
	bool begun;       /* the writer is */
	size_t count;     /* rows or events to be written, when begun */
	uint64_t size;    /* bytes written, when closed */
	struct str fault; /* a sentence why it cannot be gone on with, or empty */
};

/* Makes W empty, to be written in FORMAT. W must stay where it is. */
void writing_init(struct writing *w, enum format format);

/* Frees what W owns; a file that is not closed is taken away. */
void writing_release(struct writing *w);

/* Appends TEXT to what a file of W may be called: what does not belong into such a name
 * becomes a hyphen. */
void writing_add_name(struct writing *w, const char *text);

/* Puts ROWS of table T, copied, into W; returns the sheet to which columns are to be
 * added. P and T must outlive W. */
struct sheet *writing_sheet(struct writing *w, const struct package *p,
	const struct table *t, const struct rowset *rows);

/* Puts the events of C that are not faint into W. C must outlive W. */
void writing_annals(struct writing *w, const struct chronicle *c);

/* Puts what S has found into W. S must outlive W. */
void writing_findings(struct writing *w, const struct search *s);

/* Returns the grid of W, which is to be initialised and filled. */
struct grid *writing_grid(struct writing *w);

/* Returns the text of W, which is to be filled: in it W is in its format already. */
struct str *writing_text(struct writing *w);

/* Opens the file PATH as sink_open_file does; SAFE as in struct listing_page. */
bool writing_open(struct writing *w, const char *path, bool replace, bool safe,
	bool *exists, struct str *err);

/* Puts the file in its place. Returns false with a sentence in ERR when it could not be
 * written: then there is none, or the one that was there before. */
bool writing_close(struct writing *w, struct str *err);

/* Appends what was written: "45 rows", "3 events", "members/KH". */
void writing_add_what(const struct writing *w, struct str *out);

#endif
