import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));
export const assets = join(project, 'assets');
export const dist = join(project, 'wwwroot', 'dist');
export const generated = join(assets, 'generated');
export const packages = join(project, 'node_modules');

const notOurs = new Set(['node_modules', 'bin', 'obj', 'wwwroot', 'generated']);

/** Every file of ours below a folder whose name ends in one of the endings, in a stable order. */
export async function ourFiles(folder, endings) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(entries.map(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return notOurs.has(entry.name) ? [] : ourFiles(path, endings);
    }

    return endings.some(ending => entry.name.endsWith(ending)) ? [path] : [];
  }));
  return found.flat().sort();
}

/** Writes one file that the pages load; always, so that its time tells the build it is up to date. */
export async function writeDist(name, content) {
  await writeFile(join(dist, name), content);
  return { name, content };
}

/** Removes what an earlier build left in the folder, and tells MSBuild which files this one made. */
export async function writeOutputList(names) {
  const made = new Set(names);
  for (const name of await readdir(dist)) {
    if (!made.has(name)) {
      await rm(join(dist, name), { recursive: true });
    }
  }

  const lines = names.map(name => relative(project, join(dist, name)).split(sep).join('/')).sort();
  await writeFile(join(generated, 'outputs.txt'), lines.join('\n') + '\n');
}

export const readText = path => readFile(path, 'utf8');
