/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef DATA_DESCRIPTOR_H
#define DATA_DESCRIPTOR_H

/*
 * What a data package describes: its datapackage.json (Data Package v2 with Table Schema
 * and Table Dialect; v1 where the standard asks for it), read once into plain structs.
 * Everything is in one arena and is read-only afterwards. Properties that are absent
 * have the defaults of the standard, and those of bali-data(5). What is wrong is a fault
 * in the diag; the rest is read all the same.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/namemap.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/csvfile.h"
#include "data/diag.h"
#include "data/dialect.h"

/* Types of Table Schema (v2, "Field Types"). */
enum field_type {
	/* clang-format off */
	FIELD_ANY, FIELD_STRING, FIELD_INTEGER, FIELD_NUMBER, FIELD_BOOLEAN, FIELD_DATE,
	FIELD_DATETIME, FIELD_TIME, FIELD_YEAR, FIELD_YEARMONTH, FIELD_LIST, FIELD_GEOPOINT,
	FIELD_GEOJSON, FIELD_OBJECT, FIELD_ARRAY, FIELD_DURATION, FIELD_TYPE_MAX
	/* clang-format on */
};

/* A value of "enum", or of "categories" with a label. */
struct field_choice {
	const char *value;
	const char *label; /* == value when there is none */
};

struct field {
	struct diag_place place; /* in the schema; file NULL: nowhere */
	const char *name;
	const char *label; /* in the header: the name, but of fields that share one */
	const char *title; /* == name when there is none */
	const char *description;            /* "" when there is none */
	const char *format;                 /* "default" when there is none */
	const struct field_choice *choices; /* enum or categories */
	size_t choice_count;
	struct namemap choice_numbers;  /* by value */
	const char *pattern;            /* raw, or NULL */
	const char *minimum, *maximum;  /* raw, or NULL */
	int64_t min_length, max_length; /* -1 for none */
	const char *const *missing; /* texts that mean "no value"; "" is not among them */
	size_t missing_count;
	const struct namemap *missing_names; /* the same, where they are many; or NULL */
	const char *const *true_values, *const *false_values; /* boolean */
	size_t true_count, false_count;
	const char *group_char; /* number: "" for none */
	const char *unit;       /* of numbers as people write them (data/number.h), "" for
				 * none; NULL: they are as declared */
	enum field_type type;
	enum field_type item_type; /* of a list: string when there is none */
	int reference;             /* first foreign key this field belongs to, or -1 */
	/* The small ones together: there may be a million fields. */
	char list_delimiter; /* of a list: ',' when there is none */
	char decimal_char;   /* number: '.' */
	bool bare_number;    /* true: no text around the digits */
	bool untyped;        /* the type is that of the standard where none is given */
	bool edtf;           /* rdfType: Extended Date/Time Format */
	bool required;       /* also for the fields of the primary key */
	bool unique;
	bool code; /* string, unique or the sole primary key, maxLength of at most 4 */
	bool choices_closed;  /* other values are faults */
	bool choices_ordered; /* they sort in this order (categoriesOrdered) */
	bool minimum_excluded, maximum_excluded; /* the bound itself is a fault */
	bool empty_is_value; /* missingValues without "": an empty cell is a value */
};

/* A row refers to the row whose fields THEIR have the values of its FIELDS. */
struct foreign_key {
	size_t count;
	const size_t *fields;
	int resource; /* number of the resource referred to; may be its own */
	const size_t *their;
	bool list; /* its one field is a list: each item is a reference */
};

/* A value reached from a row: that of a field, or of a field of the row that a field
 * refers to ("country.name"). */
struct path {
	size_t count; /* steps; the last is the value, those before it references */
	const size_t *fields; /* each of the resource that the step before leads to */
	const char *title;    /* of the column: the last field's, or the last reference's
			    * when the last field is the label of the row it leads to */
	const char *heading;  /* shorter than the title, for the screen, or NULL */
	const struct field *last;
	const struct path *unless; /* of a column: blank where this has the same value, or
				    * NULL */
	bool gap; /* of a column: not the date that it leads to, but the time since the
		   * previous row of the table */
};

/* A piece of a phrase: a text, then a value. */
struct phrase_part {
	const char *text;               /* "" when the phrase begins with the value */
	struct path path;               /* of the value; count 0: there is none */
	const char *if_true, *if_false; /* read for a boolean value; NULL: for no value */
};

/* A phrase about a row, such as "taking part since {from}". */
struct phrase {
	const struct phrase_part *parts;
	size_t part_count;
	struct path unless; /* left out where a value is the one here; count 0: never */
};

enum resource_view { VIEW_TAB, VIEW_LOOKUP, VIEW_OVERVIEW };

