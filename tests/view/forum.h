#ifndef TESTS_VIEW_FORUM_H
#define TESTS_VIEW_FORUM_H

/* A small forum for the timeline's tests: conferences with a stated rhythm, events of
 * three kinds with dates of every sort, members since some day, towns that events name.
 */

#include "unit/packed.h"

static const char forum_package[] =
	"{'name':'forum','title':'Forum','resources':["
	"{'name':'meetings','path':'meetings.csv','title':'Conferences','schema':{'"
	"fields':["
	"{'name':'number','type':'integer'},{'name':'title','type':'string'},"
	"{'name':'date','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"{'name':'town','title':'Place','type':'string'},"
	"{'name':'outcome','title':'Outcome','type':'string'}],"
	"'primaryKey':'number','foreignKeys':["
	"{'fields':'town','reference':{'resource':'towns','fields':'id'}}]},"
	"'bali':{'label':'title','columns':['number','title','date','town.name'],"
	"'timeline':{'date':'date','cadence':'P2Y'}}},"
	"{'name':'events','path':'events.csv','title':'Events','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'date','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"{'name':'kind','type':'string','categories':["
	"{'value':'decision','label':'Decisions'},"
	"{'value':'workshop','label':'Workshops'},"
	"{'value':'office','label':'Offices'}]},"
	"{'name':'title','type':'string'},{'name':'town','title':'Place','type':'string'}"
	"],"
	"'primaryKey':'id','foreignKeys':["
	"{'fields':'town','reference':{'resource':'towns','fields':'id'}}]},"
	"'bali':{'label':'title','columns':['date','title','kind','town.name'],"
	"'timeline':{'date':'date','lane':'kind'}}},"
	"{'name':'members','path':'members.csv','title':'Members','schema':{'fields':["
	"{'name':'name','type':'string'},"
	"{'name':'from','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'},"
	"{'name':'to','type':'string',"
	"'rdfType':'http://id.loc.gov/datatypes/edtf/EDTF'}],"
	"'primaryKey':'name'},'bali':{'label':'name','period':{'from':'from','to':'to'}}}"
	","
	"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'name','type':'string'}],"
	"'primaryKey':'id'},'bali':{'view':'lookup','label':'name'}}]}";

/* Opens and loads the forum. */
static inline void forum_open(struct packed *x)
{
	packed_begin(x);
	packed_write(x, "datapackage.json", forum_package);
	packed_write(x, "meetings.csv",
		"number,title,date,town,outcome\n"
		"1,First Conference,2002-02-26/2002-02-28,b,Two groups set up.\n"
		"2,Second Conference,2004-04-28,b,The rhythm was agreed.\n"
		"3,Third Conference,2009-04-14/2009-04-15,p,A new task.\n"
		"4,Fourth Conference,2011-03-29/2011-03-30,b,The framework.\n"
		"5,Fifth Conference,2013-04-02,b,More members.\n");
	packed_write(x, "events.csv",
		"id,date,kind,title,town\n"
		"e1,2002-02-28,decision,Two groups,b\n"
		"e2,2003-03,workshop,Seminar on papers,p\n"
		"e3,2009-04-15,decision,New task,p\n"
		"e4,2009-04-16,decision,Budget,p\n"
		"e5,2010?,workshop,Walk along the border,b\n"
		"e6,2011-03-30/..,office,Support office,b\n"
		"e7,2012-09-10,workshop,Training,k\n"
		"e8,2013-04-01,decision,Members welcomed,b\n"
		"e9,../2008,office,First secretariat,k\n");
	packed_write(x, "members.csv",
		"name,from,to\n"
		"Arland,2002-02,\nBeria,2002-02,2010\nCelia,2013-04-01,\nDoria,,\n");
	packed_write(x, "towns.csv", "id,name\nb,Bali\np,Perth\nk,Kota\n");
	packed_load(x, NULL);
}

#endif
