/** A page that is refreshed in place: only what changed is replaced, and who reads or types is not disturbed. */

const messages = (main: ParentNode) => main.querySelector('.toasts');

/** What the keyboard is on, found again in what takes its place. */
function counterpart(old: Element | null, made: Element): HTMLElement | undefined {
  if (!old) return undefined;
  const href = old.getAttribute('href');
  const same = (other: Element) => (old.id ? other.id === old.id : other.getAttribute('href') === href && other.textContent === old.textContent);
  return [...made.querySelectorAll<HTMLElement>(old.tagName)].find(same);
}

/** What the reader has unfolded stays so. */
function unfold(old: Element, made: Element): void {
  const folds = (part: Element) => [part, ...part.querySelectorAll('details')].filter((one) => one instanceof HTMLDetailsElement);
  const there = folds(made);
  folds(old).forEach((one, at) => there[at]?.toggleAttribute('open', one.open));
}

/** Replaces one part by another, if they differ; whether they did. */
function replace(old: Element, made: Element): boolean {
  unfold(old, made);
  if (old.isEqualNode(made)) return false;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(made);
  counterpart(focused, made)?.focus({ preventScroll: true });
  return true;
}

function refresh(main: Element, made: Element): boolean {
  const [said, says] = [messages(main), messages(made)];
  if (said && says?.childElementCount) said.replaceChildren(...says.childNodes);
  says?.remove();
  const old = [...main.children].filter((child) => child !== said);
  const parts = [...made.children];
  let changed = false;
  for (const [at, part] of parts.entries()) {
    const before = old[at];
    if (before) changed = replace(before, part) || changed;
    else {
      main.append(part);
      changed = true;
    }
  }
  for (const gone of old.slice(parts.length)) {
    gone.remove();
    changed = true;
  }
  return changed;
}

/** Told to screen readers once, politely. */
function tell(main: HTMLElement): void {
  let line = document.querySelector<HTMLElement>('[data-refreshed-says]');
  if (!line) {
    line = document.createElement('p');
    line.className = 'sr-only';
    line.dataset.refreshedSays = '';
    line.setAttribute('role', 'status');
    main.after(line);
  }
  line.textContent = '';
  const text = main.dataset.refreshed ?? '';
  window.setTimeout(() => (line.textContent = text), 100);
}

const owner = (page: Document) => page.querySelector<HTMLMetaElement>('meta[name=person]')?.content;

export const reveal = (banner: string) => document.querySelector(banner)?.removeAttribute('hidden');

/** Shows what a newer page says, or that there is one; one that is for somebody else, or for nobody, is opened as a page. */
export function show(html: string | undefined, changed = true): void {
  const main = document.querySelector<HTMLElement>('main');
  const page = html === undefined ? undefined : new DOMParser().parseFromString(html, 'text/html');
  const made = page?.querySelector('main');
  if (!main || !page || !made || owner(page) !== owner(document)) return location.reload();
  if (!main.hasAttribute('data-live') || !made.hasAttribute('data-live')) return changed ? reveal('[data-newer]') : undefined;
  if (!refresh(main, made)) return;
  main.dispatchEvent(new CustomEvent('htmx:load', { bubbles: true }));
  tell(main);
}

/** Asks for the page again, through its own address and its own rights. */
export async function askAgain(): Promise<void> {
  if (!document.querySelector('main[data-live]')) return;
  const reply = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
  if (reply.ok) show(reply.redirected ? undefined : await reply.text());
}
