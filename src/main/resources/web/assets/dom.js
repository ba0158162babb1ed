/** Creation of elements and access to those of the page. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * @param {string} name of the element
 * @param {string} className
 * @param {Array<Node | string>} children
 * @returns {HTMLElement}
 */
export function element(name, className = '', ...children) {
  const node = document.createElement(name);
  if (className) {
    node.className = className;
  }
  node.append(...children);
  return node;
}

/**
 * @param {string} name of the element
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  return node;
}

/**
 * Sets the text of an element, unless it has it already: a live region is read again when its text is replaced.
 *
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * Enables or disables a button; if it has the focus and is disabled, another gets it, since keys would go nowhere.
 *
 * @param {HTMLButtonElement} button
 * @param {boolean} enabled
 * @param {HTMLElement} next
 */
export function setEnabled(button, enabled, next) {
  const focused = document.activeElement === button;
  button.disabled = !enabled;
  if (focused && !enabled) {
    next.focus();
  }
}
