import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NodeList } from '../../main/resources/web/assets/board-nodes-list.js';

const names = list => list.nodes.map(node => node.name);

test('each process is a node', () => {
  const list = new NodeList();
  assert.equal(list.received({ id: '1', node: 'a' }, 0).isNew, true);
  assert.equal(list.received({ id: '2', node: 'b' }, 0).isNew, true);
  assert.equal(list.received({ id: '1', node: 'a' }, 1000).isNew, false);
  assert.deepEqual(names(list), ['a', 'b']);
});

test('processes with the same name are several nodes while both send samples', () => {
  const list = new NodeList();
  list.received({ id: '1', node: 'a' }, 0);
  assert.equal(list.received({ id: '2', node: 'a' }, 100).isNew, true);
  assert.deepEqual(names(list), ['a', 'a']);
});

test('a node without samples is marked once', () => {
  const list = new NodeList();
  list.received({ id: '1', node: 'a' }, 0);
  list.received({ id: '2', node: 'b' }, 4000);
  assert.deepEqual(
    list.check(4000).silent.map(node => node.name),
    ['a'],
  );
  assert.deepEqual(list.check(4000).silent, []);
  assert.equal(list.nodes[0].silentSince, 0);
});

test('a marked node is removed after half a minute', () => {
  const list = new NodeList();
  list.received({ id: '1', node: 'a' }, 0);
  for (let now = 4000; now <= 30_000; now += 1000) {
    list.received({ id: '2', node: 'b' }, now);
    assert.deepEqual(list.check(now).removed, []);
  }
  list.received({ id: '2', node: 'b' }, 30_001);
  assert.deepEqual(
    list.check(30_001).removed.map(node => node.name),
    ['a'],
  );
  assert.deepEqual(names(list), ['b']);
});

test('a restarted process takes the place of the one with its name', () => {
  const list = new NodeList();
  const { node } = list.received({ id: '1', node: 'a' }, 0);
  list.received({ id: '2', node: 'b' }, 4000);
  list.check(4000);
  assert.deepEqual(list.received({ id: '3', node: 'a' }, 5000), { node, isNew: false, wasSilent: true });
  assert.deepEqual(names(list), ['a', 'b']);
  assert.equal(node.silentSince, null);
});

test('no node is marked while no sample arrives at all', () => {
  const list = new NodeList();
  list.received({ id: '1', node: 'a' }, 0);
  list.received({ id: '2', node: 'b' }, 0);
  assert.deepEqual(list.check(60_000), { silent: [], removed: [] });
  assert.deepEqual(new NodeList().check(60_000), { silent: [], removed: [] });
});
