// Whatever happens, and in whatever order: what was kept is done once, by its own person, in its order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from './load.js';

const { answerOf, next, replay } = await load('src/core/queue.ts');

const RUNS = 300;
const PEOPLE = ['lina', 'tom'];
const never = () => new Promise(() => undefined);

/** A server that knows what it did by the key it came with, and does it for who is signed in. */
class Server {
  signedIn = 'lina';
  done = [];
  known = new Map();
  refused;

  constructor(refused) {
    this.refused = refused;
  }

  token() {
    return this.signedIn;
  }

  /** A token is good for the session it was made in. */
  post(command, token) {
    if (!this.signedIn) return 401;
    if (token !== this.signedIn) return 'stale';
    if (this.known.has(command.key)) return 200;
    if (this.refused.has(command.key)) return 409;
    this.known.set(command.key, token);
    this.done.push({ key: command.key, by: token });
    return 200;
  }
}

/** One device: its box outlives its pages; each step of a page may be the last. */
class Device {
  held = [];
  orders = new Map();
  order = 0;
  online = true;
  pages = new Set();
  locked = Promise.resolve();

  constructor(server, scheduler) {
    Object.assign(this, { server, scheduler });
  }

  /** Something that takes time, in which anything may happen; a page that was killed never comes back from it. */
  async step(page, act) {
    await this.scheduler.schedule(Promise.resolve());
    const result = act();
    await this.scheduler.schedule(Promise.resolve());
    return page.killed ? never() : result;
  }

  open() {
    const page = { killed: false };
    this.pages.add(page);
    return page;
  }

  kill() {
    for (const page of this.pages) page.killed = true;
    this.pages.clear();
    this.locked = Promise.resolve(); // the browser frees the locks of a page that is gone
  }

  keep(page, owner, key) {
    return this.step(page, () => {
      this.order += 1;
      this.orders.set(key, this.order);
      this.held.push({ order: this.order, key, owner, state: 'waiting' });
    });
  }

  box(page) {
    return {
      of: (owner) => this.step(page, () => this.held.filter((one) => one.owner === owner).map((one) => ({ ...one }))),
      remove: (order) => this.step(page, () => void (this.held = this.held.filter((one) => one.order !== order))),
      stop: (order) => this.step(page, () => this.held.forEach((one) => one.order === order && (one.state = 'stopped'))),
    };
  }

  /** As the real one: a token first, with who is signed in; then the command. Either may be lost, on the way or back. */
  door(page, owner, losses) {
    const lost = () => losses.shift() ?? false;
    return {
      send: async (command) => {
        const token = await this.step(page, () => (this.online && !lost() ? (this.server.token() ?? 401) : undefined));
        if (token === undefined) return 'later';
        if (token === 401) return 'signed-out';
        if (token !== owner) return 'someone-else';
        let status = await this.step(page, () => (this.online && !lost() ? this.server.post(command, token) : undefined));
        if (status !== undefined && lost()) status = undefined;
        if (status === undefined) return 'later';
        return status === 'stale' ? answerOf(403, true) : answerOf(status);
      },
    };
  }

  /** One page at a time where the browser has locks; all at once where it has none. */
  wake(page, owner, losses, hasLocks) {
    const run = () => replay(this.box(page), this.door(page, owner, losses), owner);
    if (!hasLocks) return void run();
    const turn = this.locked.then(() => (page.killed ? undefined : run()));
    this.locked = Promise.race([turn, never()]);
  }
}

const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('keep'), owner: fc.constantFrom(...PEOPLE) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wake'), owner: fc.constantFrom(...PEOPLE), losses: fc.array(fc.boolean(), { maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'offline' }, { type: 'online' }, { type: 'kill' }, { type: 'sign-out' }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('sign-in'), owner: fc.constantFrom(...PEOPLE) }) },
);

async function live(scheduler, events, refusals, hasLocks) {
  const refused = new Set(refusals.map((at) => `key-${at}`));
  const server = new Server(refused);
  const device = new Device(server, scheduler);
  const promised = []; // what a page was told is kept
  let at = 0;
  const steps = {
    keep: ({ owner }) => {
      const key = `key-${(at += 1)}`;
      void device.keep(device.open(), owner, key).then(() => promised.push({ key, owner }));
    },
    wake: ({ owner, losses }) => device.wake(device.open(), owner, [...losses], hasLocks),
    offline: () => (device.online = false),
    online: () => (device.online = true),
    kill: () => device.kill(),
    'sign-out': () => (server.signedIn = undefined),
    'sign-in': ({ owner }) => (server.signedIn = owner),
  };
  for (const one of events) {
    steps[one.type](one);
    if (scheduler.count() > 0) await scheduler.waitOne();
  }
  await scheduler.waitIdle();
  // In the end the network is back, and each person comes back once.
  device.online = true;
  for (const owner of PEOPLE) {
    device.kill();
    server.signedIn = owner;
    const page = device.open();
    const end = replay(device.box(page), device.door(page, owner, []), owner);
    await scheduler.waitIdle();
    assert.equal(await end, 'done');
  }
  return { server, device, promised, refused };
}

const scenario = [fc.scheduler(), fc.array(event, { maxLength: 30 }), fc.array(fc.nat({ max: 12 }), { maxLength: 3 })];

for (const hasLocks of [true, false]) {
  test(`nothing is lost, nothing is twice, nobody sends for another (${hasLocks ? 'with' : 'without'} locks)`, async () => {
    await fc.assert(
      fc.asyncProperty(...scenario, async (scheduler, events, refusals) => {
        const { server, device, promised, refused } = await live(scheduler, events, refusals, hasLocks);
        const keys = server.done.map(({ key }) => key);
        assert.equal(new Set(keys).size, keys.length, 'twice');
        for (const { key, owner } of promised) {
          const done = server.done.find((one) => one.key === key);
          const stopped = device.held.find((one) => one.key === key);
          if (refused.has(key)) assert.equal(stopped?.state, 'stopped', 'what was refused is still there for its person');
          else assert.deepEqual([done?.by, stopped], [owner, undefined], 'lost, or by another');
        }
        assert.ok(device.held.every(({ state }) => state === 'stopped'));
      }),
      { numRuns: RUNS, seed: 20270311 },
    );
  });
}

test('one page at a time, the order is the person’s', async () => {
  await fc.assert(
    fc.asyncProperty(...scenario, async (scheduler, events) => {
      const { server, device } = await live(scheduler, events, [], true);
      for (const owner of PEOPLE) {
        const order = server.done.filter(({ by }) => by === owner).map(({ key }) => device.orders.get(key));
        assert.deepEqual(order, [...order].sort((a, b) => a - b));
      }
    }),
    { numRuns: RUNS, seed: 20270311 },
  );
});

test('an answer says whether to try again', () => {
  for (const status of [200, 201, 303]) assert.equal(answerOf(status), 'done');
  for (const status of [400, 403, 404, 409, 413, 422]) assert.equal(answerOf(status), 'stopped');
  for (const status of [429, 500, 502, 503, 507]) assert.equal(answerOf(status), 'later');
  assert.equal(answerOf(401), 'signed-out');
  assert.equal(answerOf(403, true), 'later');
});

test('what was refused lets the next one pass', () => {
  const command = (order, state) => ({ order, state, key: String(order), owner: 'lina' });
  assert.equal(next([command(3, 'waiting'), command(1, 'stopped'), command(2, 'waiting')]).order, 2);
  assert.equal(next([command(1, 'stopped')]), undefined);
});
