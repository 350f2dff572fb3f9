import type { News } from './news';

const most = 4;
const stays = 20_000;

/** Where the focus was before it went into the toasts, to go back there when the last one is gone. */
let cameFrom: HTMLElement | null = null;

/** Shows the news for a while in a corner of the page; it takes no focus. */
export function showToast(news: News): void {
  show(words(news), news.level);
}

/** One line for much news at once. */
export function showMore(count: number): void {
  show(link('/notifications', moreText(count)), null);
}

/** "and 14 more", in the language of the page. */
export const moreText = (count: number): string =>
  (document.getElementById('toasts')?.dataset['moreText'] ?? '{0}').replace('{0}', String(count));

function show(content: HTMLElement, level: string | null): void {
  const list = document.getElementById('toasts');
  if (list === null) {
    return;
  }

  list.append(toast(content, level, list));
  const shown = [...list.children].filter(item => item instanceof HTMLElement);
  const idle = shown.filter(item => !item.matches(':hover, :focus-within'));
  idle.slice(0, Math.max(0, shown.length - most)).forEach(remove);
}

function toast(content: HTMLElement, level: string | null, list: HTMLElement): HTMLElement {
  const item = document.createElement('li');
  item.className = 'toast';
  if (level !== null) {
    item.dataset['level'] = level.toLowerCase();
  }

  item.append(content, dismissButton(item, list.dataset['dismissLabel'] ?? ''));
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

  return link(`/alerts/${encodeURIComponent(news.alertId)}`, news.text);
}

function link(address: string, text: string): HTMLElement {
  const element = document.createElement('a');
  element.className = 'toast__text toast__link';
  element.href = address;
  element.textContent = text;
  return element;
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
