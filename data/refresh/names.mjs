// SPDX-FileCopyrightText: 2026 the bali authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes ../names.csv, every name of every country of ../countries.csv, and ../languages.csv, the English name of every
// language in it, from CLDR and from the lists of this folder, which data/README describes.
//
//     npm install --no-save --prefix . cldr-localenames-full@48.2.0 cldr36@npm:cldr-localenames-full@36.0.0 \
//       cldr27@npm:cldr@3.0.0 cldr24@npm:cldr@2.0.1 cldr22@npm:cldr@1.0.1
//     node names.mjs
//
// Run in this folder, and only to refresh the table: its output is committed, and a build needs neither node nor npm.
//
// A name that several languages or lists share is one row with all of its languages and sources, and with the kind and
// note of the first list that has it. A language is left out where a shorter tag of the same row implies it (de-AT beside
// de). Languages that more people read stand first, in a row and in the table of languages, since the first one is what a
// reader of the list sees.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse, quote } from "./csv.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const data = join(here, "..");
const cldr = join(here, "node_modules", "cldr-localenames-full", "main");
// What earlier versions of CLDR called the countries: 36, and those that the package cldr has, as XML, 27.0.1, 24 and 22.1.
const earlier = [["cldr36", "main"], ...["cldr27", "cldr24", "cldr22"].map((name) => [name, "3rdparty/cldr/common/main"])]
  .map(([name, folder]) => join(here, "node_modules", name, folder));
const columns = ["country", "name", "kind", "languages", "note", "sources"];

/** Whether a shorter tag of the set, such as de for de-AT, stands for this one. */
function implied(tag, tags) {
  for (let cut = tag.lastIndexOf("-"); cut > 0; cut = tag.lastIndexOf("-", cut - 1))
    if (tags.has(tag.slice(0, cut))) return true;
  return false;
}

const countries = parse(readFileSync(join(data, "countries.csv"), "utf8"));
const names = new Map();

function entry(country, name) {
  const key = `${country}\n${name}`;
  if (!names.has(key)) names.set(key, { country, name, kind: "language", languages: new Set(), note: "", sources: [] });
  return names.get(key);
}

const read = (file) => parse(readFileSync(join(here, file), "utf8"));
const items = (list) => list.split(";").filter(Boolean);

/** Adds SOURCE to the sources of ROW once. */
function cite(row, source) {
  if (!row.sources.includes(source)) row.sources.push(source);
}

for (const list of ["names-extra.csv", "names-un.csv", "names-factbook.csv", "demonyms.csv"]) {
  for (const given of read(list)) {
    const name = given.name.normalize("NFC");
    const known = names.has(`${given.country}\n${name}`);
    const row = entry(given.country, name);
    if (!known) Object.assign(row, { kind: given.kind, note: given.note });
    items(given.languages).forEach((tag) => row.languages.add(tag));
    items(given.sources).forEach((source) => cite(row, source));
  }
}

// What CLDR has wrong, with the names to put in its place; none where no right one is known.
const wrong = new Map(read("cldr-wrong.csv").map((row) => [`${row.language}\n${row.country}\n${row.name}`, row]));

const codes = new Set(countries.map((country) => country.alpha2).filter(Boolean));

/** The names of countries in each language of a version of CLDR, its JSON or its XML in FOLDER: [language, code, name]. */
function* territories(folder) {
  for (const entry of readdirSync(folder).sort()) {
    const language = entry.replace(/\.xml$/, "").replaceAll("_", "-");
    const file = entry.endsWith(".xml") ? join(folder, entry) : join(folder, entry, "territories.json");
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const named = entry.endsWith(".xml")
      ? [...text.matchAll(/<territory type="([A-Z]{2})"[^>]*>([^<]+)<\/territory>/g)].map((found) => [found[1], found[2]])
      : Object.entries(JSON.parse(text).main[entry].localeDisplayNames.territories ?? {});
    for (const [key, value] of named) {
      const code = key.replace(/-alt-.*/, "");
      const name = value.trim().normalize("NFC");
      // A name equal to the code is one that nobody has translated.
      if (codes.has(code) && name !== code) yield [language, code, name];
    }
  }
}

