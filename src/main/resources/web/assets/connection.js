import { backoffDelay } from './backoff.js';
import { parseReply } from './protocol.js';

/**
 * @typedef {'closed' | 'connecting' | 'open' | 'waiting'} State
 *
 * @typedef {object} Listener
 * @property {(state: State, delay: number) => void} changed the state has changed; delay is the time until the next
 *     attempt in milliseconds, if the state is "waiting"
 * @property {(reply: ReturnType<typeof parseReply>) => void} received a guess or an invalid line
 * @property {(error: {code: string, text: string} | null) => boolean} lost the connection was closed by the server or the
 *     network, after this ERROR line if there was one; returns whether to connect again
 */

/**
 * A connection to the server that is established again after it was lost.
 */
export class Connection {
  #listener;
  #connect;
  #schedule;
  #socket = null;
  #timer = null;
  #attempt = 0;
  #error = null;
  #query = '';
  state = 'closed';

  /**
   * @param {Listener} listener
   * @param {(query: string) => WebSocket} connect opens a socket
   * @param {(action: () => void, delay: number) => number} schedule as setTimeout
   */
  constructor(listener, connect = openSocket, schedule = (action, delay) => setTimeout(action, delay)) {
    this.#listener = listener;
    this.#connect = connect;
    this.#schedule = schedule;
  }

  /**
   * @param {string} query what is to guess, such as "strategy=bisect"; connects with it, unless a connection with it is
   *     open or being opened
   */
  open(query) {
    const usable = this.state === 'open' || this.state === 'connecting';
    if (!usable || query !== this.#query) {
      this.close();
      this.#query = query;
      this.#attempt = 0;
      this.#start();
    }
  }

  /** @param {string[]} lines are sent in this order */
  send(...lines) {
    for (const line of lines) {
      this.#socket.send(line);
    }
  }

  /** Closes the connection without a call of the listener's lost(). */
  close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#change('closed');
  }

  #start() {
    const socket = this.#connect(this.#query);
    this.#socket = socket;
    this.#error = null;
    const ifCurrent = (action) => (event) => {
      if (socket === this.#socket) {
        action(event);
      }
    };
    socket.addEventListener('open', ifCurrent(() => this.#change('open')));
    socket.addEventListener('message', ifCurrent((event) => this.#receive(parseReply(String(event.data)))));
    socket.addEventListener('close', ifCurrent(() => this.#lose()));
    this.#change('connecting');
  }

  #receive(reply) {
    if (reply.type === 'error') {
      this.#error = reply;
      return;
    }
    // Only a guess shows that the server serves this connection: a refused one is accepted, too, and then closed.
    this.#attempt = 0;
    this.#listener.received(reply);
  }

  #lose() {
    this.#socket = null;
    this.state = 'closed';
    if (!this.#listener.lost(this.#error)) {
      this.#change('closed');
    } else if (this.state === 'closed') {
      this.#retry();
    }
  }

  #retry() {
    const delay = backoffDelay(this.#attempt++, Math.random());
    this.#timer = this.#schedule(() => this.#start(), delay);
    this.#change('waiting', delay);
  }

  #change(state, delay = 0) {
    this.state = state;
    this.#listener.changed(state, delay);
  }
}

/**
 * @param {string} strategy empty for the one in the server's configuration
 * @returns {string} the query for it
 */
export function strategyQuery(strategy) {
  return strategy ? `strategy=${strategy}` : '';
}

function openSocket(query) {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return new WebSocket(`${scheme}://${location.host}/play${query && `?${query}`}`);
}
