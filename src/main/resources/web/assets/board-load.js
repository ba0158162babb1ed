/** The load clients of all nodes: a table, and a slider for the number of their players. */
import { count, si } from './board-format.js';
import { limit, LoadList, stepOf, steps } from './board-load-list.js';
import { ConnectionTable } from './board-table.js';
import { byId, setText } from './dom.js';

const TIMEOUT_MS = 5_000;

const COLUMNS = [
  { key: 'name', label: 'Target', text: String, first: 'ascending' },
  { key: 'node', label: 'Node', text: String, first: 'ascending' },
  { key: 'players', label: 'Players', text: count, first: 'descending' },
  { key: 'rate', label: 'Rounds/s', text: si, first: 'descending' },
  { key: 'errors', label: 'Errors', text: count, first: 'descending' },
];

export class LoadView {
  #list = new LoadList();
  #table = new ConnectionTable(byId('load-table'), COLUMNS, 'name');
  #slider = byId('load-players');
  #steps = [];
  #paused = false;

  constructor() {
    this.#slider.addEventListener('input', () => this.#showChosen());
    this.#slider.addEventListener('change', () => set(this.#chosen));
  }

  /**
   * @param {object} sample as a node sends it
   * @param {number} now time of its receipt
   */
  add(sample, now) {
    this.#list.received(sample, now);
    this.show(now);
  }

  /** @param {boolean} paused whether the samples are kept without being shown */
  set paused(paused) {
    this.#paused = paused;
  }

  /** @param {number} now */
  show(now) {
    if (this.#paused) {
      return;
    }
    const loads = this.#list.at(now);
    byId('load').hidden = loads.length === 0;
    this.#table.show(loads);
    this.#offer(limit(loads), loads);
  }

  /** The slider is at the present number when it appears, and from then on where it is put. */
  #offer(max, loads) {
    byId('load-control').hidden = max === null;
    if (max === null) {
      this.#steps = [];
    } else if (max !== this.#steps.at(-1)) {
      const players = this.#steps.length > 0 ? this.#chosen : Math.max(...loads.map(load => load.players));
      this.#steps = steps(max);
      this.#slider.max = String(this.#steps.length - 1);
      this.#slider.value = String(stepOf(this.#steps, players));
      this.#showChosen();
    }
  }

  get #chosen() {
    return this.#steps[this.#slider.valueAsNumber];
  }

  #showChosen() {
    const text = count(this.#chosen);
    setText(byId('load-text'), text);
    this.#slider.setAttribute('aria-valuetext', text);
  }
}

async function set(players) {
  try {
    const response = await fetch(`/load?players=${players}`, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    setText(byId('load-state'), response.ok ? '' : `Not changed: ${(await response.text()).trim()}`);
  } catch (error) {
    setText(byId('load-state'), `Not changed: ${error.message}`);
  }
}
