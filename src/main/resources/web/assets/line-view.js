import { svg } from './dom.js';
import { place, stretch } from './line.js';
import { runs } from './possible.js';

/** Narrower parts could not be seen. */
const MIN_WIDTH = 0.35;

/**
 * Draws a guess on a number line. All places are percentages, so the picture follows the width of its container.
 *
 * @param {SVGElement} picture its content is replaced
 * @param {object} content
 * @param {{low: bigint, high: bigint}} content.line the numbers at the ends
 * @param {import('./possible.js').Possible} content.before what was possible before the answer
 * @param {import('./possible.js').Possible} content.after what is possible now
 * @param {bigint | null} content.guess
 * @param {bigint | null} content.previous
 * @param {boolean} content.outside whether the guess was not possible
 * @param {bigint | null} content.secret
 */
export function drawLine(picture, { line, before, after, guess, previous, outside, secret }) {
  picture.replaceChildren(
    svg('rect', { class: 'line-base', x: '0%', width: '100%', y: '25%', height: '50%', rx: 2 }),
    ...shade(before, line, 'line-before'),
    ...shade(after, line, 'line-possible'),
    ...mark(previous, line, 'line-previous', '12%', '88%'),
    ...mark(secret, line, 'line-secret', '0%', '100%'),
    ...mark(guess, line, outside ? 'line-guess line-outside' : 'line-guess', '0%', '100%'),
    ...dot(guess, line, outside),
  );
}

function shade(possible, line, className) {
  return runs(possible)
    .map((run) => stretch(run, line))
    .filter((part) => part !== null)
    .map(({ x, width }) => {
      const visible = Math.max(width, MIN_WIDTH);
      const left = Math.min(x, 100 - visible);
      return svg('rect', { class: className, x: `${left}%`, width: `${visible}%`, y: '25%', height: '50%' });
    });
}

function mark(number, line, className, y1, y2) {
  if (number === null || number < line.low || number > line.high) {
    return [];
  }
  const x = `${place(number, line)}%`;
  return [svg('line', { class: className, x1: x, x2: x, y1, y2 })];
}

function dot(number, line, outside) {
  if (number === null) {
    return [];
  }
  const className = outside ? 'line-dot line-outside' : 'line-dot';
  return [svg('circle', { class: className, cx: `${place(number, line)}%`, cy: '50%', r: 5 })];
}
