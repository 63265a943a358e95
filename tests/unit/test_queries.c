/* SPDX-FileCopyrightText: 2026 the bali authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/*
 * What people type, over the bundled data. Each query was written, with the row and the
 * reason that are expected, before the program was asked.
 */

#include <stdio.h>
#include <stdlib.h>

#include "unit/bundled.h"

/* A query in a table: the first hit's key and why it is one, "" when that is on the
 * screen; "*: NAME" for the name in any language. No key: nothing is found, and the
 * reason is the nearest name. */
struct query {
	const char *text;
	const char *table;
	const char *key;
	const char *reason;
};

static const struct query codes[] = {
	{ "KH", "members", "KH", "ISO code KH" },
	{ "khm", "members", "KH", "ISO code KHM" },
	{ "116", "members", "KH", "UN code 116" },
	{ "TR", "members", "TR", "ISO code TR" },
	{ "tur", "members", "TR", "" },
	{ "792", "members", "TR", "UN code 792" },
	{ "id", "members", "ID", "ISO code ID" },
	{ "IN", "members", "IN", "" },
	{ "no", "participants", "NO", "" },
	{ "GB", "participants", "GB", "ISO code GB" },
	{ "UK", "participants", "GB", "*: UK" },
	{ "USA", "members", "US", "ISO code USA" },
	{ "prc", "members", "CN", "*: PRC" },
	{ "DPRK", "members", "KP", "*: DPRK" },
	{ "rok", "members", "KR", "*: ROK" },
	{ "036", "members", "AU", "UN code 036" },
	{ "kp", "members", "KP", "ISO code KP" },
	{ "pak", "members", "PK", "" },
	{ "mm", "members", "MM", "ISO code MM" },
	{ "HKSAR", "members", "HK", "*: HKSAR" },
	{ "png", "members", "PG", "ISO code PNG" },
	{ "uae", "members", "AE", "*: UAE" },
	{ "my", "members", "MY", "ISO code MY" },
	{ "Mỹ", "members", "US", "Vietnamese: Mỹ" },
};

static const struct query former_names[] = {
	{ "Kampuchea", "members", "KH", "" },
	{ "burma", "members", "MM", "former name: Burma" },
	{ "siam", "members", "TH", "former name: Siam" },
	{ "Ceylon", "members", "LK", "former name: Ceylon" },
	{ "persia", "members", "IR", "former name: Persia" },
	{ "east timor", "members", "TL", "former name: East Timor" },
	{ "Western Samoa", "members", "WS", "former name: Western Samoa" },
	{ "new hebrides", "members", "VU", "former name: New Hebrides" },
	{ "gilbert islands", "members", "KI", "former name: Gilbert Islands" },
	{ "turkey", "members", "TR", "" },
	{ "holland", "participants", "NL", "" },
	{ "USSR", "participants", "RU", "former name: USSR" },
	{ "dutch east indies", "members", "ID", "former name: Dutch East Indies" },
	{ "khmer republic", "members", "KH", "former name: Khmer Republic" },
	{ "malaya", "members", "MY", "former name: Malaya" },
	{ "trucial states", "members", "AE", "former name: Trucial States" },
	{ "friendly islands", "members", "TO", "former name: Friendly Islands" },
	{ "transjordan", "members", "JO", "former name: Transjordan" },
	{ "democratic kampuchea", "members", "KH", "former name: Democratic Kampuchea" },
	{ "republic of turkey", "members", "TR", "former name: Republic of Turkey" },
	{ "outer mongolia", "members", "MN", "former name: Outer Mongolia" },
	{ "pleasant island", "members", "NR", "former name: Pleasant Island" },
	{ "aotearoa", "members", "NZ", "variant name: Aotearoa" },
	{ "nippon", "members", "JP", "variant name: Nippon" },
	{ "swiss confederation", "participants", "CH",
		"official name: Swiss Confederation" },
};

