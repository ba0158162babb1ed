import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pressed, sorted } from '../../main/resources/web/assets/board-sort.js';

const column = (values, direction) =>
  sorted(
    values.map(key => ({ key })),
    { key: 'key', direction },
  ).map(row => row.key);

test('numbers are sorted by value', () => {
  assert.deepEqual(column([10, 9, 100], 'ascending'), [9, 10, 100]);
  assert.deepEqual(column([10, 9, 100], 'descending'), [100, 10, 9]);
});

test('digits in a text are sorted by value', () =>
  assert.deepEqual(column(['10.0.0.1:9', '9.0.0.1:80', '10.0.0.1:10'], 'ascending'), [
    '9.0.0.1:80',
    '10.0.0.1:9',
    '10.0.0.1:10',
  ]));

test('missing values are last in both directions', () => {
  assert.deepEqual(column([null, 2, '', 1], 'ascending'), [1, 2, null, '']);
  assert.deepEqual(column([null, 2, 1], 'descending'), [2, 1, null]);
});

test('equal rows keep their order', () => {
  const rows = [
    { key: 1, id: 'a' },
    { key: 1, id: 'b' },
    { key: 2, id: 'c' },
  ];
  const ids = direction =>
    sorted(rows, { key: 'key', direction })
      .map(row => row.id)
      .join('');
  assert.equal(ids('ascending'), 'abc');
  assert.equal(ids('descending'), 'cab');
});

test('sorting leaves the rows as they are', () => {
  const rows = [{ key: 2 }, { key: 1 }];
  sorted(rows, { key: 'key', direction: 'ascending' });
  assert.deepEqual(rows, [{ key: 2 }, { key: 1 }]);
});

test('a header that is pressed again reverses the order', () => {
  const order = pressed({ key: 'games', direction: 'descending' }, 'games', 'descending');
  assert.deepEqual(order, { key: 'games', direction: 'ascending' });
  assert.deepEqual(pressed(order, 'games', 'descending'), { key: 'games', direction: 'descending' });
});

test('another header begins with its first direction', () =>
  assert.deepEqual(pressed({ key: 'games', direction: 'descending' }, 'address', 'ascending'), {
    key: 'address',
    direction: 'ascending',
  }));
