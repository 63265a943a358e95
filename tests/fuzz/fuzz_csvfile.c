#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "unit/csvreference.h"

/*
 * A libFuzzer target: the first three bytes choose the dialect and the sizes, the rest is
 * the file, whose rows and faults have to be those of a whole libcsv pass. Files that
 * begin with a byte order mark are left out, for libcsv does not know one.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t', ' ' };

	if (size < 3)
		return 0;
	if (size > 3 && data[3] >= 0xEF)
		return 0;
	csvreference_check((const char *)data + 3, size - 3, delimiters[data[0] % 4],
		1 + data[1], 1 + data[2]);
	return 0;
}
