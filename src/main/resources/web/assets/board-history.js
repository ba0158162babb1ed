/** The samples of one process during the last five minutes. Independent of where they come from. */
import { distributions, increases, rates, restarted } from './board-rates.js';
import { CAPACITY, Ring } from './board-series.js';

/** Quantiles and means need more values than one second may have: five seconds, and what timers are late. */
const WINDOW_MS = 5_500;
/** A server that is missing for longer is forgotten. */
const FORGET_MS = 30_000;

/** The samples of one server. */
export class ServerHistory {
  /** Time of the first sample without it; null while it is there. */
  goneSince = null;
  #ring = new Ring(CAPACITY);
  #run = 0;

  /** @param {string} driver */
  constructor(driver) {
    this.driver = driver;
  }

  /** @returns {object[]} a point for each sample, oldest first */
  get points() {
    return this.#ring.elements;
  }

  /** @returns {object} the point of the latest sample */
  get latest() {
    return this.#ring.last;
  }

  /**
   * @param {number} time of the sample
   * @param {object} server as in the sample
   * @param {boolean} processRestarted whether the counters start anew, however great they are
   */
  add(time, server, processRestarted) {
    const previous = this.latest;
    if (previous && (processRestarted || restarted(previous.server, server))) {
      this.#run++;
    }
    this.goneSince = null;
    this.#ring.push(this.#point(time, server));
  }

  /**
   * @param {string} name of a group of counters: closed or errors
   * @returns {{name: string, total: number, increase: number}[]} the increase is that since the oldest sample of the run
   */
  counts(name) {
    const oldest = this.points.find(point => point.run === this.latest.run);
    return increases(oldest.server[name], this.latest.server[name]);
  }

  #point(time, server) {
    const point = {
      time,
      server,
      run: this.#run,
      open: server.open,
      draining: server.draining,
      lag: server.lag,
      rounds: null,
      games: null,
      p50: null,
      p99: null,
      guesses: null,
    };
    const previous = this.latest;
    if (previous?.run === this.#run) {
      Object.assign(point, rates(previous, point), distributions(this.#windowStart(time).server, server));
    }
    return point;
  }

  #windowStart(time) {
    return this.points.find(point => point.run === this.#run && time - point.time <= WINDOW_MS) ?? this.latest;
  }
}

/** The samples of one process and of its servers. */
export class ProcessHistory {
  #ring = new Ring(CAPACITY);
  #servers = new Map();
  #run = 0;

  /** @returns {object} the point of the latest sample, or undefined */
  get latest() {
    return this.#ring.last;
  }

  /** @returns {object[]} a point for each sample, oldest first */
  get points() {
    return this.#ring.elements;
  }

  /** @returns {ServerHistory[]} in the order in which they appeared */
  get servers() {
    return [...this.#servers.values()];
  }

  /**
   * @param {object} sample as the server sends it
   * @returns {{restarted: boolean, gone: string[], back: string[]}} what has changed: drivers that went or came back
   */
  add(sample) {
    if (this.latest && sample.time <= this.latest.time) {
      this.#clear();
    }
    const anew = this.latest !== undefined && sample.process.uptimeMs < this.latest.uptimeMs;
    this.#run += anew ? 1 : 0;
    this.#ring.push({ time: sample.time, run: this.#run, ...sample.process });
    const back = this.#addServers(sample, anew);
    return { restarted: anew, gone: this.#mark(sample), back };
  }

  /** Points whose clock was set back cannot be shown beside the later ones. */
  #clear() {
    this.#ring = new Ring(CAPACITY);
    this.#servers.clear();
  }

  #addServers(sample, anew) {
    const back = [];
    for (const server of sample.servers) {
      const history = this.#servers.get(server.driver) ?? new ServerHistory(server.driver);
      if (history.goneSince !== null) {
        back.push(server.driver);
      }
      this.#servers.set(server.driver, history);
      history.add(sample.time, server, anew);
    }
    return back;
  }

  #mark({ time, servers }) {
    const present = new Set(servers.map(server => server.driver));
    const absent = this.servers.filter(history => !present.has(history.driver));
    const gone = absent.filter(history => history.goneSince === null);
    gone.forEach(history => (history.goneSince = time));
    absent
      .filter(history => time - history.goneSince >= FORGET_MS)
      .forEach(history => this.#servers.delete(history.driver));
    return gone.map(history => history.driver);
  }
}
