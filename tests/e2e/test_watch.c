/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* Files that change while they are shown: as an editor saves them, half written, gone and
 * back; and checked again at each change. */

#include "e2e/harness.h"

#include <stdio.h>
#include <unistd.h>

#include "unit/folder.h"
#include "unit/test.h"

static const char boats_package[] =
	"{'name':'boats','title':'Boats','resources':["
	"{'name':'boats','path':'boats.csv','title':'Boats','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'},"
	"{'name':'name','title':'Name','type':'string'}],'primaryKey':'id'}},"
	"{'name':'ports','path':'ports.csv','title':'Ports','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'}],'primaryKey':'id'}}]}";

struct watched {
	struct folder folder;
	struct harness *h;
};

/* Starts bali with the arguments FIRST and SECOND (NULL: none) on two tables. */
static void watched_begin(struct watched *w, const char *first, const char *second)
{
	const char *const argv[] = { "./bali", "-d", w->folder.path, first, second,
		NULL };

	folder_make(&w->folder);
	folder_write_quoted(&w->folder, "datapackage.json", boats_package);
	folder_write(&w->folder, "boats.csv", "id,name\na,Anna\nb,Bora\nc,Cora\n");
	folder_write(&w->folder, "ports.csv", "id\np\nq\n");
	w->h = harness_start(24, 80, argv, NULL);
}

static void watched_end(struct watched *w)
{
	harness_key(w->h, "Q");
	assert_int_equal(harness_wait_exit(w->h), 0);
	harness_check_restored(w->h);
	harness_free(w->h);
	folder_remove(&w->folder);
}

/* Writes TEXT as vim(1) does: the file is renamed, and another written in its place. */
static void save(struct watched *w, const char *name, const char *text)
{
	char backup[500];

	snprintf(backup, sizeof backup, "%s~", folder_file(&w->folder, name));
	assert_int_equal(rename(w->folder.file, backup), 0);
	folder_write(&w->folder, name, text);
	assert_int_equal(unlink(backup), 0);
}

/* Writes TEXT as most editors do: beside the file, which it replaces. */
static void replace(struct watched *w, const char *name, const char *text)
{
	char beside[500];

	folder_write(&w->folder, "4913", text);
	snprintf(beside, sizeof beside, "%s", folder_file(&w->folder, "4913"));
	assert_int_equal(rename(beside, folder_file(&w->folder, name)), 0);
}

static void test_a_saved_file_is_read_again(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, NULL, NULL);
	harness_wait_text(w.h, "1 Boats 3");
	harness_key(w.h, "1");
	harness_key(w.h, "Down");
	harness_key(w.h, "Down");
	harness_wait_row(w.h, 22, " 3/3  Id");
	save(&w, "boats.csv", "id,name\nz,Zora\na,Anna\nb,Bora II\nc,Cora\n");
	harness_wait_text(
		w.h, "Reloaded: 1 boat added, 1 boat changed (Name).  R shows them");
	/* The cursor is on the same row. */
	harness_wait_text(w.h, " 4/4  Id");
	harness_wait_text(w.h, " ▌ c   Cora");
	harness_key(w.h, "R");
	harness_wait_text(w.h, " ▌ + Zora ");
	harness_key(w.h, "Down");
	harness_wait_text(w.h, " ▌ ~ Bora II ");
	harness_wait_text(w.h, "- Bora");
	harness_wait_text(w.h, "+ Bora II");
	harness_key(w.h, "Enter");
	harness_wait_text(w.h, "Boats › Changes › Bora II");
	harness_key(w.h, "q");
	harness_wait_row(w.h, 22, " 2/2  Boats › Changes");
	/* And again, with the changes open. */
	replace(&w, "boats.csv", "id,name\nz,Zora\na,Anna\nb,Bora III\nc,Cora\n");
	harness_wait_text(w.h, "Reloaded: 1 boat changed (Name).");
	harness_wait_text(w.h, "+ Bora III");
	harness_wait_row(w.h, 22, " 1/1  Reloaded: 1 boat changed (Name).  R shows them");
	watched_end(&w);
}

static void test_the_row_under_the_cursor_is_removed(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, NULL, NULL);
	harness_wait_text(w.h, "1 Boats 3");
	harness_key(w.h, "1");
	harness_key(w.h, "Down");
	harness_wait_row(w.h, 22, " 2/3  Id");
	replace(&w, "boats.csv", "id,name\na,Anna\nc,Cora\n");
	harness_wait_text(w.h, "Reloaded: 1 boat removed.");
	/* The one behind it has its place. */
	harness_wait_text(w.h, " ▌ c   Cora");
	harness_wait_text(w.h, " 2/2  Id");
	/* The record of a row that is gone is closed. */
	harness_key(w.h, "Enter");
	harness_wait_text(w.h, "Boats › Cora");
	replace(&w, "boats.csv", "id,name\na,Anna\n");
	harness_wait_text(w.h, " ▌ a   Anna");
	watched_end(&w);
}

