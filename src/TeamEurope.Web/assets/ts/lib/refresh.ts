import { replaceWithFragment } from './fragment';

const settles = 1000;
let timer = 0;

/** Regions marked data-refresh-on-news="<address of their content>" offer to show what is new, or quietly do so. */
export function startRefreshing(): void {
  document.addEventListener('teameurope:news', () => {
    clearTimeout(timer);
    timer = setTimeout(() => document.querySelectorAll<HTMLElement>('[data-refresh-on-news]').forEach(freshen), settles);
  });
  document.addEventListener('click', event => {
    const bar = event.target instanceof Element ? event.target.closest('button')?.closest('[data-new-bar]') : null;
    const region = bar?.closest<HTMLElement>('[data-refresh-on-news]');
    if (region) {
      void showNow(region);
    }
  });
}

async function freshen(region: HTMLElement): Promise<void> {
  const quietly = 'refreshQuiet' in region.dataset && !isBeingRead(region) && await replaceQuietly(region);
  const bar = quietly ? null : barOf(region);
  if (bar) {
    bar.hidden = false;
  }
}

async function showNow(region: HTMLElement): Promise<void> {
  if (!await replace(region)) {
    location.reload();
    return;
  }

  const target = region.querySelector<HTMLElement>('[data-refresh-focus]') ?? region;
  if (!target.hasAttribute('tabindex')) {
    target.tabIndex = -1;
  }

  target.focus({ preventScroll: true });
}

/** What stands in the middle of the window stays there, whatever grows or shrinks above it. */
async function replaceQuietly(region: HTMLElement): Promise<boolean> {
  let anchor: Element | null = null;
  let before = 0;
  const replaced = await replace(region, () => {
    anchor = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    before = anchor?.getBoundingClientRect().top ?? 0;
    return !isBeingRead(region);
  });
  const stayed = anchor as Element | null;
  if (replaced && stayed?.isConnected && !stayed.contains(region)) {
    scrollBy({ top: stayed.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  return replaced;
}

const replace = async (region: HTMLElement, mayStill = () => true): Promise<boolean> => {
  const bar = barOf(region);
  const replaced = await replaceWithFragment(region, region.dataset['refreshOnNews'] ?? '', mayStill);
  if (replaced && bar && barOf(region) === null) {
    bar.hidden = true;
    region.prepend(bar);
  }

  return replaced;
};

function isBeingRead(region: HTMLElement): boolean {
  const { top, bottom } = region.getBoundingClientRect();
  const selection = getSelection();
  return region.contains(document.activeElement)
    || (top < 0 && bottom > 0)
    || (selection !== null && !selection.isCollapsed && selection.containsNode(region, true));
}

const barOf = (region: HTMLElement) => region.querySelector<HTMLElement>('[data-new-bar]');
