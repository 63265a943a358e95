/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "data/descriptor.h"

#include <stdio.h>
#include <sys/stat.h>

#include "unit/describe.h"

static void test_reads_the_properties_of_the_package(void **state)
{
	struct described x;

	(void)state;
	described_make(&x,
		"{'name': 'p', 'title': 'The package', 'version': '1.2', 'created': "
		"'2020-01-02',"
		" 'description': 'Of things.', 'homepage': 'https://example.org/', "
		"'other': [1],"
		" 'licenses': [{'name': 'CC0-1.0', 'title': 'Zero', 'path': "
		"'https://cc'}],"
		" 'sources': [{'title': 'A book'}],"
		" 'resources': [{'name': 'things', 'path': 'things.csv', 'title': "
		"'Things',"
		"  'description': 'All.'}]}");
	assert_true(x.ok);
	assert_string_equal(x.faults.buf, "");
	assert_string_equal(x.d.folder, x.folder.path);
	assert_string_equal(x.d.file, "datapackage.json");
	assert_string_equal(x.d.name, "p");
	assert_string_equal(x.d.title, "The package");
	assert_string_equal(x.d.version, "1.2");
	assert_string_equal(x.d.created, "2020-01-02");
	assert_string_equal(x.d.description, "Of things.");
	assert_string_equal(x.d.homepage, "https://example.org/");
	assert_int_equal(x.d.license_count, 1);
	assert_string_equal(x.d.licenses[0].name, "CC0-1.0");
	assert_string_equal(x.d.licenses[0].title, "Zero");
	assert_string_equal(x.d.licenses[0].path, "https://cc");
	assert_int_equal(x.d.source_count, 1);
	assert_string_equal(x.d.sources[0].name, "A book");
	assert_string_equal(x.d.sources[0].path, "");
	assert_int_equal(x.d.resource_count, 1);
	assert_string_equal(x.d.resources[0].title, "Things");
	assert_string_equal(x.d.resources[0].description, "All.");
	assert_true(x.d.resources[0].guessed);
	assert_int_equal(x.d.resources[0].view, VIEW_TAB);
	described_release(&x);
}

static void test_paths_that_leave_the_folder_are_refused(void **state)
{
	static const char *const refused[] = { "/etc/passwd", "../a.csv", "b/../../a.csv",
		"b/..", "http://example.org/a.csv", "file:///a.csv", "", ".b/a.csv",
		"b/.c/a.csv", "b/..c/a.csv" };
	static const char *const taken[] = { "a.csv", "b/a.csv", "..a.csv", ".a.csv",
		"./a.csv", "b./a.csv", "a..b" };
	char json[200];
	struct described x;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		snprintf(json, sizeof json,
			"{'resources': [{'name': 'a', 'type': 'table', 'path': '%s'}]}",
			refused[i]);
		described_make(&x, json);
		assert_true(x.ok);
		assert_int_equal(x.diag.count, 1);
		assert_int_equal(x.diag.entries[0].fault, FAULT_OUTSIDE);
		assert_null(x.d.resources[0].path);
		described_release(&x);
	}
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
		snprintf(json, sizeof json,
			"{'resources': [{'name': 'a', 'type': 'table', 'path': ['%s']}]}",
			taken[i]);
		described_make(&x, json);
		assert_string_equal(x.faults.buf, "");
		assert_string_equal(x.d.resources[0].path, taken[i]);
		described_release(&x);
	}
}

static void test_a_broken_descriptor_gives_its_place_and_the_files(void **state)
{
	struct described x;

	(void)state;
	folder_make(&x.folder);
	folder_write(&x.folder, "datapackage.json", "{\n\"resources\": [}\n");
	folder_write(&x.folder, "b.csv", "id\n");
	folder_write(&x.folder, "a.CSV", "id\n");
	folder_write(&x.folder, "c.md", "id\n");
	described_read(&x, NULL);
	assert_true(x.ok);
	assert_non_null(strstr(x.faults.buf, "datapackage.json:2:"));
	assert_int_equal(x.diag.entries[0].fault, FAULT_NOT_JSON);
	assert_int_equal(x.d.resource_count, 2);
	assert_string_equal(x.d.resources[0].name, "a");
	assert_string_equal(x.d.resources[0].path, "a.CSV");
	assert_string_equal(x.d.resources[1].name, "b");
	described_release(&x);
}