static const struct query misspelt[] = {
	{ "phillipines", "members", "PH", "misspelt name: Phillipines" },
	{ "veitnam", "members", "VN", "misspelt name: Veitnam" },
	{ "thialand", "members", "TH", "misspelt name: Thialand" },
	{ "srilanka", "members", "LK", "misspelt name: Srilanka" },
	{ "afganistan", "members", "AF", "*: Afganistan" },
	{ "neterlands", "participants", "NL", "misspelt name: Neterlands" },
	{ "swizerland", "participants", "CH", "misspelt name: Swizerland" },
	{ "soloman islands", "members", "SB", "misspelt name: Soloman Islands" },
	{ "indoneisa", "members", "ID", "misspelt name: Indoneisa" },
	{ "austira", "participants", "AT", "misspelt name: Austira" },
};

static const struct query languages[] = {
	{ "Türkei", "members", "TR", "*: Türkei" },
	{ "Turquía", "members", "TR", "*: Turquía" },
	{ "Turquie", "members", "TR", "*: Turquie" },
	{ "Turchia", "members", "TR", "*: Turchia" },
	{ "Turecko", "members", "TR", "*: Turecko" },
	{ "Törökország", "members", "TR", "*: Törökország" },
	{ "Турция", "members", "TR", "*: Турция" },
	{ "Τουρκία", "members", "TR", "*: Τουρκία" },
	{ "تركيا", "members", "TR", "*: تركيا" },
	{ "טורקיה", "members", "TR", "*: טורקיה" },
	{ "土耳其", "members", "TR", "*: 土耳其" },
	{ "튀르키예", "members", "TR", "*: 튀르키예" },
	{ "भारत", "members", "IN", "*: भारत" },
	{ "ভারত", "members", "IN", "*: ভারত" },
	{ "தாய்லாந்து", "members", "TH", "*: தாய்லாந்து" },
	{ "กัมพูชา", "members", "KH", "*: กัมพูชา" },
	{ "柬埔寨", "members", "KH", "*: 柬埔寨" },
	{ "កម្ពុជា", "members", "KH", "*: កម្ពុជា" },
	{ "Камбоджа", "members", "KH", "*: Камбоджа" },
	{ "camboya", "members", "KH", "*: Camboya" },
	{ "cambodge", "members", "KH", "*: Cambodge" },
	{ "kambodscha", "members", "KH", "*: Kambodscha" },
	{ "Kambodża", "members", "KH", "*: Kambodża" },
	{ "Kamboçya", "members", "KH", "*: Kamboçya" },
	{ "campuchia", "members", "KH", "*: Campuchia" },
	{ "cambodja", "members", "KH", "*: Cambodja" },
	{ "Япония", "members", "JP", "*: Япония" },
	{ "日本", "members", "JP", "*: 日本" },
	{ "일본", "members", "JP", "*: 일본" },
	{ "Indonesië", "members", "ID", "*: Indonesië" },
	{ "Nový Zéland", "members", "NZ", "*: Nový Zéland" },
	{ "új-zéland", "members", "NZ", "*: Új-Zéland" },
	{ "nya zeeland", "members", "NZ", "*: Nya Zeeland" },
	{ "Nouvelle-Zélande", "members", "NZ", "*: Nouvelle-Zélande" },
	{ "vereinigte arabische emirate", "members", "AE",
		"*: Vereinigte Arabische Emirate" },
	{ "emirati arabi uniti", "members", "AE", "*: Emirati Arabi Uniti" },
	{ "filipinler", "members", "PH", "*: Filipinler" },
	{ "Филиппины", "members", "PH", "*: Филиппины" },
	{ "เวียดนาม", "members", "VN", "*: เวียดนาม" },
	{ "ベトナム", "members", "VN", "*: ベトナム" },
	{ "gjermani", "participants", "DE", "*: Gjermani" },
	{ "Niemcy", "participants", "DE", "*: Niemcy" },
	{ "Deutschland", "participants", "DE", "*: Deutschland" },
	{ "saksa", "participants", "DE", "*: Saksa" },
	{ "Németország", "participants", "DE", "*: Németország" },
	{ "Германия", "participants", "DE", "*: Германия" },
	{ "Γερμανία", "participants", "DE", "*: Γερμανία" },
	{ "גרמניה", "participants", "DE", "*: גרמניה" },
	{ "ألمانيا", "participants", "DE", "*: ألمانيا" },
	{ "जर्मनी", "participants", "DE", "*: जर्मनी" },
	{ "เยอรมนี", "participants", "DE", "*: เยอรมนี" },
	{ "ドイツ", "participants", "DE", "*: ドイツ" },
	{ "德国", "participants", "DE", "*: 德国" },
	{ "독일", "participants", "DE", "*: 독일" },
	{ "გერმანია", "participants", "DE", "*: გერმანია" },
	{ "Գերմանիա", "participants", "DE", "*: Գերմանիա" },
	{ "Španielsko", "participants", "ES", "*: Španielsko" },
	{ "Suède", "participants", "SE", "*: Suède" },
	{ "Sveits", "participants", "CH", "*: Sveits" },
};

