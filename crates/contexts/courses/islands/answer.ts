/**
 * A class is answered without leaving the keyboard. Only keys that no text, browser or screen reader
 * needs: Ctrl+Enter, Alt+Page, F2; digits only while the focus is on the phrases.
 */

const link = (rel: string) => document.querySelector<HTMLAnchorElement>(`.steps a[rel=${rel}]`);

/** The editor over the answer, or the plain field. */
function sheet(form: HTMLFormElement): HTMLElement | null {
  return form.querySelector<HTMLElement>('[contenteditable=true]') ?? form.querySelector('textarea');
}

/** Puts the caret at the end, unless it is in there already. */
function enter(field: HTMLElement): void {
  const selection = getSelection();
  const isInside = selection?.anchorNode && field.contains(selection.anchorNode);
  field.focus();
  if (isInside || field instanceof HTMLTextAreaElement || !selection) return;
  selection.selectAllChildren(field.lastElementChild ?? field);
  selection.collapseToEnd();
}

function insert(form: HTMLFormElement, words: string): void {
  const field = sheet(form);
  if (!field) return;
  enter(field);
  const before = field instanceof HTMLTextAreaElement ? field.value.slice(0, field.selectionStart) : textBefore(field);
  document.execCommand('insertText', false, /\S$/.test(before) ? ` ${words}` : words);
}

function textBefore(field: HTMLElement): string {
  const caret = getSelection();
  if (!caret?.rangeCount) return '';
  const range = caret.getRangeAt(0).cloneRange();
  range.setStart(field, 0);
  return range.toString();
}

function start(help: HTMLElement): void {
  const form = help.closest('form');
  if (!form) return;
  const bank = form.querySelector<HTMLDetailsElement>('[data-bank]');
  const phrases = [...form.querySelectorAll<HTMLButtonElement>('button[data-words]')];
  help.hidden = false;

  const put = (phrase: HTMLButtonElement | undefined) => phrase && insert(form, phrase.dataset.words ?? '');
  for (const phrase of phrases) {
    phrase.addEventListener('click', (event) => {
      event.preventDefault();
      put(phrase);
    });
  }
  bank?.addEventListener('keydown', (event) => {
    const nth = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (!nth || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    put(phrases[Number(nth) - 1]);
  });

  const toAnswerOrPhrases = () => {
    const field = sheet(form);
    if (field && !field.contains(document.activeElement)) return enter(field);
    if (!bank || !phrases[0]) return;
    bank.open = true;
    phrases[0].focus();
  };
  const save = () => form.querySelector<HTMLButtonElement>('button.main[name=action]')?.click();
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.shiftKey) return;
    const control = event.ctrlKey || event.metaKey;
    const plain = !control && !event.altKey;
    const act =
      event.key === 'Enter' && control && !event.altKey ? save
      : event.key === 'PageDown' && event.altKey && !control ? () => link('next')?.click()
      : event.key === 'PageUp' && event.altKey && !control ? () => link('prev')?.click()
      : event.key === 'F2' && plain ? toAnswerOrPhrases
      : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

window.preau.island('answer', (element) => start(element as HTMLElement));
