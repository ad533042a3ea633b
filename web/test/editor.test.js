import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { load } from './load.js';

const { clean, fromText, address } = await load('../crates/contexts/courses/islands/editor/clean.ts');
const body = (html) => parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body;

const CASES = [
  ['the subset stays as it is', '<p>Lire la <strong>carte</strong> et <em>dire</em> <u>pourquoi</u></p><ul><li>un</li><li>deux</li></ul><ol><li>a</li></ol><h3>Titre</h3><h4>Sous-titre</h4>', null],
  ['old marks become new ones', '<b>gras</b> <i>penché</i>', '<p><strong>gras</strong> <em>penché</em></p>'],
  ['titles come down to ours', '<h1>A</h1><h2>B</h2><h6>C</h6>', '<h3>A</h3><h3>B</h3><h4>C</h4>'],
  ['boxes become paragraphs', '<div>un<div>deux</div>trois</div>', '<p>un</p><p>deux</p><p>trois</p>'],
  ['attributes fall', '<p class="x" style="color:red" onclick="x()">ok</p>', '<p>ok</p>'],
  ['programs fall with what they hold', '<p>a<script>alert(1)</script><style>p{}</style><iframe src="x"></iframe></p>', '<p>a</p>'],
  ['a safe link keeps its address only', '<a href="https://a.fr/?q=1&amp;r=%22" target="_blank">a</a>', '<p><a href="https://a.fr/?q=1&amp;r=%22">a</a></p>'],
  ['a link that runs a program is only text', '<a href="javascript:alert(1)">a</a><a href=" JaVaScript:x">b</a><a href="data:text/html,x">c</a><a href="//x.fr">d</a>', '<p>abcd</p>'],
  ['text is never taken for marks', '<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>', '<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>'],
  ['empty marks and paragraphs fall', '<p><strong> </strong></p><p><br></p><p>a</p><ul><li></li></ul>', '<p>a</p>'],
  ['lines at the ends fall, those inside stay', '<p><br>a<br>b<br></p>', '<p>a<br>b</p>'],
  ['a word processor’s bold is bold', '<b style="font-weight:normal"><span style="font-weight:700">a</span> <span style="font-style:italic">b</span></b>', '<p><strong>a</strong> <em>b</em></p>'],
  ['a word processor’s wrapper around blocks goes', '<b style="font-weight:normal"><p>a</p><p>b</p></b>', '<p>a</p><p>b</p>'],
  ['a list in a list item', '<ul><li>a<ul><li>b</li></ul></li></ul>', null],
  ['a list right inside a list joins the item before', '<ul><li>a</li><ul><li>b</li></ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
  ['paragraphs of a list item are one line', '<ul><li><p>a</p></li><li><div>b</div></li></ul>', '<ul><li>a</li><li>b</li></ul>'],
  ['a table stays one', '<table><tbody><tr><th scope="col">Roi</th><th scope="col">Règne</th></tr><tr><td>François <strong>Ier</strong></td><td>1515</td></tr></tbody></table>', null],
  ['what dresses a table falls', '<table border="1"><colgroup><col></colgroup><tr style="x"><th>a</th></tr><tr><th>b</th><td colspan="2"><p>c</p><p>d</p></td></tr></table>', '<table><tbody><tr><th scope="col">a</th></tr><tr><th scope="row">b</th><td>c<br>d</td></tr></tbody></table>'],
  ['a picture of ours stays with its words', '<p>a <img src="/cours/fichiers/12" alt="La &quot;carte&quot;" class="x"></p>', '<p>a <img src="/cours/fichiers/12" alt="La &quot;carte&quot;"></p>'],
  ['a picture from elsewhere, or without words, falls', '<p>a<img src="https://a.fr/x.png" alt="x"><img src="/cours/fichiers/12"><img src="data:image/png;base64,A" alt="x"></p>', '<p>a</p>'],
  ['a table stands between paragraphs', 'a<table><tbody><tr><td>b</td></tr></tbody></table>c', '<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table><p>c</p>'],
  ['a table too wide is read row by row', `<table><tbody><tr>${'<td>a</td>'.repeat(13)}</tr></tbody></table>`, `<p>${Array(13).fill('a').join(' ')}</p>`],
  ['code keeps its lines', '<pre>a\n  b &lt; c</pre>', '<pre>a\n  b &lt; c</pre>'],
  ['a quotation', '<blockquote><p>a</p></blockquote>', '<p>a</p>'],
  ['a bare quotation', '<blockquote>a</blockquote>', null],
  ['bare text', 'a\n b', '<p>a b</p>'],
];

for (const [name, from, to] of CASES) {
  test(name, () => assert.equal(clean(body(from)), to ?? from));
  test(`${name}, and cleaning again changes nothing`, () => assert.equal(clean(body(clean(body(from)))), clean(body(from))));
}

test('plain text keeps its paragraphs and its lines', () => {
  assert.equal(fromText('a\nb\n\n <c>\n'), '<p>a<br>b</p><p>&lt;c&gt;</p>');
  assert.equal(fromText(' \n'), '');
});

test('an address as people type it', () => {
  assert.equal(address(' www.geoportail.gouv.fr/carte '), 'https://www.geoportail.gouv.fr/carte');
  assert.equal(address('http://a.fr'), 'http://a.fr');
  assert.equal(address('cdi@tilleuls.fr'), 'mailto:cdi@tilleuls.fr');
  assert.equal(address('/cours/3'), '/cours/3');
  for (const bad of ['', 'bonjour', 'javascript:alert(1)', '//a.fr', 'https://a.fr/x y']) assert.equal(address(bad), '', bad);
});
