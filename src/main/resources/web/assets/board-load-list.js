/** The load clients of all nodes, as of their latest samples, and the numbers of players that can be set. */
import { rate } from './board-rates.js';

/** The load clients of a node without a sample for so long are not listed. */
const SILENT_MS = 3_500;

/**
 * @typedef {object} Load
 * @property {string} node
 * @property {string} name address of the server that is measured
 * @property {number} players connected
 * @property {?number} maxPlayers the most that can be set; null if the number cannot be changed
 * @property {?number} rate rounds per second
 * @property {number} errors
 */

export class LoadList {
  /** By id of the process. */
  #nodes = new Map();

  /**
   * @param {{id: string, node: string, time: number, load: object[]}} sample as a node sends it
   * @param {number} now time of its receipt
   */
  received({ id, node, time, load = [] }, now) {
    const before = this.#nodes.get(id);
    const loads = load.map(each => ({ ...each, node, rate: roundsPerSecond(before, each, time) }));
    this.#nodes.set(id, { time, receivedAt: now, loads });
  }

  /**
   * @param {number} now
   * @returns {Load[]} those of the nodes that send samples
   */
  at(now) {
    return [...this.#nodes.values()].filter(node => now - node.receivedAt <= SILENT_MS).flatMap(node => node.loads);
  }
}

function roundsPerSecond(before, { name, rounds }, time) {
  const earlier = before?.loads.find(load => load.name === name);
  return earlier && earlier.rounds <= rounds ? rate(earlier.rounds, rounds, time - before.time) : null;
}

/**
 * @param {Load[]} loads
 * @returns {?number} the number of players that all loads with a changeable number allow; null if there is none
 */
export function limit(loads) {
  const limits = loads.map(load => load.maxPlayers ?? null).filter(max => max !== null);
  return limits.length === 0 ? null : Math.min(...limits);
}

/**
 * @param {number} max at least 1
 * @returns {number[]} 1, 2, 5, 10, 20, 50 and so on below max, and max
 */
export function steps(max) {
  const below = [];
  for (let decade = 1; decade < max; decade *= 10) {
    below.push(...[1, 2, 5].map(digit => digit * decade).filter(step => step < max));
  }
  return [...below, max];
}

/**
 * @param {number[]} values that ascend
 * @param {number} players
 * @returns {number} the index of the greatest value up to players, or of the first
 */
export function stepOf(values, players) {
  return Math.max(0, values.findLastIndex(value => value <= players));
}
