/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "diff/diff.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "unit/packed.h"
#include "unit/random.h"
#include "unit/test.h"

/* Two packages and what changed between them. */
struct sides {
	struct packed old, new;
	struct diff d;
	struct str text;
};

static void sides_begin(struct sides *s)
{
	packed_begin(&s->old);
	packed_begin(&s->new);
	str_init(&s->text);
}

static const char *join(struct str *out, const struct table *t, uint32_t row)
{
	struct csvrow cells;

	csvrow_init(&cells);
	table_row(t, row, &cells);
	for (size_t i = 0; i < cells.count; i++) {
		str_add(out, i ? "|" : "");
		str_add_bytes(out, cells.cells[i].text, cells.cells[i].len);
	}
	csvrow_release(&cells);
	return out->buf;
}

/* Appends the changes of a row: its kinds, the cells of a row that one side has, the fields
 * whose values differ. */
static void add_row(struct sides *s, const struct diff_table *t, struct diff_row row)
{
	unsigned kinds = diff_row_kinds(t, row);
	struct csvrow old, new;
	struct slice was, is;

	for (int i = 0; i < DIFF_KINDS; i++)
		if (kinds >> i & 1)
			str_add_char(&s->text, "+-~>"[i]);
	str_add_char(&s->text, ' ');
	if (row.old == ROW_NONE || row.new == ROW_NONE) {
		join(&s->text, row.old == ROW_NONE ? t->new : t->old,
			row.old == ROW_NONE ? row.new : row.old);
	} else {
		csvrow_init(&old);
		csvrow_init(&new);
		str_addf(&s->text, "%u %u", (unsigned)row.old + 1, (unsigned)row.new + 1);
		diff_read(&s->d, t, row, &old, &new);
		for (size_t i = 0; i < t->paired; i++) {
			i = diff_next(&s->d, t, &old, &new, i, &was, &is);
			if (i == t->paired)
				break;
			str_addf(&s->text, " %s: %.*s -> %.*s", t->fields[i].is->name,
				(int)was.len, was.text, (int)is.len, is.text);
		}
		csvrow_release(&old);
		csvrow_release(&new);
	}
	str_add_char(&s->text, '\n');
}

/* Compares OLD with NEW, files of the two folders (NULL: the folders), in the shortest steps;
 * returns the changes, a line each. */
static const char *sides_changes(struct sides *s, const char *old, const char *new,
	const struct diff_options *options)
{
	struct str err = STR_INIT;
	size_t steps = 0;

	packed_load(&s->old, old);
	packed_load(&s->new, new);
	str_clear(&s->text);
	if (!diff_init(&s->d, &s->old.p, &s->new.p, options, &err)) {
		str_add(&s->text, err.buf);
		str_release(&err);
		return s->text.buf;
	}
	while (!s->d.task.step(&s->d.task, 0))
		assert_true(++steps < 10000);
	for (size_t i = 0; i < s->d.count; i++) {
		const struct diff_table *t = &s->d.tables[i];

		if (!diff_table_any(t))
			continue;
		str_addf(&s->text, "%s:%s\n", (t->new ? t->new : t->old)->schema->name,
			!t->old           ? " added"
				: !t->new ? " removed"
					  : "");
		for (size_t k = 0; t->schema_changed && k < t->field_count; k++) {
			const struct diff_field *f = &t->fields[k];

			if (f->old < 0 || f->new < 0 || f->type_changed)
				str_addf(&s->text, "%c field %s\n",
					f->old < 0           ? '+'
						: f->new < 0 ? '-'
							     : '~',
					(f->is ? f->is : f->was)->name);
		}
		for (size_t k = 0; k < t->count; k++)
			add_row(s, t, t->rows[k]);
	}
	return s->text.buf;
}

/* Ends the comparison, not the files. */
static void sides_close(struct sides *s)
{
	diff_release(&s->d);
	load_release(&s->old.load);
	load_release(&s->new.load);
	package_release(&s->old.p);
	package_release(&s->new.p);
}

