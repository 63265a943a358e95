/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a file whose rows, cells or faults are not those of a whole pass of libcsv,
 * whatever the portions in which its bytes arrive. The last two bytes choose the delimiter
 * and the portion. Files that may begin with a byte order mark are left out: libcsv does
 * not know one.
 */

#include "config.h"

#include "fuzz/fuzz.h"
#include "unit/csvreference.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t', ' ' };
	struct slice rest = { (const char *)data, size };
	char delimiter = delimiters[fuzz_last(&rest) % sizeof delimiters];
	size_t portion = 1 + fuzz_last(&rest);

	if (rest.len && (unsigned char)rest.text[0] >= 0xEF)
		return 0;
	csvreference_check(rest.text, rest.len, delimiter, portion);
	return 0;
}
