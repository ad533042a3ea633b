// What is served: light enough, for the browsers we promise, without what the security policy forbids.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ICONS } from '../build/icons.js';
import { inside, root } from '../build/packages.js';

const dist = join(root, 'dist');
const read = (file) => readFileSync(join(dist, file));
const manifest = JSON.parse(read('manifest.json'));
const css = read(manifest['preau.css'].file).toString();
const htmx = readFileSync(inside('htmx.org', 'dist', 'htmx.min.js'), 'utf8').trim();
const scripts = Object.entries(manifest)
  .filter(([name]) => name.endsWith('.js'))
  .map(([name, { file }]) => [name, read(file).toString().replace(htmx, '')]);

test('budgets', () => {
  assert.ok(manifest['preau.css'].br_bytes <= 24_000, `preau.css ${manifest['preau.css'].br_bytes}`);
  assert.ok(manifest['preau.js'].br_bytes <= 18_000, `preau.js ${manifest['preau.js'].br_bytes}`);
  const fonts = Object.entries(manifest).filter(([name]) => name.endsWith('.woff2'));
  assert.equal(fonts.length, 2);
  assert.ok(fonts.reduce((sum, [, { bytes }]) => sum + bytes, 0) <= 30_000);
  assert.ok(manifest['editor.js'].br_bytes <= 5_000, `editor.js ${manifest['editor.js'].br_bytes}`);
});

test('every file of the manifest is there, whole in each form, and nothing else is served', () => {
  for (const [name, entry] of Object.entries(manifest)) {
    const bytes = read(entry.file);
    assert.equal(bytes.length, entry.bytes, name);
    if (!entry.br) continue;
    assert.ok(brotliDecompressSync(read(entry.br)).equals(bytes), name);
    assert.ok(gunzipSync(read(entry.gzip)).equals(bytes), name);
  }
});

test('the stylesheet names only files that exist, and no other site', () => {
  for (const [, url] of css.matchAll(/url\(["']?([^"')]+)/g)) {
    if (!url.startsWith('data:')) assert.ok(existsSync(join(dist, url)), url);
  }
  assert.ok(!/@import|https?:\/\/(?!www\.w3\.org)/.test(css));
});

test('the stylesheet is lowered for Chrome 119, Safari 15.6 and Firefox 128', () => {
  const bare = css.replace(/url\("[^"]*"\)/g, 'url()');
  assert.ok(!bare.includes('popover'), 'popover');
  assert.ok(!bare.includes('color-mix'), 'color-mix');
  assert.ok(!/[{};]\s*&/.test(bare), 'nesting');
  assert.ok(!bare.includes('@scope') && !bare.includes('@container') && !bare.includes('light-dark('));
});

test('of the vendor, only the shapes we chose (a card is named where it holds one)', () => {
  assert.deepEqual(css.match(/\.ds-[\w-]+/g), ['.ds-card']);
});

test('our shapes have no shadow and no gradient', () => {
  const folder = join(root, 'src', 'css');
  for (const file of readdirSync(folder)) {
    assert.ok(!/(box|text)-shadow\s*:|drop-shadow|gradient\(/.test(readFileSync(join(folder, file), 'utf8')), file);
  }
});

test('our scripts evaluate nothing, style nothing, and speak no language', () => {
  for (const [name, code] of scripts) {
    assert.ok(!/\beval\(|new Function|setTimeout\(["']/.test(code), `${name}: eval`);
    assert.ok(!/style=|\.style\b|cssText|setAttribute\(["']style/.test(code), `${name}: inline style`);
    assert.ok(!/popover|structuredClone|\.at\(-|replaceAll|requestSubmit/.test(code), `${name}: missing from a promised browser`);
    assert.ok(!/[éèêàùçÉÀ]/.test(code), `${name}: words belong to the page`);
  }
});

test('every icon has a drawing', () => {
  const { icons, art } = JSON.parse(read('drawings.json'));
  assert.deepEqual(Object.keys(icons), [...ICONS].sort());
  assert.deepEqual(Object.keys(art), ['bench', 'kite', 'tree', 'yard']);
  for (const { shapes } of [...Object.values(icons), ...Object.values(art)]) assert.ok(!/<svg|style=|<!--/.test(shapes));
});

test('no host name in the lock file', () => {
  assert.ok(!readFileSync(join(root, 'package-lock.json'), 'utf8').includes('"resolved"'));
});

test('the same sources give the same bytes', () => {
  const before = read('manifest.json').toString();
  execFileSync(process.execPath, [join(root, 'build', 'build.js')], { stdio: 'ignore' });
  assert.equal(read('manifest.json').toString(), before);
});