static void test_an_unreadable_folder_is_reported(void **state)
{
	struct described x;

	(void)state;
	if (geteuid() == 0)
		return; /* the superuser may read everything */
	folder_make(&x.folder);
	folder_write(&x.folder, "t.csv", "a\n1\n");
	assert_int_equal(chmod(x.folder.path, 0), 0);
	described_read(&x, NULL);
	assert_int_equal(chmod(x.folder.path, 0700), 0);
	assert_false(x.ok);
	assert_non_null(strstr(x.err.buf, "cannot be read: Permission denied."));
	described_release(&x);
}

static void test_a_folder_without_tables_is_refused(void **state)
{
	struct described x;

	(void)state;
	folder_make(&x.folder);
	described_read(&x, NULL);
	assert_false(x.ok);
	assert_non_null(strstr(x.err.buf, "has no table"));
	described_release(&x);
	folder_make(&x.folder);
	folder_write(&x.folder, "datapackage.json", "{\n\"name\": \n}");
	described_read(&x, NULL);
	assert_false(x.ok);
	assert_non_null(strstr(x.err.buf,
		" has no table that can be read. datapackage.json:3:1: error: This is "
		"not JSON: "));
	described_release(&x);
	folder_make(&x.folder);
	described_read(&x, "nothing.csv");
	assert_false(x.ok);
	assert_non_null(strstr(x.err.buf, "cannot be opened"));
	described_release(&x);
}

/* Each file of a folder can be named. */
static void test_files_of_one_stem_have_two_names(void **state)
{
	struct described x;

	(void)state;
	folder_make(&x.folder);
	folder_write(&x.folder, "data.csv", "a\n1\n");
	folder_write(&x.folder, "data.tsv", "a\n2\n");
	folder_write(&x.folder, "more.csv", "a\n3\n");
	described_read(&x, NULL);
	assert_int_equal(x.d.resource_count, 3);
	assert_string_equal(x.d.resources[0].name, "data");
	assert_string_equal(x.d.resources[1].name, "data-2");
	assert_string_equal(x.d.resources[1].title, "data-2");
	assert_string_equal(x.d.resources[1].path, "data.tsv");
	assert_string_equal(x.d.resources[2].name, "more");
	described_release(&x);
}

static void test_one_file_is_a_package_too(void **state)
{
	struct described x;
	struct diag diag;
	struct str err;

	(void)state;
	folder_make(&x.folder);
	folder_write(&x.folder, "some.things.tsv", "id\tname\n");
	described_read(&x, "some.things.tsv");
	assert_true(x.ok);
	assert_string_equal(x.d.folder, x.folder.path);
	assert_null(x.d.file);
	assert_string_equal(x.d.title, "some.things");
	assert_string_equal(x.d.resources[0].path, "some.things.tsv");
	assert_int_equal(x.d.resources[0].dialect.delimiter, '\t');
	assert_int_equal(x.d.resources[0].dialect.header, 1);
	described_release(&x);

	diag_init(&diag);
	str_init(&err);
	assert_true(describe(&x.d, "-", &diag, &err));
	assert_string_equal(x.d.folder, "");
	assert_string_equal(x.d.resources[0].path, "-");
	assert_string_equal(x.d.resources[0].name, "stdin");
	descriptor_release(&x.d);
	diag_release(&diag);
	str_release(&err);
}

static void test_resources_that_are_no_tables_are_ignored(void **state)
{
	struct described x;

	(void)state;
	described_make(&x,
		"{'resources': [{'name': 'logo', 'path': 'logo.png'}, 7,"
		" {'name': 'text', 'path': 'a.data', 'format': 'csv'},"
		" {'name': 'old', 'path': 'b', 'profile': 'tabular-data-resource'}]}");
	assert_int_equal(x.d.resource_count, 2);
	assert_string_equal(x.d.resources[0].name, "text");
	assert_string_equal(x.d.resources[1].name, "old");
	assert_string_equal(x.faults.buf,
		"datapackage.json:1:54: error: Entry 2 of “resources” must be an object. "
		"It is ignored.\n");
	described_release(&x);
}

