// web/src and every context's islands → web/dist. The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { ICONS, PICTURES } from './icons.js';
import { opened } from './fonts.js';
import { inside, root } from './packages.js';
import { path } from './paths.js';
import { styles } from './styles.js';

const dist = join(root, 'dist');
const crates = join(root, '..', 'crates');

const TYPES = {
  css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml',
  json: 'application/json', woff2: 'font/woff2',
};
const manifest = {};

/** Writes one file under a name that changes with its content, and its compressed forms. */
function emit(name, content) {
  const bytes = Buffer.from(content);
  const [, stem, extension] = name.match(/^(.*)\.(\w+)$/);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = `${stem}.${hash}.${extension}`;
  const entry = { file, type: TYPES[extension], bytes: bytes.length };
  writeFileSync(join(dist, file), bytes);
  if (extension !== 'woff2') {
    const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    const gz = gzipSync(bytes, { level: 9 });
    writeFileSync(join(dist, `${file}.br`), br);
    writeFileSync(join(dist, `${file}.gz`), gz);
    Object.assign(entry, { br: `${file}.br`, br_bytes: br.length, gzip: `${file}.gz`, gzip_bytes: gz.length });
  }
  manifest[name] = entry;
  return file;
}

function fonts() {
  const folder = inside('@fontsource/atkinson-hyperlegible-next', 'files');
  for (const weight of [400, 700]) {
    emit(`atkinson-${weight}.woff2`, readFileSync(join(folder, `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`)));
    // For paper: the same letters as plain TrueType, and those of the other languages of Europe.
    for (const [name, subset] of [['paper', 'latin'], ['paper-ext', 'latin-ext']]) {
      const woff = readFileSync(join(folder, `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff`));
      writeFileSync(join(dist, `${name}-${weight}.ttf`), opened(woff));
    }
  }
}

function stylesheet() {
  const css = styles().replace(/url\((["']?)([\w-]+\.woff2)\1\)/g, (_, __, name) => `url(${manifest[name].file})`);
  emit('preau.css', css);
}

/** What is inside the `<svg>` of a file: shapes only. */
function drawing(path) {
  const svg = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, '').trim();
  const [, attributes, shapes] = svg.match(/<svg([^>]*)>([\s\S]*)<\/svg>/);
  return { box: attributes.match(/viewBox="([^"]+)"/)[1], shapes: shapes.replace(/\s+/g, ' ').replace(/ ?\/>/g, '/>').replace(/> </g, '><').trim() };
}

function drawings() {
  const lucide = inside('lucide-static', 'icons');
  const art = join(root, 'src', 'art');
  const icons = Object.fromEntries([...ICONS].sort().map((name) => [name, drawing(join(lucide, `${name}.svg`))]));
  const pictures = Object.fromEntries(
    readdirSync(art).filter((file) => file !== 'favicon.svg').sort().map((file) => [basename(file, '.svg'), drawing(join(art, file))]),
  );
  const paths = Object.fromEntries([...PICTURES].sort().map((name) => [name, path(icons[name].shapes)]));
  const symbols = [
    ...Object.entries(icons).map(([name, { box, shapes }]) => `<symbol id="${name}" viewBox="${box}">${shapes}</symbol>`),
    ...Object.entries(pictures).map(([name, { box, shapes }]) => `<symbol id="art-${name}" viewBox="${box}">${shapes}</symbol>`),
  ];
  emit('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
  writeFileSync(join(dist, 'drawings.json'), `${JSON.stringify({ icons, art: pictures, paths }, null, 1)}\n`);
  emit('favicon.svg', readFileSync(join(art, 'favicon.svg'), 'utf8').trim());
}

/** One file, run at once, nothing left in the global scope but what it puts there; `before` is ready-made code. */
function script(name, entry, before = '') {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'iife', charset: 'utf8',
    nodePaths: [join(root, 'node_modules')], target: ['chrome119', 'safari15.6', 'ios15.6', 'firefox128'], legalComments: 'none', absWorkingDir: root,
  });
  emit(`${name}.js`, before + outputFiles[0].text);
}

const folders = (path) => (existsSync(path) ? readdirSync(path).sort().map((name) => join(path, name)) : []);

/** Islands live beside the pages they serve: `crates/x/islands` and `crates/contexts/x/islands`. */
function islands() {
  const seen = new Map();
  for (const crate of [...folders(crates), ...folders(join(crates, 'contexts'))]) {
    for (const entry of folders(join(crate, 'islands')).filter((path) => path.endsWith('.ts'))) {
      const name = basename(entry, '.ts');
      if (seen.has(name)) throw new Error(`two islands are named ${name}: ${seen.get(name)} and ${entry}`);
      seen.set(name, entry);
      script(name, entry);
    }
  }
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
fonts();
stylesheet();
drawings();
const htmx = readFileSync(inside('htmx.org', 'dist', 'htmx.min.js'), 'utf8').trim();
script('preau', join(root, 'src', 'core', 'main.ts'), `${htmx}\n`);
script('stay', join(root, 'src', 'core', 'stay.ts'));
script('worker', join(root, 'src', 'worker', 'main.ts'));
islands();
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`);
for (const [name, entry] of Object.entries(sorted)) {
  process.stdout.write(`${name.padEnd(22)} ${String(entry.bytes).padStart(7)} B${entry.br_bytes ? `  br ${entry.br_bytes}  gzip ${entry.gzip_bytes}` : ''}\n`);
}