static const struct query signs[] = {
	{ "turkiye", "members", "TR", "" },
	{ "TÜRKİYE", "members", "TR", "" },
	{ "espana", "participants", "ES", "*: España" },
	{ "osterreich", "participants", "AT", "German: Österreich" },
	{ "torokorszag", "members", "TR", "*: Törökország" },
	{ "nemetorszag", "participants", "DE", "*: Németország" },
	{ "المانيا", "participants", "DE", "*: ألمانيا" },
	{ "timor leste", "members", "TL", "" },
	{ "timor-leste", "members", "TL", "" },
	{ "TIMOR‐LESTE", "members", "TL", "" },
	{ "viet-nam", "members", "VN", "short name: Viet Nam" },
	{ "Việt Nam", "members", "VN", "*: Việt Nam" },
	{ "nukualofa", "members", "TO", "" },
	{ "nuku'alofa", "members", "TO", "" },
	{ "nuku’alofa", "members", "TO", "" },
	{ "(myanmar", "members", "MM", "" },
	{ "[korea]", "members", "KP", "" },
	{ "iran (islamic republic of)", "members", "IR",
		"short name: Iran (Islamic Republic of)" },
	{ "lao people's democratic republic", "members", "LA",
		"short name: Lao People's Democratic Republic" },
	{ "People’s Republic of China", "members", "CN",
		"official name: People's Republic of China" },
	{ "ad hoc experts' groups", "events", "m001", "" },
	{ "Washington, D.C.", "members", "US",
		"capital also: Washington DC, Вашингтон, 华盛顿, واشنطن" },
	{ "ｊａｐａｎ", "members", "JP", "" },
	{ "the philippines", "members", "PH", "" },
	{ "  united   states ", "members", "US", "" },
	{ "zealand new", "members", "NZ", "" },
};

static const struct query scopes[] = {
	{ "region:oceania", "members", "AU", "region: Oceania" },
	{ "subregion:melanesia", "members", "FJ", "" },
	{ "capital:jakarta", "members", "ID", "" },
	{ "capital:male", "members", "MV", "" },
	{ "country.capital:tokyo", "members", "JP", "" },
	{ "status:observer", "participants", "CA", "" },
	{ "kind:\"ad hoc group\"", "events", "m009", "" },
	{ "host:thailand", "events", "m005", "host: Thailand" },
	{ "host:siam", "events", "m005", "host: Thailand" },
	{ "host:TH", "events", "m005", "host: Thailand" },
	{ "place:bali", "meetings", "1", "" },
	{ "table:meetings", "meetings", "1", "" },
	{ "listed:holland", "participants", "NL", "" },
	{ "listed_as:holland", "participants", "NL", "" },
	{ "role:co-chair", "members", "AU", "role in 2002: co-chair" },
	{ "country:indonesia", "meetings", "1", "host: Indonesia" },
	{ "chairs:australia", "meetings", "1", "chairs: Indonesia, Australia" },
	{ "organizations:interpol", "events", "m035", "organizations: INTERPOL" },
	{ "chairs:vietnam", "bodies", "wgd", "" },
	{ "subregion:=\"Southern Asia\"", "members", "AF", "" },
	{ "seat:vienna", "organizations", "unodc", "" },
	{ "seat:austria", "organizations", "unodc", "seat: Austria" },
	{ "named:holland", "participants", "NL", "" },
	{ "named:kampuchea", "members", "KH", "" },
	{ "taking:2013", "members", "AE", "" },
	{ "reports:som", "bodies", NULL, "" },
	{ "region:asia|oceania japan", "members", "JP", "" },
	{ "capital:berlin", "participants", "DE", "" },
	{ "foo:bar", "members", NULL, "" },
};

