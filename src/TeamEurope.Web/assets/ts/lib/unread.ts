/** Counts one more unread notification in the page's header. */
export function countUnread(): void {
  const counter = document.getElementById('unread-count');
  if (counter === null) {
    return;
  }

  if (counter.textContent.endsWith('+')) {
    return;   // more than are counted
  }

  const count = Number.parseInt(counter.textContent, 10) || 0;
  counter.textContent = String(count + 1);
  counter.hidden = false;
}
