/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef OUTPUT_JSON_H
#define OUTPUT_JSON_H

/*
 * JSON as it is written (RFC 8259), piece by piece: a table of a million rows is never a
 * tree in memory. jansson writes the values; the commas and brackets between them are
 * the caller's. Whatever a value holds, what is written is valid JSON that drives no
 * terminal.
 *
 *	str_add(out, "{\"name\":");
 *	json_add_string(out, slice_of("Visby"));
 *	str_add(out, "}\n");
 */

#include <stdint.h>

#include "base/slice.h"
#include "base/str.h"
#include "data/descriptor.h"

/*
 * Appends TEXT as a string. Bytes that are not UTF-8 become U+FFFD; besides what JSON
 * demands, DEL, C1 and bidi controls and their like are written as \u escapes, so that
 * the text drives no terminal on which it is read.
 */
void json_add_string(struct str *out, struct slice text);

/* Appends TEXT as a string, or null when it is empty. */
void json_add_text(struct str *out, struct slice text);

/* Appends NUMBER in as few digits as read back the same; null when it is infinite or no
 * number, which JSON has no form for. */
void json_add_number(struct str *out, double number);

/*
 * Appends the value of TEXT, a cell of F, by the type of F: a number, true or false, an
 * array for a list or a point (longitude first), an object, array or shape as it is,
 * else a string; null when TEXT is empty. What is no value of its type, and a number
 * that JSON has no form for, is the raw string: nothing is lost, and bali check reports
 * a fault. Whole numbers keep all their digits; beyond 64 bits they are strings.
 */
void json_add_value(struct str *out, const struct field *f, struct slice text);

#endif
