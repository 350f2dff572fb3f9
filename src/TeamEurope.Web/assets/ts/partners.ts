// On a narrow screen the map scrolls in its own frame: begin where Europe and its neighbours are.
const frame = document.querySelector<HTMLElement>('.map__frame');
const middle = frame?.querySelector<SVGGraphicsElement>('[data-middle]');
if (frame && middle) {
  const box = middle.getBoundingClientRect();
  frame.scrollLeft += box.left + box.width / 2 - frame.getBoundingClientRect().left - frame.clientWidth / 2;
}
