#ifndef TESTS_UNIT_CITED_H
#define TESTS_UNIT_CITED_H

/* A package whose rows cite sources, with addresses good and bad. */

#include "unit/packed.h"

enum { CITED_PORTS, CITED_SHIPS, CITED_SOURCES };

static const char cited_package[] =
	"{'name':'sea','title':'The Sea','version':'3','created':'2026-05-04T00:00:00Z',"
	"'homepage':'https://sea.example/','resources':["
	"{'name':'ports','path':'ports.csv','title':'Ports','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'name','type':'string'},"
	"{'name':'page','type':'string','format':'uri'},"
	"{'name':'sources','type':'list','delimiter':';'}],'primaryKey':'id',"
	"'foreignKeys':[{'fields':'sources','reference':{'resource':'sources',"
	"'fields':'id'}}]},'bali':{'label':'name','columns':['name','page','sources']}},"
	"{'name':'ships','path':'ships.csv','title':'Ships','schema':{'fields':["
	"{'name':'port','type':'string'},{'name':'note','type':'string'},"
	"{'name':'links','type':'list','delimiter':';'},"
	"{'name':'said_by','type':'list','delimiter':';'}],'primaryKey':'port',"
	"'foreignKeys':[{'fields':'port','reference':{'resource':'ports',"
	"'fields':'id'}},{'fields':'said_by','reference':{'resource':'sources',"
	"'fields':'id'}}]},'bali':{'label':'port.name','columns':['port.name','note']}},"
	"{'name':'sources','path':'sources.csv','title':'Sources','schema':{'fields':["
	"{'name':'id','type':'string'},{'name':'title','type':'string'},"
	"{'name':'url','type':'string','format':'uri'}],'primaryKey':'id'},"
	"'bali':{'label':'title'}}]}";

static const char cited_ports[] = "id,name,page,sources\n"
				  "v,Visby,https://visby.example/,log;map\n"
				  "s,Slite,,\n"
				  "b,\"Bad\033]52;c;Zm9v\007\nport\",,odd\n"
				  "n,Nowhere,,book\n";

static const char cited_ships[] =
	"port,note,links,said_by\n"
	"v,Fast,,map;chart\n"
	"s,See http://one.example/a.,https://two.example/b;x,\n";

static const char cited_sources[] = "id,title,url\n"
				    "log,The log,https://log.example/1\n"
				    "map,A map,http://map.example/?a=b&c=d\n"
				    "chart,Chart,https://chart.example/\n"
				    "odd,Odd one,javascript:alert(1)\n"
				    "book,A book,\n";

/* Opens the package, loaded. */
static inline void cited_open(struct packed *x)
{
	packed_begin(x);
	packed_write(x, "datapackage.json", cited_package);
	packed_write(x, "ports.csv", cited_ports);
	packed_write(x, "ships.csv", cited_ships);
	packed_write(x, "sources.csv", cited_sources);
	packed_load(x, NULL);
}

#endif
