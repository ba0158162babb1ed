import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRange, readSecret } from '../../main/resources/web/assets/range.js';
import { bisectAtMost, randomAverage } from '../../main/resources/web/assets/strategies.js';

test('a range is read exactly', () => {
  assert.deepEqual(readRange('-9,223,372,036,854,775,808', '9223372036854775807'), { low: -(2n ** 63n), high: 2n ** 63n - 1n });
  assert.deepEqual(readRange('7', '7'), { low: 7n, high: 7n });
  assert.deepEqual(readRange('-10', '-1'), { low: -10n, high: -1n });
});

test('what is wrong with a range is named', () => {
  assert.equal(readRange('x', '5').field, 'lower');
  assert.equal(readRange('1', '9223372036854775808').field, 'upper');
  assert.equal(readRange('0', '-1').error, 'From (0) must not be above To (\u22121).');
});

test('the size of a range can be limited', () => {
  assert.deepEqual(readRange('1', '100000', 100_000n), { low: 1n, high: 100_000n });
  assert.match(readRange('0', '100000', 100_000n).error, /at most 100,000 numbers.*100,001 numbers\.$/);
});

test('a secret must be in the range', () => {
  const range = { low: -5n, high: 5n };
  assert.deepEqual(readSecret('-5', range), { secret: -5n });
  assert.match(readSecret('6', range).error, /\u22125 to 5/);
  assert.equal(readSecret('', range).field, 'secret');
});

test('bisect needs as many guesses at most as the server documents', () => {
  const known = [[1, 1], [2, 2], [5, 3], [6, 4], [10, 4], [20, 5], [35, 6], [36, 7], [100, 9], [1000, 12], [1_000_000, 22]];
  for (const [count, guesses] of known) {
    assert.equal(bisectAtMost(BigInt(count)), guesses, String(count));
  }
  assert.equal(bisectAtMost(10n ** 18n), 62);
  assert.equal(bisectAtMost(2n ** 64n), 66);
});

test('random needs half the numbers on average', () => {
  assert.equal(randomAverage(1n), '1');
  assert.equal(randomAverage(100n), '50.5');
  assert.equal(randomAverage(2n ** 64n), '9,223,372,036,854,775,808.5');
});
