import type { News } from './lib/news';

/** Says quietly that the alert on the page has changed since it was loaded. */
document.addEventListener('teameurope:news', event => {
  const { alertId } = (event as CustomEvent<News>).detail;
  const bar = document.querySelector<HTMLElement>('[data-alert-changed]');
  if (bar && alertId !== null && bar.dataset['alertChanged'] === alertId) {
    bar.hidden = false;
  }
});