static void test_a_record_stays_open(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, NULL, NULL);
	harness_wait_text(w.h, "1 Boats 3");
	harness_key(w.h, "1");
	harness_key(w.h, "Down");
	harness_key(w.h, "Enter");
	harness_wait_text(w.h, "Boats › Bora");
	replace(&w, "boats.csv", "id,name\nc,Cora\nb,Bora of Visby\na,Anna\n");
	harness_wait_row(w.h, 2, "  Bora of Visby");
	harness_wait_row(w.h, 22, " 2/3  Reloaded: 1 boat changed (Name).  R shows them");
	watched_end(&w);
}

static void test_a_file_is_gone_and_back(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, NULL, NULL);
	harness_wait_text(w.h, "1 Boats 3");
	assert_int_equal(unlink(folder_file(&w.folder, "boats.csv")), 0);
	harness_wait_text(
		w.h, "boats.csv is not there. The old data are kept; r reloads.");
	harness_wait_text(w.h, "1 Boats 3");
	/* An empty file is one that is about to be written. */
	folder_write(&w.folder, "boats.csv", "");
	harness_wait_text(w.h, "boats.csv is empty. The old data are kept; r reloads.");
	folder_write(&w.folder, "boats.csv", "id,name\na,Anna\nb,Bo");
	harness_wait_text(
		w.h, "boats.csv is half written. The old data are kept; r reloads.");
	folder_write(&w.folder, "boats.csv", "id,name\na,Anna\nb,Bora\nd,Dora\n");
	harness_wait_text(w.h, "Reloaded: 1 boat added, 1 boat removed.");
	watched_end(&w);
}

static void test_a_descriptor_is_broken_and_mended(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, NULL, NULL);
	harness_wait_text(w.h, "1 Boats 3");
	folder_write(&w.folder, "datapackage.json", "{\"resources\": [");
	harness_wait_text(w.h, "Reload failed, old data kept: datapackage.json:1");
	harness_wait_text(w.h, "2 Ports 2");
	folder_write_quoted(&w.folder, "datapackage.json",
		"{'name':'boats','title':'Boats','resources':["
		"{'name':'boats','path':'boats.csv','title':'Vessels','schema':{'fields':"
		"["
		"{'name':'id','title':'Id','type':'string'},"
		"{'name':'name','title':'Name','type':'string'}],'primaryKey':'id'}}]}");
	harness_wait_text(w.h, "1 Vessels 3");
	harness_wait_text(w.h, "Reloaded: table Ports removed.");
	watched_end(&w);
}

/* Rows never move under what is being typed, nor under a list of values. */
static void test_waits_for_the_user(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, NULL, NULL);
	harness_wait_text(w.h, "1 Boats 3");
	harness_key(w.h, "1");
	harness_key(w.h, "/");
	harness_type(w.h, "or");
	harness_wait_text(w.h, "1 Boats 2");
	replace(&w, "boats.csv", "id,name\na,Anna\nb,Bora\nc,Cora\nd,Dora\n");
	/* The small table is read again at once. */
	replace(&w, "ports.csv", "id\np\nq\nr\n");
	harness_type(w.h, "a");
	harness_wait_text(w.h, "1 Boats 2");
	harness_key(w.h, "Enter");
	harness_wait_text(w.h, "1 Boats 3");
	harness_wait_text(w.h, "2 Ports");
	harness_key(w.h, "F");
	harness_wait_text(w.h, "Boats › Values");
	replace(&w, "boats.csv", "id,name\na,Anna\n");
	harness_key(w.h, "Down");
	harness_key(w.h, "Esc");
	harness_wait_text(w.h, "3 boats removed");
	watched_end(&w);
}

static void test_no_is_no(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, "--watch=no", NULL);
	harness_wait_text(w.h, "1 Boats 3");
	harness_key(w.h, "R");
	harness_wait_text(
		w.h, "No changes to show: the data were not reloaded, or are too large.");
	replace(&w, "boats.csv", "id,name\na,Anna\n");
	harness_key(w.h, "1");
	harness_wait_row(w.h, 22, " 1/3  Id");
	harness_key(w.h, "r");
	harness_wait_text(w.h, "Reloaded: 2 boats removed.");
	watched_end(&w);
}

static void test_checks_at_each_change(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w, "check", "--watch");
	harness_wait_text(w.h, "No problems in 2 tables");
	replace(&w, "boats.csv", "id,name\na,Anna\na,Bora\n");
	harness_wait_text(w.h, "bali: boats.csv changed.");
	harness_wait_text(w.h, "boats.csv:3:1: error: The key “a” repeats line 2.");
	harness_wait_text(w.h, "1 error in 1 file");
	replace(&w, "ports.csv", "id\np\np\n");
	harness_wait_text(w.h, "bali: ports.csv changed.");
	harness_wait_text(w.h, "2 errors in 2 files");
	harness_key(w.h, "Ctrl-C");
	assert_true(harness_wait_exit(w.h) > HARNESS_SIGNALLED);
	harness_free(w.h);
	folder_remove(&w.folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_saved_file_is_read_again),
		cmocka_unit_test(test_the_row_under_the_cursor_is_removed),
		cmocka_unit_test(test_a_record_stays_open),
		cmocka_unit_test(test_a_file_is_gone_and_back),
		cmocka_unit_test(test_a_descriptor_is_broken_and_mended),
		cmocka_unit_test(test_waits_for_the_user),
		cmocka_unit_test(test_no_is_no),
		cmocka_unit_test(test_checks_at_each_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
