import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';

const { sealingKey, seal, unseal, isNewer } = await load('src/core/seal.ts');
const base64 = (byte, length = 32) => Buffer.alloc(length, byte).toString('base64');
const draft = { revision: '4', fields: [['corps', 'L’été à la vallée du Clain 🌿'], ['pour', 'classe']] };

test('what is sealed comes back whole with the same key and name', async () => {
  const key = await sealingKey(base64(7));
  assert.deepEqual(await unseal(key, 'seance-12', await seal(key, 'seance-12', draft)), draft);
});

test('a sealed draft says nothing and never looks twice the same', async () => {
  const key = await sealingKey(base64(7));
  const [one, other] = [await seal(key, 'a', draft), await seal(key, 'a', draft)];
  assert.notDeepEqual(new Uint8Array(one.bytes), new Uint8Array(other.bytes));
  assert.ok(!Buffer.from(one.bytes).toString().includes('Clain'));
});

test('another session, another form or one changed letter opens nothing', async () => {
  const key = await sealingKey(base64(7));
  const sealed = await seal(key, 'seance-12', draft);
  assert.equal(await unseal(await sealingKey(base64(8)), 'seance-12', sealed), undefined);
  assert.equal(await unseal(key, 'seance-13', sealed), undefined);
  const flipped = new Uint8Array(sealed.bytes.slice(0));
  flipped[5] ^= 1;
  assert.equal(await unseal(key, 'seance-12', { ...sealed, bytes: flipped.buffer }), undefined);
  for (const bytes of [new ArrayBuffer(0), sealed.bytes.slice(1)]) assert.equal(await unseal(key, 'seance-12', { ...sealed, bytes }), undefined);
});

test('a key that is not one keeps no draft', async () => {
  for (const bad of ['', '***', base64(1, 16), base64(1, 31)]) assert.equal(await sealingKey(bad), undefined);
});

test('the server’s copy wins only when it was saved after', () => {
  assert.equal(isNewer('5', '4'), true);
  assert.equal(isNewer('10', '9'), true);
  assert.equal(isNewer('4', '4'), false);
  assert.equal(isNewer('3', '4'), false);
  assert.equal(isNewer('b', 'a'), true);
});
