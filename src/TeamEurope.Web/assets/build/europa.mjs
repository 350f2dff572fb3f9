import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { packages, project, readText } from './files.mjs';

// Of the preset we need its compiled stylesheets. As a dependency it would pull in the 85 packages it was compiled from, which the
// registry we build against does not hold, so its archive is fetched by itself and checked as a lock file would check it.
const name = '@ecl/preset-eu';
const version = '5.3.1';
const integrity = 'sha512-xa3/Rsmq4Jt9ahCtN7NgsNRuvQfEoqFBMipXOyQOsE7fZPxap8poSfKdYPV6vuxJd9TwswiJKAlveuVZ4+sx1A==';
const files = ['optional/ecl-reset.css', 'ecl-eu.css', 'optional/ecl-eu-utilities.css'];

/** The Europa Component Library's reset, components and utilities, fetched once and then read from node_modules. */
export async function europaStylesheet() {
  const kept = join(packages, '.ecl', `preset-eu-${version}.css`);
  try {
    return await readText(kept);
  } catch (missing) {
    if (missing.code !== 'ENOENT') {
      throw missing;
    }
  }

  const tar = gunzipSync(await archive());
  const stylesheet = files.map(file => fileIn(tar, `package/dist/styles/${file}`)).join('\n');
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, stylesheet);
  return stylesheet;
}

async function archive() {
  const folder = join(packages, '.ecl', 'archive');
  await mkdir(folder, { recursive: true });
  const { stdout } = await promisify(execFile)(
    'npm', ['pack', `${name}@${version}`, '--json', '--ignore-scripts', '--pack-destination', folder],
    { cwd: project, shell: process.platform === 'win32' });
  const packed = Object.values(JSON.parse(stdout))[0];
  const content = await readFile(join(folder, packed.filename.replace('@', '').replace('/', '-')));
  await rm(folder, { recursive: true });
  const digest = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  if (digest !== integrity) {
    throw new Error(`${name} ${version} is not the archive we know: ${digest}`);
  }

  return content;
}

/** One file of a tar archive: headers of 512 bytes, each followed by its content padded to 512. */
function fileIn(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length;) {
    const field = (from, length) => tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(field(124, 12), 8) || 0;
    if (field(0, 100) === wanted) {
      return tar.toString('utf8', at + 512, at + 512 + size);
    }

    at += 512 + Math.ceil(size / 512) * 512;
  }

  throw new Error(`${name} ${version} has no ${wanted}`);
}
