import { byId, setText } from './dom.js';
import { formatInteger } from './format.js';
import { parseInteger } from './protocol.js';

const FIELDS = ['lower', 'upper', 'secret'];

/**
 * Connects the fields of a range with the buttons that fill them.
 *
 * @param {() => void} changed called after each change of the range
 */
export function initRangeFields(changed) {
  const refresh = () => {
    showPressed();
    showError(null);
    changed();
  };
  byId('secret').addEventListener('input', () => showError(null));
  for (const preset of presets()) {
    preset.addEventListener('click', () => {
      byId('lower').value = formatInteger(BigInt(preset.dataset.lower));
      byId('upper').value = formatInteger(BigInt(preset.dataset.upper));
      refresh();
    });
  }
  byId('lower').addEventListener('input', refresh);
  byId('upper').addEventListener('input', refresh);
  showPressed();
}

/**
 * Shows what is wrong with a field, and focuses it.
 *
 * @param {{error: string, field: string} | null} wrong null if everything is right
 */
export function showError(wrong) {
  setText(byId('setup-error'), wrong?.error ?? '');
  for (const id of FIELDS) {
    byId(id).removeAttribute('aria-invalid');
  }
  if (wrong) {
    byId(wrong.field).setAttribute('aria-invalid', 'true');
    byId(wrong.field).focus();
  }
}

function presets() {
  return document.querySelectorAll('#settings [data-lower]');
}

function showPressed() {
  const low = String(parseInteger(byId('lower').value));
  const high = String(parseInteger(byId('upper').value));
  for (const preset of presets()) {
    const { lower, upper } = preset.dataset;
    preset.setAttribute('aria-pressed', String(lower === low && upper === high));
  }
}
