/** What is typed in `form[data-draft]` stays on the device, sealed, until the server has it. */
import { each } from './page';
import { person } from './person';
import { isNewer, seal, unseal, type Draft, type Sealed } from './seal';
import { within } from './shelf';

const PAUSE = 300;
const KEPT = 'input:not([type=hidden],[type=password],[type=file],[type=submit]),textarea,select';
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Kept = { name: string; sealed: Sealed };

/** Storage may be full or forbidden: then nothing is kept, and nothing breaks. */
const store = (act: (drafts: IDBObjectStore) => IDBRequest | void) => within('drafts', 'readwrite', act).catch(() => undefined);
const forget = (name: string) => store((drafts) => void drafts.delete(name));
const wipe = () => store((drafts) => void drafts.clear());
const read = (name: string) =>
  within('drafts', 'readonly', (drafts) => drafts.get(name) as IDBRequest<Kept | undefined>).catch(() => undefined);

const fields = (form: HTMLFormElement) =>
  ([...form.elements] as Field[]).filter((field) => field.name && field.matches(KEPT) && !field.matches('[data-draft-skip]'));
const toggles = (field: Field): field is HTMLInputElement => field.matches('[type=checkbox],[type=radio]');

function contents(form: HTMLFormElement): Draft['fields'] {
  return fields(form)
    .filter((field) => !toggles(field) || field.checked)
    .map((field) => [field.name, field.value]);
}

function putBack(form: HTMLFormElement, draft: Draft): void {
  const left = draft.fields.slice();
  const next = (fits: (name: string, value: string) => boolean) => {
    const at = left.findIndex(([name, value]) => fits(name, value));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  for (const field of fields(form)) {
    if (toggles(field)) field.checked = next((name, value) => name === field.name && value === field.value) !== undefined;
    else field.value = next((name) => name === field.name)?.[1] ?? field.value;
    field.dispatchEvent(new Event('preau:restored'));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Says in the page's words what happened, with one thing to do about it. */
function tell(form: HTMLFormElement, text: string | undefined, label: string | undefined, act: () => void): void {
  form.querySelector('.draft-note')?.remove();
  if (!text) return;
  const note = document.createElement('div');
  note.className = 'draft-note';
  note.setAttribute('role', 'status');
  form.prepend(note);
  window.setTimeout(() => note.prepend(text), PAUSE); // a status is read out when it changes, not when it appears
  if (!label) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'act quiet';
  button.textContent = label;
  button.addEventListener('click', () => {
    note.remove();
    act();
  });
  note.append(button);
}

async function keep(form: HTMLFormElement, key: CryptoKey): Promise<void> {
  const name = form.dataset.draft ?? '';
  const server = contents(form);
  const same = (other: Draft['fields']) => JSON.stringify(other) === JSON.stringify(server);
  let timer = 0;
  let typed = 0;

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = 0;
    const at = typed;
    const sealed = await seal(key, name, { revision: form.dataset.draftRevision ?? '', fields: contents(form) });
    if (at === typed) await store((drafts) => drafts.put({ name, sealed }));
  }
  const flush = () => {
    if (timer) void write();
  };
  form.addEventListener('input', () => {
    typed += 1;
    clearTimeout(timer);
    timer = window.setTimeout(write, PAUSE);
  });
  form.addEventListener('submit', flush);
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  form.addEventListener('preau:saved', (event) => {
    const { revision, all } = (event as CustomEvent<{ revision: string; all: boolean }>).detail;
    form.dataset.draftRevision = revision;
    if (!all) return void write();
    clearTimeout(timer);
    timer = 0;
    typed += 1;
    void forget(name);
  });

  const kept = await read(name);
  if (!kept) return;
  const draft = await unseal(key, name, kept.sealed);
  if (!draft || same(draft.fields)) return void forget(name);
  const { draftRevision = '', draftRestored, draftDiscard, draftNewer, draftUse } = form.dataset;
  const restore = () => putBack(form, draft);
  if (isNewer(draftRevision, draft.revision)) return tell(form, draftNewer, draftUse, restore);
  if (typed) return;
  restore();
  tell(form, draftRestored, draftDiscard, () => {
    putBack(form, { revision: draftRevision, fields: server });
  });
}

export function drafts(): void {
  each('[data-draft-clear]', (element) => void forget(element.dataset.draftClear ?? ''));
  each('form[data-sign-out]', (form) => form.addEventListener('submit', wipe));
  const key = person()?.key;
  if (key) each('form[data-draft]', (form) => void key.then((k) => k && keep(form as HTMLFormElement, k)));
}
