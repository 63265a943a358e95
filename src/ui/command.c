#include "config.h"

#include "ui/command.h"

#include <string.h>

#include "base/slice.h"
#include "ui/key.h"

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
	return row->label && (row->where & context) &&
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
