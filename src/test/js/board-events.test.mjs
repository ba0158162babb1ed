import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Events } from '../../main/resources/web/assets/board-events.js';

class FakeEventSource {
  static CLOSED = 2;
  static all = [];
  readyState = 0;
  closed = false;

  constructor(url) {
    this.url = url;
    FakeEventSource.all.push(this);
  }

  close() {
    this.closed = true;
  }

  message(sample) {
    this.onmessage({ data: JSON.stringify(sample) });
  }

  fail(readyState) {
    this.readyState = readyState;
    this.onerror();
  }
}

const latest = () => FakeEventSource.all.at(-1);
let samples;
let states;
let events;

beforeEach(() => {
  FakeEventSource.all = [];
  globalThis.EventSource = FakeEventSource;
  mock.timers.enable({ apis: ['setTimeout'] });
  samples = [];
  states = [];
  events = new Events(
    '/board/events',
    sample => samples.push(sample),
    state => states.push(state),
  );
});

afterEach(() => {
  events.close();
  mock.timers.reset();
});

test('samples are passed on', () => {
  latest().message({ time: 1 });
  latest().message({ time: 2 });
  assert.deepEqual(samples, [{ time: 1 }, { time: 2 }]);
  assert.deepEqual(states, ['connected']);
});

test('an event source that connects again by itself is left alone', () => {
  latest().message({});
  latest().fail(0);
  mock.timers.tick(3000);
  latest().message({});
  assert.deepEqual(states, ['connected', 'lost', 'connected']);
  assert.equal(FakeEventSource.all.length, 1);
});

test('an event source that gave up is set up anew', () => {
  latest().fail(2);
  mock.timers.tick(1999);
  assert.equal(FakeEventSource.all.length, 1);
  mock.timers.tick(1);
  assert.equal(FakeEventSource.all.length, 2);
  latest().message({});
  assert.deepEqual(states, ['lost', 'connected']);
});

test('silence is a lost connection', () => {
  latest().message({});
  const first = latest();
  mock.timers.tick(4999);
  assert.deepEqual(states, ['connected']);
  mock.timers.tick(1);
  assert.deepEqual(states, ['connected', 'lost']);
  assert.equal(first.closed, true);
  assert.equal(FakeEventSource.all.length, 2);
});

test('a closed connection is not set up anew', () => {
  events.close();
  mock.timers.tick(60_000);
  assert.equal(latest().closed, true);
  assert.equal(FakeEventSource.all.length, 1);
});
