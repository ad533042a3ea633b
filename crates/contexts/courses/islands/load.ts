/** What the class already has to do on the day of a work, said again as the day is chosen. */

function start(says: HTMLElement): void {
  const form = says.closest('form');
  const date = form?.elements.namedItem('pour-le');
  if (!form || !(date instanceof HTMLInputElement)) return;
  const { path = '', next = '' } = says.dataset;
  const whens = [...form.querySelectorAll<HTMLInputElement>('input[name="quand"]')];
  const isNext = () => whens.some((when) => when.checked && when.value === 'prochain');
  let asked = '';

  async function ask(): Promise<void> {
    const day = date instanceof HTMLInputElement && date.value ? date.value : isNext() ? next : '';
    if (day === asked) return;
    asked = day;
    if (!day) {
      says.textContent = '';
      return;
    }
    const reply = await fetch(path + day, { headers: { accept: 'application/json' } }).catch(() => null);
    if (asked !== day) return;
    const said = reply?.ok ? ((await reply.json()) as { says: string }).says : '';
    if (asked === day) says.textContent = said;
  }

  date.addEventListener('input', () => {
    for (const when of whens) when.checked = (when.value === 'prochain') !== !!date.value;
    void ask();
  });
  for (const when of whens) {
    when.addEventListener('change', () => {
      if (isNext()) date.value = '';
      else date.focus();
      void ask();
    });
  }
}

window.preau.island('load', start);
