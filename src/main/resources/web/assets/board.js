/** The page: connects the events, the process, the load and the tables with the controls. */
import { showConnections } from './board-connections.js';
import { Events } from './board-events.js';
import { timeOfDay } from './board-format.js';
import { LoadView } from './board-load.js';
import { NodesView } from './board-nodes.js';
import { byId, element, setText } from './dom.js';

const CHECK_MS = 1_000;

let connected = false;
let paused = false;

const view = new NodesView(byId('nodes'), byId('nodes-summary'), pointAt);
const load = new LoadView();

new Events('/board/events', show, changed);
showConnections(() => connected && !paused);
byId('pause').addEventListener('click', togglePause);
byId('moment').addEventListener('input', () => showMoment(chosen()));
showMoment(chosen());
setInterval(check, CHECK_MS);

function show(sample) {
  byId('waiting').hidden = true;
  announce(view.add(sample, Date.now()));
  load.add(sample, Date.now());
}

function check() {
  if (connected) {
    announce(view.checkSilent(Date.now()));
    load.show(Date.now());
  }
}

/** Only changes of the state are announced, and not each sample. */
function changed(state) {
  const connection = byId('connection');
  const before = connection.dataset.state;
  connected = state === 'connected';
  connection.dataset.state = connected ? 'open' : 'waiting';
  setText(byId('connection-text'), connected ? 'Connected' : `Lost at ${timeOfDay(Date.now())}; connecting again`);
  if (!connected) {
    announce(['The connection to the server is lost.']);
  } else if (before === 'waiting') {
    announce(['Connected to the server again.']);
  }
}

/** The latest sentences stay in the region: those of one moment must all be read. */
function announce(sentences) {
  const live = byId('live');
  live.append(...sentences.map(sentence => element('p', '', sentence)));
  while (live.children.length > 5) {
    live.firstChild.remove();
  }
}

function togglePause() {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', String(paused));
  view.paused = paused;
  load.paused = paused;
}

function pointAt(seconds) {
  showMoment(seconds === null ? chosen() : Math.round(seconds));
}

function chosen() {
  const seconds = byId('moment').valueAsNumber;
  return seconds === 0 ? null : seconds;
}

function showMoment(seconds) {
  const text = seconds === null ? 'the latest sample' : `${-seconds} s before the latest`;
  setText(byId('moment-text'), text);
  byId('moment').setAttribute('aria-valuetext', text);
  view.moment = seconds;
}
