import { announce } from './lib/announce';
import { startKeys } from './lib/keys';
import type { News } from './lib/news';
import { startRefreshing } from './lib/refresh';
import { showToast } from './lib/toasts';
import { countUnread } from './lib/unread';

document.documentElement.classList.add('has-scripts');
startKeys();

if (document.body.dataset['live'] === 'true') {
  startRefreshing();
  void followNews(Number(document.body.dataset['cursor'] ?? 0));
}

async function followNews(cursor: number): Promise<void> {
  const { LiveNews } = await import('./lib/live');
  const live = new LiveNews(cursor);
  live.subscribe(tell);
  await live.start();
}

function tell(news: News): void {
  if (!news.read) {
    countUnread();
  }

  announce(news);
  showToast(news);
  document.dispatchEvent(new CustomEvent<News>('teameurope:news', { detail: news }));
}
