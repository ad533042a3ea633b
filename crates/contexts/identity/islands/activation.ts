/** A letter's square leads here with the code after the #, which never leaves the browser: it is typed in and sent. */

window.preau.island('activation', (element) => {
  const form = element as HTMLFormElement;
  const field = form.querySelector<HTMLInputElement>('input[name=code]');
  const code = location.hash.slice(1);
  if (!field || field.value || !/^[0-9A-Za-z]{12}$/.test(code)) return;
  history.replaceState(null, '', location.pathname);
  field.value = code.toUpperCase();
  form.querySelector<HTMLButtonElement>('button')?.click();
});
