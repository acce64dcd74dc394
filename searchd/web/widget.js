/* <filon-recherche>: the search of Filon in any page. A classic script without dependency, in a shadow root.
   Attributes: territory, sectors, labels (blank-separated values), theme (auto, light, dark), language (fr, en), api.
   Events, composed: filon-results {total}, filon-select {id, name, url} (cancel it to keep the reader on your page).
   Parts: form, input, button, status, results, result, link, badge, more. Colours: --filon-accent, --filon-ink, --filon-paper, --filon-line. */
(() => {
  'use strict';
  if (window.customElements.get('filon-recherche')) return;
  const script = document.currentScript || document.querySelector('script[src$="/widget.js"]');
  const home = script ? new URL(script.src, location.href).origin : location.origin;

  const texts = {
    fr: {label: 'Chercher un fournisseur de l’économie sociale et solidaire', button: 'Rechercher', busy: 'Recherche…', none: 'Aucune structure ne répond à cette recherche.', one: '1 structure', many: n => `${n} structures`, all: 'Voir tous les résultats', failed: 'La recherche ne répond pas. Réessayez dans un instant.'},
    en: {label: 'Find a supplier of the social and solidarity economy', button: 'Search', busy: 'Searching…', none: 'No organisation matches.', one: '1 organisation', many: n => `${n} organisations`, all: 'See all results', failed: 'The search does not answer. Try again in a moment.'},
  };
  const style = `:host{display:block;--a:var(--filon-accent,#0b5a5e);--i:var(--filon-ink,#1c2830);--p:var(--filon-paper,#fff);--l:var(--filon-line,#74808a);color:var(--i);background:var(--p);padding:1rem;border-radius:.6rem;font:1rem/1.5 system-ui,sans-serif}
:host([theme=dark]){--a:var(--filon-accent,#7fd0cc);--i:var(--filon-ink,#e8ecee);--p:var(--filon-paper,#1c242a)}
@media(prefers-color-scheme:dark){:host(:not([theme=light])){--a:var(--filon-accent,#7fd0cc);--i:var(--filon-ink,#e8ecee);--p:var(--filon-paper,#1c242a)}}
*{box-sizing:border-box}label{display:block;font-weight:600;margin-bottom:.3rem}form div{display:flex;flex-wrap:wrap;gap:.5rem}
input{flex:1 1 10rem;min-width:0;padding:.6rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--l);border-radius:.5rem}
button{padding:.6rem 1.1rem;font:inherit;font-weight:600;color:var(--p);background:var(--a);border:0;border-radius:.5rem;cursor:pointer}
a{color:var(--a)}:focus-visible{outline:3px solid var(--a);outline-offset:2px}ol{padding:0;margin:.5rem 0;list-style:none}li{padding:.6rem 0;border-top:1px solid var(--l);overflow-wrap:anywhere}p{margin:.3rem 0}li p{font-size:.92rem}`;

  class FilonRecherche extends HTMLElement {
    static observedAttributes = ['territory', 'sectors', 'labels', 'language'];
    constructor() {
      super();
      const sheet = new CSSStyleSheet();  // not a <style>: the host's policy may refuse those
      sheet.replaceSync(style);
      this.attachShadow({mode: 'open'}).adoptedStyleSheets = [sheet];
      this.turn = 0;
    }
    get api() { return (this.getAttribute('api') || home).replace(/\/$/, ''); }
    get words() { return texts[this.getAttribute('language')] || texts.fr; }
    connectedCallback() { if (!this.form) this.build(); }
    attributeChangedCallback(name) {
      if (!this.form) return;
      if (name === 'language') this.build();
      else if (this.asked !== undefined) this.search(this.asked);
    }
    build() {
      const make = (tag, part, text) => {
        const element = document.createElement(tag);
        if (part) element.setAttribute('part', part);
        if (text) element.textContent = text;
        return element;
      };
      this.make = make;
      this.form = make('form', 'form');
      this.form.setAttribute('role', 'search');
      this.input = make('input', 'input');
      Object.assign(this.input, {type: 'search', id: 'q', maxLength: 500, autocomplete: 'off'});
      const label = make('label', 'label', this.words.label);
      label.htmlFor = 'q';
      const row = make('div');
      const button = make('button', 'button', this.words.button);
      row.append(this.input, button);
      this.form.append(label, row);
      this.status = make('p', 'status');
      this.status.setAttribute('role', 'status');
      this.list = make('ol', 'results');
      this.more = make('p', 'more');
      this.form.addEventListener('submit', event => { event.preventDefault(); this.search(this.input.value); });
      this.shadowRoot.replaceChildren(this.form, this.status, this.list, this.more);
    }
    query(q) {
      const query = new URLSearchParams();
      if (q) query.set('q', q);
      for (const [attribute, name] of [['territory', 'territory'], ['sectors', 'sector'], ['labels', 'label']])
        for (const value of (this.getAttribute(attribute) || '').split(/\s+/)) if (value) query.append(name, value);
      return query;
    }
    async search(q) {
      const turn = ++this.turn;
      this.asked = q;
      this.status.textContent = this.words.busy;
      const query = this.query(q);
      try {
        const response = await fetch(`${this.api}/api/v1/structures?${query}&per_page=5&facets=none`);
        const answer = await response.json();
        if (turn !== this.turn) return;
        if (!response.ok) throw new Error(answer.detail);
        this.show(answer, query);
      } catch (error) {
        if (turn !== this.turn) return;
        this.list.replaceChildren();
        this.status.textContent = this.words.failed;
      }
    }
    show(answer, query) {
      const {make, words} = this;
      this.status.textContent = answer.total === 0 ? words.none : answer.total === 1 ? words.one : words.many(answer.total);
      this.list.replaceChildren(...answer.results.map(found => {
        const item = make('li', 'result');
        const link = make('a', 'link', found.brand || found.name);
        link.href = `${this.api}/structures/${encodeURIComponent(found.id)}`;
        link.addEventListener('click', event => {
          const detail = {id: found.id, name: found.name, url: link.href};
          if (!this.tell('filon-select', detail)) event.preventDefault();
        });
        const place = [found.address.city, ...found.kinds, ...found.reservations.map(r => r.article)].filter(Boolean).join(' · ');
        item.append(link, make('p', 'badge', place));
        return item;
      }));
      const all = make('a', 'link', words.all);
      all.href = `${this.api}/?${query}`;
      this.more.replaceChildren(all);
      this.tell('filon-results', {total: answer.total});
    }
    tell(name, detail) { return this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true, cancelable: true})); }
  }
  window.customElements.define('filon-recherche', FilonRecherche);

  // A frame of ours says how high it is: only the frame itself is believed, and only about itself.
  window.addEventListener('message', event => {
    if (event.origin !== home || event.data?.type !== 'filon:height') return;
    const height = Number(event.data.height);
    if (!(height > 0 && height < 20000)) return;
    for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
  });
})();
