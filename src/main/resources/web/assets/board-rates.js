/** What two samples of cumulative counters say about the time between them. */

const COUNTERS = ['accepted', 'lines', 'gamesStarted', 'gamesWon', 'gamesAbandoned', 'guesses', 'closed', 'errors'];

/**
 * @param {number} earlier value of a counter
 * @param {number} later value of the counter
 * @param {number} ms between them
 * @returns {?number} the increase per second; null if no time has passed
 */
export function rate(earlier, later, ms) {
  return ms > 0 ? ((later - earlier) / ms) * 1000 : null;
}

/**
 * @param {number} sum increase of a sum
 * @param {number} count increase of the number of its terms
 * @returns {?number} the mean of the terms; null without terms
 */
export function mean(sum, count) {
  return count > 0 ? sum / count : null;
}

/**
 * A quantile of a histogram, by linear interpolation within its bucket.
 *
 * @param {number[]} bounds upper bounds of the buckets but the last, which has none
 * @param {number[]} counts values in each bucket, one more than bounds
 * @param {number} q from 0 to 1
 * @returns {?number} null for an empty histogram; the greatest bound if the quantile is above it
 */
export function quantile(bounds, counts, q) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) {
    return null;
  }
  const rank = q * total;
  let below = 0;
  for (let i = 0; i < bounds.length; i++) {
    if (counts[i] > 0 && below + counts[i] >= rank) {
      const lower = i === 0 ? 0 : bounds[i - 1];
      return lower + ((bounds[i] - lower) * (rank - below)) / counts[i];
    }
    below += counts[i];
  }
  return bounds.at(-1) ?? null;
}

/**
 * @param {object} earlier server of a sample
 * @param {object} later the same server in a later sample
 * @returns {boolean} whether a counter went back, so that the later one does not continue the earlier one
 */
export function restarted(earlier, later) {
  return (
    COUNTERS.some(name => wentBack(earlier[name], later[name])) ||
    wentBack(earlier.reply?.counts, later.reply?.counts) ||
    String(earlier.reply?.bounds) !== String(later.reply?.bounds)
  );
}

/**
 * @param {{time: number, server: object}} earlier
 * @param {{time: number, server: object}} later of the same run of the process
 * @returns {{rounds: ?number, games: ?number}} won games and rounds, per second
 */
export function rates(earlier, later) {
  const ms = later.time - earlier.time;
  return {
    rounds: rate(earlier.server.lines.number, later.server.lines.number, ms),
    games: rate(earlier.server.gamesWon, later.server.gamesWon, ms),
  };
}

/**
 * @param {object} earlier server of a sample
 * @param {object} later the same server in a later sample
 * @returns {{p50: ?number, p99: ?number, guesses: ?number}} reply times in seconds and guesses per won game
 */
export function distributions(earlier, later) {
  const counts = later.reply.counts.map((n, i) => n - earlier.reply.counts[i]);
  return {
    p50: quantile(later.reply.bounds, counts, 0.5),
    p99: quantile(later.reply.bounds, counts, 0.99),
    guesses: mean(later.guesses.sum - earlier.guesses.sum, later.guesses.count - earlier.guesses.count),
  };
}

/**
 * @param {object} earlier counters by name
 * @param {object} later the same counters
 * @returns {{name: string, total: number, increase: number}[]} those that are not zero, in the order of later
 */
export function increases(earlier, later) {
  return Object.entries(later ?? {})
    .filter(([, total]) => total > 0)
    .map(([name, total]) => ({ name, total, increase: total - (earlier?.[name] ?? 0) }));
}

/** A counter that is missing is 0. */
function wentBack(earlier, later) {
  if (earlier !== null && typeof earlier === 'object') {
    return Object.keys(earlier).some(key => wentBack(earlier[key], later?.[key]));
  }
  return (later ?? 0) < (earlier ?? 0);
}
