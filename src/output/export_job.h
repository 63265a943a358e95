#ifndef OUTPUT_EXPORT_JOB_H
#define OUTPUT_EXPORT_JOB_H

/*
 * What is shown, on its way into a file. A view puts in what there is to write; whoever
 * asked opens the file and steps until all is written. What is written is as it was when
 * it was put in: searching, sorting and loading may go on meanwhile.
 *
 *	export_job_init(&w, FORMAT_CSV);
 *	s = export_job_sheet(&w, package, table, rows);
 *	table_list_add_columns(s);
 *	if (!export_job_open(&w, "members.csv", false, &exists, &err))
 *		...
 *	task_finish(&w.task);
 *	if (!export_job_close(&w, &err))
 *		...
 *	export_job_release(&w);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/task.h"
#include "output/event_list.h"
#include "output/result_list.h"
#include "output/memory_list.h"
#include "output/table_list.h"

enum export_job_kind {
	EXPORT_JOB_NOTHING,
	EXPORT_JOB_SHEET,
	EXPORT_JOB_ANNALS,
	EXPORT_JOB_FINDINGS,
	EXPORT_JOB_GRID,
	EXPORT_JOB_TEXT,
};

struct export_job {
	struct task task; /* done and total in records */
	enum format format;
	enum format proposed; /* in which such a thing is mostly wanted */
	enum export_job_kind kind;
	struct str name;        /* what a file of it may be called, without an ending */
	struct str what;        /* what it is, where that is not so many rows or events */
	bool partial;           /* there was more to come when it was put in */
	struct table_list list; /* of the kind that there is */
	struct rowset rows;     /* of the sheet */
	struct event_list event_list;
	unsigned edition; /* of the chronicle of the event_list */
	struct result_list results;
	uint64_t query_change; /* of the search that the findings are of */
	struct memory_list grid;
	struct str text;
	struct style_codes styles;
	struct listing_page page;
	struct outfile outfile;
	struct listing_writer writer;
	bool open;        /* the sink is */
	bool begun;       /* the writer is */
	size_t count;     /* rows or events to be written, when begun */
	uint64_t size;    /* bytes written, when closed */
	struct str fault; /* a sentence why it cannot be gone on with, or empty */
};

/* Makes W empty, to be written in FORMAT. W must stay where it is. */
void export_job_init(struct export_job *w, enum format format);

/* Frees what W owns; a file that is not closed is taken away. */
void export_job_release(struct export_job *w);

/* Appends TEXT to what a file of W may be called: what does not belong into such a name
 * becomes a hyphen. */
void export_job_add_name(struct export_job *w, const char *text);

/* Puts ROWS of table T, copied, into W; returns the sheet to which columns are to be
 * added. P and T must outlive W. */
struct table_list *export_job_sheet(struct export_job *w, const struct package *p,
	const struct table *t, const struct rowset *rows);

/* Puts the events of C that are not faint into W. C must outlive W. */
void export_job_annals(struct export_job *w, const struct events *c);

/* Puts what S has found into W. S must outlive W. */
void export_job_findings(struct export_job *w, const struct search *s);

/* Returns the grid of W, which is to be initialised and filled. */
struct memory_list *export_job_grid(struct export_job *w);

/* Returns the text of W, which is to be filled: in it W is in its format already. */
struct str *export_job_text(struct export_job *w);

/* Opens the file PATH as outfile_open_file does; SAFE as in struct listing_page. */
bool export_job_open(struct export_job *w, const char *path, bool replace, bool safe,
	bool *exists, struct str *err);

/* Puts the file in its place. Returns false with a sentence in ERR when it could not be
 * written: then there is none, or the one that was there before. */
bool export_job_close(struct export_job *w, struct str *err);

/* Appends what was written: "45 rows", "3 events", "members/KH". */
void export_job_add_what(const struct export_job *w, struct str *out);

#endif
