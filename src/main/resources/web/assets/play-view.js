import { byId, element, setText } from './dom.js';
import { formatCount, formatInteger, formatInterval } from './format.js';
import { clearHistory, drawRecord, updateHistory } from './history-view.js';
import { drawLine } from './line-view.js';
import { countPossible } from './possible.js';
import { help, question, summary } from './play-text.js';

/** Longer numbers need a smaller font on narrow screens. */
const LONG = 12;

/**
 * @typedef {object} View what the page shows
 * @property {import('./game.js').Game} game
 * @property {boolean} over whether the game cannot go on although it is not won
 */

/**
 * Shows the form, or the game.
 *
 * @param {boolean} playing
 */
export function showSection(playing) {
  byId('setup').hidden = playing;
  byId('game').hidden = !playing;
}

/** @param {import('./game.js').Game} game a game without guesses */
export function resetView(game) {
  clearHistory();
  showNotice('');
  const longest = Math.max(formatInteger(game.range.low).length, formatInteger(game.range.high).length);
  byId('game').classList.toggle('long', longest > LONG);
  // The columns of the list have the same width in all rows.
  byId('history').style.setProperty('--digits', longest);
  byId('legend-secret').hidden = game.secret === null;
}

/** @param {View} view */
export function render({ game, over }) {
  const close = byId('scale-close').checked;
  const phase = game.won ? 'won' : over ? 'over' : game.open ? 'open' : 'waiting';
  const ended = phase === 'won' || phase === 'over';
  const justEnded = ended && byId('end').hidden;
  renderTurn(game, phase);
  renderControls(game, phase, ended);
  renderFacts(game);
  renderLine(game, close);
  updateHistory(game, close);
  keepFocus(justEnded);
}

/** @param {import('./game.js').Game} game draws its list again, after the scale has changed */
export function redrawHistory(game) {
  clearHistory();
  updateHistory(game, byId('scale-close').checked);
}

/**
 * @param {string} text empty for none
 * @param {Array<[string, string, () => void]>} buttons an id, a label and an action each
 */
export function showNotice(text, buttons = []) {
  const notice = byId('notice');
  const nodes = buttons.map(([id, label, action]) => {
    const button = element('button', '', label);
    button.type = 'button';
    button.id = id;
    button.addEventListener('click', action);
    return button;
  });
  notice.replaceChildren(...(text ? [element('p', '', text), ...nodes] : []));
  byId('help').classList.toggle('covered', text !== '');
}

function renderTurn(game, phase) {
  const latest = game.records.at(-1);
  const position = phase === 'waiting' ? game.count + 1 : Math.max(1, game.count);
  setText(byId('guess-label'), `Guess ${formatInteger(position)}`);
  setText(byId('guess'), latest ? formatInteger(latest.guess) : '\u2026');
  setText(byId('question'), heading(game, phase));
  setText(byId('help'), phase === 'open' ? help(game) : '');
}

function heading(game, phase) {
  switch (phase) {
    case 'open':
      return question(game);
    case 'won':
      return `Found after ${formatCount(game.count, 'guess', 'guesses')}`;
    case 'over':
      return `Ended after ${formatCount(game.count, 'guess', 'guesses')}`;
    default:
      return 'Waiting for the server';
  }
}

function renderControls(game, phase, ended) {
  byId('end').hidden = !ended;
  byId('answers').hidden = ended || game.secret !== null;
  byId('steps').hidden = ended || game.secret === null;
  byId('answers').classList.toggle('first', game.count <= 1);
  setText(byId('summary'), phase === 'won' ? summary(game) : '');
}

function renderFacts(game) {
  const { possible, range } = game;
  const count = countPossible(possible);
  setText(byId('possible'), formatInteger(count));
  const numbers = count === 0n ? 'no number fits the answers' : formatInterval(possible.low, possible.high);
  setText(byId('possible-range'), numbers);
  setText(byId('outside'), `${formatInteger(game.outside)} of ${formatInteger(game.count)}`);
  setText(byId('line-low'), formatInteger(range.low));
  setText(byId('line-high'), formatInteger(range.high));
}

function renderLine(game, close) {
  const picture = byId('line');
  const latest = game.records.at(-1);
  if (!latest) {
    const nothing = { guess: null, previous: null, outside: false };
    drawLine(picture, { ...nothing, line: game.range, before: game.possible, after: game.possible, secret: game.secret });
    return;
  }
  const line = drawRecord(picture, game, latest, close);
  setText(byId('line-low'), formatInteger(line.low));
  setText(byId('line-high'), formatInteger(line.high));
}

/** The focus must not stay on what is hidden or removed: keys would then go nowhere. */
function keepFocus(justEnded) {
  const focused = document.activeElement;
  const isLost = !focused || focused === document.body || focused.getClientRects().length === 0;
  if (justEnded) {
    byId('play-again').focus();
  } else if (isLost && !byId('game').hidden) {
    const targets = ['play-again', 'next', 'question'].map(byId);
    targets.find((node) => node.getClientRects().length > 0)?.focus({ preventScroll: true });
  }
}
