#include "config.h"

/* What a person sees at 80 by 24 who searches the Bali Process data. */

#include "unit/test.h"
#include "view/stage.h"

static int open_data(void **state)
{
	static struct stage stage;

	stage_open(&stage, stage_data(), 80, 24);
	*state = &stage;
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

/* Cambodia is listed under its former name: the hit is on the screen, no reason. */
static void test_former_name(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "kampuchea");
	stage_expect_screen(s,
		" 0 Overview  1 Members 1  2 Participants 0  3 Organizations 0  4 "
		"Meetings 0  ›\n"
		"             ━━━━━━━━━━━\n"
		"   Country    Listed as    Subregion           Since    Ad Hoc Group\n"
		" ▌ Cambodia   Kampuchea    South-eastern Asia  2002-02  no\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" 1/1  +3 columns ›\n"
		" /kampuchea                                            Enter keep   Esc "
		"restore\n");
}

static void test_name_of_today(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "türk");
	stage_expect_screen(s,
		" 0 Overview  1 Members 1  2 Participants 0  3 Organizations 0  4 "
		"Meetings 1  ›\n"
		"             ━━━━━━━━━━━\n"
		"   Country    Listed as    Subregion     Since    Ad Hoc Group\n"
		" ▌ Türkiye    Turkey       Western Asia  2002-02  no\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" 1/1  +3 columns ›\n"
		" /türk                                                 Enter keep   Esc "
		"restore\n");
}

static void test_all_tables(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "f");
	stage_type(s, "migration");
	stage_expect_screen(s,
		" 0 Overview  1 Members 0  2 Participants 0  3 Organizations 3  4 "
		"Meetings 2  ›\n"
		" ━━━━━━━━━━\n"
		" Events 6\n"
		" ▌ Roundtable on Migration and Transnation…  2015-09-24  Workshops\n"
		"   Consultation with the Global Forum on M…  2020-07-01  Other\n"
		"   10th Anniversary Commemorative Events     ← summary: …of other "
		"regional mig…\n"
		"   Consultation Mechanism created            ← summary: …on urgent "
		"irregular m…\n"
		"   Twelfth Meeting of the Ad Hoc Group Sen…  ← summary: …the Global "
		"Compact fo…\n"
		"   Adelaide Strategy for Cooperation         ← summary: …campaigns; "
		"irregular …\n"
		" Sources 10\n"
		"   Article on the International Organizati…  Wikipedia  "
		"https://worddisk.com/w…\n"
		"   The Bali Process (source document)        Turkish migration "
		"authority  http…\n"
		"   Review of the activation of the Consult…  Asia Dialogue on Forced "
		"Migration…\n"
		"   List of Bali Process documents            lawsdocbox  "
		"https://lawsdocbox.co…\n"
		"   Page of the Czech mission on ICMPD        Czech mission in Vienna  "
		"http://w…\n"
		"   Page on IOM                               Geneva Internet Platform  "
		"https:/…\n"
		"   Overview of the Intergovernmental Consu…  ← address: "
		"…migration-asylum-and-…\n"
		"   IOM page on the IGC                       IOM  "
		"https://www.iom.int/inter-go…\n"
		"   Swiss page on the IGC                     State Secretariat for "
		"Migration, …\n"
		"   Article on ICMPD                          Wikipedia  "
		"https://en.wikipedia.o…\n"
		" Organizations 3\n"
		"   IOM                                       International Organization "
		"for Mi…\n"
		" All tables 1/28\n"
		" /migration                                            Enter keep   Esc "
		"restore\n");
}

/* Whole texts from i to ia; of a meeting it is the country it was held in. */
static void test_expression(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "re:/^i.*ia$/");
	stage_expect_screen(s,
		" 0 Overview  1 Members 2  2 Participants 0  3 Organizations 0  4 "
		"Meetings 8  ›\n"
		"             ━━━━━━━━━━━\n"
		"   Country    Listed as    Subregion           Since    Ad Hoc Group\n"
		" ▌ India      India        Southern Asia       2002-02  yes\n"
		"   Indonesia  Indonesia    South-eastern Asia  2002-02  yes\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" 1/2  +3 columns ›\n"
		" /re:/^i.*ia$/                                         Enter keep   Esc "
		"restore\n");
}

/* The region is a field of countries, so each row says why it is there. */
static void test_field_of_the_row_referenced(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "region:oceania");
	stage_expect_screen(s,
		" 0 Overview  1 Members 11  2 Participants 0  3 Organizations 0  4 "
		"Meetings 8  ›\n"
		"             ━━━━━━━━━━━━\n"
		"   Country           Listed as\n"
		" ▌ Australia         Australia           ← region: Oceania\n"
		"   Fiji              Fiji                ← region: Oceania\n"
		"   Kiribati          Kiribati            ← region: Oceania\n"
		"   Nauru                                 ← region: Oceania\n"
		"   New Zealand       New Zealand         ← region: Oceania\n"
		"   Palau                                 ← region: Oceania\n"
		"   Papua New Guinea  Papua New Guinea    ← region: Oceania\n"
		"   Samoa             Samoa               ← region: Oceania\n"
		"   Solomon Islands   Solomonian Islands  ← region: Oceania\n"
		"   Tonga                                 ← region: Oceania\n"
		"   Vanuatu           Vanuatu             ← region: Oceania\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" 1/11  +6 columns ›\n"
		" /region:oceania                                       Enter keep   Esc "
		"restore\n");
}

static void test_known_misspelling(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "phillipines");
	stage_expect_screen(s,
		" 0 Overview  1 Members 1  2 Participants 0  3 Organizations 0  4 "
		"Meetings 0  ›\n"
		"             ━━━━━━━━━━━\n"
		"   Country      Listed as    Subregion\n"
		" ▌ Philippines  Philippines  South-eastern Asia  ← misspelt name: "
		"Phillipines\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" 1/1  +5 columns ›\n"
		" /phillipines                                          Enter keep   Esc "
		"restore\n");
}

static void test_unknown_misspelling(void **state)
{
	struct stage *s = *state;

	stage_keys(s, "1 /");
	stage_type(s, "mongalia");
	stage_expect_screen(s,
		" 0 Overview  1 Members 0  2 Participants 0  3 Organizations 0  4 "
		"Meetings 0  ›\n"
		"             ━━━━━━━━━━━\n"
		"\n"
		"   Nothing in Members matches “mongalia”.\n"
		"   Nearest: Mongolia. Enter shows it.\n"
		"   Esc clears the search.\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" 0/0\n"
		" /mongalia                                             Enter keep   Esc "
		"restore\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_former_name, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_name_of_today, open_data, close_stage),
		cmocka_unit_test_setup_teardown(test_all_tables, open_data, close_stage),
		cmocka_unit_test_setup_teardown(test_expression, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_field_of_the_row_referenced, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_known_misspelling, open_data, close_stage),
		cmocka_unit_test_setup_teardown(
			test_unknown_misspelling, open_data, close_stage),
	};

	return cmocka_run_group_tests_name("query screens", tests, NULL, NULL);
}
