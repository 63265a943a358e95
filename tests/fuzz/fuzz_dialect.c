/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a file whose rows depend on the portions in which its bytes arrive. The first
 * line has how it is written, as "delimiter=tab header=3 escape=\ double=no"; what it does
 * not say is guessed. The last byte chooses the portion.
 */

#include "config.h"

#include "base/memory.h"
#include "data/csvfile.h"
#include "data/dialect.h"
#include "fuzz/fuzz.h"

/* Takes one word of the options into D, or into O what the user can set. */
static void read_option(char *word, struct csvfile_dialect *d, struct override *o)
{
	struct str err = STR_INIT;
	char *value = strchr(word, '=');

	if (!value)
		return;
	*value++ = '\0';
	if (strcmp(word, "escape") == 0)
		d->escape = *value;
	else if (strcmp(word, "double") == 0)
		d->double_quote = *value != 'n';
	else if (strcmp(word, "space") == 0)
		d->skip_space = *value == 'n';
	else
		fuzz_require(override_set(o, word, value, &err) == !err.len);
	str_release(&err);
}

static struct csvfile *read_all(struct slice bytes, size_t portion,
	const struct csvfile_dialect *d, struct diag *diag)
{
	/* A piece of memory that ends with the text shows every byte read too far. */
	char *copy = xreallocarray(NULL, bytes.len ? bytes.len : 1, 1);
	struct csvfile *file;

	memcpy(copy, bytes.text, bytes.len);
	diag_init_keep(diag, DIAG_ALL);
	file = csvfile_open_memory(copy, bytes.len, "file", 0, d, diag);
	csvfile_tune(file, portion, 1 << 20);
	while (!csvfile_step(file, INT64_MAX))
		continue;
	return file;
}

static void compare(const struct csvfile *a, const struct csvfile *b)
{
	struct csvrow row, other;

	csvrow_init(&row);
	csvrow_init(&other);
	fuzz_require(csvfile_rows(a) == csvfile_rows(b));
	for (size_t i = 0; i < csvfile_rows(a); i++) {
		size_t count = csvfile_row(a, i, &row);
		struct slice span = csvfile_span(a, i, i + 1);
		bool plain;

		fuzz_require(count > 0 && count == csvfile_row(b, i, &other));
		for (size_t k = 0; k < count; k++) {
			fuzz_require(slice_equal(row.cells[k], other.cells[k]));
			fuzz_require(csvfile_cell(a, i, k) == csvfile_cell(b, i, k));
		}
		fuzz_require(csvfile_line(a, i) == csvfile_line(b, i));
		fuzz_require(csvfile_raw(a, i, &plain).len <= span.len);
	}
	csvrow_release(&row);
	csvrow_release(&other);
}

static void compare_faults(const struct diag *a, const struct diag *b)
{
	fuzz_require(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		fuzz_require(a->entries[i].fault == b->entries[i].fault);
		fuzz_require(a->entries[i].place.line == b->entries[i].place.line);
		fuzz_require(a->entries[i].place.column == b->entries[i].place.column);
		fuzz_require(strcmp(a->entries[i].text, b->entries[i].text) == 0);
	}
}

/* That a file is no text is seen in as much of it as has come at once. */
static bool is_binary(const struct diag *diag)
{
	return diag->count && diag->entries[0].fault == FAULT_BINARY;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = { (const char *)data, size };
	size_t portion = 1 + fuzz_last(&rest);
	struct slice line = fuzz_line(&rest);
	struct csvfile_dialect d = csvfile_rfc4180;
	char *options = xmemdupz(line.text, line.len), *state = NULL;
	struct override set = { 0 };
	struct str err = STR_INIT;
	struct diag diag[2];
	struct csvfile *files[2];

	d.guess = CSVFILE_ANY;
	for (char *word = strtok_r(options, " ", &state); word;
		word = strtok_r(NULL, " ", &state))
		read_option(word, &d, &set);
	if (override_check(&set, &err))
		override_apply(&set, &d);
	if (dialect_is_distinct(&d)) {
		files[0] = read_all(rest, portion, &d, &diag[0]);
		files[1] = read_all(rest, rest.len + 1, &d, &diag[1]);
		if (!is_binary(&diag[0]) && !is_binary(&diag[1])) {
			compare(files[0], files[1]);
			compare_faults(&diag[0], &diag[1]);
		}
		for (int i = 0; i < 2; i++) {
			csvfile_free(files[i]);
			diag_release(&diag[i]);
		}
	}
	free(options);
	str_release(&err);
	return 0;
}
