/** A link to a new password leads here with its code after the #, which never leaves the browser: it is typed in. */

window.preau.island('lost', (element) => {
  const field = element.querySelector<HTMLInputElement>('input[name=code]');
  const code = location.hash.slice(1);
  if (!field || field.value || !/^[0-9A-Za-z-]{12,14}$/.test(code)) return;
  history.replaceState(null, '', location.pathname);
  field.value = code;
  element.querySelector<HTMLInputElement>('input[name=nouveau]')?.focus();
});
