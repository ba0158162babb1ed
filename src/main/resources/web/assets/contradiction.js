import { formatCount, formatInteger, formatInterval, formatOrdinal } from './format.js';
import { allPossible, countPossible, isImpossibleMiddle, narrow } from './possible.js';
import { UNSURE } from './protocol.js';

/** What the buttons say for an outcome, where that differs from the protocol. */
const LABELS = { [UNSURE]: 'Not it' };

/**
 * Explains an answer after which no number is possible.
 *
 * @param {import('./possible.js').Possible} before what was possible before the answer
 * @param {import('./possible.js').Answer} answer
 * @param {number} position 1 for the first answer of the game
 * @param {{low: bigint, high: bigint}} range the range of the game
 * @returns {string} two or three sentences
 */
export function explainContradiction(before, answer, position, range) {
  const name = `your ${formatOrdinal(position)} answer (${describe(answer)})`;
  return `No number fits: ${name} excludes all numbers that were still possible. ${reason(before, answer, range)}`;
}

function describe({ guess, previous, outcome }) {
  const after = previous === null ? '' : ` after ${formatInteger(previous)}`;
  return `${LABELS[outcome] ?? outcome}, at ${formatInteger(guess)}${after}`;
}

function reason(before, answer, range) {
  if (isImpossibleMiddle(answer)) {
    return `No integer is equally far from ${formatInteger(answer.guess)} and ${formatInteger(answer.previous)}.`;
  }
  const needed = narrow(allPossible(range.low, range.high), answer);
  return `${need(needed, answer.guess)}; still possible ${stillPossible(before)}.`;
}

function need(needed, guess) {
  const count = countPossible(needed);
  if (count === 0n) {
    return 'No number of the range matches it';
  }
  if (count === 1n) {
    return `Only ${formatInteger(needed.low)} matches it`;
  }
  const exception = needed.excluded.size > 0 ? ` other than ${formatInteger(guess)}` : '';
  return `A number from ${formatInterval(needed.low, needed.high)}${exception} was needed`;
}

function stillPossible(possible) {
  const count = countPossible(possible);
  if (count === 1n) {
    return `was only ${formatInteger(possible.low)}`;
  }
  return `were ${formatCount(count, 'number')} from ${formatInterval(possible.low, possible.high)}`;
}
