#ifndef DATA_DESCRIPTOR_H
#define DATA_DESCRIPTOR_H

/*
 * What a data package says of itself: datapackage.json (Data Package standard version 2
 * with Table Schema; version 1 where the standard asks for it), read once into plain
 * structs. Everything hangs in one arena and is read-only afterwards. Where the
 * descriptor is silent the standard's defaults, and those of doc/bali-data.5, are already
 * filled in. What is wrong is a fault in the diag; the rest is read all the same.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/slice.h"
#include "base/str.h"
#include "data/csvfile.h"
#include "data/diag.h"

/* Types of Table Schema (v2, "Field Types"). */
enum field_type {
	FIELD_ANY,
	FIELD_STRING,
	FIELD_INTEGER,
	FIELD_NUMBER,
	FIELD_BOOLEAN,
	FIELD_DATE,
	FIELD_DATETIME,
	FIELD_TIME,
	FIELD_YEAR,
	FIELD_YEARMONTH,
	FIELD_LIST,
	FIELD_GEOPOINT,
	FIELD_GEOJSON,
	FIELD_OBJECT,
	FIELD_ARRAY,
	FIELD_DURATION,
	FIELD_TYPE_MAX
};

/* A value that stands for something: an item of enum, or of categories with a label. */
struct field_choice {
	const char *value;
	const char *label; /* == value when there is none */
};

struct field {
	struct diag_place place; /* in the schema; without a file: nowhere */
	const char *name;
	const char *title;       /* == name when there is none */
	const char *description; /* "" when there is none */
	const char *format;      /* "default" when there is none */
	enum field_type type;
	enum field_type item_type; /* of a list: string when there is none */
	char list_delimiter;       /* of a list: ',' when there is none */
	bool edtf;                 /* rdfType says: Extended Date/Time Format */
	bool required;             /* also for the fields of the primary key */
	bool unique;
	bool code; /* string, unique or the sole primary key, maxLength of at most 4 */
	const struct field_choice *choices; /* enum or categories */
	size_t choice_count;
	bool choices_closed;           /* other values are faults */
	bool choices_ordered;          /* they sort as they stand (categoriesOrdered) */
	const char *pattern;           /* as written, or NULL */
	const char *minimum, *maximum; /* as written, or NULL */
	bool minimum_excluded, maximum_excluded; /* the bound itself is a fault */
	long min_length, max_length;             /* -1 for none */
	const char *const *missing; /* values that stand for "no value"; "" always does
				     * and is not among them */
	size_t missing_count;
	const char *const *true_values, *const *false_values; /* boolean */
	size_t true_count, false_count;
	char decimal_char;      /* number: '.' */
	const char *group_char; /* number: "" for none */
	bool bare_number;       /* true: no text around the digits */
	int reference;          /* first foreign key this field belongs to, or -1 */
};

/* fields[i] of this table names the row whose their[i] holds the same value. */
struct foreign_key {
	size_t count;
	const size_t *fields;
	int resource; /* number of the resource pointed to; may be the own one */
	const size_t *their;
	bool list; /* the one field is a list: each item is a reference */
};

/* A value reached from a row: FIELD, or FIELD's row's FIELD ("country.name"). */
struct path {
	size_t count; /* steps; the last is the value, those before it references */
	const size_t *fields; /* of the resource reached by the step before */
	const char
		*title; /* of the column: the last field's; that of the reference before
			 * it when the last field is what the row reached is called by */
	const struct field *last;
};

enum resource_view { VIEW_TAB, VIEW_LOOKUP, VIEW_OVERVIEW };

struct resource {
	const char *name;
	const char *path;  /* relative to the folder; NULL: refused, no rows */
	const char *title; /* == name when there is none */
	const char *description;
	struct csvfile_dialect dialect;
	bool header; /* the first row names the fields */
	const struct field *fields;
	size_t field_count;
	bool guessed;           /* no schema: fields come from the header, see
				 * descriptor_guess */
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
	bool names;    /* rows are names of the row they reference */
	int names_key; /* foreign key that says of which, or -1 */
	bool timeline;
	int timeline_date;        /* field; valid when timeline */
	int timeline_lane;        /* field, or -1 */
	int period_from;          /* since when a row holds: field, or -1 */
	int period_to;            /* until when; field, or -1: each still holds */
	int64_t timeline_cadence; /* days, or 0 */
	const size_t
		*inline_fields; /* "inline": fields shown on the record named, in order */
	size_t in_place_count;
	int one_to_one; /* foreign key that is the whole primary key too (one-to-one),
		       * or -1 */
};

/* A licence or a source of the package. */
struct attribution {
	const char *name;  /* licence id or source title */
	const char *title; /* "" when there is none */
	const char *path;  /* URL, or "" */
};

struct descriptor {
	struct arena arena;
	const char *folder; /* what paths are relative to; "" for standard input */
	const char *file; /* the descriptor as faults call it, NULL when there is none */
	const char *name, *title, *description, *version, *created, *homepage;
	const struct attribution *licenses;
	size_t license_count;
	const struct attribution *sources;
	size_t source_count;
	struct resource *resources;
	size_t resource_count;
};

/*
 * Reads the package at PATH: a folder with a datapackage.json, that file itself, a folder
 * of CSV files without one, or one CSV file ("-": standard input). A folder whose
 * descriptor cannot be read is shown like one without. A table without a schema has no
 * fields yet: descriptor_guess gives them. Returns false, with one sentence in ERR and
 * OUT empty, only when there is nothing to show at all: no such path, no table in it.
 * Faults of what is there go to DIAG.
 */
bool descriptor_read(
	struct descriptor *out, const char *path, struct diag *diag, struct str *err);

/*
 * Gives table NUMBER, which has no schema, a field of type any for each of the COUNT
 * cells of its file's first row: called by them when it is a header, else "column 1" and
 * so on. Empty and repeated names are made unlike. The label is the first field, the
 * columns are all.
 */
void descriptor_guess(
	struct descriptor *d, int number, const struct slice *cells, size_t count);

/* Frees what D owns. */
void descriptor_release(struct descriptor *d);

/* Returns the number of the resource called NAME, or -1. */
int descriptor_find(const struct descriptor *d, const char *name);

/* Returns the number of the field called NAME, or -1. */
int resource_field(const struct resource *r, const char *name);

/* Tells whether FIELD is one of R's primary key. */
bool resource_in_key(const struct resource *r, size_t field);

#endif
