#ifndef TESTS_UNIT_RECORDED_H
#define TESTS_UNIT_RECORDED_H

/*
 * A small package whose records have all that a record may have: rows that are one, other
 * names, links back through several keys, rows told in place, values of every kind that
 * is written in its own way, and texts that every format has to escape.
 */

#include "data/record.h"
#include "unit/packed.h"

enum {
	R_MEMBERS,
	R_COUNTRIES,
	R_NAMES,
	R_MEETINGS,
	R_VISITS,
	R_DISPUTES,
	R_SOURCES,
	R_TABLES
};

static const char recorded_descriptor[] =
	"{'resources':["
	"{'name':'members','path':'members.csv','title':'Members','schema':{'fields':["
	"{'name':'country','title':'Country','type':'string'},"
	"{'name':'since','title':'Since','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"{'name':'note','title':'Note','type':'string'},"
	"{'name':'sources','title':'Sources','type':'list','delimiter':';'}],"
	"'primaryKey':'country','foreignKeys':["
	"{'fields':'country','reference':{'resource':'countries','fields':'id'}},"
	"{'fields':'sources','reference':{'resource':'sources','fields':'id'}}]},"
	"'bali':{'label':'country.name'}},"
	"{'name':'countries','path':'countries.csv','title':'Countries',"
	"'schema':{'fields':["
	"{'name':'id','title':'Code','type':'string','constraints':{'maxLength':2}},"
	"{'name':'alpha3','title':'Alpha-3','type':'string',"
	"'constraints':{'unique':true,'maxLength':3}},"
	"{'name':'name','title':'Name','type':'string'},"
	"{'name':'place','title':'Place','type':'geopoint'},"
	"{'name':'area','title':'Area','type':'number'},"
	"{'name':'island','title':'Island','type':'boolean'},"
	"{'name':'languages','title':'Languages','type':'list','delimiter':';'}],"
	"'primaryKey':'id'},'bali':{'view':'lookup','label':'name'}},"
	"{'name':'names','path':'names.csv','title':'Names','schema':{'fields':["
	"{'name':'country','type':'string'},{'name':'name','type':'string'},"
	"{'name':'kind','type':'string'},"
	"{'name':'tongues','type':'list','delimiter':';'}],'foreignKeys':["
	"{'fields':'country','reference':{'resource':'countries','fields':'id'}}]},"
	"'bali':{'view':'lookup','label':'name','names':true,"
	"'columns':['name','country.name','kind','tongues']}},"
	"{'name':'meetings','path':'meetings.csv','title':'Meetings','schema':{'fields':["
	"{'name':'number','title':'No.','type':'integer'},"
	"{'name':'title','title':'Title','type':'string'},"
	"{'name':'date','title':'Date','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"{'name':'host','title':'Host','type':'string'},"
	"{'name':'guests','title':'Guests','type':'list','delimiter':';'}],"
	"'primaryKey':'number','foreignKeys':["
	"{'fields':'host','reference':{'resource':'countries','fields':'id'}},"
	"{'fields':'guests','reference':{'resource':'countries','fields':'id'}}]},"
	"'bali':{'label':'title','timeline':{'date':'date'}}},"
	"{'name':'visits','path':'visits.csv','title':'Visits','schema':{'fields':["
	"{'name':'country','type':'string'},{'name':'who','type':'string'}],"
	"'foreignKeys':["
	"{'fields':'country','reference':{'resource':'countries','fields':'id'}}]},"
	"'bali':{'label':'who'}},"
	"{'name':'disputes','path':'disputes.csv','title':'Disputes',"
	"'schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'what','title':'What','type':'string'},"
	"{'name':'country','type':'string'},"
	"{'name':'says','title':'Says','type':'string'},"
	"{'name':'by','title':'By','type':'list','delimiter':';'}],'primaryKey':'id',"
	"'foreignKeys':["
	"{'fields':'country','reference':{'resource':'countries','fields':'id'}},"
	"{'fields':'by','reference':{'resource':'sources','fields':'id'}}]},"
	"'bali':{'view':'lookup','label':'what','inline':['what','says','by']}},"
	"{'name':'sources','path':'sources.csv','title':'Sources','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'title','title':'Title','type':'string'},"
	"{'name':'url','title':'Address','type':'string','format':'uri'}],"
	"'primaryKey':'id'},'bali':{'label':'title'}}]}";

/* Quotes would be turned round by packed_write: files with some are written as they are.
 */
static inline void recorded_make(struct packed *x)
{
	packed_begin(x);
	packed_write(x, "datapackage.json", recorded_descriptor);
	folder_write(&x->folder, "members.csv",
		"country,since,note,sources\n"
		"AA,2002-02,\"a | b, *c*\nsecond line\",s1;s2\n"
		"BB,2013-04-01~,,\n");
	folder_write(&x->folder, "countries.csv",
		"id,alpha3,name,place,area,island,languages\n"
		"AA,AAA,Arland,\"1.5, -20\",12.50,true,Arish;Old Arish\n"
		"BB,BBB,Outer Beria,,,,Berian as it is spoken in the north;Arish\n"
		"CC,CCC,Celia,,,false,\n");
	folder_write(&x->folder, "names.csv",
		"country,name,kind,tongues\n"
		"AA,Arlandia,former,\n"
		"AA,Arlande,foreign,fr;wa;br;oc\n"
		"AA,Arl,,\n");
	folder_write(&x->folder, "meetings.csv",
		"number,title,date,host,guests\n"
		"1,First Meeting,2002-02-26/2002-02-28,AA,BB;CC\n"
		"2,Second Meeting,2004-04,AA,\n");
	folder_write(&x->folder, "visits.csv",
		"country,who\n"
		"CC,Ada\n"
		"BB,\"Bo \"\"the\x1b[31m\"\" <b>\"\n");
	folder_write(&x->folder, "disputes.csv",
		"id,what,country,says,by\n"
		"d1,Date of joining,AA,2002,s2\n");
	folder_write(&x->folder, "sources.csv",
		"id,title,url\n"
		"s1,A long title of the first source document,\n"
		"s2,Another,https://example.org/a_(b)\n");
	packed_load(x, NULL);
}

/* Returns row ROW of TABLE, one of the enum. */
static inline struct row_ref recorded_row(int table, uint32_t row)
{
	return (struct row_ref){ table, row };
}

#endif
