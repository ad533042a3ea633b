// specimen.html with the built files' names and the drawings put in → dist/specimen.html, to open in a browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packages.js';

const json = (name) => JSON.parse(readFileSync(join(root, 'dist', name), 'utf8'));
const manifest = json('manifest.json');
const { icons, art } = json('drawings.json');

const page = readFileSync(join(root, 'specimen.html'), 'utf8')
  .replace(/\{asset ([\w.-]+)\}/g, (_, name) => manifest[name].file)
  .replace(/\{icon ([\w-]+)\}/g, (_, name) => `<svg class="icon" aria-hidden="true" viewBox="${icons[name].box}">${icons[name].shapes}</svg>`)
  .replace(/\{art ([\w-]+)\}/g, (_, name) => `<svg class="art" aria-hidden="true" viewBox="${art[name].box}">${art[name].shapes}</svg>`);
for (const scheme of ['light', 'dark']) {
  writeFileSync(join(root, 'dist', `specimen-${scheme}.html`), page.replace('<html lang="fr">', `<html lang="fr" data-color-scheme="${scheme}">`));
}
