// Elements without markup strings: text from the plant is only ever text.

/** element('td', {class: 'num'}, 'text', child, …); null and false children are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value !== 'string') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

/** The head of a column; `unseen` is for those who hear the page only. */
export function columnHead(column) {
  return element('th', {scope: 'col', class: column.num ? 'num' : null}, column.unseen ? element('span', {class: 'unseen'}, column.label) : column.label);
}

/** A table; rows are arrays of cells: text, number, node, or {num: text}. */
export function table(caption, columns, rows) {
  const head = columns.map(columnHead);
  const body = rows.map((cells) =>
    element('tr', {}, cells.map((cell, i) => element('td', {class: columns[i].num ? 'num' : null}, cell))));
  return element('div', {class: 'scroll'},
    element('table', {'aria-label': caption},
      element('thead', {}, element('tr', {}, head)), element('tbody', {}, body)));
}

export function card(title, ...children) {
  return element('section', {class: 'card'}, element('h2', {}, title), children);
}

/** A line that explains the one above it. */
export const soft = (...text) => element('div', {class: 'soft small'}, ...text);

/** What stands where there is nothing to show. */
export const empty = (...text) => element('p', {class: 'empty'}, ...text);

/** One figure, and under it what it rests on. */
export function tile(label, value, test = null, rests = null) {
  return element('div', {class: 'card tile', 'data-test': test}, element('div', {class: 'label'}, label), element('div', {class: 'value'}, value), rests ? soft(rests) : null);
}

let noticeTimer;
export function notice(text) {
  const node = document.getElementById('notice');
  node.textContent = text;
  node.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { node.hidden = true; }, 6000);
}
