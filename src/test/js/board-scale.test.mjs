import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryEnd, decades, linearEnd, powers } from '../../main/resources/web/assets/board-scale.js';

test('a linear scale ends at 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual(
    [1.1, 2, 2.1, 5, 7, 10, 11, 4321].map(value => linearEnd(value, 1)),
    [2, 2, 5, 5, 10, 10, 20, 5000],
  );
  assert.deepEqual(
    [0.0003, 0.002, 0.06].map(value => linearEnd(value, 0.0001)),
    [0.0005, 0.002, 0.1],
  );
});

test('a linear scale has a least end, also without a value', () => {
  assert.equal(linearEnd(0.3, 10), 10);
  assert.equal(linearEnd(null, 10), 10);
  assert.equal(linearEnd(-Infinity, 10), 10);
});

test('a binary scale ends at a power of two', () => {
  assert.equal(binaryEnd(100 * 2 ** 20), 128 * 2 ** 20);
  assert.equal(binaryEnd(2 ** 30), 2 ** 30);
  assert.equal(binaryEnd(0), 1024);
});

test('a logarithmic scale holds all values', () => {
  assert.deepEqual(decades([3e-5, 0.002], [1, 10]), [1e-5, 0.01]);
  assert.deepEqual(decades([1e-6, 1e-3], [1, 10]), [1e-6, 1e-3]);
});

test('a logarithmic scale has one decade at least', () => {
  assert.deepEqual(decades([1e-3], [1, 10]), [1e-3, 1e-2]);
  assert.deepEqual(decades([2e-3, 3e-3], [1, 10]), [1e-3, 1e-2]);
});

test('a logarithmic scale has given ends without values', () =>
  assert.deepEqual(decades([], [1e-5, 0.01]), [1e-5, 0.01]));

test('powers of ten between the ends', () => assert.deepEqual(powers([1e-6, 1e-3]), [1e-6, 1e-5, 1e-4, 1e-3]));
