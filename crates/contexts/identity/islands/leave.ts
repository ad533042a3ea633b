/** On a device of the class nobody stays by accident: a while without a touch, and the child is out. */

const TOLD_EVERY = 120_000;

window.preau.island('leave', (element) => {
  const form = element as HTMLFormElement;
  const idle = Number(form.dataset.idle) * 1_000;
  const leave = () => form.querySelector<HTMLButtonElement>('button')?.click();
  let timer = window.setTimeout(leave, idle);
  let told = Date.now();
  const touched = () => {
    clearTimeout(timer);
    timer = window.setTimeout(leave, idle);
    if (Date.now() - told < TOLD_EVERY) return;
    told = Date.now();
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    void fetch(form.dataset.still ?? '', { method: 'POST', body, headers: { accept: 'application/json' } });
  };
  for (const sign of ['pointerdown', 'keydown', 'scroll']) document.addEventListener(sign, touched, { passive: true });
  // The back button after « I am done » shows nothing of the last child.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
});
