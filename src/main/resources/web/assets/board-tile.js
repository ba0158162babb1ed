/** A metric: its label, its value in figures, and a chart. */
import { Chart } from './board-chart.js';
import { nearest } from './board-series.js';
import { element, setText } from './dom.js';

/** A value that is further away from a moment is not its value. */
const NEAR_SECONDS = 2;

export class Tile {
  #metric;
  #values;
  #chart;
  #frame;
  #columns = [[]];

  /**
   * @param {import('./board-metrics.js').Metric} metric
   * @param {(seconds: ?number) => void} pointed called with the time under the pointer, null if there is none
   */
  constructor(metric, pointed) {
    this.#metric = metric;
    this.#values = metric.series.map(() => element('span', 'value', '–'));
    this.#frame = element('div', 'chart');
    this.#frame.setAttribute('role', 'img');
    this.element = element('div', 'metric', element('div', 'figures', this.#label(), ...this.#figures()), this.#frame);
    this.element.dataset.metric = metric.key;
    this.pointed = pointed;
  }

  /** @returns {string} the key of the metric */
  get key() {
    return this.#metric.key;
  }

  /** Draws the chart. The element must be in the page, since the chart takes its size and its colours from it. */
  attach() {
    this.#chart = new Chart(this.#frame, this.#metric, this.pointed);
  }

  /** @returns {number[]} the values of all series that are shown */
  get shown() {
    return this.#columns
      .slice(1)
      .flat()
      .filter(value => value !== null);
  }

  /** @param {number[][]} columns to be shown by the next call of draw */
  set columns(columns) {
    this.#columns = columns;
  }

  /**
   * @param {number[]} range ends of the scale
   * @param {?number} moment seconds before now whose values are shown; null for the latest
   */
  draw(range, moment) {
    this.#chart.show(this.#columns, range);
    this.#frame.setAttribute('aria-label', this.#summary(range));
    this.show(moment);
  }

  /** @param {?number} moment seconds before now whose values are shown; null for the latest */
  show(moment) {
    const row = nearest(this.#columns[0], moment ?? 0, NEAR_SECONDS);
    const none = this.#metric.none !== undefined && this.shown.length === 0 && this.#columns[0].length > 0;
    this.#values.forEach((value, i) => {
      setText(value, none ? this.#metric.none : this.#metric.text(this.#columns[i + 1]?.[row]));
      value.classList.toggle('none', none);
    });
    this.#chart.mark(moment);
  }

  /** Frees the chart. */
  destroy() {
    this.#chart.destroy();
  }

  #label() {
    return element('span', 'label', this.#metric.label);
  }

  #figures() {
    return this.#metric.series.map(({ key, name }, i) => {
      const figure = element(
        'span',
        'figure',
        ...(name ? [element('span', `series series-${i + 1}`, name)] : []),
        this.#values[i],
      );
      figure.dataset.series = key;
      return figure;
    });
  }

  #summary(range) {
    const { label, text, log } = this.#metric;
    const shown = this.shown;
    const values = shown.length === 0 ? 'no values' : `from ${text(Math.min(...shown))} to ${text(Math.max(...shown))}`;
    const scale = log ? 'logarithmic scale' : 'scale';
    return `Chart of the last five minutes: ${label}, ${values}; ${scale} from ${text(range[0])} to ${text(range[1])}`;
  }
}
