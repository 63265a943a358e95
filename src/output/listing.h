/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_LISTING_H
#define OUTPUT_LISTING_H

/*
 * The only way rows leave the program. A listing has typed columns and any number of
 * rows, which are asked for one by one and never held together; a row knows its record.
 * Tables, search results, events and faults are listings (table_list.h, result_list.h,
 * event_list.h, fault_list.h); listing_new() makes one of cells in memory. How listings
 * are written is a file for each form, registered in the table `formats`: a format is a
 * line of the enum and a row of that table. An export job is a listing, or a text, on its
 * way into a file.
 *
 *	static const struct listing_column columns[] = { { .name = "name", .title = "Name" } };
 *	struct listing *list = listing_new(columns, 1, LISTING_ROW);
 *	struct listing_page page = { .csv.crlf = true };
 *	struct str err = STR_INIT;
 *	struct outfile out;
 *
 *	outfile_open_output(&out, false);
 *	listing_add(list, slice_of("Cambodia"));
 *	listing_write(list, FORMAT_CSV, &page, &out);
 *	listing_free(list);
 *	if (!outfile_close(&out, &err))
 *		puts(err.buf);
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "base/task.h"
#include "data/package.h"
#include "output/outfile.h"
#include "output/style.h"

struct listing_form;
struct record;

/* The formats in which tables and records leave the program. */
enum format {
	FORMAT_TEXT,     /* for the user: aligned */
	FORMAT_CSV,      /* RFC 4180 */
	FORMAT_TSV,      /* a row a line, tabs between */
	FORMAT_JSON,     /* RFC 8259 */
	FORMAT_MARKDOWN, /* a table as GitHub and pandoc read it */
	FORMAT_GEOJSON,  /* RFC 7946: rows with their places */
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

enum listing_type { LISTING_TEXT, LISTING_NUMBER, LISTING_BOOLEAN };

/* In which forms a column is written. */
enum listing_use {
	LISTING_ALL,
	LISTING_SHOWN,  /* in text and in lines mode: for the user to read */
	LISTING_DATA,   /* in all other forms: for programs */
	LISTING_REMARK, /* a note on the row, the last column: in text, which leaves it out
			 * when it is empty in all rows, and in JSON; elsewhere it would be
			 * a column that the table does not have */
};

struct listing_column {
	const char *name;  /* header in CSV and TSV, key in JSON */
	const char *title; /* for the user */
	enum listing_type type;
	enum listing_use use;
	enum style style;   /* in text; a title has its own */
	const char *before; /* in text: put before a cell that is not empty; or NULL */
	int most; /* in text: width at most, and three fifths of a line; 0: no limit */
	int least; /* in text: width to which it shrinks before it is left out; 0: its own */
	bool fill; /* in text: takes the room that the others leave */
};

/* The layout of the rows in text. */
enum listing_layout {
	LISTING_TABLE,  /* aligned columns under their titles */
	LISTING_LINES,  /* aligned columns without titles, some lines between the rows */
	LISTING_RUN_ON, /* cells joined by a colon and a blank, never cut */
};

/* A line between two rows in text: the heading of a group of rows, or a rule. */
struct listing_line {
	struct str text;
	enum style style;
	size_t rows; /* a heading: of the group that begins here */
	bool rule;   /* the text is within a rule as wide as the rows */
};

struct listing;

/* What a kind of listing can do. */
struct listing_kind {
	/* Frees L and what it owns. */
	void (*free)(struct listing *l);

	/* Appends the text of a cell. */
	void (*cell)(struct listing *l, size_t row, size_t column, struct str *out);

	/* Appends a cell as a JSON value. NULL: it is its text by the type of the column, and
	 * null when that is empty. */
	void (*json)(struct listing *l, size_t row, size_t column, struct str *out);

	/* Sets *OUT to a row as it is in its file, when that is the texts of all columns
	 * that are no remark, with commas between them, and no quote, escape or line end;
	 * returns false when it is not. The bytes live until other work is done. NULL: it
	 * never is. */
	bool (*raw)(struct listing *l, size_t row, struct slice *out);

	/* Returns the style of a cell. NULL: that of its column. */
	enum style (*style)(struct listing *l, size_t row, size_t column);

	/* Returns the record of a row, or ROW_NOWHERE. NULL: no row has one. */
	struct row_ref (*ref)(struct listing *l, size_t row);

	/* Fills the empty LINE with the line of text before ROW or, when ROW is the number of
	 * rows, behind the last one; returns false when there is none. NULL: never any. */
	bool (*line)(struct listing *l, size_t row, struct listing_line *line);

	/* Learns of up to ROWS rows more; returns true when all are known. NULL: they are. */
	bool (*gather)(struct listing *l, size_t rows);

