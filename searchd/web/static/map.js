// The zoomable map: outlines of the départements, and every hit of the search, gathered where they
// would hide one another. Loaded when it comes into view: most of its weight is Leaflet's.

const base = import.meta.url.replace(/[^/]*$/, '');
const leaflet = `${base}vendor/leaflet-1.9.4/`;
const cell = 46;  // pixels: nearer points become one number

function ringsOf({rings, per_degree}) {
  return Object.values(rings).map(parts => parts.map(steps => {
    let [lon, lat] = steps;
    const line = [[lat / per_degree, lon / per_degree]];
    for (let i = 2; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      line.push([lat / per_degree, lon / per_degree]);
    }
    return line;
  }));
}

async function draw(box) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = `${leaflet}leaflet.css`;
  document.head.append(style);
  const outlines = box.dataset.tiles ? null : fetch(`${base}departements.json`).then(r => r.json());
  await import(`${leaflet}leaflet.js`);
  const L = window.L;
  box.hidden = false;
  const map = L.map(box, {minZoom: 2, maxZoom: box.dataset.tiles ? 18 : 12, zoomSnap: .5, scrollWheelZoom: false});
  map.attributionControl.setPrefix('Leaflet');
  if (box.dataset.tiles) {
    const credit = document.createElement('span');
    credit.textContent = box.dataset.credit;
    L.tileLayer(box.dataset.tiles, {attribution: credit.innerHTML}).addTo(map);
  } else {
    for (const rings of ringsOf(await outlines)) L.polygon(rings, {className: 'dep', interactive: false, fillOpacity: 1}).addTo(map);
    map.attributionControl.addAttribution('MapSVG (CC BY 4.0)');
  }
  map.fitBounds([[41.3, -5.2], [51.2, 9.7]]);
  const layer = L.layerGroup().addTo(map);
  box.filon = {map, layer, points: []};
  map.on('zoomend', () => place(box));
  map.on('click', () => map.scrollWheelZoom.enable());
}

function popupOf(points) {
  const list = document.createElement('ul');
  list.className = 'plain';
  for (const [id, name] of points.slice(0, 12)) {
    const link = document.createElement('a');
    link.href = `/structures/${encodeURIComponent(id)}`;
    link.textContent = name;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  if (points.length > 12) {
    const more = document.createElement('li');
    more.textContent = `et ${points.length - 12} autres`;
    list.append(more);
  }
  return list;
}

function place(box) {
  const L = window.L, {map, layer, points} = box.filon;
  layer.clearLayers();
  const cells = new Map();
  for (const point of points) {
    const at = map.project([point[2], point[3]]);
    const key = `${Math.floor(at.x / cell)} ${Math.floor(at.y / cell)}`;
    if (cells.has(key)) cells.get(key).push(point);
    else cells.set(key, [point]);
  }
  for (const group of cells.values()) {
    const lat = group.reduce((sum, p) => sum + p[2], 0) / group.length;
    const lon = group.reduce((sum, p) => sum + p[3], 0) / group.length;
    const alone = group.length === 1;
    const size = alone ? 18 : 26 + 5 * Math.log10(group.length);
    const name = alone ? group[0][1] : `${group.length} structures`;
    const icon = L.divIcon({className: 'pin', iconSize: [size, size], html: alone ? '' : String(group.length)});
    const marker = L.marker([lat, lon], {icon, title: name, alt: name}).addTo(layer);
    const element = marker.getElement();
    element.setAttribute('aria-label', name);
    element.dataset.count = group.length;
    const spread = L.latLngBounds(group.map(p => [p[2], p[3]]));
    const tight = spread.getNorthEast().equals(spread.getSouthWest(), 1e-4) || map.getZoom() >= map.getMaxZoom();
    if (alone || tight) marker.bindPopup(() => popupOf(group));
    else marker.on('click', () => map.fitBounds(spread.pad(.2), {maxZoom: map.getMaxZoom()}));
  }
}

async function fill(box) {
  const address = box.dataset.points;
  if (box.dataset.filled === address) return;
  box.dataset.filled = address;
  const response = await fetch(address);
  if (!response.ok || box.dataset.points !== address) return;
  const answer = await response.json();
  box.filon.points = answer.points;
  const mainland = answer.points.filter(p => p[2] > 41 && p[2] < 51.5 && p[3] > -6 && p[3] < 10);
  const seen = mainland.length ? mainland : answer.points;
  // At once: what is clicked while a map still moves is drawn anew under the pointer.
  if (seen.length) box.filon.map.fitBounds(seen.map(p => [p[2], p[3]]), {maxZoom: 9, padding: [20, 20], animate: false});
  place(box);
  box.dataset.shown = answer.points.length;
  box.dataset.total = answer.total;
}

/** Shows the map once it is near the screen, and fills it again when the search changed. */
export function showMap(box) {
  if (!box) return;
  if (box.classList.contains('ready')) { fill(box); return; }
  if (box.dataset.watched) return;
  box.dataset.watched = 'yes';
  const watcher = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    watcher.disconnect();
    draw(box).then(() => { box.classList.add('ready'); return fill(box); }).catch(() => { box.hidden = true; });
  }, {rootMargin: '200px'});
  watcher.observe(box.parentElement);
}
