// SPDX-FileCopyrightText: 2026 the bali authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes ../shapes.csv, the outlines of the land, from Natural Earth as the npm package world-atlas has it.
//
//     npm install --no-save --prefix . world-atlas@2.0.2
//     node shapes.mjs
//
// Run in this folder, and only to refresh the table, as names.mjs.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse, quote } from "./csv.mjs";

const here = dirname(fileURLToPath(import.meta.url));

// From far away first. A place of the package, or an island of the fine map, that is more than `apart` degrees from all
// outlines of a level is a point in it. Coordinates have so many decimals.
const levels = [
  { map: "land-110m", tolerance: 0.2, apart: 1, decimals: 1 },
  { map: "land-50m", tolerance: 0.05, apart: 0.1, decimals: 2 },
];

// Polygons in a row of the table: a step of the reading is a row.
const together = 40;

/** The polygons of a map, each a list of rings, the outer one first (TopoJSON specification 1.0, section 2). */
function polygons(map) {
  const topology = JSON.parse(readFileSync(join(here, "node_modules", "world-atlas", `${map}.json`), "utf8"));
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (numbers) => numbers.flatMap((n, i) => (n < 0 ? arcs[~n].toReversed() : arcs[n]).slice(i ? 1 : 0));
  return topology.objects.land.geometries
    .flatMap((geometry) => (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs))
    .map((rings) => rings.map(ring));
}

/** The distance of P from the line from A to B, in degrees. */
function distance(p, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) : 0;
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** LINE with as few of its points as the tolerance allows (Douglas and Peucker). */
function simplify(line, tolerance) {
  let far = 0, most = tolerance;
  for (let i = 1; i < line.length - 1; i++) {
    const d = distance(line[i], line[0], line.at(-1));
    if (d > most) [far, most] = [i, d];
  }
  if (!far) return [line[0], line.at(-1)];
  return [...simplify(line.slice(0, far + 1), tolerance).slice(0, -1), ...simplify(line.slice(far), tolerance)];
}

/** A closed ring, simplified from its first point to the one that is farthest from it, and back; rounded. */
function simplifyRing(ring, level) {
  let far = 0;
  const from = (i) => Math.hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]);
  for (let i = 1; i < ring.length; i++) if (from(i) > from(far)) far = i;
  const line = [...simplify(ring.slice(0, far + 1), level.tolerance).slice(0, -1), ...simplify(ring.slice(far), level.tolerance)];
  const rounded = line.map((p) => round(p, level));
  return rounded.filter((p, i) => !i || p.join() !== rounded[i - 1].join());
}

const round = (p, level) => p.map((x) => Number(x.toFixed(level.decimals)));

/** The middle of the bounds of a ring. */
function middle(ring) {
  const [x, y] = [0, 1].map((i) => ring.map((p) => p[i]));
  return [(Math.min(...x) + Math.max(...x)) / 2, (Math.min(...y) + Math.max(...y)) / 2];
}

/** Whether P is inside of a polygon (even-odd). */
function inside(p, rings) {
  let odd = false;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if (a[1] > p[1] !== b[1] > p[1] && p[0] < a[0] + ((p[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd;
    }
  return odd;
}

const places = parse(readFileSync(join(here, "..", "countries.csv"), "utf8"))
  .filter((country) => country.location)
  .map((country) => country.location.split(",").map(Number));
const islands = polygons("land-50m").map(([outer]) => middle(outer));

/** The shapes of a level as GeoJSON: its polygons, then the places and islands that they lack. */
function shapes(level) {
  const land = polygons(level.map);
  const points = [];
  const near = (p, q) => Math.abs(p[1] - q[1]) < level.apart && Math.hypot(p[0] - q[0], p[1] - q[1]) < level.apart;
  const rings = land.map((polygon) => polygon.map((ring) => simplifyRing(ring, level)).filter((ring) => ring.length > 3));

  land.forEach(([outer], i) => { if (!rings[i].length) points.push(middle(outer)); });
  const all = land.flat(2);
  for (const p of [...places, ...islands])
    if (!points.some((q) => near(p, q)) && !all.some((q) => near(p, q)) && !land.some((polygon) => inside(p, polygon)))
      points.push(p);
  const filled = rings.filter((polygon) => polygon.length);
  return [
    ...filled.flatMap((_, i) => (i % together ? [] : [{ type: "MultiPolygon", coordinates: filled.slice(i, i + together) }])),
    { type: "MultiPoint", coordinates: points.map((p) => round(p, level)) },
  ];
}

const rows = levels.flatMap((level) => shapes(level).map((shape) => [String(level.tolerance), JSON.stringify(shape)]));
const text = [["tolerance", "shape"], ...rows].map((cells) => cells.map(quote).join(",") + "\n").join("");
writeFileSync(join(here, "..", "shapes.csv"), text);
console.log(`${rows.length} shapes, ${text.length} bytes`);
