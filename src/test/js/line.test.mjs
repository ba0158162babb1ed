import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeUp, place, stretch } from '../../main/resources/web/assets/line.js';
import { allPossible } from '../../main/resources/web/assets/possible.js';

const FULL = { low: -(2n ** 63n), high: 2n ** 63n - 1n };

test('a number is in the middle of its cell', () => {
  const line = { low: 1n, high: 10n };
  assert.equal(place(1n, line), 5);
  assert.equal(place(10n, line), 95);
  assert.equal(place(7n, { low: 7n, high: 7n }), 50);
});

test('places are exact in the full 64-bit range', () => {
  assert.equal(place(FULL.low, FULL), 0);
  assert.equal(place(0n, FULL), 50);
  assert.ok(place(FULL.high, FULL) <= 100 && place(FULL.high, FULL) > 99.99);
});

test('a stretch has the cells of its interval', () => {
  const line = { low: -5n, high: 4n };
  assert.deepEqual(stretch(line, line), { x: 0, width: 100 });
  assert.deepEqual(stretch({ low: 0n, high: 0n }, line), { x: 50, width: 10 });
  assert.deepEqual(stretch(FULL, FULL), { x: 0, width: 100 });
});

test('a stretch is cut at the ends of the line', () => {
  const line = { low: 1n, high: 10n };
  assert.deepEqual(stretch({ low: -3n, high: 5n }, line), { x: 0, width: 50 });
  assert.equal(stretch({ low: 11n, high: 20n }, line), null);
});

test('a close-up has the guesses and the numbers that were possible', () => {
  const before = allPossible(20n, 30n);
  assert.deepEqual(closeUp({ guess: 35n, previous: 25n, before }), { low: 20n, high: 35n });
  assert.deepEqual(closeUp({ guess: 5n, previous: null, before }), { low: 5n, high: 30n });
  assert.deepEqual(closeUp({ guess: 5n, previous: 9n, before: allPossible(1n, 0n) }), { low: 5n, high: 9n });
});
