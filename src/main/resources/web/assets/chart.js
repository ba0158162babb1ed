import { decimate, ticks } from './averages.js';
import { svg } from './dom.js';
import { formatInteger } from './format.js';

const HEIGHT = 240;
const NAME_CHARACTER = 7;
const MARGIN = { top: 12, right: 8, bottom: 28, left: 48 };

/**
 * @typedef {object} Curve
 * @property {string} lane the class of its elements
 * @property {string} name
 * @property {number[]} values one for each game
 * @property {number | null} expected drawn as a dashed line, if there is one
 *
 * Draws running averages over the number of games, in pixels, so that the text keeps its size at any width.
 *
 * @param {SVGElement} picture its content is replaced
 * @param {number} width in pixels
 * @param {number} games the end of the horizontal axis
 * @param {Curve[]} curves
 */
export function drawChart(picture, width, games, curves) {
  const values = curves.flatMap(({ values: all, expected }) => [...decimate(all, width).map((point) => point[1]), expected ?? 0]);
  const levels = ticks(Math.max(1, ...values) * 1.05);
  const right = width - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const x = (game) => MARGIN.left + ((right - MARGIN.left) * (game - 1)) / Math.max(1, games - 1);
  const y = (value) => bottom - ((bottom - MARGIN.top) * value) / levels.at(-1);
  picture.setAttribute('width', width);
  picture.setAttribute('height', HEIGHT);
  picture.replaceChildren(
    ...levels.flatMap((level) => [
      svg('line', { class: 'chart-grid', x1: MARGIN.left, x2: right, y1: y(level), y2: y(level) }),
      text(formatLevel(level), MARGIN.left - 8, y(level) + 4, 'end'),
    ]),
    text('1', MARGIN.left, HEIGHT - 8, 'start'),
    text(`${formatInteger(games)} games`, right, HEIGHT - 8, 'end'),
    ...curves.flatMap((curve, i) => draw(curve, { x, y, right, width, isFirst: i === 0 })),
  );
}

function draw({ lane, name, values, expected }, { x, y, right, width, isFirst }) {
  const nodes = [];
  if (expected !== null) {
    const at = y(expected);
    nodes.push(svg('line', { class: `chart-expected ${lane}`, x1: MARGIN.left, x2: right, y1: at, y2: at }));
  }
  if (values.length > 0) {
    const points = decimate(values, width).map(([game, value]) => `${x(game).toFixed(1)},${y(value).toFixed(1)}`);
    const [endX, endY] = [x(values.length), y(values.at(-1))];
    nodes.push(svg('polyline', { class: `chart-curve ${lane}`, points: points.join(' ') }));
    nodes.push(svg('circle', { class: `chart-end ${lane}`, cx: endX, cy: endY, r: 4 }));
    // The name stands behind the curve while there is room, then above or below its end. Two curves may be the same.
    const hasRoom = endX + 2 * NAME_CHARACTER + NAME_CHARACTER * name.length < right;
    const [nameX, nameY] = hasRoom ? [endX + 8, endY + (isFirst ? -4 : 12)] : [endX, endY + (isFirst ? -8 : 18)];
    nodes.push(text(name, nameX, nameY, hasRoom ? 'start' : 'end', `chart-name ${lane}`));
  }
  return nodes;
}

function text(content, x, y, anchor, className = 'chart-text') {
  const node = svg('text', { class: className, x, y, 'text-anchor': anchor });
  node.textContent = content;
  return node;
}

function formatLevel(level) {
  return Number.isInteger(level) ? formatInteger(level) : String(level);
}
