/** What a page has beyond the core when somebody is signed in: what they send is weighed and kept, and the page stays. */
import { askAgain, reveal, show } from './fresh';
import { keeping } from './keeping';
import { live } from './live';
import { person } from './person';
import { forgetPages } from './shelf';
import { weights } from './weight';

const WORKER = '/service.js';

/** On a device of one's own, the browser's worker keeps the last pages. */
async function stay(): Promise<void> {
  // A worker may take over while the page loads: what counts is whether the page came through it.
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const hasSeenIt = visit?.workerStart === undefined ? navigator.serviceWorker.controller !== null : visit.workerStart > 0;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ preau?: string; html?: string; changed?: boolean }>) => {
    if (data.preau === 'fresh') show(data.html, data.changed);
    if (data.preau === 'gone') location.reload();
    if (data.preau === 'offline') reveal('[data-offline]');
  });
  await navigator.serviceWorker.register(WORKER);
  if (!hasSeenIt) (await navigator.serviceWorker.ready).active?.postMessage('keep');
}

weights();
keeping();
live();
if (person()?.own && 'serviceWorker' in navigator) stay().catch(() => undefined);
document.addEventListener('preau:sent', () => void askAgain().catch(() => undefined));
document.addEventListener('submit', (event) => {
  if ((event.target as HTMLElement).matches('[data-sign-out]')) void forgetPages().catch(() => undefined);
});
