/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef TESTS_UNIT_VALUES_H
#define TESTS_UNIT_VALUES_H

/* A field as the standard's defaults make it, for tests of values. */

#include "data/descriptor.h"
#include "unit/test.h"

static inline struct field plain_field(enum field_type type)
{
	static const char *const yes[] = { "true", "1" };
	static const char *const no[] = { "false", "0" };

	return (struct field){ .name = "f",
		.title = "f",
		.description = "",
		.format = "default",
		.type = type,
		.item_type = FIELD_STRING,
		.list_delimiter = ',',
		.min_length = -1,
		.max_length = -1,
		.true_values = yes,
		.true_count = 2,
		.false_values = no,
		.false_count = 2,
		.decimal_char = '.',
		.group_char = "",
		.bare_number = true,
		.reference = -1 };
}

/* Gives F the COUNT choices CHOICES, found by their values. */
static inline void set_choices(struct field *f, const struct field_choice *choices,
	size_t count, struct arena *arena)
{
	f->choices = choices;
	f->choice_count = count;
	for (size_t i = 0; i < count; i++)
		namemap_add(&f->choice_numbers, slice_of(choices[i].value), i, arena);
}

#endif
