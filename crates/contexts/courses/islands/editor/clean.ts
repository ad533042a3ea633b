/** The one rich text of Préau: a small set of elements, no attribute but a safe link's address. */

const BLOCKS: [RegExp, string][] = [
  [/^(p|div|section|article|figure|tr|d[td])$/, 'p'], [/^h[1-3]$/, 'h3'], [/^h[456]$/, 'h4'], [/^blockquote$/, 'blockquote'], [/^pre$/, 'pre'],
];
const INLINE: Record<string, string> = { b: 'strong', strong: 'strong', i: 'em', em: 'em', u: 'u', code: 'code', tt: 'code' };
/** Their text is not for people. */
const DROPPED = /^(script|style|head|title|iframe|object|svg|math|select|textarea)$/;
/** A file of ours. */
const FILE = /^\/[a-z]+\/fichiers\/[1-9]\d*$/;
const SAFE = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i;

const escape = (text: string) =>
  text.replace(/[&<>"\u00a0]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? ' ');
const tag = (node: Node) => node.nodeName.toLowerCase();
const wrap = (name: string, html: string) => (html.trim() ? `<${name}>${html}</${name}>` : html);
const trim = (html: string) => html.replace(/^(\s|<br>)+|(\s|<br>)+$/g, '');

/** Word processors say bold and italic with styles, and wrap everything in a `<b>` that is not bold. */
function styled(element: Element, html: string): string {
  const style = element.getAttribute('style') ?? '';
  let out = html;
  if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) out = wrap('strong', out);
  if (/font-style:\s*italic/i.test(style)) out = wrap('em', out);
  return out;
}

function inline(node: Node, raw = false): string {
  if (node.nodeType === 3) return escape(raw ? (node.textContent ?? '') : (node.textContent ?? '').replace(/[\s\u200b]+/g, ' '));
  if (node.nodeType !== 1) return '';
  const name = tag(node);
  const element = node as Element;
  if (DROPPED.test(name)) return '';
  if (name === 'br') return raw ? '\n' : '<br>';
  if (name === 'img') return picture(element.getAttribute('src') ?? '', element.getAttribute('alt') ?? '');
  const html = [...node.childNodes].map((child) => inline(child, raw)).join('');
  if (name === 'td' || name === 'th') return `${html} `;
  if (name === 'a') {
    const href = (element.getAttribute('href') ?? '').trim();
    return SAFE.test(href) && html.trim() ? `<a href="${escape(href)}">${html}</a>` : html;
  }
  const as = INLINE[name];
  if (as && !/font-weight:\s*(normal|400)/i.test(element.getAttribute('style') ?? '')) return wrap(as, html);
  return styled(element, html);
}

/** A picture with the words that say what it shows; one without either is left out. */
export const picture = (src: string, alt: string): string =>
  FILE.test(src) && alt.trim() ? `<img src="${src}" alt="${escape(alt.trim())}">` : '';

const isTable = (node: Node) => tag(node) === 'table';
/** Larger tables are read as lines. */
export const ROWS = 40;
export const COLUMNS = 12;

/** A table as plain as can be: rows of cells, those that name a column or a row said so. */
function table(node: Node): string {
  const rows = [...(node as Element).querySelectorAll('tr')].filter((row) => row.closest('table') === node);
  const cells = rows.map((row) => [...row.children].filter((cell) => /^t[dh]$/i.test(tag(cell))));
  if (!rows.length || rows.length > ROWS || cells.some((row) => row.length > COLUMNS)) return blocks(node, 'p', true);
  const line = (row: Element[], at: number) =>
    row.map((cell) => {
      const html = trim(lines(cell));
      if (tag(cell) === 'td') return `<td>${html}</td>`;
      return `<th scope="${at ? 'row' : 'col'}">${html}</th>`;
    });
  return `<table><tbody>${cells.map((row, at) => `<tr>${line(row, at).join('')}</tr>`).join('')}</tbody></table>`;
}

/** What a cell says: its blocks one under the other. */
const lines = (cell: Element): string =>
  [...cell.childNodes].map((child) => inline(child) + (isBlock(child) ? '<br>' : '')).join('');

/** An empty table whose first row names its columns. */
export function newTable(rows: number, columns: number): string {
  const cell = (name: string, scope = '') => `<${name}${scope}><br></${name}>`.repeat(Math.min(Math.max(columns, 1), COLUMNS));
  const body = `<tr>${cell('td')}</tr>`.repeat(Math.min(Math.max(rows - 1, 1), ROWS - 1));
  return `<table><tbody><tr>${cell('th', ' scope="col"')}</tr>${body}</tbody></table>`;
}

const isList = (node: Node) => /^[uo]l$/.test(tag(node));
const blockOf = (node: Node) => BLOCKS.find(([names]) => names.test(tag(node)))?.[1];
const isBlock = (node: Node): boolean => isList(node) || isTable(node) || tag(node) === 'li' || !!blockOf(node);
const holdsBlocks = (node: Node): boolean => [...node.childNodes].some((child) => isBlock(child) || holdsBlocks(child));

function list(node: Node): string {
  let out = '';
  for (const child of node.childNodes) {
    if (isList(child)) {
      // A list right inside a list belongs to the item before it.
      const inner = list(child);
      out = out.endsWith('</li>') ? `${out.slice(0, -5)}${inner}</li>` : out + wrap('li', inner);
      continue;
    }
    const parts = child.nodeType === 1 ? [...child.childNodes] : [child];
    const text = parts.map((part) => (isList(part) ? '' : inline(part) + (isBlock(part) ? ' ' : ''))).join('');
    out += wrap('li', trim(text) + parts.filter(isList).map(list).join(''));
  }
  return wrap(tag(node), out.trim());
}

function blocks(node: Node, as: string, asLines = false): string {
  let out = '';
  let line = '';
  const flush = () => {
    out += wrap(as, trim(line));
    line = '';
  };
  for (const child of node.childNodes) {
    const name = tag(child);
    if (DROPPED.test(name)) continue;
    if (!isBlock(child) && !(child.nodeType === 1 && holdsBlocks(child))) {
      line += inline(child);
      continue;
    }
    flush();
    if (isList(child)) out += list(child);
    else if (isTable(child) && !asLines) out += table(child);
    else if (name === 'pre') out += wrap('pre', inline(child, true).replace(/^\n|\n$/g, ''));
    else out += blocks(child, blockOf(child) ?? as, asLines);
  }
  flush();
  return out;
}

/** What a node says, in the subset. */
export const clean = (node: Node): string => blocks(node, 'p');

/** Plain text: an empty line makes a paragraph, a line's end a line. */
export const fromText = (text: string): string =>
  text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean).map((part) => `<p>${escape(part).replace(/\n/g, '<br>')}</p>`).join('');

/** An address as people type it, or nothing when it is not one to follow. */
export function address(typed: string): string {
  const text = typed.trim();
  const full = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(text) ? `https://${text}` : /^[^\s@/:]+@[^\s@/]+$/.test(text) ? `mailto:${text}` : text;
  return SAFE.test(full) && !/\s/.test(full) ? full : '';
}
