import { replaceWithFragment } from './lib/fragment';

const interval = 1000;
const mostMisses = 30;

const region = document.querySelector<HTMLElement>('[data-import]');
if (region !== null && isRunning(region)) {
  void follow(region, region.dataset['import'] ?? '');
}

/** Shows how far the import has come until it is over, and then says so. Gives up where the server stays away. */
async function follow(progress: HTMLElement, address: string): Promise<void> {
  let misses = 0;
  while (isRunning(progress) && misses < mostMisses) {
    await new Promise(resolve => setTimeout(resolve, interval));
    misses = await replaceWithFragment(progress, address) ? 0 : misses + 1;
  }

  const said = document.querySelector('[data-import-said]');
  const result = progress.querySelector('[data-import-result]');
  if (said !== null && result !== null) {
    said.textContent = result.textContent;
  }
}

function isRunning(progress: HTMLElement): boolean {
  return progress.querySelector('[data-import-status="Running"]') !== null;
}
