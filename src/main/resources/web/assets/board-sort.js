/** The order of the rows of a table. */

const TEXT = new Intl.Collator('en', { numeric: true });

/**
 * @param {object[]} rows
 * @param {{key: string, direction: string}} order ascending or descending
 * @returns {object[]} a sorted copy: equal rows keep their order, and missing values come last in both directions
 */
export function sorted(rows, { key, direction }) {
  const sign = direction === 'descending' ? -1 : 1;
  return [...rows].sort((a, b) => compare(a[key], b[key], sign));
}

/**
 * @param {{key: string, direction: string}} order the present one
 * @param {string} key of the column whose header is pressed
 * @param {string} first the direction of the column when it becomes the order
 * @returns {{key: string, direction: string}} the reverse, or the first direction of another column
 */
export function pressed(order, key, first) {
  if (order.key !== key) {
    return { key, direction: first };
  }
  return { key, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}

function compare(a, b, sign) {
  if (missing(a) || missing(b)) {
    return missing(a) - missing(b);
  }
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : TEXT.compare(String(a), String(b)));
}

function missing(value) {
  return value === null || value === undefined || value === '';
}