static void sides_end(struct sides *s)
{
	folder_remove(&s->old.folder);
	folder_remove(&s->new.folder);
	str_release(&s->old.text);
	str_release(&s->new.text);
	str_release(&s->text);
}

/* The same of two files with these rows. */
static void assert_changes(const char *old, const char *new,
	const struct diff_options *options, const char *expected)
{
	struct sides s;

	sides_begin(&s);
	packed_write(&s.old, "t.csv", old);
	packed_write(&s.new, "t.csv", new);
	assert_string_equal(sides_changes(&s, "t.csv", "t.csv", options), expected);
	sides_close(&s);
	sides_end(&s);
}

static const struct diff_options plain = { 0 };

static void test_packages(void **state)
{
	struct sides s;

	(void)state;
	packed_copy(&s.old, "diff_old");
	packed_copy(&s.new, "diff_new");
	str_init(&s.text);
	assert_string_equal(sides_changes(&s, NULL, NULL, &plain),
		"members:\n"
		"- BT|Bhutan|01/02/2002|4|a \"quoted\" word\n"
		"~ 1 2 note: Took part in the first conference, in Bali, and in all that "
		"followed it. -> Took part in the first conference, in Jakarta, and in "
		"all "
		"that followed it.\n"
		"~ 3 4 since: 03/04/2003 -> 2004-04-03\n"
		"+ KI|Kiribati|2009-01-01|6|new\n"
		"visits:\n"
		"+ field hour\n"
		"- Monday|Visby\n"
		"+ Lund|Sunday|11\n"
		"- Tuesday|Lund\n"
		"added: added\n"
		"gone: removed\n");
	assert_int_equal(s.d.tables[0].by, DIFF_BY_KEY);
	assert_int_equal(s.d.tables[1].by, DIFF_BY_CONTENT);
	assert_ptr_equal(diff_of(&s.d, &s.new.p.tables[1]), &s.d.tables[1]);
	assert_true(diff_any(&s.d));
	sides_close(&s);
	assert_string_equal(sides_changes(&s, "members.csv", "members.csv",
				    &(struct diff_options){ 0 }),
		"members:\n"
		"- BT|Bhutan|01/02/2002|4|a \"quoted\" word\n"
		"~ 5 1 since: 01/02/2002 -> 2002-02-01\n"
		"~ 1 2 since: 01/02/2002 -> 2002-02-01 share: 1.0 -> 1 note: Took part "
		"in the "
		"first conference, in Bali, and in all that followed it. -> Took part in "
		"the "
		"first conference, in Jakarta, and in all that followed it.\n"
		"~ 2 3 since: 01/02/2002 -> 2002-02-01 share: 2.50 -> 2.5\n"
		"~ 3 4 since: 03/04/2003 -> 2004-04-03\n"
		"+ KI|Kiribati|2009-01-01|6|new\n");
	sides_close(&s);
	/* Of the package only the table that is compared with a file. */
	assert_string_equal(sides_changes(&s, "gone.csv", NULL, &plain),
		"The two have no table in common.");
	sides_close(&s);
	sides_end(&s);
}

