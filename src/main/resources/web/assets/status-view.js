import { byId, setText } from './dom.js';
import { formatDuration } from './format.js';

const TEXTS = { closed: 'Idle until the next game', connecting: 'Connecting', open: 'Connected' };

/**
 * Shows the state of the page's connections in its header.
 *
 * @param {import('./connection.js').State} state
 * @param {number} delay milliseconds until the next attempt, if the state is "waiting"
 */
export function showConnection(state, delay = 0) {
  byId('connection').dataset.state = state;
  const text = state === 'waiting' ? `Lost; next try in ${formatDuration(delay)}` : TEXTS[state];
  setText(byId('connection-text'), text);
}
