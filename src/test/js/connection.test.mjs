import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffDelay } from '../../main/resources/web/assets/backoff.js';
import { Connection } from '../../main/resources/web/assets/connection.js';

/** A connection with sockets and timers under the control of the test. */
function setUp(reconnect = true) {
  const sockets = [];
  const timers = [];
  const events = [];
  const listener = {
    changed: (state) => events.push(state),
    received: (reply) => events.push(reply.value),
    lost: (error) => {
      events.push(error?.code ?? 'lost');
      return reconnect;
    },
  };
  const connect = (query) => {
    const socket = Object.assign(new EventTarget(), { query, sent: [], close() {}, send: (line) => socket.sent.push(line) });
    sockets.push(socket);
    return socket;
  };
  const connection = new Connection(listener, connect, (action, delay) => timers.push({ action, delay }));
  const emit = (type, data) => sockets.at(-1).dispatchEvent(Object.assign(new Event(type), { data }));
  return { connection, sockets, timers, events, emit };
}

test('replies reach the listener, lines the socket', () => {
  const { connection, sockets, events, emit } = setUp();
  connection.open('strategy=bisect');
  emit('open');
  connection.send('PARAMS 1 9', 'NUMBER');
  emit('message', '5');
  assert.deepEqual(sockets[0].sent, ['PARAMS 1 9', 'NUMBER']);
  assert.deepEqual(events, ['closed', 'connecting', 'open', 5n]);
  assert.equal(sockets[0].query, 'strategy=bisect');
});

test('a lost connection is established again, after growing delays', () => {
  const { connection, timers, events, emit } = setUp();
  connection.open('');
  emit('close');
  timers[0].action();
  emit('close');
  assert.deepEqual(events, ['closed', 'connecting', 'lost', 'waiting', 'connecting', 'lost', 'waiting']);
  assert.ok(timers[0].delay >= 500 && timers[0].delay <= 1000);
  assert.ok(timers[1].delay >= 1000 && timers[1].delay <= 2000);
});

test('delays grow on until a guess has come, and start over then', () => {
  const { connection, timers, emit } = setUp();
  connection.open('');
  emit('open');
  emit('close');
  timers[0].action();
  emit('open');
  emit('close');
  assert.ok(timers[1].delay >= 1000);
  timers[1].action();
  emit('open');
  emit('message', '7');
  emit('close');
  assert.ok(timers[2].delay <= 1000);
});

test('an ERROR line is the reason of the close', () => {
  const { connection, events, emit } = setUp(false);
  connection.open('');
  emit('open');
  emit('message', 'ERROR IDLE_TIMEOUT no complete line received for 60000 ms');
  emit('close');
  assert.deepEqual(events.slice(-2), ['IDLE_TIMEOUT', 'closed']);
});

test('another query needs another connection, the same one does not', () => {
  const { connection, sockets } = setUp();
  connection.open('strategy=bisect');
  connection.open('strategy=bisect');
  assert.equal(sockets.length, 1);
  connection.open('driver=threads');
  assert.equal(sockets.length, 2);
});

test('events of a socket that was given up are ignored', () => {
  const { connection, sockets, events, emit } = setUp();
  connection.open('strategy=bisect');
  connection.open('driver=threads');
  sockets[0].dispatchEvent(new Event('close'));
  assert.deepEqual(events.filter((event) => event === 'lost'), []);
  emit('open');
  assert.equal(connection.state, 'open');
});

test('delays stay between their limits', () => {
  for (let attempt = 0; attempt < 50; attempt++) {
    assert.ok(backoffDelay(attempt, 0) >= 500);
    assert.ok(backoffDelay(attempt, 1) <= 5000);
  }
  assert.notEqual(backoffDelay(3, 0.1), backoffDelay(3, 0.9));
});
