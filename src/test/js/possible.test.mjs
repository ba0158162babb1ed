import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../main/resources/web/assets/judge.js';
import {
  allPossible, countPossible, isPossible, narrow, runs,
} from '../../main/resources/web/assets/possible.js';

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** Answers are pairs of a guess and an outcome. */
function after(low, high, ...answers) {
  let possible = allPossible(low, high);
  let previous = null;
  for (const [guess, outcome] of answers) {
    possible = narrow(possible, { guess, previous, outcome });
    previous = guess;
  }
  return possible;
}

function members(possible, low, high) {
  const result = [];
  for (let number = low; number <= high; number++) {
    if (isPossible(possible, number)) {
      result.push(number);
    }
  }
  return result;
}

test('all numbers of the full 64-bit range are possible at first', () => {
  assert.equal(countPossible(allPossible(MIN, MAX)), 2n ** 64n);
});

test('a first guess excludes only itself', () => {
  const possible = after(1n, 100n, [50n, 'Unsure']);
  assert.equal(countPossible(possible), 99n);
  assert.equal(isPossible(possible, 50n), false);
  assert.deepEqual(runs(possible), [{ low: 1n, high: 49n }, { low: 51n, high: 100n }]);
});

test('Warmer and Colder keep one side of the middle', () => {
  assert.deepEqual(bounds(after(1n, 100n, [30n, 'Unsure'], [70n, 'Warmer'])), [51n, 100n, 49n]);
  assert.deepEqual(bounds(after(1n, 100n, [30n, 'Unsure'], [70n, 'Colder'])), [1n, 49n, 48n]);
  assert.deepEqual(bounds(after(1n, 100n, [70n, 'Unsure'], [30n, 'Warmer'])), [1n, 49n, 48n]);
  // The middle of 30 and 71 lies between 50 and 51.
  assert.deepEqual(bounds(after(1n, 100n, [30n, 'Unsure'], [71n, 'Warmer'])), [51n, 100n, 49n]);
  assert.deepEqual(bounds(after(1n, 100n, [30n, 'Unsure'], [71n, 'Colder'])), [1n, 50n, 49n]);
});

function bounds(possible) {
  return [possible.low, possible.high, countPossible(possible)];
}

test('Same keeps the middle alone, if there is one', () => {
  assert.deepEqual(bounds(after(1n, 100n, [30n, 'Unsure'], [70n, 'Same'])), [50n, 50n, 1n]);
  assert.equal(countPossible(after(1n, 100n, [30n, 'Unsure'], [71n, 'Same'])), 0n);
});

test('Correct keeps the guess alone, if it was possible', () => {
  assert.deepEqual(bounds(after(1n, 100n, [30n, 'Correct'])), [30n, 30n, 1n]);
  assert.equal(countPossible(after(1n, 100n, [30n, 'Unsure'], [70n, 'Warmer'], [20n, 'Correct'])), 0n);
});

test('guesses at the ends move the ends', () => {
  const possible = after(1n, 10n, [2n, 'Unsure'], [1n, 'Colder']);
  assert.deepEqual(bounds(possible), [3n, 10n, 8n]);
  assert.equal(possible.excluded.size, 0);
});

test('negative ranges are rounded correctly', () => {
  assert.deepEqual(bounds(after(-10n, -1n, [-10n, 'Unsure'], [-5n, 'Warmer'])), [-7n, -1n, 6n]);
  assert.deepEqual(bounds(after(-10n, -1n, [-10n, 'Unsure'], [-5n, 'Colder'])), [-9n, -8n, 2n]);
  assert.deepEqual(bounds(after(-10n, -1n, [-10n, 'Unsure'], [-4n, 'Same'])), [-7n, -7n, 1n]);
});

test('the full 64-bit range is halved exactly', () => {
  const warmer = after(MIN, MAX, [MIN, 'Unsure'], [MAX, 'Warmer']);
  assert.deepEqual(bounds(warmer), [0n, MAX - 1n, 2n ** 63n - 1n]);
  const colder = after(MIN, MAX, [MIN, 'Unsure'], [MAX, 'Colder']);
  assert.deepEqual(bounds(colder), [MIN + 1n, -1n, 2n ** 63n - 1n]);
});

test('a range of one number is empty after Not it', () => {
  assert.equal(countPossible(after(7n, 7n, [7n, 'Unsure'])), 0n);
  assert.equal(countPossible(after(7n, 7n, [7n, 'Correct'])), 1n);
});

test('a repeated guess cannot be warmer or colder', () => {
  assert.equal(countPossible(after(1n, 9n, [5n, 'Unsure'], [5n, 'Warmer'])), 0n);
  assert.equal(countPossible(after(1n, 9n, [5n, 'Unsure'], [5n, 'Same'])), 8n);
});

test('what is empty stays empty', () => {
  const none = after(1n, 9n, [1n, 'Unsure'], [2n, 'Same']);
  assert.equal(countPossible(narrow(none, { guess: 5n, previous: 2n, outcome: 'Warmer' })), 0n);
  assert.equal(isPossible(none, 1n), false);
  assert.deepEqual(runs(none), []);
});

test('many gaps are not told apart', () => {
  const possible = after(1n, 9n, [3n, 'Unsure'], [5n, 'Warmer'], [7n, 'Warmer']);
  assert.deepEqual(runs(possible, 0), [{ low: 8n, high: 9n }]);
  assert.deepEqual(runs(after(1n, 9n, [3n, 'Unsure']), 0), [{ low: 1n, high: 9n }]);
});

test('agrees with trying every secret, for every sequence of three guesses', () => {
  const [low, high] = [-3n, 4n];
  const all = members(allPossible(low, high), low, high);
  for (const a of all) {
    for (const b of all) {
      for (const c of all.filter((number) => number !== b)) {
        if (a !== b) {
          all.forEach((secret) => assertExact(low, high, all, [a, b, c], secret));
        }
      }
    }
  }
});

function assertExact(low, high, all, guesses, secret) {
  const answersFor = (number) => guesses.map((guess, i) => judge(number, guess, guesses[i - 1] ?? null));
  const outcomes = answersFor(secret);
  const possible = after(low, high, ...guesses.map((guess, i) => [guess, outcomes[i]]));
  const expected = all.filter((number) => String(answersFor(number)) === String(outcomes));
  assert.deepEqual(members(possible, low, high), expected, `${guesses}: ${outcomes}`);
  assert.equal(countPossible(possible), BigInt(expected.length));
}
