/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a file of the state folder that the program does not survive, or of which it
 * keeps something else than it has read: what is written and read again is the same.
 */

#include "config.h"

#include "fuzz/browse.h"
#include "fuzz/fuzz.h"

static void read_back(const char *name, struct str *out)
{
	FILE *file = fopen(name, "rb");
	char bytes[4096];
	size_t got;

	while (file && (got = fread(bytes, 1, sizeof bytes, file)))
		str_add_bytes(out, bytes, got);
	if (file)
		fclose(file);
}

/* Reads the searches of FROM and writes them to TO, which they fit. */
static void pass_searches(const char *from, const char *to)
{
	struct prompt p;

	prompt_init(&p);
	app_searches_read(from, &p);
	fuzz_require(!p.text.len && p.history_at == p.history_count);
	app_searches_write(to, &p, 0);
	prompt_release(&p);
}

static void pass_dialects(const char *from, const char *to)
{
	struct overrides all = { 0 };
	struct str err = STR_INIT;

	app_dialects_read(from, &all);
	for (size_t i = 0; i < all.count; i++) {
		fuzz_require(override_check(&all.files[i].override, &err));
		all.files[i].now = true;
	}
	app_dialects_write(to, &all);
	overrides_release(&all);
	str_release(&err);
}

static void pass_columns(const char *from, const char *to)
{
	struct app a;

	fuzz_require(browse_open(&a, "t.csv"));
	app_finish(&a);
	app_columns_read(from, &a);
	browse_draw(&a, 60, 10);
	app_columns_write(to, &a);
	app_release(&a);
}

static void pass_places(const char *from, const char *to)
{
	struct app a;

	fuzz_require(browse_open(&a, "t.csv"));
	app_place_read(from, &a);
	for (int i = 0; i < 2; i++) {
		browse_draw(&a, 60, 10);
		app_finish(&a);
	}
	fuzz_require(!a.place);
	app_place_write(to, &a);
	app_release(&a);
}

/* Passes INPUT twice through PASS: the second time changes nothing. */
static void try_pass(struct slice input, void (*pass)(const char *from, const char *to))
{
	struct str once = STR_INIT, twice = STR_INIT;

	unlink("once");
	unlink("twice");
	fuzz_write("input", input);
	pass("input", "once");
	pass("once", "twice");
	read_back("once", &once);
	read_back("twice", &twice);
	fuzz_require(slice_equal(str_slice(&once), str_slice(&twice)));
	str_release(&once);
	str_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice input = { (const char *)data, size };
	char *folder;
	struct str all = STR_INIT;

	fuzz_folder();
	fuzz_write("t.csv", slice_of("id,name,day\n1,a,2001-02-03\n2,b,2002\n"));
	folder = realpath(".", NULL);
	/* "@" is the folder, whose name changes. */
	for (size_t i = 0; i < size; i++)
		str_add_bytes(&all, data[i] == '@' ? folder : (const char *)&data[i],
			data[i] == '@' ? strlen(folder) : 1);
	input = str_slice(&all);
	try_pass(input, pass_searches);
	try_pass(input, pass_dialects);
	try_pass(input, pass_columns);
	try_pass(input, pass_places);
	str_release(&all);
	free(folder);
	return 0;
}
