/** A badge is shown to the camera: its square is read here, and nothing of the picture leaves the device. */
import decodeQR from 'qr/decode.js';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type Detecting = Window & { BarcodeDetector?: new (options: { formats: string[] }) => Detector };

const PAUSE = 150;
const SIDE = 480;

/** What the square in front of the camera holds, by the browser itself or by us. */
function reader(video: HTMLVideoElement): () => Promise<string> {
  const { BarcodeDetector } = window as Detecting;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const ours = () => {
    if (!pen || !video.videoWidth) return '';
    const scale = Math.min(1, SIDE / Math.min(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ''; // no square in this picture
    }
  };
  let detector: Detector | undefined;
  try {
    detector = BarcodeDetector && new BarcodeDetector({ formats: ['qr_code'] });
  } catch {
    detector = undefined;
  }
  return async () => {
    if (!detector) return ours();
    try {
      return (await detector.detect(video))[0]?.rawValue ?? '';
    } catch {
      detector = undefined;
      return ours();
    }
  };
}

window.preau.island('badge', (element) => {
  const form = element as HTMLFormElement;
  const show = form.querySelector<HTMLButtonElement>('[data-badge-show]');
  const video = form.querySelector('video');
  const state = form.querySelector('[data-badge-state]');
  const field = form.querySelector<HTMLInputElement>('input[name=badge]');
  const send = form.querySelector<HTMLButtonElement>('button:not([type])');
  if (!show || !video || !state || !field || !send) return;
  let stream: MediaStream | undefined;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
  };
  window.addEventListener('pagehide', stop);

  show.addEventListener('click', async () => {
    if (stream) return;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' }, audio: false });
    } catch {
      state.textContent = form.dataset.refused ?? '';
      return;
    }
    video.hidden = false;
    video.srcObject = stream;
    await video.play();
    const read = reader(video);
    while (stream) {
      const text = await read();
      if (text) {
        stop();
        video.hidden = true;
        field.value = text.slice(0, 300);
        send.click();
        return;
      }
      await new Promise((again) => window.setTimeout(again, PAUSE));
    }
  });
});