static const struct query ranges[] = {
	{ "date:2011..2016", "meetings", "4", "" },
	{ "date:>2015", "meetings", "6", "" },
	{ "date:<2003", "meetings", "1", "" },
	{ "date:2009-04", "meetings", "3", "" },
	{ "number:7", "meetings", "7", "" },
	{ "number:>=8", "meetings", "8", "" },
	{ "number:<=1", "meetings", "1", "" },
	{ "founded:<1950", "organizations", "ilo", "" },
	{ "founded:..1900", "organizations", "icrc", "" },
	{ "established:2013..2016", "bodies", "wgtip", "" },
	{ "from:2013", "members", "AE", "" },
	{ "date:2018-08", "events", "m051", "" },
	{ "date:2020", "events", "m057", "" },
	{ "date:2025-01..", "events", "m080", "" },
	{ "date:>2030", "events", NULL, "" },
	{ "delegates:281", "meetings", "7", "delegates: 281" },
};

static const struct query dates[] = {
	{ "10 September 2012", "events", "m021", "" },
	{ "10 September 2012", "bodies", "rso", "" },
	{ "10/9/2012", "events", "m021", "" },
	{ "2012-09", "events", "m021", "" },
	{ "march 2011", "events", "m014", "" },
	{ "march 2011", "meetings", "4", "" },
	{ "march 2011", "bodies", "rcf", "" },
	{ "12 October 2011", "members", "PH",
		"in the Ad Hoc Group since: 12 October 2011" },
	{ "year:2011", "bodies", "rcf", "" },
	{ "date:\"march 2011\"", "events", "m014", "" },
	{ "date:10/9/2012", "events", "m021", "" },
	{ "date:10/9/2012", "bodies", "rso", "" },
	{ "date:2012-09", "bodies", "rso", "" },
	{ "year:2011..2016", "meetings", "4", "" },
	{ "year:2011..2016", "events", "m014", "" },
	{ "year:2011..2016", "bodies", "rcf", "" },
	{ "year:<1900", "organizations", "icrc", "" },
	{ "year:2011", "countries", NULL, "" },
	{ "26–28 February 2002", "meetings", "1", "" },
	{ "March 29-30, 2011", "meetings", "4", "" },
	{ "the 10th of September 2012", "events", "m021", "" },
	{ "6 août 2018", "events", "m051", "" },
	{ "since 2025", "events", "m080", "" },
	{ "1 July 2020", "events", "m060", "" }, /* and not m057, of 2020? */
	{ "february 2020", "events", "m058", "" },
	{ "9/10/2012", "bodies", NULL, "10 September 2012 (Regional Support Office)" },
};

static const struct query dotted[] = {
	{ "U.A.E.", "members", "AE", "*: UAE" },
	{ "S.Korea", "members", "KR", "" },
	{ "u.a.e", "members", "AE", "*: UAE" },
	{ "P.N.G.", "members", "PG", "ISO code PNG" },
	{ "U.S.A.", "members", "US", "ISO code USA" },
	{ "D.P.R.K.", "members", "KP", "*: DPRK" },
	{ "P.R.C.", "members", "CN", "*: PRC" },
	{ "U.N.H.C.R.", "organizations", "unhcr", "" },
	{ "I.O.M.", "organizations", "iom", "" },
	{ "R.O.K.", "members", "KR", "*: ROK" },
	{ "H.K.", "members", "HK", "ISO code HK" },
	{ "N.Z.", "members", "NZ", "ISO code NZ" },
	{ "U.S.", "members", "US", "ISO code US" },
	{ "U.K.", "participants", "GB", "*: UK" },
	{ "U.K.", "members", NULL, "" },
	{ "S. Korea", "members", "KR", "" },
	{ "UN-HCR", "organizations", "unhcr", "" },
	{ "(UAE)", "members", "AE", "*: UAE" },
	{ "UAE.", "members", "AE", "*: UAE" },
};

