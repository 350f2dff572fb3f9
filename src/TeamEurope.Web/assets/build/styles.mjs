import { transform } from 'esbuild';
import { join } from 'node:path';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';
import { europaStylesheet } from './europa.mjs';
import { assets, ourFiles, project, readText, writeDist } from './files.mjs';

/** The Europa Component Library's rules for what our pages really use, then our own stylesheets in the order of their names. */
export async function buildStyles() {
  const ours = await ourFiles(join(assets, 'css'), ['.css']);
  const sources = [
    ...await ourFiles(project, ['.razor', '.cs']),
    ...await ourFiles(join(assets, 'ts'), ['.ts']),
    ...ours,
  ];
  const [library, ownStyles, texts] = await Promise.all([
    europaStylesheet(), Promise.all(ours.map(readText)), Promise.all(sources.map(readText)),
  ]);

  const purged = await purge(tamed(library), texts.join('\n'));
  const together = withoutUnusedProperties(purged + '\n' + ownStyles.join('\n'));
  refuseForeignAddresses(together);
  const { code } = await transform(together, { loader: 'css', minify: true, target: 'es2022', legalComments: 'none' });
  return writeDist('site.css', code);
}

/**
 * Keeps a rule when every word of its selector occurs somewhere in our sources, in a comment too. A word that ends in a hyphen
 * (ecl-button--@variant) keeps every class that starts so.
 */
async function purge(css, text) {
  const words = new Set(text.match(/[A-Za-z_][\w-]*/g));
  const beginnings = [...words].filter(word => /^ecl-[\w-]*-$/.test(word));
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: [...words].join(' '), extension: 'txt' }],
    css: [{ raw: css }],
    defaultExtractor: content => content.split(' '),
    safelist: { standard: ['html', 'body', ...beginnings.map(word => new RegExp(`^${word}`))] },
    keyframes: true,
    fontFace: true,
  });
  return result.css;
}

/** No fonts, no foreign addresses; and the white that the library writes out becomes two properties that a dark scheme can set. */
function tamed(css) {
  const root = postcss.parse(css);
  root.walkComments(comment => comment.remove());
  root.walkAtRules(/^(import|font-face|charset)$/, rule => rule.remove());
  root.walkDecls(declaration => {
    if (/url\(/.test(declaration.value)) {
      declaration.remove();
    } else if (!declaration.prop.startsWith('--')) {
      const property = declaration.prop.startsWith('background') ? '--cm-surface-inverted' : '--cm-on-primary';
      declaration.value = declaration.value.replace(/(?<!var\([^)]*)#fff(?:fff)?\b/g, `var(${property},#fff)`);
    }
  });
  return root.toString();
}

/** A custom property that nothing reads is weight; removing one may leave another unread, hence the loop. */
function withoutUnusedProperties(css) {
  const root = postcss.parse(css);
  for (let removed = true; removed;) {
    removed = false;
    const read = new Set(root.toString().match(/(?<=var\(\s*)--[\w-]+/g));
    root.walkDecls(/^--(ecl|c|cm|duet|f|ff|fs|lh|s|sh)-/, declaration => {
      if (!read.has(declaration.prop)) {
        declaration.remove();
        removed = true;
      }
    });
  }

  root.walkRules(rule => {
    if (rule.nodes.length === 0) {
      rule.remove();
    }
  });
  return root.toString();
}

function refuseForeignAddresses(css) {
  const foreign = /@import[^;]*|url\(\s*["']?(?!data:|\/(?!\/)|\.|#)[^)]*\)/.exec(css);
  if (foreign) {
    throw new Error(`The stylesheet may load nothing from outside: ${foreign[0]}`);
  }
}
