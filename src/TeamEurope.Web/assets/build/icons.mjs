import { join } from 'node:path';
import { packages, readText, writeDist } from './files.mjs';

// Name in the sprite, and the file of the Europa Component Library it comes from.
const icons = {
  'arrow-left': 'arrow-left',
  'calendar': 'calendar',
  'check': 'check',
  'clock': 'clock',
  'close': 'close',
  'copy': 'copy',
  'corner-arrow': 'corner-arrow',
  'download': 'download',
  'edit': 'edit',
  'error': 'error',
  'external': 'external',
  'eye': 'eye',
  'file': 'file',
  'filter': null,
  'global': 'global',
  'hamburger': 'hamburger',
  'information': 'information',
  'list': 'list',
  'location': 'location',
  'log-in': 'log-in',
  'log-out': null,
  'minus': 'minus',
  'notification': 'notification',
  'plus': 'plus',
  'print': 'print',
  'search': 'search',
  'settings': 'settings',
  'sort': 'sort-carets',
  'success': 'check-filled',
  'trash': 'trash',
  'upload': 'upload',
  'warning': 'warning',
};

// The library has none of these; drawn on its grid of 48 in its line width of 3, and filled by even and odd.
const drawn = {
  'filter': '<path d="M3 6h42v4.2L28.5 27v13.5l-9 4.5V27L3 10.2zm4.3 3L22.5 24.6v15.6l3-1.5V24.6L40.7 9z"/>',
  'log-out': '<path d="M6 3h24v9h-3V6H9v36h18v-6h3v9H6zm29.5 11.1L45.4 24l-9.900 9.900-2.100-2.100 6.300-6.300H18v-3h21.700l-6.300-6.300z"/>',
};

const symbolOf = async (name, file) => {
  const svg = file === null
    ? `<svg viewBox="0 0 48 48" fill-rule="evenodd">${drawn[name]}</svg>`
    : await readText(join(packages, '@ecl/resources-icons/src/all', `${file}.svg`));
  const viewBox = /viewBox="([^"]+)"/.exec(svg)[1];
  // Some files repeat an attribute, which no parser of XML accepts; the symbol says it once for all its shapes.
  const rule = svg.includes('evenodd') ? ' fill-rule="evenodd"' : '';
  const shapes = svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
    .replace(/\s(?:fill|fill-rule|clip-rule|style|class)="[^"]*"/g, '')
    .replace(/\d+\.\d{2,}/g, number => String(+Number(number).toFixed(1)))
    .replace(/\s+/g, ' ').replace(/> </g, '><').replace(/ ?\/>/g, '/>').trim();
  return `<symbol id="${name}" viewBox="${viewBox}" fill="currentColor"${rule}>${shapes}</symbol>`;
};

/** One file with all icons; a page shows one by <svg><use href="…/icons.svg#name"/></svg> in the colour of its text. */
export async function buildIcons() {
  const symbols = await Promise.all(Object.entries(icons).map(([name, file]) => symbolOf(name, file)));
  return writeDist('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
}
