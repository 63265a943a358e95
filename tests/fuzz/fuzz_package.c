/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a package that the program does not survive: the sections are the descriptor,
 * the files a.csv and b.csv, and keys, which are pressed when all is loaded and checked.
 */

#include "config.h"

#include "fuzz/browse.h"
#include "fuzz/fuzz.h"

/* Asks for all that is known of the first rows of T. */
static void look_at(const struct package *p, const struct table *t, struct str *out)
{
	enum { ROWS = 20, LINKS = 16 };
	struct back_link links[LINKS];
	size_t rows = table_rows(t) < ROWS ? table_rows(t) : ROWS;

	for (size_t i = 0; i < rows; i++) {
		struct row_ref ref = { t->number, (uint32_t)i };
		size_t begin = out->len;

		package_add_label(p, t, i, out);
		fuzz_require(out->len > begin);
		begin = out->len;
		table_add_key(t, i, out);
		if (t->index && table_complete(t))
			table_find(t, slice_from(str_slice(out), begin));
		for (size_t k = 0; k < t->schema->field_count; k++) {
			package_add_field(p, t, i, k, out);
			package_follow(p, t, i, k, 0);
		}
		for (size_t k = 0; k < t->schema->column_count; k++)
			package_add_value(p, t, i, &t->schema->columns[k], out);
		fuzz_require(package_back_links(p, ref, links, LINKS) <= LINKS);
		fuzz_require(package_root(p, ref).table >= 0);
		str_clear(out);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = { (const char *)data, size };
	struct str out = STR_INIT;
	struct app a;

	fuzz_folder();
	fuzz_write("datapackage.json", fuzz_section(&rest));
	fuzz_write("a.csv", fuzz_section(&rest));
	fuzz_write("b.csv", fuzz_section(&rest));
	if (!browse_open(&a, "."))
		return 0;
	app_finish(&a);
	for (size_t i = 0; i < a.package->table_count; i++)
		look_at(a.package, &a.package->tables[i], &out);
	for (size_t i = 0; i < a.package->diag.count; i++) {
		diag_add_line(&out, &a.package->diag.entries[i]);
		fuzz_require(out.len > 0 && !memchr(out.buf, '\n', out.len));
		str_clear(&out);
	}
	browse_draw(&a, 80, 24);
	browse_keys(&a, rest, 80, 24);
	app_release(&a);
	str_release(&out);
	return 0;
}
