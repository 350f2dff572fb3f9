import { growTo } from './form-rows';

type Kept = readonly (readonly [string, string])[];

const prefix = 'teameurope.form ';
const pause = 500;
const notTyped = new Set(['__RequestVerificationToken', 'key', 'version', 'reference', 'act']);

/**
 * Keeps what is typed in this browser tab until it is saved, for when the tab crashes or is reloaded; the name holds the person and
 * the page, so that nobody gets another's text.
 */
export function startKeeping(form: HTMLFormElement): void {
  const name = prefix + (form.dataset['keptAs'] ?? '');
  const before = read(name);
  const start = JSON.stringify(typedIn(form));
  offer(form, name, before !== null && form.dataset['cameBack'] === undefined && JSON.stringify(before) !== start ? before : null);

  let timer = 0;
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => write(name, typedIn(form)), pause);
  };
  form.addEventListener('input', keepSoon);
  form.addEventListener('change', keepSoon);
  if (form.dataset['cameBack'] !== undefined) {
    write(name, typedIn(form));
  }
}

/** What was saved need not be kept any longer: its page says so. */
export function forget(signature: string, paths: readonly string[]): void {
  paths.forEach(path => remove(`${prefix}${signature} ${path}`));
}

function offer(form: HTMLFormElement, name: string, kept: Kept | null): void {
  const box = form.querySelector<HTMLElement>('[data-restore]');
  if (box === null || kept === null) {
    return;
  }

  box.hidden = false;
  box.querySelector('[data-restore-yes]')?.addEventListener('click', () => {
    putBack(form, kept);
    box.hidden = true;
    form.querySelector<HTMLElement>('[name="title"]')?.focus();
  });
  box.querySelector('[data-restore-no]')?.addEventListener('click', () => {
    remove(name);
    box.hidden = true;
    form.querySelector<HTMLElement>('[name="title"]')?.focus();
  });
}

function putBack(form: HTMLFormElement, kept: Kept): void {
  const texts = new Map(kept);
  texts.forEach((_, name) => growTo(form, name));
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      field.checked = texts.has(field.name);
    } else if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
      && field.name !== '' && !notTyped.has(field.name)) {
      field.value = texts.get(field.name) ?? '';
    }

    if (field instanceof HTMLElement && 'name' in field && texts.has(String(field.name))) {
      field.closest('details')?.setAttribute('open', '');
    }
  }

  form.dispatchEvent(new Event('input'));
}

function typedIn(form: HTMLFormElement): Kept {
  return [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string' && field[1] !== '' && !notTyped.has(field[0]));
}

// A browser may forbid storage; then nothing is kept, and nothing else changes.
function read(name: string): Kept | null {
  try {
    const text = sessionStorage.getItem(name);
    return text === null ? null : JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}

function write(name: string, kept: Kept): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    return;
  }
}

function remove(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    return;
  }
}
