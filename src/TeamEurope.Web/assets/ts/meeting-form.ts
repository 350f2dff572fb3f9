const rows = document.querySelector<HTMLElement>('[data-agenda-rows]');
const template = document.querySelector<HTMLTemplateElement>('template[data-agenda-row]');

// Without this module the same buttons send the form and get it back with a row more or less.
if (rows && template) {
  let next = rows.children.length;
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.hasAttribute('data-add-row')) {
      event.preventDefault();
      add(rows, template, next++);
    } else if (button?.hasAttribute('data-remove-row')) {
      event.preventDefault();
      remove(button);
    }
  });
}

function add(list: HTMLElement, blank: HTMLTemplateElement, number: number): void {
  const row = blank.content.cloneNode(true) as DocumentFragment;
  for (const element of row.querySelectorAll('[id], [for]')) {
    for (const name of ['id', 'for']) {
      const value = element.getAttribute(name);
      if (value !== null) {
        element.setAttribute(name, value.replace('ROW', String(number)));
      }
    }
  }

  list.append(row);
  list.lastElementChild?.querySelector('select')?.focus();
}

function remove(button: HTMLButtonElement): void {
  const row = button.closest('[data-row]');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  row?.remove();
  (neighbour?.querySelector<HTMLElement>('select') ?? document.querySelector<HTMLElement>('[data-add-row]'))?.focus();
}
