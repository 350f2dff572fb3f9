import type { News } from './news';

const most = 4;
const stays = 20_000;

/** Where the focus was before it went into the toasts, to go back there when the last one is gone. */
let cameFrom: HTMLElement | null = null;

/** Shows the news for a while in a corner of the page; it takes no focus. */
export function showToast(news: News): void {
  const list = document.getElementById('toasts');
  if (list === null) {
    return;
  }

  list.append(toast(news, list));
  const shown = [...list.children].filter(item => item instanceof HTMLElement);
  const idle = shown.filter(item => !item.matches(':hover, :focus-within'));
  idle.slice(0, Math.max(0, shown.length - most)).forEach(remove);
}

function toast(news: News, list: HTMLElement): HTMLElement {
  const item = document.createElement('li');
  item.className = 'toast';
  if (news.level !== null) {
    item.dataset['level'] = news.level.toLowerCase();
  }

  item.append(words(news), dismissButton(item, list.dataset['dismissLabel'] ?? ''));
  item.addEventListener('focusin', event => rememberOrigin(event, list));
  item.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      remove(item);
    }
  });
  removeWhenIdle(item);
  return item;
}

function words(news: News): HTMLElement {
  if (news.alertId === null) {
    const text = document.createElement('span');
    text.className = 'toast__text';
    text.textContent = news.text;
    return text;
  }

  const link = document.createElement('a');
  link.className = 'toast__text toast__link';
  link.href = `/alerts/${encodeURIComponent(news.alertId)}`;
  link.textContent = news.text;
  return link;
}

function dismissButton(item: HTMLElement, label: string): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'toast__dismiss';
  button.setAttribute('aria-label', label);
  button.textContent = '×';
  button.addEventListener('click', () => remove(item));
  return button;
}

function removeWhenIdle(item: HTMLElement): void {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => item.matches(':hover, :focus-within') ? wait() : item.remove(), stays);
  };
  item.addEventListener('pointerleave', wait);
  item.addEventListener('focusout', wait);
  wait();
}

function rememberOrigin(event: FocusEvent, list: HTMLElement): void {
  const origin = event.relatedTarget;
  if (origin instanceof HTMLElement && !list.contains(origin)) {
    cameFrom = origin;
  }
}

/** Removes a toast; if the focus was in it, it goes to its neighbour or back to where it was before. */
function remove(item: HTMLElement): void {
  const hadFocus = item.contains(document.activeElement);
  const neighbour = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector<HTMLElement>('.toast__dismiss');
  item.remove();
  if (hadFocus) {
    (neighbour ?? cameFrom)?.focus();
  }
}
