const choices = () => [...document.querySelectorAll<HTMLInputElement>('.queue__choice')];

startChoosing();
focusAcknowledged();

/** Choose all, how many are chosen, and no quiet refreshing that would lose what was chosen. */
function startChoosing(): void {
  document.addEventListener('change', event => {
    const target = event.target;
    if (!(target instanceof HTMLInputElement)) {
      return;
    }

    if (target.matches('[data-choose-all]')) {
      choices().forEach(choice => { choice.checked = target.checked; });
    }

    if (target.matches('[data-choose-all], .queue__choice')) {
      tellChosen();
    }
  });
  tellChosen();   // a browser may have kept the choices over a reload
}

function tellChosen(): void {
  const chosen = choices().filter(choice => choice.checked).length;
  const place = document.querySelector<HTMLElement>('[data-chosen-count]');
  if (place) {
    const words = (chosen === 1 ? place.dataset['one'] : place.dataset['many']) ?? '';
    place.textContent = chosen === 0 ? '' : words.replace('{0}', String(chosen));
  }

  document.querySelector('[data-refresh-on-news]')?.toggleAttribute('data-refresh-quiet', chosen === 0);
}

/** After acknowledging one alert, j and k go on from where it stands. */
function focusAcknowledged(): void {
  const row = location.hash.startsWith('#alert-') ? document.getElementById(location.hash.slice(1)) : null;
  if (row?.matches('[data-key-item]')) {
    row.tabIndex = 0;
    row.setAttribute('aria-current', 'true');
    row.focus({ preventScroll: true });
  }
}
