/** The open and the closed connections, fetched while the page is visible. */
import { bytes, count, duration, timeOfDay } from './board-format.js';
import { words } from './board-metrics.js';
import { ConnectionTable, ROWS, totals } from './board-table.js';
import { byId, setText } from './dom.js';

const PERIOD_MS = 2_000;
const TIMEOUT_MS = 5_000;

const ADDRESS = { key: 'address', label: 'Address', text: String, first: 'ascending' };
const DRIVER = { key: 'driver', label: 'Server', text: words, first: 'ascending' };
const COUNTS = [
  { key: 'games', label: 'Games', text: count, first: 'descending' },
  { key: 'guesses', label: 'Guesses', text: count, first: 'descending' },
  { key: 'bytesReceived', label: 'Received', text: bytes, first: 'descending' },
  { key: 'bytesSent', label: 'Sent', text: bytes, first: 'descending' },
];
const lasted = label => ({ key: 'durationMs', label, text: ms => duration(ms / 1000), first: 'descending' });

const OPEN = [ADDRESS, DRIVER, lasted('Open for'), ...COUNTS];
const CLOSED = [
  { key: 'closedAt', label: 'Closed at', text: timeOfDay, first: 'descending' },
  ADDRESS,
  DRIVER,
  { key: 'reason', label: 'Reason', text: words, first: 'ascending' },
  { key: 'detail', label: 'Detail', text: detail => detail ?? '', first: 'ascending' },
  lasted('Was open'),
  ...COUNTS,
];

/**
 * Fetches and shows both tables, again and again.
 *
 * @param {() => boolean} wanted whether they are to be fetched now
 */
export function showConnections(wanted) {
  const tables = {
    open: new ConnectionTable(byId('open-table'), OPEN, 'durationMs'),
    closed: new ConnectionTable(byId('closed-table'), CLOSED, 'closedAt'),
  };
  const fetchAll = async () => {
    if (wanted() && document.visibilityState === 'visible') {
      await Promise.all(Object.entries(tables).map(([state, table]) => update(state, table)));
    }
    setTimeout(fetchAll, PERIOD_MS);
  };
  fetchAll();
}

async function update(state, table) {
  const note = byId(`${state}-total`);
  try {
    const { total, connections } = await load(state);
    table.show(connections);
    setText(note, totals(total, Math.min(ROWS, connections.length)));
  } catch (error) {
    setText(note, `Not updated: ${error.message}`);
  }
}

async function load(state) {
  const response = await fetch(`/connections?state=${state}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) {
    throw new Error(`HTTP status ${response.status}`);
  }
  return response.json();
}
