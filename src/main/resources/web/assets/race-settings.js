import { byId } from './dom.js';
import { formatInteger } from './format.js';
import { draw } from './judge.js';
import { readRange, readSecret } from './range.js';
import { initRangeFields, showError } from './range-fields.js';

/** Random may guess every number of the range. */
const MOST_NUMBERS = 100_000n;

/**
 * Connects the form with the page.
 *
 * @param {(settings: {low: bigint, high: bigint, secret: bigint}) => void} start
 * @param {(range: {low: bigint, high: bigint}) => void} changed the range was changed to another valid one
 */
export function initSettings(start, changed) {
  initRangeFields(() => {
    const range = typedRange();
    if (!range.error) {
      changed(range);
    }
  });
  byId('draw').addEventListener('click', () => {
    const range = typedRange();
    if (range.error) {
      showError(range);
    } else {
      byId('secret').value = formatInteger(draw(range.low, range.high));
      showError(null);
    }
  });
  byId('settings').addEventListener('submit', (event) => {
    event.preventDefault();
    const settings = readSettings();
    if (settings) {
      start(settings);
    }
  });
}

/** @returns {{low: bigint, high: bigint}} the range of the form, or an example if it is not valid */
export function shownRange() {
  const range = typedRange();
  return range.error ? { low: 1n, high: 100n } : range;
}

/** @returns {{low: bigint, high: bigint, secret: bigint} | null} null if a field is wrong; the error is shown then */
export function readSettings() {
  const range = typedRange();
  const text = byId('secret').value;
  const secret = range.error || text.trim() === '' ? {} : readSecret(text, range);
  const wrong = [range, secret].find((part) => part.error) ?? null;
  showError(wrong);
  return wrong ? null : { ...range, secret: secret.secret ?? draw(range.low, range.high) };
}

function typedRange() {
  return readRange(byId('lower').value, byId('upper').value, MOST_NUMBERS);
}
