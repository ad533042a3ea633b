/** What waits leaves when the network is back, even if no page is open: for the browsers that know it (`sync`). */
import type { Answer } from '../core/queue';

/** What the browser calls this work. */
export const SENDING = 'envois';

/**
 * A page that is seen sends by itself, and says so. Without one, what waits is sent here; as long as the server cannot be
 * reached this fails, so that the browser comes back to it.
 */
export async function sendUnseen(isSeen: () => Promise<boolean>, send: () => Promise<Answer | undefined>): Promise<void> {
  if (await isSeen()) return;
  if ((await send()) === 'later') throw new Error('the network is not back');
}
