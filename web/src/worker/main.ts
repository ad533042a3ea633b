/**
 * What the browser of one's own device runs between the pages and the network: files that never change come from the
 * device; a page that was kept is shown when there is no network, and at once when it can be refreshed in place.
 */
import { fromDevice } from './assets';
import { Pages } from './pages';
import './push';
import { worker, type Fetched } from './scope';
import { SENDING, sendUnseen } from './sending';

const pages = new Pages();

worker.addEventListener('install', (event) => {
  event.waitUntil(pages.prepare().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  const preload = worker.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([preload, worker.clients.claim()]));
});

worker.addEventListener('message', (event) => {
  if (event.data === 'keep' && event.source) event.waitUntil(pages.fetchAndKeep(event.source.url));
});

worker.addEventListener('sync', (event) => {
  if (event.tag !== SENDING) return;
  const isSeen = async () => (await worker.clients.matchAll({ type: 'window' })).some(({ visibilityState }) => visibilityState === 'visible');
  event.waitUntil(sendUnseen(isSeen, () => pages.sendWhatWaits()));
});

worker.addEventListener('fetch', (event: Fetched) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method !== 'GET') {
    // After a form, nothing is shown from the device until the server has answered: somebody else may be in.
    if (request.mode === 'navigate') event.waitUntil(pages.unsettle());
    return;
  }
  if (url.pathname.startsWith('/a/')) event.respondWith(fromDevice(request));
  else if (request.mode === 'navigate') event.respondWith(pages.answer(event));
});
