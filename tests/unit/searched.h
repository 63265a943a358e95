#ifndef TESTS_UNIT_SEARCHED_H
#define TESTS_UNIT_SEARCHED_H

/* A small package with codes, references, names and sources, and a search over it. */

#include "query/search.h"
#include "unit/packed.h"

enum { COUNTRIES, MEMBERS, MEETINGS, NAMES, LANGUAGES, SOURCES };

struct searched {
	struct packed x;
	struct search s;
	struct str text; /* of the last call that returns one */
};

static const char searched_descriptor[] =
	"{'resources': ["
	"{'name': 'countries', 'path': 'countries.csv', 'bali': {'view': 'lookup',"
	" 'label': 'name'}, 'schema': {'primaryKey': 'id', 'fields': ["
	"  {'name': 'id'},"
	"  {'name': 'code', 'title': 'ISO code', 'type': 'string', 'constraints':"
	"   {'unique': true, 'maxLength': 2}},"
	"  {'name': 'name', 'type': 'string'},"
	"  {'name': 'capital', 'title': 'Capital', 'type': 'string'},"
	"  {'name': 'region', 'title': 'Region', 'type': 'string'},"
	"  {'name': 'island', 'type': 'boolean'},"
	"  {'name': 'sources', 'type': 'list', 'delimiter': ';'}],"
	" 'foreignKeys': [{'fields': 'sources', 'reference': {'resource': 'sources',"
	"  'fields': 'id'}}]}},"
	"{'name': 'members', 'path': 'members.csv', 'bali': {'label': 'country.name',"
	" 'columns': ['country.name', 'since']}, 'schema': {'primaryKey': 'country',"
	" 'fields': ["
	"  {'name': 'country', 'title': 'Country'},"
	"  {'name': 'listed_as', 'title': 'Listed as', 'type': 'string'},"
	"  {'name': 'since', 'title': 'Since', 'type': 'string',"
	"   'rdfType': 'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"  {'name': 'status', 'title': 'Status', 'type': 'string', 'categories': ["
	"   {'value': 'm', 'label': 'member'}, {'value': 'o', 'label': 'observer'}]},"
	"  {'name': 'sources', 'type': 'list', 'delimiter': ';'}],"
	" 'foreignKeys': [{'fields': 'country', 'reference': {'resource': 'countries',"
	"  'fields': 'id'}}, {'fields': 'sources', 'reference': {'resource': 'sources',"
	"  'fields': 'id'}}]}},"
	"{'name': 'meetings', 'path': 'meetings.csv', 'bali': {'label': 'title'},"
	" 'schema': {'primaryKey': 'number', 'fields': ["
	"  {'name': 'number', 'title': 'No.', 'type': 'integer'},"
	"  {'name': 'title', 'title': 'Title', 'type': 'string'},"
	"  {'name': 'host', 'title': 'Host', 'type': 'string'},"
	"  {'name': 'chairs', 'title': 'Chairs', 'type': 'list', 'delimiter': ';'},"
	"  {'name': 'summary', 'title': 'Summary', 'type': 'string'},"
	"  {'name': 'sources', 'type': 'list', 'delimiter': ';'}],"
	" 'foreignKeys': [{'fields': 'host', 'reference': {'resource': 'countries',"
	"  'fields': 'id'}}, {'fields': 'chairs', 'reference': {'resource': 'countries',"
	"  'fields': 'id'}}, {'fields': 'sources', 'reference': {'resource': 'sources',"
	"  'fields': 'id'}}]}},"
	"{'name': 'names', 'path': 'names.csv', 'bali': {'view': 'lookup',"
	" 'label': 'name', 'names': true}, 'schema': {'fields': ["
	"  {'name': 'country'},"
	"  {'name': 'name', 'title': 'Name', 'type': 'string'},"
	"  {'name': 'kind', 'constraints': {'enum': ['short', 'former', 'language']}},"
	"  {'name': 'languages', 'type': 'list', 'delimiter': ';'},"
	"  {'name': 'note', 'type': 'string'}],"
	" 'foreignKeys': [{'fields': 'country', 'reference': {'resource': 'countries',"
	"  'fields': 'id'}}, {'fields': 'languages', 'reference': {'resource':"
	"  'languages', 'fields': 'code'}}]}},"
	"{'name': 'languages', 'path': 'languages.csv', 'bali': {'view': 'lookup'},"
	" 'schema': {'primaryKey': 'code', 'fields': ["
	"  {'name': 'code'}, {'name': 'language', 'type': 'string'}]}},"
	"{'name': 'sources', 'path': 'sources.csv', 'schema': {'primaryKey': 'id',"
	" 'fields': [{'name': 'id'}, {'name': 'title', 'type': 'string'}]}}]}";

static inline void searched_make(struct searched *s)
{
	packed_begin(&s->x);
	packed_write(&s->x, "datapackage.json", searched_descriptor);
	packed_write(&s->x, "countries.csv",
		"id,code,name,capital,region,island,sources\n"
		"kh,KH,Cambodia,Phnom Penh,Asia,false,un\n"
		"id,ID,Indonesia,Jakarta,Asia,true,un;pp\n"
		"nl,NL,The Netherlands,Amsterdam,Europe,false,un\n"
		"nz,NZ,New Zealand,Wellington,Oceania,true,un\n"
		"tr,TR,Türkiye,Ankara,Asia,false,un\n"
		"ci,CI,Côte d’Ivoire,Yamoussoukro,Africa,false,un\n");
	packed_write(&s->x, "members.csv",
		"country,listed_as,since,status,sources\n"
		"kh,Kampuchea,2002,m,pp\n"
		"id,,2002-02-26,m,pp\n"
		"nz,,2003/..,m,pp;un\n"
		"nl,Holland,2011?,o,pp\n"
		"tr,Turkey,,m,pp\n");
	packed_write(&s->x, "meetings.csv",
		"number,title,host,chairs,summary,sources\n"
		"1,First Conference,id,id;nz,Two groups were set up in Bali,pp\n"
		"2,Second Conference,id,id;nz,\"Khmer rules (draft), new\",pp\n"
		"17,Jubilee,nz,id;nz,,un\n");
	packed_write(&s->x, "names.csv",
		"country,name,kind,languages,note\n"
		"kh,Kampuchea,former,,old\n"
		"kh,Khmer Republic,former,,old\n"
		"kh,Camboya,language,ast;es,\n"
		"kh,กัมพูชา,language,th,\n"
		"nl,Netherlands,short,,\n"
		"nl,Países Bajos,language,es,\n"
		"tr,Turquía,language,es,\n"
		"tr,Turquia,language,pt,\n"
		"id,Dutch East Indies,former,,\n");
	packed_write(&s->x, "languages.csv",
		"code,language\nast,Asturian\nes,Spanish\npt,Portuguese\nth,Thai\n");
	packed_write(
		&s->x, "sources.csv", "id,title\nun,United Nations\npp,Policy Papers\n");
	packed_load(&s->x, NULL);
	assert_string_equal(packed_faults(&s->x), "");
	search_init(&s->s, &s->x.p);
	str_init(&s->text);
}

static inline void searched_end(struct searched *s)
{
	search_release(&s->s);
	str_release(&s->text);
	packed_end(&s->x);
}

/* Searches for TEXT, table TABLE first, to the end. */
static inline void searched_for(struct searched *s, const char *text, int table)
{
	search_set(&s->s, text, table, NULL, NULL);
	task_finish(&s->s.task);
}

static inline void searched_add_keys(
	struct searched *s, int table, const uint32_t *rows, size_t count)
{
	str_clear(&s->text);
	for (size_t i = 0; i < count; i++) {
		str_add(&s->text, i ? " " : "");
		table_add_key(&s->x.p.tables[table], rows[i], &s->text);
	}
}

/* Returns the keys of the rows of TABLE that TEXT finds, in the table's order; "every
 * row" when there is nothing to search for. */
static inline const char *searched_keys(struct searched *s, const char *text, int table)
{
	const struct rowset *rows = search_rows(&s->s, table);

	searched_for(s, text, table);
	if (rows->all)
		return "every row";
	searched_add_keys(s, table, rows->rows, rows->count);
	return s->text.buf;
}

/* The same, best first. */
static inline const char *searched_best(struct searched *s, const char *text, int table)
{
	uint32_t rows[20];

	searched_for(s, text, table);
	searched_add_keys(s, table, rows, search_best(&s->s, table, rows, 20));
	return s->text.buf;
}

/* Returns why row ROW of TABLE is found by TEXT when VISIBLE is on the screen. */
static inline const char *searched_reason(struct searched *s, const char *text, int table,
	uint32_t row, const char *visible)
{
	struct slice shown = slice_of(visible);

	searched_for(s, text, table);
	str_clear(&s->text);
	search_explain(&s->s, table, row, &shown, 1, &s->text);
	return s->text.buf;
}

#endif
