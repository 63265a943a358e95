#ifndef OUTPUT_LISTING_H
#define OUTPUT_LISTING_H

/*
 * Records of one shape, written in any form: the same writers for the rows of a table
 * (output/table_list.h), for faults, events and fields (output/memory_list.h). The records are asked
 * for one after the other, so any number of them is written without being held.
 *
 *	listing_write(&l, FORMAT_CSV, &page, &sink);
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/str.h"
#include "output/format.h"
#include "output/style.h"
#include "output/outfile.h"

struct listing_column {
	const char *name;  /* for programs: header of CSV and TSV, key of JSON */
	const char *title; /* for people */
	bool right;        /* numbers stand at the right */
	bool pinned;       /* as text, keeps its room before all but the first */
	enum style style;  /* of its text; the title has its own */
};

struct listing {
	const struct listing_column *columns; /* borrowed, as all of this */
	size_t count;
	size_t rows;
	/* Replaces OUT by the text of a cell. */
	void (*cell)(void *data, size_t row, size_t column, struct str *out);
	/* Appends a cell as JSON; NULL: it is its text, null when that is empty. */
	void (*json)(void *data, size_t row, size_t column, struct str *out);
	void *data;
	/* How it is written, where that is not as the form says; or NULL. */
	const struct listing_form *form;
};

/* How it is written. */
struct listing_page {
	const struct style_codes *styles; /* of text */
	int width; /* of text: columns of the terminal; 0: nothing is cut */
	bool safe; /* CSV and TSV: no cell is a formula to a spreadsheet */
	bool crlf; /* CSV: lines end as RFC 4180 has it, else with LF */
};

struct listing_writer;

/* How a listing is written in one of the forms: what stands before its records, a record,
 * what stands behind. The writers are in a file each. */
struct listing_form {
	void (*head)(struct listing_writer *w);
	void (*row)(struct listing_writer *w, size_t row);
	void (*tail)(struct listing_writer *w); /* also frees what head has made */
};

/*
 * A listing while it is written, in portions where it is long:
 *
 *	listing_begin(&w, &l, FORMAT_CSV, &page, &sink);
 *	while (!listing_step(&w, 64))
 *		...
 *	listing_end(&w);
 */
struct listing_writer {
	const struct listing *list; /* borrowed, as page and sink */
	const struct listing_page *page;
	struct outfile *outfile;
	const struct listing_form *form;
	enum format format;
	size_t next;     /* the row to be written */
	struct str cell; /* scratch */
	void *state;     /* the form's own, from its head to its tail */
};

/* Writes what stands before the records of L, which must stay as it is until the end. */
void listing_begin(struct listing_writer *w, const struct listing *l, enum format format,
	const struct listing_page *page, struct outfile *outfile);

/* Writes up to ROWS records more; returns true when there are no more, or the sink has
 * failed. */
bool listing_step(struct listing_writer *w, size_t rows);

/* Writes what stands behind the records, and frees what W holds. Also to be called when
 * the records are given up, as the sink is then. */
void listing_end(struct listing_writer *w);

/* Writes L in FORMAT at once; nothing when it has no columns, but in JSON. Stops early
 * when the sink has failed. */
void listing_write(const struct listing *l, enum format format,
	const struct listing_page *page, struct outfile *outfile);

/*
 * RFC 4180 with a header: cells with a quote, a comma, a line end, a NUL, a blank at an
 * end or a byte order mark at the start are quoted, the others are not; a record that is
 * one empty cell is quoted too, for to many readers an empty line is no record.
 */
extern const struct listing_form listing_csv;

/* A header and a record a line, whatever the cells hold: tab, line ends and backslash are
 * written \t, \n, \r and \\. */
extern const struct listing_form listing_tsv;

/* An array of objects (RFC 8259), without a line end behind it. */
extern const struct listing_form listing_json;

/* A pipe table, as GitHub and pandoc read it; what would be markup is escaped, line ends
 * are <br>. */
extern const struct listing_form listing_markdown;

/* Aligned columns under their titles; those that have no room are left out, and counted
 * on a last line. */
extern const struct listing_form listing_text;

/* Appends CELL as a field of CSV, quoted when it must be. */
void listing_add_csv(struct str *out, struct slice cell);

/* Appends CELL as a field of TSV. */
void listing_add_tsv(struct str *out, struct slice cell);

/* Appends CELL as text within Markdown. */
void listing_add_markdown(struct str *out, struct slice cell);

/* Appends CELL, with an apostrophe before it when a spreadsheet would take it for a
 * formula: it starts with = + - @, a tab or a line end, and is no plain number. */
void listing_add_safe(struct str *out, struct slice cell);

#endif
