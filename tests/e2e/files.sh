#!/bin/sh
# Files as the system has them: more than may be open, links. Prints TAP.
. "${srcdir:-.}/tests/e2e/preamble.sh"

# A folder of 300 tables, and a package of as many resources.
mkdir "$work/many" "$work/package"
printf '{"resources":[' >"$work/package/datapackage.json"
i=0
while [ $i -lt 300 ]; do
	printf 'id,town\n%d,Lund\n' $i | tee "$work/many/t$i.csv" >"$work/package/t$i.csv"
	[ $i = 0 ] || printf ',' >>"$work/package/datapackage.json"
	printf '{"name":"t%d","path":"t%d.csv","schema":{"primaryKey":"id",' $i $i
	printf '"fields":[{"name":"id","type":"integer"},{"name":"town"}]}}'
	i=$((i + 1))
done >>"$work/package/datapackage.json"
printf ']}\n' >>"$work/package/datapackage.json"

for set in many package; do
	(
		ulimit -n 32
		ends 0 -d "$work/$set" -f csv tables && ends 0 -d "$work/$set" check &&
			ends 0 -d "$work/$set" -f csv tables
	) && [ "$(grep -c '^t[0-9]*,t[0-9]*,1,$' "$work/out")" = 300 ]
	result $? "more tables than files may be open: $set"
done

mkdir "$work/links"
printf 'id,town\n1,Lund\n' >"$work/outside.csv"
ln -s ../outside.csv "$work/links/towns.csv"
same "a symbolic link is followed" 0 -d "$work/links" -f csv list towns <<'END'
id,town
1,Lund
END

finish
