import { byId, setEnabled, setText } from './dom.js';
import { formatCount } from './format.js';
import { draw } from './judge.js';
import { LANES } from './race-choices.js';
import { Series } from './series.js';
import { describeProgress, renderChart, renderSeries } from './series-view.js';

/** Milliseconds between two pictures; drawing more often would slow the games down. */
const PICTURE_INTERVAL = 150;
/** A screen reader would read a status that changes faster only in parts. */
const STATUS_INTERVAL = 1000;

/** Runs a series of games with the players of the page, and shows it. */
export class SeriesRun {
  #players;
  #series = null;
  #started = 0;
  #timer = null;
  #statusAt = 0;
  active = false;

  /** @param {import('./player.js').Player[]} players */
  constructor(players) {
    this.#players = players;
    new ResizeObserver(() => this.#series && renderChart(this.#series)).observe(byId('chart-box'));
  }

  /** @param {{low: bigint, high: bigint}} range of the chart before the first series */
  prepare(range) {
    if (!this.active) {
      this.#series = new Series(range, new Array(100).fill(range.low), LANES);
      renderSeries(this.#series);
    }
  }

  /**
   * @param {{low: bigint, high: bigint}} range
   * @param {number} games
   */
  start(range, games) {
    const secrets = Array.from({ length: games }, () => draw(range.low, range.high));
    this.#series = new Series(range, secrets, LANES);
    this.#started = performance.now();
    this.#statusAt = this.#started;
    this.active = true;
    setText(byId('series-status'), describeProgress(this.#series, 0));
    for (const player of this.#players) {
      player.start(range, secrets[0]);
    }
    this.#show();
  }

  /** @param {string} text why it ends before its last game */
  stop(text) {
    this.active = false;
    for (const player of this.#players) {
      player.stop();
    }
    const games = formatCount(this.#series.done, 'game');
    setText(byId('series-status'), `${text} ${games} played by both.`);
    this.#show();
  }

  /** @param {import('./player.js').Player} player that has received a guess */
  guessed(player) {
    if (player.playing) {
      player.advance();
      return;
    }
    this.#series.record(player.lane, player.count, player.waited);
    const secret = this.#series.next(player.lane);
    if (secret !== null) {
      player.start(this.#series.range, secret);
    }
    this.active = !this.#series.isOver;
    this.#show();
  }

  #show() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#render(performance.now());
    }, PICTURE_INTERVAL);
  }

  #render(now) {
    renderSeries(this.#series);
    if (this.#series.isOver || (this.active && now - this.#statusAt > STATUS_INTERVAL)) {
      this.#statusAt = now;
      setText(byId('series-status'), describeProgress(this.#series, now - this.#started));
    }
    setEnabled(byId('series-stop'), this.active, byId('series-100'));
  }
}
