import type { News } from './news';

const stays = 10_000;

/** Says the news to people who listen: a critical alert at once, all else when they pause. */
export function announce(news: News): void {
  const region = document.getElementById(news.level === 'Critical' ? 'live-alert' : 'live-region');
  if (region === null) {
    return;
  }

  // Both roles are atomic by default and would repeat what is still there.
  region.setAttribute('aria-atomic', 'false');
  const line = document.createElement('p');
  line.textContent = news.text;
  region.append(line);
  setTimeout(() => line.remove(), stays);
}
