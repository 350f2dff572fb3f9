import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { assets, dist, packages, writeDist } from './files.mjs';

/** Every .ts directly in assets/ts becomes one module of the same name; what several need becomes a chunk of its own. */
export async function buildScripts() {
  const folder = join(assets, 'ts');
  const entries = (await readdir(folder)).filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts')).sort();
  const result = await build({
    entryPoints: entries.map(name => join(folder, name)),
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    chunkNames: '[name]-[hash]',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    write: false,
  });
  return Promise.all(result.outputFiles.map(file => writeDist(basename(file.path), file.contents)));
}

/** esbuild only strips the types; this says whether they are right. */
export async function checkTypes() {
  const compiler = join(packages, 'typescript', 'bin', 'tsc');
  try {
    await promisify(execFile)(process.execPath, [compiler, '--noEmit', '--project', join(assets, 'tsconfig.json')]);
  } catch (failure) {
    throw new Error(`The scripts do not type-check:\n${failure.stdout || failure.message}`);
  }
}