/* A field, or one value of it. */
struct field_value {
	size_t field;
	const char *value; /* an item, in a list; NULL: whatever it is */
};

/* A field of rows that are shown in full on the record they refer to. */
struct inline_field {
	size_t field;
	int by; /* the field that heads it where it is one column of several, or -1 */
};

/* How a record heads the rows that refer to it by a foreign key. */
struct mention {
	size_t field;     /* of the key, its first */
	const char *text; /* "Host of {n} conference(s)" */
	bool partial;     /* where the field is empty, it is not known */
	const char
		*known; /* for how many rows it is: "{table.field} of {table}"; or NULL */
	bool hidden;    /* other rows say the same: these are for programs only */
};

enum { JOIN_FIELDS = 4 }; /* that may name one of the two rows that a row joins */

/* What the overview counts of a table: each value of a column, or one. */
struct counted {
	struct path path;
	const char *value; /* the one, as it is shown; NULL: all */
	/* Of the counts, or what the rows with the one value are; NULL, with all values:
	 * that of the column. */
	const char *title;
};

/* A licence, a source or a contributor. */
struct attribution {
	const char *name;  /* licence id, else the title */
	const char *title; /* "" when there is none */
	const char *path;  /* URL, or "" */
};

struct resource {
	const char *name;
	const char *path; /* relative to the folder; NULL: refused, no rows */
	const struct csvfile_part
		*files; /* the one at path, and those that go on with it */
	size_t file_count;
	const char *data; /* rows of the descriptor itself as CSV; NULL: none */
	size_t data_size;
	const size_t *data_lines; /* of the descriptor, for each of them; NULL: of data */
	const char *source; /* how what holds the rows is called: "a.csv and 1 more" */
	int64_t bytes;      /* of the file, as the descriptor says; -1: it does not */
	const char *title;  /* == name when there is none */
	const char *description;
	const struct attribution *licenses; /* of its own */
	size_t license_count;
	struct csvfile_dialect dialect;         /* the one in force once there is a row */
	struct override override;               /* what the user has set of it */
	struct csvfile_dialect default_dialect; /* without that, where it may be set */
	bool undeclared;         /* no descriptor has it: the user may set the dialect */
	const char *header_join; /* between the names of several rows of a header */
	const char *null_sequence; /* one more missing value of all fields, or NULL */
	const struct field *fields;
	size_t field_count;
	struct namemap field_numbers; /* by name */
	bool guessed;                 /* no schema: see descriptor_guess */
	bool fields_in_order; /* fieldsMatch: the file has them in the order of the schema */
	bool order_matters;     /* another order is a fault */
	bool fields_may_lack;   /* fieldsMatch: the file may lack fields of the schema */
	bool fields_may_exceed; /* fieldsMatch: the file may have more fields */
	const size_t *key;      /* primary key */
	size_t key_count;
	const struct foreign_key *keys; /* foreign keys */
	size_t foreign_count;
	const size_t *const *uniques; /* uniqueKeys */
	const size_t *unique_counts;
	size_t unique_count;
	/* the "bali" object, with its defaults */
	enum resource_view view;
	struct path label;
	const struct path *columns;
	size_t column_count;
	int summary; /* field that says what happened or came out, or -1 */
	const struct phrase *answer; /* what a row says of itself in one line */
	size_t answer_count;
	bool answered; /* the table has phrases of its own */
	bool names;    /* rows are names of the row they reference */
	int names_key; /* foreign key that names that row, or -1 */
	int language;  /* of names: field with the languages of each, or -1 */
	/* Of names: those by which a row is called in a language. */
	const struct field_value *called;
	size_t called_count;
	bool timeline;
	int timeline_date;               /* field; valid when timeline */
	int timeline_lane;               /* field, or -1 */
	int map_point;                   /* field with the place of a row, or -1 */
	bool map_latitude_first;         /* of a place that is a text: "40.07, -74.93" */
	int map_latitude, map_longitude; /* fields with the place of a row, or both -1 */
	struct path map_group; /* what the places are grouped by; count 0: none */
	int period_from;       /* field with the start of the time a row holds, or -1 */
	int period_to;         /* field with its end, or -1: rows still hold */
	int64_t timeline_cadence;                 /* days, or 0 */
	const struct inline_field *inline_fields; /* shown on the record named */
	size_t inline_count;
	const struct field_value *notes; /* for the curator: shown only with all fields */
	size_t note_count;
	const struct field_value *first; /* of names: which a record shows first */
	size_t first_count;
	const struct mention *mentions;
	size_t mention_count;
	/* Foreign keys of the two rows that a row joins, for each those of which a row has
	 * one; -1 behind the last. */
	int joins[2][JOIN_FIELDS + 1];
	const struct counted *counted;
	size_t counted_count;
	int outlines; /* field with the geometry of the land under a map: no rows
				 * are read unless asked for (struct overrides); or -1 */
	int outlines_tolerance; /* field: to how many degrees it is right, or -1 */
	int one_to_one;         /* foreign key that is the whole primary key too, or -1 */
};

