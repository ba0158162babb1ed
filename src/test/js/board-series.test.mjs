import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ring, columns, nearest } from '../../main/resources/web/assets/board-series.js';

const points = (...all) => all.map(([second, run, value]) => ({ time: second * 1000, run, value }));

test('a ring keeps the latest elements', () => {
  const ring = new Ring(3);
  assert.equal(ring.last, undefined);
  [1, 2, 3, 4].forEach(each => ring.push(each));
  assert.deepEqual(ring.elements, [2, 3, 4]);
  assert.equal(ring.last, 4);
});

test('the nearest time within the tolerance', () => {
  assert.equal(nearest([1, 2, 5, 9], 4, 2), 2);
  assert.equal(nearest([1, 2, 5, 9], 3, 2), 1);
  assert.equal(nearest([1, 2, 5, 9], 10, 2), 3);
  assert.equal(nearest([1, 2, 5, 9], 0, 2), 0);
});

test('there is no nearest time outside the tolerance', () => {
  assert.equal(nearest([1, 2, 9], 5, 2), -1);
  assert.equal(nearest([], 5, 2), -1);
});

test('columns are seconds before now and values', () =>
  assert.deepEqual(columns(points([1, 0, 7], [2, 0, 8]), ['value', 'run'], 3000), [
    [-2, -1],
    [7, 8],
    [0, 0],
  ]));

test('a value that is missing is null', () =>
  assert.deepEqual(columns(points([1, 0, undefined]), ['value'], 1000), [[0], [null]]));

test('there are no columns without points', () => assert.deepEqual(columns([], ['value'], 1000), [[], []]));
