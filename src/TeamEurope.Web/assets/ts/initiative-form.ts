import { startKeeping } from './lib/form-keep';
import { startPreview } from './lib/form-preview';
import { startRows } from './lib/form-rows';

const form = document.querySelector<HTMLFormElement>('[data-initiative-form]');
if (form !== null) {
  startRows(form);
  startPreview(form);
  startKeeping(form);
  document.querySelector<HTMLElement>('[data-focus]')?.focus();
}
