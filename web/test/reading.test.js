// What the worker reads in a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';

const { read, saysTheSame, tooMany } = await load('src/worker/reading.ts');

const page = (says, token) =>
  `<meta name="person" content="lina" data-key="k" data-own data-kept><nav>${token}</nav>` +
  `<main id="contenu"><p>${says}</p><input type="hidden" name="_jeton" value="${token}"><input type="hidden" name="_envoi" value="${token}"></main>`;

test('a page says for whom it is, and whether it may stay', () => {
  assert.deepEqual(read(page('a', '1')), { owner: 'lina', key: 'k', kept: true, live: false });
});

test('what a page is given to send its forms is nothing that it says', () => {
  assert.ok(saysTheSame(page('à rendre', '1'), page('à rendre', '2')));
  assert.ok(!saysTheSame(page('à rendre', '1'), page('rendu', '1')));
  assert.ok(!saysTheSame('<p>another page</p>', page('à rendre', '1')));
});

test('the oldest pages go, never the home', () => {
  const pages = ['/', '/a', '/b', '/c'].map((url, at) => ({ url, at }));
  assert.deepEqual(tooMany(pages, 2), ['/a']);
});
