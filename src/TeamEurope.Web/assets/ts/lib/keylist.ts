/** Moves to the next or previous item of the list that has the focus, or of the first list of the page. */
export function move(step: 1 | -1): boolean {
  const list = currentList();
  const items = list === null ? [] : itemsOf(list);
  if (items.length === 0) {
    return false;
  }

  const at = items.findIndex(item => item.contains(document.activeElement));
  const marked = at >= 0 ? at : items.findIndex(isCurrent);
  const next = marked < 0 ? 0 : Math.min(Math.max(marked + step, 0), items.length - 1);
  makeCurrent(items, next);
  return true;
}

/** Presses what declares the key within the current item; Enter on the item itself opens its first link. */
export function actOnCurrent(key: string): boolean {
  const list = currentList();
  const item = list === null ? undefined : itemsOf(list).find(isCurrent);
  if (item === undefined || (key === 'Enter' && document.activeElement !== item)) {
    return false;
  }

  const declared = item.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  const target = declared ?? (key === 'Enter' ? item.querySelector<HTMLElement>('a[href]') : null);
  target?.click();
  return target !== null;
}

function makeCurrent(items: readonly HTMLElement[], index: number): void {
  items.forEach((item, at) => {
    if (at === index) {
      item.setAttribute('aria-current', 'true');
      item.tabIndex = 0;
    } else {
      item.removeAttribute('aria-current');
      item.removeAttribute('tabindex');
    }
  });
  const current = items[index];
  current?.focus({ preventScroll: true });
  current?.scrollIntoView({ block: 'nearest' });
}

const currentList = () =>
  document.activeElement?.closest<HTMLElement>('[data-key-list]')
  ?? document.querySelector<HTMLElement>('[data-key-list]:has([aria-current="true"])')
  ?? document.querySelector<HTMLElement>('[data-key-list]');

const itemsOf = (list: HTMLElement) =>
  [...list.querySelectorAll<HTMLElement>('[data-key-item]')].filter(item => item.checkVisibility());

const isCurrent = (item: HTMLElement) => item.getAttribute('aria-current') === 'true';
