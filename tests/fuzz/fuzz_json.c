/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for cells that output/json.c makes no JSON of, or of which something is left that
 * drives a terminal. The last two bytes choose the field.
 */

#include "config.h"

#include <jansson.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "output/json.h"

static void check(const struct str *json)
{
	struct slice rest = { json->buf, json->len };
	json_t *node = json_loadb(json->buf, json->len,
		JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);

	fuzz_require(node);
	json_decref(node);
	fuzz_require(text_check_utf8(rest) == rest.len);
	while (rest.len) {
		uint32_t character;
		size_t bytes = text_decode(rest, &character);

		fuzz_require(
			character == TEXT_BAD || text_visible(character) == character);
		rest.text += bytes;
		rest.len -= bytes;
	}
}

/* A field whose properties come from the bits of OPTIONS. */
static struct field make_field(unsigned type, unsigned options)
{
	static const char *const yes[] = { "true", "1" };
	static const char *const no[] = { "false", "0" };

	return (struct field){ .name = "f",
		.title = "f",
		.format = options & 1 ? "object" : "default",
		.type = (enum field_type)(type % FIELD_TYPE_MAX),
		.item_type = (enum field_type)(options % FIELD_LIST),
		.list_delimiter = options & 2 ? ';' : ',',
		.true_values = yes,
		.true_count = 2,
		.false_values = no,
		.false_count = 2,
		.decimal_char = options & 4 ? ',' : '.',
		.group_char = options & 8 ? " " : "",
		.bare_number = options & 16,
		.reference = -1 };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	unsigned type = fuzz_last(&text), options = fuzz_last(&text);
	struct field f = make_field(type, options);
	struct str json = STR_INIT;

	json_add_string(&json, text);
	check(&json);
	str_clear(&json);
	json_add_value(&json, &f, text);
	check(&json);
	str_release(&json);
	return 0;
}
