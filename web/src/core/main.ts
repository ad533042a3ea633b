/** Everything a page has before any island of its own. htmx is loaded before, in the same file. */
import { autosave } from './autosave';
import { drafts } from './drafts';
import { feedback } from './feedback';
import { once } from './once';
import { each, hold, look, watchSubmits, words, type Island } from './page';

declare global {
  interface Window {
    htmx: { config: Record<string, unknown> };
    preau: Island;
  }
}

Object.assign(window.htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '4(09|22)', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
});

window.preau = { island: (name, start) => each(`[data-island~="${name}"]`, start), hold, words };
document.documentElement.classList.add('js');

watchSubmits();
drafts();
autosave();
once();
feedback();
const begin = () => look(document);
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
document.addEventListener('htmx:load', (event) => look(event.target as HTMLElement));
