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
  assert.notEqual(one, other);
  assert.ok(!Buffer.from(one.split('.')[1], 'base64').toString().includes('Clain'));
});

test('another session, another form or one changed letter opens nothing', async () => {
  const key = await sealingKey(base64(7));
  const text = await seal(key, 'seance-12', draft);
  assert.equal(await unseal(await sealingKey(base64(8)), 'seance-12', text), undefined);
  assert.equal(await unseal(key, 'seance-13', text), undefined);
  const flipped = text.slice(0, -5) + (text.at(-5) === 'A' ? 'B' : 'A') + text.slice(-4);
  assert.equal(await unseal(key, 'seance-12', flipped), undefined);
  for (const junk of ['', '.', 'abc', 'a.b', '{}']) assert.equal(await unseal(key, 'seance-12', junk), undefined);
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