static void test_rows_are_matched(void **state)
{
	(void)state;
	assert_changes("id,n\n1,a\n2,b\n3,c\n", "id,n\n1,a\n2,b\n3,c\n", &plain, "");
	/* By the first field that tells them apart. */
	assert_changes("n,id\na,1\na,2\nb,3\n", "n,id\na,1\nc,2\nb,3\n", &plain,
		"t:\n~ 2 2 n: a -> c\n");
	assert_changes("n,id\na,1\na,2\nb,3\n", "n,id\na,2\nb,3\nb,4\n", &plain,
		"t:\n- a|1\n+ b|4\n");
	/* Which all added rows must do as well, and none may repeat a row that is there. */
	assert_changes("id,n\n1,a\n2,b\n3,c\n", "id,n\n1,a\n2,b\n4,c\n4,d\n", &plain,
		"t:\n~ 3 3 id: 3 -> 4\n+ 4|d\n");
	assert_changes(
		"id,n\n1,a\n2,b\n", "id,n\n1,a\n2,b\n2,c\n", &plain, "t:\n+ 2|c\n");
	assert_changes(
		"id,n\n1,a\n2,b\n", "id,n\n1,a\n,b\n", &plain, "t:\n~ 2 2 id: 2 -> \n");
	/* Numbers of rows do not when most of them are others. */
	assert_changes("id,n\n1,a\n2,b\n3,c\n4,d\n", "id,n\n5,a\n6,b\n7,c\n4,d\n", &plain,
		"t:\n~ 1 1 id: 1 -> 5\n~ 2 2 id: 2 -> 6\n~ 3 3 id: 3 -> 7\n");
	/* All fields do where none does by itself. */
	assert_changes("a,b\nx,1\nx,2\ny,1\nx,1\n", "a,b\nx,1\ny,1\ny,2\n", &plain,
		"t:\n- x|2\n+ y|2\n- x|1\n");
	/* Nothing has, of no rows. */
	assert_changes("id\n1\n", "id\n", &plain, "t:\n- 1\n");
	assert_changes("", "id\n1\n", &plain, "t:\n+ 1\n");
	/* No field in common. */
	assert_changes(
		"a\n1\n", "b\n1\n", &plain, "t:\n- field a\n+ field b\n+ 1\n- 1\n");
}

static void test_key(void **state)
{
	const struct diff_options both = { .key = "a, b" };
	const struct diff_options none = { .key = "a,z" };

	(void)state;
	assert_changes("a,b,c\n1,1,x\n1,2,y\n2,1,z\n", "a,b,c\n2,1,z\n1,2,w\n1,3,v\n",
		&both, "t:\n- 1|1|x\n~ 2 2 c: y -> w\n+ 1|3|v\n");
	assert_changes("a,b\n1,1\n", "a,b\n1,1\n", &none,
		"No table has the fields “a,z” on both sides.");
	/* Several rows of one key: each is taken once. */
	assert_changes("a,b,c\n1,1,x\n1,1,y\n1,1,z\n", "a,b,c\n1,1,x\n1,1,v\n", &both,
		"t:\n~ 2 2 c: y -> v\n- 1|1|z\n");
	assert_changes("a,b,c\n0,0,o\n1,1,x\n1,1,y\n1,1,z\n",
		"a,b,c\n1,1,x\n0,0,o\n1,1,y\n1,1,z\n1,1,w\n", &both, "t:\n+ 1|1|w\n");
}

static void test_exact(void **state)
{
	const struct diff_options exact = { .exact = true };
	static const char schema[] =
		"{'resources':[{'name':'t','path':'t.csv','schema':{'primaryKey':'id',"
		"'missingValues':['','NA'],"
		"'fields':[{'name':'id','type':'integer'},{'name':'n','type':'number'},"
		"{'name':'l','type':'list','itemType':'integer'},"
		"{'name':'yes','type':'boolean','trueValues':['y','true']}]}}]}";
	struct sides s;

	(void)state;
	sides_begin(&s);
	packed_write(&s.old, "datapackage.json", schema);
	packed_write(&s.new, "datapackage.json", schema);
	packed_write(&s.old, "t.csv", "id,n,l,yes\n1,1.0,'1,2',y\n2,NA,,true\n03,5,3,\n");
	packed_write(&s.new, "t.csv", "id,n,l,yes\n1,1,'01, 2',true\n2,,,y\n3,5.5,3,\n");
	assert_string_equal(
		sides_changes(&s, NULL, NULL, &plain), "t:\n~ 3 3 n: 5 -> 5.5\n");
	sides_close(&s);
	assert_string_equal(sides_changes(&s, NULL, NULL, &exact),
		"t:\n~ 1 1 n: 1.0 -> 1 l: 1,2 -> 01, 2 yes: y -> true\n"
		"~ 2 2 n: NA ->  yes: true -> y\n"
		"~ 3 3 id: 03 -> 3 n: 5 -> 5.5\n");
	sides_close(&s);
	sides_end(&s);
}

