import { Connection } from './connection.js';
import { judge } from './judge.js';
import { CLEAR, CORRECT, NUMBER, params, report } from './protocol.js';

/**
 * @typedef {object} PlayerListener
 * @property {(player: Player, state: import('./connection.js').State, delay: number) => void} changed
 * @property {(player: Player, guess: bigint) => void} guessed a guess came; if it is the secret, the game is won
 * @property {(player: Player, text: string) => void} failed the game in progress is lost
 */

/** Plays games with known secrets over a connection of its own. */
export class Player {
  #connection;
  #listener;
  #range = null;
  #secret = 0n;
  #previous = null;
  #guess = null;
    #stale = 0;
  #clock;
  /** When each guess was requested whose reply has not come. */
  #requests = [];
  /** How many guesses the game has taken. */
  count = 0;
  /** How many milliseconds it has waited for them. */
  waited = 0;
  /** Whether a game is in progress. */
  playing = false;

  /**
   * @param {string} lane the part of the page that shows its games
   * @param {PlayerListener} listener
   * @param {(listener: object) => Connection} connect
   * @param {() => number} clock milliseconds
   */
  constructor(lane, listener, connect = (events) => new Connection(events), clock = () => performance.now()) {
    this.lane = lane;
    this.query = '';
    this.#listener = listener;
    this.#clock = clock;
    this.#connection = connect({
      changed: (state, delay) => this.#changed(state, delay),
      received: (reply) => this.#received(reply),
      lost: (error) => this.#lost(error),
    });
  }

  /** @returns {import('./connection.js').State} */
  get state() {
    return this.#connection.state;
  }

  /** @returns {boolean} whether a guess waits for its answer */
  get isOpen() {
    return this.playing && this.#guess !== null;
  }

  /** @param {string} query what is to guess; ends the game in progress */
  choose(query) {
    this.stop();
    this.query = query;
    this.connect();
  }

  /** Connects, unless it is connected. */
  connect() {
    this.#connection.open(this.query);
  }

  /**
   * Starts a game; the one in progress ends.
   *
   * @param {{low: bigint, high: bigint}} range
   * @param {bigint} secret
   */
  start(range, secret) {
    this.#range = range;
    this.#secret = secret;
    this.#previous = null;
    this.#guess = null;
    this.count = 0;
    this.waited = 0;
    this.playing = true;
    this.#stale = this.#requests.length;
    this.connect();
    this.#begin();
  }

  /** Answers the guess and requests the next one; nothing if no guess waits. */
  advance() {
    if (this.isOpen) {
      const outcome = judge(this.#secret, this.#guess, this.#previous);
      this.#previous = this.#guess;
      this.#guess = null;
      this.#request(report(outcome));
    }
  }

  /** Ends the game in progress. */
  stop() {
    if (this.playing && this.state === 'open') {
      this.#connection.send(CLEAR);
    }
    this.playing = false;
  }

  #begin() {
    const started = this.count > 0 || this.#requests.length > this.#stale;
    if (this.playing && !started && this.state === 'open') {
      this.#request(params(this.#range.low, this.#range.high));
    }
  }

  #request(line) {
    this.#requests.push(this.#clock());
    this.#connection.send(line, NUMBER);
  }

  #changed(state, delay) {
    if (state === 'connecting') {
      this.#requests = [];
      this.#stale = 0;
    }
    this.#listener.changed(this, state, delay);
    if (state === 'open') {
      this.#begin();
    }
  }

  #received(reply) {
    if (this.#requests.length === 0) {
      return;
    }
    const requestedAt = this.#requests.shift();
    if (this.#stale > 0) {
      this.#stale--;
    } else if (this.playing) {
      this.waited += this.#clock() - requestedAt;
      this.#take(reply);
    }
  }

  #take(reply) {
    const { low, high } = this.#range;
    if (reply.type === 'invalid' || reply.value < low || reply.value > high) {
      this.playing = false;
      this.#connection.close();
      this.#listener.failed(this, `The server sent a line that is not allowed here: ${reply.text ?? reply.value}.`);
      return;
    }
    this.count++;
    this.#guess = reply.value;
    if (reply.value === this.#secret) {
      this.playing = false;
      this.#connection.send(report(CORRECT));
    }
    this.#listener.guessed(this, reply.value);
  }

  #lost(error) {
    if (this.playing) {
      this.playing = false;
      const cause = error ? `The server ended a connection: ${error.code} ${error.text}.` : 'A connection to the server was lost.';
      this.#listener.failed(this, cause);
    }
    return error?.code !== 'IDLE_TIMEOUT';
  }
}
