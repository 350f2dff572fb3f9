import { fetchFragment } from './fragment';

const pause = 400;

/** Shows beside the form what its text would raise, a moment after each change, and says in one sentence what changed. */
export function startPreview(form: HTMLFormElement): void {
  const shown = form.querySelector<HTMLElement>('[data-preview]');
  const lost = form.querySelector<HTMLElement>('[data-preview-lost]');
  if (shown === null || lost === null) {
    return;
  }

  let timer = 0;
  let running: AbortController | null = null;
  const ask = async () => {
    running?.abort();
    const mine = running = new AbortController();
    try {
      const fragment = await fetchFragment('/live/preview', { method: 'POST', body: dataOf(form), signal: mine.signal, headers: token() });
      lost.hidden = fragment !== null;
      if (fragment !== null) {
        shown.replaceChildren(fragment);
        say(form, shown.querySelector('[data-preview-summary]')?.textContent ?? '');
      }
    } catch (failure) {
      if (!(failure instanceof DOMException && failure.name === 'AbortError')) {
        throw failure;
      }
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  if (shown.querySelector('[data-preview-summary]') === null) {
    soon();
  }
}

function dataOf(form: HTMLFormElement): URLSearchParams {
  const data = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string' && value !== '') {
      data.append(name, value);
    }
  });
  return data;
}

/** The same sentence is not said twice. */
function say(form: HTMLFormElement, text: string): void {
  const status = form.querySelector('[data-preview-status]');
  if (status !== null && status.textContent !== text) {
    status.textContent = text;
  }
}

function token(): Record<string, string> {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');
  return meta === null ? {} : { RequestVerificationToken: meta.content };
}
