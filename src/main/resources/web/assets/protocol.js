/**
 * The lines of the protocol: requests as text, replies parsed, and the 64-bit integers of both.
 */

/** The least and the greatest integer of the protocol. */
export const MIN_INTEGER = -(2n ** 63n);
export const MAX_INTEGER = 2n ** 63n - 1n;

/** The outcomes of a guess, as the protocol spells them. */
export const WARMER = 'Warmer';
export const COLDER = 'Colder';
export const SAME = 'Same';
export const UNSURE = 'Unsure';
export const CORRECT = 'Correct';

/** The request for a guess. */
export const NUMBER = 'NUMBER';

/** The request that ends a game. */
export const CLEAR = 'CLEAR';

/**
 * @param {bigint} lower
 * @param {bigint} upper
 * @returns {string} the request that starts a game
 */
export function params(lower, upper) {
  return `PARAMS ${lower} ${upper}`;
}

/**
 * @param {string} outcome
 * @returns {string} the request that reports the outcome of the latest guess
 */
export function report(outcome) {
  return `REPORT ${outcome}`;
}

/**
 * Parses a line of the server.
 *
 * @param {string} line without its end
 * @returns {{type: 'guess', value: bigint} | {type: 'error', code: string, text: string} | {type: 'invalid', text: string}}
 */
export function parseReply(line) {
  const error = /^ERROR ([A-Z_]+)(?: (.*))?$/.exec(line);
  if (error) {
    return { type: 'error', code: error[1], text: error[2] ?? '' };
  }
  if (/^[+-]?\d{1,1024}$/.test(line)) {
    const value = BigInt(line.replace('+', ''));
    if (isInteger64(value)) {
      return { type: 'guess', value };
    }
  }
  return { type: 'invalid', text: line };
}

/**
 * Parses what a person has typed: thousands separators, spaces around it and a minus sign (U+2212) are accepted.
 *
 * @param {string} text
 * @returns {bigint | null} null if it is not an integer of 64 bits
 */
export function parseInteger(text) {
  const plain = text.trim().replace('\u2212', '-');
  const grouped = /^[+-]?\d{1,3}([,'_ \u00a0\u202f])\d{3}(\1\d{3})*$/.test(plain);
  const digits = grouped ? plain.replace(/[^\d+-]/g, '') : plain;
  if (!/^[+-]?\d{1,40}$/.test(digits)) {
    return null;
  }
  const value = BigInt(digits.replace('+', ''));
  return isInteger64(value) ? value : null;
}

function isInteger64(value) {
  return value >= MIN_INTEGER && value <= MAX_INTEGER;
}
