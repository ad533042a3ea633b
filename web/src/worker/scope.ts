/** What a worker of the browser has around it, as far as ours needs it. */

export interface Later extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface Fetched extends Later {
  request: Request;
  resultingClientId: string;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
export interface Arrived extends Later {
  data: { json(): { title: string; text: string } } | null;
}
export interface Touched extends Later {
  notification: Notification;
}
export interface Told extends Later {
  data: unknown;
  source: Window | null;
}
export interface Due extends Later {
  tag: string;
}
export interface Window {
  id: string;
  url: string;
  visibilityState: string;
  postMessage(message: unknown): void;
}
interface Worker {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    get(id: string): Promise<Window | undefined>;
    matchAll(which: { type: 'window' }): Promise<Window[]>;
    openWindow(path: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', heard: (event: Later) => void): void;
  addEventListener(name: 'fetch', heard: (event: Fetched) => void): void;
  addEventListener(name: 'message', heard: (event: Told) => void): void;
  addEventListener(name: 'sync', heard: (event: Due) => void): void;
  addEventListener(name: 'push', heard: (event: Arrived) => void): void;
  addEventListener(name: 'notificationclick', heard: (event: Touched) => void): void;
}

export const worker = self as unknown as Worker;
