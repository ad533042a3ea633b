// What waits leaves without a page, and never beside one that sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';

const { sendUnseen } = await load('src/worker/sending.ts');

const sent = (seen, answer) => {
  let count = 0;
  const send = async () => ((count += 1), answer);
  return sendUnseen(async () => seen, send).then(() => count, () => `again after ${count}`);
};

test('a page that is seen sends by itself', async () => {
  assert.equal(await sent(true, 'later'), 0);
});

test('without a page what waits is sent, and tried again until the server is reached', async () => {
  assert.equal(await sent(false, 'done'), 1);
  assert.equal(await sent(false, 'later'), 'again after 1');
});

test('what only the person can mend waits for them', async () => {
  for (const answer of ['signed-out', 'someone-else', 'stopped', undefined]) assert.equal(await sent(false, answer), 1);
});
