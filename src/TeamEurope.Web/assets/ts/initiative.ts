import { forget } from './lib/form-keep';

const saved = document.querySelector<HTMLElement>('[data-saved-by]');
if (saved !== null) {
  forget(saved.dataset['savedBy'] ?? '', ['/initiatives/new', `${location.pathname}/edit`]);
}
