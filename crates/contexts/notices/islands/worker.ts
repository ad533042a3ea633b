/** What a browser runs when a message arrives: it shows that a notice waits, and opens the notices when touched. */

interface Arrived extends Event {
  data: { json(): { title: string; text: string } } | null;
  waitUntil(work: Promise<unknown>): void;
}
interface Touched extends Event {
  notification: Notification;
  waitUntil(work: Promise<unknown>): void;
}
interface Worker {
  registration: ServiceWorkerRegistration;
  clients: { openWindow(path: string): Promise<unknown> };
  addEventListener(name: 'push', heard: (event: Arrived) => void): void;
  addEventListener(name: 'notificationclick', heard: (event: Touched) => void): void;
}

const worker = self as unknown as Worker;

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
