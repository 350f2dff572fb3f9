import type { News } from './news';
import { moreText } from './toasts';

const stays = 10_000;

/** Says the news to people who listen: a critical alert at once, all else when they pause. */
export function announce(news: News): void {
  say(news.text, news.level === 'Critical' ? 'live-alert' : 'live-region');
}

/** Says how much more there is, when they pause. */
export function announceMore(count: number): void {
  say(moreText(count), 'live-region');
}

function say(text: string, where: string): void {
  const region = document.getElementById(where);
  if (region === null) {
    return;
  }

  // Both roles are atomic by default and would repeat what is still there.
  region.setAttribute('aria-atomic', 'false');
  const line = document.createElement('p');
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), stays);
}