static const struct query operators[] = {
	{ "ministerial -first", "meetings", "3", "" },
	{ "region:oceania -australia", "members", "FJ", "region: Oceania" },
	{ "-status:member", "members", NULL, "" },
	{ "-region:asia -region:oceania", "members", "FR", "" },
	{ "burma | siam", "members", "MM", "former name: Burma" },
	{ "\"new guinea\"", "members", "PG", "" },
	{ "\"zealand new\"", "members", NULL, "" },
	{ "'iran", "members", "IR", "" },
	{ "name:re:/^i.*ia$/", "countries", "IN", "" },
	{ "re:/^third .* conference$/", "meetings", "3", "" },
	{ "re:/^S[a-z]+ Ministerial/", "meetings", "2", "" },
	{ "bali 2016", "meetings", "6", "" },
};

static const struct query other_tables[] = {
	{ "unhcr", "organizations", "unhcr", "" },
	{ "refugees", "organizations", "unhcr", "" },
	{ "red cross", "organizations", "ifrc", "" },
	{ "intergovernmental committee", "organizations", "iom",
		"former names: Intergovernmental Committee for European Migration" },
	{ "geneva", "organizations", "iom", "" },
	{ "labour", "organizations", "ilo", "" },
	{ "interpol", "organizations", "interpol", "" },
	{ "drugs crime", "organizations", "unodc", "" },
	{ "adelaide", "meetings", "8", "" },
	{ "eighth", "meetings", "8", "" },
	{ "downer", "meetings", "1",
		"ministers: Hassan Wirajuda (Indonesia), Alexander Downer (Australia)" },
	{ "nusa dua", "meetings", "1", "venue: Nusa Dua" },
	{ "regional support office", "bodies", "rso", "" },
	{ "RSO", "bodies", "rso", "" },
	{ "perth", "events", "m010", "" },
	{ "phnom penh", "events", "m079", "" },
	{ "colombo 2003", "events", "m002", "" },
	{ "sri lanka", "events", "m002", "host: Sri Lanka" },
	{ "joint period", "events", "m072", "" },
	{ "adelaide strategy", "events", "m069", "" },
	{ "root causes", "objectives", "9", "" },
	{ "kampuchea", "disagreements", "name-kh", "" },
	{ "jakarta", "members", "ID", "" },
	{ "indonesia", "meetings", "1",
		"ministers: Hassan Wirajuda (Indonesia), Alexander Downer (Australia)" },
	{ "melanesia", "members", "FJ", "" },
};

/* What people begin with: the regions, the years, the first letters of a name. */
static const struct query words_of_people[] = {
	{ "korea", "members", "KP", "" },
	{ "korea", "languages", "ko", "" },
	{ "2011", "meetings", "4", "" },
	{ "2011", "events", "m014", "" },
	{ "rso", "bodies", "rso", "" },
	{ "rso", "members", NULL, "" },
	{ "pacific", "members", "AU", "region: Oceania ← everyday name: Pacific" },
	{ "océanie", "members", "AU", "region: Oceania ← French: Océanie" },
	{ "gulf", "members", "IR", "areas: Persian Gulf" },
	{ "eu", "members", "FR", "" },
	{ "canadians", "participants", "CA", "people: Canadian" },
	{ "roma", "participants", "IT", "*: Roma, Рим, 罗马, روما" },
	{ "нью-дели", "members", "IN",
		"*: …Delhi, Nouvelle-Delhi, Нью-Дели, 新德里, نيودلهي" },
	{ "asean", "members", "BN", "ASEAN since 1984" },
	{ "东盟", "members", "BN", "ASEAN since 1984" },
	{ "asean cambodia", "members", "KH", "ASEAN since 1999" },
	{ "gcc", "members", "AE", "GCC since 25 May 1981" },
	{ "middle east", "members", "IR", "areas: Middle East" },
	{ "mekong", "members", "KH", "areas: Mekong" },
	{ "scandinavia", "participants", "DK",
		"subregion: Northern Europe ← everyday name: Scandinavia" },
	{ "stans", "regions", "Central Asia", "everyday name: Stans" },
	{ "region:pac", "members", NULL, "" },
	{ "region:pacific", "members", "AU", "region: Oceania" },
	{ "observer", "participants", "AT", "" },
	{ "burma", "events", "m009", "countries: Myanmar ← former name: Burma" },
	{ "burma", "meetings", "1", "participants: Myanmar ← former name: Burma" },
	{ "burm", "meetings", "1", "*: Burma" },
	{ "thai", "members", "TH", "" },
	{ "thai", "bodies", "sg", "members: Thailand" },
	{ "rome", "participants", "IT", "" },
	{ "male", "members", "MV", "" },
	{ "hoc:yes", "members", "AF", "" },
	{ "document:holland", "participants", "NL", "" },
	{ "s korea", "members", "KR", "" },
	{ "peking", "members", "CN",
		"capital also: Peking, Pekín, Пекин, 北京, بكين, بيجين" },
	{ "rangoon", "members", "MM",
		"capital also: …Nay Pyi Daw, Naypyitaw, Rangoon, Yangon, Нейпьидо, "
		"内比都,…" },
	{ "emirati", "members", "AE", "people: Emirati" },
	{ "east germany", "participants", "DE", "former name: East Germany" },
	{ "acnur", "organizations", "unhcr", "abbreviation name: ACNUR" },
	{ "bureau international du travail", "organizations", "ilo",
		"French: Bureau international du Travail" },
	{ "korea – north", "members", "KP", "*: Korea, North" },
	{ "royaume du cambodge", "members", "KH", "UN name: Royaume du Cambodge" },
	{ "kingdom of siam", "members", "TH",
		"official name: Kingdom of Thailand; former name: Siam" },
	{ "xyz japan", "members", "JP", "" },
	{ "stan", "participants", NULL, "" },
	{ "C#", "members", NULL, "" },
	{ "-7", "members", NULL, "" },
};

