import { formatCount, formatInteger, formatInterval } from './format.js';
import { MAX_INTEGER, MIN_INTEGER, parseInteger } from './protocol.js';

/**
 * Reads a range that was typed.
 *
 * @param {string} lower
 * @param {string} upper
 * @param {bigint | null} most how many numbers the range may hold, null for any
 * @returns {{low: bigint, high: bigint} | {error: string, field: 'lower' | 'upper'}}
 */
export function readRange(lower, upper, most = null) {
  const low = parseInteger(lower);
  const high = parseInteger(upper);
  if (low === null || high === null) {
    return low === null ? invalid('From', 'lower') : invalid('To', 'upper');
  }
  if (low > high) {
    return { error: `From (${formatInteger(low)}) must not be above To (${formatInteger(high)}).`, field: 'lower' };
  }
  const count = high - low + 1n;
  if (most !== null && count > most) {
    return { error: tooMany(count, most), field: 'upper' };
  }
  return { low, high };
}

/**
 * Reads a number of a range that was typed.
 *
 * @param {string} text
 * @param {{low: bigint, high: bigint}} range
 * @returns {{secret: bigint} | {error: string, field: 'secret'}}
 */
export function readSecret(text, { low, high }) {
  const secret = parseInteger(text);
  if (secret === null || secret < low || secret > high) {
    return { error: `The number must be an integer in the range ${formatInterval(low, high)}.`, field: 'secret' };
  }
  return { secret };
}

function invalid(name, field) {
  const limits = `from ${formatInteger(MIN_INTEGER)} to ${formatInteger(MAX_INTEGER)}`;
  return { error: `${name} must be an integer ${limits}.`, field };
}

function tooMany(count, most) {
  const limit = formatInteger(most);
  return `A race takes at most ${limit} numbers, since random may guess every one; these are ${formatCount(count, 'number')}.`;
}