static void test_order(void **state)
{
	const struct diff_options order = { .order = true };

	(void)state;
	assert_changes("id\n1\n2\n3\n4\n", "id\n2\n3\n4\n1\n", &plain, "");
	assert_changes("id\n1\n2\n3\n4\n", "id\n2\n3\n4\n1\n", &order, "t:\n> 1 4\n");
	/* Rows that come or go move none. */
	assert_changes("id\n1\n2\n3\n4\n", "id\n0\n1\n3\n4\n", &order, "t:\n+ 0\n- 2\n");
	assert_changes("id,n\n1,a\n2,a\n3,a\n", "id,n\n2,b\n1,a\n3,a\n", &order,
		"t:\n~> 2 1 n: a -> b\n");
}

static void test_schema(void **state)
{
	struct sides s;

	(void)state;
	sides_begin(&s);
	packed_write(&s.old, "datapackage.json",
		"{'resources':[{'name':'t','path':'t.csv','schema':{'fields':["
		"{'name':'id','type':'string'},{'name':'n','type':'integer'},"
		"{'name':'old','type':'any'}]}}]}");
	packed_write(&s.new, "datapackage.json",
		"{'resources':[{'name':'t','path':'t.csv','schema':{'primaryKey':'id','"
		"fields':["
		"{'name':'new','type':'any'},{'name':'n','type':'number'},"
		"{'name':'id','type':'integer'}]}}]}");
	packed_write(&s.old, "t.csv", "id,n,old\n1,1,x\n2,2,x\n");
	packed_write(&s.new, "t.csv", "new,n,id\nx,1.0,1\nx,2.5,2\n");
	assert_string_equal(sides_changes(&s, NULL, NULL, &plain),
		"t:\n~ field n\n~ field id\n- field old\n+ field new\n~ 2 2 n: 2 -> "
		"2.5\n");
	sides_close(&s);
	sides_end(&s);
}

/* --- random tables against a comparison by hand --- */

enum { FIELDS = 4, ROWS = 400, PAIRS = 200 };

/* A row as it is meant: values by their numbers. */
struct meant {
	int id, value[FIELDS]; /* value[0] is not used */
};

struct meant_table {
	struct meant rows[2 * ROWS];
	size_t count;
};

/* Appends value V of field F in one of the forms in which it may be written. */
static void add_form(struct str *out, uint64_t *seed, int f, int v, bool new)
{
	static const char *const words[] = { "", "a", "\"b,\"\"c\"\"\"", "\"d\ne\"", "é",
		" f" };
	unsigned form = random_below(seed, 3);

	if (f == 1 && v % 6)
		str_add(out, words[v % 6]);
	else if (f == 2 && v) /* a number */
		str_addf(out, form == 0 ? "%d" : form == 1 ? "%d.0" : "%d.00", v);
	else if (f == 3 && v && new) /* a date, in a format of each side */
		str_addf(out, "2001-01-%02d", v);
	else if (f == 3 && v)
		str_addf(out, "%02d/01/2001", v);
}

static void write_table(
	struct packed *x, const struct meant_table *t, uint64_t *seed, bool key, bool new)
{
	struct str text = STR_INIT;
	/* The columns of either side are in an order of its own. */
	unsigned turn = random_below(seed, FIELDS);

	for (unsigned i = 0; i < FIELDS; i++)
		str_addf(&text, "%sf%u", i ? "," : "", (i + turn) % FIELDS);
	str_add_char(&text, '\n');
	for (size_t row = 0; row < t->count; row++) {
		for (unsigned i = 0; i < FIELDS; i++) {
			unsigned f = (i + turn) % FIELDS;

			str_add(&text, i ? "," : "");
			if (f == 0 && key)
				str_addf(&text, random_below(seed, 2) ? "%d" : "0%d",
					t->rows[row].id);
			else if (f == 0)
				str_add(&text, "same");
			else
				add_form(&text, seed, (int)f, t->rows[row].value[f], new);
		}
		str_add(&text, random_below(seed, 2) ? "\r\n" : "\n");
	}
	folder_write_bytes(&x->folder, "t.csv", text.buf, text.len);
	str_clear(&text);
	str_addf(&text,
		"{'resources':[{'name':'t','path':'t.csv','schema':{%s'fields':["
		"{'name':'f0','type':'%s'},{'name':'f1'},{'name':'f2','type':'number'},"
		"{'name':'f3','type':'date','format':'%s'}]}}]}",
		key ? "'primaryKey':'f0'," : "", key ? "integer" : "string",
		new ? "default" : "%d/%m/%Y");
	packed_write(x, "datapackage.json", text.buf);
	str_release(&text);
}

