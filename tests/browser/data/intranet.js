window.loaded = 0;
document.addEventListener('load', event => { if (event.target.src?.endsWith('/widget.js')) window.loaded++; }, true);
document.addEventListener('filon-results', event => { window.heard = event.detail; });
document.addEventListener('filon-select', event => { window.selected = event.detail; event.preventDefault(); });
