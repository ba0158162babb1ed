import { byId } from './dom.js';
import { chosenDelay, initPace } from './pace-slider.js';

/** Repeats a step at the chosen speed while the button "Run on" is pressed. */
export class Runner {
  #step;
  #timer = null;
  #running = false;

  /** @param {() => void} step */
  constructor(step) {
    this.#step = step;
    initPace(() => this.schedule());
    byId('run').addEventListener('click', () => {
      this.#set(!this.#running);
      this.schedule();
    });
  }

  /** @returns {boolean} whether the steps follow each other without a delay */
  get isFast() {
    return this.#running && chosenDelay() === 0;
  }

  /** Ends the repetition. */
  stop() {
    this.#set(false);
  }

  /** Does the next step when it is due; to be called whenever one has become possible. */
  schedule() {
    clearTimeout(this.#timer);
    if (this.#running) {
      const delay = chosenDelay();
      if (delay === 0) {
        this.#step();
      } else {
        this.#timer = setTimeout(this.#step, delay);
      }
    }
  }

  #set(running) {
    this.#running = running;
    clearTimeout(this.#timer);
    byId('run').setAttribute('aria-pressed', String(running));
    // At this speed, a screen reader could only read parts of the texts.
    byId('question').setAttribute('aria-live', running ? 'off' : 'polite');
  }
}