for (const [language, code, name] of territories(cldr)) {
  const fault = wrong.get(`${language}\n${code}\n${name}`);
  for (const right of fault ? items(fault.right) : [name]) {
    const row = entry(code, right);
    row.languages.add(language);
    if (fault) row.note = fault.note;
    cite(row, "cldr");
  }
  if (fault) fault.met = true;
}

/** NAME in the letters by which a search compares it. */
function letters(name) {
  return name.normalize("NFKD").replace(/[\u0300-\u036f\p{P}\p{Z}]/gu, "").toLowerCase();
}

// Earlier names are kept where they differ in their letters, and where no other country is called so: some were mistakes.
const called = new Map();
for (const row of names.values()) {
  const key = letters(row.name);
  called.set(key, (called.get(key) ?? new Set()).add(row.country));
}
const former = new Set();
for (const folder of earlier) {
  for (const [language, code, name] of territories(folder)) {
    const owners = called.get(letters(name));
    if (wrong.has(`${language}\n${code}\n${name}`)) continue;
    if (!names.has(`${code}\n${name}`) && owners) continue;
    const row = entry(code, name);
    if (!row.sources.length) former.add(row);
    if (!former.has(row)) continue;
    row.languages.add(language);
    cite(row, "cldr-earlier");
  }
}
for (const fault of wrong.values()) if (!fault.met) console.warn(`CLDR no longer has ${fault.name} (${fault.language})`);
for (const row of names.values()) if (!row.sources.length) console.warn(`no source: ${row.country} ${row.name}`);

const order = new Map(countries.map((country, i) => [country.id, i]));
const kinds = ["short", "official", "former", "listed", "variant", "abbreviation", "part", "misspelt", "language", "un", "demonym"];
const rank = (row) => kinds.indexOf(row.kind);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = [...names.values()].sort((a, b) =>
  order.get(a.country) - order.get(b.country) || rank(a) - rank(b) || compare(a.name, b.name));

// Languages that many people read, most first: the official ones of the United Nations, then others by speakers.
const common = ("en fr es ar zh ru pt hi bn de ja id tr ko it fa vi pl uk nl th ur sw ms ta te mr my km lo tl fil ro el cs hu sv " +
  "bg he da fi nb no sk hr sr lt lv sl et sq ka hy az kk uz mn ne si am").split(" ");
const weight = (tag) => common.includes(tag) ? common.indexOf(tag) : 100 * tag.length;
const used = new Set();

const lines = [columns.join(",")];
for (const row of sorted) {
  const tags = [...row.languages].filter((tag) => !implied(tag, row.languages));
  tags.sort((a, b) => weight(a) - weight(b) || compare(a, b));
  tags.forEach((tag) => used.add(tag));
  const languages = tags.join(";");
  const cells = { ...row, languages, sources: row.sources.join(";") };
  lines.push(columns.map((column) => quote(cells[column])).join(","));
}
writeFileSync(join(data, "names.csv"), lines.join("\n") + "\n");
console.log(`${sorted.length} names of ${countries.length} countries`);

const english = (kind) => JSON.parse(readFileSync(join(cldr, "en", kind + ".json"), "utf8")).main.en.localeDisplayNames[kind];
const words = { languages: english("languages"), scripts: english("scripts"), territories: english("territories"),
  variants: english("variants") };

/** The English name of a BCP 47 tag: that of the whole where CLDR has one, else "language (script, region)". */
function languageName(tag) {
  if (words.languages[tag]) return words.languages[tag];
  const [language, ...rest] = tag.split("-");
  const parts = rest.map((part) => words.scripts[part] ?? words.territories[part] ?? words.variants[part.toUpperCase()] ?? part);
  const name = words.languages[language] ?? language;
  return parts.length ? `${name} (${parts.join(", ")})` : name;
}

const named = new Map(read("languages-extra.csv").map((row) => [row.code, row]));
const languageLines = ["code,name,sources"];
for (const tag of [...used].sort((a, b) => weight(a) - weight(b) || compare(a, b))) {
  const row = named.get(tag) ?? { name: languageName(tag), sources: "cldr" };
  languageLines.push([tag, quote(row.name), row.sources].join(","));
}
writeFileSync(join(data, "languages.csv"), languageLines.join("\n") + "\n");
console.log(`${used.size} languages`);
