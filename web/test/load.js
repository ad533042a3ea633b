// Runs our TypeScript in node: bundled on the fly, nothing written.
import { join } from 'node:path';
import esbuild from 'esbuild';
import { root } from '../build/packages.js';

export async function load(path) {
  const { outputFiles } = esbuild.buildSync({ entryPoints: [join(root, path)], bundle: true, write: false, format: 'esm', platform: 'neutral' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