static const struct query letters[] = {
	{ "c", "members", "KH", "" },
	{ "corée d", "members", "KP", "French: Corée du Nord" },
	{ "corée du", "members", "KP", "French: Corée du Nord" },
	{ "corée du s", "members", "KR", "French: Corée du Sud" },
	{ "corée du sud", "members", "KR", "French: Corée du Sud" },
	{ "corée du sud", "meetings", "1",
		"participants: South Korea ← French: Corée du Sud" },
	{ "республика к", "members", "KI", "UN name: Республика Кирибати" },
	{ "ประเทศ", "members", "TH", "variant name: ประเทศไทย" },
	{ "เกาหลี", "members", "KP", "Thai: เกาหลีเหนือ" }, /* begins so, others end so */
	{ "បាគីស្ថាន", "members", "PK", "Khmer: ប៉ាគីស្ថាន" },
	{ "Ffiji", "members", "FJ", "Welsh: Ffiji" },
	{ "대한", "members", "KR", "Korean: 대한민국" },
};

static const struct query nearest[] = {
	{ "brumma", "members", NULL, "Burma (Myanmar)" },
	{ "austrlia", "members", NULL, "Australia" },
	{ "cambodai", "members", NULL, "Cambodia" },
	{ "indnesia", "members", NULL, "Indonesia" },
	{ "pakistna", "members", NULL, "Pakistan" },
	{ "maldivse", "members", NULL, "Maldives" },
	{ "new zealnd", "members", NULL, "New Zealand" },
	{ "vietnm", "members", NULL, "Vietnam" },
	{ "iraqq", "members", NULL, "Iraq" },
	{ "interpool", "organizations", NULL, "INTERPOL" },
	{ "unchr", "organizations", NULL, "UNHCR" },
	{ "siaam", "members", NULL, "Siam (Thailand)" },
	{ "qqqqq", "members", NULL, "" },
	{ "kitay", "members", NULL, "Китай (China)" },
	{ "velikobritaniya", "participants", NULL, "Великобритания (United Kingdom)" },
	{ "yuzhnaya koreya", "members", NULL, "Южная Корея (South Korea)" },
	{ "hoju", "members", NULL, "호주 (Australia)" },
	{ "ministreial", "meetings", NULL, "First Ministerial Conference" },
	{ "persns", "bodies", NULL, "Working Group on Trafficking in Persons" },
};

