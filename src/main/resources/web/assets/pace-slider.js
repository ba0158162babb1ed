import { byId, setText } from './dom.js';
import { DELAYS, describePace } from './pace.js';

/** @returns {number} milliseconds between guesses at the chosen speed, 0 for as fast as the server answers */
export function chosenDelay() {
  return DELAYS[byId('pace').value];
}

/**
 * Connects the slider with its text.
 *
 * @param {() => void} changed called after each change
 */
export function initPace(changed) {
  const show = () => {
    const text = describePace(Number(byId('pace').value));
    setText(byId('pace-text'), text);
    byId('pace').setAttribute('aria-valuetext', text);
  };
  byId('pace').addEventListener('input', () => {
    show();
    changed();
  });
  show();
}
