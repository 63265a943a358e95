/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * Owns the texts of the faults and the names of their files. The counts are right
 * whatever is kept.
 */

#include "data/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sort.h"
#include "base/slice.h"
#include "base/text.h"

/* The faults of one kind in one file. */
struct diag_kind {
	enum fault fault;
	const char *file; /* NULL when the fault is in no file; its entries share it */
	size_t count;
	const char *text; /* the last one kept */
	size_t len;
};

static const struct {
	const char *name;
	enum diag_severity severity;
} faults[FAULT_MAX] = {
	[FAULT_NO_FILE] = { "no-file", DIAG_ERROR },
	[FAULT_READ] = { "read", DIAG_ERROR },
	[FAULT_BINARY] = { "binary", DIAG_ERROR },
	[FAULT_EMPTY_FILE] = { "empty-file", DIAG_ERROR },
	[FAULT_BYTE_ORDER_MARK] = { "byte-order-mark", DIAG_NOTE },
	[FAULT_GUESS] = { "guess", DIAG_NOTE },
	[FAULT_ENCODING] = { "encoding", DIAG_ERROR },
	[FAULT_MIXED_ENDS] = { "mixed-ends", DIAG_WARNING },
	[FAULT_FEW_FIELDS] = { "few-fields", DIAG_ERROR },
	[FAULT_MANY_FIELDS] = { "many-fields", DIAG_ERROR },
	[FAULT_STRAY_QUOTE] = { "stray-quote", DIAG_WARNING },
	[FAULT_OPEN_QUOTE] = { "open-quote", DIAG_ERROR },
	[FAULT_MANY_LINES] = { "many-lines", DIAG_NOTE },
	[FAULT_NUL] = { "nul", DIAG_ERROR },
	[FAULT_CONTROL] = { "control", DIAG_WARNING },
	[FAULT_LONG_FIELD] = { "long-field", DIAG_WARNING },
	[FAULT_DUPLICATE_HEADER] = { "duplicate-header", DIAG_ERROR },
	[FAULT_EMPTY_NAME] = { "empty-name", DIAG_WARNING },
	[FAULT_BLANK_LINE] = { "blank-line", DIAG_WARNING },
	[FAULT_NO_HEADER] = { "no-header", DIAG_ERROR },
	[FAULT_HEADER_UNLIKE] = { "header-unlike", DIAG_WARNING },
	[FAULT_FIELD_NOT_IN_FILE] = { "field-not-in-file", DIAG_ERROR },
	[FAULT_FIELD_NOT_IN_SCHEMA] = { "field-not-in-schema", DIAG_WARNING },
	[FAULT_FIELD_ORDER] = { "field-order", DIAG_WARNING },
	[FAULT_DUPLICATE_KEY] = { "duplicate-key", DIAG_ERROR },
	[FAULT_NO_KEY] = { "no-key", DIAG_ERROR },
	[FAULT_NO_REFERENCE] = { "no-reference", DIAG_ERROR },
	[FAULT_REQUIRED] = { "required", DIAG_ERROR },
	[FAULT_TYPE] = { "type", DIAG_ERROR },
	[FAULT_BLANKS] = { "blanks", DIAG_WARNING },
	[FAULT_DATE] = { "date", DIAG_ERROR },
	[FAULT_ENUM] = { "enum", DIAG_ERROR },
	[FAULT_PATTERN] = { "pattern", DIAG_ERROR },
	[FAULT_NOT_CHECKED] = { "not-checked", DIAG_WARNING },
	[FAULT_RANGE] = { "range", DIAG_ERROR },
	[FAULT_UNIQUE] = { "unique", DIAG_ERROR },
	[FAULT_NOT_JSON] = { "not-json", DIAG_ERROR },
	[FAULT_DESCRIPTOR] = { "descriptor", DIAG_ERROR },
	[FAULT_OUTSIDE] = { "outside", DIAG_ERROR },
	[FAULT_TWIN_FIELD] = { "twin-field", DIAG_WARNING },
	[FAULT_TWIN_KEY] = { "twin-key", DIAG_WARNING },
	[FAULT_LOCAL_COPY] = { "local-copy", DIAG_NOTE },
	[FAULT_BYTES] = { "bytes", DIAG_WARNING },
	[FAULT_NO_HASH] = { "no-hash", DIAG_NOTE },
	[FAULT_NOT_USED] = { "not-used", DIAG_NOTE },
	[FAULT_CONFIG] = { "configuration", DIAG_WARNING },
};