/* Returns whether the rows of R do no more than join two others, as an attendance does: a
 * search finds these instead. What joins them for some time, as a membership, is found. */
static inline bool resource_only_joins(const struct resource *r)
{
	return r->joins[0][0] >= 0 && r->period_from < 0 && r->view == VIEW_LOOKUP;
}

struct descriptor {
	struct arena arena;
	const char *folder; /* what paths are relative to; "" for standard input */
	const char *file;   /* the descriptor, as faults call it; NULL: there is none */
	bool lone;          /* there is one file, or standard input, and no more */
	const char *name, *title, *description, *version, *created, *homepage;
	const struct attribution *licenses;
	size_t license_count;
	const struct attribution *sources;
	size_t source_count;
	const struct attribution *contributors;
	size_t contributor_count;
	struct resource *resources;
	size_t resource_count;
	struct namemap resource_numbers; /* by name */
};

/* Makes D empty: its texts are never NULL, so that their users need not ask. */
void descriptor_init(struct descriptor *d);

/* A package being read into a descriptor. */
struct descriptor_reading;

/*
 * Returns the work of reading the package at PATH into OUT, for descriptor_reading_end: a
 * folder with a datapackage.json, that file itself, a folder of CSV files without one, or
 * one CSV file ("-": standard input). A folder whose descriptor cannot be read is read
 * like one without. A table without a schema has no fields until descriptor_guess.
 * OVERRIDES (NULL: none) hold for the files that no descriptor declares. Faults go to
 * DIAG. What is given lives longer than the work.
 */
struct descriptor_reading *descriptor_reading_new(struct descriptor *out,
	const char *path, const struct overrides *overrides, struct diag *diag);

/* Works until clock_now() reaches UNTIL; returns true when nothing is left to do. The unique
 * keys of a table are read in one piece, as is what its object "bali" says: 40 to 50 ms for
 * 100,000 entries. */
bool descriptor_reading_step(struct descriptor_reading *g, int64_t until);

/*
 * Ends G and frees it. Returns false, with OUT empty, when G has more to do and is given up;
 * and, with one sentence in ERR, when there is nothing to show: no such path, no table in it;
 * or when the options say how files are written that a descriptor declares.
 */
bool descriptor_reading_end(struct descriptor_reading *g, struct str *err);

/* The fields of a table without a schema, while they are made; in the memory of the
 * descriptor. */
struct descriptor_guess {
	struct field *fields;
	size_t count;
	struct namemap numbers; /* by name */
};

/* Begins G, with room for COUNT fields of a table of D. */
void descriptor_guess_begin(
	struct descriptor *d, struct descriptor_guess *g, size_t count);

/* Adds a field of type any to G for CELL, the next of the first row of the file of table
 * NUMBER: named by it when it is a header, else "column 1" and so on. Empty and repeated
 * names are made unique. */
void descriptor_guess_field(
	struct descriptor *d, int number, struct descriptor_guess *g, struct slice cell);

/* Gives table NUMBER, which has no schema, the fields of G, which is not used any more. The
 * label is the first field, and all fields are columns. */
void descriptor_guess(struct descriptor *d, int number, const struct descriptor_guess *g);

/* Gives table NUMBER a field of type any, and a column, for each of the cells of its file
 * from FIRST to before END, which are beyond its header: "column 4" and so on. */
void descriptor_widen(struct descriptor *d, int number, size_t first, size_t end);

/* Frees what D owns. */
void descriptor_release(struct descriptor *d);

/* Appends the path of the file of R, whose path was not refused. */
void descriptor_add_path(
	const struct descriptor *d, const struct resource *r, struct str *out);

/* Returns the number of the resource called NAME, or -1. */
int descriptor_find(const struct descriptor *d, const char *name);

/* Returns the number of the field called NAME, or -1. */
int resource_field(const struct resource *r, const char *name);

/* The same for a piece of another text. */
int resource_find_field(const struct resource *r, struct slice name);

/* Returns whether FIELD is part of the primary key of R. */
bool resource_in_key(const struct resource *r, size_t field);

/* Returns whether A and B are the same fields, in any order. */
bool fields_same(const size_t *a, size_t a_count, const size_t *b, size_t b_count);

/* Returns whether FIELDS, COUNT of them, are the primary key of R in its order. */
bool resource_key_is(const struct resource *r, const size_t *fields, size_t count);

#endif
