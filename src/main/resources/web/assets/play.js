import { Connection, strategyQuery } from './connection.js';
import { explainContradiction } from './contradiction.js';
import { byId, setText } from './dom.js';
import { Game } from './game.js';
import { initKeys } from './keys.js';
import { chosenStrategy, describeSettings, initSettings } from './play-settings.js';
import { lostText } from './play-text.js';
import { redrawHistory, render, resetView, showNotice, showSection } from './play-view.js';
import { CLEAR, CORRECT, NUMBER, params, report } from './protocol.js';
import { Runner } from './runner.js';
import { showConnection } from './status-view.js';

/** Errors that say nothing about the requests of this page: the same game may start after them. */
const IDLE = 'IDLE_TIMEOUT';
const TEMPORARY = ['TOO_MANY_CONNECTIONS', 'SHUTTING_DOWN', IDLE];
/** A server that answers sooner is not waited for visibly: the text would only flicker. */
const VISIBLE_WAIT = 400;
/** Milliseconds between two pictures of a game that runs as fast as the server answers. */
const FAST_INTERVAL = 100;

const connection = new Connection({ changed, received, lost });
const runner = new Runner(step);
let settings = null;
let game = null;
let over = false;
/** How many replies have not come, and how many of them belong to an earlier game. */
let pending = 0;
let stale = 0;
let frame = null;
/** The open guess that the page shows: one that the user has not seen cannot be answered. */
let shown = null;

function start(chosen) {
  settings = chosen;
  game = new Game(chosen.low, chosen.high, chosen.secret);
  over = false;
  stale = pending;
  runner.stop();
  showSection(true);
  setText(byId('game-settings'), describeSettings(chosen));
  resetView(game);
  connection.open(strategyQuery(chosen.strategy));
  ask();
  renderSoon();
  byId(chosen.secret === null ? 'question' : 'next').focus();
}

/** Requests the first guess, as soon as there is a connection. */
function ask() {
  if (game && game.count === 0 && pending === stale && !over && connection.state === 'open') {
    pending++;
    connection.send(params(game.range.low, game.range.high), NUMBER);
  }
}

function changed(state, delay) {
  showConnection(state, delay);
  if (state === 'connecting') {
    pending = 0;
    stale = 0;
  } else if (state === 'open') {
    setText(byId('setup-error'), '');
    if (game && !over) {
      showNotice('');
    }
    ask();
  }
}

function received(reply) {
  if (pending === 0) {
    return;
  }
  pending--;
  if (stale > 0 || over || !game) {
    stale = Math.max(0, stale - 1);
    return;
  }
  if (reply.type === 'invalid' || !game.allows(reply.value)) {
    end(`The server sent a line that is not allowed here: ${reply.text ?? reply.value}. This game is lost.`);
    connection.close();
    return;
  }
  game.add(reply.value);
  renderSoon();
  runner.schedule();
}

function lost(error) {
  const idle = error?.code === IDLE;
  if (game && !game.won && !over) {
    if (game.count === 0 && (error === null || TEMPORARY.includes(error.code))) {
      showNotice(lostText(error, 'pending'));
      return true;
    }
    end(lostText(error, 'lost'));
  } else if (byId('game').hidden && error && !idle) {
    setText(byId('setup-error'), lostText(error, 'none'));
  }
  // A page that nobody uses does not keep a connection; the next game opens one.
  return !idle;
}

function end(text) {
  over = true;
  runner.stop();
  showNotice(text);
  renderSoon();
}

/** Checks an answer of the user before it is sent: a contradictory one can still be replaced then. */
function answer(outcome) {
  if (!game?.open || over || game.open !== shown) {
    return;
  }
  if (!game.contradicts(outcome)) {
    commit(outcome);
    return;
  }
  const { guess, previous, position } = game.open;
  const text = explainContradiction(game.possible, { guess, previous, outcome }, position, game.range);
  showNotice(`${text} Choose another answer, or start again if an earlier one was wrong.`, [
    ['send-anyway', 'Send it anyway', () => commit(outcome)],
    ['notice-restart', 'Start again', () => start(settings)],
  ]);
}

function commit(outcome) {
  showNotice('');
  game.answer(outcome);
  connection.send(report(outcome));
  if (outcome === CORRECT) {
    runner.stop();
    renderSoon();
    return;
  }
  pending++;
  connection.send(NUMBER);
  setTimeout(() => {
    if (pending > 0) {
      renderSoon();
    }
  }, VISIBLE_WAIT);
}

function step() {
  if (game?.open && game.secret !== null && !over) {
    commit(game.judged);
  }
}

/** Ends the game and returns to the settings. */
function leave() {
  if (connection.state === 'open') {
    connection.send(CLEAR);
  }
  over = true;
  runner.stop();
  showSection(false);
  byId('start').focus();
}

function renderSoon() {
  const draw = () => {
    frame = null;
    render({ game, over });
    shown = game.open;
  };
  // Drawing every guess would slow the game down.
  frame ??= runner.isFast ? setTimeout(draw, FAST_INTERVAL) : requestAnimationFrame(draw);
}

initSettings(start);
for (const button of document.querySelectorAll('#answers [data-outcome]')) {
  button.addEventListener('click', () => answer(button.dataset.outcome));
}
for (const radio of document.getElementsByName('scale')) {
  radio.addEventListener('change', () => {
    redrawHistory(game);
    renderSoon();
  });
}
byId('next').addEventListener('click', step);
byId('restart').addEventListener('click', () => start(settings));
byId('play-again').addEventListener('click', () => start(settings));
byId('change').addEventListener('click', leave);
initKeys(byId('game'));
connection.open(strategyQuery(chosenStrategy()));
