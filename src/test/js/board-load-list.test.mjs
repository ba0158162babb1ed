import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limit, LoadList, stepOf, steps } from '../../main/resources/web/assets/board-load-list.js';

const load = changes => ({ name: 'a:1', players: 2, maxPlayers: 100, rounds: 10, errors: 0, ...changes });
const sample = (time, ...loads) => ({ id: '1', node: 'n', time, load: loads });

test('steps are 1, 2 and 5 of each decade, and the maximum', () => {
  assert.deepEqual(steps(1), [1]);
  assert.deepEqual(steps(3), [1, 2, 3]);
  assert.deepEqual(steps(20), [1, 2, 5, 10, 20]);
  assert.deepEqual(steps(700), [1, 2, 5, 10, 20, 50, 100, 200, 500, 700]);
});

test('a number between two steps is at the lower one', () => {
  assert.equal(stepOf([1, 2, 5], 4), 1);
  assert.equal(stepOf([1, 2, 5], 5), 2);
  assert.equal(stepOf([1, 2, 5], 9), 2);
  assert.equal(stepOf([1, 2, 5], 0), 0);
});

test('the limit is the least one of the load clients that have one', () => {
  assert.equal(limit([load(), load({ maxPlayers: 50 }), load({ maxPlayers: null })]), 50);
  assert.equal(limit([load({ maxPlayers: null })]), null);
  assert.equal(limit([]), null);
});

test('the rate is that since the sample before', () => {
  const list = new LoadList();
  list.received(sample(1000, load()), 0);
  assert.equal(list.at(0)[0].rate, null);
  list.received(sample(3000, load({ rounds: 110 })), 2000);
  assert.deepEqual(list.at(2000), [{ ...load({ rounds: 110 }), node: 'n', rate: 50 }]);
});

test('load clients are distinguished by their target', () => {
  const list = new LoadList();
  list.received(sample(1000, load(), load({ name: 'b:1', rounds: 0 })), 0);
  list.received(sample(2000, load({ name: 'b:1', rounds: 5 }), load({ rounds: 11 })), 1000);
  assert.deepEqual(
    list.at(1000).map(each => each.rate),
    [5, 1],
  );
});

test('a load client that was restarted has no rate', () => {
  const list = new LoadList();
  list.received(sample(1000, load()), 0);
  list.received(sample(2000, load({ rounds: 9 })), 1000);
  assert.equal(list.at(1000)[0].rate, null);
});

test('load clients are listed until they have ended or their node is silent', () => {
  const list = new LoadList();
  list.received(sample(1000, load()), 0);
  assert.equal(list.at(3500).length, 1);
  assert.equal(list.at(3501).length, 0);
  list.received(sample(6000, load()), 5000);
  list.received(sample(7000), 6000);
  assert.equal(list.at(6000).length, 0);
});

test('a node of an earlier version has no load clients', () => {
  const list = new LoadList();
  list.received({ id: '1', node: 'n', time: 1 }, 0);
  assert.deepEqual(list.at(0), []);
});
