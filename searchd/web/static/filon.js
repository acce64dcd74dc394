// What scripts add to pages that work without them: results without reload, suggestions, the map.
import {followResults} from './results.js';
import {suggest} from './suggest.js';
import {showMap} from './map.js';

function enhance() {
  for (const id of ['q', 'lieu']) {
    const input = document.getElementById(id);
    if (input && !input.dataset.ready) suggest(input);
  }
  showMap(document.querySelector('.live-map'));
  const print = document.querySelector('.print-button');
  if (print) { print.hidden = false; print.onclick = () => window.print(); }
}

enhance();
if (document.body.classList.contains('results')) followResults(enhance);
