/** A label is shown to the camera: its number is read here and sent, one after another, and nothing of the picture leaves the device. */
import { watch } from '../../../../web/src/core/square';

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
  let isOn = false;
  const start = async () => {
    if (isOn) return;
    isOn = true;
    sessionStorage.setItem(GOES_ON, form.action);
    // What was just sent is still in front of the camera.
    let last = sessionStorage.getItem(LAST) ?? '';
    const hasCamera = await watch(video, 'environment', FORMATS, (seen) => {
      const text = seen.slice(0, 60);
      if (!text) last = '';
      if (!text || text === last) return false;
      sessionStorage.setItem(LAST, text);
      field.value = text;
      send.click();
      return true;
    });
    isOn = false;
    if (hasCamera) return;
    sessionStorage.removeItem(GOES_ON);
    state.textContent = form.dataset.refused ?? '';
  };
  show.addEventListener('click', start);
  // Sent by the camera, the page comes back with the camera.
  if (sessionStorage.getItem(GOES_ON) === form.action) void start();
});
