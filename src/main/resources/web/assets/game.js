import { judge } from './judge.js';
import { allPossible, countPossible, isPossible, narrow } from './possible.js';
import { CORRECT } from './protocol.js';

/** A range played at random may take millions of guesses; the records of earlier ones are dropped. */
const MAX_RECORDS = 200;

/**
 * One game: the guesses of the server, the answers to them, and the numbers that are still possible.
 *
 * @typedef {object} GuessRecord
 * @property {number} position 1 for the first guess
 * @property {bigint} guess
 * @property {bigint | null} previous the guess before
 * @property {import('./possible.js').Possible} before what was possible before the guess was answered
 * @property {import('./possible.js').Possible} after what is possible after the answer; as before until there is one
 * @property {string | null} outcome null until it is answered
 * @property {boolean} outside whether the guess was not possible
 */
export class Game {
  /** How many guesses were made. */
  count = 0;
  /** How many of them were not possible when they were made. */
  outside = 0;
  won = false;
  /** Whether an answer was accepted although no number fits. */
  contradicted = false;
  /** @type {GuessRecord[]} the latest guesses, the last one last */
  records = [];

  /**
   * @param {bigint} low
   * @param {bigint} high
   * @param {bigint | null} secret null if it is not known
   */
  constructor(low, high, secret = null) {
    this.range = { low, high };
    this.secret = secret;
    this.possible = allPossible(low, high);
  }

  /** @returns {GuessRecord | null} the guess that is to be answered */
  get open() {
    const latest = this.records.at(-1);
    return latest && latest.outcome === null ? latest : null;
  }

  /** @returns {string} the true outcome of the open guess; only with a secret */
  get judged() {
    return judge(this.secret, this.open.guess, this.open.previous);
  }

  /**
   * Adds a guess of the server.
   *
   * @param {bigint} guess
   */
  add(guess) {
    const previous = this.records.at(-1)?.guess ?? null;
    const outside = !isPossible(this.possible, guess);
    const { possible } = this;
    this.count++;
    this.outside += outside ? 1 : 0;
    this.records.push({
      position: this.count, guess, previous, before: possible, after: possible, outcome: null, outside,
    });
    if (this.records.length > MAX_RECORDS) {
      this.records.shift();
    }
  }

  /**
   * @param {string} outcome
   * @returns {boolean} whether the answer leaves no number although there was one before
   */
  contradicts(outcome) {
    const { guess, previous } = this.open;
    const after = narrow(this.possible, { guess, previous, outcome });
    return countPossible(after) === 0n && countPossible(this.possible) > 0n;
  }

  /**
   * Answers the open guess.
   *
   * @param {string} outcome
   */
  answer(outcome) {
    const latest = this.open;
    latest.after = narrow(this.possible, { guess: latest.guess, previous: latest.previous, outcome });
    latest.outcome = outcome;
    this.possible = latest.after;
    this.contradicted ||= countPossible(this.possible) === 0n;
    this.won = outcome === CORRECT;
  }

  /**
   * @param {bigint} guess
   * @returns {boolean} whether the protocol allows the guess, as far as it can be seen
   */
  allows(guess) {
    const repeated = this.records.at(-1)?.guess === guess;
    return guess >= this.range.low && guess <= this.range.high && !repeated;
  }
}
