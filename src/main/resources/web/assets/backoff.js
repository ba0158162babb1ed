const FIRST = 500;
const LONGEST = 5000;

/**
 * @param {number} attempt 0 for the first attempt after a connection was lost
 * @param {number} random from 0 to 1: with it, pages that lose their connections together do not return together
 * @returns {number} milliseconds to wait before the attempt, from 500 to 5000
 */
export function backoffDelay(attempt, random) {
  const longest = Math.min(LONGEST, FIRST * 2 ** (Math.min(attempt, 10) + 1));
  return Math.round(longest / 2 + (longest / 2) * random);
}
