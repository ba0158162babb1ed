/**
 * The numbers that are still possible after some answers, computed from the answers alone. An answer says on which side
 * of the middle between two guesses the secret is, so what remains is an interval without some of the guesses.
 *
 * @typedef {object} Possible an interval without some numbers; its ends are possible unless it is empty
 * @property {bigint} low
 * @property {bigint} high low - 1 or less if no number is possible
 * @property {Set<bigint>} excluded the numbers between the ends that were guessed
 *
 * @typedef {object} Answer
 * @property {bigint} guess
 * @property {bigint | null} previous the guess before, null for the first guess of a game
 * @property {string} outcome
 */
import { COLDER, CORRECT, SAME, WARMER } from './protocol.js';

const NONE = Object.freeze({ low: 1n, high: 0n, excluded: new Set() });

/**
 * @param {bigint} low
 * @param {bigint} high
 * @returns {Possible} all numbers from low to high
 */
export function allPossible(low, high) {
  return { low, high, excluded: new Set() };
}

/**
 * @param {Possible} possible
 * @returns {bigint} how many numbers are possible
 */
export function countPossible({ low, high, excluded }) {
  return high < low ? 0n : high - low + 1n - BigInt(excluded.size);
}

/**
 * @param {Possible} possible
 * @param {bigint} number
 * @returns {boolean} whether the number is possible
 */
export function isPossible({ low, high, excluded }, number) {
  return low <= number && number <= high && !excluded.has(number);
}

/**
 * @param {Possible} possible
 * @param {Answer} answer
 * @returns {Possible} what is possible after the answer as well
 */
export function narrow(possible, answer) {
  const { low, high } = meaning(answer, possible);
  const excluded = new Set();
  for (const number of possible.excluded) {
    if (low <= number && number <= high) {
      excluded.add(number);
    }
  }
  if (answer.outcome !== CORRECT && low <= answer.guess && answer.guess <= high) {
    excluded.add(answer.guess);
  }
  return trim(low, high, excluded);
}

/** Where in the range the answer says the secret is, apart from the guess itself, which is only excluded. */
function meaning({ guess, previous, outcome }, range) {
  if (outcome === CORRECT) {
    return clip(guess, guess, range);
  }
  if (previous === null) {
    return clip(range.low, range.high, range);
  }
  if (guess === previous) {
    return outcome === WARMER || outcome === COLDER ? NONE : clip(range.low, range.high, range);
  }
  const sum = guess + previous;
  if (outcome === WARMER || outcome === COLDER) {
    const above = (outcome === WARMER) === guess > previous;
    // A shift rounds down, for negative sums, too.
    return above ? clip((sum >> 1n) + 1n, range.high, range) : clip(range.low, ((sum + 1n) >> 1n) - 1n, range);
  }
  return isOdd(sum) ? NONE : clip(sum >> 1n, sum >> 1n, range);
}

/**
 * @param {Answer} answer
 * @returns {boolean} whether no whole number at all is equally far from both guesses, as the answer says
 */
export function isImpossibleMiddle({ guess, previous, outcome }) {
  return outcome === SAME && previous !== null && isOdd(guess + previous);
}

/**
 * @param {Possible} possible
 * @param {number} limit
 * @returns {Array<{low: bigint, high: bigint}>} the intervals without a gap, in ascending order; one interval with the
 *     gaps included if there are more gaps than the limit
 */
export function runs({ low, high, excluded }, limit = 64) {
  if (high < low) {
    return [];
  }
  if (excluded.size > limit) {
    return [{ low, high }];
  }
  const result = [];
  let start = low;
  for (const gap of [...excluded].sort((a, b) => (a < b ? -1 : 1))) {
    if (start < gap) {
      result.push({ low: start, high: gap - 1n });
    }
    start = gap + 1n;
  }
  result.push({ low: start, high });
  return result;
}

function clip(low, high, range) {
  return { low: low < range.low ? range.low : low, high: high > range.high ? range.high : high };
}

function trim(low, high, excluded) {
  let first = low;
  let last = high;
  while (first <= last && excluded.delete(first)) {
    first += 1n;
  }
  while (first <= last && excluded.delete(last)) {
    last -= 1n;
  }
  return last < first ? NONE : { low: first, high: last, excluded };
}

function isOdd(number) {
  return (number & 1n) === 1n;
}
