/** Measures the connection of the place with a few pieces, then fills in the fields that one may also type. */
const DOWN = [262_144, 1_048_576, 2_097_152, 2_097_152];
const UP = [131_072, 524_288, 524_288];
const PINGS = 3;

window.preau.island('speed', (element) => {
  const form = element as HTMLFormElement;
  const start = form.querySelector<HTMLButtonElement>('[data-speed-start]');
  const state = form.querySelector('[data-speed-state]');
  const field = (name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!start || !state) return;
  const trial = form.dataset.trial ?? '';
  const token = () => field('_jeton')?.value ?? '';

  async function answered(reply: Response): Promise<Response> {
    if (!reply.ok) throw new Error(((await reply.json().catch(() => ({}))) as { message?: string }).message ?? '');
    return reply;
  }
  const post = (path: string, more: string) =>
    fetch(path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      credentials: 'same-origin',
      body: `_jeton=${encodeURIComponent(token())}${more}`,
    }).then(answered);

  /** Megabits a second, from the two largest pieces: the first ones warm the line up. */
  const megabits = (sizes: number[], times: number[]) => {
    const bits = sizes.slice(-2).reduce((sum, size) => sum + size * 8, 0);
    const seconds = Math.max(times.slice(-2).reduce((sum, time) => sum + time, 0) / 1_000, 0.001);
    return Math.min(bits / seconds / 1e6, 20_000);
  };

  async function timed(work: () => Promise<unknown>): Promise<number> {
    const from = performance.now();
    await work();
    return performance.now() - from;
  }

  async function measure(): Promise<void> {
    const { essai } = (await (await post(trial, '')).json()) as { essai: number };
    const path = `${trial}/${essai}`;
    const get = (size: number) => fetch(`${path}?octets=${size}`, { cache: 'no-store', credentials: 'same-origin' })
      .then(answered).then((reply) => reply.arrayBuffer());
    const pings: number[] = [];
    for (let at = 0; at < PINGS; at += 1) pings.push(await timed(() => get(1)));
    const down: number[] = [];
    for (const size of DOWN) down.push(await timed(() => get(size)));
    const up: number[] = [];
    for (const size of UP) {
      const letters = Array.from(crypto.getRandomValues(new Uint8Array(size / 8 > 65_536 ? 65_536 : size / 8)), (byte) => (byte % 36).toString(36)).join('');
      const piece = letters.repeat(Math.ceil(size / letters.length)).slice(0, size);
      up.push(await timed(() => post(path, `&donnees=${piece}`)));
    }
    const set = (name: string, value: string) => {
      const input = field(name);
      if (input) input.value = value;
    };
    set('descendant', megabits(DOWN, down).toFixed(1).replace('.', ','));
    set('montant', megabits(UP, up).toFixed(1).replace('.', ','));
    set('latence', String(Math.round(Math.min(...pings))));
    set('par-la-page', 'oui');
  }

  start.addEventListener('click', async () => {
    start.disabled = true;
    state.textContent = form.dataset.running ?? '';
    try {
      await measure();
      state.textContent = form.dataset.done ?? '';
    } catch (error) {
      state.textContent = (error as Error).message || (form.dataset.failed ?? '');
    }
    start.disabled = false;
  });
  for (const name of ['descendant', 'montant', 'latence']) {
    field(name)?.addEventListener('input', () => {
      const byPage = field('par-la-page');
      if (byPage) byPage.value = '';
    });
  }
});
