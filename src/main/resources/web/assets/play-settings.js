import { byId } from './dom.js';
import { formatInteger, formatInterval } from './format.js';
import { draw } from './judge.js';
import { readRange, readSecret } from './range.js';
import { initRangeFields, showError } from './range-fields.js';

/**
 * @typedef {object} Settings
 * @property {bigint} low
 * @property {bigint} high
 * @property {string} strategy empty for the one in the server's configuration
 * @property {bigint | null} secret null if the user answers
 */

/**
 * Connects the form with the function that starts a game.
 *
 * @param {(settings: Settings) => void} start
 */
export function initSettings(start) {
  initRangeFields(() => {});
  for (const radio of document.getElementsByName('judge')) {
    radio.addEventListener('change', enableSecret);
  }
  byId('draw').addEventListener('click', drawSecret);
  byId('settings').addEventListener('submit', (event) => {
    event.preventDefault();
    const settings = readSettings();
    if (settings) {
      start(settings);
    }
  });
  // A browser may restore the fields of an earlier visit.
  enableSecret();
}

/** @returns {string} the strategy that is chosen, empty for the one in the server's configuration */
export function chosenStrategy() {
  return document.querySelector('input[name=strategy]:checked').value;
}

/**
 * @param {Settings} settings
 * @returns {string} one line
 */
export function describeSettings({ low, high, strategy, secret }) {
  const who = secret === null ? 'you answer' : `your number is ${formatInteger(secret)}`;
  return [formatInterval(low, high), strategy || 'strategy as configured', who].join(' \u00b7 ');
}

/** @returns {Settings | null} null if a field is wrong; the error is shown then */
function readSettings() {
  const range = typedRange();
  const secret = pageAnswers() && !range.error ? readSecret(byId('secret').value, range) : { secret: null };
  const wrong = [range, secret].find((part) => part.error) ?? null;
  showError(wrong);
  return wrong ? null : { ...range, ...secret, strategy: chosenStrategy() };
}

function typedRange() {
  return readRange(byId('lower').value, byId('upper').value);
}

function pageAnswers() {
  return byId('judge-page').checked;
}

function enableSecret() {
  byId('secret').disabled = !pageAnswers();
  byId('draw').disabled = !pageAnswers();
  showError(null);
}

function drawSecret() {
  const range = typedRange();
  showError(range.error ? range : null);
  if (!range.error) {
    byId('secret').value = formatInteger(draw(range.low, range.high));
  }
}
