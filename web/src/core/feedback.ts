/** What the page says back: errors get the focus, messages can be put away, dialogs open, sheets print. */
import { each } from './page';

export function feedback(): void {
  each('.errors', (errors) => errors.focus());
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const dismiss = target.closest('[data-dismiss]');
    if (dismiss) dismiss.closest('.toast')?.remove();
    if (target.closest('[data-print]')) window.print();
    const opener = target.closest<HTMLElement>('[data-opens]');
    const dialog = opener && document.getElementById(opener.dataset.opens ?? '');
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    }
  });
}