/* Appends why ROW was found when all its columns are on the screen. */
static void add_reason(struct bundled *f, int table, uint32_t row, struct str *out)
{
	enum { COLUMNS = 16 };
	const struct table *t = &f->package.tables[table];
	struct slice visible[COLUMNS];
	struct str values[COLUMNS];
	size_t count = t->schema->column_count;

	assert_true(count <= COLUMNS);
	for (size_t i = 0; i < count; i++) {
		str_init(&values[i]);
		package_add_value(
			&f->package, t, row, &t->schema->columns[i], &values[i]);
		visible[i] = (struct slice){ values[i].buf, values[i].len };
	}
	search_explain(&f->search, table, row, visible, count, out);
	for (size_t i = 0; i < count; i++)
		str_release(&values[i]);
}

/* Appends what is expected of Q, and what came. */
static void answer(struct bundled *f, const struct query *q, struct str *got)
{
	int table = descriptor_find(&f->package.descriptor, q->table);
	struct row_ref ref;
	uint32_t row;

	assert_true(table >= 0);
	search_set(&f->search, q->text, table, NULL, NULL);
	task_finish(&f->search.task);
	assert_true(search_complete(&f->search, table));
	if (search_best(&f->search, table, &row, 1)) {
		table_add_key(&f->package.tables[table], row, got);
		str_add(got, " <- ");
		add_reason(f, table, row, got);
	} else {
		str_add(got, "nothing, nearest ");
		search_nearest_in(&f->search, table, got, &ref);
	}
}

static bool is_expected(const struct query *q, const char *got)
{
	const char *reason = strstr(got, " <- ");
	const char *name;

	if (!q->key)
		return strncmp(got, "nothing, nearest ", 17) == 0 &&
			strcmp(got + 17, q->reason) == 0;
	if (!reason || strlen(q->key) != (size_t)(reason - got) ||
		strncmp(got, q->key, strlen(q->key)) != 0)
		return false;
	reason += 4;
	if (q->reason[0] != '*')
		return strcmp(reason, q->reason) == 0;
	name = strstr(reason, q->reason + 1);
	return name && name > reason && strcmp(name, q->reason + 1) == 0;
}

static void check(void **state, const struct query *queries, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct str got;

		str_init(&got);
		answer(*state, &queries[i], &got);
		if (!is_expected(&queries[i], got.buf)) {
			print_message("# \"%s\" in %s: %s <- %s expected, but got %s\n",
				queries[i].text, queries[i].table,
				queries[i].key ? queries[i].key : "nothing",
				queries[i].reason, got.buf);
			wrong++;
		}
		str_release(&got);
	}
	assert_int_equal(wrong, 0);
}

#define TEST(name)                                                                       \
	static void test_##name(void **state)                                            \
	{                                                                                \
		check(state, name, sizeof name / sizeof *name);                          \
	}

TEST(codes)
TEST(former_names)
TEST(misspelt)
TEST(languages)
TEST(signs)
TEST(scopes)
TEST(ranges)
TEST(dates)
TEST(dotted)
TEST(operators)
TEST(other_tables)
TEST(nearest)
TEST(words_of_people)
TEST(letters)

/* South Korea is found by each beginning of "Corée du Sud". */
static void test_a_name_as_it_is_typed(void **state)
{
	static const char name[] = "corée du sud";
	struct bundled *f = *state;
	int members = descriptor_find(&f->package.descriptor, "members");
	uint32_t row = table_find(&f->package.tables[members], slice_of("KR"));

	for (size_t len = 1; len < sizeof name; len++) {
		struct str typed = STR_INIT;

		/* not in the midst of a letter */
		if (((unsigned char)name[len] & 0xc0) == 0x80)
			continue;
		str_add_bytes(&typed, name, len);
		search_set(&f->search, typed.buf, members, NULL, NULL);
		task_finish(&f->search.task);
		if (search_rank(&f->search, members, row) > RANK_ALIAS_PREFIX)
			fail_msg("\"%s\" does not find South Korea", typed.buf);
		str_release(&typed);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_former_names),
		cmocka_unit_test(test_misspelt),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_scopes),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_dotted),
		cmocka_unit_test(test_operators),
		cmocka_unit_test(test_other_tables),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_words_of_people),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_a_name_as_it_is_typed),
	};

	return cmocka_run_group_tests_name(
		"queries", tests, bundled_load, bundled_release);
}
