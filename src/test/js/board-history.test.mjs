import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProcessHistory } from '../../main/resources/web/assets/board-history.js';
import { CAPACITY, columns } from '../../main/resources/web/assets/board-series.js';

const server = (driver, number) => ({
  driver,
  open: 3,
  lag: null,
  accepted: number,
  lines: { number },
  gamesStarted: 0,
  gamesWon: 0,
  gamesAbandoned: 0,
  guesses: { count: number, sum: 4 * number },
  reply: { bounds: [1, 2], counts: [0, number, 0] },
  closed: { peer: number },
  errors: {},
});

const sample = (second, servers, uptimeMs = second * 1000) => ({
  time: second * 1000,
  process: { heapUsed: 10 + second, heapMax: 100, threads: 5, uptimeMs },
  servers: Object.entries(servers).map(([driver, number]) => server(driver, number)),
});

const history = (...samples) => {
  const result = new ProcessHistory();
  samples.forEach(each => result.add(each));
  return result;
};

test('the first sample has no rates', () => {
  const { latest } = history(sample(1, { web: 100 })).servers[0];
  assert.deepEqual([latest.open, latest.rounds, latest.p50, latest.guesses], [3, null, null, null]);
});

test('rates are those since the sample before', () => {
  const { latest } = history(sample(1, { web: 100 }), sample(2, { web: 150 }), sample(4, { web: 350 })).servers[0];
  assert.equal(latest.rounds, 100);
});

test('quantiles and means are those of the last five seconds', () => {
  const idle = [1, 2, 3, 4, 5, 6].map(second => sample(second, { web: 100 }));
  const {
    servers: [web],
  } = history(sample(0, { web: 90 }), ...idle);
  assert.deepEqual(
    web.points.map(point => point.guesses),
    [null, 4, 4, 4, 4, 4, null],
  );
  assert.equal(web.points[1].p50, 1.5);
});

test('a counter that went back starts anew', () => {
  const {
    servers: [web],
  } = history(sample(1, { web: 100 }), sample(2, { web: 150 }), sample(3, { web: 20 }), sample(4, { web: 30 }));
  assert.deepEqual(
    web.points.map(point => point.rounds),
    [null, 50, null, 10],
  );
  assert.deepEqual(web.counts('closed'), [{ name: 'peer', total: 30, increase: 10 }]);
});

test('a process whose uptime went back starts anew, however great its counters are', () => {
  const all = history(sample(10, { web: 10 }));
  assert.equal(all.add(sample(11, { web: 500 }, 200)).restarted, true);
  assert.equal(all.servers[0].latest.rounds, null);
  assert.equal(all.add(sample(12, { web: 510 }, 1200)).restarted, false);
  assert.equal(all.servers[0].latest.rounds, 10);
});

test('a server that vanishes is marked, and forgotten after 30 seconds', () => {
  const all = history(sample(1, { web: 1, threads: 1 }));
  assert.deepEqual(all.add(sample(2, { web: 1 })).gone, ['threads']);
  assert.deepEqual(all.add(sample(3, { web: 1 })).gone, []);
  assert.equal(all.servers[1].goneSince, 2000);
  all.add(sample(31, { web: 1 }));
  assert.equal(all.servers.length, 2);
  all.add(sample(32, { web: 1 }));
  assert.deepEqual(
    all.servers.map(each => each.driver),
    ['web'],
  );
});

test('a server that comes back keeps its history', () => {
  const all = history(sample(1, { web: 1 }), sample(2, {}));
  assert.deepEqual(all.add(sample(3, { web: 5 })).back, ['web']);
  assert.equal(all.servers[0].goneSince, null);
  assert.equal(all.servers[0].points.length, 2);
});

test('a clock that was set back starts anew', () => {
  const all = history(sample(100, { web: 1 }), sample(50, { web: 2 }));
  assert.deepEqual(
    all.points.map(point => point.time),
    [50_000],
  );
  assert.equal(all.servers[0].points.length, 1);
});

test('five minutes are kept', () => {
  const all = history(...Array.from({ length: CAPACITY + 10 }, (_, i) => sample(i, { web: i })));
  assert.equal(all.points.length, CAPACITY);
  assert.equal(all.servers[0].points[0].time, 10_000);
});

test('columns are seconds before now and values', () => {
  const all = history(sample(1, {}), sample(2, {}));
  assert.deepEqual(columns(all.points, ['heapUsed', 'threads'], 2000), [
    [-1, 0],
    [11, 12],
    [5, 5],
  ]);
});

test('columns have a row without values where samples are missing', () => {
  const all = history(sample(1, {}), sample(7, {}));
  assert.deepEqual(columns(all.points, ['threads'], 7000), [
    [-6, -3, 0],
    [5, null, 5],
  ]);
});

test('columns have a row without values at a restart', () => {
  const all = history(sample(5, {}), sample(6, {}, 0));
  assert.deepEqual(columns(all.points, ['threads'], 6000), [
    [-1, -0.5, 0],
    [5, null, 5],
  ]);
});

test('columns have no points older than five minutes', () => {
  const all = history(sample(1, {}), sample(302, {}));
  assert.deepEqual(columns(all.points, ['threads'], 302_000), [[0], [5]]);
});
