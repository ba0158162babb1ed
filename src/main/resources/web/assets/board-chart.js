/** A chart of the last five minutes. Its time axis is relative to the latest sample, so that its grid stands still. */
import uPlot from './uPlot.esm.js';

const SPAN = 300;
const MINUTES = [-300, -240, -180, -120, -60, 0];
const LABELLED = new Set([-240, -120]);
const X_AXIS = 17;
const Y_AXIS = 54;
const charts = new Set();

export class Chart {
  #plot;
  #observer;
  #metric;
  #range;
  #colours;

  /**
   * @param {HTMLElement} container which gives the chart its size and its colours
   * @param {import('./board-metrics.js').Metric} metric
   * @param {(seconds: ?number) => void} pointed called with the time under the pointer, null if there is none
   */
  constructor(container, metric, pointed) {
    this.#metric = metric;
    this.#range = metric.range([]);
    this.#colours = colours(container);
    this.#plot = new uPlot(this.#options(container, pointed), [[], ...metric.series.map(() => [])], container);
    this.#observer = new ResizeObserver(() => this.#resize(container));
    this.#observer.observe(container);
    this.container = container;
    charts.add(this);
  }

  /**
   * @param {number[][]} columns seconds before now, then the values of each series
   * @param {number[]} range ends of the scale
   */
  show(columns, range) {
    this.#range = range;
    this.#plot.setData(columns);
  }

  /** @param {?number} seconds before now that are marked, null for no mark */
  mark(seconds) {
    const left = seconds === null ? -10 : this.#plot.valToPos(seconds, 'x');
    this.#plot.setCursor({ left, top: seconds === null ? -10 : 0 }, false);
  }

  /** Takes the colours anew from the style sheet. */
  recolour() {
    this.#colours = colours(this.container);
    this.#plot.redraw(true);
  }

  destroy() {
    charts.delete(this);
    this.#observer.disconnect();
    this.#plot.destroy();
  }

  #resize({ clientWidth: width, clientHeight: height }) {
    if (width > 0 && (width !== this.#plot.width || height !== this.#plot.height)) {
      this.#plot.setSize({ width, height });
    }
  }

  #options(container, pointed) {
    return {
      width: container.clientWidth || 200,
      height: container.clientHeight || 90,
      padding: [7, 1, 0, 0],
      legend: { show: false },
      select: { show: false },
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { size: 6 } },
      scales: {
        x: { time: false, range: () => [-SPAN, 0] },
        y: { range: () => this.#range, distr: this.#metric.log ? 3 : 1 },
      },
      axes: [this.#timeAxis(), this.#valueAxis()],
      series: [{}, ...this.#metric.series.map((_, i) => this.#series(i))],
      hooks: { setCursor: [plot => pointed(secondsAt(plot))] },
    };
  }

  #series(i) {
    const stroke = () => this.#colours.lines[i];
    return { stroke, width: 1.5, points: { show: false, filter: isolated, size: 3, stroke, fill: stroke } };
  }

  #timeAxis() {
    const splits = () => MINUTES;
    const values = () => MINUTES.map(x => (LABELLED.has(x) ? `−${-x / 60} min` : ''));
    return { ...this.#axis(), size: X_AXIS, gap: 2, splits, values };
  }

  #valueAxis() {
    const splits = () => this.#metric.splits(this.#range);
    const values = (plot, ticks) => ticks.map((value, i) => (this.#hasLabel(i, ticks) ? this.#metric.tick(value) : ''));
    return { ...this.#axis(), size: Y_AXIS, gap: 5, splits, values, filter: (plot, ticks) => ticks };
  }

  /** Labels of a small chart do not fit at each tick: those at both ends are enough. */
  #hasLabel(i, ticks) {
    return i === 0 || i === ticks.length - 1;
  }

  #axis() {
    return {
      stroke: () => this.#colours.text,
      font: this.#colours.font,
      grid: { stroke: () => this.#colours.grid, width: 1 },
      ticks: { show: false },
    };
  }
}

/** A value between two gaps has no line, so it is drawn as a point. */
function isolated(plot, i) {
  const column = plot.data[i];
  return column.flatMap((value, k) => (value !== null && absent(column[k - 1]) && absent(column[k + 1]) ? [k] : []));
}

function absent(value) {
  return value === null || value === undefined;
}

function secondsAt({ cursor, posToVal }) {
  return cursor.left >= 0 ? posToVal(cursor.left, 'x') : null;
}

function colours(container) {
  const style = getComputedStyle(container);
  const value = name => style.getPropertyValue(name).trim();
  return {
    lines: [value('--line-1'), value('--line-2')],
    grid: value('--chart-grid'),
    text: value('--chart-text'),
    font: `11px ${style.fontFamily}`,
  };
}

globalThis
  .matchMedia?.('(prefers-color-scheme: dark)')
  .addEventListener('change', () => charts.forEach(chart => chart.recolour()));
