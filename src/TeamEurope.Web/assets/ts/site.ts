import { announce, announceMore } from './lib/announce';
import { startKeys } from './lib/keys';
import type { News } from './lib/news';
import { startRefreshing } from './lib/refresh';
import { showMore, showToast } from './lib/toasts';
import { countUnread } from './lib/unread';

document.documentElement.classList.add('has-scripts');
startKeys();

if (document.body.dataset['live'] === 'true') {
  startRefreshing();
  void followNews(Number(document.body.dataset['cursor'] ?? 0));
}

async function followNews(cursor: number): Promise<void> {
  const { LiveNews } = await import('./lib/live');
  await new LiveNews(cursor, { tell, more }).start();
}

function tell(news: News): void {
  announce(news);
  showToast(news);
  take(news);
}

/** More than anybody reads one by one: a line that leads to all of it. */
function more(news: readonly News[]): void {
  announceMore(news.length);
  showMore(news.length);
  news.forEach(take);
}

function take(news: News): void {
  if (!news.read) {
    countUnread();
  }

  document.dispatchEvent(new CustomEvent<News>('teameurope:news', { detail: news }));
}
