/**
 * Replaces what an element contains by a piece of page that our own server renders. False when the server did not give one (the
 * session is over, say) or when it may no longer be shown by the time it is here.
 */
export async function replaceWithFragment(element: HTMLElement, address: string, mayStill = () => true): Promise<boolean> {
  const fragment = await fetchFragment(address);
  if (fragment === null || !element.isConnected || !mayStill()) {
    return false;
  }

  element.replaceChildren(fragment);
  return true;
}

/** A piece of page from our own server; scripts in it do not run. */
export async function fetchFragment(address: string, options: RequestInit = {}): Promise<DocumentFragment | null> {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) {
    return null;
  }

  try {
    const response = await fetch(url, { ...options, headers: { Accept: 'text/html', ...options.headers } });
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
    return response.ok && !response.redirected && isPage ? parse(await response.text()) : null;
  } catch (failure) {
    if (failure instanceof TypeError) {
      return null;   // the network is away
    }

    throw failure;
  }
}

function parse(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  return fragment;
}
