/** Draws over a photo: a pen in three inks, an eraser of whole strokes, undo; finger, mouse or stylus. */

/** A stroke: its ink, and its points, across then down, in ten thousandths of the photo's sides. */
type Stroke = { c: number; p: number[] };
type Tool = number | 'erase' | 'move';

const SVG = 'http://www.w3.org/2000/svg';
const SIDE = 10_000;
const POINTS = 6_000;
const STROKES = 300;
/** How far a point may lie from a straighter line and be left out. */
const SLACK = 12;
/** How near the eraser must come, in pixels. */
const NEAR = 14;

/** The distance of a point from a segment. */
function away([x, y]: number[], [ax, ay]: number[], [bx, by]: number[]): number {
  const [dx, dy] = [bx! - ax!, by! - ay!];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x! - ax!) * dx + (y! - ay!) * dy) / length)) : 0;
  return Math.hypot(x! - ax! - t * dx, y! - ay! - t * dy);
}

const pairs = (points: number[]) => Array.from({ length: points.length / 2 }, (_, at) => points.slice(at * 2, at * 2 + 2));

/** The same line with fewer points (Ramer, Douglas, Peucker). */
function lighter(points: number[][]): number[][] {
  const [first, last] = [points[0]!, points[points.length - 1]!];
  let [far, at] = [0, 0];
  points.forEach((point, index) => {
    const distance = away(point, first, last);
    if (distance > far) [far, at] = [distance, index];
  });
  if (far <= SLACK) return points.length > 1 ? [first, last] : [first];
  return [...lighter(points.slice(0, at + 1)).slice(0, -1), ...lighter(points.slice(at))];
}

function read(text: string): Stroke[] {
  try {
    return text ? (JSON.parse(text) as Stroke[]) : [];
  } catch {
    return [];
  }
}

