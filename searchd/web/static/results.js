// Results without reload: the same addresses as without scripts, fetched, and the main part put in
// place. Back and forward, focus and the announcement of the count are kept as a reader expects.

const main = () => document.getElementById('contenu');
const shown = () => location.pathname + location.search;
let current = shown();
let asked = 0;

async function show(url, {push, focus}, enhance) {
  const turn = ++asked;
  document.body.classList.add('busy');
  try {
    const response = await fetch(url, {headers: {Accept: 'text/html'}});
    const text = await response.text();
    if (turn !== asked) return;  // a later question overtook this one
    const next = new DOMParser().parseFromString(text, 'text/html');
    const place = new URL(response.url);
    if (!next.body.classList.contains('results')) { location.href = url; return; }
    if (push) history.pushState(null, '', place.pathname + place.search);
    current = shown();
    const map = document.querySelector('.live-map.ready');
    main().replaceChildren(...document.adoptNode(next.getElementById('contenu')).childNodes);
    const hole = document.querySelector('.live-map');
    if (map && hole) { map.dataset.points = hole.dataset.points; hole.replaceWith(map); }
    document.title = next.title;
    enhance();
    const target = focus && document.getElementById(focus);
    if (target) target.focus({preventScroll: true});
    else if (focus === '') main().focus({preventScroll: true});
    document.getElementById('annonce').textContent = document.getElementById('compte').textContent;
  } catch {
    location.href = url;  // the page itself says what is wrong
  } finally {
    if (turn === asked) document.body.classList.remove('busy');
  }
}

function addressOf(form) {
  const query = new URLSearchParams(new FormData(form));
  // An empty radius takes the circle away; all other empty fields ask for nothing.
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name).filter(value => value !== '');
    if (name === 'rayon' && !values.length && query.has('near')) continue;
    query.delete(name);
    for (const value of values) query.append(name, value);
  }
  query.delete('page');
  return `${form.getAttribute('action')}?${query}`;
}

/** Listens once, on the document: what is put in place later is covered too. */
export function followResults(enhance) {
  const go = (url, focus) => show(url, {push: true, focus}, enhance);
  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.target) return;
    const href = link.getAttribute('href');
    if (!href.startsWith('/?')) return;
    event.preventDefault();
    const paging = link.closest('.pages');
    go(href, link.id || '').then(() => { if (paging) document.querySelector('.summary').scrollIntoView(); });
  });
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.getAttribute('action') !== '/') return;
    event.preventDefault();
    go(addressOf(form), form.id === 'filtres' ? '' : 'q');
  });
  document.addEventListener('change', event => {
    const field = event.target;
    if (field.form?.id === 'filtres' && field.id !== 'lieu')
      go(addressOf(field.form), field.id);
  });
  window.addEventListener('popstate', () => {
    if (shown() === current) return;  // only the part after # changed
    if (location.pathname === '/' && location.search) show(shown(), {push: false}, enhance);
    else location.reload();
  });
}
