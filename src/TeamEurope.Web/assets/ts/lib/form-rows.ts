const newRow = '{row}';

/**
 * Lists of rows ([data-rows]) grow and shrink without asking the server: the pattern of a new row is a template whose "{row}"
 * stands for its number. An instrument brings its usual direction along.
 */
export function startRows(form: HTMLFormElement): void {
  form.querySelectorAll('[data-spare]').forEach(row => row.remove());
  form.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    const list = target?.closest<HTMLElement>('[data-rows]');
    if (list && target?.closest('[data-add-row]')) {
      addRow(list);
    } else if (list && target?.closest('[data-remove-row]')) {
      event.preventDefault();
      removeRow(list, target.closest<HTMLElement>('[data-row-item]'));
    }
  });
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      const list = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-rows]') : null;
      const rows = list ?? form.querySelector<HTMLElement>('[data-rows="measures"]');
      if (rows !== null) {
        addRow(rows);
      }
    }
  });
  form.addEventListener('change', event => {
    if (event.target instanceof HTMLInputElement && event.target.name.endsWith('.instrument')) {
      presetDirection(form, event.target);
    }
  });
}

/** Makes sure of so many rows, for text that is put back. */
export function growTo(form: HTMLFormElement, name: string): void {
  const [, list, row] = /^(\w+)\[(\d+)\]/.exec(name) ?? [];
  const element = list === undefined ? null : form.querySelector<HTMLElement>(`[data-rows="${CSS.escape(list)}"]`);
  while (element !== null && row !== undefined && form.elements.namedItem(name) === null && rowsOf(element).length <= Number(row)) {
    if (append(element) === null) {
      return;
    }
  }
}

function addRow(list: HTMLElement): void {
  append(list)?.querySelector<HTMLElement>('input')?.focus();
}

function append(list: HTMLElement): HTMLElement | null {
  const template = list.querySelector<HTMLTemplateElement>('template[data-row]');
  const body = list.querySelector<HTMLElement>('[data-rows-list]');
  if (template === null || body === null) {
    return null;
  }

  const number = nextNumber(list);
  const row = template.content.cloneNode(true) as DocumentFragment;
  row.querySelectorAll('*').forEach(element => {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes(newRow)) {
        attribute.value = attribute.value.replaceAll(newRow, String(number));
      }
    }
  });
  body.append(row);
  renumber(list);
  return rowsOf(list).at(-1) ?? null;
}

function removeRow(list: HTMLElement, row: HTMLElement | null): void {
  const rows = rowsOf(list);
  const at = row === null ? -1 : rows.indexOf(row);
  row?.remove();
  if (rows.length <= 1) {
    append(list);
  }

  renumber(list);
  rowsOf(list)[Math.max(0, at - 1)]?.querySelector<HTMLElement>('input')?.focus();
  list.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Removed rows leave gaps in the names, which the server closes; what people read has none. */
function renumber(list: HTMLElement): void {
  rowsOf(list).forEach((row, at) => {
    const number = row.querySelector('[data-row-number]');
    if (number !== null) {
      number.textContent = String(at + 1);
    }

    if (row instanceof HTMLInputElement) {
      row.setAttribute('aria-label', `${(row.getAttribute('aria-label') ?? '').replace(/\s*\d*$/, '')} ${at + 1}`);
    }

    row.querySelectorAll('[data-remove-row]').forEach(button =>
      button.setAttribute('aria-label', `${(button.getAttribute('aria-label') ?? '').replace(/\s*\d*$/, '')} ${at + 1}`));
  });
}

function nextNumber(list: HTMLElement): number {
  const numbers = [...list.querySelectorAll<HTMLInputElement>('[name]')].map(field => Number(/\[(\d+)\]/.exec(field.name)?.[1] ?? -1));
  return Math.max(-1, ...numbers) + 1;
}

const rowsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-row-item]')];

/** Only where nobody has chosen: what was preset follows the instrument. */
function presetDirection(form: HTMLFormElement, instrument: HTMLInputElement): void {
  const direction = form.elements.namedItem(instrument.name.replace(/\.instrument$/, '.direction'));
  const typed = instrument.value.trim().toLowerCase();
  const known = [...(instrument.list?.options ?? [])].find(option => option.value.toLowerCase() === typed || option.text.toLowerCase() === typed);
  if (direction instanceof HTMLSelectElement && known && (direction.value === '' || direction.dataset['preset'] === direction.value)) {
    direction.value = known.dataset['direction'] ?? '';
    direction.dataset['preset'] = direction.value;
  }
}
