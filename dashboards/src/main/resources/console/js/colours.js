// Colours of charts.
const dark = matchMedia('(prefers-color-scheme: dark)');
const colours = new Map();
let coloursOf = '';

/** A colour of the style sheet, as the theme has it now; asked once a theme, for asking makes the browser compute all styles. */
export function colour(name) {
  const theme = `${document.documentElement.dataset.theme}${dark.matches}`;
  if (theme !== coloursOf) {
    colours.clear();
    coloursOf = theme;
  }
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(name);
}
