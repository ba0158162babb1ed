import { COLDER, CORRECT, SAME, UNSURE, WARMER } from './protocol.js';

/**
 * Compares a guess with the one before it.
 *
 * @param {bigint} secret
 * @param {bigint} guess
 * @param {bigint | null} previous the guess before, null for the first guess of a game
 * @returns {string} the outcome to report
 */
export function judge(secret, guess, previous) {
  if (guess === secret) {
    return CORRECT;
  }
  if (previous === null) {
    return UNSURE;
  }
  const now = distance(secret, guess);
  const before = distance(secret, previous);
  if (now === before) {
    return SAME;
  }
  return now < before ? WARMER : COLDER;
}

/**
 * @param {bigint} a
 * @param {bigint} b
 * @returns {bigint} how far the numbers are from each other
 */
export function distance(a, b) {
  return a < b ? b - a : a - b;
}

/**
 * Draws a number; all are equally likely.
 *
 * @param {bigint} lower
 * @param {bigint} upper
 * @param {(words: Uint32Array) => unknown} fill fills the array with random bits
 * @returns {bigint} a number from lower to upper
 */
export function draw(lower, upper, fill = (words) => crypto.getRandomValues(words)) {
  const count = upper - lower + 1n;
  // 96 bits for at most 2^64 numbers: the remainder favours a number by less than 1 in 2^32.
  const words = new Uint32Array(3);
  fill(words);
  const bits = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return lower + (bits % count);
}
