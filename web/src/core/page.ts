/** What the small programs of a page share: finding their elements, and holding a form back. */

type Start = (element: HTMLElement) => void;
const starts: [string, Start, WeakSet<Element>][] = [];

function wake(root: ParentNode, [selector, start, woken]: (typeof starts)[number]): void {
  const found = [...root.querySelectorAll<HTMLElement>(selector)];
  if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root);
  for (const element of found) {
    if (woken.has(element)) continue;
    woken.add(element);
    start(element);
  }
}

/** Starts a program on every element that matches, now and after each change of the page. */
export function each(selector: string, start: Start): void {
  const entry: (typeof starts)[number] = [selector, start, new WeakSet()];
  starts.push(entry);
  if (document.readyState !== 'loading') wake(document, entry);
}

/** Looks for elements that have just arrived. */
export function look(root: ParentNode): void {
  for (const entry of starts) wake(root, entry);
}

const held = new WeakMap<HTMLFormElement, Promise<unknown>>();

/** A submit of the form waits for the work, then goes on by itself. */
export function hold(form: HTMLFormElement, work: Promise<unknown>): void {
  held.set(form, work);
  const free = () => {
    if (held.get(form) === work) held.delete(form);
  };
  work.then(free, free);
}

/** Runs before any other listener of `submit`. */
export function watchSubmits(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const work = held.get(form);
    if (!work) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.waiting) return;
    form.dataset.waiting = '1';
    const again = () => {
      delete form.dataset.waiting;
      const button = event.submitter ?? form.querySelector<HTMLElement>('[type=submit],button:not([type])');
      if (button) button.click();
      else form.submit();
    };
    work.then(again, again);
  }, true);
}

/** The words of an element, with what they are about put in: `{n}`, `{size}`. */
export function words(text: string | undefined, about: Record<string, string | number> = {}): string {
  return (text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(about[name] ?? ''));
}

export type Island = { island(name: string, start: Start): void; hold: typeof hold; words: typeof words };
