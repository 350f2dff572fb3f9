import { actOnCurrent, move } from './keylist';

const setting = 'teameurope.keys';
const editable = 'textarea, select, [contenteditable=""], [contenteditable="true"], [role="combobox"], [role="listbox"], '
  + 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="reset"])';

/**
 * Single keys: "?" shows the list of them, j and k move through a [data-key-list], and any other key presses the element that
 * declares it (data-key="n"), first within the current item of the list. They can be switched off, as WCAG 2.1.4 asks.
 */
export function startKeys(): void {
  document.addEventListener('keydown', event => {
    if (areOn() && isForUs(event) && act(event.key)) {
      event.preventDefault();
    }
  });
  // The list must open without a key too, or nobody could switch the keys on again.
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-open-shortcuts]')) {
      openShortcuts();
    }
  });
  startToggle();
}

function act(key: string): boolean {
  switch (key) {
    case '?': return openShortcuts();
    case 'j': return move(1);
    case 'k': return move(-1);
    default: return actOnCurrent(key) || press(key);
  }
}

function press(key: string): boolean {
  const element = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)]
    .find(candidate => candidate.closest('[data-key-item]') === null && candidate.checkVisibility());
  if (element === undefined) {
    return false;
  }

  if (element.matches(editable)) {
    element.focus();
  } else {
    element.click();
  }

  return true;
}

function isForUs(event: KeyboardEvent): boolean {
  const { target } = event;
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing && !event.defaultPrevented;
  const isRepeated = event.repeat && event.key !== 'j' && event.key !== 'k';
  const isTyped = target instanceof Element && target.closest(editable) !== null;
  return isPlain && !isRepeated && !isTyped && document.querySelector('dialog:modal') === null;
}

function openShortcuts(): boolean {
  const dialog = document.getElementById('shortcuts');
  if (!(dialog instanceof HTMLDialogElement)) {
    return false;
  }

  if (!dialog.open) {
    dialog.showModal();
  }

  return true;
}

function startToggle(): void {
  const toggle = document.getElementById('keys-toggle');
  if (toggle instanceof HTMLInputElement) {
    toggle.checked = areOn();
    toggle.addEventListener('change', () => remember(toggle.checked));
  }
}

// A browser may forbid storage; the keys are then on, and switching them off lasts until the next page.
let onThisPage = true;

function areOn(): boolean {
  try {
    return onThisPage && localStorage.getItem(setting) !== 'off';
  } catch {
    return onThisPage;
  }
}

function remember(on: boolean): void {
  onThisPage = on;
  try {
    if (on) {
      localStorage.removeItem(setting);
    } else {
      localStorage.setItem(setting, 'off');
    }
  } catch {
    return;
  }
}
