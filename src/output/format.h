#ifndef OUTPUT_FORMAT_H
#define OUTPUT_FORMAT_H

/*
 * The formats in which tables and records leave the program. A format is registered here
 * and nowhere else: a line in the enum and a row of the table in format.c.
 */

#include <stdbool.h>

#include "base/str.h"

struct listing_form;
struct record;

enum format {
	FORMAT_TEXT,     /* for the user: aligned */
	FORMAT_CSV,      /* RFC 4180 */
	FORMAT_TSV,      /* a row a line, tabs between */
	FORMAT_JSON,     /* RFC 8259 */
	FORMAT_MARKDOWN, /* a table as GitHub and pandoc read it */
	FORMAT_MAX
};

/* What CSV and TSV leave open. */
struct csv_options {
	bool crlf;   /* lines of CSV end with CR LF as RFC 4180 has it, else with LF */
	bool safe;   /* no cell is a formula to a spreadsheet */
	bool titles; /* columns are headed by titles instead of names */
};

struct format_row {
	const char *name;   /* as the user types it: "csv" */
	const char *ending; /* of the name of a file: ".csv" */
	const struct listing_form
		*listing; /* how a listing is written (output/listing.h) */

	/* Appends a record (output/record_form.h). NULL: a record is a listing in that
	 * format (record_tsv_new), and a page as text (view/record_page.h). */
	void (*record)(struct str *out, const struct record *r);
};

extern const struct format_row formats[FORMAT_MAX];

/* Finds the format called NAME; false, with *OUT untouched, when there is none. */
bool format_find(const char *name, enum format *out);

/* Finds the format that the name of the file PATH ends in, in letters of any case; false,
 * with *OUT untouched, for any other. */
bool format_of_file(const char *path, enum format *out);

/* Appends the names of all: "text, csv, tsv, json or markdown". */
void format_add_names(struct str *out);

/* Appends the endings that format_of_file knows: ".txt, .csv, .tsv, .json or .md". */
void format_add_endings(struct str *out);

#endif
