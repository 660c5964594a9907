// Shows the operations whose line has every word of the filter; on a wide screen the contents are always open.
const filter = document.getElementById('filter');
const contents = document.getElementById('contents');
const wide = matchMedia('(min-width: 60rem)');
const open = () => { if (wide.matches) contents.open = true; };
wide.addEventListener('change', open);
open();
filter.hidden = false;
filter.addEventListener('input', () => {
  const words = filter.value.toLowerCase().split(/\s+/);
  const shows = text => words.every(word => text.includes(word));
  for (const section of contents.querySelectorAll('section')) {
    for (const item of section.querySelectorAll('li')) item.hidden = !shows(item.textContent.toLowerCase());
    section.hidden = !section.querySelector('li:not([hidden])');
  }
});
contents.addEventListener('click', event => {
  if (event.target.closest('a') && !wide.matches) contents.open = false;
});
