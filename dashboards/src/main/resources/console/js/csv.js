// Tables as text by RFC 4180. No element and no text of the console here: Node tests it alone.

/** One cell. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function cell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows of cells, the first usually the names of the columns. */
export function csv(rows) {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}
