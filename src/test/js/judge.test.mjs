import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distance, draw, judge } from '../../main/resources/web/assets/judge.js';

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

test('the first guess is Unsure or Correct', () => {
  assert.equal(judge(3n, 4n, null), 'Unsure');
  assert.equal(judge(3n, 3n, null), 'Correct');
});

test('later guesses are compared with the one before', () => {
  assert.equal(judge(3n, 2n, 5n), 'Warmer');
  assert.equal(judge(3n, 5n, 2n), 'Colder');
  assert.equal(judge(3n, 2n, 4n), 'Same');
  assert.equal(judge(3n, 3n, 4n), 'Correct');
});

test('distances are exact across the full 64-bit range', () => {
  assert.equal(distance(MIN, MAX), 2n ** 64n - 1n);
  assert.equal(judge(0n, MAX, MIN), 'Warmer');
  assert.equal(judge(-1n, MAX, MIN), 'Colder');
  assert.equal(judge(MIN, MAX - 1n, MAX), 'Warmer');
});

test('draws reach both ends of the range and no more', () => {
  const fill = (...values) => (words) => words.set(values);
  assert.equal(draw(-5n, 5n, fill(0, 0, 0)), -5n);
  assert.equal(draw(-5n, 5n, fill(0, 0, 10)), 5n);
  assert.equal(draw(-5n, 5n, fill(0, 0, 11)), -5n);
  assert.equal(draw(7n, 7n, fill(1, 2, 3)), 7n);
  assert.equal(draw(MIN, MAX, fill(9, 2 ** 32 - 1, 2 ** 32 - 1)), MAX);
});

test('draws from the generator of the platform are within the range', () => {
  for (let i = 0; i < 100; i++) {
    const drawn = draw(1n, 3n);
    assert.ok(drawn >= 1n && drawn <= 3n);
  }
});
