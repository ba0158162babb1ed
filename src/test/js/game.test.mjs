import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Game } from '../../main/resources/web/assets/game.js';
import { countPossible } from '../../main/resources/web/assets/possible.js';

function play(game, ...turns) {
  for (const [guess, outcome] of turns) {
    game.add(guess);
    game.answer(outcome);
  }
  return game;
}

test('a guess is open until it is answered', () => {
  const game = new Game(1n, 100n);
  assert.equal(game.open, null);
  game.add(50n);
  assert.equal(game.open.guess, 50n);
  assert.equal(game.open.previous, null);
  game.answer('Unsure');
  assert.equal(game.open, null);
  game.add(75n);
  assert.equal(game.open.previous, 50n);
  assert.equal(game.open.position, 2);
});

test('guesses that are not possible are counted', () => {
  const game = play(new Game(1n, 100n), [30n, 'Unsure'], [70n, 'Warmer'], [20n, 'Colder'], [60n, 'Warmer']);
  assert.deepEqual(game.records.map(({ outside }) => outside), [false, false, true, false]);
  assert.equal(game.outside, 1);
});

test('Correct wins', () => {
  const game = play(new Game(7n, 7n), [7n, 'Correct']);
  assert.equal(game.won, true);
  assert.equal(game.contradicted, false);
});

test('an answer that leaves no number is noticed before it is given', () => {
  const game = play(new Game(1n, 100n), [30n, 'Unsure'], [70n, 'Warmer']);
  game.add(20n);
  assert.equal(game.contradicts('Warmer'), true);
  assert.equal(game.contradicts('Correct'), true);
  assert.equal(game.contradicts('Colder'), false);
  assert.equal(countPossible(game.possible), 49n);
});

test('a first answer can be contradictory', () => {
  const game = new Game(5n, 5n);
  game.add(5n);
  assert.equal(game.contradicts('Unsure'), true);
  assert.equal(game.contradicts('Correct'), false);
});

test('after a contradiction further guesses are shown, and noticed no more', () => {
  const game = play(new Game(1n, 100n), [30n, 'Unsure'], [71n, 'Same']);
  assert.equal(game.contradicted, true);
  game.add(50n);
  assert.equal(game.open.outside, true);
  assert.equal(game.contradicts('Warmer'), false);
  game.answer('Correct');
  assert.equal(game.won, true);
});

test('a known secret is judged', () => {
  const game = new Game(1n, 9n, 4n);
  game.add(8n);
  assert.equal(game.judged, 'Unsure');
  game.answer(game.judged);
  game.add(1n);
  assert.equal(game.judged, 'Warmer');
});

test('guesses outside the range and immediate repetitions are not allowed', () => {
  const game = play(new Game(1n, 9n), [5n, 'Unsure']);
  assert.deepEqual([0n, 10n, 5n, 9n].map((guess) => game.allows(guess)), [false, false, false, true]);
});

test('the records of early guesses are dropped, their count is kept', () => {
  const game = new Game(1n, 1000n, 1000n);
  for (let guess = 1n; guess < 500n; guess++) {
    game.add(guess);
    game.answer(game.judged);
  }
  assert.equal(game.count, 499);
  assert.equal(game.records.length, 200);
  assert.equal(game.records[0].position, 300);
  assert.equal(countPossible(game.possible), 501n);
});
