#!/bin/sh
# SPDX-FileCopyrightText: 2026 the bali authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What comes of it when memory is short or a file cannot be read: one of FAULTS_STEP
# allocations and reads fails, each in a run of its own. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# A package that needs all the libraries.
mkdir "$work/data" "$work/scratch"
cat >"$work/data/datapackage.json" <<'END'
{
	"title": "Towns",
	"resources": [
		{
			"name": "towns", "path": "towns.csv",
			"schema": {
				"primaryKey": "id",
				"fields": [
					{ "name": "id", "type": "integer" },
					{ "name": "name", "constraints": { "pattern": "[A-Z].*" } },
					{ "name": "people", "type": "number" },
					{ "name": "founded", "type": "date", "format": "any" },
					{ "name": "river" },
					{ "name": "place", "type": "geojson" }
				],
				"foreignKeys": [
					{ "fields": "river", "reference": { "resource": "rivers", "fields": "id" } }
				]
			}
		},
		{
			"name": "rivers", "path": "rivers.csv.gz",
			"schema": { "primaryKey": "id", "fields": [{ "name": "id" }, { "name": "name" }] }
		},
		{ "name": "lakes", "path": "lakes.csv.zst" },
		{ "name": "old", "path": "old.csv", "encoding": "iso-8859-1" },
		{ "name": "inline", "data": [{ "a": 1, "b": [1, 2] }, { "a": 2 }] }
	]
}
END
cat >"$work/data/towns.csv" <<'END'
id,name,people,founded,river,place
1,Lund,5,0990,h,"{""type"":""Point"",""coordinates"":[1,2]}"
2,"Ystad ""old""",3.5,1200-05-03,h,
3,Visby,2,,k,
END
printf 'id,name\nh,H\303\270je\nk,K\303\245\n' | gzip -nc >"$work/data/rivers.csv.gz"
printf '\050\265\057\375\000\130\271\000\000id,town\n1,Lund\n2,Ystad\n' >"$work/data/lakes.csv.zst"
printf 'id,town\n1,K\366ln\n' >"$work/data/old.csv"

LC_ALL=C.UTF-8 TERM=xterm-256color
export LC_ALL TERM
shim=$PWD/tests/faults/shim.so
name="nothing wrong comes of an allocation or a read that fails"
if [ -x tests/faults/faults ] && LD_PRELOAD=$shim "$bali" -V >"$work/out" 2>&1 && [ -s "$shim" ] &&
	! grep -q LD_PRELOAD "$work/out"; then
	tests/faults/faults "$bali" "$shim" "$work/scratch" "$work/data" "${FAULTS_STEP:-50}" \
		>"$work/out" 2>"$work/err"
	result $? "$name"
	[ "$failed" = 1 ] || sed 's/^/# /' "$work/out"
else
	skip "$name" "nothing can be preloaded here"
fi

finish
