import { byId, setText, svg } from './dom.js';
import { formatCount, formatDecimal, formatInteger, formatInterval } from './format.js';
import { Game } from './game.js';
import { place } from './line.js';
import { drawLine } from './line-view.js';
import { countPossible } from './possible.js';
import { UNSURE } from './protocol.js';
import { chosenName } from './race-choices.js';

/** More places could not be told apart. */
const PLACES = 1000;

/** One of the two games: its guesses, and how the page shows them. */
export class Lane {
  /** @param {import('./player.js').Player} player its lane is also the end of the ids of the elements */
  constructor(player) {
    this.player = player;
    this.game = null;
    this.visited = new Set();
  }

  /**
   * @param {{low: bigint, high: bigint}} range
   * @param {bigint | null} secret
   */
  start({ low, high }, secret) {
    this.game = new Game(low, high, secret);
    this.visited.clear();
  }

  /** @param {{low: bigint, high: bigint}} range shows a range without a game */
  preview(range) {
    this.start(range, null);
    this.render();
  }

  /** @param {bigint} guess of the server; it is answered at once, so that the picture shows its effect */
  add(guess) {
    this.game.add(guess);
    this.game.answer(this.game.judged);
    this.visited.add(Math.round((place(guess, this.game.range) * PLACES) / 100));
  }

  /** Shows the game. */
  render() {
    const { game } = this;
    const { lane, waited, count } = this.player;
    const show = (name, text) => setText(byId(`${name}-${lane}`), text);
    setText(byId(`lane-${lane}-title`), chosenName(lane));
    show('count', formatInteger(game.count));
    show('unit', game.count === 1 ? 'guess' : 'guesses');
    show('state', this.#state());
    show('possible', possibleText(game.possible));
    show('outside', `${formatCount(game.outside, 'guess', 'guesses')} outside the numbers still possible`);
    show('reply', game.count > 0 && game.count === count ? `${formatDecimal(waited / count, 2)} ms mean reply time` : '');
    this.#draw(byId(`line-${lane}`));
  }

  #state() {
    const latest = this.game.records.at(-1);
    if (!latest) {
      return this.game.secret === null ? 'Not started' : 'Waiting for the first guess';
    }
    if (this.game.won) {
      return `Found ${formatInteger(latest.guess)}`;
    }
    return `${formatInteger(latest.guess)}: ${latest.outcome === UNSURE ? 'Not it' : latest.outcome}`;
  }

  #draw(picture) {
    const { game } = this;
    const nothing = { before: game.possible, after: game.possible, guess: null, previous: null, outside: false };
    drawLine(picture, { ...(game.records.at(-1) ?? nothing), previous: null, line: game.range, secret: game.secret });
    picture.append(this.#past());
    const ends = picture.closest('.lane').querySelector('.line-ends');
    setText(ends.querySelector('.low'), formatInteger(game.range.low));
    setText(ends.querySelector('.high'), formatInteger(game.range.high));
  }

  #past() {
    const scaled = svg('svg', { width: '100%', height: '100%', viewBox: `0 0 ${PLACES} 100`, preserveAspectRatio: 'none' });
    const marks = [...this.visited].map((x) => `M${x},82V98`).join('');
    scaled.append(svg('path', { class: 'line-past', d: marks }));
    return scaled;
  }
}

function possibleText(possible) {
  const count = countPossible(possible);
  return `${formatInteger(count)} still possible${count > 0n ? `: ${formatInterval(possible.low, possible.high)}` : ''}`;
}
