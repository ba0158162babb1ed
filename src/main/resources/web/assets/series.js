import { Averages } from './averages.js';

/**
 * Many games: each of several players plays the same secrets in the same order, at its own speed.
 */
export class Series {
  /**
   * @param {{low: bigint, high: bigint}} range
   * @param {bigint[]} secrets one for each game
   * @param {string[]} lanes one for each player
   */
  constructor(range, secrets, lanes) {
    this.range = range;
    this.secrets = secrets;
    this.averages = Object.fromEntries(lanes.map((lane) => [lane, new Averages()]));
  }

  /**
   * @param {string} lane
   * @param {number} guesses how many guesses its game took
   * @param {number} waited how many milliseconds it waited for them
   */
  record(lane, guesses, waited) {
    this.averages[lane].add(guesses, waited);
  }

  /**
   * @param {string} lane
   * @returns {bigint | null} the secret of its next game, null after the last game
   */
  next(lane) {
    return this.secrets[this.averages[lane].games] ?? null;
  }

  /** @returns {number} how many games all players have played */
  get done() {
    return Math.min(...Object.values(this.averages).map(({ games }) => games));
  }

  /** @returns {boolean} */
  get isOver() {
    return this.done === this.secrets.length;
  }
}