static struct meant random_row(uint64_t *seed, int id)
{
	return (struct meant){ id,
		{ 0, (int)random_below(seed, 6), (int)random_below(seed, 3),
			(int)random_below(seed, 3) } };
}

/* Makes NEW of OLD: rows left out, put in, changed and shuffled. */
static void change_table(
	const struct meant_table *old, struct meant_table *new, uint64_t *seed)
{
	int id = (int)old->count + 1;
	bool shuffled = !random_below(seed, 3);

	new->count = 0;
	for (size_t i = 0; i < old->count; i++) {
		if (!random_below(seed, 8))
			new->rows[new->count++] = random_row(seed, id++);
		if (!random_below(seed, 8))
			continue;
		new->rows[new->count] = old->rows[i];
		if (!random_below(seed, 5))
			new->rows[new->count].value[1 + random_below(seed, 3)] =
				(int)random_below(seed, 3);
		new->count++;
	}
	for (size_t i = new->count; shuffled &&i-- > 1;) {
		size_t k = random_below(seed, (unsigned)i + 1);
		struct meant row = new->rows[i];

		new->rows[i] = new->rows[k];
		new->rows[k] = row;
	}
}

static bool meant_equal(const struct meant *a, const struct meant *b)
{
	return a->value[1] == b->value[1] && a->value[2] == b->value[2] &&
		a->value[3] == b->value[3];
}

/* Returns which old row is row I of NEW, -1 for none; TAKEN are those that others were. Rows
 * are sought one by one. */
static int naive_match(const struct meant_table *old, const struct meant *row, bool key,
	const bool *taken)
{
	for (size_t i = 0; i < old->count; i++)
		if (!taken[i] &&
			(key ? old->rows[i].id == row->id
			     : meant_equal(&old->rows[i], row)))
			return (int)i;
	return -1;
}

/* Returns how many rows have to be moved at least: those of MATCH that are not in its longest
 * ascending sequence, found by trying each row as its end. */
static size_t naive_moved(const int *match, size_t count)
{
	static size_t longest[2 * ROWS];
	size_t best = 0, matched = 0;

	for (size_t i = 0; i < count; i++) {
		longest[i] = 1;
		for (size_t k = 0; k < i && match[i] >= 0; k++)
			if (match[k] >= 0 && match[k] < match[i] &&
				longest[k] + 1 > longest[i])
				longest[i] = longest[k] + 1;
		if (match[i] < 0)
			continue;
		matched++;
		best = longest[i] > best ? longest[i] : best;
	}
	return matched - best;
}

