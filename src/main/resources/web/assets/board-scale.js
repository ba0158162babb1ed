/** Scales of charts that change seldom, so that a chart does not move with each sample. */

const STEPS = [1, 2, 5, 10];

/**
 * @param {?number} value the greatest to be shown
 * @param {number} least the scale's end when the values are small
 * @returns {number} the end of a scale from 0: 1, 2 or 5 times a power of ten
 */
export function linearEnd(value, least) {
  if (!(value > least)) {
    return least;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return tidy(STEPS.find(step => value <= tidy(step * power)) * power);
}

/**
 * @param {?number} value the greatest to be shown, in bytes
 * @returns {number} the end of a scale from 0: a power of two
 */
export function binaryEnd(value) {
  return 2 ** Math.ceil(Math.log2(Math.max(value ?? 0, 1024)));
}

/**
 * @param {number[]} values greater than 0; may be empty
 * @param {number[]} otherwise the ends without values
 * @returns {number[]} the ends of a logarithmic scale, powers of ten with all values between them
 */
export function decades(values, otherwise) {
  if (values.length === 0) {
    return otherwise;
  }
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...values)) - 1e-9);
  return [power(low), power(Math.max(high, low + 1))];
}

/**
 * @param {number[]} ends of a logarithmic scale
 * @returns {number[]} the powers of ten between them, ends included
 */
export function powers([low, high]) {
  const first = Math.round(Math.log10(low));
  const last = Math.round(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, i) => power(first + i));
}

/** 10 ** -6 is 0.000001 and not 9.999999999999999e-7. */
function power(exponent) {
  return Number(`1e${exponent}`);
}

function tidy(value) {
  return Number(value.toPrecision(12));
}
