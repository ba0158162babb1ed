import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  distributions,
  increases,
  mean,
  quantile,
  rate,
  rates,
  restarted,
} from '../../main/resources/web/assets/board-rates.js';

const server = changes => ({
  accepted: 5,
  lines: { params: 2, number: 10 },
  gamesStarted: 2,
  gamesWon: 2,
  gamesAbandoned: 0,
  guesses: { count: 2, sum: 10 },
  reply: { bounds: [1, 2, 5], counts: [0, 4, 0, 0] },
  closed: { peer: 3, end: 0 },
  errors: { NO_GAME: 0 },
  ...changes,
});

test('a rate is the increase per second', () => {
  assert.equal(rate(10, 30, 2000), 10);
  assert.equal(rate(10, 10, 1000), 0);
});

test('there is no rate without time', () => assert.equal(rate(10, 30, 0), null));

test('there is no mean without terms', () => {
  assert.equal(mean(12, 3), 4);
  assert.equal(mean(0, 0), null);
});

test('a quantile is interpolated within its bucket', () => {
  assert.equal(quantile([1, 2, 4], [0, 10, 0, 0], 0.5), 1.5);
  assert.equal(quantile([1, 2, 4], [10, 10, 0, 0], 0.5), 1);
  assert.equal(quantile([1, 2, 4], [10, 0, 10, 0], 0.75), 3);
  assert.equal(quantile([1, 2, 4], [0, 0, 4, 0], 1), 4);
});

test('the first bucket begins at 0', () => assert.equal(quantile([1, 2], [4, 0, 0], 0.25), 0.25));

test('an empty bucket holds no quantile', () => assert.equal(quantile([1, 2, 4], [0, 0, 8, 0], 0), 2));

test('a quantile above the greatest bound is that bound', () => assert.equal(quantile([1, 2], [1, 0, 99], 0.5), 2));

test('an empty histogram has no quantile', () => {
  assert.equal(quantile([1, 2], [0, 0, 0], 0.5), null);
  assert.equal(quantile([], [], 0.5), null);
});

test('a counter that went back means a restart', () => {
  assert.equal(restarted(server(), server({ accepted: 4 })), true);
  assert.equal(restarted(server(), server({ lines: { params: 2, number: 9 } })), true);
  assert.equal(restarted(server(), server({ closed: { peer: 2, end: 5 } })), true);
  assert.equal(restarted(server(), server({ reply: { bounds: [1, 2, 5], counts: [9, 3, 0, 0] } })), true);
});

test('a counter that is missing is 0', () => {
  assert.equal(restarted(server(), server({ closed: { peer: 3 } })), false);
  assert.equal(restarted(server(), server({ closed: { end: 0 } })), true);
  assert.equal(restarted(server({ errors: {} }), server({ errors: { NO_GAME: 1 } })), false);
});

test('other buckets mean a restart', () =>
  assert.equal(restarted(server(), server({ reply: { bounds: [1, 2, 6], counts: [0, 4, 0, 0] } })), true));

test('counters that grow or stay mean no restart', () => {
  assert.equal(restarted(server(), server()), false);
  assert.equal(restarted(server(), server({ accepted: 6, open: 0 })), false);
});

test('rounds and games per second', () =>
  assert.deepEqual(
    rates(
      { time: 1000, server: server() },
      { time: 3000, server: server({ gamesWon: 3, lines: { params: 3, number: 20 } }) },
    ),
    { rounds: 5, games: 0.5 },
  ));

test('quantiles and guesses per game are those of the increase', () => {
  const later = server({ guesses: { count: 4, sum: 24 }, reply: { bounds: [1, 2, 5], counts: [0, 4, 100, 0] } });
  const { p50, p99, guesses } = distributions(server(), later);
  assert.deepEqual([p50, guesses], [3.5, 7]);
  assert.ok(Math.abs(p99 - 4.97) < 1e-9, `p99 is ${p99}`);
});

test('quantiles and guesses per game are null when there was nothing', () =>
  assert.deepEqual(distributions(server(), server()), { p50: null, p99: null, guesses: null }));

test('only counters that are not zero are listed', () => {
  assert.deepEqual(increases({ peer: 3, end: 0 }, { peer: 5, end: 0, reset: 1 }), [
    { name: 'peer', total: 5, increase: 2 },
    { name: 'reset', total: 1, increase: 1 },
  ]);
  assert.deepEqual(increases(undefined, undefined), []);
});
