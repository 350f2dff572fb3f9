// Builds what the pages need besides themselves. Without arguments everything; with "site" or "map" that part alone.
import { mkdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { buildIcons } from './build/icons.mjs';
import { buildMap } from './build/map.mjs';
import { generated, dist, writeOutputList } from './build/files.mjs';
import { buildScripts, checkTypes } from './build/scripts.mjs';
import { buildStyles } from './build/styles.mjs';

const parts = process.argv.slice(2);
const wants = part => parts.length === 0 || parts.includes(part);

const report = ({ name, content }) =>
  console.log(`${name.padEnd(24)} ${kilobytes(content)} KB, gzip ${kilobytes(gzipSync(content, { level: 9 }))} KB`);
const kilobytes = content => (Buffer.byteLength(content) / 1024).toFixed(1).padStart(6);

await Promise.all([mkdir(dist, { recursive: true }), mkdir(generated, { recursive: true })]);

if (wants('map')) {
  report(await buildMap());
}

if (wants('site')) {
  const [scripts, styles, icons] = await Promise.all([buildScripts(), buildStyles(), buildIcons(), checkTypes()]);
  const outputs = [...scripts, styles, icons];
  outputs.forEach(report);
  await writeOutputList(outputs.map(output => output.name));
}
