import { Averages } from './averages.js';

/**
 * Many games: each of several players plays the same secrets in the same order, at its own speed.
 */
export class Series {
  /**
   * @param {{low: bigint, high: bigint}} range
   * @param {bigint[]} secrets one for each game
   * @param {string[]} strategies one for each player
   */
  constructor(range, secrets, strategies) {
    this.range = range;
    this.secrets = secrets;
    this.averages = Object.fromEntries(strategies.map((strategy) => [strategy, new Averages()]));
  }

  /**
   * @param {string} strategy
   * @param {number} guesses how many guesses the game of the strategy took
   */
  record(strategy, guesses) {
    this.averages[strategy].add(guesses);
  }

  /**
   * @param {string} strategy
   * @returns {bigint | null} the secret of the next game of the strategy, null after the last game
   */
  next(strategy) {
    return this.secrets[this.averages[strategy].games] ?? null;
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
