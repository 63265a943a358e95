/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/command.h"

#include <string.h>

#include "base/slice.h"
#include "base/text.h"

const struct command *command_find(
	const struct command_table *t, enum command_id id, unsigned context)
{
	const struct command *first = NULL;

	for (size_t i = 0; i < t->count; i++) {
		if (t->rows[i].id != id)
			continue;
		if (t->rows[i].where & context)
			return &t->rows[i];
		if (!first)
			first = &t->rows[i];
	}
	return first;
}

bool command_takes_number(const struct command *row)
{
	return row->keys[0] && row->keys[1] == '-';
}

bool command_in_bar(const struct command *row, unsigned context)
{
	return row->label && *row->keys && (row->where & context) &&
		!(row->where & ~context & IN_UNDECLARED);
}

/* Cuts the first name off *KEYS, names with a blank between two, and returns it. */
static struct slice command_next_key(const char **keys)
{
	struct slice name = { *keys, strcspn(*keys, " ") };

	*keys += name.len;
	*keys += strspn(*keys, " ");
	return name;
}

enum command_id command_for_key(
	const struct command_table *t, uint32_t key, unsigned context, int *number)
{
	int unused;

	number = number ? number : &unused;
	*number = -1;
	if (key == KEY_NONE)
		return COMMAND_NONE;
	for (size_t i = 0; i < t->count; i++) {
		const char *keys = t->rows[i].keys;

		while (t->rows[i].where & context && *keys) {
			struct slice name = command_next_key(&keys);
			bool range = name.len == 3 && name.text[1] == '-';

			if (range && key >= (unsigned char)name.text[0] &&
				key <= (unsigned char)name.text[2])
				*number = (int)key - name.text[0];
			else if (range || key_parse(name) != key)
				continue;
			return t->rows[i].id;
		}
	}
	return COMMAND_NONE;
}

/* Returns whether a group begins with row I. */
static bool command_starts_group(const struct command_table *t, size_t i)
{
	return i == 0 || strcmp(t->rows[i - 1].group, t->rows[i].group) != 0;
}

void command_add_keys(const struct command_table *t, struct str *out)
{
	enum { KEYS_COLUMNS = 22 }; /* the longest keys of a row and two blanks */

	for (size_t i = 0; i < t->count; i++) {
		const char *keys = t->rows[i].keys;
		size_t start;

		if (command_starts_group(t, i))
			str_addf(out, "%s%s\n", i ? "\n" : "", t->rows[i].group);
		str_add(out, "  ");
		start = out->len;
		if (!*keys)
			str_addf(out, ":%s", t->rows[i].name);
		while (*keys) {
			struct slice name = command_next_key(&keys);

			str_add_bytes(out, name.text, name.len);
			str_add(out, *keys ? ", " : "");
		}
		while (out->len - start < KEYS_COLUMNS)
			str_add_char(out, ' ');
		str_addf(out, "%s\n", t->rows[i].help);
	}
}

void command_add_manual(const struct command_table *t, struct str *out)
{
	for (size_t i = 0; i < t->count; i++) {
		const char *keys = t->rows[i].keys;

		if (command_starts_group(t, i))
			str_addf(out,
				"%s.Ss %s\n.Bl -tag -width \"Down, j, Ctrl-N\" "
				"-compact\n",
				i ? ".El\n" : "", t->rows[i].group);
		str_add(out, ".It");
		if (!*keys)
			str_addf(out, " Ic \\&:%s\n", t->rows[i].name);
		while (*keys) {
			struct slice name = command_next_key(&keys);

			/* Nothing in NAME may be a request or a hyphen of roff. */
			str_add(out, " Ic \\&");
			for (size_t k = 0; k < name.len; k++)
				str_addf(out, "%s%c", name.text[k] == '-' ? "\\" : "",
					name.text[k]);
			str_add(out, *keys ? " ," : "\n");
		}
		str_addf(out, "%s.\n", t->rows[i].help);
	}
	str_add(out, ".El\n");
}

/* --- the names of keys, there and back --- */

struct name {
	uint32_t key;
	const char *name;
};

/* Every key whose name is neither itself, nor Ctrl and a letter, nor F and a number. */
static const struct name names[] = { { KEY_TAB_CHAR, "Tab" }, { KEY_ENTER_CHAR, "Enter" },
	{ KEY_ESC_CHAR, "Esc" }, { ' ', "Space" }, { KEY_UP_ARROW, "Up" },
	{ KEY_DOWN_ARROW, "Down" }, { KEY_LEFT_ARROW, "Left" },
	{ KEY_RIGHT_ARROW, "Right" }, { KEY_SHIFT_UP, "Shift-Up" },
	{ KEY_SHIFT_DOWN, "Shift-Down" }, { KEY_SHIFT_LEFT, "Shift-Left" },
	{ KEY_SHIFT_RIGHT, "Shift-Right" }, { KEY_PAGE_UP, "PgUp" },
	{ KEY_PAGE_DOWN, "PgDn" }, { KEY_HOME_KEY, "Home" }, { KEY_END_KEY, "End" },
	{ KEY_INSERT, "Ins" }, { KEY_DELETE, "Del" }, { KEY_BACK, "Backspace" },
	{ KEY_BACK_TAB, "Shift-Tab" } };

enum {
	NAME_COUNT = sizeof names / sizeof *names,
	CTRL_BIT = 0x40, /* what Ctrl takes from '@' to '_', and adds to '?' */
	DEL = 0x7f,
};

void key_add_name(struct str *out, uint32_t key)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].key == key) {
			str_add(out, names[i].name);
			return;
		}
	}
	if (key < ' ' || key == DEL)
		str_addf(out, "Ctrl-%c", (int)(key ^ CTRL_BIT));
	else if (key < KEY_NAMED)
		text_encode(out, key);
	else if (key >= KEY_F_FIRST && key <= KEY_F_LAST)
		str_addf(out, "F%u", (unsigned)(key - KEY_F_FIRST + 1));
}

uint32_t key_parse(struct slice name)
{
	static const char ctrl[] = "Ctrl-";
	enum { CTRL_LEN = sizeof ctrl - 1 };
	uint32_t character;

	if (name.len == 0)
		return KEY_NONE;
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (slice_equal(name, slice_of(names[i].name)))
			return names[i].key;
	if (text_decode(name, &character) == name.len && character != TEXT_BAD)
		return character;
	if (name.len == CTRL_LEN + 1 && memcmp(name.text, ctrl, CTRL_LEN) == 0) {
		unsigned char c = (unsigned char)name.text[CTRL_LEN];

		return (c >= '@' && c <= '_') || c == '?' ? c ^ CTRL_BIT : KEY_NONE;
	}
	if (name.text[0] == 'F' && name.len <= 3 && name.text[1] != '0') {
		uint32_t number = 0;

		for (size_t i = 1; i < name.len; i++) {
			if (name.text[i] < '0' || name.text[i] > '9')
				return KEY_NONE;
			number = number * 10 + (uint32_t)(name.text[i] - '0');
		}
		if (number <= KEY_F_LAST - KEY_F_FIRST + 1)
			return KEY_F_FIRST + number - 1;
	}
	return KEY_NONE;
}
