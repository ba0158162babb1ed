/** One process, which is a node if there is a cluster: its own metrics and its servers. */
import { bytes, count, elapsed, si } from './board-format.js';
import { ProcessHistory } from './board-history.js';
import { PROCESS_METRICS, SERVER_METRICS, words } from './board-metrics.js';
import { columns, nearest } from './board-series.js';
import { ServerView } from './board-server.js';
import { Tile } from './board-tile.js';
import { element, setText } from './dom.js';

const FACTS = {
  uptime: 'Uptime',
  heapMax: 'Heap limit',
  open: 'Open connections',
  rounds: 'Rounds per second',
  games: 'Games won per second',
  refused: 'Refused: max connections',
  refusedAddress: 'Refused: max connections per address',
};

export class ProcessView {
  #history = new ProcessHistory();
  #servers = new Map();
  #tiles;
  #facts = new Map(Object.keys(FACTS).map(key => [key, element('dd', 'value', '–')]));
  #grid;
  #moment = null;
  #now = null;
  #paused = false;
  #pointed;
  #scaled;

  /**
   * @param {HTMLElement} process takes the metrics of the process
   * @param {HTMLElement} servers takes the servers
   * @param {(seconds: ?number) => void} pointed called with the time under the pointer, null if there is none
   * @param {() => ProcessView[]} scaled the views whose charts have the same scales, this one included
   */
  constructor(process, servers, pointed, scaled) {
    this.#pointed = pointed;
    this.#scaled = scaled;
    this.#grid = servers;
    this.#tiles = PROCESS_METRICS.map(metric => new Tile(metric, pointed));
    process.replaceChildren(this.#factList(), ...this.#tiles.map(tile => tile.element));
    this.#tiles.forEach(tile => tile.attach());
  }

  /**
   * @param {object} sample as the server sends it
   * @returns {string[]} sentences about what has changed, if it is important
   */
  add(sample) {
    const { restarted, gone, back } = this.#history.add(sample);
    if (!this.#paused) {
      this.#draw();
    }
    return [
      ...(restarted ? ['The process was restarted.'] : []),
      ...gone.map(driver => `The server ${words(driver)} is gone.`),
      ...back.map(driver => `The server ${words(driver)} is back.`),
    ];
  }

  /** @param {boolean} paused whether the samples are kept without being shown */
  set paused(paused) {
    this.#paused = paused;
    if (!paused && this.#history.latest) {
      this.#draw();
    }
  }

  /** @param {?number} moment seconds before now whose values are shown; null for the latest */
  set moment(moment) {
    this.#moment = moment;
    this.#allTiles().forEach(tile => tile.show(moment));
    this.#showFacts();
  }

  /** @returns {object} what the servers do together at the moment, and what the process takes */
  get summary() {
    const point = this.#at(this.#history.points) ?? {};
    const servers = this.#history.servers.map(history => this.#at(history.points)).filter(each => each);
    const total = key => (servers.length > 0 ? servers.reduce((sum, each) => sum + (each[key] ?? 0), 0) : null);
    const greatest = key => {
      const values = servers.map(each => each[key]).filter(value => value !== null);
      return values.length > 0 ? Math.max(...values) : null;
    };
    return {
      ...point,
      open: total('open'),
      rounds: total('rounds'),
      games: total('games'),
      p99: greatest('p99'),
      lag: greatest('lag'),
      servers: servers.map(({ server }) => `${words(server.driver)} ${server.addresses.join(', ')}`).join('; '),
      draining: total('draining'),
    };
  }

  /** @returns {Tile[]} the charts of one metric */
  tiles(key) {
    return this.#allTiles().filter(tile => tile.key === key);
  }

  /** Frees the charts. */
  destroy() {
    this.#servers.forEach(view => view.destroy());
    this.#tiles.forEach(tile => tile.destroy());
  }

  #draw() {
    const now = this.#history.latest.time;
    this.#now = now;
    this.#synchronize();
    this.#tiles.forEach((tile, i) => (tile.columns = columns(this.#history.points, [PROCESS_METRICS[i].key], now)));
    const views = [...this.#servers.values()];
    views.forEach(view => view.prepare(now));
    [...PROCESS_METRICS, ...SERVER_METRICS].forEach(metric => this.#drawScaled(metric));
    views.forEach(view => view.update());
    this.#showFacts();
  }

  /** The charts of a metric have the same scale, so that servers and processes can be compared. */
  #drawScaled(metric) {
    const range = metric.range(
      this.#scaled()
        .flatMap(view => view.tiles(metric.key))
        .flatMap(tile => tile.shown),
    );
    this.tiles(metric.key).forEach(tile => tile.draw(range, this.#moment));
  }

  /** Makes views of new servers and removes those of forgotten ones. */
  #synchronize() {
    const present = new Set(this.#history.servers);
    for (const [history, view] of this.#servers) {
      if (!present.has(history)) {
        view.destroy();
        this.#servers.delete(history);
      }
    }
    this.#history.servers.filter(history => !this.#servers.has(history)).forEach(history => this.#addServer(history));
  }

  #addServer(history) {
    const view = new ServerView(history, this.#pointed);
    this.#servers.set(history, view);
    this.#grid.append(view.element);
    view.tiles.forEach(tile => tile.attach());
  }

  #allTiles() {
    return [...this.#tiles, ...[...this.#servers.values()].flatMap(view => view.tiles)];
  }

  #factList() {
    const facts = [...this.#facts].map(([key, value]) => element('div', '', element('dt', '', FACTS[key]), value));
    this.#facts.forEach((value, key) => (value.dataset.fact = key));
    return element('dl', 'facts', ...facts);
  }

  #showFacts() {
    const { uptimeMs, heapMax, refused, open, rounds, games } = this.summary;
    const texts = {
      uptime: elapsed(uptimeMs / 1000),
      heapMax: heapMax < 0 ? 'none' : bytes(heapMax),
      open: count(open),
      rounds: si(rounds),
      games: si(games),
      refused: count(refused?.max_connections),
      refusedAddress: count(refused?.max_connections_per_address),
    };
    this.#facts.forEach((value, key) => setText(value, texts[key]));
  }

  /** The point of the moment whose values are shown; undefined if there was no sample. */
  #at(points) {
    return points[
      nearest(
        points.map(({ time }) => time),
        this.#now + 1000 * this.#moment,
        2000,
      )
    ];
  }
}
