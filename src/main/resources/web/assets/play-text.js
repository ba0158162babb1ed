/** What the page Play says about a game; texts only. */
import { formatCount, formatInteger } from './format.js';
import { distance } from './judge.js';
import { bisectAtMost, randomAverage } from './strategies.js';

/**
 * @param {import('./game.js').Game} game with an open guess
 * @returns {string} the question to the user, or the answer of the page
 */
export function question(game) {
  const { guess, previous } = game.open;
  if (game.secret !== null) {
    return `The answer is ${previous === null && game.judged === 'Unsure' ? 'Not it' : game.judged}`;
  }
  const now = formatInteger(guess);
  return previous === null ? `Is ${now} your number?` : `Is ${now} nearer to your number than ${formatInteger(previous)}?`;
}

/**
 * @param {import('./game.js').Game} game with an open guess
 * @returns {string} what the answers mean
 */
export function help(game) {
  const { guess, previous } = game.open;
  if (game.secret !== null) {
    const before = previous === null ? '' : `; the guess before was ${formatInteger(distance(previous, game.secret))} from it`;
    return `${formatInteger(guess)} is ${formatInteger(distance(guess, game.secret))} from your number${before}.`;
  }
  if (previous === null) {
    return 'There is no guess before to compare with. From the second guess on, you say whether it is nearer or farther.';
  }
  return `Warmer: ${formatInteger(guess)} is nearer than ${formatInteger(previous)}. Colder: it is farther. Same: both are equally far from your number.`;
}

/**
 * @param {import('./game.js').Game} game that was won
 * @returns {string} what the strategies need for its range
 */
export function summary(game) {
  const count = game.range.high - game.range.low + 1n;
  const bisect = formatCount(bisectAtMost(count), 'guess', 'guesses');
  const random = `random needs ${randomAverage(count)} on average and ${formatInteger(count)} at most`;
  const bounds = `For ${formatCount(count, 'number')}, bisect needs at most ${bisect}; ${random}.`;
  return game.contradicted ? `Your answers contradicted each other. ${bounds} That holds for true answers.` : bounds;
}

/**
 * @param {{code: string, text: string} | null} error the ERROR line before the connection was closed
 * @param {'lost' | 'pending' | 'none'} effect on the game
 * @returns {string} what happened
 */
export function lostText(error, effect) {
  const cause = error ? `The server ended the connection: ${error.code} ${error.text}.` : 'The connection to the server was lost.';
  if (effect === 'lost') {
    return `${cause} This game is lost; the settings are kept.`;
  }
  return effect === 'pending' ? `${cause} The game starts once the connection is back.` : cause;
}
