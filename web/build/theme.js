// The theme: Designsystemet's own command line turns our five colours into its tokens.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inside, root } from './packages.js';

function command() {
  const { bin } = JSON.parse(readFileSync(inside('@digdir/designsystemet', 'package.json'), 'utf8'));
  return inside('@digdir/designsystemet', typeof bin === 'string' ? bin : bin.designsystemet);
}

function run(args, cwd) {
  const result = spawnSync(process.execPath, [command(), ...args], { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`designsystemet ${args.join(' ')}\n${result.stdout}\n${result.stderr}`);
}

/** The tokens of one colour scheme, as `--name: value;` lines. */
function scheme(css, name) {
  const start = css.indexOf(`@layer ds.theme.color-scheme.${name}`);
  const open = css.indexOf('{', css.indexOf('{', start) + 1);
  return css.slice(open + 1, css.indexOf('}', open));
}

/** Everything of the theme that does not change with the colour scheme; of the colours a component may be given, ours alone. */
function rest(css) {
  return css
    .split(/(?=^@layer )/m)
    .filter((block) => block.startsWith('@layer ') && !/^@layer ds\.theme\.(color-scheme|typography\.secondary)/.test(block))
    .filter((block) => !block.startsWith('@layer ds.theme.color ') || block.includes('[data-color="accent"]'))
    .join('');
}

/** Follows the system's colour scheme, unless the page says which with `data-color-scheme`. */
export function theme() {
  const out = mkdtempSync(join(tmpdir(), 'preau-theme-'));
  try {
    copyFileSync(join(root, 'designsystemet.config.json'), join(out, 'designsystemet.config.json'));
    run(['tokens', 'create'], out);
    run(['tokens', 'build', '-o', 'css'], out);
    const css = readFileSync(join(out, 'css', 'preau.css'), 'utf8');
    const dark = scheme(css, 'dark');
    return `${rest(css)}
@layer ds.theme { :root { ${scheme(css, 'light')} } }
@layer ds.theme { @media (prefers-color-scheme: dark) { :root:not([data-color-scheme="light"]) { ${dark} } } }
@layer ds.theme { :root[data-color-scheme="dark"] { ${dark} } }
`;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
