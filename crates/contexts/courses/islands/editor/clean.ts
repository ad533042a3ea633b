/** The one rich text of Préau: a small set of elements, no attribute but a safe link's address. */

const BLOCKS: [RegExp, string][] = [
  [/^(p|div|section|article|figure|tr|d[td])$/, 'p'], [/^h[1-3]$/, 'h3'], [/^h[456]$/, 'h4'], [/^blockquote$/, 'blockquote'], [/^pre$/, 'pre'],
];
const INLINE: Record<string, string> = { b: 'strong', strong: 'strong', i: 'em', em: 'em', u: 'u', code: 'code', tt: 'code' };
/** Their text is not for people. */
const DROPPED = /^(script|style|head|title|iframe|object|svg|math|select|textarea)$/;
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

const isList = (node: Node) => /^[uo]l$/.test(tag(node));
const blockOf = (node: Node) => BLOCKS.find(([names]) => names.test(tag(node)))?.[1];
const isBlock = (node: Node): boolean => isList(node) || tag(node) === 'li' || !!blockOf(node);
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

function blocks(node: Node, as: string): string {
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
    else if (name === 'pre') out += wrap('pre', inline(child, true).replace(/^\n|\n$/g, ''));
    else out += blocks(child, blockOf(child) ?? as);
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
