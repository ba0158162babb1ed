/** A table of connections that a person can sort. Text of peers becomes text only. */
import { count } from './board-format.js';
import { pressed, sorted } from './board-sort.js';
import { element, setText } from './dom.js';

/** Rows shown. */
export const ROWS = 50;

/**
 * @typedef {object} Column
 * @property {string} key of the value in a row
 * @property {string} label
 * @property {(value: *) => string} text of a value
 * @property {string} first direction when the column becomes the order
 */

export class ConnectionTable {
  #columns;
  #order;
  #rows = [];
  #headers = new Map();
  #body = element('tbody');

  /**
   * @param {HTMLTableElement} table
   * @param {Column[]} columns
   * @param {string} key of the column that is the order at first
   */
  constructor(table, columns, key) {
    this.#columns = columns;
    this.#order = { key, direction: columns.find(column => column.key === key).first };
    table.append(element('thead', '', element('tr', '', ...columns.map(column => this.#header(column)))), this.#body);
    this.#mark();
  }

  /** @param {object[]} rows of which the first ones in the present order are shown */
  show(rows) {
    this.#rows = rows;
    const shown = sorted(rows, this.#order).slice(0, ROWS);
    while (this.#body.rows.length < shown.length) {
      this.#body.append(this.#row());
    }
    while (this.#body.rows.length > shown.length) {
      this.#body.lastChild.remove();
    }
    shown.forEach((row, i) => this.#fill(this.#body.rows[i], row));
  }

  #header({ key, label, first }) {
    const button = element('button', '', label);
    button.type = 'button';
    button.addEventListener('click', () => this.#sort(pressed(this.#order, key, first)));
    const cell = element('th', `column-${key}`, button);
    cell.scope = 'col';
    cell.dataset.column = key;
    this.#headers.set(key, cell);
    return cell;
  }

  #sort(order) {
    this.#order = order;
    this.#mark();
    this.show(this.#rows);
  }

  #mark() {
    this.#headers.forEach((cell, key) => {
      if (key === this.#order.key) {
        cell.setAttribute('aria-sort', this.#order.direction);
      } else {
        cell.removeAttribute('aria-sort');
      }
    });
  }

  #row() {
    return element('tr', '', ...this.#columns.map(({ key }) => element('td', `column-${key}`)));
  }

  #fill(row, values) {
    this.#columns.forEach(({ key, text }, i) => setText(row.cells[i], text(values[key])));
  }
}

/**
 * @param {number} total
 * @param {number} shown
 * @returns {string} such as 1,234 connections, 50 shown
 */
export function totals(total, shown) {
  const all = `${count(total)} ${total === 1 ? 'connection' : 'connections'}`;
  return shown < total ? `${all}, ${count(shown)} shown` : all;
}
