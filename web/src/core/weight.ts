/**
 * Files that weigh more than their form may carry (`input[data-most]`) do not leave: the field says so in the words of
 * the server, which are in the page, hidden.
 */

type Field = Pick<HTMLInputElement, 'files' | 'dataset'>;

const weight = ({ files }: Field) => [...(files ?? [])].reduce((sum, { size }) => sum + size, 0);

/** The heaviest field of a form whose files weigh too much together. */
export function heaviest<F extends Field>(fields: F[]): F | undefined {
  const total = fields.reduce((sum, field) => sum + weight(field), 0);
  const most = Math.min(...fields.map(({ dataset }) => Number(dataset.most)));
  if (!(total > most)) return undefined;
  return fields.reduce((heavy, field) => (weight(field) > weight(heavy) ? field : heavy));
}

function say(field: HTMLInputElement, isHeavy: boolean): void {
  const words = document.getElementById(`${field.id}-lourd`);
  if (!words || words.hidden === !isHeavy) return;
  words.hidden = !isHeavy;
  field.closest('.field')?.classList.toggle('bad', isHeavy);
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && id !== words.id);
  field.setAttribute('aria-describedby', [...others, ...(isHeavy ? [words.id] : [])].join(' '));
  if (isHeavy) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

/** Once it is known what each form carries: photos are made lighter first. */
export function weights(): void {
  document.addEventListener('submit', (event) => {
    const fields = [...(event.target as HTMLFormElement).querySelectorAll<HTMLInputElement>('input[type=file][data-most]')];
    const heavy = heaviest(fields);
    for (const field of fields) say(field, field === heavy);
    if (!heavy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    heavy.focus();
  }, true);
}
