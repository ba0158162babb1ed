/**
 * How many guesses the strategies of the server need, as docs/architecture.md states it.
 */

/** For 1, 2, ... guesses, the most numbers among which the strategy bisect finds every secret, up to 35 numbers. */
const SMALL_RANGES = [1n, 2n, 5n, 10n, 20n, 35n];

/**
 * @param {bigint} count how many numbers there are, at least 1
 * @returns {number} the most guesses that bisect needs
 */
export function bisectAtMost(count) {
  const small = SMALL_RANGES.findIndex((most) => count <= most);
  // floor(log2(3N)) + 1 is the number of binary digits of 3N.
  return small < 0 ? (3n * count).toString(2).length : small + 1;
}

/**
 * @param {bigint} count how many numbers there are, at least 1
 * @returns {string} the average number of guesses that random needs, exact, such as "50.5"
 */
export function randomAverage(count) {
  const digits = ((count + 1n) / 2n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return (count & 1n) === 1n ? digits : `${digits}.5`;
}
