/** « Prévenir cet appareil »: the browser subscribes at its push service, the form carries the subscription. */

const read = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const write = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** A worker that has just been registered is not at work yet. */
function atWork(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || !coming) return Promise.resolve();
  return new Promise((resolve, reject) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve();
      if (coming.state === 'redundant') reject(new Error('redundant'));
    });
  });
}

async function subscribe(worker: string, key: string): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register(worker);
  await atWork(registration);
  // One made for another key, by the house of before, is of no use any more.
  const before = await registration.pushManager.getSubscription();
  if (before && write(before.options.applicationServerKey) !== key) await before.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: read(key) });
}

function start(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    const unable = document.querySelector<HTMLElement>('[data-no-push]');
    if (unable) unable.hidden = false;
    return;
  }
  form.hidden = false;
  form.dataset.once = 'off';
  const says = form.querySelector<HTMLElement>('[data-says]');
  const tell = (words = ''): void => {
    if (!says) return;
    says.textContent = words;
    says.hidden = words === '';
  };
  let busy = false;

  const run = async (): Promise<void> => {
    if ((await Notification.requestPermission()) !== 'granted') {
      tell(form.dataset.refused);
      return;
    }
    const subscription = await subscribe(form.dataset.worker ?? '', form.dataset.key ?? '');
    const field = form.elements.namedItem('abonnement') as HTMLInputElement;
    field.value = [subscription.endpoint, write(subscription.getKey('p256dh')), write(subscription.getKey('auth'))].join(' ');
    form.submit();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    tell();
    run()
      .catch(() => tell(form.dataset.failed))
      .then(() => {
        busy = false;
      });
  });
}

window.preau.island('push', start);
