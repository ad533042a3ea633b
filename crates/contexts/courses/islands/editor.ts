/** Rich text over a textarea: the same few marks everywhere, clean HTML back into the textarea. */
import { ask, type Question } from './editor/ask';
import { address, clean, COLUMNS, fromText, newTable, picture, ROWS } from './editor/clean';

/** Said once: the browser's own editing commands live there. */
const page = document;
type Tool = [name: string, command: string, key: string, shapes: string];
const TOOLS: Tool[] = [
  ['bold', 'bold', 'b', 'M6 12h9a4 4 0 0 1 0 8H7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h7a4 4 0 0 1 0 8'],
  ['italic', 'italic', 'i', 'M19 4h-9M14 20H5M15 4 9 20'],
  ['heading', '', '', 'M6 12h12M6 20V4M18 20V4'],
  ['list', 'insertUnorderedList', '', 'M3 5h.01M3 12h.01M3 19h.01M8 5h13M8 12h13M8 19h13'],
  ['numbers', 'insertOrderedList', '', 'M11 5h10M11 12h10M11 19h10M4 4h1v5M4 9h2M6.5 20H3.4c0-1 2.6-1.9 2.6-3.5a1.5 1.5 0 0 0-2.6-1'],
  ['link', '', 'k', 'M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7l-1.8 1.7M14 11a5 5 0 0 0-7.5-.5l-3 3a5 5 0 0 0 7 7l1.8-1.7'],
  ['table', '', '', 'M12 3v18M3 9h18M3 15h18M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2'],
  ['formula', '', '', 'M3 12h3l3 8 4-16h8M14 12l6 7M20 12l-6 7'],
  ['image', '', '', 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M21 15l-3-3a2 2 0 0 0-3 0l-9 9M9 7a2 2 0 1 1 0 4 2 2 0 0 1 0-4'],
  ['undo', 'undo', '', 'M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11'],
];

const run = (command: string, value?: string) => page.execCommand(command, false, value);
const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;

function button([name, , key, shapes]: Tool, label: string): HTMLButtonElement {
  const made = page.createElement('button');
  made.type = 'button';
  made.tabIndex = name === 'bold' ? 0 : -1;
  made.setAttribute('aria-label', label);
  made.title = key ? `${label} (Ctrl+${key.toUpperCase()})` : label;
  made.innerHTML = `<svg class="icon" aria-hidden="true" viewBox="0 0 24 24"><path d="${shapes}"/></svg>`;
  return made;
}

/** Arrow keys go from tool to tool, Tab goes on: one stop for the whole toolbar. */
function roving(bar: HTMLElement): void {
  bar.addEventListener('keydown', (event) => {
    const tools = [...bar.children] as HTMLElement[];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tools[(tools.indexOf(page.activeElement as HTMLElement) + step + tools.length) % tools.length];
    for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
    next?.focus();
  });
}

function start(area: HTMLTextAreaElement): void {
  const { dataset, form } = area;
  const label = area.labels?.[0];
  const box = page.createElement('div');
  const bar = page.createElement('div');
  const sheet = page.createElement('div');
  box.className = 'editor';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', dataset.labelToolbar ?? '');
  const named = (name: string) => dataset[`label${name[0]?.toUpperCase()}${name.slice(1)}`] ?? name;
  const tools = dataset.pictures ? TOOLS : TOOLS.filter(([name]) => name !== 'image');
  bar.append(...tools.map((tool) => button(tool, named(tool[0]))));
  roving(bar);

  sheet.contentEditable = 'true';
  sheet.className = 'prose';
  sheet.setAttribute('role', 'textbox');
  sheet.setAttribute('aria-multiline', 'true');
  for (const name of ['aria-describedby', 'aria-invalid', 'aria-required']) {
    const value = area.getAttribute(name);
    if (value) sheet.setAttribute(name, value);
  }
  if (area.getAttribute('aria-invalid')) box.setAttribute('aria-invalid', 'true');
  if (label) {
    label.id ||= `${area.id}-label`;
    sheet.setAttribute('aria-labelledby', label.id);
  }

  const show = (html: string) => {
    sheet.innerHTML = clean(parse(html)) || '<p><br></p>';
  };
  const format = form?.elements.namedItem(dataset.formatField ?? '');
  const write = () => {
    area.value = clean(sheet);
    if (format instanceof HTMLInputElement) format.value = 'html';
  };
  const changed = () => {
    write();
    area.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const wasRestored = area.value !== area.defaultValue;
  show(wasRestored ? area.value : (dataset.html ?? fromText(area.value)));
  write();

  const isHeading = () => page.queryCommandValue('formatBlock').toLowerCase() === 'h3';
  const said = JSON.parse(dataset.words ?? '{}') as Record<string, string>;
  const word = (key: string) => said[key] ?? '';
  /** Asks, then goes back to where one was. */
  const questions = async (title: string, list: Question[]) => {
    const selection = getSelection();
    const place = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
    const nothing = list.length ? {} : { note: word('noImage') };
    const answers = await ask({ title, ...nothing, done: word('done'), cancel: word('cancel') }, list);
    sheet.focus();
    if (place && sheet.contains(place.startContainer)) {
      selection?.removeAllRanges();
      selection?.addRange(place);
    }
    return answers;
  };
  const link = async () => {
    const selection = getSelection();
    const around = selection?.anchorNode?.parentElement?.closest('a');
    const isChosen = around || !selection?.isCollapsed;
    const where = {
      name: 'address', label: word('address'), hint: word(around ? 'unlink' : 'example'), value: around?.getAttribute('href') ?? '',
      wrong: (typed: string) => (!address(typed) && !(around && !typed.trim()) ? word('badAddress') : ''),
      optional: !!around,
    };
    const answers = await questions(named('link'), isChosen ? [where] : [{ name: 'text', label: word('text') }, where]);
    if (!answers) return;
    const href = address(answers.address ?? '');
    if (around) getSelection()?.selectAllChildren(around);
    if (!href) run('unlink');
    else {
      const text = answers.text || href;
      if (!isChosen) {
        run('insertText', text);
        const end = getSelection();
        if (end?.anchorNode) end.setBaseAndExtent(end.anchorNode, Math.max(end.anchorOffset - text.length, 0), end.anchorNode, end.anchorOffset);
      }
      run('createLink', href);
      getSelection()?.collapseToEnd();
    }
  };
  /** A table of the size asked for; inside one, a row more under this one. */
  const table = async () => {
    const row = getSelection()?.anchorNode?.parentElement?.closest('tr');
    if (row && sheet.contains(row)) {
      const more = page.createElement('tr');
      for (let cell = row.cells.length; cell; cell--) more.insertCell().append(page.createElement('br'));
      row.after(more);
      getSelection()?.collapse(more.cells[0] ?? more, 0);
      return;
    }
    const answers = await questions(word('newTable'), [
      { name: 'rows', label: word('rows'), value: '3', between: [2, ROWS] },
      { name: 'columns', label: word('columns'), value: '2', between: [1, COLUMNS] },
    ]);
    if (answers) run('insertHTML', `${newTable(Number(answers.rows), Number(answers.columns))}<p><br></p>`);
  };
  /** One of the pictures among the files, with what it shows. */
  const image = async () => {
    const pictures = JSON.parse(dataset.pictures ?? '[]') as [src: string, name: string][];
    const among = pictures.map(([src, label]) => ({ value: src, label, picture: src }));
    const answers = await questions(named('image'), among.length ? [
      { name: 'src', label: word('which'), among },
      { name: 'alt', label: word('alt'), hint: word('altWhy') },
    ] : []);
    if (answers?.src && answers.alt) run('insertHTML', picture(answers.src, answers.alt));
  };
  const formula = async () => {
    const value = (getSelection()?.toString() ?? '').replace(/^\\\(|\\\)$/g, '');
    const pieces = JSON.parse(dataset.pieces ?? '[]') as [string, string, string][];
    const answers = await questions(named('formula'), [{ name: 'formula', label: word('formula'), hint: word('formulaHow'), value, pieces }]);
    if (answers?.formula) run('insertText', `\\(${answers.formula}\\)`);
  };
  const lights = () => {
    for (const [at, [name, command]] of tools.entries()) {
      if (/link|undo|table|formula|image/.test(name)) continue;
      const on = command ? page.queryCommandState(command) : isHeading();
      bar.children[at]?.setAttribute('aria-pressed', String(on));
    }
  };
  const act = async ([name, command]: Tool) => {
    sheet.focus();
    if (command) run(command);
    else if (name === 'link') await link();
    else if (name === 'table') await table();
    else if (name === 'formula') await formula();
    else if (name === 'image') await image();
    else run('formatBlock', isHeading() ? 'p' : 'h3');
    changed();
    lights();
  };

  bar.addEventListener('mousedown', (event) => event.preventDefault());
  bar.addEventListener('click', (event) => {
    const tool = tools[[...bar.children].indexOf((event.target as Element).closest('button') as Element)];
    if (tool) void act(tool);
  });
  sheet.addEventListener('keydown', (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && TOOLS.find(([, , key]) => key && key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    void act(tool);
  });
  for (const kind of ['paste', 'drop'] as const) {
    sheet.addEventListener(kind, (event) => {
      event.preventDefault();
      const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
      const html = data?.getData('text/html');
      run('insertHTML', html ? clean(parse(html)) : fromText(data?.getData('text/plain') ?? ''));
    });
  }
  sheet.addEventListener('input', changed);
  sheet.addEventListener('focus', () => run('defaultParagraphSeparator', 'p'));
  page.addEventListener('selectionchange', () => sheet.contains(getSelection()?.anchorNode ?? null) && lights());
  area.addEventListener('focus', () => sheet.focus());
  area.addEventListener('preau:restored', () => {
    show(area.value);
    write();
  });

  box.append(bar, sheet);
  area.after(box);
  area.classList.add('sr-only');
  area.tabIndex = -1;
  area.setAttribute('aria-hidden', 'true');
  area.required = false;
}

window.preau.island('editor', (element) => start(element as HTMLTextAreaElement));
