/**
 * Makes the buttons of a part of the page work by the keys that they name in data-key, unless something is being typed.
 *
 * @param {HTMLElement} part keys work while it is visible
 */
export function initKeys(part) {
  document.addEventListener('keydown', (event) => {
    if (part.hidden || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
      return;
    }
    const button = [...part.querySelectorAll('[data-key]')].find(
      (node) => node.dataset.key === event.key.toLowerCase() && node.getClientRects().length > 0,
    );
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}

function isTyping(target) {
  return target instanceof HTMLInputElement && target.type === 'text';
}
