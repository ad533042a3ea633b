// The shapes of an icon as the `d` of one path, for paper.
const attributes = (text) => Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));

const ellipse = (cx, cy, rx, ry) => `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
const points = (text) => `M${text.trim().split(/[\s,]+/).map(Number).reduce((d, n, at) => d + (at ? (at % 2 ? ' ' : 'L') : '') + n, '')}`;

/** A path that begins with `m` begins at a place of its own, not where the shape before it ended. */
const absolute = (d) => d.replace(/^m\s*(-?[\d.]+)[\s,]*(-?(?:\d+\.?\d*|\.\d+))\s*(?=(.?))/, (_, x, y, next) => `M${x} ${y}${/[-.\d]/.test(next) ? 'l' : ''}`);

const SHAPES = {
  path: ({ d }) => absolute(d),
  circle: ({ cx, cy, r }) => ellipse(+cx, +cy, +r, +r),
  ellipse: ({ cx, cy, rx, ry }) => ellipse(+cx, +cy, +rx, +ry),
  line: ({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`,
  polyline: (shape) => points(shape.points),
  polygon: (shape) => `${points(shape.points)}z`,
  rect: ({ x = 0, y = 0, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`,
};

export const path = (shapes) =>
  [...shapes.matchAll(/<(\w+)([^>]*?)\/?>/g)].map(([, name, text]) => {
    if (!SHAPES[name]) throw new Error(`a shape that cannot be a path: ${name}`);
    return SHAPES[name](attributes(text));
  }).join('');
