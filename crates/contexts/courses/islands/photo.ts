/** Photos are shown before they leave, and made light: 2 000 px at most, a JPEG without metadata. */

const SIDE = 2_000;
const HEAVY = 1_500_000;
const QUALITY = 0.85;

/** The picture made smaller, or the file itself when it is light, or when the browser cannot read it. */
async function lighten(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || /svg|gif/.test(file.type)) return file;
  let picture: ImageBitmap | undefined;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= HEAVY) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg', lastModified: file.lastModified });
  } catch {
    return file;
  } finally {
    picture?.close();
  }
}

function weigh(bytes: number, units: string): string {
  const names = units.split(' ');
  const at = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: at === 2 ? 1 : 0 });
  return `${number.format(bytes / 1_000 ** at)}\u00a0${names[at] ?? ''}`;
}

function start(input: HTMLInputElement): void {
  const { working, one, many, units = 'B kB MB' } = input.dataset;
  const say = document.createElement('p');
  const list = document.createElement('ul');
  say.className = 'hint';
  say.setAttribute('role', 'status');
  list.className = 'preview';
  input.after(say, list);
  let turn = 0;
  let shown: string[] = [];

  function show(file: File): void {
    const item = document.createElement('li');
    if (file.type.startsWith('image/')) {
      const image = document.createElement('img');
      image.alt = '';
      image.onerror = () => image.remove();
      image.src = URL.createObjectURL(file);
      shown.push(image.src);
      item.append(image);
    }
    item.append(`${file.name}, ${weigh(file.size, units)}`);
    list.append(item);
  }

  async function prepare(mine: number): Promise<void> {
    const chosen = [...(input.files ?? [])];
    const light = new DataTransfer();
    list.replaceChildren();
    shown.forEach((url) => URL.revokeObjectURL(url));
    shown = [];
    let size = 0;
    for (const [index, file] of chosen.entries()) {
      say.textContent = window.preau.words(working, { n: index + 1, total: chosen.length });
      const made = await lighten(file);
      if (mine !== turn) return;
      light.items.add(made);
      size += made.size;
      show(made);
    }
    input.files = light.files;
    say.textContent = chosen.length ? window.preau.words(chosen.length === 1 ? one : many, { n: chosen.length, size: weigh(size, units) }) : '';
  }

  input.addEventListener('change', () => {
    turn += 1;
    const work = prepare(turn);
    if (input.form) window.preau.hold(input.form, work);
  });
}

window.preau.island('photo', (element) => start(element as HTMLInputElement));
