/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks for a configuration that the program does not survive, that gives a key two
 * meanings, or of which --print-config prints something else than is in force.
 */

#include "config.h"

#include "base/text.h"
#include "browser/app.h"
#include "cli/configfile.h"
#include "fuzz/fuzz.h"

static const unsigned contexts[] = { IN_LIST, IN_RECORD, IN_TIMELINE, IN_MAP, IN_OVERVIEW,
	IN_HELP, IN_COLUMNS, IN_RESULTS, IN_PROBLEMS, IN_EVENT_LIST, IN_VALUES, IN_PROMPT,
	IN_FORM };

/* Each key that a row shows in CONTEXT means the command of the row there. */
static void try_keys(const struct command_table *t, unsigned context)
{
	for (size_t i = 0; i < t->count; i++) {
		const char *keys = t->rows[i].keys;

		while (t->rows[i].where & context && *keys) {
			struct slice name = { keys, strcspn(keys, " ") };
			uint32_t key = key_parse(name);

			fuzz_require(key != KEY_NONE || name.text[1] == '-');
			fuzz_require(key == KEY_NONE ||
				command_for_key(t, key, context, NULL) == t->rows[i].id);
			keys += name.len;
			keys += *keys == ' ';
		}
	}
}

static void read_config(
	struct configfile *c, struct options *options, struct slice text, struct str *out)
{
	struct str faults = STR_INIT;

	fuzz_write("config", text);
	options_init(options);
	configfile_read(c, "config", "config", &app_commands, options);
	configfile_add_faults(c, &faults);
	fuzz_require(text_check_utf8(str_slice(&faults)) == faults.len);
	/* One context for each input: all of them take long. */
	try_keys(&c->keys.table,
		contexts[text.len % (sizeof contexts / sizeof *contexts)]);
	configfile_add_all(c, options, out);
	str_release(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct options options, again;
	struct configfile first, second;
	struct str printed = STR_INIT, twice = STR_INIT, keys = STR_INIT;

	fuzz_folder();
	read_config(
		&first, &options, (struct slice){ (const char *)data, size }, &printed);
	read_config(&second, &again, str_slice(&printed), &twice);
	fuzz_require(second.faults.count == 0);
	fuzz_require(options.theme == again.theme && options.color == again.color);
	fuzz_require(options.mouse == again.mouse && options.resume == again.resume);
	fuzz_require(first.keys.key_count == second.keys.key_count);
	command_add_keys(&first.keys.table, &keys);
	fuzz_require(text_check_utf8(str_slice(&keys)) == keys.len);
	configfile_release(&first);
	configfile_release(&second);
	str_release(&printed);
	str_release(&twice);
	str_release(&keys);
	return 0;
}
