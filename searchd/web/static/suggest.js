// Suggestions as an ARIA combobox over /api/v1/suggest; the place field takes places alone.

const kinds = {sector: 'Métier', territory: 'Lieu', structure: 'Structure', kind: 'Statut', label: 'Label'};
let number = 0;

export function suggest(input) {
  input.dataset.ready = 'yes';
  const places = input.id === 'lieu';
  const list = document.createElement('ul');
  list.className = 'options';
  list.id = `options-${++number}`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  input.parentElement.classList.add('with-options');
  input.after(list);
  for (const [name, value] of Object.entries({role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id}))
    input.setAttribute(name, value);
  let found = [], at = -1, turn = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = next => {
    at = next;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    if (at < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({block: 'nearest'});
  };
  const take = one => {
    close();
    if (one.type === 'structure') { location.href = `/structures/${encodeURIComponent(one.value)}`; return; }
    input.value = places ? one.value : one.name;
    if (!places && one.type !== 'sector') {
      const field = {territory: 'territory', kind: 'kind', label: 'label'}[one.type];
      location.href = `/?${field}=${encodeURIComponent(one.value)}`;
      return;
    }
    input.form.requestSubmit();
  };
  const show = suggestions => {
    found = suggestions;
    list.replaceChildren(...found.map((one, i) => {
      const item = document.createElement('li');
      item.id = `${list.id}-${i}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      const detail = document.createElement('span');
      detail.className = 'what';
      detail.textContent = [kinds[one.type], one.detail].filter(Boolean).join(', ');
      item.append(`${one.name} `, detail);
      item.addEventListener('mousedown', event => { event.preventDefault(); take(one); });
      return item;
    }));
    at = -1;
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
  };

  input.addEventListener('input', async () => {
    const mine = ++turn;
    const q = input.value.trim();
    if (q.length < 2) return close();
    await new Promise(resolve => setTimeout(resolve, 120));
    if (mine !== turn) return;
    const response = await fetch(`/api/v1/suggest?limit=${places ? 20 : 8}&q=${encodeURIComponent(q)}`).catch(() => null);
    if (!response?.ok || mine !== turn || document.activeElement !== input) return;
    const {suggestions} = await response.json();
    show(places ? suggestions.filter(one => one.type === 'territory').slice(0, 8) : suggestions);
  });
  input.addEventListener('keydown', event => {
    if (list.hidden) return;
    const steps = {ArrowDown: at + 1 < found.length ? at + 1 : -1, ArrowUp: at < 0 ? found.length - 1 : at - 1};
    if (event.key in steps) { event.preventDefault(); mark(steps[event.key]); }
    else if (event.key === 'Escape') { event.preventDefault(); close(); }
    else if (event.key === 'Enter' && at >= 0) { event.preventDefault(); take(found[at]); }
  });
  input.addEventListener('blur', close);
}
