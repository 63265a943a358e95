#include "config.h"

/* The list of what the last reload changed. */

#include "unit/test.h"
#include "view/made.h"

static const char package[] =
	"{'name':'towns','title':'Towns','resources':["
	"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
	"{'name':'name','title':'Name','type':'string'},"
	"{'name':'since','title':'Since','type':'date'},"
	"{'name':'note','title':'Note','type':'string'}],'primaryKey':'name'},"
	"'bali':{'label':'name'}},"
	"{'name':'rivers','path':'rivers.csv','title':'Rivers','schema':{'fields':["
	"{'name':'name','title':'Name','type':'string'}],'primaryKey':'name'}}]}";

/* Opens two tables on a screen of COLS by 16, changes both and reloads. */
static void reload(struct made *m, int cols)
{
	made_begin(m);
	made_write(m, "datapackage.json", package);
	made_write(m, "towns.csv",
		"name,since,note\nLund,1985-04-20,A town in the south of the country with "
		"a cathedral\nVisby,1645-02-03,\nOslo,1048-01-01,gone\n");
	made_write(m, "rivers.csv", "name\nGlomma\n");
	made_open(m, cols, 16);
	made_write(m, "towns.csv",
		"name,since,note\nLund,1985-04-21,A town in the north of the country with "
		"a cathedral\nVisby,1645-02-03,\nRome,1800-01-01,new\n");
	made_write(m, "rivers.csv", "name\nGlomma\nTiber\n");
	stage_keys(&m->stage, "1 r R");
}

static void test_each_change_is_a_line(void **state)
{
	struct made m;

	(void)state;
	reload(&m, 110);
	stage_expect_file(&m.stage, "changes");
	made_end(&m);
}

static void test_on_a_narrow_screen(void **state)
{
	struct made m;

	(void)state;
	reload(&m, 60);
	stage_expect_file(&m.stage, "changes-narrow");
	made_end(&m);
}

static void test_enter_opens_the_row(void **state)
{
	struct made m;

	(void)state;
	reload(&m, 80);
	stage_keys(&m.stage, "Down Enter");
	stage_expect(&m.stage, "1985-04-21");
	stage_keys(&m.stage, "q Down Down Enter");
	stage_expect(&m.stage, "There is no such row any more.");
	stage_keys(&m.stage, "q");
	stage_expect(&m.stage, "1 Towns 3");
	made_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_change_is_a_line),
		cmocka_unit_test(test_on_a_narrow_screen),
		cmocka_unit_test(test_enter_opens_the_row),
	};

	return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
