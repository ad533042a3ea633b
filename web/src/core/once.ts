/** A form is sent once: a double tap never sends twice, a real retry is never blocked. */

const PAUSE = 10_000;
const sent = new WeakMap<HTMLFormElement, number>();

const buttons = (form: HTMLFormElement) =>
  [...form.elements].filter((element) => element.matches('[type=submit],button:not([type])'));

function release(form: HTMLFormElement): void {
  clearTimeout(sent.get(form));
  sent.delete(form);
  for (const button of buttons(form)) button.removeAttribute('aria-disabled');
}

function take(form: HTMLFormElement): boolean {
  if (sent.has(form)) return false;
  sent.set(form, window.setTimeout(() => release(form), PAUSE));
  for (const button of buttons(form)) button.setAttribute('aria-disabled', 'true');
  return true;
}

const posts = (form: HTMLFormElement, submitter: HTMLElement | null) =>
  (submitter?.getAttribute('formmethod') ?? form.method) === 'post' && form.dataset.once !== 'off';

export function once(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!event.defaultPrevented && posts(form, event.submitter) && !take(form)) event.preventDefault();
  });
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.target instanceof HTMLFormElement && !take(event.target)) event.preventDefault();
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.target instanceof HTMLFormElement) release(event.target);
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of document.forms) release(form);
  });
}
