/**
 * `form[data-autosave=URL]` saves itself while one types. The page's own submit still works. From the
 * first key to the server's answer, or to its silence, the form carries `data-unsaved`.
 */
import { each, hold, words } from './page';

const PAUSE = 1_200;
const RETRY = 20_000;
/** A request that outlives its page may not carry more (the browsers' limit is 64 KiB). */
const LEAVING = 60_000;

type Saved = { revision: number | string; saved_at_text?: string };

function start(form: HTMLFormElement): void {
  const url = form.dataset.autosave ?? '';
  const shown = form.querySelector<HTMLElement>('[data-autosave-state]');
  const revision = form.querySelector<HTMLInputElement>('input[name=revision]');
  let typed = 0;
  let saved = 0;
  let timer = 0;
  let busy = false;
  let stopped = false;

  const say = (state: 'saving' | 'saved' | 'offline' | 'conflict', text?: string) => {
    if (!shown) return;
    shown.dataset.state = state;
    shown.textContent = text || words(shown.dataset[state]);
  };
  const later = (wait: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(save, wait);
  };
  const body = () => {
    const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return new URLSearchParams(pairs);
  };

  function accept(answer: Saved, upTo: number): void {
    saved = upTo;
    if (revision) revision.value = String(answer.revision);
    say('saved', answer.saved_at_text);
    form.dispatchEvent(new CustomEvent('preau:saved', { detail: { revision: String(answer.revision), all: saved === typed } }));
    if (saved !== typed) later(PAUSE);
  }

  async function send(leaving: boolean): Promise<void> {
    const upTo = typed;
    const sent = body();
    busy = true;
    say('saving');
    try {
      const reply = await fetch(url, {
        method: 'POST', body: sent, headers: { Accept: 'application/json' }, credentials: 'same-origin',
        keepalive: leaving && sent.toString().length < LEAVING,
      });
      if (reply.status === 409) {
        stopped = true;
        say('conflict', ((await reply.json()) as { message?: string }).message);
      } else if (reply.ok) {
        accept((await reply.json()) as Saved, upTo);
      } else {
        throw new Error(String(reply.status));
      }
    } catch {
      say('offline');
      later(RETRY);
    } finally {
      busy = false;
      form.toggleAttribute('data-unsaved', saved === upTo && typed !== upTo);
    }
  }

  function save(leaving = false): void {
    clearTimeout(timer);
    if (busy || stopped || saved === typed) return;
    hold(form, send(leaving === true));
  }

  form.addEventListener('input', () => {
    typed += 1;
    if (stopped) return;
    form.toggleAttribute('data-unsaved', true);
    later(PAUSE);
  });
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    saved = typed; // what is sent is not saved once more on the way out
  });
  const leave = () => save(true);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  window.addEventListener('pagehide', leave);
  window.addEventListener('online', () => save());
}

export function autosave(): void {
  each('form[data-autosave]', (form) => start(form as HTMLFormElement));
}
