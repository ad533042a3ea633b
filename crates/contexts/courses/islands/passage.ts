/**
 * Words selected in what was handed in become one more passage to choose from, in the form under it.
 * F8 goes there; without a selection the list of sentences does the same.
 */

/** What stands in the text and is not of it: numbers of remarks, hosts of links, drawn formulas. */
const NOT_TEXT = '.nth, small, math';
const PAUSE = 150;
const LABEL = 90;
/** A second at most. */
const FRAMES = 60;

type Passage = { start: number; end: number; words: string };

function written(range: Range): string {
  const part = range.cloneContents();
  for (const other of part.querySelectorAll(NOT_TEXT)) other.remove();
  return part.textContent ?? '';
}

const count = (text: string) => [...text].length;

/** The part of the selection that lies in a text, counted in its characters. */
function selected(text: HTMLElement): Passage | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(text)) return undefined;
  const whole = document.createRange();
  whole.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(whole.startContainer, whole.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(whole.endContainer, whole.endOffset);
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = written(range);
  const start = count(written(before));
  return words.trim() ? { start, end: start + count(words), words } : undefined;
}

function start(details: HTMLDetailsElement): void {
  const text = document.querySelector<HTMLElement>('[data-passages] > .prose');
  const list = details.querySelector<HTMLSelectElement>('select[name=passage]');
  const words = details.querySelector<HTMLTextAreaElement>('textarea[name=remarque]');
  if (!text || !list || !words) return;
  const hint = details.querySelector<HTMLElement>('[data-hint]');
  if (hint) hint.hidden = false;
  const act = document.createElement('button');
  act.type = 'button';
  act.className = 'act chosen';
  act.textContent = details.dataset.act ?? '';
  act.hidden = true;
  text.after(act);
  const own = document.createElement('option');
  let passage: Passage | undefined;
  let timer = 0;

  /** What was folded takes the focus once it is drawn, some frames later. */
  function goTo(field: HTMLElement, frames = FRAMES): void {
    details.open = true;
    field.focus();
    if (document.activeElement === field || !frames) field.scrollIntoView({ block: 'center' });
    else requestAnimationFrame(() => goTo(field, frames - 1));
  }

  function choose(): void {
    if (!passage) return;
    own.value = `${passage.start}-${passage.end}:${passage.words}`;
    own.textContent = passage.words.length > LABEL ? `${passage.words.slice(0, LABEL)}…` : passage.words;
    list!.options[0]?.after(own);
    list!.value = own.value;
    list!.dispatchEvent(new Event('input', { bubbles: true }));
    act.hidden = true;
    goTo(words!);
  }

  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const found = selected(text);
      if (document.activeElement !== act) act.hidden = !found;
      if (found) passage = found;
    }, PAUSE);
  });
  act.addEventListener('pointerdown', (event) => event.preventDefault());
  act.addEventListener('click', choose);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F8' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    passage = selected(text);
    if (passage) return choose();
    goTo(list);
  });
}

window.preau.island('passage', (element) => start(element as HTMLDetailsElement));