function start(sheet: HTMLElement): void {
  const form = sheet.closest('form');
  const svg = sheet.querySelector('svg');
  const photo = sheet.querySelector('img');
  const kept = form?.querySelector<HTMLTextAreaElement>('textarea[name=traits]');
  if (!form || !svg || !photo || !kept) return;
  const said = sheet.dataset;
  const inks = (said.inks ?? '').split(' ');
  let strokes = read(kept.value);
  let past: Stroke[][] = [];
  let tool: Tool = 0;
  let drawn: Stroke | undefined;
  let finger = -1;
  let isPen = false;

  const size = () => {
    for (const [name, value] of [['largeur', photo.naturalWidth], ['hauteur', photo.naturalHeight]] as const) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = String(value);
    }
  };
  if (photo.complete) size();
  else photo.addEventListener('load', size);

  const say = document.createElement('p');
  say.setAttribute('role', 'status');
  say.className = 'muted';
  const tell = (text?: string) => {
    say.textContent = text ?? window.preau.words(said.says, { n: strokes.length });
  };

  function line(stroke: Stroke): SVGElement {
    const made = document.createElementNS(SVG, 'polyline');
    const points = stroke.p.length === 2 ? [...stroke.p, ...stroke.p] : stroke.p;
    const as = {
      fill: 'none', stroke: inks[stroke.c] ?? '', 'stroke-width': '3', 'stroke-linecap': 'round', 'stroke-linejoin': 'round',
      'vector-effect': 'non-scaling-stroke', points: pairs(points).map((pair) => pair.join(',')).join(' '),
    };
    for (const [name, value] of Object.entries(as)) made.setAttribute(name, value);
    return made;
  }
  function show(): void {
    svg!.replaceChildren(...strokes.map(line), ...(drawn ? [line(drawn)] : []));
  }
  function become(next: Stroke[]): void {
    past.push(strokes);
    strokes = next;
    save();
  }
  function save(): void {
    show();
    kept!.value = strokes.length ? JSON.stringify(strokes) : '';
    kept!.dispatchEvent(new Event('input', { bubbles: true }));
    svg!.setAttribute('aria-label', window.preau.words(said.says, { n: strokes.length }));
    tell();
  }

  const within = (value: number) => Math.round(Math.max(0, Math.min(1, value)) * SIDE);
  function at(event: PointerEvent): number[] {
    const box = svg!.getBoundingClientRect();
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  }
  function erase(event: PointerEvent): void {
    const box = svg!.getBoundingClientRect();
    const here = [event.clientX - box.left, event.clientY - box.top];
    const shown = (point: number[]) => [(point[0]! * box.width) / SIDE, (point[1]! * box.height) / SIDE];
    const left = strokes.filter((stroke) => {
      const points = pairs(stroke.p).map(shown);
      return !points.some((point, index) => away(here, point, points[index + 1] ?? point) < NEAR);
    });
    if (left.length !== strokes.length) become(left);
  }

  svg.addEventListener('pointerdown', (event) => {
    isPen ||= event.pointerType === 'pen';
    const isPalm = isPen && event.pointerType === 'touch';
    if (tool === 'move' || !event.isPrimary || event.button !== 0 || isPalm) return;
    event.preventDefault();
    finger = event.pointerId;
    svg.setPointerCapture(finger);
    if (tool === 'erase') return erase(event);
    if (strokes.length >= STROKES) return tell(said.full);
    drawn = { c: tool, p: at(event) };
    show();
  });
  svg.addEventListener('pointermove', (event) => {
    if (event.pointerId !== finger) return;
    if (tool === 'erase') return erase(event);
    if (!drawn) return;
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length ? steps : [event]) drawn.p.push(...at(step));
    show();
  });
  const lift = (event: PointerEvent) => {
    if (event.pointerId !== finger) return;
    finger = -1;
    const done = drawn;
    drawn = undefined;
    if (!done) return;
    const stroke = { c: done.c, p: lighter(pairs(done.p)).flat() };
    const points = [...strokes, stroke].reduce((sum, one) => sum + one.p.length / 2, 0);
    if (points <= POINTS) return become([...strokes, stroke]);
    show();
    tell(said.full);
  };
  svg.addEventListener('pointerup', lift);
  svg.addEventListener('pointercancel', lift);

  function undo(): void {
    const before = past.pop();
    if (!before) return;
    strokes = before;
    save();
  }
  function clear(): void {
    if (strokes.length) become([]);
  }
  const button = (words = '', act: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'act quiet';
    made.textContent = words;
    made.addEventListener('click', act);
    return made;
  };
  function swatch(colour: string): SVGElement {
    const made = document.createElementNS(SVG, 'svg');
    const dot = document.createElementNS(SVG, 'circle');
    made.setAttribute('viewBox', '0 0 2 2');
    made.setAttribute('class', 'ink');
    made.setAttribute('aria-hidden', 'true');
    for (const [name, value] of [['cx', '1'], ['cy', '1'], ['r', '1'], ['fill', colour]] as const) dot.setAttribute(name, value);
    made.append(dot);
    return made;
  }
  function choice(words = '', own: Tool): HTMLLabelElement {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    label.className = 'choice';
    radio.type = 'radio';
    radio.name = 'outil';
    radio.setAttribute('data-draft-skip', '');
    radio.checked = own === tool;
    radio.addEventListener('change', () => {
      tool = own;
      svg!.classList.toggle('drawing', own !== 'move');
    });
    radio.addEventListener('input', (event) => event.stopPropagation()); // choosing a tool draws nothing
    label.append(radio, ...(typeof own === 'number' ? [swatch(inks[own] ?? '')] : []), words);
    return label;
  }

  const tools = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.className = 'sr-only';
  legend.textContent = said.tools ?? '';
  tools.className = 'tools';
  tools.append(
    legend, choice(said.red, 0), choice(said.blue, 1), choice(said.green, 2), choice(said.erase, 'erase'),
    choice(said.move, 'move'), button(said.undo, undo), button(said.clear, clear),
  );
  sheet.before(tools);
  sheet.after(say);
  svg.classList.add('drawing');
  form.querySelector('[data-plain]')?.remove();
  const actions = form.querySelector<HTMLElement>('[data-drawn]');
  if (actions) actions.hidden = false;
  kept.addEventListener('preau:restored', () => {
    strokes = read(kept.value);
    past = [];
    show();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    undo();
  });
  show();
  tell();
}

window.preau.island('draw', start);
