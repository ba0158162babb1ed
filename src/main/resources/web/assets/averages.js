/**
 * The number of guesses of several games: count, sum, extremes, and the average after each game; and how long the replies
 * took.
 */
export class Averages {
  games = 0;
  guesses = 0;
  /** Milliseconds until the reply, of all guesses together. */
  waited = 0;
  fewest = Infinity;
  most = 0;
  /** The average after each game. */
  history = [];

  /**
   * @param {number} guesses how many guesses the next game took
   * @param {number} waited milliseconds until the replies, together
   */
  add(guesses, waited) {
    this.games++;
    this.guesses += guesses;
    this.waited += waited;
    this.fewest = Math.min(this.fewest, guesses);
    this.most = Math.max(this.most, guesses);
    this.history.push(this.average);
  }

  /** @returns {number} guesses per game, NaN without a game */
  get average() {
    return this.guesses / this.games;
  }

  /** @returns {number} milliseconds until a reply, NaN without a guess */
  get replyTime() {
    return this.waited / this.guesses;
  }
}

/**
 * Picks the points of a curve that can be told apart.
 *
 * @param {number[]} values
 * @param {number} most how many points are needed at most
 * @returns {Array<[number, number]>} pairs of a position, 1 for the first, and its value; the last value is included
 */
export function decimate(values, most) {
  const step = Math.max(1, Math.ceil(values.length / most));
  const points = [];
  for (let i = 0; i < values.length; i += step) {
    points.push([i + 1, values[i]]);
  }
  if (values.length > 0 && points.at(-1)[0] !== values.length) {
    points.push([values.length, values.at(-1)]);
  }
  return points;
}

/**
 * @param {number} largest the largest value of an axis that starts at 0
 * @returns {number[]} round numbers from 0 on, the last at least as large as the largest value
 */
export function ticks(largest) {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(largest, 1e-9) / 2));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => largest / size <= 5);
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/**
 * @param {number} done how much of the work is done
 * @param {number} total
 * @param {number} elapsed milliseconds
 * @returns {number | null} milliseconds left if the work goes on at the same rate, null if nothing is done yet
 */
export function timeLeft(done, total, elapsed) {
  return done > 0 ? (elapsed * (total - done)) / done : null;
}
