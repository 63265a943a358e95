#ifndef OUTPUT_FORMAT_H
#define OUTPUT_FORMAT_H

/* The forms in which the tables leave the program. */

#include <stdbool.h>

#include "base/str.h"

enum format {
	FORMAT_TEXT,     /* for people: aligned */
	FORMAT_CSV,      /* RFC 4180 */
	FORMAT_TSV,      /* a record a line, tabs between; see output/table_list.h */
	FORMAT_JSON,     /* RFC 8259 */
	FORMAT_MARKDOWN, /* a table as GitHub and pandoc read it */
	FORMAT_MAX
};

/* Returns the name of FORMAT as a person types it: "csv"; constant. */
const char *format_name(enum format format);

/* Finds the format called NAME; false, with *OUT untouched, when there is none. */
bool format_find(const char *name, enum format *out);

/* Finds the format that the name of the file PATH ends in: .csv .tsv .json .md .txt;
 * false, with *OUT untouched, for any other. */
bool format_of_file(const char *path, enum format *out);

/* Appends the names of all: "text, csv, tsv, json or markdown". */
void format_add_names(struct str *out);

/* Appends the endings that format_of_file knows: ".txt, .csv, .tsv, .json or .md". */
void format_add_endings(struct str *out);

/* Returns the ending of a file in FORMAT, ".csv"; constant. */
const char *format_ending(enum format format);

#endif
