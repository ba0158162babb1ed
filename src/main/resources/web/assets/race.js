import { byId, setEnabled, setText } from './dom.js';
import { formatCount, formatInteger } from './format.js';
import { chosenDelay, initPace } from './pace-slider.js';
import { Player } from './player.js';
import { LANES, chosen, chosenName, initChoices } from './race-choices.js';
import { Lane } from './race-lane.js';
import { initSettings, readSettings, shownRange } from './race-settings.js';
import { SeriesRun } from './race-series.js';
import { renderExpected } from './series-view.js';
import { showConnection } from './status-view.js';

/** The state of the page is the worst of its connections. */
const WORST_FIRST = ['waiting', 'connecting', 'closed', 'open'];

const players = LANES.map((lane) => new Player(lane, { changed, guessed, failed }));
const lanes = Object.fromEntries(players.map((player) => [player.lane, new Lane(player)]));
const series = new SeriesRun(players);
/** Milliseconds until each player tries to connect again. */
const delays = new Map();
let racing = false;
let paused = false;
let timer = null;
let frame = null;

function start(settings, startPaused = false) {
  if (series.active) {
    series.stop('Stopped for a single game.');
  }
  racing = true;
  setPaused(startPaused);
  for (const player of players) {
    lanes[player.lane].start(settings, settings.secret);
    player.start(settings, settings.secret);
  }
  setText(byId('race-status'), `The secret is ${formatInteger(settings.secret)}.`);
  byId('pause').disabled = false;
  byId('step').disabled = false;
  schedule();
  renderSoon();
}

function guessed(player, guess) {
  if (series.active) {
    series.guessed(player);
    return;
  }
  lanes[player.lane].add(guess);
  renderSoon();
  if (players.every(({ playing }) => !playing)) {
    finish(result());
  } else if (!paused && chosenDelay() === 0) {
    player.advance();
  }
}

function result() {
  const { secret } = lanes.first.game;
  const [first, second] = players.map(({ lane, count }) => `${chosenName(lane).toLowerCase()} in ${formatCount(count, 'guess', 'guesses')}`);
  return `Found ${formatInteger(secret)}: ${first}, ${second}.`;
}

function failed(player, text) {
  if (series.active) {
    series.stop(`${text} The series is stopped.`);
  } else if (racing) {
    players.forEach((each) => each.stop());
    finish(`${text} This race is lost; the settings are kept.`);
  }
}

function finish(text) {
  racing = false;
  clearTimeout(timer);
  setText(byId('race-status'), text);
  setPaused(false);
  setEnabled(byId('pause'), false, byId('start'));
  // One step too many would start another race. The focus stays, so that the next key does not do so either.
  byId('step').disabled = true;
  renderSoon();
}

function changed(player, state, delay) {
  delays.set(player, delay);
  const states = players.map((each) => each.state);
  showConnection(WORST_FIRST.find((worst) => states.includes(worst)), Math.max(...delays.values()));
}

/** One guess in each game at every tick; without a delay, each goes on as soon as it has a reply. */
function schedule() {
  clearTimeout(timer);
  if (racing && !paused) {
    if (chosenDelay() === 0) {
      advance();
    } else {
      timer = setTimeout(() => {
        advance();
        schedule();
      }, chosenDelay());
    }
  }
}

function advance() {
  players.forEach((player) => player.advance());
}

function setPaused(value) {
  paused = value;
  byId('pause').setAttribute('aria-pressed', String(value));
  setText(byId('pause'), value ? 'Go on' : 'Pause');
}

function step() {
  if (racing) {
    setPaused(true);
    clearTimeout(timer);
    advance();
  } else {
    const settings = readSettings();
    if (settings) {
      start(settings, true);
    }
  }
}

function startSeries(games) {
  const settings = readSettings();
  if (settings) {
    if (racing) {
      finish('Stopped for a series.');
    }
    renderExpected(settings);
    series.start(settings, games);
  }
}

function renderSoon() {
  frame ??= requestAnimationFrame(() => {
    frame = null;
    Object.values(lanes).forEach((lane) => lane.render());
  });
}

/** Shows empty lanes and an empty chart of the range that is chosen, unless a race is shown. */
function preview(range) {
  if (!racing && !series.active) {
    Object.values(lanes).forEach((lane) => lane.preview(range));
    byId('step').disabled = false;
    setText(byId('race-status'), '');
    setText(byId('series-status'), '');
    renderExpected(range);
    series.prepare(range);
  }
}

/** Another choice ends what is shown, so that no figures of two choices mix. */
function chose(lane) {
  if (series.active) {
    series.stop('Stopped for another choice.');
  } else if (racing) {
    finish('Stopped for another choice.');
  }
  players.find((player) => player.lane === lane).choose(chosen(lane));
  preview(shownRange());
}

initSettings(start, preview);
initChoices(chose);
preview(shownRange());
byId('pause').addEventListener('click', () => {
  setPaused(!paused);
  schedule();
});
byId('step').addEventListener('click', step);
for (const button of document.querySelectorAll('[data-games]')) {
  button.addEventListener('click', () => startSeries(Number(button.dataset.games)));
}
byId('series-stop').addEventListener('click', () => series.stop('Stopped.'));
initPace(schedule);
players.forEach((player) => player.choose(chosen(player.lane)));
