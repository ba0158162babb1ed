import { byId, element, setText } from './dom.js';

/** The two games; also the ends of the ids of their elements. */
export const LANES = ['first', 'second'];

const NAMES = {
  event_loop: 'Event loop',
  direct: 'Direct sockets',
  threads: 'Threads',
  virtual_threads: 'Virtual threads',
  await: 'Await',
};

/**
 * @param {string} lane
 * @returns {string} what guesses in it, as a query: "strategy=random", "driver=threads" and so on
 */
export function chosen(lane) {
  return byId(`choice-${lane}`).value;
}

/**
 * @param {string} lane
 * @returns {string} what guesses in it, for a title
 */
export function chosenName(lane) {
  return byId(`choice-${lane}`).selectedOptions[0].text;
}

/** @param {(lane: string) => void} changed another choice was made */
export function initChoices(changed) {
  for (const lane of LANES) {
    byId(`choice-${lane}`).addEventListener('change', () => changed(lane));
  }
  loadDrivers();
}

/** Adds the drivers of the servers that listen; without one of them, strategies can still race. */
async function loadDrivers() {
  const { drivers } = await (await fetch('/drivers')).json();
  if (drivers.length === 0) {
    return;
  }
  for (const lane of LANES) {
    const options = drivers.map((driver) => Object.assign(element('option', '', NAMES[driver] ?? driver), { value: `driver=${driver}` }));
    byId(`choice-${lane}`).append(Object.assign(element('optgroup', '', ...options), { label: 'Drivers' }));
  }
  setText(byId('drivers-note'), 'A driver guesses by the strategy that its server is configured with.');
}
