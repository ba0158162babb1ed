import { byId, element, setText, svg } from './dom.js';
import { formatCount, formatInteger } from './format.js';
import { closeUp } from './line.js';
import { drawLine } from './line-view.js';
import { countPossible } from './possible.js';
import { UNSURE } from './protocol.js';

const MAX_ROWS = 200;

let newest = 0;

/** Removes all guesses from the list. */
export function clearHistory() {
  newest = 0;
  byId('history').replaceChildren();
  setText(byId('history-rest'), '');
}

/**
 * Adds the guesses that were answered since the last call, the newest at the top.
 *
 * @param {import('./game.js').Game} game
 * @param {boolean} close whether each line shows only what its answer has changed
 */
export function updateHistory(game, close) {
  const list = byId('history');
  const added = game.records.filter((record) => record.position > newest && record.outcome !== null);
  for (const record of added) {
    list.prepend(row(game, record, close));
    newest = record.position;
  }
  while (list.children.length > MAX_ROWS) {
    list.lastElementChild.remove();
  }
  const rest = newest - list.children.length;
  setText(byId('history-rest'), rest > 0 ? `${formatCount(rest, 'earlier guess', 'earlier guesses')} not shown` : '');
}

function row(game, record, close) {
  const answer = element('span', 'history-answer', record.outcome === UNSURE ? 'Not it' : record.outcome);
  answer.dataset.outcome = record.outcome;
  const guess = element('span', 'history-guess', formatInteger(record.guess));
  if (record.outside) {
    guess.append(' ', element('small', 'tag', 'outside'));
  }
  const picture = svg('svg', { class: 'line', 'aria-hidden': 'true' });
  drawRecord(picture, game, record, close);
  return element(
    'li', '',
    element('span', 'history-position', formatInteger(record.position)),
    guess, answer, picture,
    element('span', 'history-count', `${formatInteger(countPossible(record.after))} possible`),
  );
}

/**
 * @param {SVGElement} picture
 * @param {import('./game.js').Game} game
 * @param {import('./game.js').GuessRecord} record
 * @param {boolean} close whether the line shows only what the answer changes
 * @returns {{low: bigint, high: bigint}} the numbers at the ends of the line
 */
export function drawRecord(picture, game, record, close) {
  const line = close ? closeUp(record) : game.range;
  drawLine(picture, { ...record, line, secret: game.secret });
  return line;
}
