import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';

const { pack, unpack } = await load('src/core/parcel.ts');
const { read, asCopy, tooMany } = await load('src/worker/reading.ts');

const photo = new File([new Uint8Array([137, 80, 0, 255])], 'été à la mer.jpg', { type: 'image/jpeg' });
const parcel = {
  action: '/cours/travaux/7/remise', page: '/cours/travaux/7', title: 'Carnet de lecture', at: 1_800_000_000_000,
  fields: [['texte', 'L’été 🌿\nà la mer'], ['photos', photo], ['texte', ''], ['fichiers', new File([], 'vide.txt')], ['photos', photo]],
};

test('a form comes back as it was, with its files, in order', async () => {
  const { fields, ...head } = unpack(await pack(parcel));
  assert.deepEqual({ ...head, fields: parcel.fields }, parcel);
  assert.deepEqual(fields.map(([name]) => name), parcel.fields.map(([name]) => name));
  assert.deepEqual(fields.filter(([, value]) => typeof value === 'string'), parcel.fields.filter(([, value]) => typeof value === 'string'));
  const back = fields[4][1];
  assert.deepEqual([back.name, back.type, [...new Uint8Array(await back.arrayBuffer())]], ['été à la mer.jpg', 'image/jpeg', [137, 80, 0, 255]]);
  assert.equal(fields[3][1].size, 0);
});

test('a page says for whom it is, and whether it may be kept', () => {
  const page = (rest, main = '') => `<head><meta name="person" content="abc=" data-key="KEY+/="${rest}></head><main id="contenu"${main}>`;
  assert.deepEqual(read(page(' data-own data-kept', ' class="page" data-live')), { owner: 'abc=', key: 'KEY+/=', kept: true, live: true });
  assert.deepEqual(read(page(' data-own')), { owner: 'abc=', key: 'KEY+/=', kept: false, live: false });
  assert.deepEqual(read('<p>data-kept</p>'), { owner: undefined, key: undefined, kept: false, live: false });
});

test('a copy shows that it is one', () => {
  const page = '<aside class="demo offline" data-offline hidden aria-label="x"><p>Hors connexion</p></aside><aside class="demo" data-outbox hidden>';
  assert.equal(asCopy(page), '<aside class="demo offline" data-offline aria-label="x"><p>Hors connexion</p></aside><aside class="demo" data-outbox hidden>');
});

test('the oldest pages go, the home stays', () => {
  const pages = [{ url: '/', at: 1 }, { url: '/a', at: 2 }, { url: '/b', at: 9 }, { url: '/c', at: 5 }];
  assert.deepEqual(tooMany(pages, 2), ['/a']);
  assert.deepEqual(tooMany(pages, 3), []);
});
