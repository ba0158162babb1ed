/** The nodes of a cluster, or the one process without a cluster: each in a section, and all in a table with their sum. */
import { count } from './board-format.js';
import { NodesTable } from './board-nodes-table.js';
import { NodeList } from './board-nodes-list.js';
import { ProcessView } from './board-process.js';
import { element, setText } from './dom.js';

export class NodesView {
  #list = new NodeList();
  /** By node of the list. */
  #views = new Map();
  #container;
  #summary;
  #table;
  #pointed;
  #paused = false;
  #moment = null;

  /**
   * @param {HTMLElement} container takes the nodes
   * @param {HTMLElement} summary has the table, and is hidden while there is one node
   * @param {(seconds: ?number) => void} pointed called with the time under the pointer, null if there is none
   */
  constructor(container, summary, pointed) {
    this.#container = container;
    this.#summary = summary;
    this.#table = new NodesTable(summary.querySelector('table'));
    this.#pointed = pointed;
  }

  /**
   * @param {object} sample as a node sends it
   * @param {number} now time of its receipt
   * @returns {string[]} sentences about what has changed, if it is important
   */
  add(sample, now) {
    const { node, isNew, wasSilent } = this.#list.received(sample, now);
    if (isNew) {
      this.#addView(node);
    }
    const sentences = this.#views.get(node).process.add(sample);
    this.#show();
    const name = this.#list.nodes.length > 1 ? `Node ${node.name}: ` : '';
    return [
      ...(isNew && name ? [`Node ${node.name} is there.`] : []),
      ...(wasSilent ? [`Node ${node.name} sends samples again.`] : []),
      ...sentences.map(sentence => name + sentence),
    ];
  }

  /**
   * Marks the nodes without samples, and removes them some time later.
   *
   * @param {number} now
   * @returns {string[]} sentences about what has changed
   */
  checkSilent(now) {
    const { silent, removed } = this.#list.check(now);
    removed.forEach(node => this.#removeView(node));
    this.#show();
    return [
      ...silent.map(node => `Node ${node.name} sends no samples.`),
      ...removed.map(node => `Node ${node.name} is removed.`),
    ];
  }

  /** @param {boolean} paused whether the samples are kept without being shown */
  set paused(paused) {
    this.#paused = paused;
    this.#views.forEach(({ process }) => (process.paused = paused));
    this.#show();
  }

  /** @param {?number} moment seconds before now whose values are shown; null for the latest */
  set moment(moment) {
    this.#moment = moment;
    this.#views.forEach(({ process }) => (process.moment = moment));
    this.#show();
  }

  #addView(node) {
    const state = element('p', 'state');
    const process = element('div', 'process');
    const servers = element('div', 'servers');
    const section = element('section', 'node', element('header', '', element('h2', '', node.name), state), process, servers);
    section.setAttribute('aria-label', `Node ${node.name}`);
    section.dataset.node = node.name;
    this.#container.append(section);
    const view = new ProcessView(process, servers, this.#pointed, () =>
      [...this.#views.values()].map(each => each.process),
    );
    view.paused = this.#paused;
    view.moment = this.#moment;
    this.#views.set(node, { section, state, process: view });
  }

  #removeView(node) {
    const { section, process } = this.#views.get(node);
    process.destroy();
    section.remove();
    this.#views.delete(node);
  }

  #show() {
    if (this.#paused) {
      return;
    }
    const rows = [...this.#views].map(([node, { process }]) => ({
      ...process.summary,
      node: node.name,
      silent: node.silentSince !== null,
    }));
    this.#views.forEach(({ section, state }, node) => {
      const silent = node.silentSince !== null;
      section.classList.toggle('gone', silent);
      setText(state, silent ? 'no samples' : '');
    });
    this.#summary.hidden = rows.length < 2;
    this.#table.show(rows);
    this.#container.dataset.nodes = count(rows.length);
  }
}
