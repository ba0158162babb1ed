/**
 * Numbers, durations and counts as text. The same in every locale, since the pages are in English.
 */

const ORDINALS = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const MINUS = '\u2212';

/**
 * Formats an integer with thousands separators.
 *
 * @param {bigint | number} value a whole number
 * @returns {string} such as "1,000,000", with a minus sign (U+2212) if it is negative
 */
export function formatInteger(value) {
  const digits = String(value).replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',');
  return value < 0 ? MINUS + digits : digits;
}

/**
 * Formats a number with a fixed number of decimals.
 *
 * @param {number} value
 * @param {number} decimals
 * @returns {string} such as "1,234.5"
 */
export function formatDecimal(value, decimals = 1) {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const text = formatInteger(BigInt(whole)) + (fraction ? `.${fraction}` : '');
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/**
 * Formats a duration.
 *
 * @param {number} milliseconds not negative
 * @returns {string} such as "0.5 s", "12 s" or "3 min 20 s"
 */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) {
    return `${formatDecimal(seconds, 1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  return `${formatInteger(Math.floor(whole / 3600))} h ${Math.floor(whole / 60) % 60} min`;
}

/**
 * Formats a position in a sequence.
 *
 * @param {number} position 1 for the first
 * @returns {string} "first" to "tenth", then "11th" and so on
 */
export function formatOrdinal(position) {
  if (position < ORDINALS.length) {
    return ORDINALS[position];
  }
  const teen = Math.floor(position / 10) % 10 === 1;
  const suffix = teen ? 'th' : ['th', 'st', 'nd', 'rd'][position % 10] ?? 'th';
  return formatInteger(position) + suffix;
}

/**
 * Formats a count with its noun.
 *
 * @param {bigint | number} value
 * @param {string} noun in the singular
 * @param {string} plural the noun in the plural, if it does not end with "s" only
 * @returns {string} such as "1 guess" or "1,000 guesses"
 */
export function formatCount(value, noun, plural = `${noun}s`) {
  return `${formatInteger(value)} ${String(value) === '1' ? noun : plural}`;
}

/**
 * Formats an interval of integers.
 *
 * @param {bigint} low
 * @param {bigint} high
 * @returns {string} such as "1 to 100", or "7" if there is only one number
 */
export function formatInterval(low, high) {
  return low === high ? formatInteger(low) : `${formatInteger(low)} to ${formatInteger(high)}`;
}
