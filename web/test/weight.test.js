// What weighs more than a form may carry is known before it leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { load } from './load.js';

const { heaviest, weights } = await load('src/core/weight.ts');

const field = (most, ...sizes) => ({ dataset: { most: String(most) }, files: sizes.map((size) => ({ size })) });

test('the files of a form are weighed together', () => {
  const [photos, voice] = [field(100, 30, 40), field(100, 31)];
  assert.equal(heaviest([photos, voice]), photos);
  assert.equal(heaviest([photos, field(100, 30)]), undefined);
  assert.equal(heaviest([field(100, 30), voice, field(50)]), voice);
  assert.equal(heaviest([{ dataset: { most: '10' }, files: null }]), undefined);
  assert.equal(heaviest([]), undefined);
});

/** A page with one form, and a way to send it. */
function page() {
  const { window } = parseHTML(`<body><form>
    <div class="field"><p id="photos-lourd" class="error" hidden>Trop lourd</p>
      <input type="file" id="photos" data-most="100" aria-describedby="photos-aide"></div></form></body>`);
  Object.assign(globalThis, { document: window.document });
  const [form, input, words] = ['form', 'input', 'p'].map((name) => window.document.querySelector(name));
  Object.assign(input, { focus: () => (page.focused = true) });
  weights();
  let left = 0;
  window.document.addEventListener('submit', () => (left += 1));
  const send = (sizes) => {
    Object.defineProperty(input, 'files', { value: sizes.map((size) => ({ size })), configurable: true });
    const event = new window.Event('submit', { bubbles: true, cancelable: true });
    form.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { input, words, send, left: () => left };
}

test('a form that is too heavy stays, and its field says why in the words of the page', () => {
  const { input, words, send, left } = page();
  assert.equal(send([101]), true);
  assert.equal(left(), 0);
  assert.equal(words.hidden, false);
  assert.equal(page.focused, true);
  assert.equal(input.getAttribute('aria-invalid'), 'true');
  assert.equal(input.getAttribute('aria-describedby'), 'photos-aide photos-lourd');
  assert.ok(input.closest('.field').classList.contains('bad'));
  assert.equal(send([99]), false);
  assert.equal(left(), 1);
  assert.equal(words.hidden, true);
  assert.equal(input.hasAttribute('aria-invalid'), false);
  assert.equal(input.getAttribute('aria-describedby'), 'photos-aide');
});
