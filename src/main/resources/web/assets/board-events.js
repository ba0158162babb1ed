/** Server-sent events that go on after the connection was lost. */

/** Without an event for so long, the connection is lost, even if it was not closed. */
const SILENCE_MS = 5_000;
const RETRY_MS = 2_000;

export class Events {
  #url;
  #sample;
  #state;
  #source;
  #timer;
  #current = 'connecting';

  /**
   * @param {string} url of the events
   * @param {(sample: object) => void} sample called with each event
   * @param {(state: string) => void} state called with connected and lost, when it changes
   */
  constructor(url, sample, state) {
    this.#url = url;
    this.#sample = sample;
    this.#state = state;
    this.#open();
  }

  /** Closes the connection. */
  close() {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #open() {
    this.#source = new EventSource(this.#url);
    this.#source.onmessage = event => this.#received(event);
    this.#source.onerror = () => this.#failed();
    this.#watch();
  }

  #received({ data }) {
    this.#watch();
    this.#change('connected');
    this.#sample(JSON.parse(data));
  }

  /** An EventSource connects again by itself, unless the answer was not a stream of events. */
  #failed() {
    this.#change('lost');
    if (this.#source.readyState === EventSource.CLOSED) {
      this.#again(RETRY_MS);
    }
  }

  #watch() {
    this.#again(SILENCE_MS);
  }

  #again(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#change('lost');
      this.#source.close();
      this.#open();
    }, ms);
  }

  #change(state) {
    if (this.#current !== state) {
      this.#current = state;
      this.#state(state);
    }
  }
}
