/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_JSONBACK_H
#define TESTS_UNIT_JSONBACK_H

/* JSON that was written, read back by jansson and looked at as bytes. */

#include <jansson.h>
#include <unistr.h>

#include "base/str.h"
#include "unit/test.h"

/* Returns the value of JSON, to be given up; the test fails when it is not JSON. */
static inline json_t *read_back(const struct str *json)
{
	json_error_t error;
	json_t *node = json_loadb(json->buf, json->len,
		JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL |
			JSON_REJECT_DUPLICATES,
		&error);

	if (!node)
		fail_msg("%s: %s", json->buf, error.text);
	return node;
}

static inline bool drives_a_terminal(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x61c ||
		(c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
		(c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
		(c >= 0xe0000 && c <= 0xe007f);
}

/* Fails when JSON is no UTF-8, or a character in it drives a terminal. */
static inline void check_is_harmless(const struct str *json)
{
	const uint8_t *at = (const uint8_t *)json->buf;
	ucs4_t character;

	assert_null(u8_check(at, json->len));
	assert_int_equal(strlen(json->buf), json->len);
	while ((at = u8_next(&character, at)))
		if (drives_a_terminal(character))
			fail_msg("U+%04X is raw in %s", (unsigned)character, json->buf);
}

#endif
