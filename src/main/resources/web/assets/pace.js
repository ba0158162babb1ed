/** Milliseconds between guesses at each position of a speed slider; 0 is as fast as the server answers. */
export const DELAYS = [1000, 500, 250, 100, 50, 20, 0];

/**
 * @param {number} position of the slider, 0 is the slowest
 * @returns {string} the speed as text
 */
export function describePace(position) {
  const delay = DELAYS[position];
  if (delay === 0) {
    return 'as fast as the server answers';
  }
  const rate = 1000 / delay;
  return rate === 1 ? '1 guess a second' : `${rate} guesses a second`;
}
