import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainContradiction } from '../../main/resources/web/assets/contradiction.js';
import { allPossible, countPossible, narrow } from '../../main/resources/web/assets/possible.js';

/** Explains the last answer, which must be the contradictory one. */
function explain(low, high, ...answers) {
  let possible = allPossible(low, high);
  let previous = null;
  let text = null;
  for (const [i, [guess, outcome]] of answers.entries()) {
    const answer = { guess, previous, outcome };
    const after = narrow(possible, answer);
    assert.equal(countPossible(after) === 0n, i === answers.length - 1);
    text = explainContradiction(possible, answer, i + 1, { low, high });
    possible = after;
    previous = guess;
  }
  return text;
}

test('names the answer, what it needs and what was possible', () => {
  const text = explain(1n, 100n, [50n, 'Unsure'], [30n, 'Warmer'], [70n, 'Warmer']);
  assert.equal(text, 'No number fits: your third answer (Warmer, at 70 after 30) excludes all numbers that were still possible. '
    + 'A number from 51 to 100 other than 70 was needed; still possible were 38 numbers from 1 to 39.');
});

test('Same between guesses without an integer in the middle', () => {
  const text = explain(1n, 100n, [30n, 'Unsure'], [71n, 'Same']);
  assert.match(text, /\(Same, at 71 after 30\).* No integer is equally far from 71 and 30\.$/);
});

test('Same in the middle of two guesses', () => {
  const text = explain(1n, 100n, [10n, 'Unsure'], [90n, 'Warmer'], [20n, 'Colder'], [30n, 'Same']);
  assert.match(text, /Only 25 matches it; still possible were 44 numbers from 56 to 100\.$/);
});

test('the last number of a range is excluded', () => {
  const text = explain(1n, 2n, [1n, 'Unsure'], [2n, 'Warmer']);
  assert.match(text, /No number of the range matches it; still possible was only 2\.$/);
});

test('the only number of a range is not it', () => {
  const text = explain(7n, 7n, [7n, 'Unsure']);
  assert.equal(text, 'No number fits: your first answer (Not it, at 7) excludes all numbers that were still possible. '
    + 'No number of the range matches it; still possible was only 7.');
});

test('Correct at a number that was excluded', () => {
  const text = explain(-100n, -1n, [-100n, 'Unsure'], [-50n, 'Warmer'], [-90n, 'Correct']);
  assert.match(text, /\(Correct, at \u221290 after \u221250\)/);
  assert.match(text, /Only \u221290 matches it; still possible were 73 numbers from \u221274 to \u22121\.$/);
});
