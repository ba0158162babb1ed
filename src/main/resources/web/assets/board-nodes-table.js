/** The table of the nodes, and their sum. */
import { bytes, count, duration, elapsed, si } from './board-format.js';
import { ConnectionTable } from './board-table.js';
import { element, setText } from './dom.js';

const COLUMNS = [
  { key: 'node', label: 'Node', text: String, first: 'ascending' },
  { key: 'state', label: 'State', text: String, first: 'ascending' },
  { key: 'servers', label: 'Servers', text: String, first: 'ascending' },
  { key: 'open', label: 'Open', text: count, first: 'descending' },
  { key: 'rounds', label: 'Rounds/s', text: si, first: 'descending' },
  { key: 'games', label: 'Games/s', text: si, first: 'descending' },
  { key: 'p99', label: 'Reply p99', text: duration, first: 'descending' },
  { key: 'heapUsed', label: 'Heap', text: bytes, first: 'descending' },
  { key: 'threads', label: 'Threads', text: count, first: 'descending' },
  { key: 'uptimeMs', label: 'Uptime', text: ms => elapsed(ms / 1000), first: 'descending' },
];
const SUMMED = ['open', 'rounds', 'games', 'heapUsed', 'threads'];

export class NodesTable {
  #table;
  #sums = COLUMNS.map(({ key }) => element('td', `column-${key}`));

  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.#table = new ConnectionTable(table, COLUMNS, 'node');
    table.append(element('tfoot', '', element('tr', '', ...this.#sums)));
    setText(this.#sums[0], 'Sum');
  }

  /** @param {object[]} nodes the summary of each; those without samples do not count for the sum */
  show(nodes) {
    this.#table.show(nodes.map(node => ({ ...node, state: state(node) })));
    const counted = nodes.filter(node => !node.silent);
    COLUMNS.forEach(({ key, text }, i) => {
      if (SUMMED.includes(key)) {
        setText(this.#sums[i], text(counted.reduce((sum, node) => sum + (node[key] ?? 0), 0)));
      }
    });
  }
}

function state({ silent, draining }) {
  return silent ? 'no samples' : draining > 0 ? 'draining' : 'up';
}