/* What says that a resource is a table, and what it is when it is none that is read. */
static void test_tables_by_format_and_profile(void **state)
{
	static const struct {
		const char *package, *resource;
		int tables; /* 1: read; 0: refused; -1: no table */
	} samples[] = {
		{ "", "'path': 't.dat', 'mediatype': 'text/csv'", 1 },
		{ "", "'path': 't.dat', 'mediatype': 'text/tab-separated-values'", 1 },
		{ "", "'path': 't.dat', 'format': 'CSV'", 1 },
		{ "", "'path': 't.dat'", -1 },
		{ "", "'path': 't.png', 'mediatype': 'image/png'", -1 },
		{ "'profile': 'tabular-data-package',", "'path': 't.dat'", 1 },
		{ "", "'path': 't.dat', 'profile': 'tabular-data-resource'", 1 },
		{ "",
			"'path': 't.dat', 'profile': "
			"'https://specs.frictionlessdata.io/schemas/"
			"tabular-data-resource.json'",
			1 },
		{ "", "'url': 't.csv'", 1 },
		{ "", "'path': 't.json', 'type': 'table'", 0 },
		{ "", "'path': 't.xlsx', 'type': 'table'", 0 },
		{ "", "'path': 't.csv', 'type': 'table', 'format': 'ods'", 0 },
		{ "", "'path': 't.csv', 'compression': 'gz'", 1 },
		{ "", "'path': 't.csv', 'compression': 'GZIP'", 1 },
		{ "", "'path': 't.csv', 'compression': 'zstd'", 1 },
		{ "", "'path': 't.csv', 'compression': 'no'", 1 },
		{ "", "'path': 't.csv', 'compression': 'zip'", 0 },
		{ "", "'path': 't.csv', 'compression': 'bz2'", 0 },
		{ "", "'path': 't.csv.gz'", 1 },
		{ "", "'path': 't.TSV.ZST'", 1 },
		{ "", "'path': 't.csv.xz', 'type': 'table'", 0 },
		{ "", "'path': 't.json.gz', 'type': 'table'", 0 },
		{ "", "'path': 't.csv.zip', 'type': 'table'", 0 },
		{ "", "'path': 'archive.gz'", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct described x;
		struct str json = STR_INIT;

		str_addf(&json,
			"{%s 'resources': [{'name': 't', %s}, {'name': 'u', 'path': "
			"'u.csv'}]}",
			samples[i].package, samples[i].resource);
		described_make(&x, json.buf);
		assert_int_equal(x.d.resource_count, samples[i].tables < 0 ? 1 : 2);
		if (samples[i].tables >= 0 &&
			(x.d.resources[0].path != NULL) != samples[i].tables)
			fail_msg("%s: %s", samples[i].resource, x.faults.buf);
		assert_int_equal(x.diag.count, samples[i].tables == 0);
		described_release(&x);
		str_release(&json);
	}
}

static void test_names_of_tables_differ(void **state)
{
	struct described x;

	(void)state;
	described_make(&x,
		"{'resources': [{'name': 'a', 'path': 'a.csv'}, {'name': 'a', 'path': "
		"'b.csv'},"
		" {'path': 'x/c.csv'}, {'name': 'a', 'path': 'd.csv'}]}");
	assert_int_equal(x.d.resource_count, 4);
	assert_string_equal(x.d.resources[1].name, "a-2");
	assert_string_equal(x.d.resources[2].name, "c");
	assert_string_equal(x.d.resources[3].name, "a-3");
	assert_int_equal(x.diag.count, 3);
	assert_int_equal(descriptor_find(&x.d, "a-3"), 3);
	assert_int_equal(descriptor_find(&x.d, "b"), -1);
	described_release(&x);
}

static void test_reads_the_dialect(void **state)
{
	struct described x;
	const struct csvfile_dialect *d;

	(void)state;
	folder_make(&x.folder);
	folder_write(
		&x.folder, "dialect.json", "{\"delimiter\": \"|\", \"quoteChar\": null}");
	folder_write(&x.folder, "datapackage.json",
		"{\"resources\": [{\"name\": \"a\", \"path\": \"a.csv\", \"encoding\": "
		"\"UTF-8\","
		" \"dialect\": {\"delimiter\": \";\", \"quoteChar\": \"'\", "
		"\"doubleQuote\": false,"
		" \"header\": false, \"commentChar\": \"#\"}},"
		"{\"name\": \"b\", \"path\": \"b.csv\", \"encoding\": \"latin1\","
		" \"dialect\": \"dialect.json\"},"
		"{\"name\": \"c\", \"path\": \"c.csv\", \"dialect\": {\"delimiter\": "
		"\"\\\"\"}},"
		"{\"name\": \"d\", \"path\": \"d.csv\", \"dialect\": \"../d.json\"},"
		"{\"name\": \"e\", \"path\": \"e.csv\", \"dialect\": {\"delimiter\": "
		"\"ab\"}}]}");
	described_read(&x, NULL);
	d = &x.d.resources[0].dialect;
	assert_int_equal(d->delimiter, ';');
	assert_int_equal(d->quote, '\'');
	assert_int_equal(d->comment, '#');
	assert_false(d->double_quote);
	assert_false(d->header);
	assert_null(d->encoding);
	d = &x.d.resources[1].dialect;
	assert_int_equal(d->delimiter, '|');
	assert_int_equal(d->quote, '\0');
	assert_string_equal(d->encoding, "latin1");
	/* What cannot be heeded is refused: a misread table looks like a right one. */
	assert_null(x.d.resources[2].path);
	assert_non_null(x.d.resources[3].path);
	assert_null(x.d.resources[4].path);
	assert_int_equal(x.diag.count, 3);
	assert_non_null(strstr(x.faults.buf, "must differ"));
	assert_non_null(strstr(x.faults.buf, "leads out of the package's folder"));
	assert_non_null(strstr(x.faults.buf,
		"The “delimiter” “ab” is not supported, so the table is not read."));
	described_release(&x);
}

static void test_reads_the_rows_of_a_dialect(void **state)
{
	static const struct {
		const char *dialect;
		size_t header, skip;
		size_t left_out[4]; /* ends in 0 */
	} samples[] = {
		{ "{}", 1, 0, { 0 } },
		{ "{'header': false, 'headerRows': [3]}", 0, 0, { 0 } },
		{ "{'headerRows': [3]}", 1, 2, { 0 } },
		{ "{'headerRows': [1, 2]}", 2, 0, { 0 } },
		{ "{'headerRows': [4, 2]}", 2, 1, { 3, 0 } },
		{ "{'commentRows': [7, 1]}", 1, 0, { 1, 7, 0 } },
		{ "{'headerRows': [2, 4], 'commentRows': [9]}", 2, 1, { 3, 9, 0 } },
		{ "{'headerRows': [2, 2]}", 1, 1, { 0 } },
		{ "{'headerRows': [4, 2, 4, 2, 2]}", 2, 1, { 3, 0 } },
		{ "{'headerRows': [1, 1000000000]}", 1, 0, { 0 } },
		{ "{'headerRows': []}", 1, 0, { 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct csvfile_dialect *d;
		struct described x;
		struct str json = STR_INIT;
		size_t k = 0;

		str_addf(&json,
			"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': %s}]}",
			samples[i].dialect);
		described_make(&x, json.buf);
		d = &x.d.resources[0].dialect;
		assert_int_equal(d->header, samples[i].header);
		assert_int_equal(d->skip, samples[i].skip);
		for (; samples[i].left_out[k]; k++)
			assert_int_equal(d->left_out[k], samples[i].left_out[k]);
		assert_int_equal(d->left_out_count, k);
		described_release(&x);
		str_release(&json);
	}
}

/* Each is an error, and the table has no rows. */
static void test_refuses_dialects_that_are_not_heeded(void **state)
{
	static const char *const refused[] = { "{'delimiter': '||'}",
		"{'delimiter': '\\u00a7'}", "{'delimiter': ''}", "{'quoteChar': '<<'}",
		"{'escapeChar': 'ab'}", "{'lineTerminator': '|'}",
		"{'commentChar': '//'}", "{'delimiter': '\\n'}", "{'escapeChar': ','}" };
	static const char *const heeded[] = { "{'lineTerminator': '\\n'}",
		"{'lineTerminator': '\\r\\n'}", "{'delimiter': '\\u0001'}",
		"{'escapeChar': '\\\\'}", "{'escapeChar': '\\\"'}", "{'quoteChar': null}",
		"{'csvddfVersion': 1.2, 'caseSensitiveHeader': true}" };

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct described x;
		struct str json = STR_INIT;

		str_addf(&json,
			"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': %s}]}",
			refused[i]);
		described_make(&x, json.buf);
		if (x.d.resources[0].path || !strstr(x.faults.buf, "is not read"))
			fail_msg("%s: %s", refused[i], x.faults.buf);
		described_release(&x);
		str_release(&json);
	}
	for (size_t i = 0; i < sizeof heeded / sizeof *heeded; i++) {
		struct described x;
		struct str json = STR_INIT;

		str_addf(&json,
			"{'resources': [{'name': 'a', 'path': 'a.csv', 'dialect': %s}]}",
			heeded[i]);
		described_make(&x, json.buf);
		if (!x.d.resources[0].path || x.diag.count)
			fail_msg("%s: %s", heeded[i], x.faults.buf);
		described_release(&x);
		str_release(&json);
	}
}

/* What the standard has and nothing here depends on is noted; what it demands is checked. */
static void test_properties_that_are_not_used_are_noted(void **state)
{
	static const struct {
		const char *package, *table; /* properties of either */
		const char *fault;           /* the only one; NULL: there is none */
	} samples[] = {
		{ "'id': 'x',", "", "The property “id” is not used." },
		{ "'image': 'x.png',", "", "The property “image” is not used." },
		{ "'created': 'yesterday',", "", "“created” must be a date and a time" },
		{ "'created': '2013-04-02',", "", NULL },
		{ "'created': '2013-04-02T09:30:00Z',", "", NULL },
		{ "'keywords': 'a',", "", "“keywords”" },
		{ "'keywords': ['a'], 'contributors': [{'title': 'A'}],", "", NULL },
		{ "'contributors': [{}],", "", "has neither a name, a title nor a path" },
		{ "'licenses': [{}],", "", "has neither a name, a title nor a path" },
		{ "", ", 'sources': [{'title': 'x'}]",
			"The property “sources” is not used." },
		{ "", ", 'licenses': [{'name': 'x'}]", NULL },
		{ "", ", 'licenses': [{}]", "has neither a name, a title nor a path" },
		{ "", ", 'dialect': {'sheetName': 'x'}",
			"The property “sheetName” is not used." },
		{ "", ", 'dialect': {'itemType': 'array'}",
			"The property “itemType” is not used." },
		{ "", ", 'schema': {'fields': [{'name': 'a'}], 'uniqueKeys': [[]]}",
			"Entry 1 of “uniqueKeys” names no field." },
		{ "",
			", 'schema': {'fields': [{'name': 'a', 'categories': ['x'],"
			" 'constraints': {'enum': ['x', 'y']}}]}",
			"“y” in “enum” is not one of the “categories”." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const char *fault = samples[i].fault;
		struct described x;
		struct str json = STR_INIT;

		str_addf(&json, "{%s 'resources': [{'name': 'a', 'path': 'a.csv'%s}]}",
			samples[i].package, samples[i].table);
		described_make(&x, json.buf);
		if (x.diag.count != (fault != NULL) ||
			(fault && !strstr(x.faults.buf, fault)))
			fail_msg("%s: %s", json.buf, x.faults.buf);
		described_release(&x);
		str_release(&json);
	}
}

static void test_properties_of_a_wrong_type_are_left_out(void **state)
{
	struct described x;

	(void)state;
	described_make(&x,
		"{'title': 7, 'licenses': 'free', 'sources': [3], 'resources': ["
		"{'name': ['x'], 'path': 'a.csv', 'title': null, 'schema': [],"
		" 'bali': 'tab', 'dialect': 4}, {'name': 'b', 'path': 7, 'schema':"
		" {'fields': [5, {'name': 'x', 'constraints': [], 'type': {}, 'title': "
		"false,"
		" 'missingValues': {}}], 'primaryKey': 4, 'foreignKeys': [9, {}],"
		" 'uniqueKeys': [[[]], 'x']}}]}");
	assert_true(x.ok);
	assert_int_equal(x.d.resource_count, 2);
	assert_string_equal(x.d.title, "");
	assert_string_equal(x.d.resources[0].title, "a");
	assert_null(x.d.resources[1].path);
	assert_int_equal(x.d.resources[1].field_count, 2);
	assert_string_equal(x.d.resources[1].fields[0].name, "field1");
	assert_int_equal(x.d.resources[1].foreign_count, 0);
	assert_int_equal(x.d.resources[1].key_count, 0);
	assert_true(x.diag.count >= 10);
	for (size_t i = 0; i < x.diag.count; i++)
		assert_int_equal(x.diag.entries[i].fault, FAULT_DESCRIPTOR);
	assert_non_null(strstr(x.faults.buf,
		"datapackage.json:1:134: error: Table “a”: “bali” must be an object. It "
		"is ignored."));
	assert_non_null(strstr(x.faults.buf,
		"Table “b”, field “x”: “title” must be a text. It is ignored."));
	described_release(&x);
}

/* Any descriptor, cut anywhere and with any piece replaced, is read without a crash. */
static void test_damaged_descriptors_never_crash(void **state)
{
	static const char whole[] =
		"{'resources': [{'name': 'a', 'path': 'a.csv', 'schema': {'fields': "
		"[{'name': 'x',"
		" 'type': 'list', 'constraints': {'enum': [1, 'b'], 'minimum': 2}}, "
		"{'name': 'y'}],"
		" 'primaryKey': ['x'], 'foreignKeys': [{'fields': 'y', 'reference': "
		"{'resource': '',"
		" 'fields': 'x'}}]}, 'bali': {'label': 'y.x', 'columns': ['y.y.y.y.x', "
		"'x'],"
		" 'timeline': {'date': 'x', 'cadence': 'P2Y'}, 'names': true}}]}";
	static const char *const pieces[] = { "[]", "{}", "null", "7", "'y'", "true" };
	unsigned seed = 20020226;
	char json[sizeof whole + 16];

	(void)state;
	for (int round = 0; round < 600; round++) {
		size_t at, end;
		struct described x;

		seed = seed * 1103515245 + 12345;
		at = (seed >> 8) % sizeof whole;
		/* From a value to a comma or bracket, so that most of the results are
		 * JSON. */
		while (at > 0 && whole[at - 1] != ' ' && whole[at - 1] != '[')
			at--;
		end = at + strcspn(whole + at, ",]}");
		seed = seed * 1103515245 + 12345;
		snprintf(json, sizeof json, "%.*s%s%s", (int)at, whole,
			pieces[(seed >> 8) % 6], whole + end);
		described_make(&x, json);
		assert_true(x.ok || x.err.len);
		described_release(&x);
	}
}

static void test_guesses_fields_from_a_header(void **state)
{
	struct slice cells[] = { slice_of("id"), slice_of(""), slice_of("id"),
		slice_of("id (2)") };
	struct descriptor_guess guess;
	struct described x;
	const struct resource *r;

	(void)state;
	folder_make(&x.folder);
	folder_write(&x.folder, "a.csv", "id,,id,id (2)\n");
	described_read(&x, NULL);
	descriptor_guess_begin(&x.d, &guess, 4);
	for (size_t i = 0; i < 4; i++)
		descriptor_guess_field(&x.d, 0, &guess, cells[i]);
	descriptor_guess(&x.d, 0, &guess);
	r = &x.d.resources[0];
	assert_int_equal(r->field_count, 4);
	assert_string_equal(r->fields[0].name, "id");
	assert_string_equal(r->fields[1].name, "column 2");
	assert_string_equal(r->fields[2].name, "id (2)");
	assert_string_equal(r->fields[3].name, "id (2) (2)");
	assert_int_equal(r->fields[3].type, FIELD_ANY);
	assert_int_equal(r->fields[3].reference, -1);
	assert_int_equal(r->label.count, 1);
	assert_int_equal(r->label.fields[0], 0);
	assert_int_equal(r->column_count, 4);
	assert_string_equal(r->columns[1].title, "column 2");
	described_release(&x);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_the_properties_of_the_package),
		cmocka_unit_test(test_paths_that_leave_the_folder_are_refused),
		cmocka_unit_test(test_a_broken_descriptor_gives_its_place_and_the_files),
		cmocka_unit_test(test_an_unreadable_folder_is_reported),
		cmocka_unit_test(test_a_folder_without_tables_is_refused),
		cmocka_unit_test(test_files_of_one_stem_have_two_names),
		cmocka_unit_test(test_one_file_is_a_package_too),
		cmocka_unit_test(test_resources_that_are_no_tables_are_ignored),
		cmocka_unit_test(test_tables_by_format_and_profile),
		cmocka_unit_test(test_names_of_tables_differ),
		cmocka_unit_test(test_reads_the_dialect),
		cmocka_unit_test(test_reads_the_rows_of_a_dialect),
		cmocka_unit_test(test_refuses_dialects_that_are_not_heeded),
		cmocka_unit_test(test_properties_that_are_not_used_are_noted),
		cmocka_unit_test(test_properties_of_a_wrong_type_are_left_out),
		cmocka_unit_test(test_damaged_descriptors_never_crash),
		cmocka_unit_test(test_guesses_fields_from_a_header),
	};

	return cmocka_run_group_tests_name("descriptor", tests, NULL, NULL);
}
