/** `main[data-live]` refreshes itself when something of it changes; where streams do not pass, it asks from time to time. */
import { askAgain } from './fresh';

const STREAM = '/direct';
/** A class of thirty does not ask all at once. */
const SPREAD = 1_500;
/** Without a stream: so often, more or less. */
const CALM = 90_000;
/** A stream that has not said a word by then does not pass. */
const SILENT = 15_000;
/** Looked at again after this long, a page may have missed something. */
const AWAY = 30_000;

const somewhere = (within: number) => Math.random() * within;

class LivePage {
  private stream: EventSource | undefined;
  private timer = 0;
  private waiting = 0;
  private left = Date.now();

  /** Listens while somebody looks. */
  look(): void {
    if (document.visibilityState === 'hidden') {
      this.left = Date.now();
      return this.close();
    }
    if (this.stream) return;
    if (Date.now() - this.left > AWAY) this.refresh(0);
    this.open();
  }

  close(): void {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = undefined;
  }

  private open(): void {
    this.close();
    const stream = new EventSource(STREAM);
    this.stream = stream;
    this.timer = window.setTimeout(() => this.askCalmly(), SILENT);
    let wasOpen = false;
    stream.addEventListener('hello', () => {
      clearTimeout(this.timer);
      if (wasOpen) this.refresh(SPREAD); // something may have changed meanwhile
      wasOpen = true;
    });
    stream.addEventListener('change', () => this.refresh(SPREAD));
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) this.askCalmly();
    });
  }

  private askCalmly(): void {
    this.close();
    this.timer = window.setTimeout(() => {
      this.refresh(0);
      this.open();
    }, CALM / 2 + somewhere(CALM));
  }

  private refresh(spread: number): void {
    if (this.waiting) return;
    this.waiting = window.setTimeout(() => {
      this.waiting = 0;
      void askAgain().catch(() => undefined);
    }, somewhere(spread));
  }
}

export function live(): void {
  if (!document.querySelector('main[data-live]') || !('EventSource' in window)) return;
  const page = new LivePage();
  const look = () => page.look();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pageshow', look);
  window.addEventListener('pagehide', () => page.close());
  look();
}
