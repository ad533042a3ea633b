/** A label is shown to the camera: its number is read here and sent, one after another, and nothing of the picture leaves the device. */
import { reader } from '../../../../web/src/core/square';

const PAUSE = 150;
const GOES_ON = 'preau-scan';
const LAST = 'preau-scan-last';
const FORMATS = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix'];

window.preau.island('scan', (element) => {
  const form = element as HTMLFormElement;
  const show = form.querySelector<HTMLButtonElement>('[data-scan-show]');
  const video = form.querySelector('video');
  const state = form.querySelector('[data-scan-state]');
  const field = form.querySelector<HTMLInputElement>('input[name=numero]');
  const send = form.querySelector<HTMLButtonElement>('button:not([type])');
  if (!show || !video || !state || !field || !send) return;
  let stream: MediaStream | undefined;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
  };
  window.addEventListener('pagehide', stop);

  const start = async () => {
    if (stream) return;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
    } catch {
      sessionStorage.removeItem(GOES_ON);
      state.textContent = form.dataset.refused ?? '';
      return;
    }
    sessionStorage.setItem(GOES_ON, form.action);
    video.hidden = false;
    video.srcObject = stream;
    await video.play();
    const read = reader(video, FORMATS);
    // What was just sent is still in front of the camera.
    let last = sessionStorage.getItem(LAST) ?? '';
    while (stream) {
      const text = (await read()).slice(0, 60);
      if (!text) last = '';
      if (text && text !== last) {
        stop();
        sessionStorage.setItem(LAST, text);
        field.value = text;
        send.click();
        return;
      }
      await new Promise((again) => window.setTimeout(again, PAUSE));
    }
  };
  show.addEventListener('click', start);
  // Sent by the camera, the page comes back with the camera.
  if (sessionStorage.getItem(GOES_ON) === form.action) void start();
});
