/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for keys that the browser does not survive: the first line names a folder of
 * fixtures, the rest are keys.
 */

#include "config.h"

#include "fuzz/browse.h"
#include "fuzz/fuzz.h"

/* The tree, from where the program is made. */
static const char *fuzz_tree(void)
{
	static char *tree;

	if (!tree)
		tree = realpath(getenv("srcdir") ? getenv("srcdir") : ".", NULL);
	fuzz_require(tree);
	return tree;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const folders[] = { "tests/fixtures/forum",
		"tests/fixtures/towns", "tests/fixtures/signs", "tests/fixtures/cited",
		"tests/bad-csv/references" };
	struct slice rest = { (const char *)data, size };
	struct slice name = fuzz_line(&rest);
	struct str path = STR_INIT;
	size_t at = 0;
	struct app a;

	while (at + 1 < sizeof folders / sizeof *folders &&
		!slice_equal(name, slice_of(strrchr(folders[at], '/') + 1)))
		at++;
	str_addf(&path, "%s/%s", fuzz_tree(), folders[at]);
	fuzz_folder(); /* where exports go */
	fuzz_require(browse_open(&a, path.buf));
	app_finish(&a);
	browse_draw(&a, 80, 24);
	browse_keys(&a, rest, 80, 24);
	app_release(&a);
	str_release(&path);
	return 0;
}
