/** When a message arrives: it shows that a notice waits, and opens the notices when touched. */
import { worker } from './scope';

worker.addEventListener('push', (event) => {
  if (!event.data) return;
  const { title, text } = event.data.json();
  // With one tag, a second message takes the place of the first: the phone shows one.
  event.waitUntil(worker.registration.showNotification(title, { body: text, tag: 'avis' }));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow('/avis'));
});
