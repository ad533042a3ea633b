/** A badge is shown to the camera: its square is read here, and nothing of the picture leaves the device. */
import { watch } from '../../../../web/src/core/square';

window.preau.island('badge', (element) => {
  const form = element as HTMLFormElement;
  const show = form.querySelector<HTMLButtonElement>('[data-badge-show]');
  const video = form.querySelector('video');
  const state = form.querySelector('[data-badge-state]');
  const field = form.querySelector<HTMLInputElement>('input[name=badge]');
  const send = form.querySelector<HTMLButtonElement>('button:not([type])');
  if (!show || !video || !state || !field || !send) return;
  let isOn = false;
  show.addEventListener('click', async () => {
    if (isOn) return;
    isOn = true;
    const hasCamera = await watch(video, 'user', ['qr_code'], (text) => {
      if (!text) return false;
      field.value = text.slice(0, 300);
      send.click();
      return true;
    });
    isOn = false;
    if (!hasCamera) state.textContent = form.dataset.refused ?? '';
  });
});
