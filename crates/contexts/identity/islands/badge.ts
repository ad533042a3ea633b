/** A badge is shown to the camera: its square is read here, and nothing of the picture leaves the device. */
import { reader } from '../../../../web/src/core/square';

const PAUSE = 150;

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
    const read = reader(video, ['qr_code']);
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
