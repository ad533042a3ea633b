// The Lucide icons the pages use. Add a name here, and `icon("name")` has it.
const COMMON = [
  'sun', 'calendar-days', 'book-open', 'message-circle', 'shapes', 'menu', 'search', 'user', 'users',
  'log-out', 'log-in', 'settings', 'circle-question-mark', 'check', 'circle-check', 'circle-alert',
  'triangle-alert', 'info', 'x', 'plus', 'pencil', 'trash-2', 'undo-2', 'arrow-left', 'arrow-right', 'arrow-up',
  'chevron-left', 'chevron-right', 'chevron-down', 'camera', 'image', 'paperclip', 'file-text', 'download',
  'upload', 'printer', 'send', 'eye', 'eye-off', 'lock', 'key-round', 'clock', 'school', 'house',
  'graduation-cap', 'headphones', 'bold', 'italic', 'list', 'list-ordered', 'heading', 'link', 'refresh-cw',
  'languages', 'moon', 'file-up', 'database', 'shield-check', 'fingerprint', 'history', 'copy', 'external-link', 'tablet', 'coins', 'map', 'chart-line',
];

// Those by which children who do not read yet are known and come in; drawn on paper too.
export const PICTURES = [
  'cat', 'dog', 'fish', 'bird', 'rabbit', 'turtle', 'snail', 'squirrel', 'bug', 'rat', 'panda', 'egg', 'shell',
  'feather', 'flower', 'leaf', 'tree-pine', 'clover', 'cherry', 'apple', 'banana', 'carrot', 'grape', 'citrus',
  'cookie', 'croissant', 'pizza', 'ice-cream-cone', 'cake', 'car', 'bike', 'bus', 'train-front', 'plane',
  'ship', 'sailboat', 'rocket', 'tractor', 'truck', 'worm', 'drum', 'tent', 'snowflake', 'volleyball', 'sun',
  'moon', 'star', 'cloud', 'umbrella', 'house', 'key', 'bell', 'heart', 'crown', 'gift', 'guitar',
];

export const ICONS = [...new Set([...COMMON, ...PICTURES])];
