/** Which nodes there are, and which of them have stopped sending samples. */

/** A node without a sample for so long is marked. */
const SILENT_MS = 3_500;
/** A node without a sample for so long is removed. */
const REMOVE_MS = 30_000;

/**
 * @typedef {object} Node
 * @property {string} id of the process
 * @property {string} name
 * @property {number} receivedAt time of the latest sample
 * @property {?number} silentSince time of the latest sample, if the node is marked; or else null
 */

export class NodeList {
  /** @type {Node[]} in the order in which they appeared */
  nodes = [];

  /**
   * A process that has the name of one that is silent is that node, restarted.
   *
   * @param {{id: string, node: string}} sample
   * @param {number} now
   * @returns {{node: Node, isNew: boolean, wasSilent: boolean}}
   */
  received({ id, node: name }, now) {
    const known =
      this.nodes.find(node => node.id === id) ??
      this.nodes.find(node => node.name === name && (node.silentSince !== null || now - node.receivedAt > SILENT_MS));
    const node = known ?? { name, silentSince: null };
    if (!known) {
      this.nodes.push(node);
    }
    const wasSilent = node.silentSince !== null;
    Object.assign(node, { id, receivedAt: now, silentSince: null });
    return { node, isNew: !known, wasSilent };
  }

  /**
   * Nodes are neither marked nor removed while no sample arrives at all, since then the connection is at fault.
   *
   * @param {number} now
   * @returns {{silent: Node[], removed: Node[]}} the nodes that are marked or removed now
   */
  check(now) {
    const latest = Math.max(...this.nodes.map(node => node.receivedAt));
    if (now - latest > SILENT_MS) {
      return { silent: [], removed: [] };
    }
    const silent = this.nodes.filter(node => node.silentSince === null && now - node.receivedAt > SILENT_MS);
    silent.forEach(node => (node.silentSince = node.receivedAt));
    const removed = this.nodes.filter(node => node.silentSince !== null && now - node.receivedAt > REMOVE_MS);
    this.nodes = this.nodes.filter(node => !removed.includes(node));
    return { silent, removed };
  }
}