void diag_init_keep(struct diag *d, size_t keep)
{
	*d = (struct diag){ .keep = keep };
}

void diag_init(struct diag *d)
{
	diag_init_keep(d, DIAG_KEEP);
}

void diag_release(struct diag *d)
{
	arena_release(&d->arena);
	free(d->entries);
	free(d->kinds);
	diag_init(d);
}

/* Compares names of files; NULL, no file at all, comes before every name. */
static int compare_files(const char *a, const char *b)
{
	if (a == b)
		return 0;
	if (!a || !b)
		return a ? 1 : -1;
	return strcmp(a, b);
}

/* Searches from the end: faults come in runs of one kind in one file. */
static struct diag_kind *find_kind(
	const struct diag *d, enum fault fault, const char *file)
{
	for (size_t i = d->kind_count; i-- > 0;)
		if (d->kinds[i].fault == fault &&
			compare_files(d->kinds[i].file, file) == 0)
			return &d->kinds[i];
	return NULL;
}

void diag_add(struct diag *d, enum fault fault, struct diag_place place,
	const char *format, ...)
{
	struct diag_kind *kind = find_kind(d, fault, place.file);
	struct str text = STR_INIT;
	va_list args;

	if (!kind) {
		kind = ARRAY_ADD(d->kinds, d->kind_count, d->kind_alloc);
		*kind = (struct diag_kind){ .fault = fault,
			.file = place.file ? arena_strdup(&d->arena, place.file) : NULL };
	}
	d->found[faults[fault].severity]++;
	if (kind->count++ >= d->keep)
		return;
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	/* Rows that are wrong in the same way follow each other and share their sentence. */
	if (!kind->text || kind->len != text.len ||
		memcmp(kind->text, text.buf, text.len) != 0) {
		kind->text = arena_strndup(&d->arena, text.buf, text.len);
		kind->len = text.len;
	}
	str_release(&text);
	place.file = kind->file;
	*ARRAY_ADD(d->entries, d->count, d->alloc) =
		(struct diag_entry){ fault, place, kind->text };
}

bool diag_full(const struct diag *d, enum fault fault, const char *file)
{
	const struct diag_kind *kind = find_kind(d, fault, file);

	return kind && kind->count >= d->keep;
}

const char *fault_name(enum fault fault)
{
	return faults[fault].name;
}

enum diag_severity fault_severity(enum fault fault)
{
	return faults[fault].severity;
}

const char *diag_severity_name(enum diag_severity severity)
{
	static const char *const names[] = { "error", "warning", "note" };

	return names[severity];
}

void diag_add_place(struct str *out, const struct diag_entry *entry)
{
	const struct diag_place *place = &entry->place;

	text_add_visible(out, slice_of(place->file ? place->file : "bali"));
	if (place->file && place->line)
		str_addf(out, ":%zu", place->line);
	if (place->file && place->line && place->column)
		str_addf(out, ":%zu", place->column);
}

void diag_add_line(struct str *out, const struct diag_entry *entry)
{
	diag_add_place(out, entry);
	str_addf(out, ": %s: ", diag_severity_name(fault_severity(entry->fault)));
	text_add_visible(out, slice_of(entry->text));
}

/* Compares the texts last, so that the order does not depend on which fault was found
 * first. */
static int compare_entries(const void *a, const void *b, const void *context)
{
	const struct diag_entry *x = a;
	const struct diag_entry *y = b;
	const size_t numbers[][2] = {
		{ x->place.line, y->place.line },
		{ x->place.column, y->place.column },
		{ fault_severity(x->fault), fault_severity(y->fault) },
		{ x->fault, y->fault },
	};
	int order = compare_files(x->place.file, y->place.file);

	(void)context;
	for (size_t i = 0; !order && i < sizeof numbers / sizeof *numbers; i++)
		order = (numbers[i][0] > numbers[i][1]) - (numbers[i][0] < numbers[i][1]);
	return order ? order : strcmp(x->text, y->text);
}

void diag_add_all(struct diag *d, const struct diag *from)
{
	for (size_t i = 0; i < from->count; i++)
		diag_add(d, from->entries[i].fault, from->entries[i].place, "%s",
			from->entries[i].text);
}

void diag_sort(struct diag *d)
{
	sort_all(d->entries, d->count, sizeof *d->entries, compare_entries, NULL);
}
