#ifndef TESTS_VIEW_TOWNS_H
#define TESTS_VIEW_TOWNS_H

/* Towns and their rivers: a table with columns of its own, one of them of another table,
 * and fields that are none of them. */

static const char towns_package[] =
	"{'name':'towns','title':'Towns','resources':["
	"{'name':'towns','path':'towns.csv','title':'Towns','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'},"
	"{'name':'name','title':'Town','type':'string'},"
	"{'name':'river','title':'River','type':'string'},"
	"{'name':'people','title':'People','type':'integer'},"
	"{'name':'since','title':'Since','type':'string'},"
	"{'name':'note','title':'Note','type':'string'}],'primaryKey':'id',"
	"'foreignKeys':[{'fields':'river','reference':"
	"{'resource':'rivers','fields':'id'}}]},"
	"'bali':{'label':'name','columns':['name','river.name','people','river.sea']}},"
	"{'name':'rivers','path':'rivers.csv','title':'Rivers','schema':{'fields':["
	"{'name':'id','title':'Id','type':'string'},"
	"{'name':'name','title':'Name','type':'string'},"
	"{'name':'sea','title':'Sea','type':'string'}],'primaryKey':'id'},"
	"'bali':{'label':'name'}}]}";

static const char towns_rows[] = "id,name,river,people,since,note\n"
				 "kln,Cologne,r,1080,38,cathedral\n"
				 "bsl,Basel,r,170,374,fair\n"
				 "ulm,Ulm,d,126,854,minster\n"
				 "pra,Prague,,1300,,castle\n";

static const char towns_rivers[] = "id,name,sea\nr,Rhine,North Sea\nd,Danube,Black Sea\n";

#endif
