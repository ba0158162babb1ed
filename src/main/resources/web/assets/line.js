/**
 * Geometry of a number line. Each integer of the line has a cell of the same width; places are percentages.
 */

const PARTS = 1_000_000n;
const PERCENT = 10_000;

/**
 * @param {bigint} number
 * @param {{low: bigint, high: bigint}} line the numbers at its ends
 * @returns {number} the middle of the number's cell in percent, from 0 to 100 within the line
 */
export function place(number, line) {
  return fraction(2n * (number - line.low) + 1n, 2n * (line.high - line.low + 1n));
}

/**
 * @param {{low: bigint, high: bigint}} interval
 * @param {{low: bigint, high: bigint}} line the numbers at its ends
 * @returns {{x: number, width: number} | null} the part of the line with the cells of the interval, in percent; null if
 *     there is none
 */
export function stretch(interval, line) {
  const low = interval.low < line.low ? line.low : interval.low;
  const high = interval.high > line.high ? line.high : interval.high;
  if (high < low) {
    return null;
  }
  const count = line.high - line.low + 1n;
  const x = fraction(low - line.low, count);
  return { x, width: fraction(high - line.low + 1n, count) - x };
}

/**
 * @param {import('./game.js').GuessRecord} record
 * @returns {{low: bigint, high: bigint}} the part of the line that shows what an answer has changed
 */
export function closeUp({ guess, previous, before }) {
  const numbers = [guess, previous ?? guess];
  if (before.low <= before.high) {
    numbers.push(before.low, before.high);
  }
  return {
    low: numbers.reduce((a, b) => (a < b ? a : b)),
    high: numbers.reduce((a, b) => (a > b ? a : b)),
  };
}

function fraction(numerator, denominator) {
  return Number((numerator * PARTS) / denominator) / PERCENT;
}
