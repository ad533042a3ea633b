import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The `web` folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A path inside an installed package, whatever its export map says. */
export const inside = (name, ...path) => join(root, 'node_modules', name, ...path);