static void check_pair(uint64_t *seed, bool key)
{
	static struct meant_table old, new;
	static bool taken[2 * ROWS];
	static int match[2 * ROWS];
	const struct diff_options options = { .order = true };
	size_t counts[DIFF_KINDS] = { 0 }, listed[DIFF_KINDS] = { 0 };
	const struct diff_table *t;
	struct sides s;

	old.count = 20 + random_below(seed, random_below(seed, 4) ? 40 : ROWS - 20);
	for (size_t i = 0; i < old.count; i++)
		old.rows[i] = random_row(seed, (int)i + 1);
	change_table(&old, &new, seed);
	sides_begin(&s);
	write_table(&s.old, &old, seed, key, false);
	write_table(&s.new, &new, seed, key, true);
	sides_changes(&s, NULL, NULL, &options);
	t = s.d.tables;
	assert_int_equal(t->by, key ? DIFF_BY_KEY : DIFF_BY_CONTENT);
	memset(taken, 0, sizeof taken);
	for (size_t i = 0; i < new.count; i++) {
		struct diff_row row = { t->match[i], (uint32_t)i };

		match[i] = naive_match(&old, &new.rows[i], key, taken);
		counts[DIFF_ADDED] += match[i] < 0;
		assert_int_equal(match[i] < 0, t->match[i] == ROW_NONE);
		if (match[i] < 0)
			continue;
		taken[match[i]] = true;
		counts[DIFF_CHANGED] += !meant_equal(&old.rows[match[i]], &new.rows[i]);
		/* Without a key any of the rows that are alike may be the one. */
		if (key)
			assert_int_equal(t->match[i], match[i]);
		else
			assert_true(meant_equal(&old.rows[t->match[i]], &new.rows[i]));
		assert_int_equal(diff_row_kinds(t, row) >> DIFF_CHANGED & 1,
			!meant_equal(&old.rows[match[i]], &new.rows[i]));
	}
	for (size_t i = 0; i < old.count; i++)
		counts[DIFF_REMOVED] += !taken[i];
	if (key)
		counts[DIFF_MOVED] = naive_moved(match, new.count);
	else
		counts[DIFF_MOVED] = t->counts[DIFF_MOVED];
	for (size_t i = 0; i < t->count; i++)
		for (int kind = 0; kind < DIFF_KINDS; kind++)
			listed[kind] += diff_row_kinds(t, t->rows[i]) >> kind & 1;
	for (int kind = 0; kind < DIFF_KINDS; kind++) {
		assert_int_equal(t->counts[kind], counts[kind]);
		assert_int_equal(listed[kind], counts[kind]);
	}
	sides_close(&s);
	sides_end(&s);
}

static void test_random_tables(void **state)
{
	uint64_t seed = 15;

	(void)state;
	for (int i = 0; i < PAIRS; i++)
		check_pair(&seed, i % 2);
}

/* The rows have SIZE fields; the second side has them the other way round. Returns the
 * processor time that comparing them takes when the clock reaches UNTIL at once or never. */
static int64_t compare_long(size_t size, int64_t until)
{
	static const struct diff_options options = { .key = "a" };
	struct str err = STR_INIT, rows[2] = { STR_INIT, STR_INIT }, text = STR_INIT;
	struct sides s;
	int64_t time;

	for (int i = 0; i < 2; i++) {
		str_addf(&rows[i], "%d", i);
		for (size_t k = 0; k < size; k++)
			str_add(&rows[i], ",z");
	}
	sides_begin(&s);
	str_addf(&text, "a\n%s\n%s\n", rows[0].buf, rows[1].buf);
	packed_write(&s.old, "t.csv", text.buf);
	str_clear(&text);
	str_addf(&text, "a\n%s\n%s\n", rows[1].buf, rows[0].buf);
	packed_write(&s.new, "t.csv", text.buf);
	packed_load(&s.old, "t.csv");
	packed_load(&s.new, "t.csv");
	assert_true(diff_init(&s.d, &s.old.p, &s.new.p, &options, &err));
	time = clock_used();
	while (!s.d.task.step(&s.d.task, until))
		continue;
	time = clock_used() - time;
	assert_int_equal(s.d.tables[0].count, 0);
	sides_close(&s);
	sides_end(&s);
	str_release(&text);
	str_release(&rows[0]);
	str_release(&rows[1]);
	str_release(&err);
	return time;
}

/* In short steps that takes no longer, but for what is looked at twice: rows that are sought
 * by their key are not split again in each. */
static void test_long_rows_in_short_steps(void **state)
{
	enum { LONG_FIELDS = 1500000 };

	(void)state;
	assert_true(compare_long(LONG_FIELDS, 0) < 3 * compare_long(LONG_FIELDS, INT64_MAX));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packages),
		cmocka_unit_test(test_rows_are_matched),
		cmocka_unit_test(test_key),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_schema),
		cmocka_unit_test(test_random_tables),
		cmocka_unit_test(test_long_rows_in_short_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
