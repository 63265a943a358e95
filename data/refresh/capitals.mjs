// SPDX-FileCopyrightText: 2026 the bali authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fills the column capital_names of ../countries.csv, other names of the capital: in the official languages of the United
// Nations from CLDR, where the capital gives its name to a time zone, and from capitals-extra.csv.
//
//     npm install --no-save --prefix . cldr-dates-full@48.2.0
//     node capitals.mjs
//
// Run in this folder, and only to refresh the column, as names.mjs.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse, quote } from "./csv.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const file = join(here, "..", "countries.csv");
const languages = ["en", "fr", "es", "ru", "zh", "ar"];

/** The cities of the time zones in a language, by the last part of the zone's name. */
function cities(language) {
  const path = join(here, "node_modules", "cldr-dates-full", "main", language, "timeZoneNames.json");
  const found = new Map();
  const walk = (zones) => {
    for (const [key, zone] of Object.entries(zones))
      if (zone._type === "zone") found.set(key, (zone.exemplarCity ?? "").normalize("NFC"));
      else walk(zone);
  };
  walk(JSON.parse(readFileSync(path, "utf8")).main[language].dates.timeZoneNames.zone);
  return found;
}

/** NAME in the letters by which a search compares: names that differ in accents alone find the same. */
function letters(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const named = new Map(languages.map((language) => [language, cities(language)]));
// Russian has them all, English only the cities that are not called as their zones are.
const zones = new Map([...named.get("ru").keys()].map((zone) => [named.get("en").get(zone) || zone.replaceAll("_", " "), zone]));
const extra = new Map(parse(readFileSync(join(here, "capitals-extra.csv"), "utf8")).map((row) => [row.country, row.names.split(";")]));
const countries = parse(readFileSync(file, "utf8"));

for (const country of countries) {
  const zone = zones.get(country.capital);
  const names = zone ? languages.map((language) => named.get(language).get(zone) ?? "") : [];
  const all = new Map([...(extra.get(country.id) ?? []), ...names].map((name) => [letters(name), name]));
  all.delete("");
  all.delete(letters(country.capital));
  country.capital_names = [...all.values()].join(";");
}

const columns = Object.keys(countries[0]);
const lines = [columns, ...countries.map((country) => columns.map((column) => country[column]))];
writeFileSync(file, lines.map((cells) => cells.map(quote).join(",") + "\n").join(""));
console.log(`${countries.filter((country) => country.capital_names).length} capitals with other names`);
