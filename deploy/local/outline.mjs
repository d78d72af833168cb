// outline - the base map that needs no server: Algeria as GeoJSON, from the Natural Earth data of
// world-atlas, coordinates cut to about 100 metres.
//
//   node outline.mjs FILE
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { feature } = require('topojson-client');
const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json')));
const country = atlas.objects.countries.geometries.find(g => g.id === '012');

if (!country) {
	console.error('outline: world-atlas has no country 012');
	process.exit(1);
}
const cut = v => Array.isArray(v) ? v.map(cut) : Math.round(v * 1000) / 1000;
const shape = feature(atlas, country);

shape.geometry.coordinates = cut(shape.geometry.coordinates);
writeFileSync(process.argv[2], JSON.stringify({ type: 'Feature', properties: {}, geometry: shape.geometry }));
