/** One server: its state, its metrics and its counters by reason. */
import { count } from './board-format.js';
import { SERVER_METRICS, words } from './board-metrics.js';
import { columns } from './board-series.js';
import { Tile } from './board-tile.js';
import { element, setText } from './dom.js';

const GROUPS = [
  { name: 'errors', label: 'ERROR', text: String },
  { name: 'closed', label: 'Closed', text: words },
];

export class ServerView {
  #history;
  #state = element('p', 'state');
  #addresses = element('p', 'addresses');
  #bodies = GROUPS.map(({ name }) => element('tbody', name));
  #nothing = element('p', 'note', 'none');

  /**
   * @param {import('./board-history.js').ServerHistory} history
   * @param {(seconds: ?number) => void} pointed called with the time under the pointer
   */
  constructor(history, pointed) {
    this.#history = history;
    this.tiles = SERVER_METRICS.map(metric => new Tile(metric, pointed));
    this.element = element('article', 'server', this.#header(), this.#metrics());
    this.element.dataset.driver = history.driver;
    this.element.setAttribute('aria-label', words(history.driver));
  }

  /** @param {number} now time at the right end of the charts */
  prepare(now) {
    const points = this.#history.points;
    this.tiles.forEach((tile, i) => {
      tile.columns = columns(
        points,
        SERVER_METRICS[i].series.map(({ key }) => key),
        now,
      );
    });
  }

  /** Shows the state and the counters of the latest sample. */
  update() {
    const { server } = this.#history.latest;
    const gone = this.#history.goneSince !== null;
    this.element.classList.toggle('gone', gone);
    setText(this.#state, gone ? 'gone' : state(server));
    const addresses = server.addresses.join(', ') || 'no address';
    setText(this.#addresses, addresses);
    this.#addresses.title = addresses;
    const rows = GROUPS.map((group, i) => this.#fill(this.#bodies[i], group));
    this.#nothing.hidden = rows.some(n => n > 0);
  }

  /** Frees the charts. */
  destroy() {
    this.tiles.forEach(tile => tile.destroy());
    this.element.remove();
  }

  #header() {
    const title = element('h3', '', words(this.#history.driver));
    return element('header', '', title, this.#state, this.#addresses);
  }

  #metrics() {
    return element('div', 'metrics', ...this.tiles.map(tile => tile.element), this.#reasons());
  }

  #reasons() {
    const head = element(
      'thead',
      '',
      element('tr', '', header('Reason', 'col'), header('5 min', 'col'), header('Total', 'col')),
    );
    const caption = element('caption', '', 'Failed and closed');
    const table = element('table', '', caption, head, ...this.#bodies);
    const box = element('div', 'reasons', table, this.#nothing);
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', `Connections failed and closed, by reason: ${words(this.#history.driver)}`);
    return box;
  }

  /** Rows are added or removed only if another counter is not zero. */
  #fill(body, { name, label, text }) {
    const counts = this.#history.counts(name);
    const names = counts.map(each => each.name).join(' ');
    if (body.dataset.names !== names) {
      body.dataset.names = names;
      body.replaceChildren(
        ...(counts.length > 0 ? [groupRow(label)] : []),
        ...counts.map(each => reasonRow(each.name, text)),
      );
    }
    counts.forEach(({ increase, total }, i) => {
      const [, recent, all] = body.rows[i + 1].cells;
      setText(recent, increase === 0 ? '–' : count(increase));
      setText(all, count(total));
    });
    return counts.length;
  }
}

function state({ instances, draining }) {
  const text = `${count(instances)} ${instances === 1 ? 'instance' : 'instances'}`;
  return draining > 0 ? `${text}, ${count(draining)} draining` : text;
}

function groupRow(label) {
  const cell = header(label, 'rowgroup');
  cell.colSpan = 3;
  return element('tr', 'group', cell);
}

function reasonRow(name, text) {
  const row = element('tr', '', breakable(header(text(name), 'row')), element('td'), element('td'));
  row.dataset.reason = name;
  return row;
}

/** A long code may be broken after an underscore. */
function breakable(cell) {
  const parts = cell.textContent.split(/(?<=_)/);
  cell.replaceChildren(...parts.flatMap(part => [part, element('wbr')]));
  return cell;
}

function header(text, scope) {
  const cell = element('th', '', text);
  cell.scope = scope;
  return cell;
}
