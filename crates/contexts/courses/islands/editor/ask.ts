/** A few questions in a window of the page, asked by a program: nothing is asked by the browser's own. */

export type Question = {
  name: string;
  label: string;
  value?: string;
  hint?: string;
  optional?: boolean;
  /** A number between two, one line when it is left out. */
  between?: [least: number, most: number];
  /** One of these, the first already chosen. */
  among?: { value: string; label: string; picture: string }[];
  /** Pieces that a button puts where the caret is: what is shown, what it is called, what is written. */
  pieces?: [shown: string, called: string, written: string][];
  /** What is wrong with an answer; nothing when it is right. */
  wrong?: (typed: string) => string;
};

/** A note stands where there is nothing to ask. */
export type Words = { title: string; note?: string; done: string; cancel: string };

let asked = 0;

function make<K extends keyof HTMLElementTagNameMap>(name: K, about: Record<string, string>, ...inside: (Node | string)[]) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function line(question: Question, id: string): HTMLElement[] {
  const input = make('input', { id, name: question.name, value: question.value ?? '', autocomplete: 'off' });
  input.required = !question.optional;
  const hint = question.hint ? [make('p', { id: `${id}-hint`, class: 'hint' }, question.hint)] : [];
  if (question.hint) input.setAttribute('aria-describedby', `${id}-hint`);
  if (question.between) {
    input.type = 'number';
    [input.min, input.max] = question.between.map(String) as [string, string];
  }
  const { wrong } = question;
  if (wrong) input.addEventListener('input', () => input.setCustomValidity(wrong(input.value)));
  const pieces = (question.pieces ?? []).map(([shown, called, written]) => {
    const piece = make('button', { type: 'button', 'aria-label': called, title: called }, shown);
    piece.addEventListener('click', () => {
      input.setRangeText(written, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
      input.focus();
    });
    return piece;
  });
  const bar = pieces.length ? [make('div', { class: 'pieces' }, ...pieces)] : [];
  return [make('div', { class: 'field' }, make('label', { for: id }, question.label), ...hint, input), ...bar];
}

function choice(question: Question, id: string): HTMLElement[] {
  const lines = (question.among ?? []).map(({ value, label, picture }, at) => {
    const radio = make('input', { type: 'radio', id: `${id}-${at}`, name: question.name, value, required: '' });
    radio.checked = at === 0;
    const shown = make('span', { class: 'row' }, make('img', { src: picture, alt: '' }), label);
    return make('label', { class: 'choice', for: radio.id }, radio, shown);
  });
  return [make('fieldset', {}, make('legend', {}, question.label), make('div', { class: 'choices' }, ...lines))];
}

/** What was answered, by name; nothing when one changed one's mind. */
export function ask(words: Words, questions: Question[]): Promise<Record<string, string> | undefined> {
  asked += 1;
  const title = make('h2', { id: `ask-${asked}` }, words.title);
  const cancel = make('button', { type: 'button', class: 'act' }, words.cancel);
  const note = words.note ? [make('p', {}, words.note)] : [];
  const done = make('button', { class: 'act main' }, words.done);
  const fields = questions.flatMap((question, at) => (question.among ? choice : line)(question, `ask-${asked}-${at}`));
  const form = make('form', { method: 'dialog' }, title, ...note, ...fields, make('div', { class: 'row' }, done, cancel));
  const dialog = make('dialog', { class: 'ask', 'aria-labelledby': title.id }, form);
  let answers: Record<string, string> | undefined;
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', () => {
    answers = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answers);
    });
  });
}
