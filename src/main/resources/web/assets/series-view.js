import { timeLeft } from './averages.js';
import { drawChart } from './chart.js';
import { byId, setText } from './dom.js';
import { formatCount, formatDecimal, formatDuration, formatInteger } from './format.js';
import { bisectAtMost, randomAverage } from './strategies.js';

const STRATEGIES = ['random', 'bisect'];

/**
 * Shows the averages of a series.
 *
 * @param {import('./series.js').Series} series
 */
export function renderSeries(series) {
  for (const strategy of STRATEGIES) {
    const { games, guesses, average, fewest, most } = series.averages[strategy];
    const show = (name, text) => setText(byId(`${name}-${strategy}`), text);
    show('games', formatInteger(games));
    show('guesses', formatInteger(guesses));
    show('average', games > 0 ? formatDecimal(average, 2) : '-');
    show('fewest', games > 0 ? formatInteger(fewest) : '-');
    show('most', games > 0 ? formatInteger(most) : '-');
  }
  renderChart(series);
}

/**
 * Shows what the strategies need for a range.
 *
 * @param {{low: bigint, high: bigint}} range
 */
export function renderExpected({ low, high }) {
  const count = high - low + 1n;
  setText(byId('expected-random'), randomAverage(count));
  setText(byId('bound-random'), formatInteger(count));
  setText(byId('bound-bisect'), formatInteger(bisectAtMost(count)));
}

/** @param {import('./series.js').Series} series */
export function renderChart({ averages, secrets, range }) {
  const width = byId('chart-box').clientWidth;
  const expected = Number(range.high - range.low + 2n) / 2;
  drawChart(byId('chart'), width, secrets.length, [
    { name: 'random', values: averages.random.history, expected },
    { name: 'bisect', values: averages.bisect.history, expected: null },
  ]);
}

/**
 * @param {import('./series.js').Series} series
 * @param {number} elapsed milliseconds
 * @returns {string} how far it is
 */
export function describeProgress(series, elapsed) {
  const total = series.secrets.length;
  const games = `${formatInteger(series.done)} of ${formatCount(total, 'game')}`;
  if (series.isOver) {
    const [random, bisect] = STRATEGIES.map((strategy) => formatDecimal(series.averages[strategy].average, 2));
    return `${formatCount(total, 'game')} in ${formatDuration(elapsed)}: random ${random}, bisect ${bisect} guesses per game.`;
  }
  const left = timeLeft(series.done, total, elapsed);
  return left === null ? games : `${games}; about ${formatDuration(left)} left`;
}
