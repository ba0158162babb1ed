/** What is shown of a server and of a process: labels, texts and scales. */
import { bytes, bytesTick, count, duration, durationTick, si, tick } from './board-format.js';
import { binaryEnd, decades, linearEnd, powers } from './board-scale.js';

/**
 * @typedef {object} Metric
 * @property {string} key
 * @property {string} label
 * @property {{key: string, name: string}[]} series names are shown only if there are several
 * @property {(value: ?number) => string} text of a value
 * @property {(value: number) => string} tick
 * @property {(values: number[]) => number[]} range ends of the scale that holds all values
 * @property {(range: number[]) => number[]} splits ticks of the scale
 * @property {boolean} log whether the scale is logarithmic
 * @property {string} [none] shown while there is no value at all
 */

/** @type {Metric[]} */
export const SERVER_METRICS = [
  linear('open', 'Open connections', count, 10),
  linear('rounds', 'Rounds per second', si, 10),
  linear('games', 'Games won per second', si, 10),
  {
    key: 'reply',
    label: 'Reply time',
    series: [
      { key: 'p50', name: 'p50' },
      { key: 'p99', name: 'p99' },
    ],
    text: duration,
    tick: durationTick,
    range: values => decades(values, [1e-5, 1e-2]),
    splits: powers,
    log: true,
  },
  linear('guesses', 'Guesses per game', si, 10),
  { ...linear('lag', 'Event-loop lag', duration, 1e-3), tick: durationTick, none: 'no event loop' },
];

/** @type {Metric[]} */
export const PROCESS_METRICS = [
  {
    ...linear('heapUsed', 'Heap used', bytes, 1),
    tick: bytesTick,
    range: values => [0, binaryEnd(greatest(values))],
  },
  linear('threads', 'Threads', count, 10),
];

/**
 * @param {string} key of a counter, such as max_connections
 * @returns {string} as it is read: max connections
 */
export function words(key) {
  return key.replaceAll('_', ' ');
}

function linear(key, label, text, least) {
  return {
    key,
    label,
    series: [{ key, name: '' }],
    text,
    tick,
    range: values => [0, linearEnd(greatest(values), least)],
    splits: ([low, high]) => [low, (low + high) / 2, high],
    log: false,
  };
}

function greatest(values) {
  return values.reduce((a, b) => Math.max(a, b), 0);
}