	/* Has to be called before L is used after other work was done: lets go of cells
	 * of tables that may have grown. Returns why L can be used no more, a clause such
	 * as "more events came meanwhile" (constant), or NULL. NULL: nothing can happen
	 * to it. */
	const char *(*resume)(struct listing *l);
};

/* What a row is, for sentences about rows. */
enum listing_noun {
	LISTING_ROW,
	LISTING_RECORD,
	LISTING_LINK,
	LISTING_EVENT,
	LISTING_PLACE,
	LISTING_FAULT,
	LISTING_TAB,
};

/* A listing; every kind has it as its first member. Its members may be read. */
struct listing {
	const struct listing_kind *kind;
	const struct listing_column *columns;
	size_t count; /* of columns */
	size_t rows;  /* known by now */
	enum listing_noun noun;
	enum listing_layout layout;
	const char *name, *title;      /* of the table that the rows are of, or NULL */
	const struct package *package; /* that the records of rows are of, or NULL */
};

/* Makes a listing without rows whose cells are held in memory. The COUNT columns COLUMNS
 * are borrowed. */
struct listing *listing_new(
	const struct listing_column *columns, size_t count, enum listing_noun noun);

/* Adds the next cell of L, made by listing_new; COUNT cells are a row. */
void listing_add(struct listing *l, struct slice text);

/* Adds a cell of a column of numbers in the same way. */
void listing_add_number(struct listing *l, size_t number);

/* Frees L, of any kind; L may be NULL. */
void listing_free(struct listing *l);

/* Learns of all rows of L that there are by now. */
void listing_gather(struct listing *l);

/* Appends COUNT rows that are NOUN in words: "1 row", "1,234 events". */
void listing_add_rows(enum listing_noun noun, size_t count, struct str *out);

/* Returns the record of ROW of L, or ROW_NOWHERE. */
struct row_ref listing_ref(struct listing *l, size_t row);

/* How a listing is written. */
struct listing_page {
	const struct style_codes *styles; /* of text */
	int width; /* of text: columns of the terminal; 0: nothing is cut */
	struct csv_options csv;
};

struct listing_writer;

/* A form in which listings are written. */
struct listing_form {
	void (*head)(struct listing_writer *w); /* or NULL */
	void (*row)(struct listing_writer *w, size_t row);
	void (*tail)(struct listing_writer *w); /* also frees w->state; or NULL */
	bool shown;      /* of the columns that are not for all, takes LISTING_SHOWN */
	bool remarks;    /* has a way to write LISTING_REMARK */
	bool columnless; /* has a way to write a listing without columns */
	bool people; /* is for the user to read: tables are listed as on the screen, and
			  * nothing is written where no row is found */
	/* Around and between several listings in one document; NULL: it holds one. */
	const char *open, *next, *close;
};

/* A listing while it is written: listing_begin, listing_step until it returns true, then
 * listing_end. */
struct listing_writer {
	struct listing *list; /* borrowed, as page and outfile */
	const struct listing_page *page;
	struct outfile *outfile;
	const struct listing_form *form; /* NULL: nothing is written */
	size_t *columns;                 /* those that the form takes; owned */
	size_t count;
	size_t next;     /* the row to be written */
	struct str cell; /* scratch */
	void *state;     /* the form's own, from head to tail */
};

/* Begins to write L, whose rows must all be known, and which must stay as it is until the
 * end. */
void listing_begin(struct listing_writer *w, struct listing *l, enum format format,
	const struct listing_page *page, struct outfile *outfile);

/* Writes up to ROWS rows more; returns true when there are no more, or writing has
 * failed. */
bool listing_step(struct listing_writer *w, size_t rows);

/* Ends the listing and frees what W holds. Has to be called also when the listing is
 * given up; the file is then given up too. */
void listing_end(struct listing_writer *w);

/* Gathers and writes L at once; nothing when it has no columns and the form cannot say so.
 * Stops early when writing has failed. */
void listing_write(struct listing *l, enum format format, const struct listing_page *page,
	struct outfile *outfile);

/* --- for the forms --- */

/* Returns the text of the column W->columns[K] of ROW; it lives until the next call. */
struct slice listing_cell(struct listing_writer *w, size_t row, size_t k);

/*
 * RFC 4180 with a header: cells with a quote, a comma, a line end, a NUL, a blank at an
 * end or a byte order mark at the start are quoted, the others are not; a row that is one
 * empty cell is quoted too, for to many readers an empty line is no row.
 */
extern const struct listing_form listing_csv;

/* A header and a row a line, whatever the cells hold: tab, line ends and backslash are
 * written \t, \n, \r and \\. */
extern const struct listing_form listing_tsv;

/* An array of objects (RFC 8259); for the rows of a table an object with name, title,
 * "rows" and, if there are remarks, "reasons". */
extern const struct listing_form listing_json;

/* A FeatureCollection (RFC 7946): a feature a row, with its columns as properties and the
 * place of its record (map/places.h) as the geometry; null where there is none. */
extern const struct listing_form listing_geojson;

/* A pipe table, as GitHub and pandoc read it; markup in cells is escaped, line ends
 * are <br>. */
extern const struct listing_form listing_markdown;

/* Lines for the user, as the listing lays them out. Where the page has a width, what has
 * no room is cut, or left out and counted on a last line. */
extern const struct listing_form listing_text;

/* The rows of a listing as objects of JSON. */
struct listing_object {
	size_t count; /* columns in the rows: those of W but a remark on a table's rows */
	struct str *keys; /* of those, with what is before and behind each; owned */
};

/* Makes O the keys of the objects that W writes. */
void listing_object_init(struct listing_object *o, const struct listing_writer *w);

/* Frees what O owns. */
void listing_object_release(struct listing_object *o);

/* Writes ROW of W's listing as an object with the keys O. */
void listing_object_add(
	const struct listing_object *o, struct listing_writer *w, size_t row);

/* Appends CELL as a field of CSV, quoted when it must be. */
void listing_add_csv(struct str *out, struct slice cell);

/* Appends CELL as text within Markdown. */
void listing_add_markdown(struct str *out, struct slice cell);

/* Appends CELL, with an apostrophe before it when a spreadsheet would take it for a
 * formula: it starts with = + - @, a tab or a line end, and is no plain number. */
void listing_add_safe(struct str *out, struct slice cell);

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
