// One stylesheet: the theme, the Designsystemet components we use under our own names, and our shapes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Features, transform } from 'lightningcss';
import { inside, root } from './packages.js';
import { theme } from './theme.js';

const vendor = inside('@digdir/designsystemet-css', 'dist', 'src');

/** What we take from Designsystemet, and the name each has on our pages. */
const COMPONENTS = {
  'base.css': [],
  'input.css': [['.ds-input', ':is(input,select,textarea)'], ['color-mix(in srgb, var(--dsc-input-color), transparent 30%)', 'var(--muted)']],
  'details.css': [['.ds-details', '.details']],
  'dialog.css': [['.ds-dialog', '.dialog']],
  'table.css': [['.ds-table', '.table']],
};

const version = (major, minor = 0) => (major << 16) | (minor << 8);
export const TARGETS = {
  chrome: version(119), android: version(119), safari: version(15, 6), ios_saf: version(15, 6), firefox: version(128),
};

function components() {
  return Object.entries(COMPONENTS)
    .map(([file, names]) => names.reduce((css, [from, to]) => css.replaceAll(from, to), readFileSync(join(vendor, file), 'utf8')))
    .map((css) => `@layer ds.components {${css}}`)
    .join('\n');
}

function ours() {
  const folder = join(root, 'src', 'css');
  return readdirSync(folder).sort().map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

function compile(css, visitor) {
  return transform({
    filename: 'preau.css', code: Buffer.from(css), minify: true, targets: TARGETS,
    include: Features.Nesting, exclude: Features.LogicalProperties | Features.DirSelector, visitor,
  }).code.toString();
}

/** Classes of the vendor that kept their name are shapes we do not have. */
const onlyOurShapes = {
  Rule: {
    style({ value }) {
      return value.selectors.every((selector) => JSON.stringify(selector).includes('"name":"ds-')) ? [] : undefined;
    },
  },
};

/** The custom properties something still reads. */
const read = (css) => new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]));

/** Drops the theme's tokens that nothing reads, until nothing more falls. */
function prune(css) {
  for (let before = Infinity; ;) {
    const used = read(css);
    if (used.size === before) return css;
    before = used.size;
    css = compile(css, {
      Declaration: {
        custom: ({ name }) => (/^--_?dsc?-/.test(name) && !used.has(name) ? [] : undefined),
      },
    });
  }
}

export function styles() {
  const order = '@layer ds.theme, ds.base, ds.components;';
  return prune(compile(`${order}\n${theme()}\n${components()}\n${ours()}`, onlyOurShapes));
}
