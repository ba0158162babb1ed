/** Sequences of samples, and their columns for charts. */

/** Samples kept, one a second. */
export const CAPACITY = 300;
/** Two samples that are further apart have a gap between them. */
const GAP_MS = 2_500;

/** The latest elements of a sequence. */
export class Ring {
  #capacity;
  #elements = [];

  /** @param {number} capacity elements kept */
  constructor(capacity) {
    this.#capacity = capacity;
  }

  /** @param {*} element that replaces the oldest one if the ring is full */
  push(element) {
    this.#elements.push(element);
    if (this.#elements.length > this.#capacity) {
      this.#elements.shift();
    }
  }

  /** @returns {*} the latest element, or undefined */
  get last() {
    return this.#elements.at(-1);
  }

  /** @returns {Array} the elements, oldest first; not to be changed */
  get elements() {
    return this.#elements;
  }
}

/**
 * Points as columns for a chart. Between two points with a gap there is a row without values.
 *
 * @param {object[]} points oldest first
 * @param {string[]} keys of the columns
 * @param {number} now time at the right end of the chart
 * @returns {number[][]} seconds before now, then a column for each key
 */
export function columns(points, keys, now) {
  const rows = [[], ...keys.map(() => [])];
  points
    .filter(point => now - point.time <= CAPACITY * 1000)
    .forEach((point, i, shown) => {
      if (i > 0 && separate(shown[i - 1], point)) {
        append(
          rows,
          (shown[i - 1].time + point.time) / 2 - now,
          keys.map(() => null),
        );
      }
      append(
        rows,
        point.time - now,
        keys.map(key => point[key]),
      );
    });
  return rows;
}

/**
 * @param {number[]} times ascending
 * @param {number} time in the same unit
 * @param {number} tolerance the greatest distance
 * @returns {number} the index of the nearest one; -1 if none is near enough
 */
export function nearest(times, time, tolerance) {
  const after = times.findIndex(each => each >= time);
  const last = after < 0 ? times.length - 1 : after;
  const before = Math.max(0, last - 1);
  const index = Math.abs(times[before] - time) < Math.abs(times[last] - time) ? before : last;
  return Math.abs(times[index] - time) <= tolerance ? index : -1;
}

function separate(earlier, later) {
  return later.run !== earlier.run || later.time - earlier.time > GAP_MS;
}

function append(rows, ms, values) {
  rows[0].push(ms / 1000);
  values.forEach((value, i) => rows[i + 1].push(value ?? null));
}
