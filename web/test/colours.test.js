// Every pair of colours that meets on a page, in both schemes, read from the stylesheet that is served.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../build/packages.js';

const manifest = JSON.parse(readFileSync(join(root, 'dist', 'manifest.json'), 'utf8'));
const served = readFileSync(join(root, 'dist', manifest['preau.css'].file), 'utf8');

/** Without what is only for paper. */
const css = served.replace(/@media print\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');

const TEXT = 4.5;
const SHAPE = 3;
const grounds = ['sky', 'chalk'];
const PAIRS = [
  ...grounds.flatMap((ground) => [
    ['ink', ground, TEXT], ['muted', ground, TEXT], ['calm', ground, TEXT], ['done', ground, TEXT], ['wrong', ground, TEXT],
    ['edge', ground, SHAPE], ['go', ground, SHAPE],
  ]),
  ['ink', 'calm-soft', TEXT], ['calm', 'calm-soft', TEXT], ['muted', 'calm-soft', TEXT],
  ['ink', 'now-ground', TEXT], ['calm', 'now-ground', TEXT], ['wrong', 'now-ground', TEXT],
  ['done', 'done-ground', TEXT], ['ink', 'done-ground', TEXT],
  ['wrong', 'wrong-ground', TEXT], ['ink', 'wrong-ground', TEXT],
  ['on-go', 'go', TEXT], ['on-go', 'go-lit', TEXT], ['on-calm', 'calm', TEXT],
  ['on-bar', 'bar', TEXT], ['on-bar', 'bar-lit', TEXT], ['calm', 'chalk', SHAPE],
];

/** What Designsystemet's components say with a colour, and on what. */
const COMPONENT_PAIRS = [
  ['--ds-color-neutral-text-default', '--ds-color-neutral-surface-default', TEXT],
  ['--ds-color-neutral-text-default', '--ds-color-neutral-background-default', TEXT],
  ['--ds-color-neutral-border-default', '--ds-color-neutral-surface-default', SHAPE],
  ['--ds-color-base-contrast-default', '--ds-color-base-default', TEXT],
  ['--ds-color-danger-text-subtle', '--ds-color-neutral-surface-default', SHAPE],
  ['--ds-color-focus-outer', '--ds-color-neutral-surface-default', SHAPE],
];

/** The declarations of every rule whose selector is exactly one of these, in order. */
function declared(...selectors) {
  const found = {};
  for (const [, selector, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selector.split(',').some((one) => selectors.includes(one.trim()))) continue;
    for (const [, name, value] of body.matchAll(/(--[\w-]+):([^;]+)/g)) found[name] = value.trim();
  }
  return found;
}

const light = declared(':root');
const SCHEMES = {
  light,
  'dark, chosen': { ...light, ...declared(':root[data-color-scheme=dark]'), ...declared(':root[data-color-scheme]') },
  'dark, by the system': { ...light, ...declared(':root:not([data-color-scheme=light])') },
};

const NAMED = { white: '#ffffff', black: '#000000' };

function channels(tokens, name) {
  const value = tokens[name];
  assert.ok(value, `${name} is declared`);
  const alias = value.match(/^var\((--[\w-]+)\)$/);
  if (alias) return channels(tokens, alias[1]);
  const hex = (NAMED[value] ?? value).slice(1);
  const full = hex.length === 3 ? [...hex].map((c) => c + c).join('') : hex;
  assert.match(full, /^[0-9a-f]{6}$/i, `${name}: ${value} is a plain colour`);
  return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16) / 255);
}

function luminance(tokens, name) {
  const [r, g, b] = channels(tokens, name).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(tokens, one, other) {
  const [dark, bright] = [luminance(tokens, one), luminance(tokens, other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

for (const [scheme, tokens] of Object.entries(SCHEMES)) {
  test(`colours are told apart: ${scheme}`, () => {
    const pairs = [...PAIRS.map(([a, b, least]) => [`--${a}`, `--${b}`, least]), ...COMPONENT_PAIRS];
    const weak = pairs
      .map(([one, other, least]) => ({ one, other, least, got: contrast(tokens, one, other) }))
      .filter(({ got, least }) => got < least)
      .map(({ one, other, least, got }) => `${one} on ${other}: ${got.toFixed(2)} < ${least}`);
    assert.deepEqual(weak, []);
  });
}

test('both ways to the dark scheme give the same colours', () => {
  assert.deepEqual(declared(':root[data-color-scheme=dark]'), declared(':root:not([data-color-scheme=light])'));
});
