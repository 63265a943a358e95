#ifndef OUTPUT_EXPORT_JOB_H
#define OUTPUT_EXPORT_JOB_H

/*
 * One listing or one text on its way into a file, in steps. A view puts in what there is to
 * write; the caller opens the file and steps until all is written. The content is as it was
 * when it was put in: searching, sorting and loading may go on meanwhile.
 *
 *	struct csv_options csv = { .titles = true };
 *	struct export_job job;
 *	bool exists;
 *
 *	export_job_init(&job, FORMAT_CSV);
 *	job.list = table_list_new(package, table, NULL, NULL);
 *	table_list_add_columns(job.list);
 *	if (export_job_open(&job, "members.csv", false, csv, &exists, err)) {
 *		task_finish(&job.task);
 *		export_job_close(&job, err);
 *	}
 *	export_job_release(&job);
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/task.h"
#include "output/listing.h"

struct export_job {
	struct task task; /* done and total in rows */
	enum format format;
	enum format proposed;      /* the format in which such content is mostly wanted */
	struct str name;           /* proposed for the file, without an ending */
	struct str what;           /* what is written, where that is not so many rows */
	bool partial;              /* there was more to come when it was put in */
	struct listing *list;      /* to be written; owned; NULL: text is */
	struct str text;           /* already in the format */
	struct style_codes styles; /* empty */
	struct listing_page page;
	struct outfile outfile;
	struct listing_writer writer;
	bool open;         /* outfile is */
	bool begun;        /* writer is */
	uint64_t size;     /* bytes written, when closed */
	const char *fault; /* why it cannot be finished, or NULL */
};

/* Makes W an empty job in FORMAT. W must not be moved. */
void export_job_init(struct export_job *w, enum format format);

/* Frees what W owns; a file that is not closed is removed. */
void export_job_release(struct export_job *w);

/* Appends TEXT to the name proposed for the file; characters that do not belong into such
 * a name become hyphens. */
void export_job_add_name(struct export_job *w, const char *text);

/* Opens the file PATH as outfile_open_file does. */
bool export_job_open(struct export_job *w, const char *path, bool replace,
	struct csv_options csv, bool *exists, struct str *err);

/* Completes the file. Returns false with a sentence in ERR when it could not be written:
 * then there is none, or the one that was there before. */
bool export_job_close(struct export_job *w, struct str *err);

/* Appends what was written: "45 rows", "3 events", "members/KH". */
void export_job_add_what(const struct export_job *w, struct str *out);

#endif
