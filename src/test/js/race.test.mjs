import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Averages, decimate, ticks, timeLeft } from '../../main/resources/web/assets/averages.js';
import { DELAYS, describePace } from '../../main/resources/web/assets/pace.js';
import { Player } from '../../main/resources/web/assets/player.js';
import { Series } from '../../main/resources/web/assets/series.js';

test('averages run', () => {
  const averages = new Averages();
  assert.ok(Number.isNaN(averages.average));
  [4, 2, 9].forEach((guesses) => averages.add(guesses, 10));
  assert.deepEqual(averages.history, [4, 3, 5]);
  assert.deepEqual([averages.games, averages.guesses, averages.fewest, averages.most], [3, 15, 2, 9]);
  assert.equal(averages.replyTime, 2);
});

test('curves are decimated, the last point is kept', () => {
  assert.deepEqual(decimate([], 10), []);
  assert.deepEqual(decimate([5, 6, 7], 10), [[1, 5], [2, 6], [3, 7]]);
  const points = decimate(Array.from({ length: 1000 }, (_, i) => i), 100);
  assert.equal(points.length, 101);
  assert.deepEqual(points.at(-1), [1000, 999]);
});

test('ticks are round numbers', () => {
  assert.deepEqual(ticks(50), [0, 10, 20, 30, 40, 50]);
  assert.deepEqual(ticks(5.6), [0, 2, 4, 6]);
  assert.deepEqual(ticks(1.05), [0, 0.5, 1, 1.5]);
  assert.deepEqual(ticks(53_000), [0, 20_000, 40_000, 60_000]);
});

test('time left follows from the rate', () => {
  assert.equal(timeLeft(0, 10, 500), null);
  assert.equal(timeLeft(2, 10, 500), 2000);
});

test('every pace has a text', () => {
  const texts = DELAYS.map((_, position) => describePace(position));
  assert.equal(texts[0], '1 guess a second');
  assert.equal(texts[1], '2 guesses a second');
  assert.equal(texts.at(-1), 'as fast as the server answers');
});

test('a series gives each player the same secrets in the same order', () => {
  const series = new Series({ low: 1n, high: 9n }, [4n, 8n], ['first', 'second']);
  series.record('second', 3, 1);
  assert.deepEqual([series.next('first'), series.next('second')], [4n, 8n]);
  series.record('second', 2, 1);
  assert.equal(series.next('second'), null);
  assert.deepEqual([series.done, series.isOver], [0, false]);
  series.record('first', 5, 1);
  series.record('first', 6, 1);
  assert.deepEqual([series.done, series.isOver], [2, true]);
});

/** A player whose connection is under the control of the test. */
function player() {
  const sent = [];
  const events = [];
  const connection = { state: 'open', open() {}, close() { this.state = 'closed'; }, send: (...lines) => sent.push(...lines) };
  let from;
  let now = 0;
  const listener = {
    changed() {},
    guessed: (_, guess) => events.push(guess),
    failed: (_, text) => events.push(text),
  };
  const result = new Player('first', listener, (given) => {
    from = given;
    return connection;
  }, () => now);
  const wait = (milliseconds) => {
    now += milliseconds;
  };
  return { player: result, sent, events, wait, server: from, guess: (value) => from.received({ type: 'guess', value }) };
}

test('a player answers each guess when it is to advance', () => {
  const { player: one, sent, events, guess } = player();
  one.start({ low: 1n, high: 9n }, 4n);
  guess(8n);
  assert.deepEqual(sent, ['PARAMS 1 9', 'NUMBER']);
  one.advance();
  one.advance();
  guess(1n);
  one.advance();
  guess(4n);
  assert.deepEqual(sent.slice(2), ['REPORT Unsure', 'NUMBER', 'REPORT Warmer', 'NUMBER', 'REPORT Correct']);
  assert.deepEqual(events, [8n, 1n, 4n]);
  assert.deepEqual([one.playing, one.count], [false, 3]);
});

test('a reply for an earlier game is ignored', () => {
  const { player: one, events, guess } = player();
  one.start({ low: 1n, high: 9n }, 4n);
  one.start({ low: 100n, high: 200n }, 150n);
  guess(5n);
  guess(120n);
  assert.deepEqual(events, [120n]);
  assert.equal(one.count, 1);
});

test('the time until each reply of the game is added up, the time until the next request is not', () => {
  const { player: one, wait, guess } = player();
  one.start({ low: 1n, high: 9n }, 4n);
  wait(100);
  one.start({ low: 1n, high: 9n }, 4n);
  wait(1);
  guess(7n);
  wait(2);
  guess(8n);
  assert.equal(one.waited, 3);
  wait(50);
  one.advance();
  wait(5);
  guess(4n);
  assert.deepEqual([one.waited, one.count], [8, 2]);
  one.start({ low: 1n, high: 9n }, 4n);
  assert.equal(one.waited, 0);
});

test('another choice ends the game', () => {
  const { player: one, sent, events, guess } = player();
  one.start({ low: 1n, high: 9n }, 4n);
  one.choose('driver=threads');
  guess(8n);
  assert.deepEqual([one.query, sent.at(-1)], ['driver=threads', 'CLEAR']);
  assert.deepEqual(events, []);
});

test('a guess outside the range ends the game', () => {
  const { player: one, events, guess } = player();
  one.start({ low: 1n, high: 9n }, 4n);
  guess(10n);
  assert.match(events[0], /not allowed/);
  assert.equal(one.playing, false);
});

test('an ERROR line is shown, and a player connects again unless it was idle', () => {
  const { player: one, events, server } = player();
  one.start({ low: 1n, high: 9n }, 4n);
  assert.equal(server.lost({ code: 'SHUTTING_DOWN', text: 'server shutting down; retry later' }), true);
  assert.equal(events[0], 'The server ended a connection: SHUTTING_DOWN server shutting down; retry later.');
  assert.equal(server.lost({ code: 'IDLE_TIMEOUT', text: '' }), false);
  assert.equal(server.lost(null), true);
  assert.equal(events.length, 1);
});
