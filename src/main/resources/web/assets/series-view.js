import { timeLeft } from './averages.js';
import { drawChart } from './chart.js';
import { byId, setText } from './dom.js';
import { formatCount, formatDecimal, formatDuration, formatInteger } from './format.js';
import { LANES, chosen, chosenName } from './race-choices.js';
import { bisectAtMost, randomAverage } from './strategies.js';

const RANDOM = 'strategy=random';
const BISECT = 'strategy=bisect';

/**
 * Shows the averages of a series.
 *
 * @param {import('./series.js').Series} series
 */
export function renderSeries(series) {
  for (const lane of LANES) {
    const { games, guesses, average, fewest, most, replyTime } = series.averages[lane];
    const show = (name, text) => setText(byId(`${name}-${lane}`), text);
    show('name', chosenName(lane));
    show('games', formatInteger(games));
    show('guesses', formatInteger(guesses));
    show('average', games > 0 ? formatDecimal(average, 2) : '-');
    show('fewest', games > 0 ? formatInteger(fewest) : '-');
    show('most', games > 0 ? formatInteger(most) : '-');
    show('mean', games > 0 ? `${formatDecimal(replyTime, 2)} ms` : '-');
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
  for (const lane of LANES) {
    const bounds = { [RANDOM]: count, [BISECT]: bisectAtMost(count) };
    const bound = bounds[chosen(lane)];
    setText(byId(`expected-${lane}`), chosen(lane) === RANDOM ? randomAverage(count) : '-');
    setText(byId(`bound-${lane}`), bound === undefined ? '-' : formatInteger(bound));
  }
}

/** @param {import('./series.js').Series} series */
export function renderChart({ averages, secrets, range }) {
  const width = byId('chart-box').clientWidth;
  const expected = Number(range.high - range.low + 2n) / 2;
  const curves = LANES.map((lane) => ({
    lane, name: chosenName(lane), values: averages[lane].history, expected: chosen(lane) === RANDOM ? expected : null,
  }));
  drawChart(byId('chart'), width, secrets.length, curves);
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
    const averages = LANES.map((lane) => `${chosenName(lane).toLowerCase()} ${formatDecimal(series.averages[lane].average, 2)}`);
    return `${formatCount(total, 'game')} in ${formatDuration(elapsed)}: ${averages.join(', ')} guesses per game.`;
  }
  const left = timeLeft(series.done, total, elapsed);
  return left === null ? games : `${games}; about ${formatDuration(left)} left`;
}
