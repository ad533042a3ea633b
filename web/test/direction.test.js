// A page runs from left to right or from right to left: our styles name starts and ends, never sides.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../build/packages.js';

const SIDE = /(?:^|[;{\s])(?:left|right|(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right))\b\s*[:;}]?/m;

test('no style names a side', () => {
  const folder = join(root, 'src', 'css');
  for (const file of readdirSync(folder)) {
    const css = readFileSync(join(folder, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
    assert.equal(SIDE.exec(css)?.[0].trim(), undefined, file);
  }
});

test('the check knows a side from a start', () => {
  for (const wrong of ['a { left: 0 }', 'a {\n  margin-left: 1em;\n}', 'a{text-align:right}', 'a { border-top-left-radius: 1px }']) assert.match(wrong, SIDE, wrong);
  for (const right of ['a { inset-inline-start: 0 }', 'a { text-align: start }', 'a { border-start-start-radius: 1px }', '.arrow-left { top: 0 }']) {
    assert.doesNotMatch(right, SIDE, right);
  }
});
